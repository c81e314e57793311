//! Bad lines to Postgres, lines that it cuts itself, and none left to take.

use futures::{StreamExt, stream::FuturesUnordered};
use sea_orm::{ConnectionTrait, DbBackend, Statement, TransactionTrait};
use serde_json::{Value, json};

use super::{crowd::Crowd, is_ready, stops, windowed};
use crate::{
    harness::{Answered, Message, Program, TROUBLES, Trouble, World, until},
    streamer::{code, path},
};

/// What is hot goes on; an edit is saved or told to come again.
#[tokio::test(flavor = "multi_thread")]
async fn an_api_with_a_bad_line_to_postgres_serves_what_is_hot() {
    let world = windowed().await;
    let _worker = world.worker().await;
    let (world, line) = world.through("DATABASE__URL").await;
    let api = world.api().await;
    let (ann, id) = (world.program(&api), world.seeded.session_id);
    let mut screen = world.screen(&api).await;
    let mut crowd = Crowd::new(&world);
    for (version, trouble) in (2..).zip(TROUBLES) {
        vote(&ann, &world, &mut crowd).await;
        line.trouble(trouble);
        crowd.says(&api, 5).await;
        vote(&ann, &world, &mut crowd).await;
        assert!(crowd.is_heard(), "{trouble:?}");
        screen.frame_with(crowd.said).await;
        assert!(is_ready(&api).await, "{trouble:?}");
        let saved = save(&ann, &world, version).await;
        if stops(trouble) {
            assert_eq!(code(&saved), (503, "unavailable"), "{trouble:?}");
            assert!(saved.headers.contains_key("retry-after"));
            line.mend();
            until("edits work again", async || {
                (save(&ann, &world, version).await.status == 200).then_some(())
            })
            .await;
        } else {
            assert_eq!(saved.status, 200, "{trouble:?}: {}", saved.body);
            line.mend();
        }
    }
    let stored = world.postgres.find(id).await.unwrap().unwrap();
    assert_eq!(stored.config_version, 6, "each edit once");
}

/// The meter sleeps, and what its words are nobody can say: Twitch is answered all the
/// same, as of any message that nobody sees.
#[tokio::test(flavor = "multi_thread")]
async fn without_postgres_a_moderators_message_to_a_meter_that_sleeps_is_no_command() {
    let (world, line) = World::new().await.through("DATABASE__URL").await;
    let api = world.api().await;
    line.trouble(Trouble::HalfOpen);
    let asked = Message::new("3", "!uptime");
    assert_eq!(world.chat.send(&api, &asked).await.unwrap(), 204);
}

/// The audit waits: every event is there in the end, once and in order.
#[tokio::test(flavor = "multi_thread")]
async fn a_worker_with_a_bad_line_to_postgres_loses_no_event() {
    let world = windowed().await;
    let api = world.api().await;
    let (world, line) = world.through("DATABASE__URL").await;
    let worker = world.worker().await;
    let (ann, id) = (world.program(&api), world.seeded.session_id);
    let mut screen = world.screen(&api).await;
    let mut crowd = Crowd::new(&world);
    for trouble in TROUBLES {
        line.trouble(trouble);
        for _ in 0..10 {
            vote(&ann, &world, &mut crowd).await;
        }
        screen.frame_with(crowd.said).await;
        assert!(is_ready(&worker).await, "{trouble:?}");
        line.mend();
        let revs = until("its history is whole", async || {
            let events = world.postgres.events(id, None, 100).await.unwrap();
            let revs: Vec<i64> = events.iter().map(|event| event.rev).collect();
            (revs.len() as u64 >= crowd.said).then_some(revs)
        })
        .await;
        let all = i64::try_from(crowd.said).unwrap();
        assert_eq!(revs, (1..=all).collect::<Vec<_>>(), "{trouble:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn connections_that_postgres_cuts_lose_no_edit() {
    let world = windowed().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let (ann, id) = (world.program(&api), world.seeded.session_id);
    let _screen = world.screen(&api).await;
    let cut = "SELECT count(*) FILTER (WHERE pg_terminate_backend(pid)) FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid()";
    let cut = || Statement::from_string(DbBackend::Postgres, cut);
    let (mut version, mut turns_with_cuts) = (2, 0);
    for _ in 0..30 {
        let (saved, told) = tokio::join!(
            save(&ann, &world, version),
            world.postgres.connection().query_one_raw(cut())
        );
        // The cutters are a pool, too, and cut each other's.
        let told = told.ok().flatten();
        let cuts: i64 = told.map_or(0, |row| row.try_get_by_index(0).unwrap());
        turns_with_cuts += u32::from(cuts > 0);
        let stored =
            until("Postgres answers", async || world.postgres.find(id).await.ok().flatten()).await;
        match saved.status {
            200 => assert_eq!(stored.config_version, version + 1, "an edit that was acknowledged"),
            // It may have been saved though nobody could be told.
            503 => assert!([version, version + 1].contains(&stored.config_version)),
            other => panic!("{other}: {}", saved.body),
        }
        version = stored.config_version;
    }
    assert!(turns_with_cuts > 10, "only {turns_with_cuts} of 30 times anything was cut");
    until("edits work again", async || {
        (save(&ann, &world, version).await.status == 200).then_some(())
    })
    .await;
    let entries = "SELECT count(*) FROM audit_log WHERE action = 'session.edit'";
    assert_eq!(world.postgres.number(entries).await, version, "each with its entry");
    let undone = "SELECT count(*) FROM job WHERE state <> 'done'";
    until("every job is done", async || (world.postgres.number(undone).await == 0).then_some(()))
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_exhausted_pool_says_come_again_and_stops_nothing_hot() {
    let world = windowed().await;
    let _worker = world.worker().await;
    let world = world.with("DATABASE__POOL_MAX", "2").with("DATABASE__ACQUIRE_TIMEOUT_MS", "500");
    let api = world.api().await;
    let ann = world.program(&api);
    let mut screen = world.screen(&api).await;
    let mut crowd = Crowd::new(&world);
    vote(&ann, &world, &mut crowd).await;

    let lock = world.postgres.connection().begin().await.unwrap();
    lock.execute_unprepared("LOCK TABLE sessions IN ACCESS EXCLUSIVE MODE").await.unwrap();
    let mut edits: FuturesUnordered<_> = (0..6).map(|_| save(&ann, &world, 2)).collect();
    for _ in 0..4 {
        let refused = edits.next().await.unwrap();
        assert_eq!(code(&refused), (503, "unavailable"));
        assert!(refused.headers.contains_key("retry-after"));
    }
    crowd.says(&api, 5).await;
    vote(&ann, &world, &mut crowd).await;
    assert!(crowd.is_heard());
    screen.frame_with(crowd.said).await;

    lock.rollback().await.unwrap();
    let mut held: Vec<u16> = edits.map(|answer| answer.status).collect().await;
    held.sort_unstable();
    assert_eq!(held, [200, 412], "of two on the same version one is saved");
    assert_eq!(ann.get(&path(world.seeded.session_id)).await.status, 200);
}

/// A command, which goes past Postgres.
async fn vote(ann: &Program, world: &World, crowd: &mut Crowd<'_>) {
    let side = json!({ "side": "for" });
    let voted = ann.command(world.seeded.session_id, "test_vote", side).await;
    assert_eq!(voted.status, 200, "{}", voted.body);
    crowd.said += 1;
}

/// An edit of what is at a version.
async fn save(ann: &Program, world: &World, version: i64) -> Answered {
    let change: Value = json!({ "config": { "weight": version % 10 + 1 } });
    ann.patch(&path(world.seeded.session_id), &format!("\"{version}\""), change).await
}
