//! Who may what over HTTP. Rows of the console are the same for all of a method
//! and stand at the end.

/// What a path's `{id}` is.
#[derive(Debug, Clone, Copy)]
pub enum Id {
    Meter,
    Timer,
    /// A link of the meter's for viewers, made for each who asks.
    Link,
    /// Something that is not there, where it is one's own or nobody's.
    Nothing,
}

pub struct Row {
    /// As the document has it.
    pub route: &'static str,
    pub id: Id,
    pub body: &'static str,
    /// What whoever may is answered.
    pub answers: &'static [u16],
    pub cells: &'static str,
}

const fn row(
    route: &'static str,
    id: Id,
    body: &'static str,
    answers: &'static [u16],
    cells: &'static str,
) -> Row {
    Row { route, id, body, answers, cells }
}

use Id::{Link, Meter, Nothing, Timer};

const NONE: &str = "{}";
const TIMER: &str = r#"{"kind":"timer","config":{"mode":"per_participant","title":"Two",
    "participants":[{"id":"a","name":"Ann"},{"id":"b","name":"Bob"}],"budget_ms":60000}}"#;
const TEMPLATE: &str = r#"{"kind":"timer","name":"Two","config":{"mode":"per_participant",
    "title":"Two","participants":[{"id":"a","name":"Ann"},{"id":"b","name":"Bob"}],
    "budget_ms":60000}}"#;
const TOKEN: &str = r#"{"name":"A bot","scopes":["sessions:read"]}"#;
const CHAT: &str = r#"{"messages":[{"text":"yes","chatter":"ann"}]}"#;
const HOOK: &str = r#"{"url":"https://example.com/hook"}"#;
const ROUND: &str = r#"{"question":"Jump?"}"#;
const PLAYER: &str = r#"{"name":"Cid"}"#;
const ADJUST: &str = r#"{"participant":"a","ms":1000,"reason":"a sip"}"#;

/// `Y` may, `x` may not (403), `.` is signed out (401), `-` there is no such thing
/// (404, word for word as of one that never was).
///
/// Who asks, in this order:
/// - nobody
/// - the owner: by cookie; by tokens with one scope each: `sessions:read`,
///   `sessions:write`, `sessions:command`, `links:write`
/// - members by cookie: a moderator, a participant, a viewer
/// - whoever sends an owner's link for a token
/// - a stranger: by cookie, by a token with every scope
/// - staff: a reader, an administrator
pub const COLUMNS: usize = 14;

#[rustfmt::skip]
pub const ROWS: &[Row] = &[
    // One's own.                                                               -  owner  memb.  l  str. house
    row("GET /api/v1/time",                 Nothing, NONE,     &[200],          "Y  YYYYY  YYY    Y  YY   YY"),
    row("GET /api/v1/me",                   Nothing, NONE,     &[200],          ".  Y....  YYY    .  Y.   YY"),
    row("GET /api/v1/tokens",               Nothing, NONE,     &[200],          ".  Y....  YYY    .  Y.   YY"),
    row("POST /api/v1/tokens",              Nothing, TOKEN,    &[201],          ".  Y....  YYY    .  Y.   YY"),
    row("DELETE /api/v1/tokens/{id}",       Nothing, NONE,     &[404],          ".  Y....  YYY    .  Y.   YY"),
    row("GET /api/v1/templates",            Nothing, NONE,     &[200],          ".  YYxxx  YYY    .  YY   YY"),
    row("POST /api/v1/templates",           Nothing, TEMPLATE, &[201],          ".  YxYxx  YYY    .  YY   YY"),
    row("DELETE /api/v1/templates/{id}",    Nothing, NONE,     &[404],          ".  YxYxx  YYY    .  YY   YY"),
    row("GET /api/v1/sessions",             Nothing, NONE,     &[200],          ".  YYxxx  YYY    .  YY   YY"),
    row("POST /api/v1/sessions",            Nothing, TIMER,    &[201],          ".  YxYxx  YYY    .  YY   YY"),

    // A session.                                                               -  owner  memb.  l  str. house
    row("GET /api/v1/sessions/{id}",                 Meter, NONE, &[200],       ".  YYxxx  Yxx    .  --   --"),
    row("PATCH /api/v1/sessions/{id}",               Meter, NONE, &[412],       ".  YxYxx  xxx    .  --   --"),
    row("DELETE /api/v1/sessions/{id}",              Meter, NONE, &[412],       ".  YxYxx  xxx    .  --   --"),
    row("GET /api/v1/sessions/{id}/activity",        Meter, NONE, &[200],       ".  YYxxx  YYY    .  --   --"),
    row("POST /api/v1/sessions/{id}/chat",           Meter, CHAT, &[200],       ".  YxxYx  Yxx    .  --   --"),
    row("GET /api/v1/sessions/{id}/events",          Meter, NONE, &[200],       ".  YYxxx  xxx    .  --   --"),
    row("GET /api/v1/sessions/{id}/export",          Meter, NONE, &[200],       ".  YYxxx  xxx    .  --   --"),
    row("GET /api/v1/sessions/{id}/at/{rev}",        Meter, NONE, &[200, 404],  ".  YYxxx  xxx    .  --   --"),
    row("GET /api/v1/sessions/{id}/rounds",          Meter, NONE, &[200],       ".  YYxxx  xxx    .  --   --"),
    row("GET /api/v1/sessions/{id}/rounds/{round}",  Meter, NONE, &[404],       ".  YYxxx  xxx    .  --   --"),
    row("GET /api/v1/sessions/{id}/rounds/{round}/export", Meter, NONE, &[404], ".  YYxxx  xxx    .  --   --"),
    row("GET /api/v1/sessions/{id}/subscription",    Meter, NONE, &[200],       ".  YYxxx  xxx    .  --   --"),
    row("POST /api/v1/sessions/{id}/subscription/repair", Meter, NONE, &[202],  ".  YxYxx  xxx    .  --   --"),
    // Whoever has its events sent somewhere reads them there: two scopes.
    row("PUT /api/v1/sessions/{id}/webhook",         Meter, HOOK, &[200],       ".  Yxxxx  xxx    .  --   --"),
    row("GET /api/v1/sessions/{id}/webhook",         Meter, NONE, &[200],       ".  YYxxx  xxx    .  --   --"),
    row("DELETE /api/v1/sessions/{id}/webhook",      Meter, NONE, &[204, 404],  ".  YxYxx  xxx    .  --   --"),

    // Its links. Whoever hands out a role may what it may: two scopes.         -  owner  memb.  l  str. house
    row("GET /api/v1/sessions/{id}/links",   Meter, NONE, &[200],               ".  YYxxx  xxx    .  --   --"),
    row("POST /api/v1/sessions/{id}/links",  Meter, r#"{"role":"viewer"}"#, &[201], ".  Yxxxx  xxx    .  --   --"),
    row("GET /api/v1/links/{id}",            Link, NONE, &[200],                ".  Yxxxx  xxx    .  --   --"),
    row("POST /api/v1/links/{id}/rotate",    Link, NONE, &[200],                ".  Yxxxx  xxx    .  --   --"),
    row("DELETE /api/v1/links/{id}",         Link, NONE, &[204],                ".  YxxxY  xxx    .  --   --"),

    // Commands of a meter.                                                     -  owner  memb.  l  str. house
    row("POST /api/v1/sessions/{id}/commands/reset",       Meter, NONE, &[200], ".  YxxYx  Yxx    .  --   --"),
    row("POST /api/v1/sessions/{id}/commands/test_vote",   Meter, r#"{"side":"for"}"#, &[200], ".  YxxYx  Yxx    .  --   --"),
    row("POST /api/v1/sessions/{id}/commands/start_round", Meter, ROUND, &[200, 409], ".  YxxYx  Yxx    .  --   --"),
    row("POST /api/v1/sessions/{id}/commands/stop_round",  Meter, NONE, &[200, 409], ".  YxxYx  Yxx    .  --   --"),

    // Commands of a timer.                                                     -  owner  memb.  l  str. house
    row("POST /api/v1/sessions/{id}/commands/start",       Timer, NONE, &[200, 409], ".  YxxYx  Yxx    .  --   --"),
    row("POST /api/v1/sessions/{id}/commands/switch",      Timer, NONE, &[200, 409], ".  YxxYx  YYx    .  --   --"),
    row("POST /api/v1/sessions/{id}/commands/pause",       Timer, NONE, &[200, 409], ".  YxxYx  Yxx    .  --   --"),
    row("POST /api/v1/sessions/{id}/commands/resume",      Timer, NONE, &[200, 409], ".  YxxYx  Yxx    .  --   --"),
    row("POST /api/v1/sessions/{id}/commands/undo",        Timer, NONE, &[200, 409], ".  YxxYx  Yxx    .  --   --"),
    row("POST /api/v1/sessions/{id}/commands/adjust",      Timer, ADJUST, &[200, 409], ".  YxxYx  Yxx    .  --   --"),
    row("POST /api/v1/sessions/{id}/commands/set_order",   Timer, r#"{"ids":["b","a"]}"#, &[200, 409], ".  YxxYx  Yxx    .  --   --"),
    row("POST /api/v1/sessions/{id}/commands/add_participant", Timer, PLAYER, &[200, 409], ".  YxxYx  Yxx    .  --   --"),
    row("POST /api/v1/sessions/{id}/commands/remove_participant", Timer, r#"{"id":"c"}"#, &[200, 409], ".  YxxYx  Yxx    .  --   --"),
    row("POST /api/v1/sessions/{id}/commands/complete",    Timer, NONE, &[200, 409], ".  YxxYx  Yxx    .  --   --"),
    row("POST /api/v1/sessions/{id}/commands/cancel",      Timer, NONE, &[200, 409], ".  YxxYx  Yxx    .  --   --"),
];

/// Looking in the console: staff.
pub const LOOKS: &str = ".  x....  xxx    .  x.   YY";
/// Doing something in it: administrators.
pub const DOES: &str = ".  x....  xxx    .  x.   xY";

#[rustfmt::skip]
pub const CONSOLE: &[(&str, &str)] = &[
    ("GET /api/v1/admin/audit", LOOKS),
    ("GET /api/v1/admin/bulk", LOOKS),
    ("GET /api/v1/admin/bulk/{id}", LOOKS),
    ("GET /api/v1/admin/health", LOOKS),
    ("GET /api/v1/admin/job-names", LOOKS),
    ("GET /api/v1/admin/jobs", LOOKS),
    ("GET /api/v1/admin/jobs/count", LOOKS),
    ("GET /api/v1/admin/jobs/{id}", LOOKS),
    ("GET /api/v1/admin/overview", LOOKS),
    ("GET /api/v1/admin/quarantine", LOOKS),
    ("GET /api/v1/admin/queues", LOOKS),
    ("GET /api/v1/admin/schedules", LOOKS),
    ("GET /api/v1/admin/sessions", LOOKS),
    ("GET /api/v1/admin/sessions/{id}", LOOKS),
    ("GET /api/v1/admin/shards", LOOKS),
    ("GET /api/v1/admin/signals", LOOKS),
    ("GET /api/v1/admin/stats", LOOKS),
    ("GET /api/v1/admin/workers", LOOKS),
    ("POST /api/v1/admin/bulk", DOES),
    ("POST /api/v1/admin/bulk/{id}/resume", DOES),
    ("POST /api/v1/admin/bulk/{id}/stop", DOES),
    ("POST /api/v1/admin/jobs", DOES),
    ("POST /api/v1/admin/jobs/{id}/discard", DOES),
    ("PUT /api/v1/admin/jobs/{id}/payload", DOES),
    ("POST /api/v1/admin/jobs/{id}/retry", DOES),
    ("POST /api/v1/admin/jobs/{id}/reveal", DOES),
    ("POST /api/v1/admin/jobs/{id}/run", DOES),
    ("POST /api/v1/admin/quarantine/{id}/discard", DOES),
    ("POST /api/v1/admin/quarantine/{id}/retry", DOES),
    ("POST /api/v1/admin/queues/{name}/drain", DOES),
    ("POST /api/v1/admin/queues/{name}/pause", DOES),
    ("POST /api/v1/admin/queues/{name}/resume", DOES),
    ("POST /api/v1/admin/schedules/{name}/run", DOES),
    ("POST /api/v1/admin/sessions/{id}/activate", DOES),
    ("POST /api/v1/admin/sessions/{id}/close", DOES),
    ("POST /api/v1/admin/sessions/{id}/end", DOES),
    ("POST /api/v1/admin/sessions/{id}/restore", DOES),
    ("POST /api/v1/admin/workers/{name}/drain", DOES),
    ("POST /api/v1/admin/workers/{name}/quiet", DOES),
    ("POST /api/v1/admin/workers/{name}/stop", DOES),
    ("POST /api/v1/admin/workers/{name}/work", DOES),
];
