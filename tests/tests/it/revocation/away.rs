//! Live Redis is away when something is ended, and for longer than any job had
//! attempts.

use downbeat_live::key;
use reqwest::Method;
use sea_orm::{ConnectionTrait, DbBackend, Statement};
use serde_json::json;
use uuid::Uuid;

use super::{Ada, are_done, by_token, hash, is_forgotten, run_in_vain};
use crate::{
    harness::{Screen, Trouble, World, answered, until},
    operating::told,
    streamer::path,
};

#[tokio::test(flavor = "multi_thread")]
async fn what_is_ended_while_live_redis_is_away_is_ended_in_the_end() {
    let (world, proxy) = World::new().await.through("REDIS_LIVE__URL").await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let queue = world.queue.queue().await;
    let (ann, meter) = (world.program(&api), world.seeded.session_id);
    let overlay = &world.seeded.overlay_token;
    let mut by_link = world.screen(&api).await;
    let create = ["tokens", "create", "--user", "streamer", "--name", "A bot", "--json"];
    let scopes = ["--scopes", "sessions:read,sessions:command"];
    let bot = told(&world, &[&create[..], &scopes].concat(), &[]).remove(0);
    let (bot_id, bot) = (bot["id"].as_str().unwrap(), bot["token"].as_str().unwrap());
    let mut by_bot = by_token(&api, meter, bot).await;
    let config = json!({ "mode": "per_participant", "budget_ms": 60_000,
        "participants": [{ "id": "a", "name": "A" }, { "id": "b", "name": "B" }] });
    let timer = ann.post("/api/v1/sessions", json!({ "kind": "timer", "config": config })).await;
    let timer: Uuid = timer.body["id"].as_str().unwrap().parse().unwrap();
    let token = format!("Bearer {}", world.seeded.api_token);
    let headers = [("authorization", token)];
    let mut at_timer = Screen::connect_with(&api.session_url(timer), &headers).await;
    assert_eq!(at_timer.next().await["type"], "hello");
    let links = ann.get(&format!("{}/links", path(meter))).await.body;
    let link = links["items"][0]["id"].as_str().unwrap().to_owned();
    let viewer = json!({ "role": "viewer" });
    let viewer = ann.post(&format!("{}/links", path(meter)), viewer).await.body;
    let by_viewer =
        format!("{}?link={}", api.session_url(meter), viewer["token"].as_str().unwrap());
    let mut looks = Screen::open(&by_viewer).await;
    let names = ["forget_link", "forget_passes", "sync_config"];
    are_done(&world, &queue, &names).await;

    proxy.trouble(Trouble::Cut);
    world.postgres.run("DELETE FROM job_attempt; DELETE FROM job WHERE state = 'done'").await;
    let revoke = format!("/api/v1/links/{}", viewer["id"].as_str().unwrap());
    assert_eq!(ann.delete(&revoke).await.status, 204);
    let rotated = ann.post(&format!("/api/v1/links/{link}/rotate"), json!({})).await;
    assert_eq!(rotated.status, 200, "{:?}", rotated.body);
    told(&world, &["tokens", "revoke", "--user", "streamer", bot_id, "--json"], &[]);
    let saved = ann.patch(&path(meter), "\"1\"", json!({ "config": { "weight": 7 } })).await;
    assert_eq!(saved.status, 200, "{:?}", saved.body);
    let end = ann.ask(Method::DELETE, &path(timer)).header("if-match", "\"1\"");
    assert_eq!(answered(end).await.status, 204);
    run_in_vain(&world, &queue, &names, 5).await;

    proxy.mend();
    are_done(&world, &queue, &names).await;
    assert!(is_forgotten(&world, &key::link(&hash(overlay))).await);
    assert_eq!(looks.bye().await, (3500, 3500));
    assert_eq!(Screen::connect(&by_viewer).await.bye().await, (3500, 3500));
    assert!(is_forgotten(&world, &key::pass(&hash(bot))).await);
    let live = world.live.live().await;
    assert_eq!(live.are_hot(&[meter, timer]).await.unwrap(), [true, false]);
    let hot = live.read(meter).await.unwrap().unwrap();
    assert_eq!(hot.session.config_version(), 2);
    assert_eq!(by_link.bye().await, (3500, 3500));
    assert_eq!(by_bot.bye().await, (3500, 3500));
    assert_eq!(at_timer.bye().await, (3501, 3501));
    let mut again = Screen::connect(&api.socket_url(overlay)).await;
    assert_eq!(again.bye().await, (3500, 3500));
    let token = rotated.body["token"].as_str().unwrap();
    Screen::open(&api.socket_url(token)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sign_out_while_live_redis_is_away_closes_its_sockets_in_the_end() {
    let (world, sim) = World::with_twitch().await;
    let (world, proxy) = world.through("REDIS_LIVE__URL").await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let queue = world.queue.queue().await;
    let ada = Ada::sign_in(&api, &sim, "AdaPlays", 3).await;
    let one = ada.browsers[0].program(&api).await;
    let other = ada.browsers[1].program(&api).await;
    let token = json!({ "name": "A bot", "scopes": ["sessions:read"] });
    let token = other.post("/api/v1/tokens", token).await.body;
    let token_id = token["id"].as_str().unwrap();
    let token = token["token"].as_str().unwrap();
    let mut sockets = Vec::new();
    for browser in 0..3 {
        sockets.push(ada.socket(&api, browser).await);
    }
    sockets.push(by_token(&api, ada.meter, token).await);

    proxy.trouble(Trouble::Cut);
    assert_eq!(one.post("/auth/logout", json!({})).await.status, 204);
    assert_eq!(other.delete(&format!("/api/v1/tokens/{token_id}")).await.status, 204);
    assert_eq!(other.post("/auth/logout-all", json!({})).await.status, 204);
    run_in_vain(&world, &queue, &["forget_passes"], 3).await;

    proxy.mend();
    are_done(&world, &queue, &["forget_passes"]).await;
    for browser in &ada.browsers {
        let pass = key::pass(&hash(&browser.cookie("__Host-downbeat")));
        assert!(is_forgotten(&world, &pass).await);
        let me = browser.without_csrf(&api).get("/api/v1/sessions").await;
        assert_eq!(me.status, 401);
    }
    assert!(is_forgotten(&world, &key::pass(&hash(token))).await);
    for mut socket in sockets {
        assert_eq!(socket.bye().await, (3500, 3500));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_erasure_while_live_redis_is_away_reaches_everything_in_the_end() {
    let (world, sim) = World::with_twitch().await;
    let (world, proxy) = world.through("REDIS_LIVE__URL").await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let queue = world.queue.queue().await;
    let ada = Ada::sign_in(&api, &sim, "AdaPlays", 1).await;
    let program = ada.browsers[0].program(&api).await;
    let links = format!("{}/links", path(ada.meter));
    let viewer = program.post(&links, json!({ "role": "viewer" })).await.body;
    let viewer = viewer["token"].as_str().unwrap();
    let by_link = format!("{}?link={viewer}", api.session_url(ada.meter));
    let (mut own, mut looks) = (ada.socket(&api, 0).await, Screen::open(&by_link).await);
    let names = ["forget_link", "forget_passes", "sync_config"];
    are_done(&world, &queue, &names).await;

    proxy.trouble(Trouble::Cut);
    world.postgres.run("DELETE FROM job WHERE state = 'done'").await;
    told(&world, &["users", "erase", "adaplays", "--yes", "--json"], &[]);
    // Its session, its two links, its one sign-in, and what of rows they might look at.
    run_in_vain(&world, &queue, &names, 5).await;

    proxy.mend();
    are_done(&world, &queue, &names).await;
    for socket in [&mut own, &mut looks] {
        let (bye, _) = socket.bye().await;
        assert!([3500, 3501].contains(&bye), "{bye}");
    }
    assert!(is_forgotten(&world, &key::link(&hash(viewer))).await);
    let pass = key::pass(&hash(&ada.browsers[0].cookie("__Host-downbeat")));
    assert!(is_forgotten(&world, &pass).await);
    let live = world.live.live().await;
    assert_eq!(live.are_hot(&[ada.meter]).await.unwrap(), [false]);
    until("the link opens nothing", async || {
        let heard = Screen::connect(&by_link).await.heard().await;
        heard.is_none_or(|message| message["type"] != "hello").then_some(())
    })
    .await;
}

/// Each of the two that are told of a link is told without the other.
#[tokio::test(flavor = "multi_thread")]
async fn sockets_close_although_the_cache_cannot_be_told() {
    let world = World::new().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let queue = world.queue.queue().await;
    let ann = world.program(&api);
    let (mut by_link, mut by_token) = (
        world.screen(&api).await,
        by_token(&api, world.seeded.session_id, &world.seeded.api_token).await,
    );
    let links = ann.get(&format!("{}/links", path(world.seeded.session_id))).await.body;
    let link = links["items"][0]["id"].as_str().unwrap();
    let find = "SELECT id::text AS id FROM api_token LIMIT 1";
    let find = Statement::from_string(DbBackend::Postgres, find);
    let row = world.postgres.connection().query_one_raw(find).await.unwrap().unwrap();
    let token: String = row.try_get("", "id").unwrap();

    world.live.allow_keys("d1:{*").await;
    let rotated = ann.post(&format!("/api/v1/links/{link}/rotate"), json!({})).await;
    assert_eq!(rotated.status, 200, "{:?}", rotated.body);
    assert_eq!(by_link.bye().await, (3500, 3500));
    told(&world, &["tokens", "revoke", "--user", "streamer", &token, "--json"], &[]);
    assert_eq!(by_token.bye().await, (3500, 3500));
    let names = ["forget_link", "forget_passes"];
    run_in_vain(&world, &queue, &names, 2).await;
    world.live.allow_keys("d1:*").await;
    are_done(&world, &queue, &names).await;
    assert!(is_forgotten(&world, &key::link(&hash(&world.seeded.overlay_token))).await);
    assert!(is_forgotten(&world, &key::pass(&hash(&world.seeded.api_token))).await);
}
