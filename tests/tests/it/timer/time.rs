//! What time does, with nobody watching: once, and whatever dies.

use serde_json::{Value, json};
use uuid::Uuid;

use super::{does, make, seen, two};
use crate::harness::{World, until};

fn short() -> Value {
    let mut config = two(2_000);
    config["warnings"] = json!({ "low_ms": 1_500, "critical_ms": 500 });
    config["on_end"] = json!({ "kind": "end_session", "outcome": "time", "winner_by": "opponent" });
    config
}

/// The names of all events, once it has ended.
async fn ended(world: &World, id: Uuid) -> Vec<String> {
    until("it has ended and that is on record", async || {
        let events = world.postgres.events(id, None, 100).await.unwrap();
        let names: Vec<String> = events.into_iter().map(|event| event.name).collect();
        names.iter().any(|name| name == "ended").then_some(names)
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn it_warns_and_ends_by_itself_with_no_client() {
    let world = World::new().await;
    let (mut api, _worker) = (world.api().await, world.worker().await);
    let ann = world.program(&api);
    let id = make(&ann, &short()).await;
    does(&ann, id, "start", json!({})).await;
    let began_ms = seen(&ann, id).await["view"]["since_ms"].as_i64().unwrap();
    api.kill();
    let names = ended(&world, id).await;
    assert_eq!(names, ["started", "warned", "warned", "expired", "ended"]);
    let events = world.postgres.events(id, None, 10).await.unwrap();
    let expired = events.iter().find(|event| event.name == "expired").unwrap();
    assert_eq!(expired.at_ms, began_ms + 2_000, "dated when it happened, whoever told it");
    assert_eq!(events.last().unwrap().payload["winner"], "b");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_killed_owner_fires_nothing_twice_and_its_follower_fires_once() {
    let world = World::new().await;
    let api = world.api().await;
    let mut workers = [world.worker().await, world.worker().await];
    let ann = world.program(&api);
    let mut ids = Vec::new();
    for _ in 0..8 {
        let id = make(&ann, &short()).await;
        does(&ann, id, "start", json!({})).await;
        ids.push(id);
    }
    until("one of them is about to end", async || {
        let view = seen(&ann, ids[0]).await["view"].clone();
        // A slow machine looks when it has ended.
        let since_ms = view["since_ms"].as_i64().unwrap_or(0);
        let left_ms = 2_000 - (view["now_ms"].as_i64()? - since_ms);
        (left_ms < 300).then_some(())
    })
    .await;
    workers[0].kill();
    for id in ids {
        let names = ended(&world, id).await;
        assert_eq!(names, ["started", "warned", "warned", "expired", "ended"]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_emptied_redis_gives_every_running_timer_back_without_a_client() {
    let world = World::new().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let ann = world.program(&api);
    let id = make(&ann, &short()).await;
    does(&ann, id, "start", json!({})).await;
    until("the start is on record", async || {
        let events = world.postgres.events(id, None, 10).await.unwrap();
        (!events.is_empty()).then_some(())
    })
    .await;
    world.live.empty().await;
    let names = ended(&world, id).await;
    assert!(names.contains(&"recovered".to_owned()), "{names:?}");
    assert_eq!(names.iter().filter(|name| *name == "expired").count(), 1, "{names:?}");
    assert_eq!(seen(&ann, id).await["view"]["recovered"], true);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_nobody_uses_ends_by_itself_though_it_sleeps() {
    let world = World::new().await.with("WORKER__UNWATCHED_MS", "1");
    let (api, _worker) = (world.api().await, world.worker().await);
    let ann = world.program(&api);
    let id = make(&ann, &two(60_000)).await;
    let live = world.live.live().await;
    let sleeps = async || live.read(id).await.unwrap().is_none().then_some(());
    until("it sleeps", sleeps).await;
    let hour_ms = 3_600_000;
    until("it is known that it ends in an hour", async || {
        let stored = world.postgres.find(id).await.unwrap().unwrap();
        let late_ms = stored.wake_ms? - stored.created_ms - hour_ms;
        (late_ms.abs() < 2_000).then_some(())
    })
    .await;
    let soon = "UPDATE sessions SET wake_at = date_trunc('milliseconds', now() + interval '33 s')";
    world.postgres.run(soon).await;
    until("it is brought back before its time", async || {
        live.read(id).await.unwrap().is_some().then_some(())
    })
    .await;
}
