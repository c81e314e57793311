//! What Postgres has does not hang on Redis, and what the clock is to do does not
//! hang on a process.

use serde_json::{Value, json};

use crate::{
    harness::{World, until},
    streamer::path,
};

#[tokio::test(flavor = "multi_thread")]
async fn what_is_recorded_outlives_both_redis() {
    const QUESTIONS: usize = 5;
    let mut world = World::new().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let (ann, id) = (world.program(&api), world.seeded.session_id);
    let recorded = async |events: usize| {
        let place = format!("{}/events?limit=100", path(id));
        until("all of it is recorded", async || {
            let Value::Array(items) = ann.get(&place).await.body["items"].take() else {
                return None;
            };
            (items.len() == events).then_some(items)
        })
        .await
    };
    ann.get(&path(id)).await;
    for n in 0..QUESTIONS {
        ann.command(id, "start_round", json!({ "question": format!("{n}?") })).await;
        ann.command(id, "stop_round", json!({})).await;
    }
    let before = recorded(2 * QUESTIONS).await;
    // They come back with nothing.
    for redis in [&mut world.live, &mut world.queue] {
        redis.kill();
        redis.start_again();
    }
    assert_eq!(recorded(2 * QUESTIONS).await, before);
    until("it goes on", async || {
        let began = ann.command(id, "start_round", json!({ "question": "On?" })).await;
        // One that was not answered may have begun it.
        (began.status == 200 || began.body["code"] == "round_running").then_some(())
    })
    .await;
    let after = recorded(2 * QUESTIONS + 1).await;
    assert_eq!(after[..2 * QUESTIONS], before, "once, and in that order");
    assert_eq!(after[2 * QUESTIONS]["rev"], "2-1", "in its next life");
}

/// Nobody looks: the API is gone, and each worker that is there at the beginning.
#[tokio::test(flavor = "multi_thread")]
async fn a_round_ends_at_its_time_though_every_process_died() {
    let world = World::new().await;
    let mut api = world.api().await;
    let mut workers = [world.worker().await, world.worker().await];
    let (ann, id) = (world.program(&api), world.seeded.session_id);
    ann.get(&path(id)).await;
    let shortest = json!({ "question": "Jump?", "duration_s": 15 });
    assert_eq!(ann.command(id, "start_round", shortest).await.status, 200);
    for _ in 0..3 {
        assert_eq!(world.chat.say(&api, "yes").await.as_u16(), 204);
    }
    api.kill();
    workers[0].kill();
    let _follower = world.worker().await;
    workers[1].kill();
    let over = until("the round is over", async || {
        let round = world.postgres.rounds(id, None, 1).await.unwrap().pop()?;
        round.ended_ms.is_some().then_some(round)
    })
    .await;
    assert_eq!(over.ended_ms, over.ends_ms, "it is dated when it was due");
    assert_eq!(over.counts, Some(json!({ "for": 3, "against": 0 })));
}
