//! Commands over HTTP: who asks and how much they may is asked by the commit itself,
//! once an API knows the credential and the session, and nobody else is answered.

use reqwest::Method;
use serde_json::json;
use uuid::Uuid;

use crate::{
    harness::{Answered, Browser, Program, World, answered},
    timer::{does, make, two},
};

const TRIPS: &str = "downbeat_redis_call_seconds_count{redis=\"live\"}";

fn left(answer: &Answered) -> u32 {
    let told = answer.headers["ratelimit"].to_str().unwrap();
    told.split("r=").nth(1).unwrap().split(';').next().unwrap().parse().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_command_is_one_round_trip_and_counted_once() {
    let world = World::new().await.with("API__REQUESTS_PER_MIN", "1000");
    let (api, _worker) = (world.api().await, world.worker().await);
    let ann = world.program(&api);
    let id = make(&ann, &two(3_600_000)).await;
    does(&ann, id, "start", json!({})).await;
    let before = api.counted(TRIPS).await;
    let first = ann.command(id, "switch", json!({})).await;
    for _ in 1..100 {
        does(&ann, id, "switch", json!({})).await;
    }
    let last = ann.command(id, "switch", json!({})).await;
    // A process asks some more by itself.
    let trips = api.counted(TRIPS).await - before;
    assert!((101..180).contains(&trips), "{trips} for 101 commands");
    assert!(left(&first) <= left(&last) + 101, "each is counted once");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_that_was_ended_commands_nothing_and_takes_nothing_from_its_account() {
    let (world, sim) = World::with_twitch().await;
    let world = world.with("API__REQUESTS_PER_MIN", "20");
    let (api, _worker) = (world.api().await, world.worker().await);
    let ada = Browser::sign_in(&api, &sim, "AdaPlays").await;
    let new = json!({ "kind": "timer", "config": two(3_600_000) });
    let id = ada.post("/api/v1/sessions", new).await.body["id"].clone();
    let id: Uuid = id.as_str().unwrap().parse().unwrap();
    let scopes = ["sessions:read", "sessions:command"];
    let made = ada.post("/api/v1/tokens", json!({ "name": "a table", "scopes": scopes })).await;
    let table = Program::new(&api, made.body["token"].as_str().unwrap());
    does(&table, id, "start", json!({})).await;
    does(&table, id, "switch", json!({})).await;
    let token = made.body["id"].as_str().unwrap();
    assert_eq!(ada.delete(&format!("/api/v1/tokens/{token}")).await.status, 204);
    for _ in 0..40 {
        assert_eq!(table.command(id, "switch", json!({})).await.status, 401);
    }
    let unreadable = table.ask(Method::POST, &format!("/api/v1/sessions/{id}/commands/switch"));
    let unreadable = unreadable.header("content-type", "application/json").body("{");
    assert_eq!(answered(unreadable).await.status, 401, "nothing is told to whoever may not ask");
    let guess = Program::new(&api, "nobody-made-this");
    assert_eq!(guess.command(id, "switch", json!({})).await.status, 401);
    let seen = ada.get(&format!("/api/v1/sessions/{id}")).await;
    assert_eq!((seen.status, seen.body["rev"].as_str()), (200, Some("1-2")), "{}", seen.body);
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_asks_too_often_is_told_so_and_nothing_happens() {
    let world = World::new().await.with("API__REQUESTS_PER_MIN", "10");
    let (api, _worker) = (world.api().await, world.worker().await);
    let ann = world.program(&api);
    let id = make(&ann, &two(3_600_000)).await;
    does(&ann, id, "start", json!({})).await;
    let (mut done, mut limited) = (0, None);
    while limited.is_none() {
        assert!(done < 100, "nobody is limited");
        let answer = ann.command(id, "switch", json!({})).await;
        match answer.status {
            200 => done += 1,
            _ => limited = Some(answer),
        }
    }
    let limited = limited.unwrap();
    assert_eq!(limited.status, 429, "{}", limited.body);
    assert!(limited.headers.contains_key("retry-after"));
    let live = world.live.live().await;
    assert_eq!(live.read(id).await.unwrap().unwrap().rev.rev, 1 + done);
}

/// What is refused before its commit is asked for and counted like the rest.
#[tokio::test(flavor = "multi_thread")]
async fn a_request_that_cannot_be_read_is_counted_too() {
    let world = World::new().await.with("API__REQUESTS_PER_MIN", "20");
    let (api, _worker) = (world.api().await, world.worker().await);
    let ann = world.program(&api);
    let id = make(&ann, &two(3_600_000)).await;
    does(&ann, id, "start", json!({})).await;
    does(&ann, id, "switch", json!({})).await;
    let mut statuses = Vec::new();
    while statuses.last() != Some(&429) {
        assert!(statuses.len() < 200, "nobody is limited");
        let unreadable = ann.ask(Method::POST, &format!("/api/v1/sessions/{id}/commands/switch"));
        let unreadable = unreadable.header("content-type", "application/json").body("{");
        statuses.push(answered(unreadable).await.status);
    }
    assert!(statuses.len() > 5 && statuses[0] == 400, "{statuses:?}");
}
