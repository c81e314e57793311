//! What every door tells browsers, and what no door does.

use downbeat_boot::clock;
use futures::future::join_all;
use reqwest::StatusCode;
use uuid::Uuid;

use crate::harness::{Message, World};

/// Scripts, styles and frames are our own or none.
#[tokio::test(flavor = "multi_thread")]
async fn pages_run_nothing_of_others_and_nothing_inline() {
    let world = World::new().await;
    let api = world.api().await;
    for place in ["/", "/dashboard", "/admin", "/api/docs", "/overlay/x", "/livez", "/nothing"] {
        let answer = reqwest::get(format!("{}{place}", api.base)).await.unwrap();
        let header = |name: &str| answer.headers()[name].to_str().unwrap();
        let policy = header("content-security-policy");
        for word in ["default-src 'self'", "object-src 'none'", "frame-ancestors 'self'"] {
            assert!(policy.contains(word), "{place}: {policy}");
        }
        // OBS puts its *Custom CSS* into overlays.
        let styles = "style-src 'self' 'unsafe-inline';";
        assert_eq!(policy.contains(styles), place == "/overlay/x", "{place}: {policy}");
        assert!(!policy.replace(styles, "").contains("unsafe-"), "{place}: {policy}");
        assert_eq!(header("x-content-type-options"), "nosniff");
        assert_eq!(header("referrer-policy"), "no-referrer");
        assert_eq!(header("cross-origin-opener-policy"), "same-origin");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn metrics_are_told_on_a_port_of_their_own_and_nowhere_else() {
    let world = World::new().await;
    let (api, worker) = (world.api().await, world.worker().await);
    for process in [&api, &worker] {
        let told = reqwest::get(&process.metrics).await.unwrap();
        assert_eq!(told.status(), StatusCode::OK);
        let elsewhere = reqwest::get(format!("{}/metrics", process.base)).await.unwrap();
        assert_eq!(elsewhere.status(), StatusCode::NOT_FOUND, "{}", process.name);
    }
}

/// Twitch is one address for all channels: whoever limited it would lose votes.
#[tokio::test(flavor = "multi_thread")]
async fn webhooks_are_not_limited_by_where_they_come_from() {
    let world = World::new().await.with("API__REQUESTS_PER_MIN", "1");
    let world = world.with("API__LOGINS_PER_MIN", "1");
    let api = world.api().await;
    let messages: Vec<Message> =
        (0..200).map(|_| Message::new(Uuid::new_v4().to_string(), "yes")).collect();
    let start = clock::monotonic();
    let sent = join_all(messages.iter().map(|message| world.chat.send(&api, message))).await;
    assert!(start.elapsed().as_secs() < 60, "they are more than one a minute");
    assert!(sent.into_iter().all(|status| status.unwrap() == StatusCode::NO_CONTENT));
    assert_eq!(api.counted("downbeat_requests_limited_total").await, 0);
}
