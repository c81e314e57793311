//! Two do something to one entry at once.

use std::collections::BTreeMap;

use downbeat_session::journal::Entry;
use downbeat_store::{Author, Cell, EntryToSave, Keep, StoreError};
use futures::future::join_all;
use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{Writer, vault};
use crate::{harness::World, streamer::code};

async fn count(world: &World, table: &str) -> i64 {
    world.postgres.number(&format!("SELECT count(*) FROM {table}")).await
}

#[tokio::test(flavor = "multi_thread")]
async fn each_save_is_answered_with_the_version_that_it_made() {
    let world = World::new().await;
    let api = world.api().await;
    let ann = Writer::new(&world, &api, "Ann").await;
    let made = ann.writes(json!({ "text": "0" })).await;
    let path = format!("/journal/entries/{}", made["id"].as_str().unwrap());
    let (mut told, mut refused) = (BTreeMap::new(), 0);
    for turn in 0..4 {
        let texts: Vec<String> = (0..4).map(|n| format!("{turn} {n}")).collect();
        let saves = texts.iter().map(|text| {
            let body = json!({ "text": text });
            ann.tagged(Method::PUT, &path, "*", body)
        });
        for (saved, text) in join_all(saves).await.iter().zip(&texts) {
            if saved.status == 200 {
                assert_eq!(saved.body["text"], json!(text));
                assert_eq!(saved.etag, Some(format!("\"{}\"", saved.body["version"])));
                told.insert(saved.body["version"].as_i64().unwrap(), text.clone());
            } else {
                assert_eq!(code(saved), (412, "stale"), "{}", saved.body);
                refused += 1;
            }
        }
    }
    assert_eq!(told.len() + refused, 16, "no version is told twice");
    let mut stands = BTreeMap::new();
    let versions = ann.get(&format!("{path}/versions")).await.body;
    let newest = ann.get(&path).await.body;
    for one in versions["items"].as_array().unwrap().iter().chain([&newest]) {
        let text = one["text"].as_str().unwrap().to_owned();
        stands.insert(one["version"].as_i64().unwrap(), text);
    }
    stands.remove(&1);
    assert_eq!(told, stands);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_saved_meanwhile_is_not_thrown_away() {
    let world = World::new().await;
    let api = world.api().await;
    let ann = Writer::new(&world, &api, "Ann").await;
    let made = ann.writes(json!({ "text": "one" })).await;
    let id: Uuid = made["id"].as_str().unwrap().parse().unwrap();
    let path = format!("/journal/entries/{id}");
    let saved = ann.tagged(Method::PUT, &path, "\"1\"", json!({ "text": "two" })).await;
    assert_eq!(saved.status, 200, "{}", saved.body);
    // As for whoever read the first version, and was overtaken behind that.
    let is_stale = |thrown: Result<(), StoreError>| {
        assert!(matches!(thrown, Err(StoreError::Stale { current: 2 })), "{thrown:?}");
    };
    is_stale(world.postgres.trash_entry(ann.user, id, 1).await);
    is_stale(world.postgres.delete_entry(ann.user, id, 1).await);
    assert_eq!(ann.get(&path).await.body["trashed_ms"], Value::Null);
    assert_eq!(count(&world, "entry_version").await, 1, "and what it was before is there");
    world.postgres.delete_entry(ann.user, id, 2).await.unwrap();
    assert_eq!((count(&world, "entry").await, count(&world, "entry_version").await), (0, 0));
    let gone = world.postgres.delete_entry(ann.user, id, 2).await;
    assert!(matches!(gone, Err(StoreError::NotFound)), "{gone:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_comes_out_of_the_trash_just_now_is_not_swept() {
    const KEEP: Keep = Keep { done_jobs_days: 7, dead_jobs_days: 28, logins_days: 30 };
    let world = World::new().await;
    let api = world.api().await;
    let live = world.live.live().await;
    let (ann, vault) = (Writer::new(&world, &api, "Ann").await, vault(&world, &live));
    let made = ann.writes(json!({ "text": "one" })).await;
    let id: Uuid = made["id"].as_str().unwrap().parse().unwrap();
    let path = format!("/journal/entries/{id}");
    ann.tagged(Method::PUT, &path, "\"1\"", json!({ "text": "two" })).await;
    assert_eq!(ann.tagged(Method::DELETE, &path, "\"2\"", json!({})).await.status, 204);
    let age = "UPDATE entry SET trashed_at = now() - interval '31 days'";
    world.postgres.run(age).await;

    let key = vault.known_key(ann.user).await.unwrap().unwrap();
    let author = Author { user: ann.user, generation: key.generation() };
    let text = Entry { text: "three".to_owned(), ..Entry::default() };
    let cell = Cell { table: "entry", column: "content", row: &id.to_string() };
    let content = key.seal(cell, "3", &serde_json::to_vec(&text).unwrap()).unwrap();
    let day = made["day"].as_str().unwrap().parse().unwrap();
    let save = EntryToSave { id, day, content, draft: None };
    let transaction = world.postgres.begin().await.unwrap();
    assert_eq!(transaction.save_entry(author, 2, save).await.unwrap().version, 3);
    // It waits for nobody.
    world.postgres.prune(KEEP).await.unwrap();
    transaction.commit().await.unwrap();
    world.postgres.prune(KEEP).await.unwrap();
    assert_eq!(ann.get(&path).await.body["text"], "three");
    assert_eq!(count(&world, "entry_version").await, 2);

    assert_eq!(ann.tagged(Method::DELETE, &path, "\"3\"", json!({})).await.status, 204);
    world.postgres.run(age).await;
    world.postgres.prune(KEEP).await.unwrap();
    assert_eq!((count(&world, "entry").await, count(&world, "entry_version").await), (0, 0));
}
