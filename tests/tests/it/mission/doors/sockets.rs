//! Camps and missions on sockets.

use serde_json::{Value, json};

use super::{Player, camp, quick, uncounted};
use crate::{
    harness::{Screen, until},
    timer::token,
};

/// What is shown, once it is as it should be.
async fn shows(screen: &mut Screen, is_so: impl Fn(&Value) -> bool) {
    while !is_so(screen.view()) {
        screen.next().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stream_shows_the_ticker_and_whoever_plays_their_mission() {
    let world = uncounted().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let ann = world.program(&api);
    let camp = camp(&ann, &quick()).await;
    let overlay = token(&ann, camp, json!({ "role": "overlay" })).await;
    let mut stream = Screen::connect(&api.socket_url(&overlay)).await;
    let hello = stream.answer_to("hello").await;
    assert_eq!((&hello["kind"], &hello["role"]), (&json!("mission"), &json!("overlay")));
    let [ada, bo] = [Player::new(&world, &api, "Ada").await, Player::new(&world, &api, "Bo").await];
    let mission = ada.out("open").await;
    shows(&mut stream, |view| view["lobbies"][0]["mission"] == json!(mission)).await;
    let moderator = token(&ann, camp, json!({ "role": "moderator" })).await;
    let url = format!("{}?link={moderator}", api.session_url(camp));
    let mut moderator = Screen::connect(&url).await;
    assert_eq!(moderator.answer_to("hello").await["view"]["hidden"], json!([]));
    let mut line = Screen::connect_with(&api.session_url(camp), &bo.credential.headers()).await;
    let hello = line.answer_to("hello").await;
    assert_eq!(hello["role"], "participant");
    assert!(hello["view"].get("hidden").is_none());

    let url = api.session_url(mission);
    let mut of_ada = Screen::connect_with(&url, &ada.credential.headers()).await;
    assert_eq!(of_ada.answer_to("hello").await["kind"], "expedition");
    bo.joins(mission).await;
    shows(&mut of_ada, |view| view["party"].as_array().unwrap().len() == 2).await;
    let say = |id: &str| {
        json!({ "type": "command", "id": id, "name": "ready", "args": { "on": true } }).to_string()
    };
    of_ada.say(&say("k1")).await;
    of_ada.say(&say("k2")).await;
    assert_eq!(of_ada.answer("k1").await["type"], "ack");
    assert_eq!(of_ada.answer("k2").await["code"], "limited");
    bo.ready(mission).await;
    shows(&mut of_ada, |view| view["status"] == "in_progress").await;
    shows(&mut stream, |view| view["out"] == 2 && view["lobbies"] == json!([])).await;
    shows(&mut of_ada, |view| !view["lines"].as_array().unwrap().is_empty()).await;
    shows(&mut stream, |view| !view["ticker"].as_array().unwrap().is_empty()).await;
    let stranger = Player::new(&world, &api, "Cid").await;
    let mut looks = Screen::connect_with(&url, &stranger.credential.headers()).await;
    assert_eq!(looks.answer_to("hello").await["role"], "participant");
    looks.say(&say("k3")).await;
    assert_eq!(looks.answer("k3").await["code"], "wrong_status");
}

/// What nobody told a socket of, it finds by itself, and stays: a camp is for all.
#[tokio::test(flavor = "multi_thread")]
async fn whoever_looks_at_a_camp_stays_while_their_pass_is_good() {
    let world = uncounted().await.with("API__PASSES_RECHECK_MS", "200");
    let (api, _worker) = (world.api().await, world.worker().await);
    let ann = world.program(&api);
    let camp = camp(&ann, &quick()).await;
    let ada = Player::new(&world, &api, "Ada").await;
    let mut screen = Screen::connect_with(&api.session_url(camp), &ada.credential.headers()).await;
    screen.answer_to("hello").await;
    let good = "downbeat_passes_rechecked_total{outcome=\"good\"}";
    until("it was looked at again", async || (api.counted(good).await >= 3).then_some(())).await;
    assert_eq!(ann.command(camp, "test_line", json!({})).await.status, 200);
    shows(&mut screen, |view| !view["ticker"].as_array().unwrap().is_empty()).await;
    world.postgres.run("UPDATE api_token SET revoked_at = now()").await;
    assert_eq!(screen.bye().await, (3500, 3500));
}
