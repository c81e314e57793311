//! An action of the console and its line in the audit log are one: neither is there
//! without the other.

use downbeat_store::{Staff, Store};
use sea_orm::{ConnectionTrait, DbBackend, Statement};
use serde_json::json;

use super::{
    audit::{body, first, place},
    operations::unsafe_operations,
};
use crate::harness::{Operator, Trouble, World, until};

/// All that actions change in Postgres, but for what workers do by themselves.
async fn state(store: &Store) -> Vec<String> {
    let mut all = Vec::new();
    for (table, columns, order) in [
        ("job", "id, name, payload, state, attempts_max, run_at", "id"),
        ("job_bulk", "id, state, note", "id"),
        ("job_queue", "name, state, changed_by", "name"),
        ("worker", "name, wanted", "name"),
        ("room_report", "id, closed_at", "id"),
        ("circle_case", "item_id, escalated_at", "item_id"),
        ("decision", "id, act, lifted_at", "id"),
        ("appeal", "id, state", "id"),
        ("event_quarantine", "id, state, decided_by", "id"),
        ("session_event", "session_id, incarnation, rev, seq", "session_id, incarnation, rev, seq"),
        ("sessions", "id, version, deleted_at", "id"),
        ("link_tokens", "id, revoked_at", "id"),
        ("audit_log", "id, action, details", "id"),
    ] {
        let read = format!(
            "SELECT coalesce(string_agg(it::text, ' ' ORDER BY {order}), '') AS all
             FROM (SELECT {columns} FROM {table}) AS it"
        );
        let read = Statement::from_string(DbBackend::Postgres, read);
        let row = store.connection().query_one_raw(read).await.unwrap().unwrap();
        all.push(format!("{table}: {}", row.try_get::<String>("", "all").unwrap()));
    }
    all
}

#[tokio::test(flavor = "multi_thread")]
async fn no_action_is_done_that_cannot_be_noted() {
    let world = World::new().await.with("WORKER__UNWATCHED_MS", "600000");
    let (api, mut worker) = (world.api().await, world.worker().await);
    let ada = Operator::sign_in(&api, &world.postgres, "Ada", Staff::Admin).await;
    let names = (first(&ada, "workers").await, first(&ada, "schedules").await);
    // Nothing moves by itself any more.
    worker.kill();
    let live = world.live.live().await;
    for (method, path) in unsafe_operations("Admin") {
        let place = place(&world, &path, (&names.0, &names.1)).await;
        let before = state(&world.postgres).await;
        let full = "CREATE TRIGGER is_full BEFORE INSERT ON audit_log
            FOR EACH STATEMENT EXECUTE FUNCTION audit_log_is_final()";
        world.postgres.run(full).await;
        let (status, said) = ada.ask(method.clone(), &place, Some(body(&path, "a test"))).await;
        assert_eq!(status, 500, "{method} {path}: {said}");
        world.postgres.run("DROP TRIGGER is_full ON audit_log").await;
        assert_eq!(state(&world.postgres).await, before, "{method} {path}");
    }
    let session = world.seeded.session_id;
    assert_eq!(live.are_hot(&[session]).await.unwrap(), [false], "nobody asked for it");
}

/// What fails is noted as such, and what fails before it is begun is not noted.
#[tokio::test(flavor = "multi_thread")]
async fn an_action_that_fails_is_not_told_of_as_done() {
    let (world, proxy) = World::new().await.through("REDIS_QUEUE__URL").await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let ada = Operator::sign_in(&api, &world.postgres, "Ada", Staff::Admin).await;
    let one = format!("/api/v1/admin/sessions/{}", world.seeded.session_id);
    proxy.trouble(Trouble::Cut);
    let (status, said) = ada.post(&format!("{one}/activate"), json!({})).await;
    assert_eq!((status, said["code"].as_str()), (503, Some("unavailable")), "{said}");
    proxy.mend();
    let outcomes = async || {
        let deeds = ada.get(&one).await.1["deeds"].clone();
        let outcome =
            |deed: &serde_json::Value| deed["details"]["outcome"].as_str().map(str::to_owned);
        deeds.as_array().unwrap().iter().filter_map(outcome).collect::<Vec<_>>()
    };
    assert_eq!(outcomes().await, ["failed", "begun"], "newest first");
    until("it is woken", async || {
        let (status, _) = ada.post(&format!("{one}/activate"), json!({})).await;
        (status == 200).then_some(())
    })
    .await;
    assert_eq!(outcomes().await[0], "done");

    let noted = "SELECT count(*) FROM audit_log WHERE actor = 'Ada'";
    let before = world.postgres.number(noted).await;
    let nothing = uuid::Uuid::nil();
    for place in [
        "workers/nobody/stop".to_owned(),
        format!("jobs/{nothing}/retry"),
        format!("bulk/{nothing}/stop"),
        format!("quarantine/{nothing}/discard"),
        format!("sessions/{nothing}/close"),
        format!("sessions/{nothing}/end"),
        format!("sessions/{}/restore", world.seeded.session_id),
    ] {
        let (status, said) = ada.post(&format!("/api/v1/admin/{place}"), json!({})).await;
        assert!((400..500).contains(&status), "{place}: {status} {said}");
    }
    assert_eq!(world.postgres.number(noted).await, before);
}
