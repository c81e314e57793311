//! A thousand switches by twenty at once: each that was acknowledged is there.

use std::collections::BTreeSet;

use futures::future::join_all;
use serde_json::json;

use super::{does, make, seen, two};
use crate::harness::{World, until};

const CLIENTS: usize = 20;
const EACH: usize = 50;

#[tokio::test(flavor = "multi_thread")]
async fn a_thousand_switches_at_once_are_all_on_record() {
    let world = World::new().await.with("API__REQUESTS_PER_MIN", "0");
    let apis = [world.api().await, world.api().await];
    let _worker = world.worker().await;
    let ann = world.program(&apis[0]);
    let id = make(&ann, &two(3_600_000)).await;
    does(&ann, id, "start", json!({})).await;
    let clients = (0..CLIENTS).map(|n| {
        let program = world.program(&apis[n % apis.len()]);
        async move {
            let mut revs = Vec::new();
            while revs.len() < EACH {
                let answer = program.command(id, "switch", json!({})).await;
                match answer.status {
                    200 => revs.push(answer.body["rev"].as_str().unwrap().to_owned()),
                    // Contended: nothing happened, and it is asked again.
                    503 => assert_eq!(answer.body["code"], "contended", "{}", answer.body),
                    other => panic!("{other}: {}", answer.body),
                }
            }
            revs
        }
    });
    let acknowledged: Vec<String> = join_all(clients).await.into_iter().flatten().collect();
    let distinct: BTreeSet<&String> = acknowledged.iter().collect();
    assert_eq!(distinct.len(), CLIENTS * EACH, "no rev was given to two");
    let now = seen(&ann, id).await;
    assert_eq!(now["rev"], format!("1-{}", 1 + CLIENTS * EACH), "revs without a gap");
    let moves: i64 = now["view"]["participants"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["moves"].as_i64().unwrap())
        .sum();
    assert_eq!(moves, i64::try_from(CLIENTS * EACH).unwrap());
    let recorded = until("all is in Postgres", async || {
        let events = world.postgres.events(id, None, 2_000).await.unwrap();
        (events.len() > CLIENTS * EACH).then_some(events)
    })
    .await;
    let revs: Vec<i64> = recorded.iter().map(|event| event.rev).collect();
    assert_eq!(revs, (1..=i64::try_from(1 + CLIENTS * EACH).unwrap()).collect::<Vec<_>>());
}
