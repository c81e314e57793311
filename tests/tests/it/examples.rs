//! What the documentation shows is what the server takes: each example of the
//! document, sent as it stands there.

use downbeat_session::{Description, Role, id, kinds};
use downbeat_store::Staff;
use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    harness::{BROADCASTER, Operator, Program, World, answered, together},
    mission::doors::{self as mission, Player},
    standing::cast::{person, token},
};

/// Commands after which nothing more is taken.
const ENDING: [&str; 2] = ["cancel", "complete"];

/// What is a person's own, and no program's.
const PERSONAL: [&str; 9] = [
    "/api/v1/friends",
    "/api/v1/journal/",
    "/api/v1/drafts/",
    "/api/v1/me/",
    "/api/v1/appeals",
    "/api/v1/circles",
    "/api/v1/messages/",
    "/api/v1/comments/",
    "/api/v1/people/",
];

/// Where it takes a room.
const ROOMS: [&str; 4] = ["/api/v1/rooms", "/bans", "/reports", "/tracks"];

/// Where it takes somebody with a survivor.
const MISSIONS: [&str; 3] = ["/api/v1/camps/", "/api/v1/missions/", "/api/v1/survivors"];

/// Every operation with a body: its method, its path, and its example.
fn examples(document: &Value) -> Vec<(Method, String, Value)> {
    let mut examples = Vec::new();
    for (path, operations) in document["paths"].as_object().unwrap() {
        for (method, operation) in operations.as_object().unwrap() {
            let Some(content) = operation["requestBody"]["content"].as_object() else { continue };
            let media = content.values().next().unwrap();
            // A file is what it is.
            if media["schema"]["format"] == "binary" {
                continue;
            }
            let schema = media["schema"]["$ref"].as_str().unwrap_or_default();
            let named = &document["components"]["schemas"][schema.rsplit('/').next().unwrap()];
            let example = media.get("example").or_else(|| named.get("example"));
            let example = example.unwrap_or_else(|| panic!("{method} {path} has no example"));
            let method = method.to_uppercase().parse().unwrap();
            examples.push((method, path.clone(), example.clone()));
        }
    }
    examples
}

#[tokio::test(flavor = "multi_thread")]
async fn every_example_of_the_document_is_taken_as_it_stands() {
    let world = World::new().await.with("API__REQUESTS_PER_MIN", "0");
    let world = world.with("WEBHOOKS__ALLOW_PRIVATE", "true");
    let (api, _worker) = (world.api().await, world.worker().await);
    let program = world.program(&api);
    let ada = Operator::sign_in(&api, &world.postgres, "Ada", Staff::Admin).await;
    let document = program.get("/api/openapi.json").await.body;
    let meter = world.seeded.session_id.to_string();
    let timer = session_of(&program, "timer").await.to_string();
    let lobby = program.ask(Method::PUT, &format!("/api/v1/sessions/{timer}/lobby"));
    let lobby = answered(lobby.json(&json!({}))).await;
    let code = lobby.body["code"].as_str().unwrap().to_owned();
    for (method, path, example) in examples(&document) {
        // Commands, rooms and missions follow below, where they make sense; viewers of the
        // extension have tests of their own.
        let is_elsewhere = path.contains("/commands/")
            || path.contains("/ext/")
            || !path.contains("/admin/") && ROOMS.iter().any(|place| path.contains(place));
        if is_elsewhere || MISSIONS.iter().any(|place| path.starts_with(place)) {
            continue;
        }
        if path.ends_with("/me/erase") {
            let name = example["name"].as_str().unwrap();
            let jo = Operator::sign_in(&api, &world.postgres, name, Staff::Reader).await;
            assert_eq!(jo.post(&path, example.clone()).await.0, 204);
            continue;
        }
        let of_person = PERSONAL.iter().any(|place| path.starts_with(place));
        let of_console = path.contains("/admin/") || path.ends_with("/tokens") || of_person;
        // The console may end sessions, and then the others are about none.
        let of = match path.ends_with("/lobby") {
            true => timer.clone(),
            false if of_console => Uuid::new_v4().to_string(),
            false => meter.clone(),
        };
        let filled = path.replace("/sessions/{id}", &format!("/sessions/{of}"));
        let filled = ["{id}", "{user}", "{case}", "{appeal}"]
            .iter()
            .fold(filled, |path, part| path.replace(part, &Uuid::now_v7().to_string()));
        let filled = filled.replace("{name}", "sync_config").replace("{code}", &code);
        let (status, body) = if of_console {
            ada.ask(method.clone(), &filled, Some(example.clone())).await
        } else {
            let request = program.ask(method.clone(), &filled).json(&example);
            let request = if method == Method::PATCH {
                let read = program.get(&format!("/api/v1/sessions/{meter}")).await;
                request.header("if-match", read.etag.unwrap_or_else(|| panic!("{:?}", read.body)))
            } else {
                request
            };
            let answer = request.send().await.unwrap();
            (answer.status().as_u16(), answer.json().await.unwrap_or(Value::Null))
        };
        // What the console and a person are asked about need not be there.
        let is_taken = status < 300 || of_console && matches!(status, 404 | 409 | 428);
        assert!(is_taken, "{method} {path} with {example}: {status} {body}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_example_of_a_command_is_taken_by_its_kind() {
    let world = World::new().await.with("API__REQUESTS_PER_MIN", "0");
    let (api, _worker) = (world.api().await, world.worker().await);
    let program = world.program(&api);
    let document = program.get("/api/openapi.json").await.body;
    let shown = |name: &str| {
        let path = format!("/api/v1/sessions/{{id}}/commands/{name}");
        let content = &document["paths"][path]["post"]["requestBody"]["content"];
        content.as_object().unwrap().values().next().unwrap()["example"].clone()
    };
    for kind in kinds::ALL.iter().filter(|kind| kind.is_made()) {
        let commands = (kind.example)().commands;
        let told: Vec<&str> = commands.iter().map(|(name, _)| *name).collect();
        for name in kind.commands.iter().filter(|name| is_anybodys(kind, name)) {
            assert!(told.contains(name), "{} {name} has no example", kind.name);
            assert!(shown(name).is_object(), "{} {name} is shown without arguments", kind.name);
        }
        let mut asked = Vec::new();
        for (at, (name, args)) in commands.iter().enumerate() {
            // What Downbeat alone says is shown to nobody.
            if is_anybodys(kind, name) {
                for args in [args.clone(), shown(name)] {
                    asked.push(is_taken(&program, kind, (&commands[..at], *name), args));
                }
            }
        }
        // Each has a session of its own, unless a channel has one for all.
        if kind.channel.is_none() {
            together(asked).await;
        } else {
            for one in asked {
                one.await;
            }
        }
    }
}

/// A command with what comes before: that makes it possible, unless it ends the session.
async fn is_taken(
    program: &Program,
    kind: &Description,
    (before, name): (&[(&'static str, Value)], &str),
    args: Value,
) {
    let session = session_of(program, kind.name).await;
    for (name, args) in before.iter().filter(|(name, _)| !ENDING.contains(name)) {
        program.command(session, name, args.clone()).await;
    }
    let answer = program.command(session, name, args.clone()).await;
    // It may come at the wrong time, and is never misread.
    assert!(matches!(answer.status, 200 | 409), "{name} {args}: {:?}", answer.body);
}

fn is_anybodys(kind: &Description, command: &str) -> bool {
    Role::GIVEN.into_iter().any(|role| (kind.may)(role, command))
}

#[tokio::test(flavor = "multi_thread")]
async fn every_example_of_rooms_is_taken_by_whoever_sits_there() {
    let world = World::new().await.with("API__REQUESTS_PER_MIN", "0");
    let (api, _worker) = (world.api().await, world.worker().await);
    let owner = world.program(&api);
    let document = owner.get("/api/openapi.json").await.body;
    let all = examples(&document);
    let of_rooms =
        |path: &str| !path.contains("/admin/") && ROOMS.iter().any(|place| path.contains(place));
    assert_eq!(all.iter().filter(|(_, path, _)| of_rooms(path)).count(), 9, "each is below");
    let shown = |path: &str| {
        let found = all.iter().find(|(_, known, _)| known == path);
        found.unwrap_or_else(|| panic!("no {path}")).2.clone()
    };
    let made = owner.post("/api/v1/rooms", shown("/api/v1/rooms")).await;
    assert_eq!(made.status, 201, "{}", made.body);
    let text = |name: &str| made.body[name].as_str().unwrap().to_owned();
    let (id, code, seat) = (text("id"), text("code"), Program::new(&api, &text("token")));
    let seats = "/api/v1/rooms/{code}/seats";
    let nobody = Program::with(&api, vec![]);
    let joined = nobody.post(&seats.replace("{code}", &code), shown(seats)).await;
    assert_eq!(joined.status, 201, "{}", joined.body);
    for (what, status) in [("bans", 404), ("reports", 201), ("tracks", 201)] {
        let path = format!("/api/v1/sessions/{{id}}/{what}");
        let answer = seat.post(&path.replace("{id}", &id), shown(&path)).await;
        assert_eq!(answer.status, status, "{what}: {}", answer.body);
    }
    for (method, what) in [("PUT", "password"), ("PUT", "slug"), ("POST", "schedules")] {
        let path = format!("/api/v1/rooms/{{code}}/{what}");
        let asked = owner.ask(method.parse().unwrap(), &path.replace("{code}", &code));
        let answer = answered(asked.json(&shown(&path))).await;
        assert!(answer.status < 300, "{what}: {} {}", answer.status, answer.body);
    }
    let (schedules, one) = ("/api/v1/rooms/{code}/schedules", "/{id}");
    let listed = owner.get(&schedules.replace("{code}", &code)).await.body;
    let schedule = listed["items"][0]["id"].as_str().unwrap();
    let path = format!("{}/{schedule}", schedules.replace("{code}", &code));
    let changed = owner.ask(Method::PATCH, &path).json(&shown(&format!("{schedules}{one}")));
    let answer = answered(changed).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
}

#[tokio::test(flavor = "multi_thread")]
async fn every_example_of_missions_is_taken_by_whoever_plays() {
    let world = World::new().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    mission::camp(&world.program(&api), &mission::quick()).await;
    let document = world.program(&api).get("/api/openapi.json").await.body;
    let all = examples(&document);
    let of_missions = |path: &str| MISSIONS.iter().any(|place| path.starts_with(place));
    assert_eq!(all.iter().filter(|(_, path, _)| of_missions(path)).count(), 6, "each is below");
    let shown = |path: &str| {
        let found = all.iter().find(|(_, known, _)| known == path);
        found.unwrap_or_else(|| panic!("no {path}")).2.clone()
    };
    let (ada, bo) = (Player::new(&world, &api, "Ada").await, person(&world.postgres, "Bo").await);
    let bo = token(&world.postgres, bo, &["sessions:read", "sessions:command"]).await;
    let bo = bo.program(&api).await;
    let made = shown("/api/v1/survivors");
    let made = bo.post("/api/v1/survivors", made).await;
    assert_eq!(made.status, 201, "{}", made.body);
    let patch = shown("/api/v1/survivors/{id}");
    assert_eq!(ada.changes(patch).await.status, 200);
    let out = shown("/api/v1/camps/{channel}/missions");
    let gathered = ada.program.post(&mission::at_camp("/missions"), out).await;
    assert_eq!(gathered.status, 201, "{}", gathered.body);
    let party = mission::id(&gathered.body["id"]);
    for (what, status) in [("join", 200), ("kick", 409), ("hand_over", 409)] {
        let body = shown(&format!("/api/v1/missions/{{id}}/{what}"));
        let who = if what == "join" { &bo } else { &ada.program };
        let answer = who.post(&mission::of_mission(party, &format!("/{what}")), body).await;
        assert_eq!(answer.status, status, "{what}: {}", answer.body);
    }
    let ready = shown("/api/v1/sessions/{id}/commands/ready");
    assert_eq!(bo.command(party, "ready", ready).await.status, 200);
}

/// The one session of the streamer's channel, or a new one.
async fn session_of(program: &Program, kind: &str) -> Uuid {
    let config = (kinds::named(kind).unwrap().example)().config;
    let made = program.post("/api/v1/sessions", json!({ "kind": kind, "config": config })).await;
    match made.status {
        201 => made.body["id"].as_str().unwrap().parse().unwrap(),
        _ => id::derived(kind, BROADCASTER),
    }
}
