//! Who may what in circles: people, and their programs as their tokens say. What is
//! private is to others not there.

use super::table::{
    Id::{Circle, Nothing},
    Row, row,
};

const NONE: &str = "{}";
const CIRCLE: &str = r#"{"name":"Early Birds"}"#;
const SAID: &str = r#"{"kind":"support","text":"Hello"}"#;
const DAILY: &str = r#"{"kind":"positive","texts":["Good morning"],"at":"08:00"}"#;
const TEXT: &str = r#"{"text":"Hello"}"#;
/// Against a decision that is about nobody.
const APPEAL: &str = r#"{"decision":"01890000-0000-7000-8000-000000000000","text":"No"}"#;

/// The circle is private, and the owner's alone.
#[rustfmt::skip]
pub const CIRCLES: &[Row] = &[
    //                                                                          -  owner   memb.  l  str. house g
    row("GET /api/v1/circles", Nothing, NONE, &[200], "Y  YYxxx.  YYY    .  YY   YY   Y"),
    row("POST /api/v1/circles", Nothing, CIRCLE, &[201], ".  YxYxx.  YYY    .  YY   YY   x"),
    row("GET /api/v1/circles/{id}", Circle, NONE, &[200], "-  YYxxx.  ---    .  --   --   -"),
    row("PATCH /api/v1/circles/{id}", Circle, NONE, &[428], ".  YxYxx.  ---    .  --   --   x"),
    row("DELETE /api/v1/circles/{id}", Circle, NONE, &[428], ".  YxYxx.  ---    .  --   --   x"),
    row("POST /api/v1/circles/{id}/restore", Circle, NONE, &[409], ".  YxYxx.  ---    .  --   --   x"),
    row("POST /api/v1/circles/{id}/join", Circle, NONE, &[200], ".  YxxYx.  ---    .  --   --   x"),
    row("POST /api/v1/circles/{id}/leave", Circle, NONE, &[409], ".  YxxYx.  ---    .  --   --   x"),
    row("POST /api/v1/circles/{id}/transfer", Circle, NONE, &[409], ".  YxYxx.  ---    .  --   --   x"),
    row("GET /api/v1/circles/{id}/invitations", Circle, NONE, &[200], ".  YYxxx.  ---    .  --   --   x"),
    row("POST /api/v1/circles/{id}/invitations", Circle, NONE, &[201], ".  YxYxx.  ---    .  --   --   x"),
    row("DELETE /api/v1/circles/{id}/invitations/{invitation}", Circle, NONE, &[404], ".  YxYxx.  ---    .  --   --   x"),
    row("GET /api/v1/circles/{id}/members", Circle, NONE, &[200], ".  YYxxx.  ---    .  --   --   x"),
    row("PATCH /api/v1/circles/{id}/members/{user}", Circle, r#"{"role":"member"}"#, &[404], ".  YxYxx.  ---    .  --   --   x"),
    row("GET /api/v1/circles/{id}/messages", Circle, NONE, &[200], "-  YYxxx.  ---    .  --   --   -"),
    row("POST /api/v1/circles/{id}/messages", Circle, SAID, &[428], ".  YxxYx.  ---    .  --   --   x"),
    row("GET /api/v1/circles/{id}/changes", Circle, NONE, &[200], "-  YYxxx.  ---    .  --   --   -"),
    row("PUT /api/v1/circles/{id}/read", Circle, r#"{"seq":0}"#, &[200], ".  YxxYx.  ---    .  --   --   x"),
    row("GET /api/v1/circles/{id}/queue", Circle, NONE, &[200], ".  YYxxx.  ---    .  --   --   x"),
    row("POST /api/v1/circles/{id}/queue/{case}/claim", Circle, NONE, &[409], ".  YxYxx.  ---    .  --   --   x"),
    row("POST /api/v1/circles/{id}/queue/{case}/decide", Circle, r#"{"act":"dismiss"}"#, &[404], ".  YxYxx.  ---    .  --   --   x"),
    row("GET /api/v1/circles/{id}/words", Circle, NONE, &[200], ".  YYxxx.  ---    .  --   --   x"),
    row("PUT /api/v1/circles/{id}/words", Circle, r#"{"words":[]}"#, &[428], ".  YxYxx.  ---    .  --   --   x"),
    row("GET /api/v1/circles/{id}/daily", Circle, NONE, &[200], ".  YYxxx.  ---    .  --   --   x"),
    row("PUT /api/v1/circles/{id}/daily", Circle, DAILY, &[428], ".  YxYxx.  ---    .  --   --   x"),
    row("DELETE /api/v1/circles/{id}/daily", Circle, NONE, &[428], ".  YxYxx.  ---    .  --   --   x"),
    row("GET /api/v1/circles/{id}/scheduled", Circle, NONE, &[200], ".  YYxxx.  ---    .  --   --   x"),
    row("DELETE /api/v1/circles/{id}/scheduled/{message}", Circle, NONE, &[404], ".  YxYxx.  ---    .  --   --   x"),
    row("GET /api/v1/circles/{id}/statistics", Circle, NONE, &[409], ".  YYxxx.  ---    .  --   --   x"),
    row("POST /api/v1/circles/{id}/appeals/{appeal}/decide", Circle, r#"{"act":"uphold"}"#, &[404], ".  YxYxx.  ---    .  --   --   x"),
    row("POST /api/v1/media", Nothing, NONE, &[415], ".  YxxYx.  YYY    .  YY   YY   x"),
    row("POST /api/v1/appeals", Nothing, APPEAL, &[404], ".  YxxYx.  YYY    .  YY   YY   x"),
    row("GET /api/v1/me/decisions", Nothing, NONE, &[200], ".  YYxxx.  YYY    .  YY   YY   x"),
    row("GET /api/v1/people/{id}", Nothing, NONE, &[404], ".  YYxxx.  YYY    .  YY   YY   x"),
    row("PUT /api/v1/people/{id}/follow", Nothing, NONE, &[404], ".  YxxYx.  YYY    .  YY   YY   x"),
    row("DELETE /api/v1/people/{id}/follow", Nothing, NONE, &[404], ".  YxxYx.  YYY    .  YY   YY   x"),
    row("PUT /api/v1/people/{id}/block", Nothing, NONE, &[404], ".  YxxYx.  YYY    .  YY   YY   x"),
    row("DELETE /api/v1/people/{id}/block", Nothing, NONE, &[404], ".  YxxYx.  YYY    .  YY   YY   x"),
    row("PUT /api/v1/people/{id}/mute", Nothing, NONE, &[404], ".  YxxYx.  YYY    .  YY   YY   x"),
    row("DELETE /api/v1/people/{id}/mute", Nothing, NONE, &[404], ".  YxxYx.  YYY    .  YY   YY   x"),
    row("GET /api/v1/me/people", Nothing, NONE, &[200], ".  YYxxx.  YYY    .  YY   YY   x"),
    row("GET /api/v1/me/profile", Nothing, NONE, &[200], ".  YYxxx.  YYY    .  YY   YY   x"),
    row("PUT /api/v1/me/profile", Nothing, r#"{"about":"Up early"}"#, &[428], ".  YxxYx.  YYY    .  YY   YY   x"),
    row("GET /api/v1/feeds/{name}", Nothing, NONE, &[200], "Y  YYxxx.  YYY    .  YY   YY   Y"),
    row("GET /api/v1/search", Nothing, NONE, &[200], "Y  YYxxx.  YYY    .  YY   YY   Y"),
    row("GET /api/v1/messages/{id}", Nothing, NONE, &[404], "Y  YYxxx.  YYY    .  YY   YY   Y"),
    row("PATCH /api/v1/messages/{id}", Nothing, TEXT, &[404], ".  YxxYx.  YYY    .  YY   YY   x"),
    row("DELETE /api/v1/messages/{id}", Nothing, NONE, &[404], ".  YxxYx.  YYY    .  YY   YY   x"),
    row("PUT /api/v1/messages/{id}/reaction", Nothing, r#"{"kind":"like"}"#, &[404], ".  YxxYx.  YYY    .  YY   YY   x"),
    row("DELETE /api/v1/messages/{id}/reaction", Nothing, NONE, &[404], ".  YxxYx.  YYY    .  YY   YY   x"),
    row("POST /api/v1/messages/{id}/report", Nothing, r#"{"reason":"spam"}"#, &[404], ".  YxxYx.  YYY    .  YY   YY   x"),
    row("GET /api/v1/comments/{id}", Nothing, NONE, &[404], "Y  YYxxx.  YYY    .  YY   YY   Y"),
    row("PATCH /api/v1/comments/{id}", Nothing, TEXT, &[404], ".  YxxYx.  YYY    .  YY   YY   x"),
    row("DELETE /api/v1/comments/{id}", Nothing, NONE, &[404], ".  YxxYx.  YYY    .  YY   YY   x"),
    row("PUT /api/v1/comments/{id}/reaction", Nothing, r#"{"kind":"like"}"#, &[404], ".  YxxYx.  YYY    .  YY   YY   x"),
    row("DELETE /api/v1/comments/{id}/reaction", Nothing, NONE, &[404], ".  YxxYx.  YYY    .  YY   YY   x"),
    row("POST /api/v1/comments/{id}/report", Nothing, r#"{"reason":"spam"}"#, &[404], ".  YxxYx.  YYY    .  YY   YY   x"),
    row("PUT /api/v1/messages/{id}/favourite", Nothing, NONE, &[404], ".  YxxYx.  YYY    .  YY   YY   x"),
    row("DELETE /api/v1/messages/{id}/favourite", Nothing, NONE, &[404], ".  YxxYx.  YYY    .  YY   YY   x"),
    row("PUT /api/v1/messages/{id}/pin", Nothing, NONE, &[404], ".  YxYxx.  YYY    .  YY   YY   x"),
    row("DELETE /api/v1/messages/{id}/pin", Nothing, NONE, &[404], ".  YxYxx.  YYY    .  YY   YY   x"),
    row("GET /api/v1/messages/{id}/comments", Nothing, NONE, &[404], "Y  YYxxx.  YYY    .  YY   YY   Y"),
    row("POST /api/v1/messages/{id}/comments", Nothing, TEXT, &[404], ".  YxxYx.  YYY    .  YY   YY   x"),
];
