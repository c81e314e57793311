//! Every route.

use std::{
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    time::Duration,
};

use downbeat_boot::{Shutdown, clock, network::Network, task};
use downbeat_job::{DrainEvents, JobContext, Outside, Queue, Registry};
use downbeat_live::Live;
use downbeat_session::kinds;
use downbeat_store::{Keys, Store};
use downbeat_twitch::{Twitch, webhook::Secrets};
use poem::{Endpoint, EndpointExt, Route, get, middleware::CookieJarManager, post};
use tokio::sync::Semaphore;
use uuid::Uuid;

use crate::{
    guards, health,
    hub::Hub,
    measure, openapi,
    pages::{self, KindPage},
    people::auth,
    problem, security,
    socket::{self, Passes},
    webhook,
};

/// What the routes stand on.
pub struct App {
    pub live: Live,
    pub store: Store,
    pub queue: Queue,
    /// The jobs of this release, by name.
    pub jobs: Registry<JobContext>,
    pub hub: Hub,
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

/// How long a request may wait for live Redis.
pub const LIVE_LIMIT: Duration = Duration::from_millis(1_500);

pub fn routes(app: Arc<App>) -> impl Endpoint {
    let mut route = Route::new()
        .at("/", get(pages::landing))
        .at("/admin", get(pages::admin))
        .at("/admin/*path", get(pages::admin))
        .at("/dashboard", get(pages::dashboard))
        .at("/dashboard/*path", get(pages::dashboard))
        .at("/api/docs", get(pages::docs))
        .at("/auth/once/:token", get(auth::once))
        .at("/auth/twitch", get(auth::begin))
        .at("/auth/twitch/callback", get(auth::callback).with(CookieJarManager::new()))
        .at("/auth/logout", post(auth::logout).with(CookieJarManager::new()))
        .at("/auth/logout-all", post(auth::logout_all).with(CookieJarManager::new()))
        .at("/assets/*path", get(pages::asset))
        .at("/favicon.svg", get(pages::favicon))
        .at("/join/:session", get(pages::join))
        .at("/overlay/:token", get(pages::overlay))
        .at("/overlay/preview/:session", get(pages::overlay))
        .at("/ws/overlay/:token", get(socket::overlay))
        .at("/ws/sessions/:id", get(socket::session).with(CookieJarManager::new()))
        .at("/webhooks/twitch", post(webhook::twitch))
        .at("/livez", get(health::livez))
        .at("/readyz", get(health::readyz))
        .at("/version", get(health::version));
    for kind in kinds::ALL {
        let page = || get(pages::of_kind).data(KindPage(kind.name));
        let place = format!("/{}", kind.name);
        route = route.at(&place, page()).at(format!("{place}/*path"), page());
    }
    openapi::routes(route)
        .around(guards::read)
        .data(app)
        .catch_all_error(problem::answer)
        .around(security::headers)
        .around(measure::requests)
}
