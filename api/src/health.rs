//! Whether this process lives, and whether it can do its work.

use std::sync::Arc;

use downbeat_boot::health::{Check, readiness};
use poem::{
    IntoResponse, Response, handler,
    http::StatusCode,
    web::{Data, Json},
};
use serde_json::{Value, json};

use crate::routes::Doors;

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
pub async fn readyz(doors: Data<&Arc<Doors>>) -> Response {
    let (live, postgres, queue) = futures::join!(
        Check::of("redis_live", true, doors.live.ping()),
        Check::of("postgres", false, doors.store.ping()),
        Check::of("redis_queue", false, doors.queue.ping()),
    );
    let (is_ready, report) = readiness(doors.shutdown.is_requested(), &[live, postgres, queue]);
    let code = if is_ready { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    Json(report).with_status(code).into_response()
}
