//! One connection to live Redis: a server of its own, whichever Sentinel says
//! is the primary, or a cluster.

use std::{sync::Arc, time::Duration};

use downbeat_boot::{
    clock::{self, Instant},
    settings::RedisLive,
};
use redis::{
    Cmd, Pipeline, RedisFuture, Value, aio::ConnectionLike, cluster::ClusterClientBuilder,
    cluster_async::ClusterConnection,
};

use crate::{LiveError, Primary};

/// Where live Redis is, and how long a call may take.
#[derive(Debug, Clone)]
pub struct Options {
    /// One URL, or those of Sentinels or of a cluster's seeds, separated by
    /// commas.
    pub url: String,
    /// What Sentinel calls the primary; empty without Sentinel.
    pub sentinel: String,
    pub cluster: bool,
    pub response_timeout: Duration,
    /// Calls under way at once; one more is refused.
    pub in_flight_max: usize,
}

impl Options {
    #[must_use]
    pub fn of(settings: &RedisLive, response_timeout: Duration, in_flight_max: usize) -> Self {
        let RedisLive { url, cluster, sentinel } = settings.clone();
        Self { url, sentinel, cluster, response_timeout, in_flight_max }
    }
}

#[derive(Clone)]
pub enum Connection {
    Server(Arc<Primary>),
    Cluster(ClusterConnection),
}

impl Connection {
    pub async fn open(options: &Options) -> Result<Self, LiveError> {
        if options.cluster {
            let seeds: Vec<String> = options.url.split(',').map(|url| url.trim().into()).collect();
            let client = ClusterClientBuilder::new(seeds)
                .connection_timeout(Duration::from_secs(2))
                .response_timeout(options.response_timeout)
                .build()?;
            return Ok(Self::Cluster(client.get_async_connection().await?));
        }
        let primary = Primary::new(&options.url, &options.sentinel)?;
        primary.connection().await?;
        Ok(Self::Server(Arc::new(primary)))
    }

    /// A call that began then had no answer in time. A cluster's client minds
    /// its connections by itself.
    pub fn fell_silent(&self, began: Instant) {
        if let Self::Server(primary) = self {
            primary.lost(began);
        }
    }

    /// How this deployment publishes: sharded on a cluster, plainly elsewhere.
    pub const fn publish_command(&self) -> &'static str {
        match self {
            Self::Server(_) => "PUBLISH",
            Self::Cluster(_) => "SPUBLISH",
        }
    }
}

impl ConnectionLike for Connection {
    fn req_packed_command<'a>(&'a mut self, cmd: &'a Cmd) -> RedisFuture<'a, Value> {
        match self {
            Self::Server(primary) => Box::pin(async {
                let began = clock::monotonic();
                let answer = primary.connection().await?.req_packed_command(cmd).await;
                primary.note(began, &answer);
                answer
            }),
            Self::Cluster(connection) => connection.req_packed_command(cmd),
        }
    }

    fn req_packed_commands<'a>(
        &'a mut self,
        pipeline: &'a Pipeline,
        offset: usize,
        count: usize,
    ) -> RedisFuture<'a, Vec<Value>> {
        match self {
            Self::Server(primary) => Box::pin(async move {
                let began = clock::monotonic();
                let mut connection = primary.connection().await?;
                let answer = connection.req_packed_commands(pipeline, offset, count).await;
                primary.note(began, &answer);
                answer
            }),
            Self::Cluster(connection) => connection.req_packed_commands(pipeline, offset, count),
        }
    }

    fn get_db(&self) -> i64 {
        0
    }
}
