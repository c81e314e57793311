//! The one list of metrics, with what is of people in a file of its own. A new
//! metric is one entry; `telemetry`
//! registers every series of it at 0, so that a dashboard or an alert never
//! meets a series that is merely missing.
//!
//! Names follow Prometheus: base units, `_total` for counters. Labels have
//! closed sets of values: no user, session or channel ever becomes a label.
//!
//! What is **service-wide** is measured by one worker, the owner of shard 0, and
//! is 0 in every other process: dashboards and alerts take the `max`.

pub mod label;
mod people;
mod series;

pub use series::{Kind, Label, Metric};

use label::{
    ARCHIVE, BEAT, CACHE_OUTCOME, CACHED, JOB, LOOP, PUSH, QUEUE, REDIS, REDIS_KEEPING, REQUEST,
    ROUTE, ROWS, WEBHOOK, WORK,
};
use series::{counter, gauge, histogram, service_wide};

pub fn all() -> impl Iterator<Item = &'static Metric> {
    ALL.iter().chain(people::ALL)
}

const ALL: &[Metric] = &[
    // What comes from Twitch.
    counter(
        "downbeat_webhooks_total",
        "Webhook requests by type of message and what became of them.",
        &[
            ("type", &["notification", "webhook_callback_verification", "revocation", "other"]),
            WEBHOOK,
        ],
    ),
    histogram("downbeat_webhook_seconds", REQUEST, "From a webhook to its answer.", &[]),
    counter(
        "downbeat_votes_total",
        "Chat messages offered to a meter by what became of them.",
        &[("outcome", &["counted", "duplicate", "debounced", "limited", "inactive", "no_match"])],
    ),
    histogram(
        "downbeat_vote_group_votes",
        &[1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0],
        "Votes that one call to live Redis counted.",
        &[],
    ),
    // What people ask for and see.
    counter(
        "downbeat_http_requests_total",
        "HTTP requests by route and class of answer.",
        &[ROUTE, ("status", &["1xx", "2xx", "3xx", "4xx", "5xx"])],
    ),
    histogram("downbeat_http_request_seconds", REQUEST, "From request to answer.", &[ROUTE]),
    counter("downbeat_row_readings_total", "Readings of rows by what became of them.", &[ROWS]),
    counter(
        "downbeat_commands_total",
        "Commands by what became of them.",
        &[("outcome", &["accepted", "rejected", "stale", "contended", "unavailable"])],
    ),
    histogram(
        "downbeat_command_seconds",
        REQUEST,
        "From a command to its answer, every try to commit included.",
        &[],
    ),
    counter(
        "downbeat_known_states_total",
        "Commands by whether this process knew the session: it did, it was another by then, a reading had to confirm a refusal, or it had to be read.",
        &[("outcome", &["hit", "moved", "doubted", "miss"])],
    ),
    gauge("downbeat_sockets", "Sockets open in this process.", &[]),
    counter(
        "downbeat_socket_messages_total",
        "Messages from sockets by what became of them.",
        &[("outcome", &["accepted", "rejected", "malformed", "forbidden", "too_large"])],
    ),
    counter(
        "downbeat_sockets_closed_total",
        "Sockets that ended, by close code: 1000 left, 1006 lost, 1013 \"try again later\".",
        &[(
            "code",
            &[
                "1000", "1006", "1013", "3000", "3001", "3002", "3003", "3004", "3500", "3501",
                "3502",
            ],
        )],
    ),
    counter(
        "downbeat_passes_rechecked_total",
        "Passes of open sockets looked at again in Postgres, by how they were; `unavailable` is asked again.",
        &[("outcome", &["good", "ended", "outsider", "session_ended", "unavailable"])],
    ),
    counter("downbeat_frames_sent_total", "Frames written to sockets.", &[]),
    counter(
        "downbeat_frame_gaps_total",
        "Gaps or new epochs seen in a shard's messages; each leads to a re-read.",
        &[],
    ),
    counter(
        "downbeat_line_overflows_total",
        "Lines from live Redis dropped because too much waited on them; each leads to a re-read.",
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
        "downbeat_pubsub_messages_total",
        "Broadcasts to viewers of the extension by what became of them.",
        &[("outcome", &["sent", "limited", "refused", "too_large", "unreachable"])],
    ),
    gauge("downbeat_pubsub_waiting", "Channels with something to broadcast, of this worker.", &[]),
    counter(
        "downbeat_subscriptions_total",
        "What was done to subscriptions to make them match.",
        &[("outcome", &["created", "adopted", "removed", "refused"])],
    ),
    service_wide(
        "downbeat_subscriptions_wanted",
        "Subscriptions that Twitch should have, by how they are. Service-wide.",
        &[("state", &["pending", "enabled", "broken", "revoked", "removed"])],
    ),
    service_wide(
        "downbeat_bot_revoked",
        "1 while the bot has taken back that it may read chat. Service-wide.",
        &[],
    ),
    counter(
        "downbeat_webhook_deliveries_total",
        "Events sent to their owners' backends, by try.",
        &[("outcome", &["delivered", "failed", "gone"])],
    ),
    counter("downbeat_pushes_total", "Pushes to people's devices, by try.", &[PUSH]),
    // Redis.
    gauge("downbeat_redis_in_flight", "Calls to live Redis in flight in this process.", &[]),
    counter(
        "downbeat_redis_failures_total",
        "Calls to Redis that gave no result, by reason.",
        &[
            REDIS,
            (
                "reason",
                &["timeout", "unreachable", "away", "capped", "memory_full", "audit_full", "other"],
            ),
        ],
    ),
    gauge("downbeat_redis_away_slots", "Slots of a cluster whose node does not answer.", &[]),
    histogram(
        "downbeat_redis_call_seconds",
        REQUEST,
        "From a call to Redis to its answer.",
        &[REDIS],
    ),
    service_wide(
        "downbeat_redis_memory_bytes",
        "Memory that Redis uses; of a cluster, its fullest node. Service-wide.",
        &[REDIS_KEEPING],
    ),
    service_wide(
        "downbeat_redis_memory_max_bytes",
        "Memory that Redis may use, or 0 where nothing limits it. Service-wide.",
        &[REDIS_KEEPING],
    ),
    // Postgres.
    histogram(
        "downbeat_postgres_query_seconds",
        REQUEST,
        "From a statement to its result at the primary, without the wait for a connection.",
        &[],
    ),
    counter(
        "downbeat_postgres_failures_total",
        "Statements that gave no result: Postgres or a connection was not to be had, or it refused.",
        &[("reason", &["unavailable", "refused"])],
    ),
    gauge(
        "downbeat_postgres_connections",
        "Connections of this process to Postgres, by server and by what they do.",
        &[("server", &["primary", "replica"]), ("state", &["in_use", "idle"])],
    ),
    gauge(
        "downbeat_postgres_connections_max",
        "Connections to Postgres that this process may open, by server.",
        &[("server", &["primary", "replica"])],
    ),
    counter(
        "downbeat_postgres_reads_total",
        "Reads of what is only shown, by the server that answered.",
        &[("from", &["primary", "replica"])],
    ),
    gauge(
        "downbeat_postgres_replica_behind_seconds",
        "For how long the replica has lacked something that the primary has; 0 without one.",
        &[],
    ),
    // What Redis holds for Postgres.
    counter(
        "downbeat_cache_reads_total",
        "What was looked for in live Redis or the cache: there, only in Postgres, in neither, believed or shown as stale while Postgres is away, older than its rows, there and unreadable, or not asked for: after too many guesses, because Postgres is slow, or because the cache is away.",
        &[CACHED, CACHE_OUTCOME],
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
    gauge("downbeat_shards", "Shards of this installation.", &[]),
    gauge("downbeat_shards_owned", "Shards whose lease this worker holds.", &[]),
    counter(
        "downbeat_leases_total",
        "Leases by what happened to them.",
        &[("outcome", &["taken", "lost", "yielded"])],
    ),
    counter(
        "downbeat_wakes_total",
        "Wakes that owners heard: a dirty session, one that is due first, leases let go.",
        &[("what", &["dirty", "due", "released"])],
    ),
    counter(
        "downbeat_looks_total",
        "Looks of owners at their shards; `missed`: something was dirty and nobody had woken them.",
        &[("found", &["nothing", "missed"])],
    ),
    counter("downbeat_fenced_total", "Writes of an owner refused: its lease had moved on.", &[]),
    gauge("downbeat_dirty_sessions", "Changed sessions that the last beat found.", &[]),
    counter("downbeat_frames_published_total", "Frames published to shards.", &[]),
    service_wide(
        "downbeat_due_lag_seconds",
        "How long the session has been due that has been due for longest. Service-wide.",
        &[],
    ),
    histogram(
        "downbeat_advance_lateness_seconds",
        WORK,
        "From when something was due in a session until time had changed it.",
        &[],
    ),
    counter("downbeat_sessions_parked_total", "Sessions parked because their rules failed.", &[]),
    // A session's life.
    service_wide("downbeat_hot_sessions", "Sessions in live Redis. Service-wide.", &[]),
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
    // Missions.
    service_wide("downbeat_missions_out", "Missions that are out. Service-wide.", &[]),
    counter(
        "downbeat_mission_lines_total",
        "What members of missions met, as it came to Postgres.",
        &[("outcome", &["success", "setback", "hurt", "lost"])],
    ),
    counter("downbeat_stories_checked_total", "Stored stories that were resolved anew.", &[]),
    counter("downbeat_story_mismatch_total", "Stories told otherwise. Must stay 0.", &[]),
    // Months that left their tables.
    service_wide(
        "downbeat_archives",
        "Months that left their tables, by how far they have come. Service-wide.",
        &[ARCHIVE],
    ),
    counter(
        "downbeat_archive_failures_total",
        "Steps of archiving a month that failed; each is tried again.",
        &[("step", &["detach", "write", "compare", "drop"])],
    ),
    // The audit.
    counter("downbeat_events_drained_total", "Events brought to Postgres.", &[]),
    counter("downbeat_said_drained_total", "Lines and reactions brought to Postgres.", &[]),
    service_wide(
        "downbeat_audit_lag_seconds",
        "Age of the oldest event not yet in Postgres. Service-wide.",
        &[],
    ),
    service_wide("downbeat_audit_waiting", "Events not yet in Postgres. Service-wide.", &[]),
    // What is said, and who is here.
    counter(
        "downbeat_sayings_total",
        "What was said on sockets beside commands, by what became of it.",
        &[
            (
                "name",
                &["line", "unsay", "typing", "reaction", "signal", "speaking", "report", "unknown"],
            ),
            ("outcome", &["said", "limited", "rejected", "unavailable"]),
        ],
    ),
    counter(
        "downbeat_presence_told_total",
        "Seats of which their session was told by the shard's owner that they are gone, or back; \
         `given_up` after a minute of trying.",
        &[("what", &["drop", "arrive", "given_up"])],
    ),
    // Jobs.
    counter(
        "downbeat_jobs_total",
        "Runs of jobs by what became of them; `waiting` found a store away, `postponed` others \
         before it, and neither counts.",
        &[JOB, ("outcome", &["done", "retried", "waiting", "postponed", "dead"])],
    ),
    histogram("downbeat_job_pickup_seconds", WORK, "From a job's push to its start.", &[]),
    histogram("downbeat_job_seconds", WORK, "How long a run of a job took.", &[JOB]),
    counter("downbeat_signals_failed_total", "Signal jobs that failed.", &[JOB]),
    counter("downbeat_jobs_lost_total", "Attempts whose worker was not heard of again.", &[]),
    counter("downbeat_jobs_relayed_total", "Jobs that the relay brought to their queue.", &[]),
    service_wide(
        "downbeat_dead_jobs",
        "Dead jobs that wait for a person, up to 10,000. Service-wide.",
        &[],
    ),
    service_wide(
        "downbeat_queue_waiting",
        "Jobs and signals that wait, up to 100,000. Service-wide.",
        &[QUEUE],
    ),
    service_wide("downbeat_queue_running", "Durable jobs that run now. Service-wide.", &[QUEUE]),
    service_wide(
        "downbeat_queue_oldest_seconds",
        "How long the durable job has been due that has been due for longest. Service-wide.",
        &[QUEUE],
    ),
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
    counter(
        "downbeat_loop_again_total",
        "Loops that were due again as soon as they were done; each waits all the same.",
        &[LOOP],
    ),
    gauge("downbeat_process_start_seconds", "When this process began, since 1970.", &[]),
    counter("downbeat_process_cpu_seconds_total", "Whole seconds of processor time used.", &[]),
    gauge("downbeat_process_memory_bytes", "Memory that is resident.", &[]),
    gauge("downbeat_process_files", "Files and connections open.", &[]),
    gauge("downbeat_process_tasks", "Tasks of the async runtime that are alive.", &[]),
    histogram(
        "downbeat_process_lateness_seconds",
        BEAT,
        "How late the runtime ran what was due: above milliseconds, it wants for processor time.",
        &[],
    ),
];

#[cfg(test)]
mod tests;
