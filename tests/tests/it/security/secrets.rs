//! Secrets: long enough, and in no log and no store as they are.

use std::collections::BTreeSet;

use base64::{
    Engine as _,
    engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD},
};
use downbeat_store::Staff;
use reqwest::Method;
use sea_orm::{ConnectionTrait, DbBackend, Statement};
use serde_json::json;

use crate::{
    harness::{
        Browser, KEY, Receiver, Redis, SECRET, Screen, Trouble, World, answered, login_link, press,
        until,
    },
    operating::told,
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
    let (world, queue) = world.through("REDIS_QUEUE__URL").await;
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
    browser.took(&press(&api, &link, &[]).await);
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
    for line in [&postgres, &redis, &queue] {
        line.trouble(Trouble::Cut);
        let _ = Screen::connect(&api.socket_url(&world.seeded.overlay_token)).await;
        ann.get("/api/v1/sessions").await;
        let old = format!("{}/auth/once/{link}", api.base);
        reqwest::get(old).await.unwrap();
        world.chat.say(&api, "yes").await;
        line.mend();
    }
    until("all are well again", async || {
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
    for table in tables(&world).await {
        for secret in &secrets {
            let bytes = forms(secret).into_iter().map(hex::encode);
            let places = bytes.map(|bytes| format!("position('{bytes}' in t::text) > 0"));
            let anywhere = places.collect::<Vec<_>>().join(" OR ");
            let found = format!(
                "SELECT count(*) FROM {table} AS t
                 WHERE position('{secret}' in t::text) > 0 OR {anywhere}"
            );
            assert_eq!(world.postgres.number(&found).await, 0, "{table} holds {secret}");
        }
    }
    for (name, redis) in [("live", &world.live), ("queue", &world.queue)] {
        let held = held(redis).await;
        assert!(!held.is_empty(), "{name} Redis is used");
        for secret in &secrets {
            for form in forms(secret) {
                let told = held.iter().find(|held| contains(held, &form));
                assert!(told.is_none(), "{name} Redis holds {secret}: {told:?}");
            }
        }
    }
}

/// Enough to see each bit both ways, but for once in a million runs.
pub const CHANCES: usize = 32;

/// Whether texts in hex have so many bits, each of which is anybody's guess.
pub fn are_by_chance(texts: &[String], bits: usize) {
    assert!(texts.len() >= CHANCES, "{} are too few to tell", texts.len());
    let secret = |text: &String| hex::decode(text.rsplit('_').next().unwrap()).unwrap();
    let secrets: Vec<Vec<u8>> = texts.iter().map(secret).collect();
    for secret in &secrets {
        assert_eq!(secret.len() * 8, bits, "{secret:?}");
    }
    for bit in 0..bits {
        let ones = secrets.iter().filter(|secret| secret[bit / 8] >> (bit % 8) & 1 == 1).count();
        assert!((1..texts.len()).contains(&ones), "bit {bit} is always the same");
    }
}

/// As bytes: those of the text, and those that it is a text of.
fn forms(secret: &str) -> Vec<Vec<u8>> {
    let mut forms = vec![secret.as_bytes().to_vec()];
    forms.extend(hex::decode(secret).ok());
    forms.extend(STANDARD.decode(secret).ok());
    forms.extend(URL_SAFE_NO_PAD.decode(secret).ok());
    forms
}

fn contains(held: &[u8], form: &[u8]) -> bool {
    held.windows(form.len()).any(|bytes| bytes == form)
}

#[test]
fn a_secret_is_known_in_each_of_its_forms() {
    let bytes = [0xfb_u8; 32];
    for text in [hex::encode(bytes), STANDARD.encode(bytes), URL_SAFE_NO_PAD.encode(bytes)] {
        assert!(forms(&text).contains(&bytes.to_vec()), "{text}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn tokens_are_too_long_to_guess() {
    let world = World::new().await;
    let api = world.api().await;
    let (ann, id) = (world.program(&api), world.seeded.session_id);
    let mut links = vec![world.seeded.overlay_token.clone()];
    for _ in 1..CHANCES {
        let new = json!({ "role": "viewer" });
        let made = ann.post(&format!("{}/links", path(id)), new).await.body;
        links.push(made["token"].as_str().unwrap().to_owned());
    }
    are_by_chance(&links, 256);
    let made = |_| downbeat_job::api_token::api_token().0;
    are_by_chance(&(0..CHANCES).map(made).collect::<Vec<_>>(), 256);
    let mut ways_in = vec![world.seeded.login_token.clone(), world.seeded.api_token.clone()];
    ways_in.extend((0..CHANCES).map(|_| downbeat_job::sign_up::token().0));
    are_by_chance(&ways_in, 256);
    let admin = told(&world, &["users", "first-admin", "--json"], &[]).remove(0);
    let user = admin["user"].as_str().unwrap();
    let link = |_| {
        let made = told(&world, &["users", "link", user, "--json"], &[]).remove(0);
        made["token"].as_str().unwrap().to_owned()
    };
    let mut login_links: Vec<String> = (0..2).map(link).collect();
    login_links.push(admin["token"].as_str().unwrap().to_owned());
    assert!(login_links.iter().all(|token| hex::decode(token).unwrap().len() == 32));
    assert_eq!(login_links.iter().collect::<BTreeSet<_>>().len(), 3);
}

async fn tables(world: &World) -> Vec<String> {
    let list = "SELECT tablename::text FROM pg_tables WHERE schemaname = 'public'";
    let list = Statement::from_string(DbBackend::Postgres, list);
    let rows = world.postgres.connection().query_all_raw(list).await.unwrap();
    rows.iter().map(|row| row.try_get_by_index(0).unwrap()).collect()
}

/// Every key of a Redis, and what it holds.
async fn held(redis: &Redis) -> Vec<Vec<u8>> {
    let mut bare = redis.bare().await;
    let mut plain = redis::cmd("CONFIG");
    plain.arg(&["SET", "rdbcompression", "no"]).exec_async(&mut bare).await.unwrap();
    let mut told = Vec::new();
    let keys: Vec<String> = redis::cmd("KEYS").arg("*").query_async(&mut bare).await.unwrap();
    for key in keys {
        let dumped: Option<Vec<u8>> =
            redis::cmd("DUMP").arg(&key).query_async(&mut bare).await.unwrap();
        told.push([key.into_bytes(), dumped.unwrap_or_default()].concat());
    }
    told
}
