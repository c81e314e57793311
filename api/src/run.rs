//! From settings to a serving process, and back.

use std::{
    sync::{Arc, atomic::AtomicI64},
    time::Duration,
};

use anyhow::Context as _;
use downbeat_boot::{
    Config, Shutdown, clock,
    retry::{START_LIMIT, patiently},
    task,
};
use downbeat_job::{Outside, Pusher, Queue, registry};
use downbeat_live::{Cache, Live, Options};
use downbeat_store::{Keys, Store};
use downbeat_twitch::{Application, Extension, Twitch, webhook::Secrets};
use futures::join;
use tokio::sync::Semaphore;

use crate::{
    App,
    access::{Addresses, Credentials, Guesses, Origins},
    activity::Patience,
    connections::Connections,
    hub, kinds, listen, pages,
    routes::{LIVE_LIMIT, routes},
    security::Headers,
    serve::Server,
    socket::{Caps, Passes, Recheck},
};

/// Sockets that come in at once. A crowd waits in line, in which each gets its
/// turn: whoever comes in has two calls to live Redis under way at most, so that
/// half of all calls are left to everybody else.
const fn entering_max(in_flight_max: usize) -> usize {
    let share = in_flight_max / 4;
    if share > 128 { 128 } else { share }
}
/// How long requests and sockets are given to end.
const DRAIN_LIMIT: Duration = Duration::from_secs(5);
/// Within the 15 s that installations give an API: its requests, then its sockets.
pub const STOP_LIMIT: Duration = Duration::from_secs(13);

/// Serves until the shutdown is requested and those who are here have left.
pub async fn run(config: &Config, shutdown: Shutdown) -> anyhow::Result<()> {
    if !pages::are_built() {
        tracing::warn!("the pages were not built before this binary was: it serves none");
    }
    let opening = Box::pin(open(config, &shutdown));
    let Some(app) = shutdown.bound(Duration::ZERO, opening).await else { return Ok(()) };
    let app = Arc::new(app?);
    let bind = config.api.bind;
    let listener = listen::bind(bind).with_context(|| format!("cannot listen on {bind}"))?;
    tracing::info!(%bind, "serving");
    let headers = Arc::new(Headers::new(&app.public_url, &app.site));
    let endpoint = routes(Arc::clone(&app), Arc::clone(&headers));
    let connections = Arc::new(Connections::new(&config.api, app.proxies.clone())?);
    let patience = Patience {
        header: Duration::from_millis(config.api.header_timeout_ms),
        idle: Duration::from_millis(config.api.idle_timeout_ms),
    };
    let server = Server {
        app: Arc::clone(&app),
        headers,
        endpoint,
        shutdown,
        connections: Arc::clone(&connections),
        patience,
        drain_limit: DRAIN_LIMIT,
    };
    server.run(listener).await.with_context(|| format!("serving on {bind}"))?;
    // The hub has told the sockets to go elsewhere; some may just be coming in.
    let all = u32::try_from(config.api.sockets_max)?;
    let gone = async { join!(connections.all_closed(), app.sockets.acquire_many(all)) };
    if clock::timeout(DRAIN_LIMIT, gone).await.is_err() {
        tracing::warn!("some sockets did not close in time");
    }
    Ok(())
}

async fn open(config: &Config, shutdown: &Shutdown) -> anyhow::Result<App> {
    let store = patiently("postgres", START_LIMIT, || Store::connect(&config.database)).await?;
    store.check_schema().await?;
    store.watch_pool(shutdown.clone());
    let shards = store.shards(config.worker.shards).await?;
    let options = Options::of(&config.redis_live, LIVE_LIMIT, config.api.in_flight_max);
    let live =
        patiently("live redis", START_LIMIT, || Live::connect(options.clone(), shards)).await?;
    let queue =
        patiently("queue redis", START_LIMIT, || Queue::connect(&config.redis_queue)).await?;
    // It may be away: nothing waits for it.
    let cache = Cache::of(&config.redis_cache)?;
    let kept = kinds::Kept::of(config, &cache);
    live.keep_time(shutdown.clone());
    let passes = Arc::new(Passes::new(Duration::from_millis(config.api.passes_recheck_ms)));
    let recheck = Recheck { live: live.clone(), store: store.clone(), passes: Arc::clone(&passes) };
    task::spawn("pass recheck", recheck.run(shutdown.clone()));
    let alongside = live.alongside().await?;
    let hub = hub::start(alongside, queue.clone(), Arc::clone(&passes), shutdown);
    Ok(App {
        live,
        store,
        queue,
        cache,
        jobs: registry(),
        hub,
        addresses: Addresses::new(config.api.address_requests_per_min),
        guesses: Guesses::new(),
        credentials: Credentials::new(),
        passes,
        kinds: kept,
        secrets: Secrets::new(config.twitch.webhook_secrets.clone()),
        keys: Keys::read(&config.secrets.keys).context("reading secrets.keys")?,
        journal_keys: Keys::read(&config.journal.keys),
        twitch: Application::of(config).map(Twitch::new).transpose()?,
        extension: Extension::of(config),
        outside: Outside::new(config.webhooks.allow_private)?,
        public_url: config.api.public_url.clone(),
        origins: config.api.origins.clone(),
        site: Origins::new(&config.api.public_url, &config.api.origins),
        proxies: config.api.proxies.iter().filter_map(|proxy| proxy.parse().ok()).collect(),
        requests_per_min: config.api.requests_per_min,
        logins_per_min: config.api.logins_per_min,
        guests_per_hour: config.api.guests_per_hour,
        sign_up: config.accounts.sign_up,
        sends_mail: !config.mail.url.is_empty(),
        pusher: Pusher::of(&config.push).context("setting up push")?,
        media_turns: Arc::new(Semaphore::new(config.api.media_at_once)),
        body_limit: Duration::from_millis(config.api.body_timeout_ms),
        sign_in_on_get: config.api.sign_in_on_get,
        drains: (0..shards).map(|_| AtomicI64::new(0)).collect(),
        sockets: Arc::new(Semaphore::new(config.api.sockets_max)),
        caps: Arc::new(Caps::of(&config.api)),
        entering: Arc::new(Semaphore::new(entering_max(config.api.in_flight_max))),
        shutdown: shutdown.clone(),
    })
}
