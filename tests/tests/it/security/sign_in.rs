//! Coming in: cookies, their ids and their end.

use downbeat_store::Staff;
use reqwest::{Client, StatusCode};

use super::secrets::{CHANCES, are_by_chance};
use crate::harness::{Browser, Operator, Process, Screen, World, login_link, press, until};

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
    for _ in 0..CHANCES {
        let back = browser.ask_twitch(&sim, "AdaPlays").await;
        browser.open(&back).await;
        let id = browser.cookie("__Host-downbeat");
        assert!(!ids.contains(&id), "{id}");
        ids.push(id);
    }
    are_by_chance(&ids[1..], 256);
}

/// All cookies: of a sign-in under way, of who is in, and of a guest who is one no more.
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
    assert_eq!(seen, 4, "one that begins, one that is in, and two that are over");
}

/// Browsers keep a host cookie over https only, or from their own machine.
#[tokio::test(flavor = "multi_thread")]
async fn over_http_a_browser_elsewhere_gets_a_cookie_that_it_keeps() {
    let world = World::new().await;
    let api = world.api().await;
    let link = login_link(&world.postgres, "Ada", Staff::Reader, false).await;
    let come = come_in(&api, &link, &[("host", "nas.local:8080")]).await;
    assert_eq!(come.status(), StatusCode::SEE_OTHER);
    let set = come.headers()["set-cookie"].to_str().unwrap();
    for word in ["HttpOnly", "SameSite=Lax", "Path=/", "Max-Age="] {
        assert!(set.contains(word), "{set}");
    }
    assert!(set.starts_with("downbeat=") && !set.contains("Secure"), "{set}");
    let cookie = set.split(';').next().unwrap();
    assert_eq!(me(&api, cookie).await, StatusCode::OK);
    // A host cookie is not as easily planted, so it goes before a plain one.
    let planted = format!("__Host-downbeat={}; {cookie}", "f".repeat(64));
    assert_eq!(me(&api, &planted).await, StatusCode::UNAUTHORIZED);
}

/// Where the settings say https, a sign-in over http would be lost without a word.
#[tokio::test(flavor = "multi_thread")]
async fn where_https_is_said_nobody_is_signed_in_over_http_and_the_page_says_why() {
    let world = World::new().await.with("API__PUBLIC_URL", "https://downbeat.example");
    let api = world.api().await;
    let link = login_link(&world.postgres, "Ada", Staff::Reader, false).await;
    let told = come_in(&api, &link, &[("host", "nas.local:8080")]).await;
    assert_eq!(told.status(), StatusCode::BAD_REQUEST);
    assert!(told.headers().get("set-cookie").is_none());
    assert!(told.text().await.unwrap().contains("data-problem=\"unsafe\""));
    // The link is not used up by that.
    let by_https = [("host", "downbeat.example"), ("x-forwarded-proto", "https")];
    let come = come_in(&api, &link, &by_https).await;
    assert_eq!(come.status(), StatusCode::SEE_OTHER);
    let set = come.headers()["set-cookie"].to_str().unwrap();
    assert!(set.starts_with("__Host-downbeat=") && set.contains("Secure"), "{set}");
    let cookie = set.split(';').next().unwrap();
    assert_eq!(me(&api, cookie).await, StatusCode::OK);
    let plain = cookie.trim_start_matches("__Host-");
    assert_eq!(me(&api, plain).await, StatusCode::UNAUTHORIZED);
}

async fn come_in(api: &Process, link: &str, headers: &[(&str, &str)]) -> reqwest::Response {
    press(api, link, headers).await
}

async fn me(api: &Process, cookie: &str) -> StatusCode {
    let request = Client::new().get(format!("{}/api/v1/me", api.base));
    request.header("cookie", cookie).send().await.unwrap().status()
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

/// However much it is used, and with its socket.
#[tokio::test(flavor = "multi_thread")]
async fn a_sign_in_is_over_some_time_after_it_began_whatever_is_done() {
    let (world, sim) = World::with_twitch().await;
    let world = world.with("API__PASSES_RECHECK_MS", "200");
    let (api, _worker) = (world.api().await, world.worker().await);
    let mut browser = Browser::new(&api);
    let back = browser.ask_twitch(&sim, "AdaPlays").await;
    browser.open(&back).await;
    let streamer = browser.program(&api).await;
    let meter = streamer.get("/api/v1/sessions").await.body["items"][0]["id"].clone();
    let cookie = format!("__Host-downbeat={}", browser.cookie("__Host-downbeat"));
    let place = api.session_url(meter.as_str().unwrap().parse().unwrap());
    let mut socket = Screen::connect_with(&place, &[("cookie", cookie)]).await.greeted().await;
    let staff = Operator::sign_in(&api, &world.postgres, "Ray", Staff::Reader).await;

    let began = |ago: &str| {
        format!("UPDATE login_session SET seen_at = now(), created_at = now() - interval '{ago}'")
    };
    world.postgres.run(&began("11 hours 59 minutes")).await;
    assert_eq!(staff.get("/api/v1/me").await.0, 200);
    world.postgres.run(&began("12 hours 1 second")).await;
    assert_eq!(staff.get("/api/v1/me").await.0, 401);
    assert_eq!(staff.get("/api/v1/admin/overview").await.0, 401);
    world.postgres.run(&began("29 days 23 hours")).await;
    assert_eq!(streamer.get("/api/v1/me").await.status, 200);
    socket.say(r#"{"type":"command","id":"c1","name":"test_vote","args":{"side":"for"}}"#).await;
    assert_eq!(socket.answer("c1").await["type"], "ack");
    world.postgres.run(&began("30 days 1 second")).await;
    assert_eq!(streamer.get("/api/v1/me").await.status, 401);
    assert_eq!(socket.bye().await, (3500, 3500));
    until("the cache has forgotten it", async || {
        (streamer.get("/api/v1/sessions").await.status == 401).then_some(())
    })
    .await;
    let kept = "SELECT count(*) FROM login_session WHERE ended_at IS NULL";
    assert_eq!(world.postgres.number(kept).await, 2, "nobody ended them: their time is over");
}
