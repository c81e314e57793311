//! The console's lists with a million jobs.

use std::time::Duration;

use downbeat_boot::clock;
use downbeat_store::{JobFilter, JobState};
use sea_orm::ConnectionTrait;

use crate::{installation::Installation, report};

const TURNS: usize = 20;
const NAMES: [&str; 10] =
    ["job_0", "job_1", "job_2", "job_3", "job_4", "job_5", "job_6", "job_7", "job_8", "job_9"];

/// 990,000 done, the rest in other states, under ten names.
const FILL: &str =
    "INSERT INTO job (id, name, queue, version, payload, state, attempt, attempts_max,
        run_at, created_at, ended_at, worker)
    SELECT (lpad(to_hex((extract(epoch FROM now()) * 1000)::bigint - n * 60), 12, '0')
            || '7' || lpad(to_hex(n % 4096), 3, '0') || '8' || lpad(to_hex(n), 15, '0'))::uuid,
        'job_' || n % 10, 'queue_' || n % 5, 1,
        jsonb_build_object('session', gen_random_uuid(), 'n', n),
        CASE WHEN n % 100 > 0 THEN 'done' WHEN n % 200 = 0 THEN 'dead' ELSE 'retrying' END,
        1, 5, now() + interval '1 day', now() - n * interval '60 ms',
        CASE WHEN n % 200 = 100 THEN NULL ELSE now() END, 'worker-' || n % 3
    FROM generate_series(1, 1000000) AS n";

pub async fn run(installation: &Installation) -> anyhow::Result<()> {
    let store = installation.store().await?;
    let fill = store.begin().await?;
    fill.connection().execute_unprepared("SET LOCAL statement_timeout = 0").await?;
    fill.connection().execute_unprepared(FILL).await?;
    fill.commit().await?;
    store.connection().execute_unprepared("ANALYZE job").await?;

    let all = JobFilter::default();
    let hour_ago = Some(clock::unix_ms() - 3_600_000);
    let lists = [
        ("all", all.clone()),
        ("dead", JobFilter { states: vec![JobState::Dead], ..all.clone() }),
        ("one name", JobFilter { name: Some("job_3".into()), ..all.clone() }),
        (
            "one queue, done",
            JobFilter {
                queue: Some("queue_2".into()),
                states: vec![JobState::Done],
                ..all.clone()
            },
        ),
        (
            "nothing",
            JobFilter { name: Some("job_3".into()), states: vec![JobState::Dead], ..all.clone() },
        ),
        (
            "text in an hour",
            JobFilter {
                text: Some("nowhere to be found".into()),
                since_ms: hour_ago,
                shown: NAMES.map(|name| (name, &["session"][..])).into(),
                ..all.clone()
            },
        ),
    ];
    for (what, filter) in lists {
        let mut times = Vec::new();
        for _ in 0..TURNS {
            times.push(timed(store.jobs(&filter, None, 50)).await?);
        }
        report::latency(&format!("list of 50: {what}"), &mut times);
    }
    let mut times = Vec::new();
    for _ in 0..TURNS {
        times.push(timed(store.count_states(10_000)).await?);
    }
    report::latency("counts by state, up to 10,000", &mut times);
    let dead = JobFilter { states: vec![JobState::Dead], ..all };
    report::latency("count of all dead", &mut [timed(store.count_jobs(&dead, 1_000_000)).await?]);
    Ok(())
}

async fn timed<T, E>(ask: impl Future<Output = Result<T, E>>) -> Result<Duration, E> {
    let start = clock::monotonic();
    ask.await?;
    Ok(start.elapsed())
}
