//! Coming in: cookies, their ids and their end.

use downbeat_store::Staff;
use reqwest::{Client, StatusCode, redirect::Policy};

use crate::harness::{Browser, Process, World, login_link};

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
    let client = Client::builder().redirect(Policy::none()).build().unwrap();
    let request = client.get(format!("{}/auth/once/{link}", api.base));
    let request =
        headers.iter().fold(request, |request, (name, value)| request.header(*name, *value));
    request.send().await.unwrap()
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
