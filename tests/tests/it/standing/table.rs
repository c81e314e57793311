//! Who may what over HTTP. Rows of the console are the same for all of a method
//! and stand at the end.

/// What a path's `{id}` is.
#[derive(Debug, Clone, Copy)]
pub enum Id {
    Meter,
    Timer,
    Camp,
    Room,
    /// A private one of the owner's.
    Circle,
    Mission,
    Survivor,
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

pub const fn row(
    route: &'static str,
    id: Id,
    body: &'static str,
    answers: &'static [u16],
    cells: &'static str,
) -> Row {
    Row { route, id, body, answers, cells }
}

use Id::{Camp, Link, Meter, Mission, Nothing, Room, Survivor, Timer};

const NONE: &str = "{}";
const TIMER: &str = r#"{"kind":"timer","config":{"mode":"per_participant","title":"Two",
    "participants":[{"id":"a","name":"Ann"},{"id":"b","name":"Bob"}],"budget_ms":60000}}"#;
const TEMPLATE: &str = r#"{"kind":"timer","name":"Two","config":{"mode":"per_participant",
    "title":"Two","participants":[{"id":"a","name":"Ann"},{"id":"b","name":"Bob"}],
    "budget_ms":60000}}"#;
/// A name that is nobody's: of whoever may, nothing is erased.
const NOBODY: &str = r#"{"name":"nobody"}"#;
const ENTRY: &str = r#"{"text":"A quiet day."}"#;
const SHARED: &str = r#"{"circle":"01890000-0000-7000-8000-000000000000"}"#;
const CALENDAR: &str = r#"{"zone":"Europe/Berlin","starts_h":4}"#;
const SKIP: &str = r#"{"act":"skip","number":1}"#;
const DRAFT: &str = r#"{"base":null,"durable":null,"seq":1,"content":{"text":"a"},
    "editor":"0197f3c2-5b1e-7c40-9a6d-2f8e41d07b35","of":{"what":"entry","in":null}}"#;
const READ: &str = r#"{"until_ms":0}"#;
const TOLD: &str = r#"{"mail":"off","zone":"UTC","language":"en","quiet":null,"off":[],
    "reminder":null,"weekly_summary":false}"#;
const DEVICE: &str = r#"{"endpoint":"https://push.example.org/x","p256dh":"A","auth":"A","key":"A",
    "name":"Firefox"}"#;
const PASSWORD: &str = r#"{"password":"a heron over 3 grey roofs"}"#;
const EMAIL: &str = r#"{"email":"ann@example.org"}"#;
const TOKEN: &str = r#"{"name":"A bot","scopes":["sessions:read"]}"#;
const CHAT: &str = r#"{"messages":[{"text":"yes","chatter":"ann"}]}"#;
const HOOK: &str = r#"{"url":"https://example.com/hook"}"#;
const ROUND: &str = r#"{"question":"Jump?"}"#;
const MORE: &str = r#"{"s":30}"#;
const PLAYER: &str = r#"{"name":"Cid"}"#;
const OF_SURVIVOR: &str = r#"{"survivor":"00000000-0000-4000-8000-000000000007"}"#;
const OF_MISSION: &str = r#"{"mission":"00000000-0000-4000-8000-000000000008"}"#;
const READY: &str = r#"{"on":true}"#;
const BENT: &str = r#"{"bent":"grit"}"#;
const OUT: &str = r#"{"difficulty":1,"party":"solo"}"#;
const OF_SEAT: &str = r#"{"seat":"00000000-0000-4000-8000-000000000009"}"#;
const EIGHT: &str = r#"{"at":"2036-12-04T20:00","zone":"Europe/Berlin"}"#;
const TRACK: &str = r#"{"lang":"en","label":"English","text":"00:01.000 --> 00:02.000\nHi"}"#;
const ADJUST: &str = r#"{"participant":"a","ms":1000,"reason":"a sip"}"#;

/// `Y` may, `x` may not (403), `.` is signed out (401), `-` there is no such thing
/// (404, word for word as of one that never was).
///
/// Who asks, in this order:
/// - nobody
/// - the owner: by cookie; by tokens with one scope each: `sessions:read`,
///   `sessions:write`, `sessions:command`, `links:write`; by one with all of them
///   whose time is over
/// - members by cookie: a moderator, a participant, a viewer
/// - whoever sends an owner's link for a token
/// - a stranger: by cookie, by a token with every scope
/// - staff: a reader, an administrator
/// - a guest
pub const COLUMNS: usize = 16;

#[rustfmt::skip]
pub const ROWS: &[Row] = &[
    // One's own.                                                               -  owner   memb.  l  str. house g
    row("GET /api/v1/time",                 Nothing, NONE,     &[200],          "Y  YYYYYY  YYY    Y  YY   YY   Y"),
    row("GET /api/v1/me",                   Nothing, NONE,     &[200],          ".  Y.....  YYY    .  Y.   YY   Y"),
    row("POST /api/v1/me/erase",            Nothing, NOBODY,   &[422],          ".  Y.....  YYY    .  Y.   YY   ."),
    // Who has no address has no password, and without mail nobody gets an address.
    row("PUT /api/v1/me/password",          Nothing, PASSWORD, &[409],          ".  Y.....  YYY    .  Y.   YY   ."),
    row("PUT /api/v1/me/email",             Nothing, EMAIL,    &[409],          ".  Y.....  YYY    .  Y.   YY   ."),
    row("GET /api/v1/tokens",               Nothing, NONE,     &[200],          ".  Y.....  YYY    .  Y.   YY   ."),
    row("POST /api/v1/tokens",              Nothing, TOKEN,    &[201],          ".  Y.....  YYY    .  Y.   YY   ."),
    row("DELETE /api/v1/tokens/{id}",       Nothing, NONE,     &[404],          ".  Y.....  YYY    .  Y.   YY   ."),
    row("GET /api/v1/templates",            Nothing, NONE,     &[200],          ".  YYxxx.  YYY    .  YY   YY   x"),
    row("POST /api/v1/templates",           Nothing, TEMPLATE, &[201],          ".  YxYxx.  YYY    .  YY   YY   x"),
    row("DELETE /api/v1/templates/{id}",    Nothing, NONE,     &[404],          ".  YxYxx.  YYY    .  YY   YY   x"),
    row("GET /api/v1/sessions",             Nothing, NONE,     &[200],          ".  YYxxx.  YYY    .  YY   YY   Y"),
    row("POST /api/v1/sessions",            Nothing, TIMER,    &[201],          "Y  YxYxx.  YYY    .  YY   YY   Y"),

    // A journal is its person's alone: no token reads it, and no staff another's. -  owner   memb.  l  str. house g
    row("GET /api/v1/me/notices",           Nothing, NONE,     &[200],          ".  Yxxxx.  YYY    .  Yx   YY   x"),
    row("PUT /api/v1/me/notices/read",      Nothing, READ,     &[204],          ".  Yxxxx.  YYY    .  Yx   YY   x"),
    row("GET /api/v1/me/notice-settings",   Nothing, NONE,     &[200],          ".  Yxxxx.  YYY    .  Yx   YY   x"),
    row("PUT /api/v1/me/notice-settings",   Nothing, TOLD,     &[200],          ".  Yxxxx.  YYY    .  Yx   YY   x"),
    row("GET /api/v1/me/exports",           Nothing, NONE,     &[200],          ".  Yxxxx.  YYY    .  Yx   YY   x"),
    row("POST /api/v1/me/exports",          Nothing, NONE,     &[202],          ".  Yxxxx.  YYY    .  Yx   YY   x"),
    row("GET /api/v1/me/exports/{id}",      Nothing, NONE,     &[404],          ".  Yxxxx.  YYY    .  Yx   YY   x"),
    row("DELETE /api/v1/me/exports/{id}",   Nothing, NONE,     &[404],          ".  Yxxxx.  YYY    .  Yx   YY   x"),
    // Without a key nothing is pushed.
    row("GET /api/v1/me/push",              Nothing, NONE,     &[200],          ".  Yxxxx.  YYY    .  Yx   YY   x"),
    row("PUT /api/v1/me/push",              Nothing, DEVICE,   &[409],          ".  Yxxxx.  YYY    .  Yx   YY   x"),
    row("DELETE /api/v1/me/push/{id}",      Nothing, NONE,     &[404],          ".  Yxxxx.  YYY    .  Yx   YY   x"),
    row("GET /api/v1/journal/entries",      Nothing, NONE,     &[200],          ".  Yxxxx.  YYY    .  Yx   YY   x"),
    row("POST /api/v1/journal/entries",     Nothing, ENTRY,    &[201],          ".  Yxxxx.  YYY    .  Yx   YY   x"),
    row("GET /api/v1/journal/entries/{id}", Nothing, NONE,     &[404],          ".  Yxxxx.  YYY    .  Yx   YY   x"),
    row("PUT /api/v1/journal/entries/{id}", Nothing, ENTRY,    &[404],          ".  Yxxxx.  YYY    .  Yx   YY   x"),
    row("DELETE /api/v1/journal/entries/{id}", Nothing, NONE,  &[404],          ".  Yxxxx.  YYY    .  Yx   YY   x"),
    row("POST /api/v1/journal/entries/{id}/restore", Nothing, NONE, &[404],     ".  Yxxxx.  YYY    .  Yx   YY   x"),
    row("GET /api/v1/journal/entries/{id}/versions", Nothing, NONE, &[404],     ".  Yxxxx.  YYY    .  Yx   YY   x"),
    row("POST /api/v1/journal/entries/{id}/share", Nothing, SHARED, &[428],     ".  Yxxxx.  YYY    .  Yx   YY   x"),
    row("GET /api/v1/journal/moods",        Nothing, NONE,     &[200],          ".  Yxxxx.  YYY    .  Yx   YY   x"),
    row("POST /api/v1/journal/moods",       Nothing, r#"{"value":7}"#, &[201],  ".  Yxxxx.  YYY    .  Yx   YY   x"),
    row("DELETE /api/v1/journal/moods/{id}", Nothing, NONE,    &[404],          ".  Yxxxx.  YYY    .  Yx   YY   x"),
    row("GET /api/v1/journal/streak",       Nothing, NONE,     &[200],          ".  Yxxxx.  YYY    .  Yx   YY   x"),
    row("GET /api/v1/journal/calendar",     Nothing, NONE,     &[200],          ".  Yxxxx.  YYY    .  Yx   YY   x"),
    row("PUT /api/v1/journal/calendar",     Nothing, CALENDAR, &[200],          ".  Yxxxx.  YYY    .  Yx   YY   x"),
    row("GET /api/v1/journal/trends",       Nothing, NONE,     &[200],          ".  Yxxxx.  YYY    .  Yx   YY   x"),
    row("GET /api/v1/journal/insights",     Nothing, NONE,     &[200],          ".  Yxxxx.  YYY    .  Yx   YY   x"),
    row("GET /api/v1/journal/prompts",      Nothing, NONE,     &[200],          ".  Yxxxx.  YYY    .  Yx   YY   x"),
    row("GET /api/v1/journal/prompts/today", Nothing, NONE,    &[200],          ".  Yxxxx.  YYY    .  Yx   YY   x"),
    row("POST /api/v1/journal/prompts/today", Nothing, SKIP,   &[200, 409],     ".  Yxxxx.  YYY    .  Yx   YY   x"),
    row("GET /api/v1/journal/export",       Nothing, NONE,     &[200],          ".  Yxxxx.  YYY    .  Yx   YY   x"),
    row("POST /api/v1/journal/import",      Nothing, NONE,     &[200],          ".  Yxxxx.  YYY    .  Yx   YY   x"),
    row("DELETE /api/v1/journal",           Nothing, NONE,     &[200],          ".  Yxxxx.  YYY    .  Yx   YY   x"),
    row("GET /api/v1/drafts",               Nothing, NONE,     &[200],          ".  Yxxxx.  YYY    .  Yx   YY   x"),
    row("PUT /api/v1/drafts/{id}",          Nothing, DRAFT,    &[200],          ".  Yxxxx.  YYY    .  Yx   YY   x"),
    row("GET /api/v1/drafts/{id}",          Nothing, NONE,     &[200, 404],     ".  Yxxxx.  YYY    .  Yx   YY   x"),
    row("DELETE /api/v1/drafts/{id}",       Nothing, NONE,     &[428, 404],     ".  Yxxxx.  YYY    .  Yx   YY   x"),

    // A session.                                                               -  owner   memb.  l  str. house g
    row("GET /api/v1/sessions/{id}",                 Meter, NONE, &[200],       ".  YYxxx.  Yxx    .  --   --   -"),
    row("PATCH /api/v1/sessions/{id}",               Meter, NONE, &[412],       ".  YxYxx.  xxx    .  --   --   -"),
    row("DELETE /api/v1/sessions/{id}",              Meter, NONE, &[412],       ".  YxYxx.  xxx    .  --   --   -"),
    row("GET /api/v1/sessions/{id}/activity",        Meter, NONE, &[200],       ".  YYxxx.  YYY    .  --   --   -"),
    row("POST /api/v1/sessions/{id}/chat",           Meter, CHAT, &[200],       ".  YxxYx.  Yxx    .  --   --   x"),
    row("GET /api/v1/sessions/{id}/events",          Meter, NONE, &[200],       ".  YYxxx.  xxx    .  --   --   -"),
    row("GET /api/v1/sessions/{id}/export",          Meter, NONE, &[200],       ".  YYxxx.  xxx    .  --   --   -"),
    // A token that only reads looks, and who only looks takes no part.
    row("GET /api/v1/sessions/{id}/lines",           Timer, NONE, &[200],       ".  Yxxxx.  YYx    .  --   --   -"),
    row("GET /api/v1/sessions/{id}/heat/{item}",     Timer, NONE, &[200],       ".  Yxxxx.  YYx    .  --   --   -"),
    row("GET /api/v1/sessions/{id}/at/{rev}",        Meter, NONE, &[200, 404],  ".  YYxxx.  xxx    .  --   --   -"),
    row("GET /api/v1/sessions/{id}/rounds",          Meter, NONE, &[200],       ".  YYxxx.  xxx    .  --   --   -"),
    row("GET /api/v1/sessions/{id}/rounds/{round}",  Meter, NONE, &[404],       ".  YYxxx.  xxx    .  --   --   -"),
    row("DELETE /api/v1/sessions/{id}/rounds/{round}", Meter, NONE, &[404],     ".  YxYxx.  xxx    .  --   --   -"),
    row("GET /api/v1/sessions/{id}/rounds/{round}/export", Meter, NONE, &[404], ".  YYxxx.  xxx    .  --   --   -"),
    row("GET /api/v1/sessions/{id}/subscription",    Meter, NONE, &[200],       ".  YYxxx.  xxx    .  --   --   -"),
    row("POST /api/v1/sessions/{id}/subscription/repair", Meter, NONE, &[202],  ".  YxYxx.  xxx    .  --   --   -"),
    // Whoever has its events sent somewhere reads them there: two scopes.
    row("PUT /api/v1/sessions/{id}/webhook",         Meter, HOOK, &[200],       ".  Yxxxx.  xxx    .  --   --   x"),
    row("GET /api/v1/sessions/{id}/webhook",         Meter, NONE, &[200],       ".  YYxxx.  xxx    .  --   --   -"),
    row("DELETE /api/v1/sessions/{id}/webhook",      Meter, NONE, &[204, 404],  ".  YxYxx.  xxx    .  --   --   x"),

    // Its links. Whoever hands out a role may what it may: two scopes.         -  owner   memb.  l  str. house g
    row("GET /api/v1/sessions/{id}/links",   Meter, NONE, &[200],               ".  YYxxx.  xxx    .  --   --   -"),
    row("POST /api/v1/sessions/{id}/links",  Meter, r#"{"role":"viewer"}"#, &[201], ".  Yxxxx.  xxx    .  --   --   -"),
    row("GET /api/v1/links/{id}",            Link, NONE, &[200],                ".  Yxxxx.  xxx    .  --   --   -"),
    row("POST /api/v1/links/{id}/rotate",    Link, NONE, &[200],                ".  Yxxxx.  xxx    .  --   --   -"),
    row("DELETE /api/v1/links/{id}",         Link, NONE, &[204],                ".  YxxxY.  xxx    .  --   --   -"),

    // A timer's lobby. Whoever has a code needs nothing else.                  -  owner   memb.  l  str. house g
    row("PUT /api/v1/sessions/{id}/lobby",    Timer, r#"{"closes_at_start":false}"#, &[200], ".  Yxxxx.  xxx    .  --   --   -"),
    row("GET /api/v1/sessions/{id}/lobby",    Timer, NONE, &[200],              ".  Yxxxx.  xxx    .  --   --   -"),
    row("DELETE /api/v1/sessions/{id}/lobby/seats/{participant}", Timer, NONE, &[404], ".  YxxxY.  xxx    .  --   --   -"),
    row("DELETE /api/v1/sessions/{id}/lobby", Timer, NONE, &[204],              ".  YxxxY.  xxx    .  --   --   -"),
    row("GET /api/v1/lobbies/{code}",         Nothing, NONE, &[404],            "Y  YYYYYY  YYY    Y  YY   YY   Y"),
    row("POST /api/v1/lobbies/{code}/seats",  Nothing, NONE, &[404],            "Y  YYYYYY  YYY    Y  YY   YY   Y"),

    // Viewers of the extension, by Twitch's JWTs: mission/ext/viewers.rs.       -  owner   memb.  l  str. house g
    row("POST /api/v1/ext/ticket",          Nothing, NONE,     &[],             ".  xxxxx.  xxx    .  xx   xx   x"),
    row("POST /api/v1/ext/link",            Nothing, NONE,     &[],             ".  xxxxx.  xxx    .  xx   xx   x"),

    // Commands of a meter.                                                     -  owner   memb.  l  str. house g
    row("POST /api/v1/sessions/{id}/commands/reset",       Meter, NONE, &[200], ".  YxxYx.  Yxx    .  --   --   -"),
    row("POST /api/v1/sessions/{id}/commands/test_vote",   Meter, r#"{"side":"for"}"#, &[200], ".  YxxYx.  Yxx    .  --   --   -"),
    row("POST /api/v1/sessions/{id}/commands/start_round", Meter, ROUND, &[200, 409], ".  YxxYx.  Yxx    .  --   --   -"),
    row("POST /api/v1/sessions/{id}/commands/stop_round",  Meter, NONE, &[200, 409], ".  YxxYx.  Yxx    .  --   --   -"),
    row("POST /api/v1/sessions/{id}/commands/extend_round", Meter, MORE, &[200, 409], ".  YxxYx.  Yxx    .  --   --   -"),
    row("POST /api/v1/sessions/{id}/commands/cancel_round", Meter, NONE, &[200, 409], ".  YxxYx.  Yxx    .  --   --   -"),

    // Commands of a timer.                                                     -  owner   memb.  l  str. house g
    row("POST /api/v1/sessions/{id}/commands/start",       Timer, NONE, &[200, 409], ".  YxxYx.  Yxx    .  --   --   -"),
    row("POST /api/v1/sessions/{id}/commands/switch",      Timer, NONE, &[200, 409], ".  YxxYx.  YYx    .  --   --   -"),
    row("POST /api/v1/sessions/{id}/commands/pause",       Timer, NONE, &[200, 409], ".  YxxYx.  Yxx    .  --   --   -"),
    row("POST /api/v1/sessions/{id}/commands/resume",      Timer, NONE, &[200, 409], ".  YxxYx.  Yxx    .  --   --   -"),
    row("POST /api/v1/sessions/{id}/commands/undo",        Timer, NONE, &[200, 409], ".  YxxYx.  Yxx    .  --   --   -"),
    row("POST /api/v1/sessions/{id}/commands/adjust",      Timer, ADJUST, &[200, 409], ".  YxxYx.  Yxx    .  --   --   -"),
    row("POST /api/v1/sessions/{id}/commands/set_order",   Timer, r#"{"ids":["b","a"]}"#, &[200, 409], ".  YxxYx.  Yxx    .  --   --   -"),
    row("POST /api/v1/sessions/{id}/commands/add_participant", Timer, PLAYER, &[200, 409], ".  YxxYx.  Yxx    .  --   --   -"),
    row("POST /api/v1/sessions/{id}/commands/remove_participant", Timer, r#"{"id":"c"}"#, &[200, 409], ".  YxxYx.  Yxx    .  --   --   -"),
    row("POST /api/v1/sessions/{id}/commands/complete",    Timer, NONE, &[200, 409], ".  YxxYx.  Yxx    .  --   --   -"),
    row("POST /api/v1/sessions/{id}/commands/cancel",      Timer, NONE, &[200, 409], ".  YxxYx.  Yxx    .  --   --   -"),

    // Rooms. Whoever has a code needs nothing else; who may what in one by a seat's
    // token: room/rights.rs.                                                   -  owner   memb.  l  str. house g
    row("POST /api/v1/rooms",                 Nothing, NONE, &[201],            "Y  YxYxx.  YYY    .  YY   YY   Y"),
    row("GET /api/v1/rooms",                  Nothing, NONE, &[200],            "Y  YYYYYY  YYY    Y  YY   YY   Y"),
    row("GET /api/v1/rooms/{code}",           Nothing, NONE, &[404],            "Y  YYYYYY  YYY    Y  YY   YY   Y"),
    row("POST /api/v1/rooms/{code}/seats",    Nothing, NONE, &[404],            "Y  YYYYY.  YYY    .  YY   YY   Y"),
    row("PUT /api/v1/rooms/{code}/password",  Nothing, NONE, &[404],            ".  YYYYY.  YYY    .  YY   YY   Y"),
    row("PUT /api/v1/rooms/{code}/slug",      Nothing, NONE, &[404],            ".  YYYYY.  YYY    .  YY   YY   Y"),
    row("POST /api/v1/rooms/{code}/code",     Nothing, NONE, &[404],            ".  YYYYY.  YYY    .  YY   YY   Y"),
    row("GET /api/v1/rooms/{code}/schedules", Nothing, NONE, &[404],            "Y  YYYYYY  YYY    Y  YY   YY   Y"),
    row("GET /api/v1/rooms/{code}/calendar.ics", Nothing, NONE, &[404],         "Y  YYYYYY  YYY    Y  YY   YY   Y"),
    row("POST /api/v1/rooms/{code}/schedules", Nothing, EIGHT, &[404],          ".  YYYYY.  YYY    .  YY   YY   Y"),
    row("PATCH /api/v1/rooms/{code}/schedules/{id}", Nothing, NONE, &[404],     ".  YYYYY.  YYY    .  YY   YY   Y"),
    row("DELETE /api/v1/rooms/{code}/schedules/{id}", Nothing, NONE, &[404],    ".  YYYYY.  YYY    .  YY   YY   Y"),
    row("GET /api/v1/sessions/{id}/moderation", Room, NONE, &[200, 409],        ".  YxxYx.  YYx    .  --   --   -"),
    row("POST /api/v1/sessions/{id}/bans",    Room, OF_SEAT, &[404, 409],       ".  YxxYx.  YYx    .  --   --   -"),
    row("DELETE /api/v1/sessions/{id}/bans/{ban}", Room, NONE, &[404, 409],     ".  YxxYx.  YYx    .  --   --   -"),
    row("GET /api/v1/sessions/{id}/reports",  Room, NONE, &[200, 409],          ".  YxxYx.  YYx    .  --   --   -"),
    row("POST /api/v1/sessions/{id}/reports", Room, r#"{"reason":"spam"}"#, &[201, 409], ".  YxxYx.  YYx    .  --   --   -"),
    row("POST /api/v1/sessions/{id}/tracks",  Room, TRACK, &[201, 409],         ".  YxxYx.  YYx    .  --   --   -"),
    row("GET /api/v1/sessions/{id}/ice",      Room, NONE, &[200, 409],          ".  YxxYx.  YYx    .  --   --   -"),
    row("GET /api/v1/tracks/{id}",            Nothing, NONE, &[404],            "Y  YYYYYY  YYY    Y  YY   YY   Y"),
    row("GET /api/v1/media",                  Nothing, NONE, &[200],            ".  YYxxx.  YYY    .  YY   YY   x"),
    row("GET /api/v1/friends",                Nothing, NONE, &[200],            ".  Y.....  YYY    .  Y.   YY   ."),
    row("POST /api/v1/friends",               Nothing, r#"{"login":"nobody"}"#, &[202], ".  Y.....  YYY    .  Y.   YY   ."),
    row("PUT /api/v1/friends/{id}",           Nothing, r#"{"state":"none"}"#, &[404], ".  Y.....  YYY    .  Y.   YY   ."),
    row("GET /api/v1/me/history",             Nothing, NONE, &[200],            ".  Y.....  YYY    .  Y.   YY   ."),
    row("DELETE /api/v1/me/history",          Nothing, NONE, &[204],            ".  Y.....  YYY    .  Y.   YY   ."),
    row("PUT /api/v1/me/history/{id}",        Nothing, r#"{"hidden":true}"#, &[404], ".  Y.....  YYY    .  Y.   YY   ."),
    row("DELETE /api/v1/me/history/{id}",     Nothing, NONE, &[404],            ".  Y.....  YYY    .  Y.   YY   ."),
    row("GET /api/v1/me/presence",            Nothing, NONE, &[200],            ".  Y.....  YYY    .  Y.   YY   ."),
    row("PUT /api/v1/me/presence",            Nothing, r#"{"seen":true}"#, &[204], ".  Y.....  YYY    .  Y.   YY   ."),

    // Commands of a room: of those who have a right there, and a seat.          -  owner   memb.  l  str. house g
    row("POST /api/v1/sessions/{id}/commands/play", Room, NONE, &[200, 409], ".  YxxYx.  YYx    .  --   --   -"),
    row("POST /api/v1/sessions/{id}/commands/seek", Room, r#"{"media_ms":1000}"#, &[200, 409], ".  YxxYx.  YYx    .  --   --   -"),
    row("POST /api/v1/sessions/{id}/commands/rate", Room, r#"{"rate":1.25}"#, &[200, 409], ".  YxxYx.  YYx    .  --   --   -"),
    row("POST /api/v1/sessions/{id}/commands/next", Room, NONE, &[200, 409], ".  YxxYx.  YYx    .  --   --   -"),
    row("POST /api/v1/sessions/{id}/commands/previous", Room, NONE, &[200, 409], ".  YxxYx.  YYx    .  --   --   -"),
    row("POST /api/v1/sessions/{id}/commands/jump", Room, r#"{"item":"i1"}"#, &[200, 409], ".  YxxYx.  YYx    .  --   --   -"),
    row("POST /api/v1/sessions/{id}/commands/add", Room, r#"{"items":[{"source":{"kind":"file","url":"https://video.example/a.mp4"}}]}"#, &[200, 409], ".  YxxYx.  YYx    .  --   --   -"),
    row("POST /api/v1/sessions/{id}/commands/edit", Room, r#"{"item":"i9","title":"A"}"#, &[200, 409], ".  YxxYx.  YYx    .  --   --   -"),
    row("POST /api/v1/sessions/{id}/commands/move", Room, r#"{"item":"i9"}"#, &[200, 409], ".  YxxYx.  YYx    .  --   --   -"),
    row("POST /api/v1/sessions/{id}/commands/remove", Room, r#"{"item":"i9"}"#, &[200, 409], ".  YxxYx.  YYx    .  --   --   -"),
    row("POST /api/v1/sessions/{id}/commands/clear", Room, NONE, &[200, 409], ".  YxxYx.  YYx    .  --   --   -"),
    row("POST /api/v1/sessions/{id}/commands/shuffle", Room, NONE, &[200, 409], ".  YxxYx.  YYx    .  --   --   -"),
    row("POST /api/v1/sessions/{id}/commands/like", Room, r#"{"item":"i9","on":true}"#, &[200, 409], ".  YxxYx.  YYx    .  --   --   -"),
    row("POST /api/v1/sessions/{id}/commands/measured", Room, r#"{"item":"i9","duration_ms":60000}"#, &[200, 409], ".  YxxYx.  YYx    .  --   --   -"),
    row("POST /api/v1/sessions/{id}/commands/player", Room, r#"{"item":"i9","state":"ready"}"#, &[200, 409], ".  YxxYx.  YYx    .  --   --   -"),
    row("POST /api/v1/sessions/{id}/commands/ballot", Room, r#"{"about":"skip"}"#, &[200, 409], ".  YxxYx.  YYx    .  --   --   -"),
    row("POST /api/v1/sessions/{id}/commands/cast", Room, r#"{"ballot":"b9","choice":0}"#, &[200, 409], ".  YxxYx.  YYx    .  --   --   -"),
    row("POST /api/v1/sessions/{id}/commands/end_ballot", Room, r#"{"ballot":"b9"}"#, &[200, 409], ".  YxxYx.  YYx    .  --   --   -"),
    row("POST /api/v1/sessions/{id}/commands/check", Room, NONE, &[200, 409], ".  YxxYx.  YYx    .  --   --   -"),
    row("POST /api/v1/sessions/{id}/commands/answer", Room, r#"{"check":"c9","ready":true}"#, &[200, 409], ".  YxxYx.  YYx    .  --   --   -"),
    row("POST /api/v1/sessions/{id}/commands/end_check", Room, r#"{"check":"c9"}"#, &[200, 409], ".  YxxYx.  YYx    .  --   --   -"),
    row("POST /api/v1/sessions/{id}/commands/rename", Room, r#"{"name":"Ann"}"#, &[200, 409], ".  YxxYx.  YYx    .  --   --   -"),
    row("POST /api/v1/sessions/{id}/commands/role", Room, r#"{"seat":"00000000-0000-4000-8000-000000000009","role":"cohost"}"#, &[200, 409], ".  YxxYx.  YYx    .  --   --   -"),
    row("POST /api/v1/sessions/{id}/commands/grant", Room, r#"{"seat":"00000000-0000-4000-8000-000000000009","add":[],"take":[]}"#, &[200, 409], ".  YxxYx.  YYx    .  --   --   -"),
    row("POST /api/v1/sessions/{id}/commands/hand_over", Room, r#"{"seat":"00000000-0000-4000-8000-000000000009"}"#, &[200, 409], ".  YxxYx.  YYx    .  --   --   -"),
    row("POST /api/v1/sessions/{id}/commands/take_back", Room, NONE, &[200, 409], ".  YxxYx.  YYx    .  --   --   -"),
    row("POST /api/v1/sessions/{id}/commands/admit", Room, r#"{"seat":"00000000-0000-4000-8000-000000000009"}"#, &[200, 409], ".  YxxYx.  YYx    .  --   --   -"),
    row("POST /api/v1/sessions/{id}/commands/mute", Room, r#"{"seat":"00000000-0000-4000-8000-000000000009","scope":"chat","minutes":1}"#, &[200, 409], ".  YxxYx.  YYx    .  --   --   -"),
    row("POST /api/v1/sessions/{id}/commands/unmute", Room, r#"{"seat":"00000000-0000-4000-8000-000000000009"}"#, &[200, 409], ".  YxxYx.  YYx    .  --   --   -"),
    row("POST /api/v1/sessions/{id}/commands/kick", Room, r#"{"seat":"00000000-0000-4000-8000-000000000009"}"#, &[200, 409], ".  YxxYx.  YYx    .  --   --   -"),
    row("POST /api/v1/sessions/{id}/commands/voice", Room, r#"{"mic":true,"camera":false,"share":false}"#, &[200, 409], ".  YxxYx.  YYx    .  --   --   -"),
    row("POST /api/v1/sessions/{id}/commands/hang_up", Room, NONE, &[200, 409], ".  YxxYx.  YYx    .  --   --   -"),
    row("POST /api/v1/sessions/{id}/commands/leave", Room, NONE, &[200, 409], ".  YxxYx.  YYx    .  --   --   -"),

    // Commands of a camp, which is there for whoever is known.                 -  owner   memb.  l  str. house g
    row("POST /api/v1/sessions/{id}/commands/open", Camp, NONE, &[200, 409], ".  YxxYx.  Yxx    .  xx   xx   -"),
    row("POST /api/v1/sessions/{id}/commands/close", Camp, NONE, &[200, 409], ".  YxxYx.  Yxx    .  xx   xx   -"),
    row("POST /api/v1/sessions/{id}/commands/hide_name", Camp, OF_SURVIVOR, &[200, 409], ".  YxxYx.  Yxx    .  xx   xx   -"),
    row("POST /api/v1/sessions/{id}/commands/show_name", Camp, OF_SURVIVOR, &[200, 409], ".  YxxYx.  Yxx    .  xx   xx   -"),
    row("POST /api/v1/sessions/{id}/commands/reset_lobby", Camp, OF_MISSION, &[200, 409], ".  YxxYx.  Yxx    .  xx   xx   -"),
    row("POST /api/v1/sessions/{id}/commands/close_season", Camp, NONE, &[200, 409], ".  YxxYx.  xxx    .  xx   xx   -"),
    row("POST /api/v1/sessions/{id}/commands/test_line", Camp, NONE, &[200, 409], ".  YxxYx.  Yxx    .  xx   xx   -"),

    // What may be said to a mission: whoever may commands, and is nobody of the party.
    row("POST /api/v1/sessions/{id}/commands/ready", Mission, READY, &[200, 409], ".  YxxYx.  YYx    .  YY   YY   -"),

    // Whoever is known plays: with `sessions:read` they look, with `sessions:command`
    // they do something.                                                       -  owner   memb.  l  str. house g
    row("GET /api/v1/camps/{channel}", Nothing, NONE, &[200], ".  YYxxx.  YYY    .  YY   YY   x"),
    row("GET /api/v1/camps/{channel}/scores", Nothing, NONE, &[200], ".  YYxxx.  YYY    .  YY   YY   x"),
    row("GET /api/v1/camps/{channel}/lobbies", Nothing, NONE, &[200], ".  YYxxx.  YYY    .  YY   YY   x"),
    row("GET /api/v1/camps/{channel}/memorial", Nothing, NONE, &[200], ".  YYxxx.  YYY    .  YY   YY   x"),
    row("GET /api/v1/me/since", Nothing, NONE, &[200], ".  YYxxx.  YYY    .  YY   YY   x"),
    row("GET /api/v1/missions/{id}", Mission, NONE, &[200], ".  YYxxx.  YYY    .  YY   YY   x"),
    row("GET /api/v1/missions/{id}/log", Mission, NONE, &[200], ".  YYxxx.  YYY    .  YY   YY   x"),
    row("GET /api/v1/missions/{id}/replay", Mission, NONE, &[409], ".  YYxxx.  YYY    .  YY   YY   x"),
    row("GET /api/v1/packs/{id}/{version}", Nothing, NONE, &[404], ".  YYxxx.  YYY    .  YY   YY   x"),
    row("GET /api/v1/survivors/{id}", Survivor, NONE, &[200], ".  YYxxx.  YYY    .  YY   YY   x"),
    row("GET /api/v1/survivors/{id}/missions", Survivor, NONE, &[200], ".  YYxxx.  YYY    .  YY   YY   x"),
    row("POST /api/v1/survivors", Nothing, BENT, &[201, 409], ".  YxxYx.  YYY    .  YY   YY   x"),
    row("POST /api/v1/survivors/{id}/retire", Nothing, NONE, &[404], ".  YxxYx.  YYY    .  YY   YY   x"),
    row("POST /api/v1/camps/{channel}/missions", Nothing, OUT, &[201, 409], ".  YxxYx.  YYY    .  YY   YY   x"),
    row("POST /api/v1/missions/{id}/join", Mission, NONE, &[200, 409], ".  YxxYx.  YYY    .  YY   YY   x"),
    row("POST /api/v1/missions/{id}/leave", Mission, NONE, &[200, 409], ".  YxxYx.  YYY    .  YY   YY   x"),
    row("POST /api/v1/missions/{id}/kick", Mission, OF_SURVIVOR, &[409], ".  YxxYx.  YYY    .  YY   YY   x"),
    row("POST /api/v1/missions/{id}/hand_over", Mission, OF_SURVIVOR, &[409], ".  YxxYx.  YYY    .  YY   YY   x"),
    row("POST /api/v1/missions/{id}/depart", Mission, NONE, &[409], ".  YxxYx.  YYY    .  YY   YY   x"),
    row("POST /api/v1/missions/{id}/turn_back", Mission, NONE, &[409], ".  YxxYx.  YYY    .  YY   YY   x"),
    row("POST /api/v1/missions/{id}/recall", Mission, NONE, &[409], ".  YxxYx.  YYY    .  YY   YY   x"),
    row("PATCH /api/v1/survivors/{id}", Nothing, NONE, &[404], ".  YxxYx.  YYY    .  YY   YY   x"),
];

/// Looking in the console: staff.
pub const LOOKS: &str = ".  x.....  xxx    .  x.   YY   .";
/// Doing something in it: administrators.
pub const DOES: &str = ".  x.....  xxx    .  x.   xY   .";

#[rustfmt::skip]
pub const CONSOLE: &[(&str, &str)] = &[
    ("GET /api/v1/admin/audit", LOOKS),
    ("GET /api/v1/admin/bulk", LOOKS),
    ("GET /api/v1/admin/bulk/{id}", LOOKS),
    ("GET /api/v1/admin/circle-cases", LOOKS),
    ("GET /api/v1/admin/durations", LOOKS),
    ("GET /api/v1/admin/health", LOOKS),
    ("GET /api/v1/admin/job-names", LOOKS),
    ("GET /api/v1/admin/jobs", LOOKS),
    ("GET /api/v1/admin/jobs/count", LOOKS),
    ("GET /api/v1/admin/jobs/failures", LOOKS),
    ("GET /api/v1/admin/jobs/{id}", LOOKS),
    ("GET /api/v1/admin/overview", LOOKS),
    ("GET /api/v1/admin/quarantine", LOOKS),
    ("GET /api/v1/admin/queues", LOOKS),
    ("GET /api/v1/admin/reports", LOOKS),
    ("GET /api/v1/admin/archives", LOOKS),
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
    ("POST /api/v1/admin/circle-appeals/{appeal}/decide", DOES),
    ("POST /api/v1/admin/circle-cases/{case}/decide", DOES),
    ("POST /api/v1/admin/circle-messages/{id}/author", DOES),
    ("POST /api/v1/admin/jobs", DOES),
    ("POST /api/v1/admin/jobs/{id}/discard", DOES),
    ("PUT /api/v1/admin/jobs/{id}/payload", DOES),
    ("POST /api/v1/admin/jobs/{id}/retry", DOES),
    ("POST /api/v1/admin/jobs/{id}/reveal", DOES),
    ("POST /api/v1/admin/jobs/{id}/run", DOES),
    ("POST /api/v1/admin/quarantine/{id}/discard", DOES),
    ("POST /api/v1/admin/quarantine/{id}/retry", DOES),
    ("POST /api/v1/admin/reports/{id}/close", DOES),
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
