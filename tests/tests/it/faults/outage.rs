//! Commands go on while Postgres is away for a minute; nothing is missing after.

use std::{collections::BTreeMap, time::Duration};

use downbeat_boot::clock;
use futures::future::join_all;
use serde_json::json;
use uuid::Uuid;

use crate::harness::{Database, World, until};
use crate::timer::{does, make, two};

const TIMERS: usize = 10;
/// Over all timers.
const PER_S: u32 = 200;
const AWAY: Duration = Duration::from_mins(1);

#[tokio::test(flavor = "multi_thread")]
async fn a_minute_without_postgres_costs_no_event() {
    let mut database = Database::start().await;
    let world = World::on(&database).await.with("API__REQUESTS_PER_MIN", "0");
    let (api, _worker) = (world.api().await, world.worker().await);
    let ann = world.program(&api);
    let mut ids: Vec<Uuid> = Vec::new();
    for _ in 0..TIMERS {
        let id = make(&ann, &two(3_600_000)).await;
        does(&ann, id, "start", json!({})).await;
        ids.push(id);
    }
    database.stop();
    let until_then = clock::monotonic() + AWAY;
    let between = Duration::from_secs(1) * u32::try_from(TIMERS).unwrap() / PER_S;
    let players = ids.iter().map(|id| {
        let program = world.program(&api);
        async move {
            let (mut acknowledged, mut due) = (0_i64, clock::monotonic());
            while due < until_then {
                clock::sleep_until(due).await;
                does(&program, *id, "switch", json!({})).await;
                acknowledged += 1;
                due += between;
            }
            (*id, acknowledged)
        }
    });
    let acknowledged: BTreeMap<Uuid, i64> = join_all(players).await.into_iter().collect();
    let total: i64 = acknowledged.values().sum();
    assert!(total > 6_000, "{total} commands are fewer than a minute of them");
    database.start_again();
    for (id, switches) in acknowledged {
        let revs = until("its history is whole", async || {
            let events = world.postgres.events(id, None, 10_000).await.ok()?;
            let revs: Vec<i64> = events.iter().map(|event| event.rev).collect();
            (revs.len() > usize::try_from(switches).unwrap()).then_some(revs)
        })
        .await;
        assert_eq!(revs, (1..=switches + 1).collect::<Vec<_>>(), "in order, each once");
    }
}
