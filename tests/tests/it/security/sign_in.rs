//! Coming in: cookies, their ids and their end.

use crate::harness::{Browser, World};

/// A cookie that somebody else has put into the browser is worth nothing, and
/// each sign-in has an id of its own.
#[tokio::test(flavor = "multi_thread")]
async fn a_sign_in_has_a_new_id_and_takes_none_that_is_brought() {
    let (world, sim) = World::with_twitch().await;
    let api = world.api().await;
    let mut browser = Browser::new(&api);
    let planted = "f".repeat(64);
    browser.cookies.push(("__Host-downbeat".into(), planted.clone()));
    let mut ids = vec![planted];
    for _ in 0..2 {
        let back = browser.ask_twitch(&sim, "AdaPlays").await;
        browser.open(&back).await;
        let id = browser.cookie("__Host-downbeat");
        assert!(id.len() >= 32 && !ids.contains(&id), "{id}");
        ids.push(id);
    }
}

/// Both cookies: of a sign-in under way, and of who is in.
#[tokio::test(flavor = "multi_thread")]
async fn cookies_are_for_this_host_and_for_no_script() {
    let (world, sim) = World::with_twitch().await;
    let api = world.api().await;
    let mut browser = Browser::new(&api);
    let begun = browser.open(&format!("{}/auth/twitch", api.base)).await;
    let back = browser.ask_twitch(&sim, "AdaPlays").await;
    let come = browser.open(&back).await;
    let mut seen = 0;
    for set in [&begun, &come].into_iter().flat_map(|it| it.headers().get_all("set-cookie")) {
        let set = set.to_str().unwrap();
        for word in ["__Host-", "HttpOnly", "Secure", "SameSite=Lax", "Path=/", "Max-Age="] {
            assert!(set.contains(word), "{set}");
        }
        assert!(!set.contains("Domain"), "{set}");
        seen += 1;
    }
    assert_eq!(seen, 3, "one that begins, one that is in, one that is over");
}

/// Staff have half an hour; that is in the console's tests.
#[tokio::test(flavor = "multi_thread")]
async fn a_streamer_who_is_idle_for_a_week_is_signed_out() {
    let (world, sim) = World::with_twitch().await;
    let api = world.api().await;
    let ada = Browser::sign_in(&api, &sim, "AdaPlays").await;
    let idle = |time: &str| format!("UPDATE login_session SET seen_at = now() - interval '{time}'");
    world.postgres.run(&idle("6 days 23 hours")).await;
    assert_eq!(ada.get("/api/v1/me").await.status, 200);
    world.postgres.run(&idle("7 days 1 minute")).await;
    assert_eq!(ada.get("/api/v1/me").await.status, 401);
}
