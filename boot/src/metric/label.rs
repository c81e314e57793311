//! Labels and buckets that several metrics share. Each label has a closed set
//! of values.

use super::Label;

/// From a Redis call to a slow request, in seconds.
pub(super) const REQUEST: &[f64] =
    &[0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.25, 0.5, 1.0, 1.5, 5.0];
/// Around a beat of 50 ms, in seconds.
pub(super) const BEAT: &[f64] = &[0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 1.0];
/// Background work, in seconds.
pub(super) const WORK: &[f64] = &[0.005, 0.01, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 15.0, 60.0];

pub const JOB: Label = (
    "name",
    &[
        "activate_session",
        "bulk_jobs",
        "deliver_webhook",
        "drain_events",
        "end_children",
        "erase_traces",
        "forget_link",
        "forget_members",
        "forget_passes",
        "handle_revocation",
        "keep_months",
        "prune",
        "reconcile_subscription",
        "recover_session",
        "restore_session",
        "sweep_subscriptions",
        "sync_config",
        "unknown",
    ],
);
pub const ROUTE: Label = (
    "route",
    &["webhook", "overlay", "socket", "page", "console", "api", "auth", "health", "other"],
);
/// Where jobs wait for each other.
pub const QUEUE: Label = (
    "queue",
    &[
        "audit",
        "configs",
        "memberships",
        "recovery",
        "revocations",
        "sessions",
        "twitch",
        "upkeep",
        "webhooks",
    ],
);
/// Loops that decide themselves how long they wait.
pub const LOOP: Label = ("name", &["hub listener", "queue bell", "schedules", "wakes"]);
/// The two roles of Redis.
pub const REDIS: Label = ("redis", &["live", "queue"]);
