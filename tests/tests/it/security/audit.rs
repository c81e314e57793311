//! Every action of an administrator, done and looked for in the audit.

use std::time::Duration;

use downbeat_boot::clock;
use downbeat_job::{Durable, SyncConfig};
use downbeat_store::{
    Action, AuditFilter, AuditRecord, BulkState, Doer, JobFilter, NewBulk, NewJob, NewMessage,
    Refused, Staff,
};
use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;

use super::operations::unsafe_operations;
use crate::harness::{Operator, World, keys, until};

/// What actions on many jobs are about: a worker that runs one meets no job of
/// this test, whenever it does.
const NOTHING: &str = "nothing";

#[tokio::test(flavor = "multi_thread")]
async fn every_action_of_an_administrator_is_audited() {
    let world = World::new().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let ada = Operator::sign_in(&api, &world.postgres, "Ada", Staff::Admin).await;
    let (worker, schedule) = (first(&ada, "workers").await, first(&ada, "schedules").await);
    // What ends a session comes after all that is done to it.
    let mut operations = unsafe_operations("Admin");
    operations.sort_by_key(|(_, path)| path.ends_with("/end"));
    for (method, path) in operations {
        let place = place(&world, &path, (&worker, &schedule)).await;
        let before = lines(&world).await.len();
        let reason = format!("{method} {path}");
        let (status, said) = ada.ask(method.clone(), &place, Some(body(&path, &reason))).await;
        assert!((200..300).contains(&status), "{method} {path}: {status} {said}");
        let noted = &lines(&world).await[before..];
        let (action, kind) = named(&method, &path);
        // What was made has an id of its own, which the answer tells.
        let target = match path.rsplit('/').next().unwrap() {
            "jobs" | "bulk" => said["id"].as_str().unwrap().to_owned(),
            _ => place.split('/').nth(5).unwrap().to_owned(),
        };
        for entry in noted {
            assert_eq!((&*entry.action, &*entry.target_kind), (action, kind), "{method} {path}");
            assert_eq!(entry.target_id, target, "{method} {path}");
            assert_eq!(entry.reason.as_ref(), Some(&reason), "{method} {path}");
            assert_eq!(entry.address.as_deref(), Some("127.0.0.1"), "{method} {path}");
            assert!(entry.actor_id.is_some() && entry.actor == "Ada", "{method} {path}");
        }
        // What is done in live Redis is noted with its outcome.
        let outcomes: Vec<_> =
            noted.iter().filter_map(|entry| entry.details["outcome"].as_str()).collect();
        match (action, status) {
            ("session.activate" | "session.close", 200) => assert_eq!(outcomes, ["begun", "done"]),
            ("session.activate" | "session.close", _) => {
                assert_eq!((outcomes, status), (vec!["begun", "under_way"], 202));
            }
            _ => assert_eq!((noted.len(), outcomes.len()), (1, 0), "{method} {path}: {noted:?}"),
        }
    }
}

/// What Ada did since she came in, in the order in which she did it.
async fn lines(world: &World) -> Vec<AuditRecord> {
    let filter = AuditFilter { actor: Some("Ada".into()), ..AuditFilter::default() };
    let mut lines = world.postgres.audit(&filter, None, 1_000).await.unwrap();
    lines.reverse();
    lines
}

/// The action that an operation is noted as, and the kind of its target.
fn named(method: &Method, path: &str) -> (&'static str, &'static str) {
    let rest = path.strip_prefix("/api/v1/admin/").unwrap();
    match (method.as_str(), rest) {
        ("POST", "jobs") => ("job.enqueue", "job"),
        ("POST", "jobs/{id}/retry") => ("job.retry", "job"),
        ("POST", "jobs/{id}/discard") => ("job.discard", "job"),
        ("POST", "jobs/{id}/run") => ("job.run", "job"),
        ("POST", "jobs/{id}/reveal") => ("job.reveal", "job"),
        ("PUT", "jobs/{id}/payload") => ("job.edit", "job"),
        ("POST", "bulk") => ("bulk.begin", "bulk"),
        ("POST", "bulk/{id}/stop") => ("bulk.stop", "bulk"),
        ("POST", "bulk/{id}/resume") => ("bulk.resume", "bulk"),
        ("POST", "queues/{name}/pause") => ("queue.pause", "queue"),
        ("POST", "queues/{name}/resume") => ("queue.resume", "queue"),
        ("POST", "queues/{name}/drain") => ("queue.drain", "queue"),
        ("POST", "workers/{name}/work") => ("worker.work", "worker"),
        ("POST", "workers/{name}/quiet") => ("worker.quiet", "worker"),
        ("POST", "workers/{name}/drain") => ("worker.drain", "worker"),
        ("POST", "workers/{name}/stop") => ("worker.stop", "worker"),
        ("POST", "schedules/{name}/run") => ("schedule.run", "schedule"),
        ("POST", "sessions/{id}/activate") => ("session.activate", "session"),
        ("POST", "sessions/{id}/close") => ("session.close", "session"),
        ("POST", "sessions/{id}/restore") => ("session.restore", "session"),
        ("POST", "sessions/{id}/end") => ("session.end", "session"),
        ("POST", "circle-cases/{case}/decide") => ("case.decide", "case"),
        ("POST", "circle-appeals/{appeal}/decide") => ("appeal.decide", "appeal"),
        ("POST", "circle-messages/{id}/author") => ("message.unseal", "message"),
        ("POST", "reports/{id}/close") => ("report.close", "report"),
        ("POST", "quarantine/{id}/retry") => ("event.retry", "event"),
        ("POST", "quarantine/{id}/discard") => ("event.discard", "event"),
        _ => panic!("{method} {path} is noted as nothing: say as what"),
    }
}

/// An address at which an operation has something to do.
pub async fn place(world: &World, path: &str, (worker, schedule): (&str, &str)) -> String {
    let id = target(world, path).await.to_string();
    let name = match path.split('/').nth(4) {
        Some("workers") => worker,
        Some("schedules") => schedule,
        _ => "configs",
    };
    let named = ["{id}", "{case}", "{appeal}"].iter();
    named.fold(path.replace("{name}", name), |path, part| path.replace(part, &id))
}

/// What each operation can read what it needs from.
pub fn body(path: &str, reason: &str) -> Value {
    let act = if path.contains("/circle-appeals/") { "overturn" } else { "hide" };
    json!({
        "reason": reason, "act": act,
        "name": "sync_config", "payload": { "session": Uuid::now_v7() },
        "action": "retry", "filter": { "name": NOTHING }, "expected": 1_000,
    })
}

/// What the first of a list is called, once there is one.
pub async fn first(ada: &Operator, list: &str) -> String {
    until(&format!("there are {list}"), async || {
        let said = ada.get(&format!("/api/v1/admin/{list}")).await.1;
        said["items"][0]["name"].as_str().map(str::to_owned)
    })
    .await
}

/// Something to which the action can be done.
async fn target(world: &World, path: &str) -> Uuid {
    let path = path.strip_prefix("/api/v1/admin/").unwrap();
    match path.split('/').next().unwrap() {
        "sessions" => {
            let session = world.seeded.session_id;
            if path.ends_with("/restore") {
                world.live.live().await.park(session, "a test").await.unwrap();
            }
            session
        }
        "jobs" if path.ends_with("/retry") => job(world, "dead").await,
        // It waits for its time, out of a worker's reach.
        "jobs" => job(world, "scheduled").await,
        "bulk" if path.ends_with("/resume") => bulk(world, BulkState::Stopped).await,
        "bulk" => bulk(world, BulkState::Running).await,
        "quarantine" => set_aside(world).await,
        "reports" => reported(world).await,
        "circle-cases" => given_to_the_house(world).await,
        "circle-appeals" => appealed(world).await,
        "circle-messages" => without_a_name(world).await,
        _ => Uuid::nil(),
    }
}

/// A message of a circle that nobody looked at for long.
async fn given_to_the_house(world: &World) -> Uuid {
    let (circle, message, by) = (Uuid::now_v7(), Uuid::now_v7(), world.seeded.user_id);
    let rows = format!(
        "WITH circle AS (INSERT INTO circle (id, config, head)
                 VALUES ('{circle}', '{{\"kind\":\"public\",\"name\":\"Harbour\"}}', 1) RETURNING id),
             message AS (INSERT INTO message (id, circle_id, seq, kind, author, text, state)
                 SELECT '{message}', id, 1, 'support', '{by}', 'Rude', 'shown' FROM circle
                 RETURNING id, circle_id)
         INSERT INTO circle_case (item_id, circle_id, is_comment, opened_at)
         SELECT id, circle_id, false, now() - interval '73 hours' FROM message"
    );
    world.postgres.run(&rows).await;
    message
}

/// What somebody says against a decision of the house.
async fn appealed(world: &World) -> Uuid {
    let (message, appeal) = (given_to_the_house(world).await, Uuid::now_v7());
    let by = world.seeded.user_id;
    let rows = format!(
        "WITH decision AS (INSERT INTO decision (id, circle_id, item_id, person, act, by_house)
                 SELECT '{message}', circle_id, id, '{by}', 'hide', true FROM message
                 WHERE id = '{message}' RETURNING id, circle_id)
         INSERT INTO appeal (id, decision_id, circle_id, person, text)
         SELECT '{appeal}', id, circle_id, '{by}', 'It was a joke' FROM decision"
    );
    world.postgres.run(&rows).await;
    appeal
}

/// A message whose author is sealed.
async fn without_a_name(world: &World) -> Uuid {
    let (circle, id, author) = (Uuid::now_v7(), Uuid::now_v7(), world.seeded.user_id);
    let circles = format!(
        "INSERT INTO circle (id, config)
         VALUES ('{circle}', '{{\"kind\":\"public\",\"name\":\"Harbour\"}}')"
    );
    world.postgres.run(&circles).await;
    let key = world.postgres.author_key_or_new(&keys()).await.unwrap();
    let transaction = world.postgres.begin().await.unwrap();
    let new = NewMessage { id, circle, author, kind: "support", text: "Help", is_daily: false };
    transaction.post_unseen(new, false, &key).await.unwrap();
    transaction.commit().await.unwrap();
    id
}

async fn reported(world: &World) -> Uuid {
    let id = Uuid::now_v7();
    let report = format!(
        "INSERT INTO room_report (id, session_id, by_seat, reason, lines)
         VALUES ('{id}', '{}', '{id}', 'spam', '[]')",
        world.seeded.session_id
    );
    world.postgres.run(&report).await;
    id
}

async fn job(world: &World, state: &str) -> Uuid {
    let job = SyncConfig { session: Uuid::now_v7() }.job().unwrap();
    let job = NewJob { delay: Duration::from_hours(1), ..job };
    world.postgres.enqueue(&[job]).await.unwrap();
    let newest = JobFilter { name: Some("sync_config".into()), ..JobFilter::default() };
    let id = world.postgres.jobs(&newest, None, 1).await.unwrap()[0].id;
    world.postgres.run(&format!("UPDATE job SET state = '{state}' WHERE id = '{id}'")).await;
    id
}

/// An action on many jobs that no worker goes on with by itself.
pub async fn bulk(world: &World, state: BulkState) -> Uuid {
    let (id, doer) = (Uuid::now_v7(), Doer::cli());
    let filter = JobFilter { name: Some(NOTHING.into()), ..JobFilter::default() };
    let (action, total, reason) = (Action::Retry, 0, None);
    let new = NewBulk { id, action, filter: &filter, total, doer: &doer, reason };
    world.postgres.begin_bulk(&new, &[]).await.unwrap();
    if state == BulkState::Stopped {
        world.postgres.turn_bulk(id, state, &doer, None, &[]).await.unwrap().unwrap();
    }
    id
}

/// An event that was refused, for a reason that is gone.
pub async fn set_aside(world: &World) -> Uuid {
    let (session, at_ms) = (world.seeded.session_id, clock::unix_ms());
    let event: Value = json!({
        "session": session, "incarnation": 1, "rev": at_ms, "seq": 0, "at_ms": at_ms,
        "body": { "name": "reset" }, "actor": { "role": "owner" },
    });
    let refused = Refused {
        shard: 0,
        stream_id: format!("{at_ms}-0"),
        session_id: Some(session),
        body: event.to_string().into_bytes(),
        error: "a test".into(),
    };
    world.postgres.quarantine(&refused).await.unwrap();
    world.postgres.quarantined(Some("waiting"), None, 1).await.unwrap()[0].id
}
