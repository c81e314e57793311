//! Whether this process lives, and whether it can do its work.

use std::sync::Arc;

use downbeat_boot::health::{Check, readiness};
use poem::{
    IntoResponse, Response, handler,
    http::StatusCode,
    web::{Data, Json, Query},
};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::app::App;

#[handler]
pub fn livez() -> &'static str {
    "ok"
}

#[handler]
pub fn version() -> Json<Value> {
    Json(json!({ "name": "downbeat-api", "version": env!("CARGO_PKG_VERSION") }))
}

#[derive(Deserialize)]
struct Asked {
    only: Option<Only>,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Only {
    Draining,
}

/// Without live Redis an API serves nobody; without Postgres or the queue it
/// serves those who are already here, and without the cache everybody.
///
/// `?only=draining` is for load balancers: what is away is away for all APIs,
/// and each still has a page and a clear answer, which is better than none.
#[handler]
pub async fn readyz(app: Data<&Arc<App>>, Query(Asked { only }): Query<Asked>) -> Response {
    if let Some(Only::Draining) = only {
        return respond(readiness(app.shutdown.is_requested(), &[]));
    }
    let (live, postgres, queue, cache) = futures::join!(
        Check::of("redis_live", true, app.live.ping()),
        Check::of("postgres", false, app.store.ping()),
        Check::of("redis_queue", false, app.queue.ping()),
        async {
            if !app.cache.is_there() {
                return None;
            }
            Some(Check::of("redis_cache", false, app.cache.ping()).await)
        },
    );
    let checks: Vec<Check> = [live, postgres, queue].into_iter().chain(cache).collect();
    respond(readiness(app.shutdown.is_requested(), &checks))
}

fn respond((is_ready, report): (bool, Value)) -> Response {
    let code = if is_ready { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    Json(report).with_status(code).into_response()
}
