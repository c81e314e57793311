//! One connection to live Redis: a server of its own, or a cluster.

use std::time::Duration;

use redis::{
    Cmd, Pipeline, RedisFuture, Value,
    aio::{ConnectionLike, ConnectionManager, ConnectionManagerConfig},
    cluster::ClusterClientBuilder,
    cluster_async::ClusterConnection,
};

use crate::LiveError;

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
    Server(ConnectionManager),
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
        Ok(Self::Server(client.get_connection_manager_with_config(config).await?))
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
            Self::Server(connection) => connection.req_packed_command(cmd),
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
            Self::Server(connection) => connection.req_packed_commands(pipeline, offset, count),
            Self::Cluster(connection) => connection.req_packed_commands(pipeline, offset, count),
        }
    }

    fn get_db(&self) -> i64 {
        0
    }
}
