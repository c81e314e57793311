//! What every request shares.

use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};

use downbeat_boot::{Shutdown, clock, network::Network, task};
use downbeat_job::{DrainEvents, JobContext, Outside, Queue, Registry};
use downbeat_live::Live;
use downbeat_store::{Keys, Store};
use downbeat_twitch::{Twitch, webhook::Secrets};
use tokio::sync::Semaphore;
use uuid::Uuid;

use crate::{
    access::{Credentials, Guesses},
    hub::Hub,
    socket::Passes,
};

/// What every request may use; made once, when the process starts.
pub struct App {
    pub live: Live,
    pub store: Store,
    pub queue: Queue,
    /// The jobs of this release, by name.
    pub jobs: Registry<JobContext>,
    pub hub: Hub,
    /// What was asked of Postgres in vain.
    pub guesses: Guesses,
    /// Those that came lately.
    pub credentials: Credentials,
    /// By which its sockets came in.
    pub passes: Arc<Passes>,
    /// The secrets of webhooks.
    pub secrets: Secrets,
    /// What stored secrets are encrypted with.
    pub keys: Keys,
    /// `None` where no application is set up.
    pub twitch: Option<Twitch>,
    /// What may be called of what people name.
    pub outside: Outside,
    pub public_url: String,
    /// Other sites whose pages may open sockets.
    pub origins: Vec<String>,
    /// Load balancers that say where a request came from.
    pub proxies: Vec<Network>,
    pub requests_per_min: u32,
    pub logins_per_min: u32,
    /// When each shard's drain was last asked for, by our own clock.
    pub drains: Arc<[AtomicI64]>,
    /// Sockets that may be open at once.
    pub sockets: Arc<Semaphore>,
    /// Those that come in at the same time.
    pub entering: Arc<Semaphore>,
    pub shutdown: Shutdown,
}

/// A drain is asked for at most so often by one process; what falls between is
/// found by the workers' own looking.
const DRAIN_EVERY_MS: i64 = 100;

impl App {
    /// A session has events: they are wanted in Postgres soon.
    pub fn ask_for_drain(&self, session: Uuid) {
        let shard = self.live.shard(session);
        let now_ms = clock::unix_ms();
        let Some(last) = self.drains.get(usize::from(shard)) else { return };
        if now_ms - last.swap(now_ms, Ordering::Relaxed) < DRAIN_EVERY_MS {
            return;
        }
        let queue = self.queue.clone();
        // Nobody waits for a queue that is away.
        task::spawn("drain signal", async move {
            if let Err(error) = queue.signal(&DrainEvents { shard }).await {
                tracing::debug!(shard, %error, "a drain could not be asked for");
            }
        });
    }
}
