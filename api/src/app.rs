//! What every request shares.

use std::{
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    time::Duration,
};

use downbeat_boot::{Shutdown, clock, network::Network, settings::SignUp, task};
use downbeat_job::{DrainEvents, JobContext, Outside, Pusher, Queue, Registry};
use downbeat_live::{Cache, Live};
use downbeat_store::{Keys, Store};
use downbeat_twitch::{Extension, Twitch, webhook::Secrets};
use tokio::sync::Semaphore;
use uuid::Uuid;

use crate::{
    access::{Addresses, Credentials, Guesses, Origins},
    hub::Hub,
    kinds,
    socket::{Caps, Passes},
};

/// What every request may use; made once, when the process starts.
pub struct App {
    pub live: Live,
    pub store: Store,
    pub queue: Queue,
    pub cache: Cache,
    /// The jobs of this release, by name.
    pub jobs: Registry<JobContext>,
    pub hub: Hub,
    /// How much came from each address.
    pub addresses: Addresses,
    /// What was asked of Postgres in vain.
    pub guesses: Guesses,
    /// Those that came lately.
    pub credentials: Credentials,
    /// By which its sockets came in.
    pub passes: Arc<Passes>,
    /// What kinds keep for some seconds, or in the cache.
    pub kinds: kinds::Kept,
    /// The secrets of webhooks.
    pub secrets: Secrets,
    /// What stored secrets are encrypted with.
    pub keys: Keys,
    /// What people's keys are encrypted with; `None` where nobody keeps a journal.
    pub journal_keys: Option<Keys>,
    /// `None` where no application is set up.
    pub twitch: Option<Twitch>,
    /// `None` where no extension is set up.
    pub extension: Option<Extension>,
    /// What may be called of what people name.
    pub outside: Outside,
    pub public_url: String,
    /// Other sites whose pages may open sockets.
    pub origins: Vec<String>,
    /// Those, and our own.
    pub site: Origins,
    /// Load balancers that say where a request came from.
    pub proxies: Vec<Network>,
    pub requests_per_min: u32,
    pub logins_per_min: u32,
    pub guests_per_hour: u32,
    pub sign_up: SignUp,
    /// Whether the house sends mail.
    pub sends_mail: bool,
    /// What browsers subscribe with; `None` where the house pushes nothing.
    pub pusher: Option<Pusher>,
    /// Files that are unpacked at the same time.
    pub media_turns: Arc<Semaphore>,
    /// How long the body of a request may take.
    pub body_limit: Duration,
    /// Reusable login links need no button: for a demo.
    pub sign_in_on_get: bool,
    /// When each shard's drain was last asked for, by our own clock.
    pub drains: Arc<[AtomicI64]>,
    /// Sockets that may be open at once.
    pub sockets: Arc<Semaphore>,
    /// How many of them each address, link, session and account may have.
    pub caps: Arc<Caps>,
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
