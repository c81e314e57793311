//! A connection of its own that Redis pushes to.

use std::time::Duration;

use bytes::Bytes;
use redis::{ProtocolVersion, PushKind, Value, cluster_async::ClusterConnection, cmd};

use super::pushes::{self, End, Pushes};
use crate::{Live, LiveError, redis::primary};

const CONNECT_LIMIT: Duration = Duration::from_secs(2);

/// What a connection is pushed.
pub enum Pushed {
    Message {
        channel: String,
        payload: Bytes,
    },
    /// A node's connection is gone, or it holds a slot no more: nobody knows
    /// which subscriptions still are.
    Lost,
}

pub struct Subscription {
    source: Source,
    pushes: Pushes,
}

/// The same connection, to ask for more.
#[derive(Clone)]
pub enum Source {
    Server(redis::aio::MultiplexedConnection),
    Cluster(ClusterConnection),
}

impl Subscription {
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

    pub fn source(&self) -> Source {
        self.source.clone()
    }

    /// The next push. `Err` means the connection is gone: open a new one.
    pub async fn next(&mut self) -> Result<Pushed, LiveError> {
        loop {
            let push = self.pushes.next().await.map_err(|end| match end {
                End::Closed => LiveError::LineLost("was closed"),
                End::Full => LiveError::LineLost("was dropped, because too much waited on it"),
            })?;
            match (push.kind, &self.source) {
                (PushKind::Message | PushKind::SMessage, _) => {
                    if let Some(message) = Pushed::message(push.data) {
                        return Ok(message);
                    }
                }
                (PushKind::Disconnection, Source::Server(_)) => {
                    return Err(LiveError::LineLost("was cut"));
                }
                // We never unsubscribe: the slot has moved to another node.
                (PushKind::Disconnection | PushKind::SUnsubscribe, _) => return Ok(Pushed::Lost),
                _ => {}
            }
        }
    }
}

impl Pushed {
    fn message(data: Vec<Value>) -> Option<Self> {
        let [channel, payload] = <[Value; 2]>::try_from(data).ok()?;
        let channel: String = redis::from_redis_value(channel).ok()?;
        let Value::BulkString(payload) = payload else { return None };
        Some(Self::Message { channel, payload: payload.into() })
    }
}

impl Source {
    /// Whether all shards are on one server, so that none fails alone.
    pub const fn is_one_server(&self) -> bool {
        matches!(self, Self::Server(_))
    }

    /// Returns when the subscription is confirmed. Asking again confirms it again.
    pub async fn subscribe(&mut self, channel: String) -> Result<(), LiveError> {
        match self {
            Self::Server(connection) => connection.subscribe(channel).await?,
            Self::Cluster(connection) => connection.ssubscribe(channel).await?,
        }
        Ok(())
    }

    /// The same for a channel that functions publish to, which is sharded on a
    /// single server, too: they do not know where they run.
    pub async fn subscribe_sharded(&mut self, channel: String) -> Result<(), LiveError> {
        match self {
            Self::Server(connection) => {
                let _: Value = cmd("SSUBSCRIBE").arg(channel).query_async(connection).await?;
            }
            Self::Cluster(connection) => connection.ssubscribe(channel).await?,
        }
        Ok(())
    }

    /// Whether the connection to a server still answers.
    pub async fn ping(&mut self) -> Result<(), LiveError> {
        let ping = cmd("PING");
        let _: Value = match self {
            Self::Server(connection) => ping.query_async(connection).await?,
            Self::Cluster(connection) => ping.query_async(connection).await?,
        };
        Ok(())
    }
}
