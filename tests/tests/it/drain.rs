//! The audit: every event there, once, in order.

use std::{ops::RangeInclusive, sync::Arc, time::Duration};

use downbeat_boot::{clock, task};
use downbeat_job::{
    ActivateSession, DrainEvents, Signal,
    quarantine::{Retried, retry},
};
use downbeat_live::{Asked, CommandId, Live, key};
use downbeat_session::{
    Actor, Audience, Role, id,
    kinds::meter::{Config, of_broadcaster},
};
use downbeat_store::{Doer, NewIdentity, NewSession, Store};
use sea_orm::{ConnectionTrait, DbBackend, Statement};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::harness::{Database, HANGS, Redis, World, context, until};

const SESSIONS: u32 = 200;
const EVENTS_EACH: u64 = 500;

async fn sessions(store: &Store, live: &Live) -> Vec<Uuid> {
    let (provider, provider_user_id, login) = ("twitch", "1", "streamer");
    let account = NewIdentity { provider, provider_user_id, login, display_name: login };
    let owner = store.create_user_with_identity(account).await.unwrap().id;
    let mut ids = Vec::new();
    for n in 0..SESSIONS {
        let id = of_broadcaster(&n.to_string());
        let (kind, config) = ("meter".into(), serde_json::to_value(Config::default()).unwrap());
        let new = NewSession {
            id,
            kind,
            owner,
            config,
            shard: id::shard(id, live.shards()),
            parent: None,
        };
        store.create(new, &Doer::system()).await.unwrap();
        ids.push(id);
    }
    ids
}

/// Every session's events in turn, some more than once: what is sent when a
/// connection breaks is sent again.
async fn happen(redis: &Redis, live: &Live, ids: &[Uuid], revs: RangeInclusive<u64>) {
    for rev in revs {
        let mut pipeline = redis::pipe();
        for id in ids {
            let shard = live.shard(*id);
            let event = json!({
                "session": id, "incarnation": 1, "rev": rev, "seq": 0,
                "at_ms": live.now_ms(shard), "body": { "name": "reset" },
                "actor": { "role": "owner" }, "command_id": rev.to_string(),
            });
            let mut add = redis::cmd("XADD");
            add.arg(key::events(shard)).arg("*").arg("event").arg(event.to_string());
            pipeline.add_command(add).ignore();
        }
        while send(redis, &pipeline).await.is_err() {}
    }
}

async fn send(redis: &Redis, pipeline: &redis::Pipeline) -> redis::RedisResult<()> {
    let client = redis::Client::open(redis.url.as_str())?;
    pipeline.exec_async(&mut client.get_multiplexed_async_connection().await?).await
}

/// A command; the same id happens once.
async fn one_event(live: &Live, session: Uuid, n: u64) {
    let asked = Asked {
        session,
        id: Some(CommandId::of_account(Uuid::nil(), n.to_string())),
        name: "test_vote".into(),
        args: json!({ "side": "for" }),
        actor: Actor { role: Role::Owner, id: None },
        owner: None,
        rev: None,
    };
    live.command(&asked).await.unwrap();
}

async fn number(store: &Store, sql: &str) -> Option<i64> {
    let query = Statement::from_string(DbBackend::Postgres, sql);
    store.connection().query_one_raw(query).await.ok()??.try_get_by_index(0).ok()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hundred_thousand_events_come_through_whatever_fails() {
    let (mut database, redis) = (Database::start().await, Redis::start());
    let (store, live) = (database.store().await, redis.live().await);
    let context = context(&live, &store, redis.queue().await);
    let ids = sessions(&store, &live).await;
    for id in &ids {
        ActivateSession { session: *id }.run(&context).await.unwrap();
    }
    let redis = Arc::new(redis);
    let happening = {
        let (redis, live, ids) = (Arc::clone(&redis), live.clone(), ids.clone());
        task::spawn("happening", async move {
            happen(&redis, &live, &ids, 1..=EVENTS_EACH).await;
        })
    };

    // Drains are cut off at any point; at each thirtieth of the way something
    // else is, too.
    let all = i64::from(SESSIONS) * i64::try_from(EVENTS_EACH).unwrap();
    let count = "SELECT count(*) FROM session_event";
    let deadline = clock::monotonic() + HANGS * 4;
    let (mut troubles, mut before, mut longest_ms) = (0, 0, 120);
    loop {
        for shard in 0..live.shards() {
            let limit = Duration::from_millis(rand::random_range(2..longest_ms));
            let _cut = clock::timeout(limit, DrainEvents { shard }.run(&context)).await;
        }
        let done = number(&store, count).await.unwrap_or(0);
        // A machine that is busy needs longer for a batch.
        longest_ms = if done > before { 120 } else { longest_ms * 2 };
        before = done;
        if happening.is_finished() && done >= all {
            break;
        }
        assert!(clock::monotonic() < deadline, "{done} of {all}");
        if done < (troubles + 1) * all / 30 {
            continue;
        }
        troubles += 1;
        if troubles == 10 {
            database.stop();
            clock::sleep(Duration::from_secs(1)).await;
            database.start_again();
            until("Postgres is back", async || store.ping().await.ok()).await;
        } else if troubles % 3 == 0 {
            let mut kill = redis::cmd("CLIENT");
            kill.arg(&["KILL", "TYPE", "normal", "SKIPME", "yes"]);
            let _cut = kill.exec_async(&mut redis.bare().await).await;
        } else {
            let cut = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'";
            let _cut = store.connection().execute_unprepared(cut).await;
        }
    }
    for shard in 0..live.shards() {
        until("it is drained", async || DrainEvents { shard }.run(&context).await.ok()).await;
        assert!(live.events(shard, 1).await.unwrap().is_empty());
    }

    assert_eq!(number(&store, count).await, Some(all));
    for beside in ["event_orphan", "event_quarantine", "session_event_default"] {
        assert_eq!(number(&store, &format!("SELECT count(*) FROM {beside}")).await, Some(0));
    }
    let whole = format!(
        "SELECT count(*) FROM (SELECT FROM session_event GROUP BY session_id
             HAVING min(rev) = 1 AND max(rev) = {EVENTS_EACH} AND count(DISTINCT rev) = {EVENTS_EACH})
             AS whole"
    );
    assert_eq!(number(&store, &whole).await, Some(i64::from(SESSIONS)));
    let unordered = "SELECT count(*) FROM (SELECT at < lag(at) OVER
        (PARTITION BY session_id ORDER BY incarnation, rev, seq) AS back FROM session_event) AS o
        WHERE back";
    assert_eq!(number(&store, unordered).await, Some(0));
    // A drain that is cut off may keep no state; the next one that is not does.
    happen(&redis, &live, &ids, EVENTS_EACH + 1..=EVENTS_EACH + 1).await;
    for shard in 0..live.shards() {
        DrainEvents { shard }.run(&context).await.unwrap();
    }
    let unkept = format!(
        "SELECT count(*) FROM sessions WHERE {EVENTS_EACH} - 100 > (SELECT coalesce(max(rev), 0)
             FROM session_snapshot WHERE session_id = sessions.id)"
    );
    assert_eq!(number(&store, &unkept).await, Some(0));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_postgres_refuses_stands_aside_and_the_rest_goes_on() {
    let world = World::new().await;
    let live = world.live.live().await;
    let (context, id) = (world.context(&live).await, world.seeded.session_id);
    ActivateSession { session: id }.run(&context).await.unwrap();
    let shard = live.shard(id);
    let mut bare = world.live.bare().await;
    let event = |rev: u64, word: &str| {
        json!({
            "session": id, "incarnation": 1, "rev": rev, "seq": 0, "at_ms": live.now_ms(shard),
            "body": { "name": "reset", "word": word }, "actor": { "role": "owner" },
        })
    };
    let good = (1..=20).map(|rev| event(rev, "good").to_string());
    let mut entries: Vec<String> = good.collect();
    entries.insert(7, event(99, "a\0b").to_string());
    entries.insert(12, "no event at all".into());
    let mut nameless = event(98, "nameless");
    nameless["body"] = json!({ "word": "nameless" });
    entries.insert(15, nameless.to_string());
    for entry in entries {
        let mut add = redis::cmd("XADD");
        add.arg(key::events(shard)).arg("*").arg("event").arg(entry);
        add.exec_async(&mut bare).await.unwrap();
    }
    DrainEvents { shard }.run(&context).await.unwrap();
    assert!(live.events(shard, 1).await.unwrap().is_empty());
    assert_eq!(world.postgres.events(id, None, 100).await.unwrap().len(), 20);

    let aside = world.postgres.quarantined(Some("waiting"), None, 10).await.unwrap();
    assert_eq!(aside.len(), 3);
    let doer = Doer::system();
    for event in &aside {
        let again = retry(&world.postgres, event, &doer, None).await.unwrap();
        assert!(matches!(again, Retried::Refused(_)), "{again:?}");
    }
    let given_up = world.postgres.decide_quarantined(aside[0].id, None, &doer, None);
    assert!(given_up.await.unwrap());
    let again = retry(&world.postgres, &aside[0], &doer, None).await.unwrap();
    assert!(matches!(again, Retried::Refused(_) | Retried::DecidedBefore), "{again:?}");

    let mended = downbeat_store::Refused {
        body: event(21, "mended").to_string().into_bytes(),
        ..aside[1].refused.clone()
    };
    world.postgres.quarantine(&mended).await.unwrap();
    let mended = world.postgres.quarantined(Some("waiting"), None, 1).await.unwrap().remove(0);
    let stored = retry(&world.postgres, &mended, &doer, Some("mended")).await.unwrap();
    assert!(matches!(stored, Retried::Stored), "{stored:?}");
    let before = retry(&world.postgres, &mended, &doer, None).await.unwrap();
    assert!(matches!(before, Retried::DecidedBefore), "{before:?}");
    assert_eq!(world.postgres.events(id, None, 100).await.unwrap().len(), 21);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_event_that_is_stored_after_all_is_sent_where_it_was_to_go() {
    let world = World::new().await;
    let (api, live) = (world.api().await, world.live.live().await);
    let context = world.context(&live).await;
    let id = crate::timer::make(&world.program(&api), &crate::timer::two(60_000)).await;
    ActivateSession { session: id }.run(&context).await.unwrap();
    let transaction = world.postgres.begin().await.unwrap();
    let webhook = ("https://example.org/hook", vec![0; 48]);
    assert!(transaction.set_webhook(id, webhook, &Doer::cli()).await.unwrap());
    transaction.commit().await.unwrap();
    let event = json!({
        "session": id, "incarnation": 1, "rev": 1, "seq": 0, "at_ms": live.now_ms(live.shard(id)),
        "body": { "name": "ended" }, "actor": { "role": "owner" },
    });
    let refused = downbeat_store::Refused {
        shard: live.shard(id),
        stream_id: "1-1".into(),
        session_id: Some(id),
        body: event.to_string().into_bytes(),
        error: "in this test".into(),
    };
    world.postgres.quarantine(&refused).await.unwrap();
    let aside = world.postgres.quarantined(Some("waiting"), None, 1).await.unwrap().remove(0);
    let stored = retry(&world.postgres, &aside, &Doer::cli(), None).await.unwrap();
    assert!(matches!(stored, Retried::Stored), "{stored:?}");
    let sent = "SELECT count(*) FROM job WHERE name = 'deliver_webhook' AND state = 'queued'";
    assert_eq!(number(&world.postgres, sent).await, Some(1));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_event_that_is_stored_after_all_has_what_follows_from_it() {
    let world = World::new().await;
    let live = world.live.live().await;
    let (context, id) = (world.context(&live).await, world.seeded.session_id);
    ActivateSession { session: id }.run(&context).await.unwrap();
    let event = json!({
        "session": id, "incarnation": 1, "rev": 1, "seq": 0, "at_ms": live.now_ms(live.shard(id)),
        "body": {
            "name": "round_started", "round": id, "question": "Jump?", "choices": [],
            "labels": { "for": "Yes", "against": "No" }, "started_ms": 1, "ends_ms": null,
        },
        "actor": { "role": "owner" },
    });
    let refused = downbeat_store::Refused {
        shard: live.shard(id),
        stream_id: "1-1".into(),
        session_id: Some(id),
        body: event.to_string().into_bytes(),
        error: "in this test".into(),
    };
    world.postgres.quarantine(&refused).await.unwrap();
    let aside = world.postgres.quarantined(Some("waiting"), None, 1).await.unwrap().remove(0);
    let stored = retry(&world.postgres, &aside, &Doer::cli(), None).await.unwrap();
    assert!(matches!(stored, Retried::Stored), "{stored:?}");
    let said = "SELECT count(*) FROM job WHERE name = 'say_in_chat'";
    assert_eq!(number(&world.postgres, said).await, Some(1));
}

/// More events than are folded in one go, none of which may be missing.
#[tokio::test(flavor = "multi_thread")]
async fn a_history_without_snapshots_is_folded_whole() {
    const EVENTS: i64 = 20_500;
    let world = World::new().await;
    let (api, live) = (world.api().await, world.live.live().await);
    let (context, ann) = (world.context(&live).await, world.program(&api));
    let id = crate::timer::make(&ann, &crate::timer::two(60_000)).await;
    ActivateSession { session: id }.run(&context).await.unwrap();
    crate::timer::does(&ann, id, "start", json!({})).await;
    DrainEvents { shard: live.shard(id) }.run(&context).await.unwrap();
    let adjusted = json!({ "name": "adjusted", "participant": "b", "ms": 1, "reason": "x" });
    let insert = format!(
        "INSERT INTO session_event (session_id, incarnation, rev, seq, at, name, payload, actor)
         SELECT '{id}', 1, 1 + n, 0, now(), 'adjusted', '{adjusted}', '{{\"role\":\"owner\"}}'
         FROM generate_series(1, {EVENTS}) AS n"
    );
    world.postgres.run(&insert).await;
    world.live.empty().await;
    ActivateSession { session: id }.run(&context).await.unwrap();
    let hot = live.read(id).await.unwrap().unwrap();
    let view: Value = serde_json::from_slice(&hot.view(Audience::Owner)).unwrap();
    assert_eq!(view["participants"][1]["remaining_ms"], 60_000 + EVENTS);
    let kept = world.postgres.newest_snapshots(id).await.unwrap();
    assert!(kept.iter().any(|kept| kept.rev > 15_000), "the next one folds it all again");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_life_begins_where_the_history_ended() {
    let world = World::new().await;
    let live = world.live.live().await;
    let (context, id) = (world.context(&live).await, world.seeded.session_id);
    ActivateSession { session: id }.run(&context).await.unwrap();
    let begun = world.postgres.history_since_snapshot(id).await.unwrap();
    assert_eq!(begun.0.as_ref().map(|kept| (kept.incarnation, kept.rev)), Some((1, 0)));
    for n in 0..150 {
        one_event(&live, id, n).await;
    }
    let shard = live.shard(id);
    DrainEvents { shard }.run(&context).await.unwrap();
    let (kept, later) = world.postgres.history_since_snapshot(id).await.unwrap();
    assert_eq!((kept.unwrap().rev, later.len()), (150, 0), "its state was kept on the way");
    let before = live.read(id).await.unwrap().unwrap().session;

    world.live.empty().await;
    ActivateSession { session: id }.run(&context).await.unwrap();
    let after = live.read(id).await.unwrap().unwrap();
    assert_eq!(after.rev.incarnation, 2);
    assert_eq!(after.session, before);

    // Edited while it was cold: the new life says so, and a later one knows.
    world.live.empty().await;
    let config = serde_json::to_value(crate::harness::window_config(30)).unwrap();
    world.postgres.edited(id, None, config).await.unwrap();
    ActivateSession { session: id }.run(&context).await.unwrap();
    let edited = live.read(id).await.unwrap().unwrap();
    assert_eq!((edited.rev.incarnation, edited.session.config_version()), (3, 2));
    world.live.empty().await;
    ActivateSession { session: id }.run(&context).await.unwrap();
    assert_eq!(live.read(id).await.unwrap().unwrap().session, edited.session);
}
