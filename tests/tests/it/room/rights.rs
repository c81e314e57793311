//! Who may what in a room, by a seat's token: every command by every role, over HTTP and
//! on a socket.

use serde_json::{Value, json};

use super::{Guest, Room, guest, room};
use crate::{
    harness::{Process, Program, World},
    standing::cast::{cookie, person},
    streamer::{code, path},
};

/// Who asks: a knocker, a guest, a member, a cohost, the owner. `x`: forbidden.
#[rustfmt::skip]
const ROWS: &[(&str, &str, &str)] = &[
    ("pause",      "{}",                                   "xxxYY"),
    ("play",       "{}",                                   "xxxYY"),
    ("seek",       r#"{"media_ms":1000}"#,                 "xxxYY"),
    ("rate",       r#"{"rate":1.5}"#,                      "xxxYY"),
    ("next",       "{}",                                   "xxxYY"),
    ("previous",   "{}",                                   "xxxYY"),
    ("jump",       r#"{"item":"i1"}"#,                     "xxxYY"),
    ("undo",       "{}",                                   "xxxYY"),
    ("add",        r#"{"items":[{"source":{"kind":"file","url":"https://video.example/b.mp4"}}]}"#, "xxxYY"),
    ("edit",       r#"{"item":"i1","title":"Another"}"#,   "xxxYY"),
    ("move",       r#"{"item":"i1"}"#,                     "xxxYY"),
    ("shuffle",    "{}",                                   "xxxYY"),
    ("check",      "{}",                                   "xxxYY"),
    ("like",       r#"{"item":"i1","on":true}"#,           "xYYYY"),
    ("measured",   r#"{"item":"i1","duration_ms":60000}"#, "xYYYY"),
    ("player",     r#"{"item":"i1","state":"failed"}"#,    "xYYYY"),
    ("ballot",     r#"{"about":"skip"}"#,                  "xYYYY"),
    ("voice",      r#"{"mic":true,"camera":false,"share":false}"#, "xYYYY"),
    ("hang_up",    "{}",                                   "xYYYY"),
    ("rename",     r#"{"name":"Somebody else"}"#,          "xYYYY"),
    ("admit",      r#"{"seat":"nobody"}"#,                 "xxYYY"),
    ("mute",       r#"{"seat":"nobody","scope":"chat","minutes":1}"#, "xxxYY"),
    ("unmute",     r#"{"seat":"nobody"}"#,                 "xxxYY"),
    ("kick",       r#"{"seat":"nobody"}"#,                 "xxxYY"),
    ("role",       r#"{"seat":"nobody","role":"guest"}"#,  "xxxYY"),
    ("grant",      r#"{"seat":"nobody","add":[],"take":[]}"#, "xxxYY"),
    ("hand_over",  r#"{"seat":"nobody"}"#,                 "xxxxY"),
    ("take_back",  "{}",                                   "xxxxY"),
    ("seat",       r#"{"seat":"nobody","name":"N","role":"owner"}"#, "xxxxx"),
    ("arrive",     r#"{"seat":"nobody"}"#,                 "xxxxx"),
    ("drop",       r#"{"seat":"nobody"}"#,                 "xxxxx"),
    ("tune",       r#"{"in_use":true}"#,                   "xxxxx"),
];

struct Cast {
    room: Room,
    /// In the order of the columns.
    all: Vec<(Program, String)>,
}

impl Cast {
    async fn new(world: &World, api: &Process) -> Self {
        let items = json!([{ "source": { "kind": "file", "url": "https://video.example/a.mp4" } }]);
        let room = room(world, api, json!({ "control": "owner", "items": items })).await;
        let guest = room.joined(api, "A guest").await;
        let member = Self::member(world, api, &room, "Mia").await;
        let cohost = Self::member(world, api, &room, "Cora").await;
        let cohosts = json!({ "seat": cohost.seat, "role": "cohost" });
        assert_eq!(room.does(&room.owner, "role", cohosts).await.status, 200);
        let knocks = json!({ "entry": "knock" });
        let tag = "*";
        let changed = room.owner.patch(&path(room.id), tag, knocks).await;
        assert_eq!(changed.status, 200, "{}", changed.body);
        let knocker = room.joined(api, "Kit").await;
        assert_eq!((knocker.role.as_str(), member.role.as_str()), ("viewer", "member"));
        let mut all: Vec<(Program, String)> =
            [knocker, guest, member, cohost].map(|one| (one.program, one.token)).into();
        all.push((Program::new(api, &room.token), room.token.clone()));
        Self { room, all }
    }

    async fn member(world: &World, api: &Process, room: &Room, name: &str) -> Guest {
        let person = person(&world.postgres, name).await;
        let program = cookie(&world.postgres, person).await.program(api).await;
        let answer = room.ask(&program, json!({})).await;
        assert_eq!(answer.status, 201, "{}", answer.body);
        guest(api, &answer)
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_command_by_every_role() {
    let world = World::new().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let cast = Cast::new(&world, &api).await;
    let mut found = Vec::new();
    for (name, args, row) in ROWS {
        let args: Value = serde_json::from_str(args).unwrap();
        for ((program, token), cell) in cast.all.iter().zip(row.chars()) {
            let answer = cast.room.does(program, name, args.clone()).await;
            let is_forbidden = code(&answer) == (403, "forbidden");
            if is_forbidden != (cell == 'x') {
                found.push(format!("{name} {cell} over HTTP: {}", answer.body));
            }
            let mut screen = cast.room.screen(&api, token).await;
            // Ids belong to whoever asks, over all of their sockets.
            let id = format!("{name} on a socket");
            let said = json!({ "type": "command", "id": id, "name": name, "args": args });
            screen.say(&said.to_string()).await;
            let answer = screen.answer(&id).await;
            if (answer["code"] == "forbidden") != (cell == 'x') {
                found.push(format!("{name} {cell} on a socket: {answer}"));
            }
        }
    }
    assert!(found.is_empty(), "{} are wrong:\n{}", found.len(), found.join("\n"));
}

#[tokio::test(flavor = "multi_thread")]
async fn every_door_by_every_role() {
    let world = World::new().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let cast = Cast::new(&world, &api).await;
    let (base, room) = (path(cast.room.id), cast.room.path());
    let track = json!({ "lang": "en", "label": "E", "text": "00:01.000 --> 00:02.000\nHi" });
    #[rustfmt::skip]
    let doors = [
        ("GET", base.clone(),                    json!({}), "xxxYY"),
        ("PATCH", base.clone(),                  json!({}), "xxxxY"),
        ("GET", format!("{base}/events"),        json!({}), "xxxxY"),
        ("GET", format!("{base}/links"),         json!({}), "xxxxY"),
        ("GET", format!("{base}/moderation"),    json!({}), "xxxYY"),
        ("POST", format!("{base}/bans"),         json!({ "seat": cast.room.id }), "xxxYY"),
        ("GET", format!("{base}/reports"),       json!({}), "xxxYY"),
        ("POST", format!("{base}/reports"),      json!({ "reason": "spam" }), "xYYYY"),
        ("POST", format!("{base}/tracks"),       track, "xxxYY"),
        ("GET", format!("{base}/ice"),           json!({}), "xYYYY"),
        ("PUT", format!("{room}/password"),      json!({}), "xxxxY"),
        ("PUT", format!("{room}/slug"),          json!({}), "xxxxY"),
        ("PATCH", format!("{room}/schedules/{}", cast.room.id), json!({}), "xxxxY"),
        ("DELETE", format!("{room}/schedules/{}", cast.room.id), json!({}), "xxxxY"),
        ("GET", "/api/v1/media".to_owned(),      json!({}), "xxxxx"),
        ("GET", "/api/v1/sessions".to_owned(),   json!({}), "xxxxx"),
        ("POST", "/api/v1/rooms".to_owned(),     json!({}), "xxxxx"),
        ("GET", "/api/v1/templates".to_owned(),  json!({}), "xxxxx"),
    ];
    let mut found = Vec::new();
    for (method, place, body, row) in doors {
        for ((program, _), cell) in cast.all.iter().zip(row.chars()) {
            let request = program.ask(method.parse().unwrap(), &place).header("if-match", "*");
            let request = if method == "GET" { request } else { request.json(&body) };
            let answer = crate::harness::answered(request).await;
            if (code(&answer) == (403, "forbidden")) != (cell == 'x') {
                found.push(format!("{method} {place} {cell}: {} {}", answer.status, answer.body));
            }
        }
    }
    assert!(found.is_empty(), "{} are wrong:\n{}", found.len(), found.join("\n"));
}
