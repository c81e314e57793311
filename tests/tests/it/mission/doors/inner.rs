//! A mission is a session of an inner kind: what there is for any session works for
//! it, or refuses clearly.

use serde_json::json;

use super::{Player, camp, quick, uncounted};
use crate::{
    harness::{Receiver, answered, until},
    streamer::{code, path},
};

#[tokio::test(flavor = "multi_thread")]
async fn a_mission_is_read_as_other_sessions_and_changed_by_its_own_doors_alone() {
    let world = uncounted().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let ann = world.program(&api);
    camp(&ann, &quick()).await;
    let one = Player::new(&world, &api, "Ada").await;
    let mission = one.out("open").await;
    let read = ann.get(&path(mission)).await;
    assert_eq!((read.status, &read.body["kind"]), (200, &json!("expedition")));
    let tag = read.etag.unwrap();
    let patch = json!({ "config": { "difficulty": 2 } });
    assert_eq!(code(&ann.patch(&path(mission), &tag, patch).await), (409, "inner"));
    let end = ann.ask(reqwest::Method::DELETE, &path(mission)).header("if-match", tag);
    assert_eq!(code(&answered(end).await), (409, "inner"));
    let hook = json!({ "url": "https://example.com/hook" });
    let hook = ann.ask(reqwest::Method::PUT, &format!("{}/webhook", path(mission))).json(&hook);
    assert_eq!(code(&answered(hook).await), (409, "inner"));
    // What is Downbeat's own is nobody's else.
    for name in ["seat", "unseat", "depart", "recall", "reconcile"] {
        assert_eq!(code(&ann.command(mission, name, json!({})).await), (403, "forbidden"));
        assert_eq!(code(&one.program.command(mission, name, json!({})).await), (403, "forbidden"));
    }
    let history = until("it is recorded", async || {
        let events = ann.get(&format!("{}/events", path(mission))).await.body;
        (!events["items"].as_array()?.is_empty()).then_some(events)
    })
    .await;
    assert_eq!(history["items"][0]["event"]["name"], "seated");
    assert_eq!(ann.get(&format!("{}/export", path(mission))).await.status, 200);
    // It is open to whoever plays, as far as they may look, and its history is not.
    let two = Player::new(&world, &api, "Bo").await;
    let events = two.program.get(&format!("{}/events", path(mission))).await;
    assert_eq!(code(&events), (403, "forbidden"));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_happens_to_missions_is_sent_where_the_camp_has_its_events_sent() {
    let world = uncounted().await.with("WEBHOOKS__ALLOW_PRIVATE", "true");
    let (api, _worker) = (world.api().await, world.worker().await);
    let (ann, mut receiver) = (world.program(&api), Receiver::start().await);
    let camp = camp(&ann, &quick()).await;
    let hook = ann
        .ask(reqwest::Method::PUT, &format!("{}/webhook", path(camp)))
        .json(&json!({ "url": receiver.url }));
    assert_eq!(answered(hook).await.status, 200);
    let one = Player::new(&world, &api, "Ada").await;
    let mission = one.out("solo").await;
    let sent = receiver.next().await;
    assert_eq!(sent.body["type"], "expedition.departed");
    assert_eq!(sent.body["data"]["session"], mission.to_string());
    let text = sent.text.clone();
    assert!(!text.contains("\"seed\""), "the seed is secret: {text}");
    until("the delivery is on record", async || {
        let told = ann.get(&format!("{}/webhook", path(camp))).await.body;
        told["delivered_ms"].is_i64().then_some(())
    })
    .await;
}
