//! The end of a time waits for the taps of a table that is away.

use serde_json::{Value, json};
use uuid::Uuid;

use super::{by_link, does, make, token, two};
use crate::harness::{World, until};

fn patient(budget_ms: i64) -> Value {
    let mut config = two(budget_ms);
    config["offline_grace_ms"] = json!(30_000);
    config
}

async fn names(world: &World, id: Uuid) -> Vec<String> {
    let events = world.postgres.events(id, None, 100).await.unwrap();
    events.into_iter().map(|event| event.name).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn where_no_table_ever_was_a_time_ends_when_it_ends() {
    let world = World::new().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let ann = world.program(&api);
    let id = make(&ann, &patient(1_000)).await;
    // A link for a table that nobody opened is no table.
    token(&ann, id, json!({ "role": "table" })).await;
    let _screens = [
        by_link(&ann, &api, id, json!({ "role": "viewer" })).await,
        by_link(&ann, &api, id, json!({ "role": "participant", "participant": "a" })).await,
        by_link(&ann, &api, id, json!({ "role": "moderator" })).await,
    ];
    does(&ann, id, "start", json!({})).await;
    let live = world.live.live().await;
    let hot = live.read(id).await.unwrap().unwrap();
    // Told later than it is due it may be, by a machine that is slow, but not by a grace.
    assert!(hot.session.due_ms().is_none_or(|due_ms| due_ms <= hot.at_ms + 1_000));
    until("it has ended", async || {
        names(&world, id).await.iter().any(|name| name == "ended").then_some(())
    })
    .await;
    assert_eq!(names(&world, id).await, ["started", "expired", "ended"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_table_that_is_away_is_waited_for_and_one_that_is_there_is_not() {
    let world = World::new().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let ann = world.program(&api);
    let id = make(&ann, &patient(60_000)).await;
    let table = json!({ "role": "table" });
    let first = by_link(&ann, &api, id, table.clone()).await;
    let told = |wanted: &'static [&'static str]| {
        let world = &world;
        async move {
            until("it is on record", async || (names(world, id).await == wanted).then_some(()))
                .await;
        }
    };
    told(&["table_opened"]).await;
    does(&ann, id, "start", json!({})).await;
    let live = world.live.live().await;
    let due_ms = async || live.read(id).await.unwrap().unwrap().session.due_ms().unwrap();
    let end_ms = due_ms().await;
    drop(first);
    told(&["table_opened", "started", "table_dropped"]).await;
    assert_eq!(due_ms().await, end_ms + 30_000);
    let _again = by_link(&ann, &api, id, table).await;
    told(&["table_opened", "started", "table_dropped", "table_returned"]).await;
    assert_eq!(due_ms().await, end_ms);
}

/// Public case R16: a table is connected, so nothing waits.
#[tokio::test(flavor = "multi_thread")]
async fn with_a_table_that_is_there_a_time_ends_when_it_ends() {
    let world = World::new().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let ann = world.program(&api);
    let id = make(&ann, &patient(1_000)).await;
    let _table = by_link(&ann, &api, id, json!({ "role": "table" })).await;
    does(&ann, id, "start", json!({})).await;
    until("it has ended", async || {
        names(&world, id).await.iter().any(|name| name == "ended").then_some(())
    })
    .await;
    let events = world.postgres.events(id, None, 100).await.unwrap();
    let at_ms = |name| events.iter().find(|event| event.name == name).unwrap().at_ms;
    assert_eq!(at_ms("expired"), at_ms("started") + 1_000);
    let now_ms = world.live.live().await.now_ms(0);
    assert!(now_ms < at_ms("expired") + 30_000, "it did not wait for the grace");
}
