//! What of which table is a person's, as files of an export; and what is left out.

use crate::kinds;

/// A file of an export: what one statement finds of a person.
#[derive(Debug, Clone, Copy)]
pub struct Part {
    /// As it is called in there, without `.json`.
    pub file: &'static str,
    /// The tables whose rows of a person are in it.
    pub tables: &'static [&'static str],
    /// The person is `$1`, and `$2` their marks where they gave no name. Nothing of it is a secret, a hash of one, or what others did
    /// without their knowing.
    pub select: &'static str,
    /// The table that `sealed` (in hex) was sealed for, as row `sealed_row` in version
    /// `sealed_version`.
    pub seals: Option<&'static str>,
}

impl Part {
    pub const fn of(
        file: &'static str,
        tables: &'static [&'static str],
        select: &'static str,
    ) -> Self {
        Self { file, tables, select, seals: None }
    }

    #[must_use]
    pub const fn sealed(self, table: &'static str) -> Self {
        Self { seals: Some(table), ..self }
    }
}

/// All files that are nothing but rows, in their order.
pub fn parts() -> impl Iterator<Item = &'static Part> {
    PARTS.iter().chain(kinds::EXPORTED.iter().copied().flatten())
}

/// Tables with something of a person that are in no export, and why.
pub fn left_out() -> impl Iterator<Item = &'static (&'static str, &'static str)> {
    LEFT_OUT.iter().chain(kinds::NOT_EXPORTED.iter().copied().flatten())
}

const PARTS: &[Part] = &[
    Part::of(
        "account/account",
        &["users"],
        "SELECT id, display_name AS name, staff AS role, created_at FROM users WHERE id = $1",
    ),
    Part::of(
        "account/e-mail",
        &["local_login"],
        "SELECT email, is_verified, password IS NOT NULL AS has_password, created_at, changed_at
         FROM local_login WHERE user_id = $1",
    ),
    Part::of(
        "account/elsewhere",
        &["identities"],
        "SELECT provider, provider_user_id AS id, login, created_at FROM identities
         WHERE user_id = $1 ORDER BY provider, provider_user_id",
    ),
    Part::of(
        "account/sign-ins",
        &["login_session"],
        "SELECT created_at, seen_at, address, agent, ended_at FROM login_session
         WHERE user_id = $1 ORDER BY created_at",
    ),
    Part::of(
        "account/mails",
        &["mail_link"],
        "SELECT purpose, email, name, language, created_at, expires_at, used_at FROM mail_link
         WHERE user_id = $1 ORDER BY created_at",
    ),
    Part::of(
        "account/tokens",
        &["api_token"],
        "SELECT id, name, scopes, created_at, used_at, expires_at, revoked_at FROM api_token
         WHERE user_id = $1 ORDER BY id",
    ),
    // Details may name others, of whom the house's own log is not theirs to take along.
    Part::of(
        "account/actions",
        &["audit_log"],
        "SELECT at, action, target_kind, target_id, reason, address FROM audit_log
         WHERE actor_id = $1 ORDER BY id",
    ),
    Part::of(
        "sessions/sessions",
        &["sessions"],
        "SELECT id, kind, parent_id, config, status, created_at, updated_at, deleted_at
         FROM sessions WHERE owner = $1 ORDER BY id",
    ),
    Part::of(
        "sessions/links",
        &["link_tokens"],
        "SELECT l.id, l.session_id, l.role, l.participant, l.created_at, l.revoked_at
         FROM link_tokens l JOIN sessions s ON s.id = l.session_id
         WHERE s.owner = $1 AND NOT l.is_seat ORDER BY l.id",
    ),
    Part::of(
        "sessions/webhooks",
        &["webhook", "ended_webhook"],
        "SELECT w.session_id, w.url, w.created_at, w.delivered_at, w.failed_at, w.problem,
             w.stopped_at, NULL::timestamptz AS ended_at
         FROM webhook w JOIN sessions s ON s.id = w.session_id WHERE s.owner = $1
         UNION ALL SELECT e.session_id, e.url, NULL, NULL, NULL, NULL, NULL, e.ended_at
         FROM ended_webhook e JOIN sessions s ON s.id = e.session_id WHERE s.owner = $1",
    ),
    Part::of(
        "sessions/subscriptions",
        &["subscription"],
        "SELECT u.session_id, u.type, u.account_id, u.is_wanted, u.state, u.status, u.problem,
             u.created_at, u.checked_at
         FROM subscription u JOIN sessions s ON s.id = u.session_id
         WHERE s.owner = $1 ORDER BY u.id",
    ),
    Part::of(
        "sessions/chat",
        &["chat_saying"],
        "SELECT c.session_id, c.problem, c.at FROM chat_saying c
         JOIN sessions s ON s.id = c.session_id WHERE s.owner = $1 ORDER BY c.session_id",
    ),
    Part::of(
        "sessions/memberships",
        &["member"],
        "SELECT m.session_id, s.kind, m.role, m.rights, m.state, m.created_at, m.updated_at
         FROM member m JOIN sessions s ON s.id = m.session_id
         WHERE m.user_id = $1 ORDER BY m.id",
    ),
    Part::of(
        "sessions/templates",
        &["template"],
        "SELECT id, kind, name, config, created_at FROM template
         WHERE user_id = $1 ORDER BY id",
    ),
    Part::of(
        "media/media",
        &["media"],
        "SELECT id, kind, type, width, height, duration_ms, bytes, alt, message_id, circle_id,
             made_at
         FROM media WHERE owner = $1 ORDER BY id",
    ),
    Part::of(
        "journal/calendar",
        &["journal"],
        "SELECT zone, starts_h FROM journal WHERE user_id = $1",
    ),
    Part::of(
        "journal/prompts",
        &["prompt"],
        "SELECT day, number, swaps, is_skipped FROM prompt WHERE user_id = $1 ORDER BY day",
    ),
    Part::of(
        "journal/trash",
        &["entry"],
        "SELECT id, version, day, created_at, edited_at, trashed_at, id::text AS sealed_row,
             version::text AS sealed_version, encode(content, 'hex') AS sealed
         FROM entry WHERE user_id = $1 AND trashed_at IS NOT NULL ORDER BY day, id",
    )
    .sealed("entry"),
    Part::of(
        "journal/versions",
        &["entry_version"],
        "SELECT entry_id, version, day, edited_at, entry_id::text AS sealed_row,
             version::text AS sealed_version, encode(content, 'hex') AS sealed
         FROM entry_version WHERE user_id = $1 ORDER BY entry_id, version",
    )
    .sealed("entry"),
    Part::of(
        "notices/notices",
        &["notice"],
        "SELECT id, type, about, actors, count, at, made_at, told_at, state FROM notice
         WHERE user_id = $1 ORDER BY at, id",
    ),
    Part::of(
        "notices/settings",
        &["notice_settings"],
        "SELECT settings, remind_at, summary_at, digest_at, updated_at FROM notice_settings
         WHERE user_id = $1",
    ),
    Part::of(
        "notices/devices",
        &["push_subscription"],
        "SELECT id, name, substring(endpoint FROM '^[a-z]+://[^/]+') AS service, made_at, used_at
         FROM push_subscription WHERE user_id = $1 ORDER BY made_at",
    ),
];

const LEFT_OUT: &[(&str, &str)] = &[
    ("guest", "a browser without an account has no exports"),
    ("login_link", "of a link that signs in there is its hash, which is a secret"),
    ("idempotent_answer", "answers of a day, sealed by the credential that asked"),
    ("session_event", "what happened in a session is in that session's own export"),
    ("event_orphan", "as session_event"),
    ("session_snapshot", "what events of a session come to"),
    ("event_quarantine", "events that could not be read, for operators"),
    ("session_heat", "counts of what many did"),
    ("job", "work that is under way, which knows ids"),
    ("job_attempt", "as job"),
    ("job_queue", "what the staff did is in account/actions"),
    ("job_bulk", "as job_queue"),
    ("user_key", "the key that journals and exports are sealed with"),
    ("notice_told", "times of the last hour, by which no more is told"),
    ("export", "this file, and others like it"),
    ("export_chunk", "as export"),
];
