//! Open sockets look again at their pass, and whoever comes by one that was
//! looked up long ago is looked up again: nobody has to be told.

use downbeat_live::key;
use serde_json::{Value, json};

use super::{Ada, by_token, hash};
use crate::{
    circle::Somebody,
    harness::{Database, Process, Program, Screen, World, until},
    operating::told,
    standing::cast::cookie,
    streamer::path,
};

/// So often do the APIs of these tests look again.
const SOON: (&str, &str) = ("API__PASSES_RECHECK_MS", "200");

#[tokio::test(flavor = "multi_thread")]
async fn a_token_or_a_sign_in_that_is_over_closes_its_sockets() {
    let (world, sim) = World::with_twitch().await;
    let world = world.with(SOON.0, SOON.1);
    let (api, _worker) = (world.api().await, world.worker().await);
    let ada = Ada::sign_in(&api, &sim, "AdaPlays", 3).await;
    let program = ada.browsers[2].program(&api).await;
    let token = json!({ "name": "A bot", "scopes": ["sessions:read"], "expires_in_days": 1 });
    let token = program.post("/api/v1/tokens", token).await.body["token"].take();
    let token = token.as_str().unwrap();
    let mut by_bot = by_token(&api, ada.meter, token).await;
    let (mut idle, mut ended) = (ada.socket(&api, 0).await, ada.socket(&api, 1).await);
    let mut stays = ada.socket(&api, 2).await;

    world.postgres.run("UPDATE api_token SET expires_at = now() WHERE name = 'A bot'").await;
    assert_eq!(by_bot.bye().await, (3500, 3500));
    assert_eq!(Program::new(&api, token).get("/api/v1/sessions").await.status, 401);
    let of = |browser: usize| {
        let cookie = ada.browsers[browser].cookie("__Host-downbeat");
        format!("hash = '\\x{}'", hash(&cookie))
    };
    let silent = "UPDATE login_session SET seen_at = now() - interval '8 days' WHERE";
    world.postgres.run(&format!("{silent} {}", of(0))).await;
    assert_eq!(idle.bye().await, (3500, 3500));
    // As docs/operations.md ends somebody's sign-ins.
    let end = "UPDATE login_session SET ended_at = now() WHERE";
    world.postgres.run(&format!("{end} {}", of(1))).await;
    assert_eq!(ended.bye().await, (3500, 3500));
    for browser in [0, 1] {
        let answer = ada.browsers[browser].without_csrf(&api).get("/api/v1/sessions").await;
        assert_eq!(answer.status, 401, "the cache has forgotten it, too");
    }
    stays.say(r#"{"type":"command","id":"c1","name":"test_vote","args":{"side":"for"}}"#).await;
    assert_eq!(stays.answer("c1").await["type"], "ack");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_or_session_that_nobody_was_told_of_closes_its_sockets() {
    let world = World::new().await.with(SOON.0, SOON.1);
    let (api, _worker) = (world.api().await, world.worker().await);
    let (ann, meter) = (world.program(&api), world.seeded.session_id);
    let links = format!("{}/links", path(meter));
    let viewer = ann.post(&links, json!({ "role": "viewer" })).await.body;
    let by_link = format!("{}?link={}", api.session_url(meter), viewer["token"].as_str().unwrap());
    let mut looks = Screen::open(&by_link).await;
    let (mut overlay, mut own) =
        (world.screen(&api).await, by_token(&api, meter, &world.seeded.api_token).await);
    let revoke = format!(
        "UPDATE link_tokens SET revoked_at = now() WHERE id = '{}'",
        viewer["id"].as_str().unwrap()
    );
    world.postgres.run(&revoke).await;
    assert_eq!(looks.bye().await, (3500, 3500));
    assert_eq!(Screen::connect(&by_link).await.bye().await, (3500, 3500));
    overlay.say(r#"{"type":"ping","t0":1}"#).await;
    while overlay.next().await["type"] != "pong" {}
    world.postgres.run("UPDATE sessions SET deleted_at = now()").await;
    assert_eq!(overlay.bye().await, (3501, 3501));
    assert_eq!(own.bye().await, (3501, 3501));
}

#[tokio::test(flavor = "multi_thread")]
async fn sockets_stay_while_postgres_is_away_and_are_asked_about_again() {
    let mut database = Database::start().await;
    let world = World::on(&database).await.with(SOON.0, SOON.1);
    let (api, _worker) = (world.api().await, world.worker().await);
    let mut own = by_token(&api, world.seeded.session_id, &world.seeded.api_token).await;
    let rechecked = "downbeat_passes_rechecked_total";
    until("it was asked about", async || {
        let good = api.counted(&format!("{rechecked}{{outcome=\"good\"}}")).await;
        (good > 0).then_some(())
    })
    .await;
    database.stop();
    until("it was asked about in vain, more than once", async || {
        let in_vain = api.counted(&format!("{rechecked}{{outcome=\"unavailable\"}}")).await;
        (in_vain > 1).then_some(())
    })
    .await;
    own.say(r#"{"type":"ping","t0":1}"#).await;
    while own.next().await["type"] != "pong" {}
    database.start_again();
    database.run("UPDATE api_token SET revoked_at = now()").await;
    assert_eq!(own.bye().await, (3500, 3500));
}

/// Has live Redis believe that Postgres was last asked so long ago.
async fn age(world: &World, key: &str, minutes: i64) {
    let mut bare = world.live.bare().await;
    let kept: String = redis::cmd("GET").arg(key).query_async(&mut bare).await.unwrap();
    let mut kept: Value = serde_json::from_str(&kept).unwrap();
    for member in ["asked_ms", "said_ms"] {
        kept[member] = (kept[member].as_i64().unwrap() - minutes * 60_000).into();
    }
    let mut set = redis::cmd("SET");
    set.arg(key).arg(kept.to_string()).exec_async(&mut bare).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_looked_up_long_ago_is_looked_up_again() {
    let mut database = Database::start().await;
    let world = World::on(&database).await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let create = ["tokens", "create", "--user", "streamer", "--name", "A bot", "--json"];
    let bot = told(&world, &[&create[..], &["--scopes", "sessions:read"]].concat(), &[]).remove(0);
    let bot = Program::new(&api, bot["token"].as_str().unwrap());
    assert_eq!(bot.get("/api/v1/sessions").await.status, 200);
    drop(world.screen(&api).await);
    let overlay = &world.seeded.overlay_token;
    let link = key::link(&hash(overlay));
    // Older than the minutes in which it is not asked about, younger than a day.
    age(&world, &link, 5).await;
    database.stop();
    world.screen(&api).await;
    // Postgres has not said so for a day.
    age(&world, &link, 25 * 60).await;
    let mut nobody = Screen::connect(&api.socket_url(overlay)).await;
    assert_eq!(nobody.bye().await.0, 1013);
    database.start_again();
    until("the link opens again", async || {
        let hello = Screen::connect(&api.socket_url(overlay)).await.heard().await?;
        (hello["type"] == "hello").then_some(())
    })
    .await;
    database.run("UPDATE link_tokens SET revoked_at = now()").await;
    age(&world, &link, 5).await;
    let mut closed = Screen::connect(&api.socket_url(overlay)).await;
    assert_eq!(closed.bye().await, (3500, 3500));
}

/// What is asked on a socket is asked by its sign-in; only looking is silence.
#[tokio::test(flavor = "multi_thread")]
async fn a_sign_in_that_is_used_by_its_socket_is_not_silent() {
    let (world, sim) = World::with_twitch().await;
    let world = world.with(SOON.0, SOON.1);
    let (api, _worker) = (world.api().await, world.worker().await);
    let ada = Ada::sign_in(&api, &sim, "AdaPlays", 1).await;
    let mut socket = ada.socket(&api, 0).await;
    let silent = "UPDATE login_session SET seen_at = now() - interval '6 days 23 hours'";
    world.postgres.run(silent).await;
    let good = "downbeat_passes_rechecked_total{outcome=\"good\"}";
    let before = api.counted(good).await;
    until("it was asked about again and again", async || {
        (api.counted(good).await > before + 2).then_some(())
    })
    .await;
    let seen = "SELECT count(*) FROM login_session WHERE seen_at > now() - interval '1 minute'";
    assert_eq!(world.postgres.number(seen).await, 0);
    socket.say(r#"{"type":"command","id":"c1","name":"test_vote","args":{"side":"for"}}"#).await;
    assert_eq!(socket.answer("c1").await["type"], "ack");
    until("it is noted", async || (world.postgres.number(seen).await == 1).then_some(())).await;
}

/// A circle has no row among sessions: its own say who may look.
#[tokio::test(flavor = "multi_thread")]
async fn whoever_may_not_look_at_a_circle_any_more_is_closed_though_nobody_was_told() {
    let world = World::new().await.with(SOON.0, SOON.1);
    let (api, _worker) = (world.api().await, world.worker().await);
    let ann = Somebody::new(&world, &api, "Ann").await;
    let bob = Somebody::new(&world, &api, "Bob").await;
    let circle = ann.makes("public").await;
    bob.joins(&circle).await;
    let looks = async |api: &Process, who: &Somebody| {
        let headers = cookie(&world.postgres, who.user).await.headers();
        let url = api.session_url(circle.parse().unwrap());
        Screen::connect_with(&url, &headers).await.greeted().await
    };
    let (mut anns, mut bobs) = (looks(&api, &ann).await, looks(&api, &bob).await);
    world.postgres.run("ALTER TABLE circle_member DISABLE TRIGGER USER").await;
    world.postgres.run("UPDATE circle_member SET state = 'banned' WHERE role = 'member'").await;
    world.postgres.run("ALTER TABLE circle_member ENABLE TRIGGER USER").await;
    assert_eq!(bobs.bye().await, (3500, 3500));
    anns.say(r#"{"type":"ping","t0":1}"#).await;
    while anns.next().await["type"] != "pong" {}
    // It is the sign-in that ended, and not the circle.
    let end = format!("UPDATE login_session SET ended_at = now() WHERE user_id = '{}'", ann.user);
    world.postgres.run(&end).await;
    assert_eq!(anns.bye().await, (3500, 3500));
}
