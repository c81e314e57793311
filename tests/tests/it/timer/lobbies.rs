//! Lobbies: people pick their seat by a code, and each is given a link of their own.

use futures::future::join_all;
use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{does, make, two};
use crate::{
    harness::{Answered, Process, Program, Screen, World, answered},
    streamer::{code, path},
};

struct Lobby {
    timer: Uuid,
    code: String,
}

async fn put(ann: &Program, timer: Uuid, body: Value) -> Answered {
    answered(ann.ask(Method::PUT, &format!("{}/lobby", path(timer))).json(&body)).await
}

async fn open(ann: &Program, config: &Value, body: Value) -> Lobby {
    let timer = make(ann, config).await;
    let opened = put(ann, timer, body).await;
    assert_eq!(opened.status, 200, "{}", opened.body);
    Lobby { timer, code: opened.body["code"].as_str().unwrap().to_owned() }
}

fn nobody(api: &Process) -> Program {
    Program::with(api, Vec::new())
}

impl Lobby {
    async fn look(&self, who: &Program) -> Answered {
        who.get(&format!("/api/v1/lobbies/{}", self.code)).await
    }

    async fn take(&self, who: &Program, body: Value) -> Answered {
        who.post(&format!("/api/v1/lobbies/{}/seats", self.code), body).await
    }

    async fn read(&self, ann: &Program) -> Value {
        ann.get(&format!("{}/lobby", path(self.timer))).await.body
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_has_the_code_picks_a_seat_and_has_it_until_it_is_released() {
    let world = World::new().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let (ann, bob) = (world.program(&api), nobody(&api));
    let lobby = open(&ann, &two(600_000), json!({})).await;
    let url = lobby.read(&ann).await["url"].as_str().unwrap().to_owned();
    assert!(url.ends_with(&format!("/join/{}", lobby.code)), "{url}");

    let seen = lobby.look(&bob).await.body;
    assert_eq!(seen["title"], "Two at a table");
    assert_eq!(
        seen["seats"][1],
        json!({ "id": "b", "name": "Bob", "color": null, "is_free": true })
    );
    let seat = lobby.take(&bob, json!({ "participant": "b" })).await;
    assert_eq!((seat.status, &seat.body["participant"]), (201, &json!("b")));
    let link = seat.body["token"].as_str().unwrap();
    let by_link = format!("{}?link={link}", api.session_url(lobby.timer));
    let mut screen = Screen::connect(&by_link).await.greeted().await;
    assert_eq!(screen.hello["role"], "participant");
    // It is their own seat, and no other.
    does(&ann, lobby.timer, "start", json!({})).await;
    let tap = json!({ "type": "command", "id": "1", "name": "switch", "args": {} });
    screen.say(&tap.to_string()).await;
    assert_eq!(screen.answer("1").await["code"], "not_your_turn");
    does(&ann, lobby.timer, "switch", json!({})).await;
    screen.say(&tap.to_string().replace("\"1\"", "\"2\"")).await;
    assert_eq!(screen.answer("2").await["type"], "ack");
    drop(screen);

    // The timer has started, and so the lobby has closed.
    assert_eq!(code(&lobby.look(&bob).await), (404, "not_found"));
    assert_eq!(code(&lobby.take(&bob, json!({})).await), (404, "not_found"));
    assert_eq!(lobby.read(&ann).await["code"], Value::Null);
    assert_eq!(code(&put(&ann, lobby.timer, json!({})).await), (409, "started"));
    let still = put(&ann, lobby.timer, json!({ "closes_at_start": false })).await;
    assert_eq!(still.body["code"], lobby.code);

    let again = lobby.take(&bob, json!({ "participant": "b" })).await;
    assert_eq!(code(&again), (409, "taken"));
    assert_eq!(lobby.take(&bob, json!({})).await.body["participant"], "a");
    assert_eq!(code(&lobby.take(&bob, json!({})).await), (409, "full"));
    let seats = lobby.read(&ann).await["seats"].clone();
    assert!(seats.as_array().unwrap().iter().all(|seat| seat["taken_ms"].is_i64()), "{seats}");

    let mut screen = Screen::connect(&by_link).await.greeted().await;
    let seat = format!("{}/lobby/seats/b", path(lobby.timer));
    assert_eq!(ann.delete(&seat).await.status, 204);
    assert_eq!(screen.bye().await, (3500, 3500));
    assert_eq!(code(&ann.delete(&seat).await), (404, "not_found"));
    assert_eq!(lobby.take(&bob, json!({})).await.body["participant"], "b");

    // Closed by hand: nobody learns that it ever was, and another has another code.
    let close = format!("{}/lobby", path(lobby.timer));
    assert_eq!(ann.delete(&close).await.status, 204);
    let never = bob.get("/api/v1/lobbies/BCDF-GHJK").await;
    assert_eq!(lobby.look(&bob).await.body, never.body);
    let other = put(&ann, lobby.timer, json!({ "closes_at_start": false })).await.body;
    assert_ne!(other["code"], lobby.code);
    assert!(other["seats"][0]["taken_ms"].is_i64(), "whoever has a seat keeps it");
}

#[tokio::test(flavor = "multi_thread")]
async fn of_many_who_want_one_seat_one_has_it_and_each_other_is_told() {
    let world = World::new().await;
    let (api, other) = (world.api().await, world.api().await);
    let _worker = world.worker().await;
    let names: Vec<Value> = (0..8).map(|n| json!({ "id": n.to_string(), "name": "N" })).collect();
    let mut config = two(600_000);
    config["participants"] = json!(names);
    let ann = world.program(&api);
    let lobby = open(&ann, &config, json!({})).await;
    let here = [nobody(&api), nobody(&other)];
    let taken = (0..10).map(|n| lobby.take(&here[n % 2], json!({ "participant": "3" })));
    let taken = join_all(taken).await;
    assert_eq!(taken.iter().filter(|one| one.status == 201).count(), 1);
    assert!(taken.iter().all(|one| matches!(code(one), (201, _) | (409, "taken"))));
    // What did not come to a seat left no link behind.
    let links = ann.get(&format!("{}/links", path(lobby.timer))).await.body;
    assert_eq!(links["items"].as_array().unwrap().len(), 1);
    for wrong in [json!({ "participant": "9" }), json!({ "participant": "" })] {
        assert_eq!(code(&lobby.take(&here[0], wrong).await), (422, "invalid"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn codes_are_not_found_by_trying() {
    let world = World::new().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let ann = world.program(&api);
    let lobby = open(&ann, &two(600_000), json!({})).await;
    let bob = nobody(&api);
    assert_eq!(lobby.look(&bob).await.status, 200);
    for odd in ["x", "%00", "0000-0000", "BCDF-GHJK-LMNP"] {
        let answer = bob.get(&format!("/api/v1/lobbies/{odd}")).await;
        assert!(matches!(code(&answer), (404 | 400, _)), "{odd}: {}", answer.body);
    }
    let letters = b"23456789BCDFGHJKLMNPQRSTVWXZ";
    let mut limited = None;
    for n in 0..300_usize {
        let guess = [n % 28, n / 28, 0, 0, 0, 0, 0, 0].map(|at| char::from(letters[at]));
        let guess: String = guess.iter().collect();
        let answer = bob.get(&format!("/api/v1/lobbies/{guess}")).await;
        if answer.status == 429 {
            limited = Some((n, answer));
            break;
        }
    }
    let (tries, answer) = limited.expect("nobody may try for ever");
    assert!(tries <= 240, "{tries}");
    assert!(answer.headers.contains_key("retry-after"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lobby_ends_with_its_timer_and_a_meter_has_none() {
    let world = World::new().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let ann = world.program(&api);
    let lobby = open(&ann, &two(600_000), json!({ "closes_at_start": false })).await;
    let bob = nobody(&api);
    assert_eq!(lobby.take(&bob, json!({})).await.status, 201);
    let end = ann.ask(Method::DELETE, &path(lobby.timer)).header("if-match", "*");
    assert_eq!(answered(end).await.status, 204);
    assert_eq!(code(&lobby.look(&bob).await), (404, "not_found"));
    assert_eq!(code(&lobby.take(&bob, json!({})).await), (404, "not_found"));
    let meter = put(&ann, world.seeded.session_id, json!({})).await;
    assert_eq!(code(&meter), (404, "not_found"));
}
