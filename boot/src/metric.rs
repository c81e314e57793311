//! The one list of metrics. A new metric is one entry here; `telemetry`
//! registers every series of it at 0, so that a dashboard or an alert never
//! meets a series that is merely missing.
//!
//! Names follow Prometheus: base units, `_total` for counters. Labels have
//! closed sets of values: no user, session or channel ever becomes a label.

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kind {
    Counter,
    Gauge,
    /// Upper bounds of its buckets, in the metric's unit.
    Histogram(&'static [f64]),
}

/// A label and all the values that it can have.
pub type Label = (&'static str, &'static [&'static str]);

#[derive(Clone, Copy, Debug)]
pub struct Metric {
    pub name: &'static str,
    pub kind: Kind,
    pub help: &'static str,
    pub labels: &'static [Label],
}

const fn counter(name: &'static str, help: &'static str, labels: &'static [Label]) -> Metric {
    Metric { name, kind: Kind::Counter, help, labels }
}

const fn gauge(name: &'static str, help: &'static str) -> Metric {
    Metric { name, kind: Kind::Gauge, help, labels: &[] }
}

const fn histogram(
    name: &'static str,
    buckets: &'static [f64],
    help: &'static str,
    labels: &'static [Label],
) -> Metric {
    Metric { name, kind: Kind::Histogram(buckets), help, labels }
}

/// From a Redis call to a slow request, in seconds.
const REQUEST: &[f64] =
    &[0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 1.5, 5.0];
/// Around a beat of 50 ms, in seconds.
const BEAT: &[f64] = &[0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 1.0];
/// Background work, in seconds.
const WORK: &[f64] = &[0.005, 0.01, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 15.0, 60.0];

const JOB: Label = (
    "name",
    &[
        "activate_session",
        "bulk_jobs",
        "deliver_webhook",
        "drain_events",
        "erase_traces",
        "forget_link",
        "handle_revocation",
        "keep_months",
        "prune",
        "reconcile_subscription",
        "sweep_subscriptions",
        "sync_config",
        "unknown",
    ],
);
const ROUTE: Label = (
    "route",
    &["webhook", "overlay", "socket", "page", "console", "api", "auth", "health", "other"],
);

pub const ALL: &[Metric] = &[
    // What comes from Twitch.
    counter(
        "downbeat_webhooks_total",
        "Webhook requests by type of message and what became of them.",
        &[
            ("type", &["notification", "webhook_callback_verification", "revocation", "other"]),
            (
                "outcome",
                &[
                    "accepted",
                    "bad_signature",
                    "missing_header",
                    "stale",
                    "too_large",
                    "unreadable",
                    "unavailable",
                ],
            ),
        ],
    ),
    histogram("downbeat_webhook_seconds", REQUEST, "From a webhook to its answer.", &[]),
    counter(
        "downbeat_votes_total",
        "Chat messages offered to a meter by what became of them.",
        &[("outcome", &["counted", "duplicate", "debounced", "limited", "inactive", "no_match"])],
    ),
    // What people ask for and see.
    counter(
        "downbeat_http_requests_total",
        "HTTP requests by route and class of answer.",
        &[ROUTE, ("status", &["1xx", "2xx", "3xx", "4xx", "5xx"])],
    ),
    histogram(
        "downbeat_http_request_seconds",
        REQUEST,
        "From an HTTP request to its answer.",
        &[ROUTE],
    ),
    counter(
        "downbeat_commands_total",
        "Commands by what became of them.",
        &[("outcome", &["accepted", "rejected", "stale", "contended", "unavailable"])],
    ),
    gauge("downbeat_sockets", "Sockets open in this process."),
    counter(
        "downbeat_socket_messages_total",
        "Messages from sockets by what became of them.",
        &[("outcome", &["accepted", "rejected", "malformed", "forbidden", "too_large"])],
    ),
    counter(
        "downbeat_sockets_closed_total",
        "Sockets closed by this process, by close code; 1013 is \"try again later\".",
        &[("code", &["1013", "3000", "3001", "3002", "3003", "3500", "3501", "3502", "3503"])],
    ),
    counter("downbeat_frames_sent_total", "Frames written to sockets.", &[]),
    counter(
        "downbeat_frame_gaps_total",
        "Gaps or new epochs seen in a shard's messages; each leads to a re-read.",
        &[],
    ),
    counter("downbeat_requests_limited_total", "Requests beyond somebody's limit.", &[]),
    counter("downbeat_round_seconds_saved_total", "Seconds of rounds kept in Postgres.", &[]),
    // What we ask of Twitch.
    counter(
        "downbeat_twitch_requests_total",
        "Requests to Twitch by what became of them.",
        &[("outcome", &["accepted", "refused", "rate_limited", "unwell", "unreachable"])],
    ),
    histogram(
        "downbeat_twitch_request_seconds",
        REQUEST,
        "From a request to Twitch to its answer.",
        &[],
    ),
    counter(
        "downbeat_subscriptions_total",
        "What was done to subscriptions to make them match.",
        &[("outcome", &["created", "adopted", "removed", "refused"])],
    ),
    counter(
        "downbeat_webhook_deliveries_total",
        "Events sent to their owners' backends, by try.",
        &[("outcome", &["delivered", "failed"])],
    ),
    // Redis.
    gauge("downbeat_redis_in_flight", "Calls to live Redis in flight in this process."),
    counter(
        "downbeat_redis_failures_total",
        "Calls to live Redis that gave no result, by reason.",
        &[("reason", &["timeout", "unreachable", "capped", "memory_full", "audit_full", "other"])],
    ),
    histogram(
        "downbeat_redis_call_seconds",
        REQUEST,
        "From a call to live Redis to its answer.",
        &[],
    ),
    // The beat and its shards.
    histogram(
        "downbeat_beat_lateness_seconds",
        BEAT,
        "How late a beat began after its absolute deadline.",
        &[],
    ),
    histogram("downbeat_beat_work_seconds", BEAT, "How long a beat's work took.", &[]),
    counter("downbeat_beats_skipped_total", "Beats left out because one took too long.", &[]),
    gauge("downbeat_shards_owned", "Shards whose lease this worker holds."),
    counter(
        "downbeat_leases_total",
        "Leases by what happened to them.",
        &[("outcome", &["taken", "lost", "yielded"])],
    ),
    counter(
        "downbeat_fenced_total",
        "Writes of an owner refused because the lease had moved on.",
        &[],
    ),
    gauge("downbeat_dirty_sessions", "Changed sessions that the last beat found."),
    counter("downbeat_frames_published_total", "Frames published to shards.", &[]),
    gauge("downbeat_due_lag_seconds", "How long the oldest due session has been waiting."),
    counter("downbeat_sessions_parked_total", "Sessions parked because their rules failed.", &[]),
    // A session's life.
    counter(
        "downbeat_activations_total",
        "Activations of sessions; `hit` found the session already live.",
        &[("outcome", &["hit", "loaded", "failed"])],
    ),
    counter("downbeat_deactivations_total", "Sessions closed because nobody watched.", &[]),
    counter("downbeat_recoveries_total", "Shards brought back after Redis was emptied.", &[]),
    counter(
        "downbeat_config_desync_total",
        "Live sessions found with another config than Postgres. Must stay 0.",
        &[],
    ),
    // The audit.
    counter("downbeat_events_drained_total", "Events brought to Postgres.", &[]),
    gauge("downbeat_audit_lag_seconds", "Age of the oldest event not yet in Postgres."),
    // Jobs.
    counter(
        "downbeat_jobs_total",
        "Runs of jobs by what became of them.",
        &[JOB, ("outcome", &["done", "retried", "dead"])],
    ),
    histogram("downbeat_job_pickup_seconds", WORK, "From a job's push to its start.", &[]),
    histogram("downbeat_job_seconds", WORK, "How long a run of a job took.", &[JOB]),
    counter("downbeat_signals_failed_total", "Signal jobs that failed.", &[JOB]),
    counter("downbeat_jobs_lost_total", "Attempts whose worker was not heard of again.", &[]),
    counter("downbeat_jobs_relayed_total", "Jobs that the relay brought to their queue.", &[]),
    gauge("downbeat_dead_jobs", "Dead jobs that wait for a person, up to 10,000."),
    counter("downbeat_events_orphaned_total", "Events that came after their life was over.", &[]),
    counter("downbeat_events_quarantined_total", "Events that Postgres refused.", &[]),
    counter("downbeat_snapshots_total", "States kept to fold later events over.", &[]),
    counter(
        "downbeat_logins_total",
        "Sign-ins by what became of them.",
        &[("outcome", &["accepted", "refused"])],
    ),
    // The process.
    counter("downbeat_task_panics_total", "Background tasks that panicked.", &[]),
];

impl Metric {
    /// Every series: each combination of label values.
    pub fn series(&self) -> Vec<Vec<(&'static str, &'static str)>> {
        let mut all = vec![Vec::new()];
        for (label, values) in self.labels {
            all = all
                .iter()
                .flat_map(|series| {
                    values.iter().map(move |value| {
                        let mut longer = series.clone();
                        longer.push((*label, *value));
                        longer
                    })
                })
                .collect();
        }
        all
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn names_are_unique_and_follow_prometheus() {
        let mut seen = HashSet::new();
        for metric in ALL {
            assert!(seen.insert(metric.name), "{} is listed twice", metric.name);
            assert!(metric.name.starts_with("downbeat_"), "{}", metric.name);
            assert!(metric.help.ends_with('.'), "{}: help is a sentence", metric.name);
            let total = metric.name.ends_with("_total");
            assert_eq!(total, metric.kind == Kind::Counter, "{}", metric.name);
            if let Kind::Histogram(buckets) = metric.kind {
                assert!(metric.name.ends_with("_seconds"), "{}", metric.name);
                assert!(buckets.is_sorted(), "{}", metric.name);
            }
        }
    }

    #[test]
    fn labels_stay_few() {
        for metric in ALL {
            let series = metric.series();
            assert!((1..=64).contains(&series.len()), "{}: {}", metric.name, series.len());
        }
    }
}
