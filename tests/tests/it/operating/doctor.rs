//! The doctor, on installations that are well and on others.

use std::{collections::BTreeMap, process::Command};

use downbeat_job::{queue::rights as queue_rights, sign_up::create_link};
use downbeat_live::rights::{self as live_rights, Right};
use downbeat_session::Role;
use downbeat_store::{Doer, Keys};
use serde_json::Value;

use super::{lines, said, worker};
use crate::harness::{Database, Redis, World, program, until};

const OTHER_KEY: &str = "lost:QkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkI=";

/// Each check with the worst that was found.
fn levels(found: &[Value]) -> BTreeMap<String, String> {
    let mut levels = BTreeMap::new();
    for line in found {
        let text = |key: &str| line[key].as_str().unwrap().to_owned();
        let kept: &mut String = levels.entry(text("check")).or_default();
        if *kept != "problem" {
            *kept = text("level");
        }
    }
    levels
}

#[tokio::test(flavor = "multi_thread")]
async fn an_installation_that_is_well_has_nothing_to_tell() {
    let (world, _sim) = World::with_twitch().await;
    let (mut world, _cache) = world.with_cache();
    (world.live, world.queue) = (Redis::in_earnest(), Redis::in_earnest());
    let (_api, _worker) = (world.api().await, world.worker().await);
    let found = until("all is well", async || {
        let output = worker(&world, &["doctor", "--json"], &[]);
        let found = lines(&output);
        let is_well = found.iter().all(|line| line["level"] == "ok");
        is_well.then_some((output.status.code(), found))
    })
    .await;
    assert_eq!(found.0, Some(0));
    let levels = levels(&found.1);
    for check in [
        "settings",
        "postgres",
        "postgres: schema",
        "postgres: clock",
        "postgres: connections",
        "postgres: months",
        "secrets.keys",
        "archives",
        "jobs",
        "live redis",
        "live redis: eviction",
        "live redis: file",
        "live redis: memory",
        "live redis: clock",
        "live redis: rights",
        "live redis: functions",
        "queue redis",
        "queue redis: rights",
        "cache redis",
        "cache redis: eviction",
        "cache redis: file",
        "cache redis: memory",
        "cache redis: rights",
        "two redis servers",
        "workers",
        "shards",
        "twitch",
        "api.public_url",
        "mail.url",
        "push.private_key",
    ] {
        assert!(levels.contains_key(check), "{check}");
    }
    let text = worker(&world, &["doctor"], &[]);
    let text = String::from_utf8_lossy(&text.stdout).into_owned();
    assert_eq!(text.lines().count(), found.1.len(), "a line a check: {text}");
}

#[tokio::test(flavor = "multi_thread")]
async fn everything_that_is_wrong_is_told_at_once() {
    let (mut world, _sim) = World::with_twitch().await;
    world.live = Redis::forgetful();
    let transaction = world.postgres.begin().await.unwrap();
    let lost = Keys::read(&[OTHER_KEY.to_owned()]).unwrap();
    let link = (world.seeded.session_id, Role::Viewer, None);
    create_link(&transaction, &lost, link, &Doer::cli()).await.unwrap();
    transaction.commit().await.unwrap();
    let months = "DO $$ DECLARE name text; BEGIN
        FOR name IN SELECT inhrelid::regclass FROM pg_inherits
            WHERE inhparent = 'session_event'::regclass AND inhrelid::regclass::text ~ '\\d$'
        LOOP EXECUTE 'DROP TABLE ' || name; END LOOP; END $$";
    world.postgres.run(months).await;
    let stranger = world.live.url_as("stranger");
    let more = [
        ("REDIS_LIVE__URL", stranger.as_str()),
        ("REDIS_QUEUE__URL", &world.live.url_as("asker")),
        ("TWITCH__CLIENT_SECRET", "another secret"),
    ];
    let output = worker(&world, &["doctor", "--json"], &more);
    assert_eq!(output.status.code(), Some(1));
    let found = lines(&output);
    let levels = levels(&found);
    for (check, level) in [
        ("postgres", "ok"),
        ("postgres: months", "problem"),
        ("secrets.keys", "problem"),
        ("live redis: eviction", "problem"),
        ("live redis: file", "problem"),
        ("live redis: memory", "warning"),
        ("live redis: rights", "warning"),
        ("queue redis: rights", "problem"),
        ("two redis servers", "problem"),
        ("workers", "problem"),
        ("twitch", "problem"),
        ("api.public_url", "problem"),
    ] {
        assert_eq!(levels.get(check).map(String::as_str), Some(level), "{check}: {found:?}");
    }
    let keys = found.iter().find(|line| line["check"] == "secrets.keys").unwrap();
    assert!(keys["found"].as_str().unwrap().contains("`lost` (1 values)"), "{keys}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_reached_is_told_and_nobody_waits_for_it() {
    let world = World::new().await;
    world.live.pause();
    let nowhere = "127.0.0.1:1";
    let (database, queue) = (format!("postgres://x@{nowhere}/x"), format!("redis://{nowhere}"));
    let more = [("DATABASE__URL", database.as_str()), ("REDIS_QUEUE__URL", &queue)];
    let output = worker(&world, &["doctor", "--json"], &more);
    world.live.resume();
    assert_eq!(output.status.code(), Some(1));
    let levels = levels(&lines(&output));
    for check in ["postgres", "live redis", "queue redis"] {
        assert_eq!(levels.get(check).map(String::as_str), Some("problem"), "{check}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_replica_is_well_or_behind_or_away_or_none() {
    let primary = Database::start().await;
    let world = World::on(&primary).await;
    let mut replica = primary.replica().await;
    let look = |url: &str| {
        let output = worker(&world, &["doctor", "--json"], &[("DATABASE__REPLICA_URL", url)]);
        let found = lines(&output);
        let replica = found.iter().find(|line| line["check"] == "postgres: replica");
        replica.map(|line| (line["level"].clone(), line["found"].clone()))
    };
    assert_eq!(look(""), None, "nothing is said of what is not there");
    assert_eq!(look(&replica.url).unwrap().0, "ok");
    assert_eq!(look(&primary.url).unwrap().0, "problem", "it is no standby");
    replica.run("SELECT pg_wal_replay_pause()").await;
    world.postgres.run("CREATE TABLE written_behind_its_back ()").await;
    let (level, found) = look(&replica.url).unwrap();
    assert_eq!(level, "warning");
    assert!(found.as_str().unwrap().starts_with("behind"), "{found}");
    replica.stop();
    assert_eq!(look(&replica.url).unwrap().0, "warning", "the primary answers for it");
}

#[tokio::test(flavor = "multi_thread")]
async fn wrong_settings_are_findings_too() {
    let mut doctor = Command::new(program("downbeat-worker"));
    doctor.env_clear().env("DOWNBEAT__WORKER__SHARDS", "many").args(["doctor", "--json"]);
    let output = doctor.output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let found = lines(&output);
    let has = |text: &str| found.iter().any(|line| line["found"].as_str().unwrap().contains(text));
    assert!(has("worker.shards (DOWNBEAT__WORKER__SHARDS) is `many`"), "{found:?}");
    assert!(has("database.url (DOWNBEAT__DATABASE__URL): is required"), "{found:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_schema_of_another_release_is_refused_with_what_to_do() {
    let world = World::new().await;
    let newest =
        "DELETE FROM seaql_migrations WHERE version = (SELECT max(version) FROM seaql_migrations)";
    world.postgres.run(newest).await;
    let older = worker(&world, &["users", "list"], &[]);
    assert_eq!(older.status.code(), Some(1));
    assert!(said(&older).contains("run `downbeat-worker migrate`"), "{}", said(&older));

    let later = "INSERT INTO seaql_migrations (version, applied_at) VALUES ('m9999_later', 0)";
    world.postgres.run(later).await;
    for arguments in [&["users", "list"][..], &["migrate"], &["run"]] {
        let newer = worker(&world, arguments, &[]);
        assert_eq!(newer.status.code(), Some(1), "{arguments:?}");
        let said = said(&newer);
        assert!(said.contains("m9999_later") && said.contains("too old for it"), "{said}");
    }
    let found = lines(&worker(&world, &["doctor", "--json"], &[]));
    let schema = found.iter().find(|line| line["check"] == "postgres: schema").unwrap();
    assert!(schema["advice"].as_str().unwrap().contains("run the newer release"), "{schema}");
}

/// The list of rights is asked of Redis word by word: one with a wrong form
/// would never be found missing.
#[tokio::test(flavor = "multi_thread")]
async fn every_right_that_is_missing_is_named() {
    let server = Redis::start();
    let options = downbeat_live::Options { url: server.url_as("asker"), ..server.options() };
    let refused = downbeat_live::Checkup::of(&options).await.unwrap().inspection.refused.unwrap();
    let granted = ["ping", "info", "time", "function|list", "acl|whoami", "acl|dryrun"];
    let wanted = |commands: &mut dyn Iterator<Item = &'static Right>| -> Vec<&str> {
        commands.map(|(name, _)| *name).filter(|name| !granted.contains(name)).collect()
    };
    let known = refused.iter().map(String::as_str).filter(|name| !granted.contains(name));
    assert_eq!(known.collect::<Vec<_>>(), wanted(&mut live_rights::commands()));

    let settings = downbeat_boot::settings::RedisQueue {
        url: server.url_as("asker"),
        sentinel: String::new(),
        prefix: "downbeat".into(),
    };
    let queue = downbeat_job::Queue::connect(&settings).await.unwrap();
    let refused = queue.checkup().await.unwrap().inspection.refused.unwrap();
    let known = refused.iter().map(String::as_str).filter(|name| !granted.contains(name));
    assert_eq!(known.collect::<Vec<_>>(), wanted(&mut queue_rights::commands()));

    let stranger = downbeat_live::Options { url: server.url_as("stranger"), ..server.options() };
    assert_eq!(downbeat_live::Checkup::of(&stranger).await.unwrap().inspection.refused, None);
    assert_eq!(
        downbeat_live::Checkup::of(&server.options()).await.unwrap().inspection.refused,
        Some(vec![])
    );
}
