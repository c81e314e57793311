//! Every action of an administrator, done and looked for in the audit.

use std::time::Duration;

use downbeat_boot::clock;
use downbeat_job::{Durable, SyncConfig};
use downbeat_store::{Action, BulkState, Doer, JobFilter, NewBulk, NewJob, Refused, Staff};
use serde_json::{Value, json};
use uuid::Uuid;

use super::operations::unsafe_operations;
use crate::harness::{Operator, World, until};

/// What actions on many jobs are about: a worker that runs one meets no job of
/// this test, whenever it does.
const NOTHING: &str = "nothing";

#[tokio::test(flavor = "multi_thread")]
async fn every_action_of_an_administrator_is_audited() {
    let world = World::new().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let ada = Operator::sign_in(&api, &world.postgres, "Ada", Staff::Admin).await;
    let (worker, schedule) = (first(&ada, "workers").await, first(&ada, "schedules").await);
    let count = "SELECT count(*) FROM audit_log WHERE actor = 'Ada'";
    // What ends a session comes after all that is done to it.
    let mut operations = unsafe_operations("Admin");
    operations.sort_by_key(|(_, path)| path.ends_with("/end"));
    for (method, path) in operations {
        let id = target(&world, &path).await.to_string();
        let name = match path.split('/').nth(4) {
            Some("workers") => &worker,
            Some("schedules") => &schedule,
            _ => "configs",
        };
        let place = path.replace("{id}", &id).replace("{name}", name);
        let before = world.postgres.number(count).await;
        let body = json!({
            "reason": "a test",
            "name": "sync_config", "payload": { "session": Uuid::now_v7() },
            "action": "retry", "filter": { "name": NOTHING }, "expected": 1_000,
        });
        let (status, said) = ada.ask(method.clone(), &place, Some(body)).await;
        assert!((200..300).contains(&status), "{method} {path}: {status} {said}");
        let noted = world.postgres.number(count).await - before;
        assert_eq!(noted, 1, "{method} {path} is noted");
    }
}

/// What the first of a list is called, once there is one.
async fn first(ada: &Operator, list: &str) -> String {
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
        _ => Uuid::nil(),
    }
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
async fn bulk(world: &World, state: BulkState) -> Uuid {
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
async fn set_aside(world: &World) -> Uuid {
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
