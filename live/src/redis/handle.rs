//! The handle to live Redis.

use std::sync::Arc;

use downbeat_session::id;
use metrics::gauge;
use tokio::sync::{Mutex, Semaphore};
use uuid::Uuid;

use crate::{
    Connection, LiveError, Options,
    kinds::Lanes,
    redis::{away::Slots, library, nodes::Nodes, time::Clocks},
    session::{known::KnownSessions, turns::Turns},
};

/// Shards that one call names at most: however much each has, others wait for
/// some milliseconds only.
const TOGETHER_MAX: usize = 16;
/// The same of calls that answer little of each.
const BRIEFLY_MAX: usize = 256;

#[derive(Clone)]
pub struct Live {
    pub(crate) connection: Connection,
    pub(super) options: Arc<Options>,
    pub(super) in_flight: Arc<Semaphore>,
    pub(crate) turns: Turns,
    pub(crate) known: KnownSessions,
    pub(crate) clocks: Arc<Clocks>,
    pub(crate) votes: Arc<Lanes>,
    /// Of a cluster.
    pub(crate) slots: Option<Arc<Slots>>,
    /// Whoever loads functions that a node has lost; the others wait.
    pub(super) loads: Arc<Mutex<()>>,
}

impl Live {
    /// Connects, loads the function library and asks for the time.
    pub async fn connect(options: Options, shards: u16) -> Result<Self, LiveError> {
        let mut connection = Connection::open(&options).await?;
        let slots = match connection {
            // A node gets the libraries when a call finds them missing.
            Connection::Cluster(_) => Some(Slots::of(Nodes::of(&options.url)?).await),
            Connection::Server(_) => {
                library::load(&mut connection, None).await?;
                None
            }
        };
        gauge!("downbeat_shards").set(f64::from(shards));
        let live = Self {
            connection,
            in_flight: Arc::new(Semaphore::new(options.in_flight_max)),
            known: KnownSessions::new(options.known_bytes_max),
            options: Arc::new(options),
            turns: Turns::default(),
            clocks: Arc::new(Clocks::new(shards)),
            votes: Arc::new(Lanes::new(shards)),
            slots,
            loads: Arc::default(),
        };
        live.measure_time().await?;
        Ok(live.minded())
    }

    /// A second connection for a loop that must not wait behind other calls.
    pub async fn alongside(&self) -> Result<Self, LiveError> {
        let connection = Connection::open(&self.options).await?;
        Ok(Self { connection, ..self.clone() }.minded())
    }

    /// Its connection is replaced when a node answers again.
    fn minded(self) -> Self {
        if let (Some(slots), Connection::Cluster(cluster)) = (&self.slots, &self.connection) {
            slots.mind(cluster);
        }
        self
    }

    #[must_use]
    pub fn options(&self) -> &Options {
        &self.options
    }

    /// Whether shards may be on several nodes.
    pub(crate) const fn is_cluster(&self) -> bool {
        matches!(self.connection, Connection::Cluster(_))
    }

    /// How many shards one call asks about: on a cluster each may be on a node of
    /// its own.
    #[must_use]
    pub const fn together_max(&self) -> usize {
        self.at_once(TOGETHER_MAX)
    }

    pub(crate) const fn briefly_max(&self) -> usize {
        self.at_once(BRIEFLY_MAX)
    }

    const fn at_once(&self, most: usize) -> usize {
        match self.connection {
            Connection::Server(_) => most,
            Connection::Cluster(_) => 1,
        }
    }

    #[must_use]
    pub fn shards(&self) -> u16 {
        u16::try_from(self.clocks.len()).unwrap_or(u16::MAX)
    }

    #[must_use]
    pub fn shard(&self, session: Uuid) -> u16 {
        id::shard(session, self.shards())
    }

    /// The time of the primary that holds a shard.
    #[must_use]
    pub fn now_ms(&self, shard: u16) -> i64 {
        self.clocks.now_ms(shard)
    }
}
