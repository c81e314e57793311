//! Chat that somebody makes up, while rounds come and go.

use std::time::Duration;

use futures::future::{Either, join_all, select};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{code, path};
use crate::harness::{Program, Trouble, World};

/// Each request looks whether a round runs, a while before its messages count.
#[tokio::test(flavor = "multi_thread")]
async fn what_is_tried_out_counts_in_no_round_that_begins_meanwhile() {
    const REQUESTS: usize = 30;
    let world = World::new().await.with("API__REQUESTS_PER_MIN", "0");
    let (fast, _worker) = (world.api().await, world.worker().await);
    let (world, line) = world.through("REDIS_LIVE__URL").await;
    let slow = world.api().await;
    let (ann, id) = (world.program(&fast), world.seeded.session_id);
    let trying = world.program(&slow);
    assert_eq!(trying.get(&path(id)).await.status, 200);
    line.trouble(Trouble::Late(Duration::from_millis(40)));

    let chat = format!("{}/chat", path(id));
    let say = async |n: usize| {
        let line = |m: usize| json!({ "text": "yes", "chatter": format!("{n}-{m}") });
        let messages: Vec<Value> = (0..10).map(line).collect();
        trying.post(&chat, json!({ "messages": messages })).await
    };
    let mut asked = Box::pin(join_all((0..REQUESTS).map(say)));
    let mut results = Vec::new();
    let answers = loop {
        match select(asked, Box::pin(round(&ann, id))).await {
            Either::Left((answers, round)) => {
                results.push(round.await);
                break answers;
            }
            Either::Right((result, still)) => {
                results.push(result);
                asked = still;
            }
        }
    };
    assert!(results.len() > 3, "rounds came and went: {results:?}");
    let none = json!({ "for": 0, "against": 0 });
    assert!(results.iter().all(|counts| *counts == none), "{results:?}");
    let known = [(200, ""), (409, "round_running")];
    assert!(answers.iter().all(|answer| known.contains(&code(answer))));
    let taken = answers.iter().filter(|answer| answer.status == 200).count();
    assert!(taken > 0, "none was tried while no round ran");
}

/// Starts one, ends it, and answers what it counted.
async fn round(ann: &Program, id: Uuid) -> Value {
    ann.command(id, "start_round", json!({ "question": "Jump?" })).await;
    let stopped = ann.command(id, "stop_round", json!({})).await;
    // For as long again none runs.
    for _ in 0..2 {
        ann.get(&path(id)).await;
    }
    stopped.body["events"][0]["counts"].clone()
}
