//! Live Redis is full when something is ended: what revokes is taken all the
//! same, and what is not waits until there is room.

use downbeat_live::key;
use reqwest::Method;
use serde_json::json;

use super::{Ada, are_done, by_token, hash, is_forgotten, run_in_vain};
use crate::{
    faults::fill,
    harness::{Screen, World, answered},
    operating::told,
    streamer::path,
};

#[tokio::test(flavor = "multi_thread")]
async fn a_full_redis_stops_no_revocation_and_ends_no_job() {
    let (world, sim) = World::with_twitch().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let queue = world.queue.queue().await;
    let (ann, meter) = (world.program(&api), world.seeded.session_id);
    let ada = Ada::sign_in(&api, &sim, "AdaPlays", 2).await;
    let program = ada.browsers[0].program(&api).await;
    let token = json!({ "name": "A bot", "scopes": ["sessions:read"] });
    let token = program.post("/api/v1/tokens", token).await.body;
    let mut by_bot = by_token(&api, ada.meter, token["token"].as_str().unwrap()).await;
    let (mut here, mut there) = (ada.socket(&api, 0).await, ada.socket(&api, 1).await);
    let mut overlay = world.screen(&api).await;
    let viewer = format!("{}/links", path(ada.meter));
    let viewer = program.post(&viewer, json!({ "role": "viewer" })).await.body;
    let viewer =
        format!("{}?link={}", api.session_url(ada.meter), viewer["token"].as_str().unwrap());
    let mut looks = Screen::open(&viewer).await;
    let names = ["forget_link", "forget_passes", "sync_config"];
    are_done(&world, &queue, &names).await;

    fill(&world.live, 1).await;
    world.postgres.run("DELETE FROM job WHERE state = 'done'").await;
    let links = ann.get(&format!("{}/links", path(meter))).await.body;
    let link = links["items"][0]["id"].as_str().unwrap();
    let rotated = ann.post(&format!("/api/v1/links/{link}/rotate"), json!({})).await;
    assert_eq!(rotated.status, 200, "{:?}", rotated.body);
    assert_eq!(overlay.bye().await, (3500, 3500));
    assert!(is_forgotten(&world, &key::link(&hash(&world.seeded.overlay_token))).await);
    let token_id = token["id"].as_str().unwrap();
    assert_eq!(program.delete(&format!("/api/v1/tokens/{token_id}")).await.status, 204);
    assert_eq!(by_bot.bye().await, (3500, 3500));
    assert_eq!(program.post("/auth/logout", json!({})).await.status, 204);
    assert_eq!(here.bye().await, (3500, 3500));
    let rest = ada.browsers[1].program(&api).await;
    let saved = ann.patch(&path(meter), "\"1\"", json!({ "config": { "weight": 7 } })).await;
    assert_eq!(saved.status, 200, "{:?}", saved.body);
    run_in_vain(&world, &queue, &["sync_config"], 1).await;
    let tag = rest.get(&path(ada.meter)).await.etag.unwrap();
    let end = rest.ask(Method::DELETE, &path(ada.meter)).header("if-match", tag);
    assert_eq!(answered(end).await.status, 204);
    assert_eq!(looks.bye().await, (3501, 3501));
    assert_eq!(there.bye().await, (3501, 3501));
    assert_eq!(rest.post("/auth/logout-all", json!({})).await.status, 204);
    are_done(&world, &queue, &["forget_link", "forget_passes"]).await;

    fill(&world.live, 0).await;
    are_done(&world, &queue, &names).await;
    let hot = world.live.live().await.read(meter).await.unwrap().unwrap();
    assert_eq!(hot.session.config_version(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_erasure_while_live_redis_is_full_reaches_everything() {
    let (world, sim) = World::with_twitch().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let queue = world.queue.queue().await;
    let ada = Ada::sign_in(&api, &sim, "AdaPlays", 1).await;
    let program = ada.browsers[0].program(&api).await;
    let viewer = format!("{}/links", path(ada.meter));
    let viewer = program.post(&viewer, json!({ "role": "viewer" })).await.body;
    let viewer = viewer["token"].as_str().unwrap();
    let by_link = format!("{}?link={viewer}", api.session_url(ada.meter));
    let (mut own, mut looks) = (ada.socket(&api, 0).await, Screen::open(&by_link).await);
    let names = ["forget_link", "forget_passes", "sync_config"];
    are_done(&world, &queue, &names).await;

    fill(&world.live, 1).await;
    world.postgres.run("DELETE FROM job WHERE state = 'done'").await;
    told(&world, &["users", "erase", "adaplays", "--yes", "--json"], &[]);
    for socket in [&mut own, &mut looks] {
        let (bye, _) = socket.bye().await;
        assert!([3500, 3501].contains(&bye), "{bye}");
    }
    are_done(&world, &queue, &["forget_link", "forget_passes"]).await;
    assert!(is_forgotten(&world, &key::link(&hash(viewer))).await);
    let pass = hash(&ada.browsers[0].cookie("__Host-downbeat"));
    assert!(is_forgotten(&world, &key::pass(&pass)).await);
    fill(&world.live, 0).await;
    are_done(&world, &queue, &names).await;
    assert_eq!(world.live.live().await.are_hot(&[ada.meter]).await.unwrap(), [false]);
}
