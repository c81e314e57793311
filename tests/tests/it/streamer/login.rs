//! Coming in and going out, and how often.

use futures::future::join_all;
use reqwest::StatusCode;
use serde_json::json;
use uuid::Uuid;

use super::{code, path};
use crate::harness::{Browser, Program, Screen, World, until};

async fn people(world: &World) -> i64 {
    world.postgres.number("SELECT count(*) FROM users").await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_first_sign_in_makes_everything_and_a_second_nothing() {
    let (world, sim) = World::with_twitch().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let before = people(&world).await;
    let ada = Browser::sign_in(&api, &sim, "AdaPlays").await;
    let me = ada.get("/api/v1/me").await.body;
    assert_eq!(me["login"], "adaplays");
    let known = "SELECT provider_user_id::bigint FROM identities WHERE login = 'adaplays'";
    assert_eq!(me["twitch_id"], world.postgres.number(known).await.to_string());
    let sessions = ada.get("/api/v1/sessions").await.body;
    assert_eq!(sessions["items"][0]["kind"], "meter");
    let id: Uuid = sessions["items"][0]["id"].as_str().unwrap().parse().unwrap();
    let links = ada.get(&format!("{}/links", path(id))).await.body;
    assert_eq!(links["items"][0]["role"], "overlay");
    let link = links["items"][0]["id"].as_str().unwrap();
    let copied = ada.get(&format!("/api/v1/links/{link}")).await.body;
    let token = copied["token"].as_str().unwrap();
    assert_eq!(copied["url"], format!("{}/overlay/{token}", api.base));
    let screen = Screen::open(&api.socket_url(token)).await;
    assert_eq!(screen.hello["role"], "overlay");
    let health = format!("{}/subscription", path(id));
    until("Twitch sends the chat", async || {
        (ada.get(&health).await.body["health"] == "healthy").then_some(())
    })
    .await;

    Browser::sign_in(&api, &sim, "AdaPlays").await;
    assert_eq!(people(&world).await, before + 1);
    assert_eq!(ada.get("/api/v1/sessions").await.body["items"].as_array().unwrap().len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sign_in_that_is_not_right_makes_nothing_and_says_why() {
    let (world, sim) = World::with_twitch().await;
    let api = world.api().await;
    let before = people(&world).await;
    let mut browser = Browser::new(&api);
    let back = browser.ask_twitch(&sim, "AdaPlays").await;
    let mut another = Browser::new(&api);
    another.ask_twitch(&sim, "GrimRiver").await;
    let callback = format!("{}/auth/twitch/callback", api.base);
    let nonsense = format!("{callback}?code=x&state=never");
    for (is_hers, place) in [(false, &back), (true, &back), (true, &nonsense), (true, &callback)] {
        let browser = if is_hers { &mut browser } else { &mut another };
        let answer = browser.open(place).await;
        assert_eq!(answer.status(), StatusCode::BAD_REQUEST, "{place}");
        assert!(answer.headers()["content-type"].to_str().unwrap().contains("text/html"));
    }
    let refused = browser.ask_twitch(&sim, "").await;
    let answer = browser.open(&refused).await;
    assert_eq!(answer.status(), StatusCode::FORBIDDEN);
    assert!(answer.text().await.unwrap().contains("data-problem=\"refused\""));
    let back = browser.ask_twitch(&sim, "AdaPlays").await;
    sim.fail(json!({ "path": "/oauth2/token", "status": 503, "times": 1 })).await;
    assert_eq!(browser.open(&back).await.status(), StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(people(&world).await, before);
}

#[tokio::test(flavor = "multi_thread")]
async fn signing_out_everywhere_ends_every_browser_and_its_sockets() {
    let (world, sim) = World::with_twitch().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let mut browser = Browser::new(&api);
    let back = browser.ask_twitch(&sim, "AdaPlays").await;
    browser.open(&back).await;
    let here = browser.program(&api).await;
    let there = Browser::sign_in(&api, &sim, "AdaPlays").await;
    let id = here.get("/api/v1/sessions").await.body["items"][0]["id"].clone();
    let id: Uuid = id.as_str().unwrap().parse().unwrap();
    let (_, cookie) = browser.cookies.iter().find(|(name, _)| name == "__Host-downbeat").unwrap();
    let headers = [("cookie", format!("__Host-downbeat={cookie}"))];
    let mut socket = Screen::connect_with(&api.session_url(id), &headers).await.greeted().await;
    let forged = Program::with(&api, headers.to_vec());
    assert_eq!(code(&forged.command(id, "reset", json!({})).await), (403, "csrf"));
    assert_eq!(there.post("/auth/logout-all", json!({})).await.status, 204);
    assert_eq!(socket.bye().await, (3500, 3500));
    for program in [&here, &there] {
        assert_eq!(program.get("/api/v1/me").await.status, 401);
        assert_eq!(program.get(&path(id)).await.status, 401);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_who_asks_too_much_is_told_when_to_come_again() {
    let world = World::new().await.with("API__REQUESTS_PER_MIN", "5");
    let (api, other) = (world.api().await, world.api().await);
    let _worker = world.worker().await;
    let (ann, also) = (world.program(&api), world.program(&other));
    let mut answers = Vec::new();
    for n in 0..8 {
        let program = if n % 2 == 0 { &ann } else { &also };
        answers.push(program.get("/api/v1/sessions").await);
    }
    assert_eq!(answers[0].status, 200);
    assert_eq!(answers[0].headers["ratelimit-policy"], "\"minute\";q=5;w=60");
    let last = answers.last().unwrap();
    assert_eq!(code(last), (429, "limited"), "both APIs count together");
    let wait: u64 = last.headers["retry-after"].to_str().unwrap().parse().unwrap();
    assert!((1..=60).contains(&wait));
    assert_eq!(Program::with(&api, Vec::new()).get("/api/v1/time").await.status, 200);

    let world = World::new().await.with("API__LOGINS_PER_MIN", "3");
    let api = world.api().await;
    let nobody = Program::with(&api, Vec::new());
    let knocks = join_all((0..6).map(|_| nobody.get("/auth/once/nonsense"))).await;
    let refused = knocks.into_iter().find(|knock| knock.status == 429).unwrap();
    let header = |name: &str| refused.headers[name].to_str().unwrap().to_owned();
    assert_eq!(header("content-type"), "text/html; charset=utf-8");
    assert_eq!(header("ratelimit-policy"), "\"sign-ins\";q=3;w=60");
    assert!(header("ratelimit").starts_with("\"sign-ins\";r=0;t="));
    let wait: u64 = header("retry-after").parse().unwrap();
    assert!((1..=60).contains(&wait), "{wait}");
}
