//! A tap is meant for the turn that was seen, and says when it was.

use serde_json::{Value, json};

use super::{by_link, does, make, seen, two};
use crate::harness::World;

#[tokio::test(flavor = "multi_thread")]
async fn of_two_who_pass_one_turn_one_passes_it_and_the_other_is_late() {
    let world = World::new().await;
    let apis = [world.api().await, world.api().await];
    let _worker = world.worker().await;
    let ann = world.program(&apis[0]);
    let id = make(&ann, &two(60_000)).await;
    does(&ann, id, "start", json!({})).await;
    let mut screens = Vec::new();
    for api in &apis {
        screens.push(by_link(&ann, api, id, json!({ "role": "moderator" })).await);
    }
    for turn in 1..=5 {
        // Both saw it, and both press at once, by clocks that are ahead.
        let ahead_ms = seen(&ann, id).await["view"]["now_ms"].as_i64().unwrap() + 60_000;
        for (n, screen) in screens.iter_mut().enumerate() {
            let args = json!({ "turn": turn, "at_ms": ahead_ms });
            let id = format!("{turn}-{n}");
            let said = json!({ "type": "command", "id": id, "name": "switch", "args": args });
            screen.say(&said.to_string()).await;
        }
        let mut codes = Vec::new();
        for (n, screen) in screens.iter_mut().enumerate() {
            let answer = screen.answer(&format!("{turn}-{n}")).await;
            codes.push(answer["code"].as_str().unwrap_or("ack").to_owned());
        }
        codes.sort();
        assert_eq!(codes, ["ack", "late"], "turn {turn}");
        assert_eq!(seen(&ann, id).await["view"]["turn"], turn + 1);
    }
    let moves: i64 = seen(&ann, id).await["view"]["participants"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["moves"].as_i64().unwrap())
        .sum();
    assert_eq!(moves, 5);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_tap_that_was_long_on_its_way_or_meant_for_another_turn_is_late() {
    let world = World::new().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let ann = world.program(&api);
    let mut config = two(3_600_000);
    config["offline_grace_ms"] = json!(30_000);
    let id = make(&ann, &config).await;
    does(&ann, id, "start", json!({})).await;
    let mut table = by_link(&ann, &api, id, json!({ "role": "table" })).await;
    let now_ms = seen(&ann, id).await["view"]["now_ms"].as_i64().unwrap();
    let refused = async |args: Value| {
        let answer = ann.command(id, "switch", args.clone()).await;
        assert_eq!((answer.status, &answer.body["code"]), (409, &json!("late")), "{args}");
    };
    refused(json!({ "turn": 1, "at_ms": now_ms - 5_000 })).await;
    refused(json!({ "at_ms": now_ms - 5_000 })).await;
    refused(json!({ "turn": 2, "at_ms": now_ms })).await;
    refused(json!({ "turn": 0 })).await;
    let undo = ann.command(id, "undo", json!({ "turn": 2 })).await;
    assert_eq!((undo.status, &undo.body["code"]), (409, &json!("late")));
    // A moment that lies ahead is now.
    does(&ann, id, "switch", json!({ "turn": 1, "at_ms": now_ms + 3_600_000 })).await;
    // A table's, from before the turn that is on began: of that turn it is, or late.
    let mut said = async |id: &str, args: Value| {
        let said = json!({ "type": "command", "id": id, "name": "switch", "args": args });
        table.say(&said.to_string()).await;
        table.answer(id).await["code"].as_str().unwrap_or("ack").to_owned()
    };
    assert_eq!(said("1", json!({ "age_ms": 29_999 })).await, "late");
    assert_eq!(said("2", json!({ "at_ms": now_ms - 20_000 })).await, "late");
    assert_eq!(said("3", json!({ "turn": 1, "at_ms": now_ms - 20_000 })).await, "late");
    assert_eq!(said("4", json!({ "turn": 2, "at_ms": now_ms - 20_000 })).await, "ack");
    let view = seen(&ann, id).await["view"].clone();
    assert_eq!((&view["turn"], &view["participants"][1]["used_ms"]), (&json!(3), &json!(0)));
}
