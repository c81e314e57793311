//! The keys that people's keys are sealed with: in use, rotated, retired.

use serde_json::json;

use super::Writer;
use crate::{
    harness::{JOURNAL_KEY, World, until},
    operating::{told, worker},
    streamer::code,
};

const NEW: &str = "newer:TkVXTkVXTkVXTkVXTkVXTkVXTkVXTkVXTkVXTkVXTkU=";

#[tokio::test(flavor = "multi_thread")]
async fn a_key_is_rotated_and_retired_and_every_journal_still_opens() {
    let world = World::new().await;
    let api = world.api().await;
    let ann = Writer::new(&world, &api, "Ann").await;
    ann.writes(json!({ "text": "Sealed with the old key." })).await;
    let listed = told(&world, &["keys", "list", "--json"], &[]);
    assert_eq!(
        (&listed[0]["key"], &listed[0]["people"], &listed[0]["is_current"]),
        (&json!("diary"), &json!(1), &json!(true))
    );
    let current = worker(&world, &["keys", "retire", "diary"], &[]);
    assert!(!current.status.success(), "the one that seals stays");
    drop(api);

    let both = format!("{NEW},{JOURNAL_KEY}");
    let world = world.with("JOURNAL__KEYS", &both);
    let early = worker(&world, &["keys", "retire", "diary"], &[]);
    let said = String::from_utf8_lossy(&early.stderr).into_owned();
    assert!(!early.status.success() && said.contains("`keys rotate` first"), "{said}");
    let lone = worker(&world, &["keys", "rotate"], &[("JOURNAL__KEYS", NEW)]);
    let said = String::from_utf8_lossy(&lone.stderr).into_owned();
    assert!(!lone.status.success() && said.contains("put it back"), "{said}");
    let (api, _worker) = (world.api().await, world.worker().await);
    told(&world, &["keys", "rotate", "--json"], &[]);
    until("the job has done it", async || {
        let listed = told(&world, &["keys", "list", "--json"], &[]);
        listed.iter().any(|key| key["key"] == "diary" && key["people"] == 0).then_some(())
    })
    .await;
    let noted = "SELECT count(*) FROM audit_log WHERE action = 'keys.rewrap'";
    assert_eq!(world.postgres.number(noted).await, 1);
    told(&world, &["keys", "retire", "diary", "--json"], &[]);
    drop(api);

    let world = world.with("JOURNAL__KEYS", NEW);
    let api = world.api().await;
    let ann = Writer {
        user: ann.user,
        program: crate::standing::cast::cookie(&world.postgres, ann.user).await.program(&api).await,
    };
    let entries = ann.get("/journal/entries").await.body;
    assert_eq!(entries["items"][0]["text"], "Sealed with the old key.");
    let listed = told(&world, &["keys", "list", "--json"], &[]);
    assert!(listed.iter().any(|key| key["key"] == "diary" && key["retired_ms"].is_i64()));
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_key_nobody_keeps_a_journal_and_is_told_so() {
    let world = World::new().await.with("JOURNAL__KEYS", "");
    let api = world.api().await;
    let ann = Writer::new(&world, &api, "Ann").await;
    for path in ["/journal/entries", "/journal/streak", "/drafts"] {
        assert_eq!(code(&ann.get(path).await), (503, "journal_off"), "{path}");
    }
    let list = worker(&world, &["keys", "list"], &[]);
    assert!(String::from_utf8_lossy(&list.stderr).contains("journal.keys is empty"));
}
