//! One connection to live Redis: a server of its own, or a cluster.

use std::time::Duration;

use downbeat_boot::clock::Instant;
use redis::{
    Cmd, Pipeline, RedisFuture, Value,
    aio::{ConnectionLike, ConnectionManagerConfig},
    cluster::ClusterClientBuilder,
    cluster_async::ClusterConnection,
};

use crate::{LiveError, server::Server};

/// Where live Redis is, and how long a call may take.
#[derive(Debug, Clone)]
pub struct Options {
    /// One URL, or the seeds of a cluster, separated by commas.
    pub url: String,
    pub cluster: bool,
    pub response_timeout: Duration,
    /// Calls under way at once; one more is refused.
    pub in_flight_max: usize,
}

#[derive(Clone)]
pub enum Connection {
    Server(Server),
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
        let config = ConnectionManagerConfig::new()
            .set_connection_timeout(Some(Duration::from_secs(2)))
            .set_response_timeout(Some(options.response_timeout))
            .set_number_of_retries(1)
            .set_max_delay(Duration::from_millis(500));
        let client = redis::Client::open(options.url.as_str())?;
        Ok(Self::Server(Server::open(client, config).await?))
    }

    /// How a call that began then went: a cluster's client minds it by itself.
    pub fn note(&self, began: Instant, is_silent: bool) {
        match self {
            Self::Server(server) if is_silent => server.fell_silent(began),
            Self::Server(server) => server.answered(),
            Self::Cluster(_) => {}
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
            Self::Server(server) => {
                let mut manager = server.current();
                Box::pin(async move { manager.req_packed_command(cmd).await })
            }
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
            Self::Server(server) => {
                let mut manager = server.current();
                Box::pin(async move { manager.req_packed_commands(pipeline, offset, count).await })
            }
            Self::Cluster(connection) => connection.req_packed_commands(pipeline, offset, count),
        }
    }

    fn get_db(&self) -> i64 {
        0
    }
}
