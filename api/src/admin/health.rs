//! What Downbeat stands on, and how it fares.

use std::sync::Arc;

use downbeat_boot::clock;
use poem::web::Data;
use poem_openapi::{Object, OpenApi, payload::Json};

use crate::{access::Reader, app::App, refusal::Answer};

pub struct Dependencies;

#[derive(Debug, Object)]
struct Detail {
    label: String,
    value: String,
}

#[derive(Debug, Object)]
struct CheckView {
    name: String,
    /// `up` or `down`.
    status: String,
    /// Whether an API is of no use without it.
    critical: bool,
    took_ms: u64,
    detail: Vec<Detail>,
}

#[derive(Debug, Object)]
struct HealthView {
    at_ms: i64,
    checks: Vec<CheckView>,
}

#[OpenApi(prefix_path = "/api/v1/admin")]
impl Dependencies {
    /// Check dependencies
    #[oai(path = "/health", method = "get")]
    async fn health(&self, app: Data<&Arc<App>>, _reader: Reader) -> Answer<HealthView> {
        let live = timed("live Redis", true, async {
            app.live.info().await.map(|info| redis(&info)).map_err(|error| error.to_string())
        });
        let queue = timed("queue Redis", false, async {
            app.queue.info().await.map(|info| redis(&info)).map_err(|error| error.to_string())
        });
        let postgres = timed("Postgres", false, async {
            let facts = app.store.facts().await.map_err(|error| error.to_string())?;
            Ok(facts.into_iter().map(|(label, value)| Detail { label, value }).collect())
        });
        let cache = async {
            if !app.cache.is_there() {
                return None;
            }
            let told = timed("cache Redis", false, async {
                app.cache.info().await.map(|info| redis(&info)).map_err(|error| error.to_string())
            });
            Some(told.await)
        };
        let (live, queue, cache, postgres) = futures::join!(live, queue, cache, postgres);
        let checks = [live, queue].into_iter().chain(cache).chain([postgres]).collect();
        Ok(Json(HealthView { at_ms: clock::unix_ms(), checks }))
    }
}

async fn timed(
    name: &str,
    critical: bool,
    ask: impl Future<Output = Result<Vec<Detail>, String>>,
) -> CheckView {
    let start = clock::monotonic();
    let answer = ask.await;
    let took_ms = u64::try_from(start.elapsed().as_millis()).unwrap_or(u64::MAX);
    let (status, detail) = match answer {
        Ok(detail) => ("up", detail),
        Err(error) => ("down", vec![Detail { label: "error".into(), value: error }]),
    };
    CheckView { name: name.into(), status: status.into(), critical, took_ms, detail }
}

/// What of `INFO` an operator looks for.
fn redis(info: &str) -> Vec<Detail> {
    const LINES: [(&str, &str); 8] = [
        ("redis_version", "version"),
        ("role", "role"),
        ("used_memory_human", "memory"),
        ("maxmemory_human", "memory limit"),
        ("maxmemory_policy", "eviction"),
        ("aof_enabled", "append-only file"),
        ("connected_clients", "clients"),
        ("instantaneous_ops_per_sec", "calls a second"),
    ];
    let value = |key: &str| {
        info.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(':')).map(str::trim)
    };
    let detail = |(key, label): (&str, &str)| {
        value(key).map(|value| Detail { label: label.into(), value: said(key, value) })
    };
    LINES.into_iter().filter_map(detail).collect()
}

/// What Redis abbreviates, as people write it: `2.07M`, and `0` for what is off or unlimited.
fn said(key: &str, value: &str) -> String {
    match (key, value) {
        ("aof_enabled", "0") => "off".to_owned(),
        ("aof_enabled", "1") => "on".to_owned(),
        ("maxmemory_human", "0B") => "none".to_owned(),
        _ if key.ends_with("_human") => match value.split_at_checked(value.len().saturating_sub(1))
        {
            Some((size, "B")) => format!("{size} B"),
            Some((size, unit @ ("K" | "M" | "G" | "T"))) => format!("{size} {unit}B"),
            _ => value.to_owned(),
        },
        _ => value.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_redis_abbreviates_is_written_out() {
        let info = "used_memory_human:2.07M\r\nmaxmemory_human:0B\r\naof_enabled:1\r\n";
        let told =
            redis(info).into_iter().map(|Detail { label, value }| format!("{label} {value}"));
        let told: Vec<_> = told.collect();
        assert_eq!(told, ["memory 2.07 MB", "memory limit none", "append-only file on"]);
        assert_eq!(said("used_memory_human", ""), "");
    }
}
