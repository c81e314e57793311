//! The worker's service port: whether it lives, and whether it works.

use std::{sync::Arc, time::Duration};

use downbeat_boot::{
    Shutdown,
    health::{Check, readiness},
};
use downbeat_job::{Liveness, Queue};
use downbeat_live::Live;
use downbeat_store::Store;
use poem::{
    Endpoint, EndpointExt, IntoResponse, Response, Route,
    error::MethodNotAllowedError,
    get, handler,
    http::{StatusCode, header},
    web::{Data, Json},
};
use serde_json::{Value, json};

/// A monitor that has fetched nothing for so long, not even nothing, is stuck.
const FETCH_AGE_MAX: Duration = Duration::from_secs(15);

pub struct Health {
    pub live: Live,
    pub store: Store,
    pub queue: Queue,
    pub jobs: Liveness,
    pub shutdown: Shutdown,
}

pub fn routes(health: Health) -> impl Endpoint {
    Route::new()
        .at("/livez", get(livez))
        .at("/readyz", get(readyz))
        .at("/version", get(version))
        .catch_error(|_: MethodNotAllowedError| async {
            StatusCode::METHOD_NOT_ALLOWED.with_header(header::ALLOW, "GET, HEAD").into_response()
        })
        .data(Arc::new(health))
}

#[handler]
fn livez() -> &'static str {
    "ok"
}

#[handler]
fn version() -> Json<Value> {
    Json(json!({ "name": "downbeat-worker", "version": env!("CARGO_PKG_VERSION") }))
}

/// Without live Redis a worker beats for nobody; without Postgres or the queue
/// it goes on beating.
#[handler]
async fn readyz(health: Data<&Arc<Health>>) -> Response {
    let jobs = async {
        health.queue.ping().await.map_err(anyhow::Error::from)?;
        anyhow::ensure!(health.jobs.age() < FETCH_AGE_MAX, "no fetch succeeds");
        Ok(())
    };
    let (live, postgres, jobs) = futures::join!(
        Check::of("redis_live", true, health.live.ping()),
        Check::of("postgres", false, health.store.ping()),
        Check::of("jobs", false, jobs),
    );
    let (is_ready, report) = readiness(health.shutdown.is_requested(), &[live, postgres, jobs]);
    let code = if is_ready { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    Json(report).with_status(code).into_response()
}
