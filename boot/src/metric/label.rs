//! Labels and buckets that several metrics share. Each label has a closed set
//! of values.

use super::Label;

/// From a Redis call to a slow request, in seconds.
pub(super) const REQUEST: &[f64] =
    &[0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.25, 0.5, 1.0, 1.5, 2.5, 5.0];
/// Around a beat of 50 ms, in seconds.
pub(super) const BEAT: &[f64] = &[0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 1.0];
/// Background work, in seconds.
pub(super) const WORK: &[f64] = &[0.005, 0.01, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 15.0, 60.0];

pub const JOB: Label = (
    "name",
    &[
        "activate_session",
        "archive_month",
        "begin_rooms",
        "bulk_jobs",
        "chat_command",
        "check_counts",
        "check_stories",
        "count_camp",
        "daily_message",
        "deliver",
        "deliver_webhook",
        "dissolve_lobby",
        "drain_events",
        "end_children",
        "end_guest_rooms",
        "end_guests",
        "erase_journal",
        "erase_traces",
        "export",
        "forget_lines",
        "forget_link",
        "forget_members",
        "forget_pages",
        "forget_passes",
        "forget_said",
        "go_by_chat",
        "handle_revocation",
        "hide_name",
        "keep_months",
        "leave_when_ready",
        "note_watched",
        "notify",
        "prune",
        "reconcile_subscription",
        "recover_session",
        "remind",
        "rename_seated",
        "restand",
        "restore_session",
        "rewrap_keys",
        "say_in_chat",
        "send_mail",
        "send_out",
        "send_push",
        "settle_season",
        "sweep_media",
        "sweep_subscriptions",
        "sync_config",
        "tell_mission",
        "trend",
        "unknown",
    ],
);
/// What became of rows that were read for a session that is nothing else.
pub const ROWS: Label = ("outcome", &["told", "same", "older", "cold", "gone", "failed"]);
pub const ROUTE: Label = (
    "route",
    &["webhook", "overlay", "socket", "page", "console", "api", "auth", "health", "other"],
);
/// What became of a webhook.
pub const WEBHOOK: Label = (
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
);
/// What a push service made of a push: it took it, refused it, was busy or silent, or
/// knows the device no more.
pub const PUSH: Label = ("outcome", &["sent", "refused", "failed", "gone"]);
/// Where jobs wait for each other.
pub const QUEUE: Label = (
    "queue",
    &[
        "audit",
        "chat",
        "circles",
        "configs",
        "mail",
        "memberships",
        "missions",
        "notices",
        "push",
        "recovery",
        "revocations",
        "rooms",
        "sessions",
        "twitch",
        "upkeep",
        "webhooks",
    ],
);
/// How far a month has come that left its table.
pub const ARCHIVE: Label = ("state", &["detached", "written", "verified", "dropped", "restored"]);
/// Loops that decide themselves how long they wait.
pub const LOOP: Label = ("name", &["hub listener", "queue bell", "schedules", "wakes"]);
/// The roles of Redis.
pub const REDIS: Label = ("redis", &["live", "queue", "cache"]);
/// Those that may not forget anything.
pub const REDIS_KEEPING: Label = ("redis", &["live", "queue"]);
/// What live Redis or the cache holds for Postgres.
pub const CACHED: Label =
    ("data", &["discover", "link", "member", "page", "pass", "session", "user_key", "viewer"]);
/// What became of looking there.
pub const CACHE_OUTCOME: Label = (
    "outcome",
    &[
        "hit",
        "miss",
        "absent",
        "believed",
        "unreadable",
        "limited",
        "busy",
        "outdated",
        "stale",
        "away",
    ],
);
