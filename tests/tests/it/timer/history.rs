//! What happened, seen again.

use serde_json::{Value, json};

use super::{does, make, seen, two};
use crate::harness::{World, until};

#[tokio::test(flavor = "multi_thread")]
async fn any_past_state_is_seen_again_as_it_was() {
    let world = World::new().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let ann = world.program(&api);
    let id = make(&ann, &two(600_000)).await;
    let mut then = Vec::new();
    let script = [
        ("start", json!({})),
        ("switch", json!({})),
        ("undo", json!({})),
        ("pause", json!({})),
        ("adjust", json!({ "participant": "a", "ms": -1_000, "reason": "late" })),
        ("resume", json!({})),
        ("switch", json!({ "to": "b" })),
        ("cancel", json!({ "reason": "rain" })),
    ];
    for (name, args) in script {
        does(&ann, id, name, args).await;
        then.push(seen(&ann, id).await);
    }
    let place = format!("/api/v1/sessions/{id}");
    until("all of it is on record", async || {
        let events = ann.get(&format!("{place}/events?limit=100")).await.body;
        let last = events["items"].as_array()?.last()?["name"].clone();
        (last == "ended").then_some(())
    })
    .await;
    for now in then {
        let rev = now["rev"].as_str().unwrap();
        let past = ann.get(&format!("{place}/at/{rev}")).await;
        assert_eq!(past.status, 200, "{rev}");
        for member in ["status", "active", "since_ms", "participants", "cycle"] {
            assert_eq!(past.body["view"][member], now["view"][member], "{member} at {rev}");
        }
    }
    let export = ann.get(&format!("{place}/export?format=json")).await.body;
    let names: Vec<&Value> =
        export["events"].as_array().unwrap().iter().map(|event| &event["name"]).collect();
    assert_eq!(names.len(), 9, "{names:?}");
}
