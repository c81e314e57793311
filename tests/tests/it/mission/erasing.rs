//! Somebody who is erased was in parties of others: their name goes from there,
//! too, and the stories stay.

use downbeat_boot::clock;
use downbeat_job::{ActivateSession, Signal, erasure::erase};
use downbeat_session::{
    Audience,
    kinds::mission::{expedition::Party, resolver::Seed},
};
use downbeat_store::Doer;
use sea_orm::{ConnectionTrait, DbBackend, Statement};
use serde_json::{Value, json};

use super::{alone, camp, new, person};
use crate::harness::{World, keys, until};

const NAME: &str = "Quillfeather";

/// Tables that have a text anywhere.
async fn found(world: &World, text: &str) -> Vec<String> {
    let db = world.postgres.connection();
    let tables = "SELECT tablename::text AS name FROM pg_tables WHERE schemaname = 'public'";
    let tables = db.query_all_raw(Statement::from_string(DbBackend::Postgres, tables)).await;
    let mut found = Vec::new();
    for row in tables.unwrap() {
        let table: String = row.try_get("", "name").unwrap();
        let count = format!("SELECT count(*) FROM {table} AS t WHERE t::text ILIKE '%{text}%'");
        if world.postgres.number(&count).await > 0 {
            found.push(table);
        }
    }
    found
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_goes_from_parties_of_others() {
    let world = World::new().await;
    let camp = camp(&world, &json!({ "names": "free", "tick_ms": 50, "rest_s": 0 })).await;
    let (ann, gone) = (person(&world, "Ann").await, person(&world, NAME).await);
    let _worker = world.worker().await;
    let live = world.live.live().await;
    let context = world.context(&live).await;
    ActivateSession { session: camp }.run(&context).await.unwrap();
    // It was out before, and lines of that are on the ticker.
    alone(&world, camp, gone, Seed([5; 16])).await;
    let home = "SELECT count(*) FROM mission_members WHERE NOT is_active";
    until("it is home", async || (world.postgres.try_number(home).await.ok()? == 1).then_some(()))
        .await;
    let shown = async |session| -> Option<String> {
        let hot = live.read(session).await.ok()??;
        String::from_utf8(hot.view(Audience::Public)).ok()
    };
    assert!(shown(camp).await.unwrap().contains(NAME), "the ticker has it");
    let (lobby, new) = new(camp, (Party::Open, None), clock::unix_ms());
    let transaction = world.postgres.begin().await.unwrap();
    transaction.make_mission(&new, ann).await.unwrap();
    transaction.seat(lobby, gone, None, clock::unix_ms()).await.unwrap();
    transaction.commit().await.unwrap();
    let seated = "SELECT count(*) FROM session_event WHERE name = 'seated'";
    until("the party is in history", async || {
        (world.postgres.try_number(seated).await.ok()? == 3).then_some(())
    })
    .await;
    let before = found(&world, NAME).await;
    for table in ["session_event", "session_snapshot", "mission_members", "survivors"] {
        assert!(before.iter().any(|name| name.starts_with(table)), "{table}: {before:?}");
    }

    let counted = world.postgres.traces(gone.user).await.unwrap();
    let by = (&Doer::cli(), None);
    let (_, enqueued) = erase((&*world.postgres, &keys()), gone.user, &counted, by).await.unwrap();
    world.queue.queue().await.announce(&enqueued).await;
    assert_eq!(found(&world, NAME).await, Vec::<String>::new());
    let user = gone.user.to_string();
    let known = found(&world, &user).await;
    let left: Vec<_> = known
        .iter()
        .filter(|table| !["users", "audit_log", "job", "job_attempt"].contains(&table.as_str()))
        .collect();
    assert_eq!(left, Vec::<&String>::new(), "the person");
    until("the party has another name", async || {
        let view: Value = serde_json::from_str(&shown(lobby).await?).ok()?;
        let names: Vec<_> =
            view["party"].as_array()?.iter().map(|one| one["name"].clone()).collect();
        (names == [json!("Ann"), json!("Marrow")]).then_some(())
    })
    .await;
    until("the camp shows no line of it", async || {
        (!shown(camp).await?.contains(NAME)).then_some(())
    })
    .await;
}
