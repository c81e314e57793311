//! A streamer's camp: made once, set, shown, ended.

use serde_json::json;

use super::{Player, at_camp, camp, id, is_home, quick, uncounted};
use crate::{
    harness::until,
    streamer::{code, path},
};

#[tokio::test(flavor = "multi_thread")]
async fn a_channel_has_one_camp_and_it_is_set_as_other_sessions_are() {
    let world = uncounted().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let ann = world.program(&api);
    assert_eq!(code(&ann.get(&at_camp("")).await), (404, "not_found"));
    let made = ann.post("/api/v1/sessions", json!({ "kind": "mission", "config": {} })).await;
    assert_eq!((made.status, &made.body["view"]["open"]), (201, &json!(true)), "{}", made.body);
    let camp = id(&made.body["id"]);
    let again = ann.post("/api/v1/sessions", json!({ "kind": "mission", "config": {} })).await;
    assert_eq!(code(&again), (409, "exists"));
    let child = ann.post("/api/v1/sessions", json!({ "kind": "expedition", "config": {} })).await;
    assert_eq!(code(&child), (422, "invalid"));

    let tag = made.etag.unwrap();
    let wrong = ann.patch(&path(camp), &tag, json!({ "config": { "tick_ms": 1 } })).await;
    assert_eq!(code(&wrong), (422, "invalid"));
    let patch =
        json!({ "config": { "tick_ms": 9_000, "ticker": { "corner": "top_right", "lines": 5 } } });
    let set = ann.patch(&path(camp), &tag, patch).await;
    assert_eq!(set.status, 200, "{}", set.body);
    let seen = until("the camp shows it", async || {
        let seen = ann.get(&at_camp("")).await.body;
        (seen["view"]["tick_ms"] == 9_000).then_some(seen)
    })
    .await;
    assert_eq!(seen["view"]["place"], json!({ "corner": "top_right", "lines": 5 }));
    assert_eq!((&seen["me"]["role"], &seen["camp"]), (&json!("owner"), &json!(camp)));
    assert_eq!(seen["me"]["can"]["steer"], true);

    // It is listed, and its missions are not.
    let one = Player::new(&world, &api, "Ada").await;
    let mission = one.out("solo").await;
    let listed = ann.get("/api/v1/sessions?kind=mission").await.body;
    assert_eq!(
        (listed["items"].as_array().unwrap().len(), id(&listed["items"][0]["id"])),
        (1, camp)
    );
    let all = ann.get("/api/v1/sessions").await.body.to_string();
    assert!(!all.contains(&mission.to_string()));
    let template = json!({ "kind": "mission", "name": "Evenings", "config": quick() });
    assert_eq!(ann.post("/api/v1/templates", template).await.status, 201);
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_goes_out_of_a_camp_that_is_closed_or_ended() {
    let world = uncounted().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let ann = world.program(&api);
    let camp = camp(&ann, &quick()).await;
    let one = Player::new(&world, &api, "Ada").await;
    assert_eq!(ann.command(camp, "close", json!({})).await.status, 200);
    assert_eq!(code(&one.goes("solo").await), (409, "closed"));
    assert_eq!(one.me().await["can"]["why_not"], "closed");
    let forbidden = one.program.command(camp, "open", json!({})).await;
    assert_eq!(code(&forbidden), (403, "forbidden"));
    assert_eq!(ann.command(camp, "open", json!({})).await.status, 200);
    one.out("solo").await;
    assert_eq!(one.me().await["can"]["why_not"], "busy");

    let read = ann.get(&path(camp)).await;
    let ended = ann.ask(reqwest::Method::DELETE, &path(camp));
    let ended = crate::harness::answered(ended.header("if-match", read.etag.unwrap())).await;
    assert_eq!(ended.status, 204, "{}", ended.body);
    assert_eq!(code(&one.goes("solo").await), (404, "not_found"));
    // Whoever was out is free, and so is the channel.
    is_home(&world, one.survivor).await;
    super::camp(&ann, &quick()).await;
    one.out("solo").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_camp_has_links_for_its_stream_and_its_moderators_and_a_mission_none() {
    let world = uncounted().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let ann = world.program(&api);
    let camp = camp(&ann, &quick()).await;
    let one = Player::new(&world, &api, "Ada").await;
    let mission = one.out("open").await;
    let link = async |session, role: &str| {
        ann.post(&format!("{}/links", path(session)), json!({ "role": role })).await
    };
    for role in ["overlay", "moderator"] {
        assert_eq!(link(camp, role).await.status, 201, "{role}");
    }
    for role in ["owner", "participant", "table", "viewer"] {
        assert_eq!(code(&link(camp, role).await), (422, "invalid"), "{role}");
    }
    for role in ["owner", "moderator", "participant", "table", "viewer", "overlay"] {
        assert_eq!(code(&link(mission, role).await), (422, "invalid"), "{role}");
    }
}
