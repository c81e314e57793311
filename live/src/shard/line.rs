//! The line from workers: the channels of shards that an API listens to.
//!
//! A line hears, and its **subscriber** asks: whoever hears never waits for an
//! answer to what was asked.

use std::time::Duration;

use bytes::Bytes;
use redis::{ProtocolVersion, PushKind, Value, cluster_async::ClusterConnection};

use super::pushes::{self, End, Pushes};
use crate::{Live, LiveError, Message, key, redis::primary};

const CONNECT_LIMIT: Duration = Duration::from_secs(2);

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
pub struct Line {
    source: Source,
    pushes: Pushes,
}

/// The same connection, to ask for more.
#[derive(Clone)]
pub struct Subscriber(Source);

#[derive(Clone)]
enum Source {
    Server(redis::aio::MultiplexedConnection),
    Cluster(ClusterConnection),
}

impl Line {
    pub async fn open(live: &Live) -> Result<Self, LiveError> {
        let (sender, pushes) = pushes::channel();
        let options = live.options();
        let source = if options.cluster {
            let builder = options.cluster_builder().use_protocol(ProtocolVersion::RESP3);
            let client = builder.push_sender(sender).build()?;
            Source::Cluster(client.get_async_connection().await?)
        } else {
            let client =
                primary::now(&options.url, &options.sentinel, ProtocolVersion::RESP3).await?;
            let config = redis::AsyncConnectionConfig::new()
                .set_push_sender(sender)
                .set_connection_timeout(Some(CONNECT_LIMIT))
                .set_response_timeout(Some(options.response_timeout));
            Source::Server(client.get_multiplexed_async_connection_with_config(&config).await?)
        };
        Ok(Self { source, pushes })
    }

    #[must_use]
    pub fn subscriber(&self) -> Subscriber {
        Subscriber(self.source.clone())
    }

    /// The next message. `Err` means the connection is gone: open a new line.
    pub async fn hear(&mut self) -> Result<Heard, LiveError> {
        loop {
            let push = self.pushes.next().await.map_err(|end| match end {
                End::Closed => LiveError::LineLost("was closed"),
                End::Full => LiveError::LineLost("was dropped, because too much waited on it"),
            })?;
            match (push.kind, &self.source) {
                (PushKind::Message | PushKind::SMessage, _) => {
                    if let Some(heard) = Self::message(push.data) {
                        return Ok(heard);
                    }
                }
                (PushKind::Disconnection, Source::Server(_)) => {
                    return Err(LiveError::LineLost("was cut"));
                }
                // We never unsubscribe: the shard has moved to another node.
                (PushKind::Disconnection | PushKind::SUnsubscribe, _) => return Ok(Heard::Lost),
                _ => {}
            }
        }
    }

    fn message(data: Vec<Value>) -> Option<Heard> {
        let [channel, payload] = <[Value; 2]>::try_from(data).ok()?;
        let channel: String = redis::from_redis_value(channel).ok()?;
        let Value::BulkString(payload) = payload else { return None };
        let shard = key::shard_of(&channel)?;
        match Message::read(&Bytes::from(payload)) {
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
        matches!(self.0, Source::Server(_))
    }

    /// Listens to a shard; returns when the subscription is confirmed. Asking
    /// again confirms it again.
    pub async fn listen(&mut self, shard: u16) -> Result<(), LiveError> {
        match &mut self.0 {
            Source::Server(connection) => connection.subscribe(key::channel(shard)).await?,
            Source::Cluster(connection) => connection.ssubscribe(key::channel(shard)).await?,
        }
        Ok(())
    }

    /// Whether the connection to a server still answers.
    pub async fn ping(&mut self) -> Result<(), LiveError> {
        let ping = redis::cmd("PING");
        let _: Value = match &mut self.0 {
            Source::Server(connection) => ping.query_async(connection).await?,
            Source::Cluster(connection) => ping.query_async(connection).await?,
        };
        Ok(())
    }
}
