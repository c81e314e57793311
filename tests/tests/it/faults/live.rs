//! Bad lines to live Redis.

use super::{counted, crowd::Crowd, is_ready, stops, windowed};
use crate::harness::{TROUBLES, Trouble, until};

/// A vote is taken or told 503 in time; whatever Redis did of it, it counts
/// once in the end, and the same socket shows it.
#[tokio::test(flavor = "multi_thread")]
async fn an_api_with_a_bad_line_to_live_redis_counts_each_vote_once() {
    let world = windowed().await;
    let _worker = world.worker().await;
    let direct = world.live.live().await;
    let (world, line) = world.through("REDIS_LIVE__URL").await;
    let api = world.api().await;
    let mut screen = world.screen(&api).await;
    let mut crowd = Crowd::new(&world);
    for trouble in TROUBLES {
        line.trouble(trouble);
        crowd.says(&api, 20).await;
        crowd.says(&api, 20).await;
        assert_eq!(crowd.is_heard(), !stops(trouble), "{trouble:?}");
        if stops(trouble) {
            assert!(!is_ready(&api).await, "{trouble:?}");
        }
        line.mend();
        crowd.repeats(&api).await;
        screen.frame_with(crowd.said).await;
    }
    assert_eq!(counted(&world, &direct).await, crowd.said);
    assert_eq!(screen.incarnation(), 1);
}

/// Votes are taken whatever becomes of the owner's line; screens wait at most
/// until it is mended.
#[tokio::test(flavor = "multi_thread")]
async fn a_lone_worker_with_a_bad_line_to_live_redis_goes_on_when_it_is_mended() {
    let world = windowed().await;
    let api = world.api().await;
    let direct = world.live.live().await;
    let (world, line) = world.through("REDIS_LIVE__URL").await;
    let worker = world.worker().await;
    let mut screen = world.screen(&api).await;
    let mut crowd = Crowd::new(&world);
    for trouble in TROUBLES {
        line.trouble(trouble);
        crowd.says(&api, 20).await;
        assert!(crowd.is_heard(), "{trouble:?}");
        if stops(trouble) {
            assert!(!is_ready(&worker).await, "{trouble:?}");
        }
        // What only comes late comes all the same.
        if !matches!(trouble, Trouble::Late(_)) {
            line.mend();
        }
        screen.frame_with(crowd.said).await;
        line.mend();
    }
    assert_eq!(counted(&world, &direct).await, crowd.said);
}

/// An owner that Redis does not hear any more is followed by one that it does.
#[tokio::test(flavor = "multi_thread")]
async fn a_worker_that_loses_its_line_to_live_redis_is_followed_by_another() {
    let world = windowed().await;
    let api = world.api().await;
    let url = world.live.url.clone();
    let (world, line) = world.through("REDIS_LIVE__URL").await;
    let owner = world.worker().await;
    let mut screen = world.screen(&api).await;
    let world = world.with("REDIS_LIVE__URL", &url);
    let _other = world.worker().await;
    let mut crowd = Crowd::new(&world);
    for trouble in [Trouble::HalfOpen, Trouble::Cut] {
        line.trouble(trouble);
        crowd.says(&api, 20).await;
        screen.frame_with(crowd.said).await;
        line.mend();
        crowd.says(&api, 20).await;
        screen.frame_with(crowd.said).await;
    }
    until("the owner knows that it lost its leases", async || {
        let lost = owner.counted("downbeat_leases_total{outcome=\"lost\"}").await;
        (lost > 0).then_some(())
    })
    .await;
}
