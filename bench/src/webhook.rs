//! Signed webhook to counted vote.

use std::{sync::Arc, time::Duration};

use downbeat_boot::{clock, task};
use rand::Rng;
use uuid::Uuid;

use crate::{chat::Line, installation::Installation, process, report};

const SESSIONS: u32 = 5_000;
const CONNECTIONS: usize = 64;
const RUN: Duration = Duration::from_secs(8);
const RUNS: usize = 5;
const OPEN_LOOP_PER_S: u32 = 5_000;

pub async fn run(installation: &Installation) -> anyhow::Result<()> {
    let meters = Arc::new(installation.open_meters(SESSIONS).await?);
    throughput(installation, &meters, Duration::from_secs(2)).await?;
    let mut rates = Vec::new();
    let before = cpu(installation)?;
    for _ in 0..RUNS {
        rates.push(throughput(installation, &meters, RUN).await?);
    }
    let votes = rates.iter().sum::<f64>() * RUN.as_secs_f64();
    report::spread("webhook to counted vote, 64 connections", "votes/s", &mut rates);
    for ((name, before), (_, after)) in before.iter().zip(cpu(installation)?) {
        let cost = after.saturating_sub(*before).as_secs_f64() * 1e6 / votes;
        report::line(&format!("CPU a vote: {name}"), &format!("{cost:.1} µs"));
    }
    let mut samples = at_a_rate(installation, &meters).await?;
    report::latency("webhook answered at 5,000/s, open loop", &mut samples);
    Ok(())
}

/// CPU that each side has used until now.
fn cpu(installation: &Installation) -> anyhow::Result<[(&'static str, Duration); 3]> {
    Ok([
        ("downbeat-api", process::cpu(installation.pid("api-0")?)?),
        ("live Redis", process::cpu(installation.pid("redis-live")?)?),
        ("the load generator", process::cpu(std::process::id())?),
    ])
}

/// Votes that were counted each second, every connection as fast as it can.
async fn throughput(
    installation: &Installation,
    meters: &Arc<Vec<(String, Uuid)>>,
    run: Duration,
) -> anyhow::Result<f64> {
    let before = counted(installation, meters).await?;
    let start = clock::monotonic();
    let mut lines = Vec::new();
    for _ in 0..CONNECTIONS {
        let ready = &installation.ready;
        let mut line = Line::open(&ready.webhook_url, &ready.webhook_secret).await?;
        let meters = Arc::clone(meters);
        lines.push(task::spawn("line", async move {
            while start.elapsed() < run {
                let at = rand::rng().random_range(0..meters.len());
                let status = line.vote(&meters[at].0, "yes").await?;
                anyhow::ensure!(status == 204, "answered {status}");
            }
            anyhow::Ok(())
        }));
    }
    for line in lines {
        line.await??;
    }
    let seconds = start.elapsed().as_secs_f64();
    let votes = counted(installation, meters).await? - before;
    #[expect(clippy::cast_precision_loss, reason = "a few million votes")]
    Ok(votes as f64 / seconds)
}

/// From the time at which each message was to be sent to its answer.
async fn at_a_rate(
    installation: &Installation,
    meters: &Arc<Vec<(String, Uuid)>>,
) -> anyhow::Result<Vec<Duration>> {
    let start = clock::monotonic() + Duration::from_millis(100);
    let mut lines = Vec::new();
    for n in 0..CONNECTIONS {
        let ready = &installation.ready;
        let mut line = Line::open(&ready.webhook_url, &ready.webhook_secret).await?;
        let meters = Arc::clone(meters);
        lines.push(task::spawn("line", async move {
            let mut samples = Vec::new();
            let between = Duration::from_secs(1) * u32::try_from(CONNECTIONS)? / OPEN_LOOP_PER_S;
            let mut due = start + between * u32::try_from(n)? / u32::try_from(CONNECTIONS)?;
            while due < start + RUN {
                clock::sleep_until(due).await;
                let at = rand::rng().random_range(0..meters.len());
                let status = line.vote(&meters[at].0, "yes").await?;
                anyhow::ensure!(status == 204, "answered {status}");
                samples.push(due.elapsed());
                due += between;
            }
            anyhow::Ok(samples)
        }));
    }
    let mut all = Vec::new();
    for line in lines {
        all.extend(line.await??);
    }
    Ok(all)
}

/// All votes that the tallies hold.
async fn counted(installation: &Installation, meters: &[(String, Uuid)]) -> anyhow::Result<u64> {
    let live = &installation.live;
    let mut total = 0;
    for shard in 0..live.shards() {
        let ids: Vec<Uuid> =
            meters.iter().map(|(_, id)| *id).filter(|id| live.shard(*id) == shard).collect();
        for hot in live.read_many(shard, &ids).await? {
            total += hot?.map_or(0, |hot| hot.beside.tally.seq);
        }
    }
    Ok(total)
}
