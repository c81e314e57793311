//! When an export is made, when not, and when it goes.

use downbeat_job::{Attempt, Durable, Prune};
use downbeat_store::{Doer, Traces};
use serde_json::json;
use uuid::Uuid;

use super::{EXPORTS, run, stage};
use crate::{circle::Somebody, harness::World, streamer::code};

/// Without a job: its file is there, and has nothing in it.
async fn is_ready(world: &World, export: Uuid) {
    let ready = format!(
        "UPDATE export SET state = 'ready', bytes = 0, ready_at = now(),
             until = now() + interval '7 days' WHERE id = '{export}'"
    );
    world.postgres.run(&ready).await;
}

async fn count(world: &World, table: &str) -> i64 {
    world.postgres.number(&format!("SELECT count(*) FROM {table}")).await
}

async fn prune(world: &World) {
    let live = world.live.live().await;
    let context = world.context(&live).await;
    Prune {}.run(&context, &Attempt::new(Uuid::now_v7(), 1)).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn one_is_written_at_a_time_three_are_kept_and_five_are_made_in_a_day() {
    let world = World::new().await;
    let api = world.api().await;
    let ann = Somebody::new(&world, &api, "Ann").await;
    let mut made = Vec::new();
    for _ in 0..3 {
        let export = ann.exports().await;
        // However often: what is refused does not count.
        for _ in 0..3 {
            assert_eq!(code(&ann.post(EXPORTS, json!({})).await), (409, "exists"));
        }
        is_ready(&world, export).await;
        made.push(export);
    }
    assert_eq!(code(&ann.post(EXPORTS, json!({})).await), (409, "full"));
    for _ in 0..2 {
        let oldest = made.remove(0);
        let path = format!("/api/v1{EXPORTS}/{oldest}");
        assert_eq!(ann.program.delete(&path).await.status, 204);
        let export = ann.exports().await;
        is_ready(&world, export).await;
        made.push(export);
    }
    let path = format!("/api/v1{EXPORTS}/{}", made[0]);
    assert_eq!(ann.program.delete(&path).await.status, 204);
    let sixth = ann.post(EXPORTS, json!({})).await;
    assert_eq!(code(&sixth), (429, "limited"), "{}", sixth.body);
    assert_eq!(count(&world, "export").await, 2, "what is limited leaves nothing");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_run_that_was_cut_off_is_begun_anew_and_writes_no_more() {
    let (world, _api, ann) = stage().await;
    assert_eq!(ann.post("/journal/entries", json!({ "text": "A walk" })).await.status, 201);
    let export = ann.exports().await;
    // A worker is killed after its first piece.
    let job = world.postgres.jobs_of("export").await[0].0;
    let lost = world.postgres.claimed(job).await;
    assert_eq!(world.postgres.begin_export(export, lost).await.unwrap(), Some(ann.user));
    assert!(world.postgres.write_export((export, lost), 0, vec![7; 300]).await.unwrap());
    assert_eq!(count(&world, "export_chunk").await, 1);
    run(&world, export).await.unwrap();
    let files = ann.opens(export).await;
    assert!(String::from_utf8_lossy(&files["journal/journal.md"]).contains("A walk"));
    // It was not dead, only late.
    assert!(!world.postgres.write_export((export, lost), 9, vec![7; 300]).await.unwrap());
    assert_eq!(world.postgres.begin_export(export, lost).await.unwrap(), None);
    let transaction = world.postgres.begin().await.unwrap();
    assert!(!transaction.end_export((export, lost), 300).await.unwrap());
    transaction.commit().await.unwrap();
    assert!(ann.opens(export).await.contains_key("about.txt"));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_export_that_is_deleted_while_it_is_written_is_nobodys() {
    let (world, _api, ann) = stage().await;
    let export = ann.exports().await;
    let path = format!("/api/v1{EXPORTS}/{export}");
    assert_eq!(ann.program.delete(&path).await.status, 204);
    run(&world, export).await.unwrap();
    assert_eq!((count(&world, "export").await, count(&world, "export_chunk").await), (0, 0));
    assert_ne!(ann.exports().await, export, "another may be asked for at once");
}

#[tokio::test(flavor = "multi_thread")]
async fn after_seven_days_it_is_gone_and_what_never_came_has_failed() {
    let (world, _api, ann) = stage().await;
    let export = ann.exports().await;
    run(&world, export).await.unwrap();
    let told = ann.export(export).await.unwrap();
    let days = told["until_ms"].as_i64().unwrap() - told["ready_ms"].as_i64().unwrap();
    assert_eq!(days, 7 * 86_400_000, "{told}");
    prune(&world).await;
    assert_eq!(ann.downloads(export).await.status().as_u16(), 200);
    world.postgres.run("UPDATE export SET until = now()").await;
    assert_eq!(ann.downloads(export).await.status().as_u16(), 404);
    assert_eq!(ann.export(export).await, None);
    prune(&world).await;
    assert_eq!((count(&world, "export").await, count(&world, "export_chunk").await), (0, 0));
    let late = ann.exports().await;
    world.postgres.run("UPDATE export SET until = now()").await;
    prune(&world).await;
    let told = ann.export(late).await.unwrap();
    assert_eq!((&told["state"], &told["problem"]), (&json!("failed"), &json!("broken")));
    run(&world, late).await.unwrap();
    assert_eq!(ann.export(late).await.unwrap()["state"], "failed", "it is too late");
}

#[tokio::test(flavor = "multi_thread")]
async fn exports_go_with_the_key_that_sealed_them_and_with_their_person() {
    let (world, _api, ann) = stage().await;
    let export = ann.exports().await;
    run(&world, export).await.unwrap();
    assert!(count(&world, "export_chunk").await > 0);
    assert_eq!(ann.program.delete("/api/v1/journal").await.status, 200);
    assert_eq!((count(&world, "export").await, count(&world, "export_chunk").await), (0, 0));
    let export = ann.exports().await;
    run(&world, export).await.unwrap();
    let counted = world.postgres.traces(ann.user).await.unwrap();
    assert_eq!(counted["exports"], 1, "{counted:?}");
    let transaction = world.postgres.begin().await.unwrap();
    let erased = transaction.erase_person(ann.user, &Traces::new(), &Doer::cli(), None).await;
    erased.unwrap();
    transaction.commit().await.unwrap();
    assert_eq!((count(&world, "export").await, count(&world, "export_chunk").await), (0, 0));
}
