use std::collections::BTreeSet;

use downbeat_store::{Store, WorkerRecord};

use super::{Finding, Report, bounded};

/// A worker reports every five seconds, or when something changes.
const SILENT_MS_MAX: i64 = 15_000;

/// Whether workers live, and whether every shard is somebody's.
pub async fn look(store: &Store, report: &mut Report) {
    let asked = bounded(async { Ok((store.workers().await?, store.chosen_shards().await?)) });
    // Without a schema there are none, which is told already.
    let Ok((workers, shards)) = asked.await else { return };
    let alive: Vec<&WorkerRecord> =
        workers.iter().filter(|worker| worker.silent_ms < SILENT_MS_MAX).collect();
    let start = "start `downbeat-worker run`";
    if alive.is_empty() {
        return report.add(Finding::problem("workers", "none is alive", start));
    }
    let versions: BTreeSet<&str> = alive.iter().map(|worker| worker.version.as_str()).collect();
    let found = format!("{} alive", alive.len());
    let fine = Finding::ok("workers", found.clone());
    report.add(Finding::when(versions.len() == 1, fine, || {
        let versions = versions.into_iter().collect::<Vec<_>>().join(", ");
        let found = format!("{found}, of versions {versions}");
        Finding::warning("workers", found, "fine during an upgrade: end it")
    }));
    let owned: BTreeSet<u64> = alive
        .iter()
        .flat_map(|worker| worker.report["shards"].as_array().into_iter().flatten())
        .filter_map(serde_json::Value::as_u64)
        .collect();
    let shards = u64::from(shards.unwrap_or(0));
    let unowned = (0..shards).filter(|shard| !owned.contains(shard)).count();
    let fine = Finding::ok("shards", format!("all {shards} have an owner"));
    report.add(Finding::when(unowned == 0, fine, || {
        let advice = "normal for seconds after a start; then see the workers' logs";
        Finding::problem("shards", format!("{unowned} of {shards} have no owner"), advice)
    }));
}
