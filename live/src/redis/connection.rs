//! One connection to live Redis: a server of its own, whichever Sentinel says
//! is the primary, or a cluster.

use std::{sync::Arc, time::Duration};

use downbeat_boot::{
    clock::{self, Instant},
    settings::RedisLive,
};
use parking_lot::Mutex;
use redis::{
    Cmd, Pipeline, RedisFuture, RedisResult, Value,
    aio::ConnectionLike,
    cluster::{ClusterClient, ClusterClientBuilder},
    cluster_async::ClusterConnection,
};

use crate::{LiveError, Primary};

/// A client of a cluster that looks for its nodes lets every call wait: a node
/// that takes no connection holds it up no longer.
const CLUSTER_CONNECT_LIMIT: Duration = Duration::from_millis(500);
/// Of a call whose slot has moved, or whose node is gone.
const RETRIES: u32 = 4;
const RETRY_WAIT_MS: (u64, u64) = (10, 50);

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
    /// What sessions may take of which a command needs no reading; 0 for none.
    pub known_bytes_max: usize,
}

/// Some hundreds of the largest, and as many of the usual size as are ever kept.
pub const KNOWN_BYTES_MAX: usize = 64 * 1024 * 1024;

impl Options {
    #[must_use]
    pub fn of(settings: &RedisLive, response_timeout: Duration, in_flight_max: usize) -> Self {
        let RedisLive { url, cluster, sentinel } = settings.clone();
        let known_bytes_max = KNOWN_BYTES_MAX;
        Self { url, sentinel, cluster, response_timeout, in_flight_max, known_bytes_max }
    }

    /// Whoever calls has a limit of their own, and learns soon that a node is gone.
    pub(crate) fn cluster_builder(&self) -> ClusterClientBuilder {
        let seeds: Vec<String> = self.url.split(',').map(|url| url.trim().into()).collect();
        ClusterClientBuilder::new(seeds)
            .connection_timeout(CLUSTER_CONNECT_LIMIT)
            .response_timeout(self.response_timeout)
            .retries(RETRIES)
            .min_retry_wait(RETRY_WAIT_MS.0)
            .max_retry_wait(RETRY_WAIT_MS.1)
    }
}

#[derive(Clone)]
pub enum Connection {
    Server(Arc<Primary>),
    Cluster(Arc<Cluster>),
}

/// A connection to a cluster, which may be replaced by another.
pub struct Cluster {
    client: ClusterClient,
    current: Mutex<ClusterConnection>,
}

impl Cluster {
    async fn open(client: ClusterClient) -> RedisResult<Self> {
        let current = Mutex::new(client.get_async_connection().await?);
        Ok(Self { client, current })
    }

    pub fn connection(&self) -> ClusterConnection {
        self.current.lock().clone()
    }

    /// Calls that are under way go on by the connection that they began with.
    pub async fn replace(&self) -> RedisResult<()> {
        let another = self.client.get_async_connection().await?;
        *self.current.lock() = another;
        Ok(())
    }
}

impl Connection {
    pub async fn open(options: &Options) -> Result<Self, LiveError> {
        if options.cluster {
            let cluster = Cluster::open(options.cluster_builder().build()?).await?;
            return Ok(Self::Cluster(Arc::new(cluster)));
        }
        let primary = Primary::new(&options.url, &options.sentinel)?;
        primary.connection().await?;
        Ok(Self::Server(Arc::new(primary)))
    }

    /// A call that began then had no answer in time. Whoever looks at a cluster's
    /// nodes replaces what leads to them.
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
            Self::Cluster(cluster) => {
                let mut connection = cluster.connection();
                Box::pin(async move { connection.req_packed_command(cmd).await })
            }
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
            Self::Cluster(cluster) => {
                let mut connection = cluster.connection();
                Box::pin(
                    async move { connection.req_packed_commands(pipeline, offset, count).await },
                )
            }
        }
    }

    fn get_db(&self) -> i64 {
        0
    }
}
