//! What happens when something dies, sleeps or forgets.

use std::time::Duration;

use downbeat_boot::clock;
use reqwest::StatusCode;

use crate::harness::{Process, Screen, World, until, window_config};

/// Votes until the screen shows them all, one vote at a time.
async fn votes_arrive(
    world: &World,
    api: &Process,
    screen: &mut Screen,
    so_far: &mut u64,
    votes: u64,
) {
    for _ in 0..votes {
        assert_eq!(world.chat.say(api, "yes").await, StatusCode::NO_CONTENT);
        *so_far += 1;
        screen.frame_with(*so_far).await;
    }
}

async fn windowed() -> World {
    let world = World::new().await;
    let config = serde_json::to_value(window_config(120)).unwrap();
    world.postgres.edited(world.seeded.session_id, None, config).await.unwrap();
    world
}

#[tokio::test(flavor = "multi_thread")]
async fn a_killed_worker_is_followed_by_another_and_loses_nothing() {
    let world = windowed().await;
    let api = world.api().await;
    let (mut ann, mut bob) = (world.worker().await, world.worker().await);
    let mut screen = world.screen(&api).await;
    let mut votes = 0;
    votes_arrive(&world, &api, &mut screen, &mut votes, 3).await;
    ann.kill();
    votes_arrive(&world, &api, &mut screen, &mut votes, 3).await;
    let _cid = world.worker().await;
    bob.kill();
    votes_arrive(&world, &api, &mut screen, &mut votes, 3).await;
    assert_eq!(screen.incarnation(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_killed_api_takes_its_sockets_along_and_nothing_else() {
    let world = windowed().await;
    let (mut first, second) = (world.api().await, world.api().await);
    let _worker = world.worker().await;
    let (mut lost, mut kept) = (world.screen(&first).await, world.screen(&second).await);
    let mut votes = 0;
    votes_arrive(&world, &first, &mut kept, &mut votes, 3).await;
    first.kill();
    while lost.try_frame().await.is_some() {}
    let mut back = world.screen(&second).await;
    assert_eq!(back.hello["view"]["for"], votes);
    votes_arrive(&world, &second, &mut back, &mut votes, 2).await;
    kept.frame_with(votes).await;
}

/// Whichever of two workers owns the session's shard: each sleeps for 3 s and
/// wakes. The screen holds each frame against the order of the one before.
#[tokio::test(flavor = "multi_thread")]
async fn an_owner_that_sleeps_and_wakes_tells_nothing_stale() {
    let world = windowed().await;
    let api = world.api().await;
    let workers = [world.worker().await, world.worker().await];
    let mut screen = world.screen(&api).await;
    let mut votes = 0;
    votes_arrive(&world, &api, &mut screen, &mut votes, 2).await;
    for worker in &workers {
        worker.pause();
        let until = clock::monotonic() + Duration::from_secs(3);
        while clock::monotonic() < until {
            votes_arrive(&world, &api, &mut screen, &mut votes, 1).await;
        }
        worker.resume();
        votes_arrive(&world, &api, &mut screen, &mut votes, 20).await;
    }
    let mut lost = 0;
    for worker in &workers {
        lost += worker.counted("downbeat_leases_total{outcome=\"lost\"}").await;
    }
    assert!(lost > 0, "a worker that slept found its leases gone");
}

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
    assert_eq!((hot.rev.incarnation, hot.tally.seq), (2, 0));
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

#[tokio::test(flavor = "multi_thread")]
async fn without_live_redis_webhooks_are_asked_to_come_again() {
    let world = World::new().await;
    let api = world.api().await;
    world.live.pause();
    let start = clock::monotonic();
    assert_eq!(world.chat.say(&api, "yes").await, StatusCode::SERVICE_UNAVAILABLE);
    assert!(start.elapsed() < Duration::from_secs(10), "Twitch does not wait for ever");
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
async fn what_is_asked_to_stop_tells_its_sockets_and_exits_with_0() {
    let world = World::new().await;
    let mut api = world.api().await;
    let mut worker = world.worker().await;
    let mut screen = world.screen(&api).await;
    let stopping = tokio::task::spawn_blocking(move || api.terminate());
    assert_eq!(screen.bye().await, (3000, 3000));
    assert_eq!(stopping.await.unwrap(), Some(0));
    assert_eq!(worker.terminate(), Some(0));
}
