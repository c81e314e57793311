//! Whether this process lives, and whether it can do its work.

use std::time::{Duration, Instant};

use downbeat_boot::clock;
use poem::{IntoResponse, Response, handler, http::StatusCode, web::{Data, Json}};
use serde_json::{Value, json};

use crate::routes::Doors;

const CHECK_TIMEOUT: Duration = Duration::from_secs(1);

#[handler]
pub fn livez() -> &'static str {
    "ok"
}

#[handler]
pub fn version() -> Json<Value> {
    Json(json!({ "name": "downbeat-api", "version": env!("CARGO_PKG_VERSION") }))
}

/// Without live Redis an API serves nobody; without Postgres or the queue it
/// serves those who are already here.
#[handler]
pub async fn readyz(doors: Data<&Doors>) -> Response {
    let (live, postgres, queue) = futures::join!(
        check(true, doors.live.ping()),
        check(false, doors.store.ping()),
        check(false, doors.queue.ping()),
    );
    let is_draining = doors.shutdown.is_requested();
    let is_ready = live.is_up && !is_draining;
    let status = match (is_ready, postgres.is_up && queue.is_up) {
        (false, _) => "unavailable",
        (true, false) => "degraded",
        (true, true) => "ok",
    };
    let body = json!({
        "status": status,
        "draining": is_draining,
        "checks": {
            "redis_live": live.report, "postgres": postgres.report, "redis_queue": queue.report,
        },
    });
    let code = if is_ready { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    Json(body).with_status(code).into_response()
}

struct Check {
    is_up: bool,
    report: Value,
}

async fn check<E>(critical: bool, ping: impl Future<Output = Result<(), E>>) -> Check {
    let start: Instant = clock::monotonic();
    let is_up = matches!(clock::timeout(CHECK_TIMEOUT, ping).await, Ok(Ok(())));
    let took_ms = (clock::monotonic() - start).as_millis();
    let status = if is_up { "up" } else { "down" };
    Check { is_up, report: json!({ "status": status, "critical": critical, "took_ms": took_ms }) }
}
