//! Ticks of children whose worker, store and history are taken away: each comes
//! once, by the rule, at its time.

use std::time::Duration;

use downbeat_boot::clock;
use downbeat_session::Audience;
use sea_orm::{ConnectionTrait, DbBackend, Statement};
use serde_json::Value;
use uuid::Uuid;

use super::{Walk, herd, walker::roll};
use crate::harness::{Database, Process, World, until_within};

/// What a machine that runs everything else beside it can bear.
const SMALL: &[Walk] = &[
    Walk { walkers: 250, tick_ms: 2_000, ticks: 8 },
    Walk { walkers: 50, tick_ms: 500, ticks: 32 },
];
/// Ten thousand, of which 500 tick each second and the others each minute.
const LARGE: &[Walk] = &[
    Walk { walkers: 9_500, tick_ms: 60_000, ticks: 4 },
    Walk { walkers: 500, tick_ms: 1_000, ticks: 240 },
];

const TICKS: &str = "SELECT count(*) FROM walker_tick";

struct March<'a> {
    world: &'a World,
    walks: &'static [Walk],
    limit: Duration,
}

impl March<'_> {
    fn ticks(&self) -> i64 {
        self.walks.iter().map(Walk::ticks).sum()
    }

    async fn has_ticked(&self, share: i64) {
        let all = self.ticks();
        let name = format!("{share} % of {all} ticks are kept");
        until_within(self.limit, &name, async || {
            let kept = self.world.postgres.try_number(TICKS).await.ok()?;
            (kept * 100 >= all * share).then_some(())
        })
        .await;
    }

    fn worker(&self, name: &str) -> Process {
        let mut settings = self.world.settings();
        settings.push(("DOWNBEAT__WORKER__NAME".into(), name.into()));
        Process::begin_worker_of_tests("inner::process::a_worker", &settings)
    }

    /// Each walker's ticks, in the table and in history, once and as the rule has
    /// them.
    async fn is_there_once(&self, parent: Uuid) {
        let postgres = &self.world.postgres;
        assert_eq!(postgres.number(TICKS).await, self.ticks());
        let twice = "SELECT count(*) FROM (SELECT FROM session_event WHERE name = 'ticked'
            GROUP BY session_id, payload->>'tick' HAVING count(*) > 1) AS twice";
        assert_eq!(postgres.number(twice).await, 0, "no tick is in history twice");
        let history = "SELECT count(*) FROM session_event WHERE name = 'ticked'";
        assert_eq!(postgres.number(history).await, self.ticks());
        assert_eq!(postgres.number("SELECT count(*) FROM event_orphan").await, 0);
        let apart = "SELECT count(*) FROM (
            SELECT at - lag(at) OVER (PARTITION BY session_id ORDER BY tick) AS apart,
                (config->>'tick_ms')::bigint * interval '1 millisecond' AS due
            FROM walker_tick JOIN sessions ON id = session_id) AS gaps WHERE apart <> due";
        assert_eq!(postgres.number(apart).await, 0, "each at its own time");
        let sums = format!(
            "SELECT (config->>'seed')::bigint AS seed, sum(roll)::bigint AS rolls
             FROM walker_tick JOIN sessions ON id = session_id
             WHERE parent_id = '{parent}' GROUP BY 1 ORDER BY 1"
        );
        let sums = Statement::from_string(DbBackend::Postgres, sums);
        let sums = postgres.connection().query_all_raw(sums).await.unwrap();
        let walks = self.walks.iter().flat_map(|walk| (0..walk.walkers).map(move |_| walk));
        for ((seed, walk), row) in (0..).zip(walks).zip(&sums) {
            let rolls: i64 = (1..=walk.ticks).map(|tick| i64::from(roll(seed, tick))).sum();
            assert_eq!(row.try_get::<i64>("", "rolls").unwrap(), rolls, "walker {seed}");
        }
    }

    /// Everybody is home, as the parent shows it.
    async fn is_over(&self, parent: Uuid) {
        let live = self.world.live.live().await;
        until_within(self.limit, "nobody is out", async || {
            let hot = live.read(parent).await.ok()??;
            let view: Value = serde_json::from_slice(&hot.view(Audience::Public)).ok()?;
            (view["out"] == 0).then_some(())
        })
        .await;
    }
}

async fn march(walks: &'static [Walk], limit: Duration, away: Duration) {
    let mut database = Database::start().await;
    let world = World::on(&database).await;
    let parent = herd(&world, walks).await;
    let march = March { world: &world, walks, limit };
    let mut first = march.worker("first");
    let _second = march.worker("second");
    march.has_ticked(15).await;
    first.kill();
    march.has_ticked(30).await;
    world.live.empty().await;
    march.has_ticked(50).await;
    let _third = march.worker("third");
    database.stop();
    clock::sleep(away).await;
    database.start_again();
    march.has_ticked(100).await;
    march.is_there_once(parent).await;
    march.is_over(parent).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_tick_comes_once_whatever_dies() {
    march(SMALL, Duration::from_mins(1), Duration::from_secs(3)).await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "ten thousand children take minutes: `cargo xtask faults`"]
async fn every_tick_of_ten_thousand_comes_once_whatever_dies() {
    march(LARGE, Duration::from_mins(10), Duration::from_mins(1)).await;
}
