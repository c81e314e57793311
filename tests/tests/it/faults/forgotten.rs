//! Live Redis forgets, comes back, falls silent or is full.

use std::time::Duration;

use downbeat_boot::clock;
use downbeat_store::{Doer, QueueState};
use reqwest::StatusCode;
use serde_json::json;

use super::{counted, counting, crowd::Crowd, fill, is_ready, votes_arrive, windowed};
use crate::{
    harness::{Redis, World, until},
    streamer::code,
};

#[tokio::test(flavor = "multi_thread")]
async fn an_emptied_redis_is_filled_again_and_counts_from_the_centre() {
    let world = windowed().await;
    let api = world.api().await;
    let _worker = world.worker().await;
    let mut screen = world.screen(&api).await;
    let mut votes = 0;
    votes_arrive(&world, &api, &mut screen, &mut votes, 3).await;
    let live = world.live.live().await;

    world.live.empty().await;
    let start = clock::monotonic();
    let hot = until("the session is active again", async || {
        live.read(world.seeded.session_id).await.unwrap()
    })
    .await;
    assert!(start.elapsed() < Duration::from_secs(5), "it took {:?}", start.elapsed());
    assert_eq!((hot.rev.incarnation, hot.beside.tally.seq), (2, 0));
    // The same socket goes on, in the next incarnation.
    while screen.incarnation() < 2 {
        let view = screen.frame().await["view"].take();
        if screen.incarnation() == 2 {
            assert_eq!(view["for"], 0);
        }
    }
    let mut votes = 0;
    votes_arrive(&world, &api, &mut screen, &mut votes, 3).await;
}

/// No socket and no command asks for it: Postgres knows that it was awake.
#[tokio::test(flavor = "multi_thread")]
async fn an_emptied_redis_is_filled_again_with_nobody_watching() {
    let world = windowed().await;
    let mut api = world.api().await;
    let _worker = world.worker().await;
    drop(world.screen(&api).await);
    api.kill();
    let live = world.live.live().await;
    assert!(live.read(world.seeded.session_id).await.unwrap().is_some());

    world.live.empty().await;
    let start = clock::monotonic();
    let hot = until("the session is active again", async || {
        live.read(world.seeded.session_id).await.unwrap()
    })
    .await;
    assert!(start.elapsed() < Duration::from_secs(5), "it took {:?}", start.elapsed());
    assert_eq!(hot.rev.incarnation, 2);
}

/// However many sessions come back, those that somebody wants are first.
#[tokio::test(flavor = "multi_thread")]
async fn what_is_watched_waits_behind_no_recovery() {
    let world = windowed().await;
    let (closed, doer) = (QueueState::Paused, Doer::system());
    world.postgres.turn_queue("recovery", closed, &doer, None).await.unwrap();
    let api = world.api().await;
    let _worker = world.worker().await;
    let mut screen = world.screen(&api).await;

    world.live.empty().await;
    while screen.incarnation() < 2 {
        screen.frame().await;
    }
    let queue = world.queue.queue().await;
    until("its shard is recovered", async || {
        (queue.waiting("recovery").await.unwrap() == 1).then_some(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_live_redis_webhooks_are_asked_to_come_again() {
    let world = World::new().await;
    let api = world.api().await;
    world.live.pause();
    for _ in 0..3 {
        assert_eq!(world.chat.say(&api, "yes").await, StatusCode::SERVICE_UNAVAILABLE);
    }
    // 1.5 s by the API's own clock, and what a busy machine adds.
    let answered = api.counted("downbeat_webhook_seconds_bucket{le=\"2.5\"}").await;
    assert_eq!((answered, api.counted("downbeat_webhook_seconds_count").await), (3, 3));
    let ready = reqwest::get(format!("{}/readyz", api.base)).await.unwrap();
    assert_eq!(ready.status(), StatusCode::SERVICE_UNAVAILABLE);
    world.live.resume();
    until("the API has recovered", async || {
        let status = world.chat.say(&api, "yes").await;
        (status == StatusCode::NO_CONTENT).then_some(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_redis_that_is_killed_comes_back_with_what_it_took() {
    let mut world = counting(World::new().await.with_live(Redis::in_earnest())).await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let mut screen = world.screen(&api).await;
    let mut votes = 0;
    votes_arrive(&world, &api, &mut screen, &mut votes, 5).await;
    world.live.kill();
    assert_eq!(world.chat.say(&api, "yes").await, StatusCode::SERVICE_UNAVAILABLE);
    world.live.start_again();
    until("votes are taken again", async || {
        (world.chat.say(&api, "yes").await == StatusCode::NO_CONTENT).then_some(())
    })
    .await;
    votes += 1;
    screen.frame_with(votes).await;
    votes_arrive(&world, &api, &mut screen, &mut votes, 5).await;
    assert_eq!(counted(&world, &world.live.live().await).await, votes);
    assert_eq!(screen.incarnation(), 1, "the same life goes on");
}

/// What is full takes nothing new, says so, and goes on with what it has.
#[tokio::test(flavor = "multi_thread")]
async fn a_full_redis_takes_nothing_new_and_loses_nothing() {
    let world = windowed().await;
    let (api, worker) = (world.api().await, world.worker().await);
    let (ann, id) = (world.program(&api), world.seeded.session_id);
    let mut screen = world.screen(&api).await;
    let mut crowd = Crowd::new(&world);
    crowd.says(&api, 5).await;
    screen.frame_with(crowd.said).await;

    fill(&world.live, 1).await;
    crowd.says(&api, 5).await;
    let refused = ann.command(id, "test_vote", json!({ "side": "for" })).await;
    assert_eq!(code(&refused), (503, "memory_full"));
    assert!(refused.headers.contains_key("retry-after"));
    assert!(is_ready(&api).await && is_ready(&worker).await);
    // Who comes now sees what is.
    assert_eq!(world.screen(&api).await.hello["view"]["for"], 5);

    fill(&world.live, 0).await;
    crowd.repeats(&api).await;
    screen.frame_with(crowd.said).await;
    assert_eq!(counted(&world, &world.live.live().await).await, crowd.said);
}
