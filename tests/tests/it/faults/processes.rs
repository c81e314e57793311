//! A process dies, or sleeps and wakes.

use std::time::Duration;

use downbeat_boot::clock;

use super::{votes_arrive, windowed};

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
