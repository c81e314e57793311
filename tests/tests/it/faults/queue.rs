//! Bad lines to queue Redis: a delay, and nothing lost.

use serde_json::json;

use super::{crowd::Crowd, windowed};
use crate::{
    harness::{Process, Proxy, TROUBLES, World, until},
    streamer::path,
    timer::{make, two},
};

#[tokio::test(flavor = "multi_thread")]
async fn an_api_with_a_bad_line_to_the_queue_loses_no_job() {
    let world = windowed().await;
    let _worker = world.worker().await;
    let (world, line) = world.through("REDIS_QUEUE__URL").await;
    let api = world.api().await;
    jobs_are_late_and_done(&world, &api, &line).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_worker_with_a_bad_line_to_the_queue_loses_no_job() {
    let world = windowed().await;
    let api = world.api().await;
    let (world, line) = world.through("REDIS_QUEUE__URL").await;
    let _worker = world.worker().await;
    jobs_are_late_and_done(&world, &api, &line).await;
}

/// What is hot goes on, an edit is saved and applied, and what is cold comes to
/// life when the line is mended.
async fn jobs_are_late_and_done(world: &World, api: &Process, line: &Proxy) {
    let (ann, id) = (world.program(api), world.seeded.session_id);
    let redis = world.live.live().await;
    let mut screen = world.screen(api).await;
    let mut crowd = Crowd::new(world);
    let mut version = world.postgres.find(id).await.unwrap().unwrap().config_version;
    for trouble in TROUBLES {
        line.trouble(trouble);
        crowd.says(api, 5).await;
        assert!(crowd.is_heard(), "{trouble:?}");
        screen.frame_with(crowd.said).await;
        let change = json!({ "config": { "weight": version + 5 } });
        let edit = ann.patch(&path(id), &format!("\"{version}\""), change).await;
        assert_eq!(edit.status, 200, "{trouble:?}: {}", edit.body);
        version += 1;
        let timer = make(&ann, &two(60_000)).await;
        let first = ann.command(timer, "start", json!({})).await;
        assert!([200, 503].contains(&first.status), "{trouble:?}: {}", first.body);
        line.mend();
        if first.status == 503 {
            until("the timer is awake", async || {
                (ann.command(timer, "start", json!({})).await.status == 200).then_some(())
            })
            .await;
        }
    }
    let undone = "SELECT count(*) FROM job WHERE state <> 'done'";
    until("every job is done", async || (world.postgres.number(undone).await == 0).then_some(()))
        .await;
    let hot = redis.read(id).await.unwrap().unwrap();
    assert_eq!(i64::try_from(hot.session.config_version()), Ok(version));
    assert_eq!(hot.beside.tally.seq, crowd.said);
}
