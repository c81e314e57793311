//! Shards: whose they are, and how they fare.

use std::sync::Arc;

use poem::web::Data;
use poem_openapi::{Object, OpenApi, payload::Json};

use super::workers::owner;
use crate::{access::Reader, app::App, refusal::Answer};

pub struct Shards;

#[derive(Debug, Object)]
struct ShardView {
    shard: u16,
    /// The worker that owns it, as far as it has said so.
    owner: Option<String>,
    /// Of its lease, decimal; null while nobody holds it.
    epoch: Option<String>,
    hot: u64,
    dirty: u64,
    due_lag_ms: i64,
    /// Events that wait for Postgres, and the age of the oldest.
    events: u64,
    events_lag_ms: i64,
    lateness_ms: Option<f64>,
}

#[derive(Debug, Object)]
struct ShardList {
    items: Vec<ShardView>,
}

#[OpenApi(prefix_path = "/api/v1/admin")]
impl Shards {
    /// List shards
    #[oai(path = "/shards", method = "get")]
    async fn list(&self, app: Data<&Arc<App>>, _reader: Reader) -> Answer<ShardList> {
        let workers = app.store.workers().await?;
        let reports = app.live.report_shards().await?;
        let items = reports.into_iter().map(|report| {
            let owner = report.epoch.and_then(|_| owner(&workers, report.shard));
            ShardView {
                shard: report.shard,
                owner: owner.map(|owner| owner.name.clone()),
                epoch: report.epoch.map(|epoch| epoch.to_string()),
                hot: report.hot,
                dirty: report.dirty,
                due_lag_ms: report.due_lag_ms,
                events: report.events,
                events_lag_ms: report.events_lag_ms,
                lateness_ms: owner.and_then(|owner| owner.report["lateness_ms"].as_f64()),
            }
        });
        Ok(Json(ShardList { items: items.collect() }))
    }
}
