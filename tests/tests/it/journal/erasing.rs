//! Nobody but its person reads a journal, and after erasure nobody at all.

use std::path::Path;

use downbeat_job::journal::shred;
use downbeat_live::{DraftPlace, DraftPut, LiveDraft};
use downbeat_store::Cell;
use sea_orm::{ConnectionTrait, DbBackend, Statement};
use serde_json::json;
use uuid::Uuid;

use super::{Put, Writer, flush, vault};
use crate::{
    harness::{Process, Redis, World, until},
    standing::cast::{cookie, person},
};

/// Texts that stand in nothing else.
const CANARIES: [&str; 4] =
    ["quicksilverbadger", "marzipanlighthouse", "tag-heliotrope", "ghostnote"];

/// Somebody who leaves a canary in each thing that can be written.
async fn writes_all(world: &World, api: &Process) -> (Writer, Uuid) {
    let ann = Writer::new(world, api, "Ann").await;
    let body = json!({
        "text": CANARIES[0], "title": CANARIES[1], "tags": [CANARIES[2]], "wins": [CANARIES[0]],
    });
    let made = ann.writes(body).await;
    let path = format!("/journal/entries/{}", made["id"].as_str().unwrap());
    let edit = json!({ "text": format!("{} again", CANARIES[0]) });
    ann.tagged(reqwest::Method::PUT, &path, "\"1\"", edit).await;
    ann.post("/journal/moods", json!({ "value": 2, "note": CANARIES[3] })).await;
    let draft = Uuid::now_v7();
    assert_eq!(ann.puts(draft, &Put::new(CANARIES[3])).await.status, 200);
    // What is refused is not told of, either.
    let long = json!({ "text": CANARIES[0], "title": CANARIES[1].repeat(20) });
    assert_eq!(ann.post("/journal/entries", long).await.status, 422);
    (ann, draft)
}

/// Every row of every table, as text.
async fn tables_have(world: &World, text: &str) -> bool {
    let db = world.postgres.connection();
    let tables = "SELECT quote_ident(tablename) AS name FROM pg_tables WHERE schemaname = 'public'";
    let tables = db.query_all_raw(Statement::from_string(DbBackend::Postgres, tables)).await;
    for row in tables.unwrap() {
        let table: String = row.try_get("", "name").unwrap();
        let count = format!(
            "SELECT count(*) FROM {table} AS t WHERE position('{text}' in t::text) > 0
                 OR position(encode('{text}', 'hex') in t::text) > 0"
        );
        if world.postgres.number(&count).await > 0 {
            return true;
        }
    }
    false
}

fn files_have(folder: &Path, text: &str) -> bool {
    let Ok(entries) = std::fs::read_dir(folder) else { return false };
    entries.flatten().any(|entry| {
        let path = entry.path();
        if path.is_dir() {
            return files_have(&path, text);
        }
        let bytes = std::fs::read(&path).unwrap_or_default();
        bytes.windows(text.len()).any(|part| part == text.as_bytes())
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_written_stands_in_no_row_file_log_or_answer_to_others() {
    let world = World::new().await.with_live(Redis::in_earnest());
    let (api, workers) = (world.api().await, world.worker().await);
    world.live.write_before_answers().await;
    let (_ann, _) = writes_all(&world, &api).await;
    let live = world.live.live().await;
    let admin = world
        .postgres
        .create_staff("Ada", downbeat_store::Staff::Admin, &downbeat_store::Doer::cli())
        .await
        .unwrap();
    let admin = cookie(&world.postgres, admin).await.program(&api).await;
    let mut answers = String::new();
    for path in ["audit", "jobs", "sessions", "overview", "queues", "journal/entries"] {
        answers += &admin.get(&format!("/api/v1/admin/{path}")).await.body.to_string();
    }
    answers += &admin.get("/api/v1/journal/entries").await.body.to_string();
    answers += &admin.get("/api/v1/drafts").await.body.to_string();
    flush(&world, &vault(&world, &live)).await;
    let file = world.live.folder();
    for text in CANARIES {
        assert!(!answers.contains(text), "{text} in an answer");
        assert!(!tables_have(&world, text).await, "{text} in Postgres");
        assert!(!files_have(&file, text), "{text} in the file of live Redis");
        for log in [api.log(), workers.log()] {
            assert!(!log.contains(text), "{text} in a log");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_erased_journal_is_noise_in_every_copy() {
    let world = World::new().await.with_live(Redis::in_earnest());
    let (api, _worker) = (world.api().await, world.worker().await);
    world.live.write_before_answers().await;
    let (ann, draft) = writes_all(&world, &api).await;
    let live = world.live.live().await;
    let file = world.live.folder();
    let user = ann.user.to_string();
    assert!(files_have(&file, &user), "its draft and its key stand there");
    let erased = ann.program.delete("/api/v1/journal").await;
    assert_eq!(erased.status, 200, "{}", erased.body);
    let days = erased.body["backups_until_ms"].as_i64().unwrap()
        - erased.body["erased_ms"].as_i64().unwrap();
    assert!((29..=30).contains(&(days / 86_400_000)), "{}", erased.body);
    for table in ["user_key", "entry", "entry_version", "mood", "draft"] {
        let left = format!("SELECT count(*) FROM {table}");
        assert_eq!(world.postgres.number(&left).await, 0, "{table}");
    }
    assert_eq!(ann.reads(draft).await, None);
    assert!(live.drafts_of(ann.user).await.unwrap().is_empty());
    until("the file was written anew", async || {
        (!files_have(&file, &format!("draft:{user}"))).then_some(())
    })
    .await;
    // Whoever begins anew has another key.
    ann.writes(json!({ "text": "A new page." })).await;
    assert_eq!(ann.get("/journal/entries").await.body["items"].as_array().unwrap().len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_written_after_an_erasure_stays_whenever_its_job_runs() {
    let world = World::new().await.with_live(Redis::in_earnest());
    let api = world.api().await;
    let (ann, erased) = writes_all(&world, &api).await;
    let live = world.live.live().await;
    let vault = vault(&world, &live);
    let old = vault.known_key(ann.user).await.unwrap().unwrap();
    assert_eq!(ann.program.delete("/api/v1/journal").await.status, 200);
    let (draft, late) = (Uuid::now_v7(), DraftPlace { user: ann.user, id: Uuid::now_v7() });
    assert_eq!(ann.puts(draft, &Put::new("begun anew")).await.status, 200);
    ann.writes(json!({ "text": "A new page." })).await;
    let new = vault.known_key(ann.user).await.unwrap().unwrap();
    assert_ne!(new.generation(), old.generation());
    // Somebody who had the old key still was a little late with a text.
    let stands = live.draft(DraftPlace { id: draft, ..late }).await.unwrap().unwrap();
    let cell = Cell { table: "draft", column: "content", row: &late.id.to_string() };
    let sealed = Some(old.seal(cell, "1.00000007", b"{}").unwrap());
    let text = LiveDraft { sealed, ..stands };
    assert_eq!(live.put_draft(late, None, &text, true).await.unwrap(), DraftPut::Put);
    // Only now is there a worker for the job, and it is done twice.
    let _worker = world.worker().await;
    until("the job is done", async || {
        let done = "SELECT count(*) FROM job WHERE name = 'erase_journal' AND state = 'done'";
        (world.postgres.number(done).await == 1).then_some(())
    })
    .await;
    shred(&live, ann.user, Some(old.generation())).await.unwrap();
    assert_eq!(live.drafts_of(ann.user).await.unwrap(), [draft], "what the old key sealed is gone");
    assert_eq!(ann.reads(draft).await.as_deref(), Some("begun anew"));
    assert_eq!(ann.reads(erased).await, None);
    let entries = ann.get("/journal/entries").await.body;
    assert_eq!(entries["items"].as_array().unwrap().len(), 1, "{entries}");
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_deletes_their_account_takes_their_journal_along() {
    let world = World::new().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let (ann, _) = writes_all(&world, &api).await;
    let counted = world.postgres.traces(ann.user).await.unwrap();
    assert_eq!((counted["journal entries"], counted["moods"]), (1, 1), "{counted:?}");
    let gone = ann.post("/me/erase", json!({ "name": "Ann" })).await;
    assert_eq!(gone.status, 204, "{}", gone.body);
    for table in ["user_key", "entry", "entry_version", "mood", "prompt", "draft", "journal"] {
        let left = format!("SELECT count(*) FROM {table} WHERE user_id = '{}'", ann.user);
        assert_eq!(world.postgres.number(&left).await, 0, "{table}");
    }
    let live = world.live.live().await;
    until("live Redis has nothing of them", async || {
        live.drafts_of(ann.user).await.unwrap().is_empty().then_some(())
    })
    .await;
    let other = person(&world.postgres, "Ann").await;
    assert_ne!(other, ann.user);
}
