//! From settings to a serving process, and back.

use std::{sync::Arc, time::Duration};

use anyhow::Context as _;
use downbeat_boot::{clock, retry, settings::Config, shutdown::Shutdown};
use downbeat_job::Queue;
use downbeat_live::{Live, Options};
use downbeat_store::Store;
use downbeat_twitch::webhook::Secrets;
use poem::{Server, listener::TcpListener};
use tokio::sync::Semaphore;

use crate::{Doors, hub, pages, routes};
use crate::routes::LIVE_TIMEOUT;

/// How long sockets are given to move to another API.
const DRAIN: Duration = Duration::from_secs(5);

pub async fn run(config: Config, shutdown: Shutdown) -> anyhow::Result<()> {
    if !pages::are_built() {
        tracing::warn!("the pages were not built before this binary: it serves none");
    }
    let store = retry::patiently("Postgres", || Store::connect(&config.database)).await?;
    store.check_schema().await?;
    let shards = store.shards(config.worker.shards).await?;
    let options = Options {
        url: config.redis_live.url.clone(),
        cluster: config.redis_live.cluster,
        response_timeout: LIVE_TIMEOUT,
    };
    let live = retry::patiently("live Redis", || Live::connect(options.clone(), shards)).await?;
    let queue = retry::patiently("queue Redis", || Queue::connect(&config.redis_queue)).await?;
    let hub = hub::start(live.alongside().await?, queue.clone());
    let doors = Doors {
        live,
        store,
        queue,
        hub,
        secrets: Arc::new(Secrets::new(&config.twitch.webhook_secrets)?),
        in_flight: Arc::new(Semaphore::new(config.api.in_flight_max)),
        seats: Arc::new(Semaphore::new(config.api.sockets_max)),
        shutdown: shutdown.clone(),
    };
    let bind = config.api.bind.to_string();
    tracing::info!(bind, "serving");
    Server::new(TcpListener::bind(bind.clone()))
        .run_with_graceful_shutdown(routes(doors), shutdown.requested(), Some(DRAIN))
        .await
        .with_context(|| format!("serving on {bind}"))?;
    // Sockets were told to move; those that are spread over the window may.
    clock::sleep(Duration::from_millis(200)).await;
    Ok(())
}
