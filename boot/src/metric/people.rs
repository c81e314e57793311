//! What is kept for people: their drafts, notices, pictures, recordings and counts.

use super::series::{Metric, counter, service_wide};

pub const ALL: &[Metric] = &[
    // Drafts.
    counter(
        "downbeat_drafts_total",
        "Texts that editors sent, by what became of them; `copied` met another text.",
        &[("outcome", &["taken", "copied", "full", "failed"])],
    ),
    counter(
        "downbeat_drafts_flushed_total",
        "Drafts that came from live Redis to Postgres; `passed` were saved or gone on from there, `copied` met another text.",
        &[("outcome", &["written", "passed", "copied"])],
    ),
    service_wide(
        "downbeat_drafts_waiting",
        "Drafts that Postgres does not have yet. Service-wide.",
        &[],
    ),
    service_wide(
        "downbeat_drafts_oldest_seconds",
        "How long the draft waits for Postgres that waits for longest. Service-wide.",
        &[],
    ),
    service_wide("downbeat_drafts_bytes", "Bytes of drafts in live Redis. Service-wide.", &[]),
    service_wide(
        "downbeat_notices_behind_seconds",
        "How long somebody has waited for a notice whose time has come. Service-wide.",
        &[],
    ),
    // What is kept as a number, though rows say it.
    counter(
        "downbeat_count_repairs_total",
        "Counts that were not what rows say, and were made right. Must stay 0.",
        &[("what", &["head", "changes", "read", "reactions", "comments"])],
    ),
    counter("downbeat_notices_failed_total", "People whom a run could not tell what is due.", &[]),
    counter(
        "downbeat_media_refused_total",
        "Pictures and recordings that were not taken, by why.",
        &[(
            "reason",
            &[
                "broken",
                "busy",
                "failed",
                "full",
                "too_large",
                "too_long",
                "too_many_pixels",
                "type",
            ],
        )],
    ),
    service_wide(
        "downbeat_media_bytes",
        "Bytes of pictures and recordings that are kept. Service-wide.",
        &[("kind", &["image", "audio"])],
    ),
];
