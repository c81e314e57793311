//! What was broadcast in each channel, and who hears it.

use std::collections::HashMap;

use serde::Serialize;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

/// Messages that a channel may have at once, and then one a second.
pub const BUCKET: f64 = 100.0;
const A_SECOND: f64 = 1.0;
const KEPT: usize = 10_000;

/// A message, as it was taken.
#[derive(Debug, Clone, Serialize)]
pub struct Broadcast {
    pub at_ms: i64,
    pub channel: String,
    pub message: String,
}

/// What becomes of messages on their way to viewers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Way {
    #[default]
    Open,
    /// They are taken, and reach nobody.
    Dropped,
    /// They come so much later.
    Late(u64),
    /// Nothing is taken: 503.
    Stopped,
}

#[derive(Default)]
pub struct Air {
    pub way: Way,
    pub heard: Vec<Broadcast>,
    buckets: HashMap<String, (f64, f64)>,
    listeners: Vec<(String, UnboundedSender<String>)>,
}

impl Air {
    /// Takes one out of a channel's bucket; `Err` with the seconds to wait.
    pub fn take(&mut self, channel: &str, now_s: f64) -> Result<(), f64> {
        let (left, at_s) = self.buckets.get(channel).copied().unwrap_or((BUCKET, now_s));
        let left = (left + (now_s - at_s) * A_SECOND).min(BUCKET);
        if left < 1.0 {
            self.buckets.insert(channel.to_owned(), (left, now_s));
            return Err((1.0 - left) / A_SECOND);
        }
        self.buckets.insert(channel.to_owned(), (left - 1.0, now_s));
        Ok(())
    }

    /// Has only so many left in a channel's bucket.
    pub fn leave(&mut self, channel: &str, left: f64, now_s: f64) {
        self.buckets.insert(channel.to_owned(), (left, now_s));
    }

    pub fn note(&mut self, broadcast: Broadcast) {
        if self.heard.len() < KEPT {
            self.heard.push(broadcast);
        }
    }

    pub fn listen(&mut self, channel: &str) -> UnboundedReceiver<String> {
        let (sender, receiver) = unbounded_channel();
        self.listeners.push((channel.to_owned(), sender));
        receiver
    }

    /// Tells whoever listens in a channel; those who left are forgotten.
    pub fn tell(&mut self, channel: &str, message: &str) {
        self.listeners.retain(|(of, listener)| {
            if of == channel {
                return listener.send(message.to_owned()).is_ok();
            }
            !listener.is_closed()
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_channel_has_a_hundred_at_once_and_then_one_a_second() {
        let mut air = Air::default();
        for _ in 0..100 {
            assert_eq!(air.take("1", 0.0), Ok(()));
        }
        assert_eq!(air.take("1", 0.0), Err(1.0));
        assert_eq!(air.take("2", 0.0), Ok(()), "another channel has its own");
        assert_eq!(air.take("1", 1.0), Ok(()));
        assert!(air.take("1", 1.5).is_err());
        air.leave("2", 0.0, 2.0);
        assert!(air.take("2", 2.0).is_err());
    }

    #[test]
    fn whoever_listens_hears_their_own_channel() {
        let mut air = Air::default();
        let (mut one, two) = (air.listen("1"), air.listen("2"));
        drop(two);
        air.tell("2", "nobody hears it");
        air.tell("1", "hello");
        assert_eq!(one.try_recv().unwrap(), "hello");
        assert!(one.try_recv().is_err());
        assert_eq!(air.listeners.len(), 1);
    }
}
