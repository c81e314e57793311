//! One action on many jobs.

use downbeat_job::{Attempt, BulkJobs, Durable, Hopeless};
use downbeat_store::{Action, BulkState, Doer, JobFilter, JobState, NewBulk, Shown, Staff};
use serde_json::json;
use uuid::Uuid;

use crate::harness::{Operator, Postgres, World, postgres};

/// Jobs of these names are acted on, and this argument of them is shown.
fn known() -> Shown {
    Shown::from([("effect", &["n"][..])])
}

/// Dead jobs, some of a name that nobody knows any more.
async fn dead(postgres: &Postgres, known: u32, unknown: u32) {
    for (name, count) in [("effect", known), ("unheard_of", unknown)] {
        let insert = format!(
            "INSERT INTO job (id, name, queue, version, payload, state, attempt, attempts_max,
                 run_at, created_at, ended_at)
             SELECT gen_random_uuid(), '{name}', 'effects', 1, '{{\"n\": 1}}', 'dead', 5, 5,
                 now(), now(), now()
             FROM generate_series(1, {count})"
        );
        postgres.run(&insert).await;
    }
    // As if made by us: ids that grow with time, and were there before now.
    let order = "UPDATE job SET id = ('00000000-' || right(to_hex(n + 65536), 4)
            || '-7000-8000-000000000000')::uuid
        FROM (SELECT id AS old, row_number() OVER () AS n FROM job) AS numbered
        WHERE job.id = old";
    postgres.run(order).await;
}

async fn begin(postgres: &Postgres, action: Action, filter: &JobFilter) -> Uuid {
    let (id, doer) = (Uuid::now_v7(), Doer::cli());
    let total = postgres.count_jobs(filter, 1_000_000).await.unwrap().count;
    let new = NewBulk { id, action, filter, total, doer: &doer, reason: Some("a test") };
    postgres.begin_bulk(&new, &[]).await.unwrap();
    id
}

fn all_dead() -> JobFilter {
    JobFilter { states: vec![JobState::Dead], ..JobFilter::default() }
}

#[tokio::test]
async fn all_that_match_are_retried_and_what_nobody_knows_is_passed_over() {
    let postgres = postgres().await;
    dead(&postgres, 1_200, 30).await;
    let id = begin(&postgres, Action::Retry, &all_dead()).await;
    let mut steps = 0;
    let bulk = loop {
        steps += 1;
        let bulk = postgres.bulk_step(id, &known()).await.unwrap().unwrap();
        if bulk.state == BulkState::Done {
            break bulk;
        }
    };
    assert_eq!((bulk.total, bulk.done, bulk.skipped), (1_230, 1_200, 30));
    assert!(steps > 2, "it goes in batches");
    let count = |state: &str| format!("SELECT count(*) FROM job WHERE state = '{state}'");
    assert_eq!(postgres.number(&count("retrying")).await, 1_200);
    assert_eq!(postgres.number(&count("dead")).await, 30);
    let entries = "SELECT count(*) FROM audit_log WHERE action = 'job.retry' AND actor = 'cli'";
    assert_eq!(postgres.number(entries).await, 1_200);
}

#[tokio::test]
async fn it_is_stopped_and_resumed_where_it_was() {
    let postgres = postgres().await;
    dead(&postgres, 1_200, 0).await;
    let id = begin(&postgres, Action::Discard, &all_dead()).await;
    assert_eq!(postgres.bulk_step(id, &known()).await.unwrap().unwrap().done, 500);
    let doer = Doer::cli();
    let turn = |to| postgres.turn_bulk(id, to, &doer, None, &[]);
    assert!(turn(BulkState::Stopped).await.unwrap().is_some());
    assert!(turn(BulkState::Stopped).await.unwrap().is_none(), "it was stopped before");
    let stopped = postgres.bulk_step(id, &known()).await.unwrap().unwrap();
    assert_eq!((stopped.state, stopped.done), (BulkState::Stopped, 500));
    assert!(turn(BulkState::Running).await.unwrap().is_some());
    while postgres.bulk_step(id, &known()).await.unwrap().unwrap().state == BulkState::Running {}
    assert_eq!(postgres.bulk(id).await.unwrap().unwrap().done, 1_200);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_order_that_cannot_be_read_does_nothing_and_says_why() {
    let world = World::new().await;
    let postgres = &world.postgres;
    let live = world.live.live().await;
    let context = world.context(&live).await;
    postgres.run("DELETE FROM job").await;
    dead(postgres, 20, 0).await;
    postgres.run("ALTER TABLE job_bulk DROP CONSTRAINT job_bulk_action_check").await;
    let damage = [
        "filter = '{}'",
        "filter = 'null'",
        "filter = filter - 'name'",
        "filter = filter || '{\"kind\": \"timer\"}'",
        "filter = jsonb_set(filter, '{states}', '[\"undead\"]')",
        "filter = jsonb_set(filter, '{ids}', '\"all\"')",
        "action = 'obliterate'",
    ];
    for damage in damage {
        let id = begin(postgres, Action::Discard, &all_dead()).await;
        postgres.run(&format!("UPDATE job_bulk SET {damage} WHERE id = '{id}'")).await;
        let attempt = Attempt::new(Uuid::now_v7(), 1);
        let error = BulkJobs { bulk: id }.run(&context, &attempt).await.unwrap_err();
        assert!(error.is::<Hopeless>(), "{damage}: {error:#}");
        let bulk = postgres.bulk(id).await.unwrap().unwrap();
        assert_eq!((bulk.state, bulk.done), (BulkState::Stopped, 0), "{damage}");
        assert!(bulk.order.is_none(), "{damage}");
        assert!(bulk.note.unwrap().contains("cannot be read"), "{damage}");
        let left = "SELECT count(*) FROM job WHERE name = 'effect' AND state = 'dead'";
        assert_eq!(postgres.number(left).await, 20, "{damage}");
    }
}

#[tokio::test]
async fn an_action_in_a_state_that_is_not_known_does_nothing() {
    let postgres = postgres().await;
    dead(&postgres, 20, 0).await;
    let id = begin(&postgres, Action::Discard, &all_dead()).await;
    let strange = "ALTER TABLE job_bulk DROP CONSTRAINT job_bulk_state_check;
        UPDATE job_bulk SET state = 'sideways'";
    postgres.run(strange).await;
    let bulk = postgres.bulk_step(id, &known()).await.unwrap().unwrap();
    assert_eq!((bulk.state, bulk.done), (BulkState::Unknown, 0));
    for to in [BulkState::Running, BulkState::Stopped] {
        assert!(postgres.turn_bulk(id, to, &Doer::cli(), None, &[]).await.unwrap().is_none());
    }
    let left = "SELECT count(*) FROM job WHERE state = 'dead'";
    assert_eq!(postgres.number(left).await, 20);
}

#[tokio::test]
async fn a_filter_finds_what_it_says() {
    let postgres = postgres().await;
    dead(&postgres, 40, 2).await;
    let count = async |filter: &JobFilter| postgres.count_jobs(filter, 100).await.unwrap().count;
    let all = JobFilter::default();
    assert_eq!(count(&all).await, 42);
    assert_eq!(count(&JobFilter { name: Some("unheard_of".into()), ..all.clone() }).await, 2);
    assert_eq!(count(&JobFilter { queue: Some("effects".into()), ..all.clone() }).await, 42);
    assert_eq!(count(&JobFilter { queue: Some("others".into()), ..all.clone() }).await, 0);
    assert_eq!(count(&JobFilter { states: vec![JobState::Done], ..all.clone() }).await, 0);
    let text =
        |text: &str, shown: Shown| JobFilter { text: Some(text.into()), shown, ..all.clone() };
    assert_eq!(count(&text("1", known())).await, 40, "of the name whose argument is shown");
    assert_eq!(count(&text("%", known())).await, 0);
    assert_eq!(count(&text("1", Shown::new())).await, 0, "what is hidden is not found");
    assert_eq!(count(&text("1", Shown::from([("effect", &["m"][..])]))).await, 0);
    assert_eq!(count(&text("n", known())).await, 0, "what an argument is called is no text");
    assert_eq!(count(&JobFilter { worker: Some("nobody".into()), ..all.clone() }).await, 0);
    let mut seen = Vec::new();
    let mut before = None;
    loop {
        let page = postgres.jobs(&all, before, 10).await.unwrap();
        let Some(last) = page.last() else { break };
        before = Some(last.id);
        seen.extend(page.iter().map(|job| job.id));
    }
    assert_eq!(seen.len(), 42);
    assert!(seen.is_sorted_by(|a, b| a > b), "newest first");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_action_on_many_jobs_is_refused_where_a_word_of_it_is_not_known() {
    let world = World::new().await;
    let api = world.api().await;
    let ada = Operator::sign_in(&api, &world.postgres, "Ada", Staff::Admin).await;
    let filter = json!({ "state": ["dead"], "nmae": "prune" });
    let body = json!({ "action": "discard", "filter": filter, "expected": 9 });
    let (status, said) = ada.post("/api/v1/admin/bulk", body).await;
    assert_eq!((status, &said["errors"][0]["field"]), (422, &json!("filter.nmae")), "{said}");
    let begun = "SELECT count(*) FROM job_bulk";
    assert_eq!(world.postgres.number(begun).await, 0);
}
