//! The line from workers: the channels of shards that an API listens to.
//!
//! A line hears, and its **subscriber** asks: whoever hears never waits for an
//! answer to what was asked.

use bytes::Bytes;

use super::subscription::{Pushed, Source, Subscription};
use crate::{Live, LiveError, Message, key};

/// What a line hears.
#[derive(Debug)]
pub enum Heard {
    Message {
        shard: u16,
        message: Message,
    },
    /// A message of a shard could not be read.
    Missed {
        shard: u16,
    },
    /// A node's connection is gone, or it holds a shard no more: nobody knows
    /// which subscriptions still are.
    Lost,
}

/// A connection that hears what is published to shards.
pub struct Line(Subscription);

/// The same connection, to ask for more.
#[derive(Clone)]
pub struct Subscriber(Source);

impl Line {
    pub async fn open(live: &Live) -> Result<Self, LiveError> {
        Ok(Self(Subscription::open(live).await?))
    }

    #[must_use]
    pub fn subscriber(&self) -> Subscriber {
        Subscriber(self.0.source())
    }

    /// The next message. `Err` means the connection is gone: open a new line.
    pub async fn hear(&mut self) -> Result<Heard, LiveError> {
        loop {
            match self.0.next().await? {
                Pushed::Lost => return Ok(Heard::Lost),
                Pushed::Message { channel, payload } => {
                    if let Some(heard) = Self::message(&channel, &payload) {
                        return Ok(heard);
                    }
                }
            }
        }
    }

    fn message(channel: &str, payload: &Bytes) -> Option<Heard> {
        let shard = key::shard_of(channel)?;
        match Message::read(payload) {
            Ok(message) => Some(Heard::Message { shard, message }),
            Err(error) => {
                tracing::error!(shard, %error, "a shard message cannot be read");
                Some(Heard::Missed { shard })
            }
        }
    }
}

impl Subscriber {
    /// Whether all shards are on one server, so that none fails alone.
    #[must_use]
    pub const fn is_one_server(&self) -> bool {
        self.0.is_one_server()
    }

    /// Listens to a shard; returns when the subscription is confirmed. Asking
    /// again confirms it again.
    pub async fn listen(&mut self, shard: u16) -> Result<(), LiveError> {
        self.0.subscribe(key::channel(shard)).await
    }

    /// Whether the connection to a server still answers.
    pub async fn ping(&mut self) -> Result<(), LiveError> {
        self.0.ping().await
    }
}
