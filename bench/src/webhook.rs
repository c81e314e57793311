//! Signed webhook to counted vote, beside doors that only check the signature:
//! Bun's for the rate, ours for the latency.

use std::{
    path::Path,
    process::Stdio,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use downbeat_boot::{clock, task};
use rand::Rng;
use uuid::Uuid;

use crate::{
    chat::Line,
    door,
    installation::{Installation, free},
    process::{self, Peer},
    report,
    spent::Spent,
};

const SESSIONS: u32 = 5_000;
const CONNECTIONS: u32 = 64;
const RUNS: (usize, usize) = (5, 2);
const RUN: (Duration, Duration) = (Duration::from_secs(8), Duration::from_secs(3));
const OPEN_LOOP_PER_S: u32 = 5_000;
/// More than anything here answers: requests are made before they are timed.
const PREPARED_PER_S: u32 = 40_000;

type Meters = Arc<Vec<(String, Uuid)>>;

pub async fn run(installation: &Installation, bun: &Path, peer: &Path) -> anyhow::Result<()> {
    let meters = Arc::new(installation.open_meters(SESSIONS).await?);
    let (url, secret) = (&installation.ready.webhook_url, &installation.ready.webhook_secret);
    let (door, door_url) = door::start(secret).await?;
    let (bun, bun_url) = start_bun(bun, peer, secret).await?;
    let load = Load { secret, meters: &meters, run: installation.much(RUN.0, RUN.1) };
    load.as_fast_as_can(url).await?;
    rates(installation, &load, [url, &bun_url]).await?;
    drop(bun);
    latencies(installation, &load, [url, &door_url]).await?;
    drop(door);
    Ok(())
}

/// Turn about, so that what else runs here meets both.
async fn rates(
    installation: &Installation,
    load: &Load<'_>,
    [url, bun_url]: [&str; 2],
) -> anyhow::Result<()> {
    let (mut ours, mut theirs, mut ratios, mut votes) = (Vec::new(), Vec::new(), Vec::new(), 0.0);
    let mut spent: Option<Spent> = None;
    for _ in 0..installation.much(RUNS.0, RUNS.1) {
        let (counted, before) =
            (load.counted(installation).await?, Spent::until_now(installation)?);
        let seconds = load.as_fast_as_can(url).await?.1;
        let run_spent = before.since(installation)?;
        spent = Some(match spent {
            Some(spent) => spent.plus(&run_spent),
            None => run_spent,
        });
        #[expect(clippy::cast_precision_loss, reason = "a few million votes")]
        let run = (load.counted(installation).await? - counted) as f64;
        votes += run;
        ours.push(run / seconds);
        let (answered, seconds) = load.as_fast_as_can(bun_url).await?;
        #[expect(clippy::cast_precision_loss, reason = "a few million answers")]
        let rate = answered as f64 / seconds;
        theirs.push(rate);
        ratios.push(run / seconds / rate);
    }
    report::spread("signed webhook to counted vote, 64 connections", "votes/s", &mut ours);
    report::spread("Bun's signed door in the same runs", "answers/s", &mut theirs);
    report::spread("votes, of Bun's answers in the same runs", "× (rate)", &mut ratios);
    if let Some(spent) = spent {
        spent.report("a vote", votes);
    }
    Ok(())
}

async fn latencies(
    installation: &Installation,
    load: &Load<'_>,
    [url, door_url]: [&str; 2],
) -> anyhow::Result<()> {
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for _ in 0..installation.much(4, 2) {
        ours.extend(load.at_a_rate(url).await?);
        theirs.extend(load.at_a_rate(door_url).await?);
    }
    report::latency("webhook answered at 5,000/s, open loop", &mut ours);
    report::latency("a door that only checks the signature, the same", &mut theirs);
    report::latency_ratio(
        "webhook answered, of that door in the same runs",
        &mut ours,
        &mut theirs,
    );
    Ok(())
}

async fn start_bun(bun: &Path, peer: &Path, secret: &str) -> anyhow::Result<(Peer, String)> {
    let bind = free()?;
    let port = bind.rsplit(':').next().unwrap_or_default();
    let mut command = process::on_all_cores(bun);
    command.arg(peer).env("PORT", port).env("SECRET", secret).stdout(Stdio::null());
    let started = Peer(command.spawn()?);
    while tokio::net::TcpStream::connect(&bind).await.is_err() {
        clock::sleep(Duration::from_millis(50)).await;
    }
    Ok((started, format!("http://{bind}/webhooks/twitch")))
}

/// Votes for these meters, by so many connections for so long.
struct Load<'a> {
    secret: &'a str,
    meters: &'a Meters,
    run: Duration,
}

impl Load<'_> {
    /// Each connection with the next as soon as it has an answer; how many were
    /// answered, and in how many seconds.
    async fn as_fast_as_can(&self, url: &str) -> anyhow::Result<(u64, f64)> {
        let each = PREPARED_PER_S * u32::try_from(self.run.as_secs())? / CONNECTIONS;
        let (answered, mut lines) = (Arc::<AtomicU64>::default(), Vec::new());
        for _ in 0..CONNECTIONS {
            lines.push(self.prepared(url, each).await?);
        }
        let start = clock::monotonic();
        let run = self.run;
        let lines = lines.into_iter().map(|(mut line, requests)| {
            let answered = Arc::clone(&answered);
            task::spawn("line", async move {
                for request in &requests {
                    if start.elapsed() >= run {
                        break;
                    }
                    let status = line.send(request).await?;
                    anyhow::ensure!(status == 204, "answered {status}");
                    answered.fetch_add(1, Ordering::Relaxed);
                }
                anyhow::Ok(())
            })
        });
        for line in lines.collect::<Vec<_>>() {
            line.await??;
        }
        Ok((answered.load(Ordering::Relaxed), start.elapsed().as_secs_f64()))
    }

    /// From the time at which each message was to be sent to its answer.
    async fn at_a_rate(&self, url: &str) -> anyhow::Result<Vec<Duration>> {
        let each = OPEN_LOOP_PER_S * u32::try_from(self.run.as_secs())? / CONNECTIONS;
        let mut lines = Vec::new();
        for _ in 0..CONNECTIONS {
            lines.push(self.prepared(url, each).await?);
        }
        let start = clock::monotonic() + Duration::from_millis(100);
        let between = Duration::from_secs(1) * CONNECTIONS / OPEN_LOOP_PER_S;
        let lines = lines.into_iter().zip(0..).map(|((mut line, requests), n)| {
            task::spawn("line", async move {
                let mut samples = Vec::with_capacity(requests.len());
                let mut due = start + between * n / CONNECTIONS;
                for request in &requests {
                    clock::sleep_until(due).await;
                    let status = line.send(request).await?;
                    anyhow::ensure!(status == 204, "answered {status}");
                    samples.push(due.elapsed());
                    due += between;
                }
                anyhow::Ok(samples)
            })
        });
        let mut all = Vec::new();
        for line in lines.collect::<Vec<_>>() {
            all.extend(line.await??);
        }
        Ok(all)
    }

    async fn prepared(&self, url: &str, count: u32) -> anyhow::Result<(Line, Vec<String>)> {
        let line = Line::open(url, self.secret).await?;
        let vote = |_| {
            let at = rand::rng().random_range(0..self.meters.len());
            line.prepare(&self.meters[at].0, "yes")
        };
        let requests = (0..count).map(vote).collect();
        Ok((line, requests))
    }

    /// All votes that the tallies hold.
    async fn counted(&self, installation: &Installation) -> anyhow::Result<u64> {
        let live = &installation.live;
        let mut total = 0;
        for shard in 0..live.shards() {
            let ids: Vec<Uuid> = self
                .meters
                .iter()
                .map(|(_, id)| *id)
                .filter(|id| live.shard(*id) == shard)
                .collect();
            for hot in live.read_many(shard, &ids).await? {
                total += hot?.map_or(0, |hot| hot.beside.tally.seq);
            }
        }
        Ok(total)
    }
}
