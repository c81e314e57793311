//! What was promised, held against what is there.

use std::{collections::BTreeSet, time::Duration};

use super::{installation::Installation, load::Record};
use crate::harness::{until, until_within};

/// What failed while a store was away has a wait of its own, which doubles.
const WAITS_END: Duration = Duration::from_mins(3);

pub async fn hold(installation: &Installation, record: &Record) {
    let (world, postgres) = (&installation.world, &installation.world.postgres);
    let live = world.live.live().await;
    let undone = "SELECT count(*) FROM job WHERE state <> 'done'";
    let dead = "SELECT count(*) FROM job WHERE state = 'dead'";
    until_within(WAITS_END, "every job is done", async || {
        assert_eq!(postgres.number(dead).await, 0, "a job is dead");
        (postgres.number(undone).await == 0).then_some(())
    })
    .await;
    for shard in 0..live.shards() {
        until("every event is in Postgres", async || {
            live.events(shard, 1).await.unwrap().is_empty().then_some(())
        })
        .await;
    }

    let hot = live.read(world.seeded.session_id).await.unwrap().unwrap();
    assert_eq!(hot.beside.tally.round.first(), Some(&record.votes), "votes, each counted once");
    let votes = i64::try_from(record.votes).unwrap();
    until("every second of the round is in Postgres", async || {
        let kept = postgres.number("SELECT coalesce(sum(total), 0) FROM round_second").await;
        assert!(kept <= votes, "{kept} of {votes} votes");
        (kept == votes).then_some(())
    })
    .await;

    for (game, switches) in &record.switches {
        let events = postgres.events(*game, None, 1_000_000).await.unwrap();
        let revs: Vec<i64> = events.iter().map(|event| event.rev).collect();
        let last = *revs.last().unwrap();
        assert_eq!(revs, (1..=last).collect::<Vec<_>>(), "revs of {game}, in order, each once");
        // The start is the first.
        assert_eq!(revs.len(), switches.len() + 1, "switches of {game}, each once");
        let keys: BTreeSet<&String> = switches.values().collect();
        assert_eq!(keys.len(), switches.len());
        for event in &events[1..] {
            assert!(switches.contains_key(&event.rev), "nobody was told of {event:?}");
        }
    }

    let stored = postgres.find(world.seeded.session_id).await.unwrap().unwrap();
    // The first two versions were there before.
    let made = stored.config_version - 2;
    let may_be = record.edits..=record.edits + record.edits_unanswered;
    assert!(may_be.contains(&made), "{made} edits were made, and {may_be:?} may be");
    assert_eq!(i64::try_from(hot.session.config_version()), Ok(stored.config_version));
    let entries = "SELECT count(*) FROM audit_log WHERE action = 'session.edit'";
    assert_eq!(postgres.number(entries).await, stored.config_version - 1, "each with its entry");

    for bell in &record.bells {
        let ids = record.rung.get(&bell.to_string());
        let ids = ids.unwrap_or_else(|| panic!("the bell {bell} did not ring"));
        let each: BTreeSet<&String> = ids.iter().collect();
        assert_eq!(each.len(), 1, "the bell {bell} rang under one id: {ids:?}");
    }
    for aside in ["event_orphan", "event_quarantine"] {
        let rows = postgres.number(&format!("SELECT count(*) FROM {aside}")).await;
        assert_eq!(rows, 0, "{aside}");
    }
}
