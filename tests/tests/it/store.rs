//! What Postgres promises to remember, on a real server.

use downbeat_job::archive;
use downbeat_store::{
    Appended, ArchiveState, Asleep, ConfigState, Doer, EventCursor, EventRow, Keep, NewIdentity,
    NewLinkToken, NewSession, SCHEMA, Store, StoreError, Wake, WakeupCursor,
    partitions::{self, Month},
};
use sea_orm::ConnectionTrait;
use serde_json::json;
use uuid::Uuid;

use crate::harness::{empty_postgres, postgres};

const SHARD: u16 = 7;
/// 2026-07-01T00:00:00Z
const JULY_MS: i64 = 1_782_864_000_000;

async fn owner(store: &Store) -> Uuid {
    let account = NewIdentity {
        provider: "twitch",
        provider_user_id: "1337",
        login: "streamer",
        display_name: "Streamer",
    };
    store.create_user_with_identity(account).await.unwrap().id
}

async fn session(store: &Store) -> Uuid {
    let id = Uuid::now_v7();
    let owner = owner(store).await;
    let new = NewSession {
        id,
        kind: "meter".into(),
        owner,
        config: json!({"decay": 1}),
        shard: SHARD,
        parent: None,
    };
    assert_eq!(store.create(new, &Doer::system()).await.unwrap(), 1);
    id
}

fn event(session_id: Uuid, incarnation: i64, rev: i64) -> EventRow {
    EventRow {
        session_id,
        incarnation,
        rev,
        seq: 0,
        at_ms: JULY_MS + rev,
        name: "reset".into(),
        payload: json!({"name": "reset", "rev": rev}),
        actor: json!({"system": true}),
        command_id: (rev % 2 == 0).then(|| format!("command-{rev}")),
    }
}

#[test]
fn the_store_names_the_newest_migration() {
    assert_eq!(SCHEMA, downbeat_migration::latest());
}

#[tokio::test]
async fn a_schema_of_another_version_is_refused_with_advice() {
    let store = empty_postgres().await;
    let unmigrated = store.check_schema().await.unwrap_err();
    assert!(unmigrated.to_string().contains("downbeat-worker migrate"), "{unmigrated}");

    downbeat_migration::up(store.connection()).await.unwrap();
    store.check_schema().await.unwrap();

    let newer = "INSERT INTO seaql_migrations (version, applied_at) VALUES ('m9999_future', 0)";
    store.connection().execute_unprepared(newer).await.unwrap();
    let too_old = store.check_schema().await.unwrap_err();
    assert!(too_old.to_string().contains("too old"), "{too_old}");
}

#[tokio::test]
async fn two_processes_migrate_at_once_and_the_second_finds_it_done() {
    let store = empty_postgres().await;
    let (one, two) = tokio::join!(
        downbeat_migration::up(store.connection()),
        downbeat_migration::up(store.connection()),
    );
    one.unwrap();
    two.unwrap();
    store.check_schema().await.unwrap();
}

#[tokio::test]
async fn an_account_becomes_one_person_and_keeps_its_newest_name() {
    let store = postgres().await;
    assert_eq!(store.user_by_identity("twitch", "1337").await.unwrap(), None);

    let first = owner(&store).await;
    let renamed = NewIdentity {
        provider: "twitch",
        provider_user_id: "1337",
        login: "renamed",
        display_name: "Renamed",
    };
    let (one, two) = tokio::join!(
        store.create_user_with_identity(renamed),
        store.create_user_with_identity(renamed),
    );
    assert_eq!((one.unwrap().id, two.unwrap().id), (first, first));

    let known = store.user_by_identity("twitch", "1337").await.unwrap().unwrap();
    assert_eq!((known.id, known.login.as_str()), (first, "renamed"));
    assert_eq!(known.display_name, "Renamed");
}

#[tokio::test]
async fn an_edit_moves_the_version_and_a_stale_one_is_told_the_current() {
    let store = postgres().await;
    let id = session(&store).await;

    assert_eq!(store.edited(id, Some(1), json!({"decay": 2})).await.unwrap(), 2);
    assert_eq!(store.edited(id, None, json!({"decay": 3})).await.unwrap(), 3);
    let stale = store.edited(id, Some(1), json!({})).await.unwrap_err();
    assert!(matches!(stale, StoreError::Stale { current: 3 }));
    let missing = store.edited(Uuid::now_v7(), None, json!({})).await.unwrap_err();
    assert!(matches!(missing, StoreError::NotFound));

    let found = store.find(id).await.unwrap().unwrap();
    assert_eq!((found.config, found.config_version), (json!({"decay": 3}), 3));
    assert_eq!((found.shard, found.wake_ms), (SHARD, None));
}

#[tokio::test]
async fn a_deleted_session_leaves_a_tombstone_whose_version_never_goes_down() {
    let store = postgres().await;
    let id = session(&store).await;
    let owner = owner(&store).await;

    assert_eq!(store.deleted(id).await.unwrap(), 2);
    assert_eq!(store.deleted(id).await.unwrap(), 2);
    assert_eq!(store.find(id).await.unwrap(), None);
    assert_eq!(store.activated(id).await.unwrap(), None);
    assert!(matches!(store.edited(id, None, json!({})).await, Err(StoreError::NotFound)));
    let tombstone = ConfigState { version: 2, owner, config: None, parent: None };
    assert_eq!(store.config_of(id).await.unwrap(), Some(tombstone));

    let again = NewSession {
        id,
        kind: "meter".into(),
        owner,
        config: json!({}),
        shard: SHARD,
        parent: None,
    };
    assert_eq!(store.create(again.clone(), &Doer::system()).await.unwrap(), 3);
    assert!(matches!(store.create(again, &Doer::system()).await, Err(StoreError::Conflict)));
}

#[tokio::test]
async fn every_activation_takes_an_incarnation_of_its_own() {
    let store = postgres().await;
    let id = session(&store).await;

    let (one, two) = tokio::join!(store.activated(id), store.activated(id));
    let (one, two) = (one.unwrap().unwrap(), two.unwrap().unwrap());
    let mut taken = [one.incarnation, two.incarnation];
    taken.sort_unstable();
    assert_eq!(taken, [1, 2]);
    assert_eq!((one.kind.as_str(), one.config_version, one.shard), ("meter", 1, SHARD));
    assert_eq!(store.activated(Uuid::now_v7()).await.unwrap(), None);
}

#[tokio::test]
async fn what_is_awake_is_found_soonest_first_until_it_sleeps() {
    let store = postgres().await;
    let (now, later) = (session(&store).await, session(&store).await);
    let asleep = session(&store).await;
    for id in [now, later, asleep] {
        store.activated(id).await.unwrap();
    }
    let soon = store.wakeups(SHARD, i64::from(u32::MAX) * 1_000, None, 10).await.unwrap();
    let soon = soon[0].wake_ms;
    let far_ms = soon + 3_600_000;
    let wake = Wake { session_id: later, incarnation: 1, wake_ms: Some(far_ms), status: None };
    let of_old = Wake { session_id: now, incarnation: 0, wake_ms: None, status: None };
    store.append(&[], &[wake, of_old]).await.unwrap();
    let gone = |id, incarnation, wake_ms| Asleep { id, incarnation, wake_ms };
    let closed = [gone(asleep, 1, None), gone(now, 0, None)];
    assert_eq!(store.asleep(&closed).await.unwrap(), 1);

    let page = store.wakeups(SHARD, far_ms, None, 1).await.unwrap();
    assert_eq!(page.iter().map(|wakeup| wakeup.id).collect::<Vec<_>>(), [now]);
    let cursor = Some(WakeupCursor::from(page[0]));
    assert_eq!(store.wakeups(SHARD, far_ms - 1, cursor, 10).await.unwrap(), []);
    let rest = store.wakeups(SHARD, far_ms, cursor, 10).await.unwrap();
    assert_eq!(rest.len(), 1);
    assert_eq!((rest[0].id, rest[0].wake_ms, rest[0].incarnation), (later, far_ms, 1));
    assert_eq!(store.wakeups(SHARD + 1, far_ms, None, 10).await.unwrap(), []);
    store.asleep(&[gone(later, 1, Some(far_ms + 5))]).await.unwrap();
    let behind = Some(WakeupCursor::behind(far_ms));
    assert_eq!(store.wakeups(SHARD, far_ms + 5, behind, 10).await.unwrap()[0].id, later);
}

#[tokio::test]
async fn a_link_opens_its_session_until_either_ends() {
    let store = postgres().await;
    let id = session(&store).await;
    let (kept, revoked) = ([1; 32], [2; 32]);
    let (link, other) = (Uuid::now_v7(), Uuid::now_v7());
    for (link, hash) in [(link, kept), (other, revoked)] {
        let (session_id, role, participant, sealed) = (id, "overlay", None, None);
        let is_seat = false;
        let new = NewLinkToken { id: link, session_id, role, participant, hash, sealed, is_seat };
        store.create_link(new, &Doer::system()).await.unwrap();
    }

    let found = store.link(kept).await.unwrap().unwrap();
    assert_eq!((found.id, found.session_id), (link, id));
    assert_eq!((found.kind.as_str(), found.role.as_str()), ("meter", "overlay"));
    assert_eq!(store.link([3; 32]).await.unwrap(), None);

    assert!(store.revoke_link(other, &Doer::system()).await.unwrap());
    assert!(!store.revoke_link(other, &Doer::system()).await.unwrap());
    assert_eq!(store.link(revoked).await.unwrap(), None);

    store.deleted(id).await.unwrap();
    assert_eq!(store.link(kept).await.unwrap(), None);
}

#[tokio::test]
async fn a_batch_sent_again_changes_nothing_and_is_read_in_order() {
    let store = postgres().await;
    let id = session(&store).await;
    store.activated(id).await.unwrap();
    let batch: Vec<EventRow> = [3, 1, 2].map(|rev| event(id, 1, rev)).into();

    let first = store.append(&batch, &[]).await.unwrap();
    assert_eq!(first, Appended { inserted: 3, ..Appended::default() });
    let again = store.append(&batch, &[]).await.unwrap();
    assert_eq!(again, Appended::default());

    let in_order = [1, 2, 3].map(|rev| event(id, 1, rev));
    assert_eq!(store.events(id, None, 10).await.unwrap(), in_order);
    let after = EventCursor::from(&in_order[0]);
    assert_eq!(store.events(id, Some(after), 1).await.unwrap(), in_order[1..2]);
}

#[tokio::test]
async fn late_events_of_an_older_incarnation_go_beside_and_not_in_between() {
    let store = postgres().await;
    let id = session(&store).await;
    store.activated(id).await.unwrap();
    store.activated(id).await.unwrap();

    let nobodys = event(Uuid::now_v7(), 1, 1);
    let batch = [event(id, 1, 9), event(id, 2, 1), nobodys];
    let appended = store.append(&batch, &[]).await.unwrap();
    assert_eq!(appended, Appended { inserted: 1, orphaned: 2, ..Appended::default() });
    assert_eq!(store.events(id, None, 10).await.unwrap(), [event(id, 2, 1)]);
}

#[tokio::test]
async fn a_batch_that_holds_what_postgres_refuses_writes_nothing() {
    let store = postgres().await;
    let id = session(&store).await;
    store.activated(id).await.unwrap();
    let mut bad = event(id, 1, 2);
    bad.payload = json!({"text": "\0"});

    let refused = store.append(&[event(id, 1, 1), bad], &[]).await.unwrap_err();
    assert!(refused.is_refusal(), "{refused:?}");
    assert_eq!(store.events(id, None, 10).await.unwrap(), []);
}

#[tokio::test]
async fn two_drains_of_the_same_sessions_never_wait_in_a_circle() {
    let store = postgres().await;
    let (a, b) = (session(&store).await, session(&store).await);
    for id in [a, b] {
        store.activated(id).await.unwrap();
    }
    let wake =
        |session_id| Wake { session_id, incarnation: 1, wake_ms: Some(JULY_MS), status: None };
    for rev in 1..=20 {
        let there = [event(a, 1, rev), event(b, 1, rev)];
        let back = [event(b, 1, rev), event(a, 1, rev)];
        let (there_wakes, back_wakes) = ([wake(a), wake(b)], [wake(b), wake(a)]);
        let (one, two) =
            tokio::join!(store.append(&there, &there_wakes), store.append(&back, &back_wakes));
        assert_eq!(one.unwrap().inserted + two.unwrap().inserted, 2);
    }
}

#[tokio::test]
async fn months_are_made_ahead_and_strays_move_into_theirs() {
    let store = postgres().await;
    let id = session(&store).await;
    store.activated(id).await.unwrap();
    assert_eq!(partitions::ensure(&store, 2).await.unwrap(), Vec::<String>::new());

    let find_ms = "SELECT (extract(epoch FROM now() + interval '3 months') * 1000)::bigint AS ms";
    let statement = sea_orm::Statement::from_string(sea_orm::DbBackend::Postgres, find_ms);
    let row = store.connection().query_one_raw(statement).await.unwrap().unwrap();
    let stray = EventRow { at_ms: row.try_get("", "ms").unwrap(), ..event(id, 1, 1) };
    store.append(std::slice::from_ref(&stray), &[]).await.unwrap();
    assert_eq!(partitions::strays(&store).await.unwrap(), 1);

    assert_eq!(partitions::ensure(&store, 3).await.unwrap().len(), 2);
    assert_eq!(partitions::strays(&store).await.unwrap(), 0);
    assert_eq!(store.events(id, None, 10).await.unwrap(), [stray]);
}

#[tokio::test]
async fn the_number_of_shards_is_chosen_once() {
    let store = postgres().await;
    assert_eq!(store.shards(64).await.unwrap(), 64);
    assert_eq!(store.shards(8).await.unwrap(), 64);
}

#[tokio::test]
async fn each_generation_of_a_shard_is_given_out_once() {
    let store = postgres().await;
    let (one, two) = tokio::join!(store.next_generation(SHARD), store.next_generation(SHARD));
    let mut given = [one.unwrap(), two.unwrap()];
    given.sort_unstable();
    assert_eq!(given, [1, 2]);
    assert_eq!(store.next_generation(SHARD + 1).await.unwrap(), 1);
}

#[tokio::test]
async fn a_closed_pool_is_unavailable_and_not_a_refusal() {
    let store = postgres().await;
    store.close().await.unwrap();
    assert!(store.find(Uuid::now_v7()).await.unwrap_err().is_unavailable());
}

#[tokio::test]
async fn a_month_that_is_archived_leaves_the_history_and_comes_back() {
    let store = postgres().await;
    let id = session(&store).await;
    store.activated(id).await.unwrap();
    store
        .run(
            "CREATE TABLE session_event_2020_02 PARTITION OF session_event
                 FOR VALUES FROM ('2020-02-01 00:00Z') TO ('2020-03-01 00:00Z')",
        )
        .await;
    let old_event = EventRow { at_ms: 1_581_000_000_000, ..event(id, 1, 1) };
    let new = event(id, 1, 2);
    store.append(&[old_event.clone(), new.clone()], &[]).await.unwrap();

    let events = Month::named("session_event", "2020_02").unwrap();
    let old = async || partitions::old(&store, events.of, 13).await.unwrap();
    assert_eq!(old().await.iter().map(Month::name).collect::<Vec<_>>(), ["session_event_2020_02"]);
    assert!(partitions::detach(&store, &events).await.unwrap());
    assert!(!partitions::detach(&store, &events).await.unwrap(), "it left already");
    assert_eq!(store.events(id, None, 10).await.unwrap(), std::slice::from_ref(&new));
    let stands = async || store.archive(&events).await.unwrap().unwrap();
    assert_eq!((stands().await.state, stands().await.is_table), (ArchiveState::Detached, true));
    let restore = async || archive::restore(&store, None, &events, &Doer::cli()).await;
    assert_eq!(restore().await.unwrap(), "session_event_2020_02");
    assert_eq!(store.events(id, None, 10).await.unwrap(), [old_event, new]);
    assert_eq!((stands().await.state, stands().await.is_table), (ArchiveState::Restored, false));
    assert!(restore().await.is_err(), "it is back already");
    assert!(old().await.is_empty(), "it stays for a while");
    store.run("UPDATE month_archive SET changed_at = now() - interval '31 days'").await;
    assert_eq!(old().await.len(), 1);
}

#[tokio::test]
async fn what_was_done_is_never_rewritten() {
    let store = postgres().await;
    session(&store).await;
    for rewrite in ["UPDATE audit_log SET actor = 'nobody'", "DELETE FROM audit_log"] {
        let refused = store.connection().execute_unprepared(rewrite).await.unwrap_err();
        assert!(refused.to_string().contains("only added to"), "{refused}");
    }
}

#[tokio::test]
async fn what_is_old_goes_and_nothing_else() {
    let store = postgres().await;
    let job = |state: &str, days: u32| {
        format!(
            "INSERT INTO job (id, name, queue, version, payload, state, attempt, attempts_max,
                 run_at, created_at, ended_at)
             VALUES (gen_random_uuid(), 'x', 'x', 1, '{{}}', '{state}', 1, 1, now(), now(),
                 now() - interval '{days} days')"
        )
    };
    for (state, days) in [("done", 8), ("done", 6), ("dead", 8), ("dead", 29), ("discarded", 29)] {
        store.run(&job(state, days)).await;
    }
    let keep = Keep { done_jobs_days: 7, dead_jobs_days: 28, logins_days: 30 };
    assert_eq!(store.prune(keep).await.unwrap(), 3);
    assert_eq!(store.prune(keep).await.unwrap(), 0);
    assert_eq!(store.number("SELECT count(*) FROM job").await, 2);
}
