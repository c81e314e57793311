//! Keys of stored secrets, rotated.

use std::process::{Command, Output};

use downbeat_job::{sign_up::create_link, webhook_cell};
use downbeat_session::Role;
use downbeat_store::{Doer, Keys, ResealCursor};
use serde_json::json;

use super::{said, told, worker};
use crate::harness::{KEY, World, free_port, program};

const NEW: &str = "new:QkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkI=";
/// More than two batches.
const LINKS: usize = 1_100;

fn keys(keys: &[&str]) -> Keys {
    Keys::read(&keys.iter().map(|key| (*key).to_owned()).collect::<Vec<_>>()).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn all_that_is_sealed_moves_to_the_newest_key_and_the_old_one_may_go() {
    let world = World::new().await;
    let (old, session) = (keys(&[KEY]), world.seeded.session_id);
    let transaction = world.postgres.begin().await.unwrap();
    for _ in 0..LINKS {
        let link = (session, Role::Viewer, None);
        create_link(&transaction, &old, link, &Doer::cli()).await.unwrap();
    }
    let secret = old.seal(webhook_cell(&session.to_string()), b"a webhook's secret").unwrap();
    let webhook = ("https://example.org/", secret);
    transaction.set_webhook(session, webhook, &Doer::cli()).await.unwrap();
    transaction.commit().await.unwrap();
    let sealed = "SELECT (SELECT count(*) FROM link_tokens WHERE sealed IS NOT NULL)
        + (SELECT count(*) FROM webhook)";
    let all = world.postgres.number(sealed).await;

    // Cut off after its first batch.
    let both = keys(&[NEW, KEY]);
    let (first, next) =
        world.postgres.reseal(&both, ResealCursor::default(), &Doer::cli()).await.unwrap();
    assert!(next.is_some() && first.damaged.is_empty());
    let settings = format!("{NEW},{KEY}");
    let more = [("SECRETS__KEYS", settings.as_str())];
    let done = told(&world, &["rotate-keys", "--json"], &more).remove(0);
    let rest = all - i64::try_from(first.count).unwrap();
    assert_eq!(
        done,
        json!({ "key": "new", "values": rest, "removable": ["tests"], "damaged": [] })
    );
    let again = told(&world, &["rotate-keys", "--json"], &more).remove(0);
    assert_eq!(again["values"], 0);
    let entries = "SELECT coalesce(sum((details->>'values')::int), 0)::bigint FROM audit_log
        WHERE action = 'keys.rotate' AND target_id = 'new'";
    assert_eq!(world.postgres.number(entries).await, all);

    // With the new key alone everything opens.
    let world = world.with("SECRETS__KEYS", NEW);
    let api = world.api().await;
    let ann = world.program(&api);
    let links = ann.get(&format!("/api/v1/sessions/{session}/links")).await;
    let link = links.body["items"][0]["id"].as_str().unwrap().to_owned();
    let copied = ann.get(&format!("/api/v1/links/{link}")).await;
    assert_eq!(copied.status, 200, "{}", copied.body);
    let webhook = world.postgres.webhook_of(session).await.unwrap().unwrap();
    let opened = keys(&[NEW]).open(webhook_cell(&session.to_string()), &webhook.secret);
    assert_eq!(opened.unwrap(), b"a webhook's secret");
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_key_that_is_in_use_nothing_is_done() {
    let world = World::new().await;
    let before = world.postgres.sealed_by().await.unwrap();
    assert_eq!(before.keys().collect::<Vec<_>>(), ["tests"]);
    let output = worker(&world, &["rotate-keys"], &[("SECRETS__KEYS", NEW)]);
    assert_eq!(output.status.code(), Some(1));
    let said = said(&output);
    assert!(said.contains("no `tests`") && said.contains("nothing was changed"), "{said}");
    assert_eq!(world.postgres.sealed_by().await.unwrap(), before);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_damaged_is_named_and_left() {
    let world = World::new().await;
    // Its own id is part of what is sealed: elsewhere it does not open.
    let damage = "UPDATE link_tokens SET sealed = set_byte(sealed, length(sealed) - 1,
        255 - get_byte(sealed, length(sealed) - 1))";
    world.postgres.run(damage).await;
    let settings = format!("{NEW},{KEY}");
    let more = [("SECRETS__KEYS", settings.as_str())];
    let done = told(&world, &["rotate-keys", "--json"], &more).remove(0);
    assert_eq!((&done["values"], &done["removable"]), (&json!(0), &json!([])));
    assert!(done["damaged"][0].as_str().unwrap().starts_with("link_tokens.sealed "), "{done}");
}

/// What was backed up opens on a machine that had nothing.
#[test]
fn a_new_installation_begins_with_the_keys_of_an_old_one() {
    let place = std::env::temp_dir().join(format!("downbeat-secrets-{}", free_port()));
    let folder = |name: &str| place.join(name).display().to_string();
    let secrets = |arguments: &[&str]| {
        let mut command = Command::new(program("downbeat-worker"));
        command.arg("secrets").args(arguments).output().unwrap()
    };
    let text = |output: Output| String::from_utf8(output.stdout).unwrap();
    let (old, new) = (folder("old"), folder("new"));
    assert!(secrets(&[&old]).status.success());
    assert!(secrets(&[&old, "--renew", "keys"]).status.success());
    let keys = text(secrets(&[&old, "--show", "keys"]));
    assert_eq!(keys.lines().count(), 2);
    let backup = folder("keys.txt");
    std::fs::write(&backup, &keys).unwrap();

    assert!(secrets(&[&new, "--keys-from", &backup]).status.success());
    assert_eq!(text(secrets(&[&new, "--show", "keys"])), keys);
    let settings = std::fs::read_to_string(place.join("new/settings/downbeat.toml")).unwrap();
    assert!(keys.lines().all(|key| settings.contains(key)), "{settings}");
    // Those that something is sealed with by now are not replaced.
    let refused = secrets(&[&new, "--keys-from", &backup]);
    assert!(!refused.status.success());
    assert!(String::from_utf8_lossy(&refused.stderr).contains("there are keys already"));
    std::fs::write(&backup, "not a key\n").unwrap();
    assert!(!secrets(&[&folder("third"), "--keys-from", &backup]).status.success());
    std::fs::remove_dir_all(&place).unwrap();
}
