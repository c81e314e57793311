//! Several limits in one call: all of them are taken, or none.

use std::time::Duration;

use downbeat_live::{Full, Live, Quota};

use crate::harness::{Redis, until};

const fn quota(most: u32, window_ms: u64) -> Quota {
    Quota { most, window: Duration::from_millis(window_ms) }
}

async fn take(live: &Live, whose: &str, windows: &[(&str, Quota)]) -> Result<(), Full> {
    live.take_all(whose, windows).await.unwrap()
}

#[tokio::test]
async fn of_several_windows_all_are_taken_or_none() {
    let redis = Redis::start();
    let live = redis.live().await;
    let (few, many) = (quota(2, 60_000), quota(3, 60_000));
    let both = [("few", few), ("many", many)];
    assert_eq!(take(&live, "ann", &both).await, Ok(()));
    assert_eq!(take(&live, "ann", &both).await, Ok(()));
    let full = take(&live, "ann", &both).await.unwrap_err();
    assert_eq!(full.window, 0);
    assert!(full.wait > Duration::ZERO && full.wait <= few.window);
    // What the full one refused is not taken of the other, whose last is there still.
    assert_eq!(take(&live, "ann", &[("many", many)]).await, Ok(()));
    assert!(take(&live, "ann", &[("many", many)]).await.is_err());
    // Somebody else's are their own.
    assert_eq!(take(&live, "bob", &both).await, Ok(()));
}

#[tokio::test]
async fn the_window_that_is_full_for_longest_is_named_and_free_again_in_time() {
    let redis = Redis::start();
    let live = redis.live().await;
    let windows = [("short", quota(1, 50)), ("long", quota(1, 300)), ("none", quota(0, 1))];
    assert_eq!(take(&live, "ann", &windows).await, Ok(()));
    let full = take(&live, "ann", &windows).await.unwrap_err();
    assert_eq!(full.window, 1);
    until("it is free again", async || take(&live, "ann", &windows).await.ok()).await;
}

#[tokio::test]
async fn whoever_only_looks_takes_nothing() {
    let redis = Redis::start();
    let live = redis.live().await;
    let one = [("one", quota(1, 60_000))];
    for _ in 0..3 {
        assert_eq!(live.look_at_all("ann", &one).await.unwrap(), Ok(()));
    }
    assert_eq!(take(&live, "ann", &one).await, Ok(()));
    assert_eq!(live.look_at_all("ann", &one).await.unwrap().unwrap_err().window, 0);
}
