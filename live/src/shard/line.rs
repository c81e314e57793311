//! The line from workers: the channels of shards that an API listens to.

use std::collections::HashSet;

use bytes::Bytes;
use redis::{
    ProtocolVersion, PushInfo, PushKind, Value, cluster::ClusterClientBuilder,
    cluster_async::ClusterConnection,
};
use tokio::sync::mpsc;

use crate::{Live, LiveError, Message, key, redis::primary};

/// What a line hears.
#[derive(Debug)]
pub enum Heard {
    Message {
        shard: u16,
        message: Message,
    },
    /// Messages may have been missed: read again what is watched.
    Lost,
}

/// A connection that subscribes to shards.
pub struct Line {
    source: Source,
    pushes: mpsc::UnboundedReceiver<PushInfo>,
    shards: HashSet<u16>,
}

enum Source {
    Server(redis::aio::MultiplexedConnection),
    Cluster(ClusterConnection),
}

impl Line {
    pub async fn open(live: &Live) -> Result<Self, LiveError> {
        let (sender, pushes) = mpsc::unbounded_channel();
        let options = live.options();
        let source = if options.cluster {
            let seeds: Vec<String> = options.url.split(',').map(|url| url.trim().into()).collect();
            let client = ClusterClientBuilder::new(seeds)
                .use_protocol(ProtocolVersion::RESP3)
                .push_sender(sender)
                .build()?;
            Source::Cluster(client.get_async_connection().await?)
        } else {
            let client =
                primary::now(&options.url, &options.sentinel, ProtocolVersion::RESP3).await?;
            let config = redis::AsyncConnectionConfig::new()
                .set_push_sender(sender)
                .set_response_timeout(Some(options.response_timeout));
            Source::Server(client.get_multiplexed_async_connection_with_config(&config).await?)
        };
        Ok(Self { source, pushes, shards: HashSet::new() })
    }

    /// Listens to a shard; returns when the subscription is confirmed.
    pub async fn listen(&mut self, shard: u16) -> Result<(), LiveError> {
        if self.shards.insert(shard) {
            self.subscribe(shard).await?;
        }
        Ok(())
    }

    /// The next message. `Err` means the connection is gone: open a new line.
    pub async fn hear(&mut self) -> Result<Heard, LiveError> {
        loop {
            let Some(push) = self.pushes.recv().await else {
                return Err(LiveError::Unreadable("the line was closed".into()));
            };
            match push.kind {
                PushKind::Message | PushKind::SMessage => {
                    if let Some(heard) = Self::message(push.data) {
                        return Ok(heard);
                    }
                }
                PushKind::Disconnection => match self.source {
                    Source::Server(_) => {
                        return Err(LiveError::Unreadable("the line was cut".into()));
                    }
                    // The cluster client reconnects and subscribes by itself.
                    Source::Cluster(_) => return Ok(Heard::Lost),
                },
                _ => {}
            }
        }
    }

    /// Whether the connection still answers.
    pub async fn ping(&mut self) -> Result<(), LiveError> {
        let ping = redis::cmd("PING");
        let _: Value = match &mut self.source {
            Source::Server(connection) => ping.query_async(connection).await?,
            Source::Cluster(connection) => ping.query_async(connection).await?,
        };
        Ok(())
    }

    async fn subscribe(&mut self, shard: u16) -> Result<(), LiveError> {
        match &mut self.source {
            Source::Server(connection) => connection.subscribe(key::channel(shard)).await?,
            Source::Cluster(connection) => connection.ssubscribe(key::channel(shard)).await?,
        }
        Ok(())
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
                Some(Heard::Lost)
            }
        }
    }
}
