//! Every route.

use std::{sync::Arc, time::Duration};

use downbeat_session::kinds;
use poem::{Endpoint, EndpointExt, Route, get, middleware::CookieJarManager, post};

use crate::{
    app::App, guards, health, measure, openapi, pages, people::auth, problem, security, socket,
    webhook,
};

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
        let place = format!("/{}", kind.name);
        route = route
            .at(&place, get(pages::dashboard))
            .at(format!("{place}/*path"), get(pages::dashboard));
    }
    openapi::routes(route)
        .around(guards::read)
        .data(app)
        .catch_all_error(problem::answer)
        .around(security::headers)
        .around(measure::requests)
}
