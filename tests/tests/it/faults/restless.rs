//! Lines that are closed as soon as they are open: whoever makes them waits all
//! the same, and it is counted.

use crate::harness::{Process, Redis, World, until};

#[tokio::test(flavor = "multi_thread")]
async fn a_worker_whose_subscriptions_end_at_once_waits_and_says_so() {
    let world = World::new().await;
    let worker = world.worker().await;
    closed_at_once(&world.queue, &worker, "queue bell").await;
    // Its lanes look by themselves: an activation comes through.
    let api = world.api().await;
    world.screen(&api).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_api_whose_line_is_lost_at_once_waits_and_says_so() {
    let world = World::new().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let mut screen = world.screen(&api).await;
    closed_at_once(&world.live, &api, "hub listener").await;
    assert_eq!(world.chat.say(&api, "yes").await, 204);
    screen.frame_with(1).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_worker_whose_wakes_are_lost_at_once_turns_all_the_time_and_says_so() {
    let world = World::new().await;
    let (api, worker) = (world.api().await, world.worker().await);
    closed_at_once(&world.live, &worker, "wakes").await;
    let mut screen = world.screen(&api).await;
    assert_eq!(world.chat.say(&api, "yes").await, 204);
    screen.frame_with(1).await;
}

/// Closes each subscription as soon as it is there, until that was told.
async fn closed_at_once(redis: &Redis, process: &Process, name: &str) {
    let mut bare = redis.bare().await;
    let series = format!("downbeat_loop_again_total{{name=\"{name}\"}}");
    until("it is counted", async || {
        let mut kill = redis::cmd("CLIENT");
        kill.arg("KILL").arg("TYPE").arg("pubsub");
        let _: i64 = kill.query_async(&mut bare).await.unwrap();
        (process.counted(&series).await > 1).then_some(())
    })
    .await;
    let log = process.log();
    assert!(log.contains("a loop is due again at once"), "{log}");
}
