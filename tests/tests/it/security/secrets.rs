//! Secrets: long enough, and in no log and no store as they are.

use std::collections::BTreeSet;

use downbeat_store::Staff;
use reqwest::Method;
use sea_orm::{ConnectionTrait, DbBackend, Statement};
use serde_json::json;

use crate::{
    harness::{
        Browser, KEY, Receiver, Redis, SECRET, Screen, Trouble, World, answered, login_link, until,
    },
    streamer::path,
    timer::{make, two},
};

const PASSWORD: &str = "a-password-of-postgres";

/// Everything that has a secret is used, and everything fails once, while both
/// programs tell as much as they can.
#[tokio::test(flavor = "multi_thread")]
async fn no_secret_is_in_a_log_or_as_it_is_in_a_store() {
    let (world, sim) = World::with_twitch().await;
    let database = world.postgres.url.replacen("downbeat@", &format!("downbeat:{PASSWORD}@"), 1);
    let world = world.with("DATABASE__URL", &database).with("LOG__LEVEL", "debug");
    let world = world.with("WEBHOOKS__ALLOW_PRIVATE", "true");
    let (world, postgres) = world.through("DATABASE__URL").await;
    let (world, redis) = world.through("REDIS_LIVE__URL").await;
    let (api, worker) = (world.api().await, world.worker().await);
    let ann = world.program(&api);
    let mut secrets: BTreeSet<String> = BTreeSet::new();
    let mut keep = |secret: &str| {
        assert!(secret.len() >= 16, "{secret}");
        secrets.insert(secret.to_owned());
    };
    for known in [SECRET, PASSWORD, KEY.split_once(':').unwrap().1, "a secret of the application"] {
        keep(known);
    }
    keep(&world.seeded.api_token);
    keep(&world.seeded.overlay_token);
    let _screen = world.screen(&api).await;

    // In by Twitch and by a link.
    let mut browser = Browser::new(&api);
    let back = browser.ask_twitch(&sim, "AdaPlays").await;
    keep(&browser.cookie("__Host-downbeat-login"));
    for (name, value) in reqwest::Url::parse(&back).unwrap().query_pairs() {
        if name == "code" || name == "state" {
            keep(&value);
        }
    }
    browser.open(&back).await;
    keep(&browser.cookie("__Host-downbeat"));
    let link = login_link(&world.postgres, "Bob", Staff::Admin, false).await;
    keep(&link);
    browser.open(&format!("{}/auth/once/{link}", api.base)).await;
    keep(&browser.cookie("__Host-downbeat"));
    let me = browser.program(&api).await.get("/api/v1/me").await.body;
    keep(me["csrf"].as_str().unwrap());

    // Links, a webhook, a round of chat, and what is wrong.
    let timer = make(&ann, &two(1_000)).await;
    let made = ann.post(&format!("{}/links", path(timer)), json!({ "role": "viewer" })).await.body;
    let token = made["token"].as_str().unwrap();
    keep(token);
    let mut viewer = Screen::connect(&format!("{}?link={token}", api.session_url(timer))).await;
    assert_eq!(viewer.next().await["type"], "hello");
    let offered = format!("downbeat.v2, link.{token}");
    let (mut viewer, _) = Screen::offering(&api.session_url(timer), &offered).await;
    assert_eq!(viewer.next().await["type"], "hello");
    let mut receiver = Receiver::start().await;
    let place = format!("{}/webhook", path(timer));
    let set = answered(ann.ask(Method::PUT, &place).json(&json!({ "url": receiver.url }))).await;
    keep(set.body["secret"].as_str().unwrap().strip_prefix("whsec_").unwrap());
    until("the timer runs", async || {
        (ann.command(timer, "start", json!({})).await.status == 200).then_some(())
    })
    .await;
    receiver.next().await;
    world.chat.say(&api, "yes").await;
    for line in [&postgres, &redis] {
        line.trouble(Trouble::Cut);
        let _ = Screen::connect(&api.socket_url(&world.seeded.overlay_token)).await;
        ann.get("/api/v1/sessions").await;
        let old = format!("{}/auth/once/{link}", api.base);
        reqwest::get(old).await.unwrap();
        world.chat.say(&api, "yes").await;
        line.mend();
    }
    until("both are well again", async || {
        (ann.get("/api/v1/sessions").await.status == 200).then_some(())
    })
    .await;

    for process in [&api, &worker] {
        let log = process.log();
        assert!(log.contains("DEBUG"), "{} tells too little", process.name);
        for secret in &secrets {
            assert!(!log.contains(secret.as_str()), "{} tells {secret}", process.name);
        }
    }
    for secret in &secrets {
        for table in tables(&world).await {
            let found = format!(
                "SELECT count(*) FROM {table} AS t WHERE position('{secret}' in t::text) > 0
                     OR position(encode('{secret}', 'hex') in t::text) > 0"
            );
            assert_eq!(world.postgres.number(&found).await, 0, "{table} holds {secret}");
        }
    }
    for (name, redis) in [("live", &world.live), ("queue", &world.queue)] {
        let held = held(redis).await;
        assert!(!held.is_empty(), "{name} Redis is used");
        for secret in &secrets {
            let told = held.iter().find(|held| held.contains(secret.as_str()));
            assert!(told.is_none(), "{name} Redis holds {secret}: {told:?}");
        }
    }
}

/// 128 bits at least, and no two alike.
#[tokio::test(flavor = "multi_thread")]
async fn tokens_are_too_long_to_guess() {
    let world = World::new().await;
    let api = world.api().await;
    let (ann, id) = (world.program(&api), world.seeded.session_id);
    let mut tokens = BTreeSet::from([world.seeded.overlay_token.clone()]);
    for _ in 0..20 {
        let new = json!({ "role": "viewer" });
        let made = ann.post(&format!("{}/links", path(id)), new).await.body;
        tokens.insert(made["token"].as_str().unwrap().to_owned());
    }
    assert_eq!(tokens.len(), 21);
    for token in tokens.iter().chain([&world.seeded.api_token, &world.seeded.login_token]) {
        let text = token.rsplit('_').next().unwrap();
        assert!(text.len() >= 32 && text.bytes().all(|byte| byte.is_ascii_hexdigit()), "{token}");
    }
}

async fn tables(world: &World) -> Vec<String> {
    let list = "SELECT tablename::text FROM pg_tables WHERE schemaname = 'public'";
    let list = Statement::from_string(DbBackend::Postgres, list);
    let rows = world.postgres.connection().query_all_raw(list).await.unwrap();
    rows.iter().map(|row| row.try_get_by_index(0).unwrap()).collect()
}

/// Every key of a Redis, and what it holds.
async fn held(redis: &Redis) -> Vec<String> {
    let mut bare = redis.bare().await;
    let mut plain = redis::cmd("CONFIG");
    plain.arg(&["SET", "rdbcompression", "no"]).exec_async(&mut bare).await.unwrap();
    let mut told = Vec::new();
    let keys: Vec<String> = redis::cmd("KEYS").arg("*").query_async(&mut bare).await.unwrap();
    for key in keys {
        let dumped: Option<Vec<u8>> =
            redis::cmd("DUMP").arg(&key).query_async(&mut bare).await.unwrap();
        told.push(format!("{key} {}", String::from_utf8_lossy(&dumped.unwrap_or_default())));
    }
    told
}
