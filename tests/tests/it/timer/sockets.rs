//! Changes as they are told at once, and what links may ask for.

use serde_json::{Value, json};

use super::{by_link, does, make, seen, two};
use crate::harness::{Screen, Shown, World};

#[tokio::test(flavor = "multi_thread")]
async fn every_screen_hears_each_change_at_once_and_in_order() {
    let world = World::new().await;
    let apis = [world.api().await, world.api().await];
    let _worker = world.worker().await;
    let ann = world.program(&apis[0]);
    let id = make(&ann, &two(60_000)).await;
    let mut screens = Vec::new();
    for api in &apis {
        let screen = by_link(&ann, api, id, json!({ "role": "viewer" })).await;
        assert_eq!(screen.hello["kind"], "timer");
        let shown = Shown::of(&screen.hello);
        screens.push((screen, shown));
    }
    does(&ann, id, "start", json!({})).await;
    for _ in 0..20 {
        does(&ann, id, "switch", json!({})).await;
    }
    let last = seen(&ann, id).await;
    for (screen, shown) in &mut screens {
        while shown.rev != last["rev"] {
            assert!(shown.takes(&screen.next().await), "a change applies to what was seen");
        }
        for member in ["status", "active", "since_ms", "participants", "cycle"] {
            assert_eq!(shown.view[member], last["view"][member], "{member}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_may_what_its_role_says() {
    let world = World::new().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let ann = world.program(&api);
    let mut config = two(60_000);
    config["offline_grace_ms"] = json!(5_000);
    let id = make(&ann, &config).await;
    let seat = |who: &str| json!({ "role": "participant", "participant": who });
    let mut a = by_link(&ann, &api, id, seat("a")).await;
    let mut b = by_link(&ann, &api, id, seat("b")).await;
    let mut table = by_link(&ann, &api, id, json!({ "role": "table" })).await;
    let mut viewer = by_link(&ann, &api, id, json!({ "role": "viewer" })).await;
    let mut moderator = by_link(&ann, &api, id, json!({ "role": "moderator" })).await;
    let said = async |screen: &mut Screen, n: u32, name: &str, args: Value| {
        let command = json!({ "type": "command", "id": n.to_string(), "name": name, "args": args });
        screen.say(&command.to_string()).await;
        let answer = screen.answer(&n.to_string()).await;
        answer["code"].as_str().unwrap_or("ack").to_owned()
    };
    assert_eq!(said(&mut viewer, 1, "start", json!({})).await, "forbidden");
    assert_eq!(said(&mut a, 1, "pause", json!({})).await, "forbidden");
    assert_eq!(said(&mut moderator, 1, "start", json!({})).await, "ack");
    assert_eq!(said(&mut b, 1, "switch", json!({})).await, "not_your_turn");
    assert_eq!(said(&mut a, 2, "switch", json!({})).await, "ack");
    assert_eq!(said(&mut b, 2, "switch", json!({ "age_ms": 1_000 })).await, "late");
    assert_eq!(said(&mut b, 3, "switch", json!({})).await, "ack");
    let tap = json!({ "turn": 3, "age_ms": 50 });
    assert_eq!(said(&mut table, 1, "switch", tap).await, "ack");
    assert_eq!(said(&mut table, 2, "switch", json!({ "age_ms": 29_000 })).await, "late");
    assert_eq!(seen(&ann, id).await["view"]["active"], "b");
}
