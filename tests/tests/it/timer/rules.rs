//! What of a timer's config stands once it has started.

use serde_json::{Value, json};

use super::{does, make, seen, two};
use crate::harness::{Answered, Program, World, until};

async fn save(ann: &Program, id: uuid::Uuid, config: Value) -> Answered {
    let path = format!("/api/v1/sessions/{id}");
    ann.patch(&path, "*", json!({ "config": config })).await
}

fn fields(answer: &Answered) -> Vec<String> {
    let errors = answer.body["errors"].as_array().unwrap();
    errors.iter().map(|error| error["field"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn rules_of_a_started_timer_are_refused_by_name_and_words_are_saved() {
    let world = World::new().await.with("WORKER__UNWATCHED_MS", "1");
    let (api, _worker) = (world.api().await, world.worker().await);
    let ann = world.program(&api);
    let id = make(&ann, &two(60_000)).await;
    assert_eq!(save(&ann, id, json!({ "budget_ms": 61_000 })).await.status, 200);
    does(&ann, id, "start", json!({})).await;
    does(&ann, id, "pause", json!({})).await;
    let before = seen(&ann, id).await["config"].clone();
    let live = world.live.live().await;
    // While it is hot, and while it sleeps.
    for sleeps in [false, true] {
        if sleeps {
            until("it sleeps", async || live.read(id).await.unwrap().is_none().then_some(())).await;
        }
        let refused = save(&ann, id, json!({ "title": "Final", "budget_ms": 62_000 })).await;
        assert_eq!((refused.status, &refused.body["code"]), (409, &json!("started")));
        assert_eq!(refused.headers["content-type"], "application/problem+json");
        assert_eq!(fields(&refused), ["budget_ms"], "{}", refused.body);
        assert!(refused.body["errors"][0]["message"].as_str().unwrap().contains("adjust"));
    }
    assert_eq!(seen(&ann, id).await["config"], before, "nothing of it was saved");
    let several = json!({
        "mode": "global", "auto_advance": true, "participants": [{ "id": "a", "name": "Ann" }],
    });
    let mut named = fields(&save(&ann, id, several).await);
    named.sort();
    assert_eq!(named, ["auto_advance", "mode", "participants"]);
    let people = json!([{ "id": "a", "name": "Anna" }, { "id": "b", "name": "Bob" }]);
    let words = json!({
        "title": "Final", "participants": people, "warnings": { "low_ms": 5_000 },
        "idle_end_ms": 60_000, "budget_ms": 61_000,
    });
    let saved = save(&ann, id, words).await;
    assert_eq!(saved.status, 200, "{}", saved.body);
    until("the name is seen", async || {
        let view = seen(&ann, id).await["view"].clone();
        (view["participants"][0]["name"] == "Anna" && view["title"] == "Final").then_some(())
    })
    .await;
}

/// Somebody starts the timer between the look at it and the saving: what was saved
/// is taken back, and whoever saved it is told.
#[tokio::test(flavor = "multi_thread")]
async fn a_start_that_comes_before_rules_are_heard_of_wins() {
    let world = World::new().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let ann = world.program(&api);
    let id = make(&ann, &two(60_000)).await;
    let before = seen(&ann, id).await["config"].clone();
    let held = world.postgres.begin().await.unwrap();
    assert!(held.hold_session(id).await.unwrap());
    let (saving, starting) = (world.program(&api), async {
        until("the save waits for the row", async || {
            let waits = "SELECT count(*) FROM pg_stat_activity
                 WHERE datname = current_database() AND wait_event_type = 'Lock'";
            (world.postgres.number(waits).await > 0).then_some(())
        })
        .await;
        does(&ann, id, "start", json!({})).await;
        held.commit().await.unwrap();
    });
    let rules = json!({ "title": "Final", "budget_ms": 61_000 });
    let (refused, ()) = tokio::join!(save(&saving, id, rules), starting);
    assert_eq!((refused.status, &refused.body["code"]), (409, &json!("started")));
    assert_eq!(fields(&refused), ["budget_ms"], "{}", refused.body);
    let read = seen(&ann, id).await;
    assert_eq!(read["config"], before, "nothing of it was saved");
    assert_eq!(read["view"]["participants"][0]["remaining_ms"], 60_000);
    // And the next who saves goes by what is there.
    let saved = save(&ann, id, json!({ "title": "Final" })).await;
    assert_eq!((saved.status, &saved.body["config"]["title"]), (200, &json!("Final")));
    until("the title is seen", async || {
        (seen(&ann, id).await["view"]["title"] == "Final").then_some(())
    })
    .await;
}

/// Whoever changes words alone needs no live Redis, and whoever changes rules is
/// told that it cannot be known now.
#[tokio::test(flavor = "multi_thread")]
async fn without_live_redis_words_are_saved_and_rules_wait() {
    let world = World::new().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let ann = world.program(&api);
    let id = make(&ann, &two(60_000)).await;
    world.live.pause();
    let rules = save(&ann, id, json!({ "budget_ms": 61_000 })).await;
    let words = save(&ann, id, json!({ "title": "Final" })).await;
    world.live.resume();
    assert_eq!((rules.status, words.status), (503, 200), "{} {}", rules.body, words.body);
    assert_eq!(seen(&ann, id).await["config"]["budget_ms"], 60_000);
}
