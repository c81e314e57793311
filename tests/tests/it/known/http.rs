//! Commands over HTTP: who asks, how much they may and the session are asked for
//! together, once it is known whose a credential is.

use serde_json::json;
use uuid::Uuid;

use crate::{
    harness::{Answered, Browser, Program, World},
    timer::{does, make, two},
};

const TRIPS: &str = "downbeat_redis_call_seconds_count{redis=\"live\"}";

fn left(answer: &Answered) -> u32 {
    let told = answer.headers["ratelimit"].to_str().unwrap();
    told.split("r=").nth(1).unwrap().split(';').next().unwrap().parse().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_command_is_two_round_trips_and_counted_once() {
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
    assert!((202..300).contains(&trips), "{trips} for 101 commands");
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
    assert_eq!((limited.status, left(&limited)), (429, 0), "{}", limited.body);
    assert!(limited.headers.contains_key("retry-after"));
    let live = world.live.live().await;
    assert_eq!(live.read(id).await.unwrap().unwrap().rev.rev, 1 + done);
}
