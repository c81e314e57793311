//! Sockets that were handed frames which are not written yet.
//!
//! The listener writes them once it has handed on what came, a slice at a time,
//! so that others get their turn while thousands are written to.

use std::{mem, sync::Arc};

use metrics::{Counter, counter};
use parking_lot::Mutex;
use tokio::task::yield_now;

use crate::socket::outbox::Outbox;

/// Sockets that are written to without a pause: less than a millisecond.
const SLICE: usize = 128;

#[derive(Clone)]
pub struct Post {
    due: Arc<Mutex<Vec<Arc<Outbox>>>>,
    /// Looked up once: it counts each frame of each socket.
    frames_sent: Counter,
}

impl Default for Post {
    fn default() -> Self {
        Self { due: Arc::default(), frames_sent: counter!("downbeat_frames_sent_total") }
    }
}

impl Post {
    /// A frame was added to what a socket says.
    pub fn count(&self) {
        self.frames_sent.increment(1);
    }

    /// It is to be written.
    pub fn add(&self, outbox: &Arc<Outbox>) {
        self.due.lock().push(Arc::clone(outbox));
    }

    pub async fn deliver(&self) {
        let mut due = mem::take(&mut *self.due.lock());
        if due.is_empty() {
            return;
        }
        let mut slices = due.chunks(SLICE).peekable();
        while let Some(slice) = slices.next() {
            for outbox in slice {
                outbox.flush();
            }
            if slices.peek().is_some() {
                yield_now().await;
            }
        }
        due.clear();
        // The next time it has its room already.
        let mut newer = self.due.lock();
        if newer.is_empty() {
            *newer = due;
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use downbeat_boot::task;

    use super::*;
    use crate::socket::{frame, outbox_tests::connected};

    /// A client that reads nothing holds nobody up, and others get their turn.
    #[tokio::test]
    async fn a_slow_one_does_not_delay_the_others() {
        const SOCKETS: usize = 3 * SLICE;
        const FRAMES: usize = 20;
        let post = Post::default();
        let (mut outboxes, mut clients) = (Vec::new(), Vec::new());
        for _ in 0..SOCKETS {
            let (outbox, client) = connected().await;
            outboxes.push(Arc::new(outbox));
            clients.push(client);
        }
        let frame = frame::text(&"x".repeat(4_000));
        let slow = clients.remove(0);
        for _ in 0..FRAMES {
            for outbox in &outboxes {
                if outbox.add(frame.clone()).unwrap() {
                    post.add(outbox);
                }
            }
            let other = task::spawn("other", async {});
            post.deliver().await;
            assert!(other.is_finished(), "others had their turn");
            for client in &mut clients {
                let mut read = vec![0; frame.len()];
                client.read_exact(&mut read).unwrap();
                assert_eq!(read, frame);
            }
        }
        assert!(outboxes[0].is_waiting() && !outboxes[1].is_waiting());
        drop(slow);
    }
}
