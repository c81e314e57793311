//! A store is away while somebody writes.

use downbeat_store::Cell;
use serde_json::Value;
use uuid::Uuid;

use super::{Put, Writer, flush, vault};
use crate::{
    harness::{Trouble, World, until},
    streamer::code,
};

#[tokio::test(flavor = "multi_thread")]
async fn redis_forgets_everything_and_the_page_goes_on() {
    let world = World::new().await;
    let api = world.api().await;
    let live = world.live.live().await;
    let (ann, vault) = (Writer::new(&world, &api, "Ann").await, vault(&world, &live));
    let id = Uuid::now_v7();
    let first = Put::new("kept");
    let answer = ann.puts(id, &first).await;
    flush(&world, &vault).await;
    let second = first.then(&answer, "kept, and lost");
    let mut answer = ann.puts(id, &second).await;
    assert!(answer.body["durable"].is_string(), "{}", answer.body);
    world.live.empty().await;
    assert_eq!(ann.reads(id).await.as_deref(), Some("kept"));
    // The page has all that is not durable, and sends it on.
    let third = second.then(&answer, "kept, and lost, and on");
    answer = ann.puts(id, &third).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    assert_eq!(ann.reads(id).await.as_deref(), Some("kept, and lost, and on"));
    // Another device knows what Postgres has, and its text is no less than ours.
    world.live.empty().await;
    let device = Put { editor: Uuid::new_v4(), base: first.durable, ..Put::new("another") };
    assert_eq!(code(&ann.puts(id, &device).await), (409, "conflict"));
    let drafts = ann.get("/drafts").await.body;
    assert_eq!(drafts["items"].as_array().unwrap().len(), 2, "{drafts}");
}

#[tokio::test(flavor = "multi_thread")]
async fn without_redis_drafts_are_durable_at_once_and_meet_what_was_there() {
    let mut world = World::new().await;
    let api = world.api().await;
    let ann = Writer::new(&world, &api, "Ann").await;
    let id = Uuid::now_v7();
    let first = Put::new("with redis");
    let answer = ann.puts(id, &first).await;
    assert_eq!(answer.body["durable"], Value::Null);
    world.live.kill();
    let second = first.then(&answer, "without redis");
    let answer = until("Postgres takes it", async || {
        let answer = ann.puts(id, &second).await;
        (answer.status == 200).then_some(answer)
    })
    .await;
    assert_eq!(answer.body["durable"], answer.body["rev"], "{}", answer.body);
    assert_eq!(ann.puts(id, &second).await.body, answer.body);
    world.live.start_again();
    let mut put = second.then(&answer, "with redis again");
    let answer = until("Redis takes it", async || {
        let answer = ann.puts(id, &put).await;
        if answer.status == 200 && answer.body["durable"] != answer.body["rev"] {
            return Some(answer);
        }
        if answer.status == 200 {
            let text = format!("{}.", put.text);
            put = put.then(&answer, &text);
        }
        None
    })
    .await;
    let live = world.live.live().await;
    flush(&world, &vault(&world, &live)).await;
    assert_eq!(ann.reads(id).await.as_deref(), Some(&*put.text));
    let kept = ann.puts(id, &put.then(&answer, "on")).await;
    assert_eq!(kept.body["durable"], answer.body["rev"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn without_postgres_drafts_go_on() {
    let (world, way) = World::new().await.through("DATABASE__URL").await;
    let api = world.api().await;
    let ann = Writer::new(&world, &api, "Ann").await;
    let id = Uuid::now_v7();
    let first = Put::new("Postgres is there");
    let answer = ann.puts(id, &first).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    way.trouble(Trouble::Cut);
    let second = first.then(&answer, "Postgres is away");
    let answer = ann.puts(id, &second).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    let fresh = Uuid::now_v7();
    let new = ann.puts(fresh, &Put::new("begun without it")).await;
    assert_eq!(new.status, 200, "{}", new.body);
    way.mend();
    let live = world.live.live().await;
    flush(&world, &vault(&world, &live)).await;
    world.live.empty().await;
    for (id, text) in [(id, "Postgres is away"), (fresh, "begun without it")] {
        let read = until("Postgres answers again", async || ann.reads(id).await).await;
        assert_eq!(read, text);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_key_sealed_that_is_gone_comes_to_nobody() {
    let world = World::new().await;
    let api = world.api().await;
    let live = world.live.live().await;
    let (ann, vault) = (Writer::new(&world, &api, "Ann").await, vault(&world, &live));
    assert_eq!(ann.puts(Uuid::now_v7(), &Put::new("of the first key")).await.status, 200);
    world.postgres.run("DELETE FROM user_key").await;
    vault.store.user_key_or_new(ann.user, &vault.keys).await.unwrap();
    flush(&world, &vault).await;
    assert_eq!(world.postgres.number("SELECT count(*) FROM draft").await, 0);
    assert!(live.drafts_of(ann.user).await.unwrap().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_that_redis_and_postgres_have_apart_is_kept_twice() {
    let world = World::new().await;
    let api = world.api().await;
    let live = world.live.live().await;
    let (ann, vault) = (Writer::new(&world, &api, "Ann").await, vault(&world, &live));
    let id = Uuid::now_v7();
    let phone = Put::new("one");
    let known = ann.puts(id, &phone).await;
    flush(&world, &vault).await;
    // Redis has more of the phone; Postgres got what a laptop wrote meanwhile.
    let on = phone.then(&known, "one, and more by phone");
    assert_eq!(ann.puts(id, &on).await.status, 200);
    let laptop = Uuid::new_v4();
    let mut stored = vault.store.draft(ann.user, id).await.unwrap().unwrap();
    stored.current.rev.n = 7;
    stored.current.editor = laptop;
    stored.current.digest = [9; 16];
    let key = vault.known_key(ann.user).await.unwrap().unwrap();
    let cell = Cell { table: "draft", column: "content", row: &id.to_string() };
    let text = br#"{"text":"by laptop"}"#;
    stored.content = Some(key.seal(cell, &stored.current.rev.to_string(), text).unwrap());
    let transaction = vault.store.begin().await.unwrap();
    transaction.write_draft(ann.user, &stored).await.unwrap();
    transaction.commit().await.unwrap();
    // A tablet that knows of neither asks Postgres about it.
    let met = ann.puts(id, &Put::new("by tablet")).await;
    assert_eq!(code(&met), (409, "conflict"), "{}", met.body);
    assert_eq!(met.body["theirs"]["editor"], serde_json::json!(laptop));
    let drafts = ann.get("/drafts").await.body;
    let mut texts: Vec<&str> = drafts["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|draft| draft["content"]["text"].as_str().unwrap())
        .collect();
    texts.sort_unstable();
    assert_eq!(texts, ["by laptop", "by tablet", "one, and more by phone"]);
}
