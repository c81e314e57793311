//! Sessions that cannot go on by themselves: a person sees why, and brings them
//! back to the last state that can be read.

use downbeat_live::{Live, key};
use downbeat_store::Staff;
use redis::cmd;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    harness::{Operator, Program, World, until},
    timer::{does, make, two},
};

/// Damages what live Redis holds of a session, and lets it be due.
async fn damage(world: &World, live: &Live, id: Uuid) {
    let mut bare = world.live.bare().await;
    let shard = live.shard(id);
    let state = key::state(shard, id);
    let mut bytes: Vec<u8> = cmd("GET").arg(&state).query_async(&mut bare).await.unwrap();
    let json = bytes.windows(2).position(|two| two == b"{\"").unwrap();
    bytes[json] = b'[';
    cmd("SET").arg(&state).arg(bytes).exec_async(&mut bare).await.unwrap();
    cmd("ZADD")
        .arg(key::due(shard))
        .arg(1)
        .arg(id.to_string())
        .exec_async(&mut bare)
        .await
        .unwrap();
}

async fn recorded(world: &World, id: Uuid, events: usize) {
    until("its events are in Postgres", async || {
        let found = world.postgres.events(id, None, 100).await.unwrap();
        (found.len() >= events).then_some(())
    })
    .await;
}

async fn parked(ada: &Operator, id: Uuid) -> Value {
    until("it is parked", async || {
        let (status, list) = ada.get("/api/v1/admin/sessions?sort=parked").await;
        assert_eq!(status, 200, "{list}");
        let one = list["items"].as_array().unwrap().iter().find(|one| one["id"] == id.to_string());
        one.cloned()
    })
    .await
}

async fn restored(ada: &Operator, ann: &Program, id: Uuid) -> Value {
    let why = json!({ "reason": "it was damaged" });
    let (status, said) = ada.post(&format!("/api/v1/admin/sessions/{id}/restore"), why).await;
    assert_eq!(status, 200, "{said}");
    until("it is back", async || {
        let read = ann.get(&format!("/api/v1/sessions/{id}")).await;
        (read.status == 200 && read.body["view"].is_object()).then_some(read.body)
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_that_cannot_be_read_waits_for_a_person_who_brings_it_back() {
    let world = World::new().await;
    let (api, worker) = (world.api().await, world.worker().await);
    let (ann, live) = (world.program(&api), world.live.live().await);
    let ada = Operator::sign_in(&api, &world.postgres, "Ada", Staff::Admin).await;
    let id = make(&ann, &two(600_000)).await;
    let other = make(&ann, &two(600_000)).await;
    let path = format!("/api/v1/admin/sessions/{id}/restore");
    let (status, said) = ada.post(&path, json!({})).await;
    assert_eq!((status, &said["code"]), (409, &json!("not_parked")));
    does(&ann, id, "start", json!({})).await;
    does(&ann, id, "switch", json!({})).await;
    recorded(&world, id, 2).await;

    damage(&world, &live, id).await;
    let one = parked(&ada, id).await;
    assert!(one["parked"]["why"].as_str().unwrap().contains("cannot be read"), "{one}");
    // Time finds it, and so may the job that brings back a shard's sessions.
    assert_eq!(worker.counted("downbeat_sessions_parked_total").await, 1);
    let (_, overview) = ada.get("/api/v1/admin/overview").await;
    assert_eq!(overview["parked"], 1, "{overview}");
    let (status, detail) = ada.get(&format!("/api/v1/admin/sessions/{id}")).await;
    assert_eq!((status, &detail["live"]), (200, &Value::Null), "{detail}");
    assert!(detail["session"]["parked"]["why"].is_string());
    assert_eq!(detail["newer_release"], false);
    // Its neighbours go on.
    does(&ann, other, "start", json!({})).await;

    let back = restored(&ada, &ann, id).await;
    assert_eq!(
        (&back["view"]["status"], &back["view"]["active"]),
        (&json!("running"), &json!("b"))
    );
    assert_eq!(back["view"]["recovered"], true);
    does(&ann, id, "switch", json!({})).await;
    let (_, detail) = ada.get(&format!("/api/v1/admin/sessions/{id}")).await;
    assert_eq!(detail["session"]["parked"], Value::Null);
    let (_, overview) = ada.get("/api/v1/admin/overview").await;
    assert_eq!(overview["parked"], 0, "{overview}");
    let actions: Vec<&Value> =
        detail["deeds"].as_array().unwrap().iter().map(|entry| &entry["action"]).collect();
    assert!(actions.contains(&&json!("session.restore")), "{actions:?}");
}

/// However many are parked, all of them are found.
#[tokio::test(flavor = "multi_thread")]
async fn a_list_of_what_is_parked_goes_on_behind_its_first_page() {
    let world = World::new().await;
    let api = world.api().await;
    let (ann, live) = (world.program(&api), world.live.live().await);
    let ada = Operator::sign_in(&api, &world.postgres, "Ada", Staff::Admin).await;
    let mut all = Vec::new();
    for _ in 0..5 {
        let id = make(&ann, &two(600_000)).await;
        live.park(id, "as a test wants it").await.unwrap();
        all.push(id.to_string());
    }
    make(&ann, &two(600_000)).await;
    let (mut found, mut path) =
        (Vec::new(), "/api/v1/admin/sessions?sort=parked&limit=2".to_owned());
    loop {
        let (status, page) = ada.get(&path).await;
        assert_eq!(status, 200, "{page}");
        let items = page["items"].as_array().unwrap();
        assert!(items.len() <= 2, "{page}");
        found.extend(items.iter().map(|one| one["id"].as_str().unwrap().to_owned()));
        let Some(next) = page["next"].as_str() else { break };
        path = format!("/api/v1/admin/sessions?sort=parked&limit=2&cursor={next}");
    }
    found.reverse();
    assert_eq!(found, all, "newest first, each once");
}

/// A history with an event that no rule of ours has: a cold session that cannot
/// be activated is parked, and comes back as it was before that event.
#[tokio::test(flavor = "multi_thread")]
async fn a_history_that_cannot_be_folded_comes_back_up_to_where_it_can() {
    let world = World::new().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let (ann, live) = (world.program(&api), world.live.live().await);
    let ada = Operator::sign_in(&api, &world.postgres, "Ada", Staff::Admin).await;
    let id = make(&ann, &two(600_000)).await;
    does(&ann, id, "start", json!({})).await;
    does(&ann, id, "switch", json!({})).await;
    recorded(&world, id, 2).await;
    world
        .postgres
        .run(&format!(
            "UPDATE session_event SET payload = '{{\"name\": \"vanished\"}}'
             WHERE session_id = '{id}' AND name = 'switched'"
        ))
        .await;
    assert!(live.discard(id).await.unwrap());
    let cold = ann.get(&format!("/api/v1/sessions/{id}")).await;
    assert_eq!(cold.status, 503, "{}", cold.body);
    let one = parked(&ada, id).await;
    assert!(one["parked"]["why"].as_str().unwrap().contains("vanished"), "{one}");
    let back = restored(&ada, &ann, id).await;
    assert_eq!(
        (&back["view"]["status"], &back["view"]["active"]),
        (&json!("running"), &json!("a"))
    );
    // And it goes to sleep and wakes as any other: the bad event is behind it.
    does(&ann, id, "pause", json!({})).await;
    recorded(&world, id, 3).await;
    assert!(live.discard(id).await.unwrap());
    let read = ann.get(&format!("/api/v1/sessions/{id}")).await;
    assert_eq!(
        (read.status, &read.body["view"]["status"]),
        (200, &json!("paused")),
        "{}",
        read.body
    );
}

/// A release that is older than a state leaves it to the newer ones.
#[tokio::test(flavor = "multi_thread")]
async fn a_session_of_a_newer_release_is_left_alone() {
    let world = World::new().await;
    let (api, worker) = (world.api().await, world.worker().await);
    let (ann, live) = (world.program(&api), world.live.live().await);
    let ada = Operator::sign_in(&api, &world.postgres, "Ada", Staff::Admin).await;
    let (newer, due) = (make(&ann, &two(600_000)).await, make(&ann, &two(1_000)).await);
    let mut bare = world.live.bare().await;
    let shard = live.shard(newer);
    cmd("SETRANGE")
        .arg(key::state(shard, newer))
        .arg(0)
        .arg("\u{7f}")
        .exec_async(&mut bare)
        .await
        .unwrap();
    cmd("ZADD")
        .arg(key::due(shard))
        .arg(1)
        .arg(newer.to_string())
        .exec_async(&mut bare)
        .await
        .unwrap();
    // Another, due later, is fired all the same.
    does(&ann, due, "start", json!({})).await;
    recorded(&world, due, 3).await;
    let score: Option<f64> = cmd("ZSCORE")
        .arg(key::due(shard))
        .arg(newer.to_string())
        .query_async(&mut bare)
        .await
        .unwrap();
    assert!(score.is_some_and(|due_ms| due_ms > 1.0), "it is not due any more: {score:?}");
    assert_eq!(worker.counted("downbeat_sessions_parked_total").await, 0);
    let (status, detail) = ada.get(&format!("/api/v1/admin/sessions/{newer}")).await;
    assert_eq!(status, 200, "{detail}");
    assert!(detail["session"]["parked"]["why"].as_str().unwrap().contains("newer"), "{detail}");
    assert_eq!(detail["newer_release"], true, "nothing is to be brought back: {detail}");
    let path = format!("/api/v1/admin/sessions/{newer}/restore");
    let (status, said) = ada.post(&path, json!({})).await;
    assert_eq!((status, &said["code"]), (409, &json!("newer_release")));
}
