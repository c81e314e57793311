//! Every route.

use std::{sync::Arc, time::Duration};

use downbeat_boot::Shutdown;
use downbeat_job::{Queue, Registry, Stand};
use downbeat_live::Live;
use downbeat_store::Store;
use downbeat_twitch::webhook::Secrets;
use poem::{Endpoint, EndpointExt, Route, get, middleware::CookieJarManager, post};
use tokio::sync::Semaphore;

use crate::{auth, health, hub::Hub, measure, openapi, pages, problem, security, socket, webhook};

/// What the routes stand on.
pub struct Doors {
    pub live: Live,
    pub store: Store,
    pub queue: Queue,
    /// The jobs of this release, by name.
    pub jobs: Registry<Stand>,
    pub hub: Hub,
    pub secrets: Secrets,
    /// Sockets that may be open at once.
    pub sockets: Arc<Semaphore>,
    pub shutdown: Shutdown,
}

/// How long a request may wait for live Redis.
pub const LIVE_LIMIT: Duration = Duration::from_millis(1_500);

pub fn routes(doors: Arc<Doors>) -> impl Endpoint {
    let route = Route::new()
        .at("/", get(pages::landing))
        .at("/admin", get(pages::admin))
        .at("/admin/*path", get(pages::admin))
        .at("/auth/once/:token", get(auth::once))
        .at("/auth/logout", post(auth::logout).with(CookieJarManager::new()))
        .at("/auth/logout-all", post(auth::logout_all).with(CookieJarManager::new()))
        .at("/assets/*path", get(pages::asset))
        .at("/favicon.svg", get(pages::favicon))
        .at("/overlay/:token", get(pages::overlay))
        .at("/ws/overlay/:token", get(socket::overlay))
        .at("/webhooks/twitch", post(webhook::twitch))
        .at("/livez", get(health::livez))
        .at("/readyz", get(health::readyz))
        .at("/version", get(health::version));
    openapi::routes(route)
        .data(doors)
        .catch_all_error(problem::answer)
        .around(security::headers)
        .around(measure::requests)
}
