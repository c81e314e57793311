//! Missions that are out: how late ticks are agreed, what they cost, and how they
//! come back.

use std::{collections::HashMap, time::Duration};

use anyhow::Context as _;
use downbeat_boot::clock;
use downbeat_live::{Frame, Heard, Line, key};
use downbeat_store::Store;
use sea_orm::{ConnectionTrait, DbBackend, Statement};
use uuid::Uuid;

use crate::{
    installation::Installation,
    mission_crowd::{Crowd, First, TICK_MS},
    report,
    spent::Spent,
};

const LOOK_EVERY: Duration = Duration::from_millis(200);
const PATIENCE: Duration = Duration::from_mins(20);
/// Of those that are due at one instant.
const TOGETHER_MAX: usize = 10_000;
/// By what a process is called.
const SERVERS: [(&str, &str); 3] =
    [("worker", "workers"), ("redis-live", "live Redis"), ("postgres", "Postgres")];

pub async fn run(installation: &Installation, missions: usize) -> anyhow::Result<()> {
    let store = installation.store().await?;
    spread(installation, &store, missions).await?;
    recovered(installation, missions).await?;
    let together = missions.min(TOGETHER_MAX);
    let crowd = Crowd::made(installation, &store, (together, First::AtOneInstant)).await?;
    awake(installation, missions + together).await?;
    let channel = channel(installation).await?;
    crowd.wait_ms(installation)?;
    let mut late = first_ticks(installation, (crowd, channel)).await?;
    let what = format!("first ticks of {together} missions, all due at one instant");
    report::latency(&format!("{what}: agreed after"), &mut late);
    let last = report::percentile(&mut late, 1.0).as_secs_f64();
    report::figure(&format!("{what}: the last"), last, "s");
    Ok(())
}

/// Each ticks at its own moment of a minute.
async fn spread(installation: &Installation, store: &Store, missions: usize) -> anyhow::Result<()> {
    let before = installation.live_memory().await?;
    let crowd = Crowd::made(installation, store, (missions, First::Spread)).await?;
    awake(installation, missions).await?;
    let bytes = installation.live_memory().await?.saturating_sub(before);
    let each = bytes / u64::try_from(missions)?;
    report::count(&format!("live Redis, memory of a mission, {missions} out"), each, "bytes");

    // It is heard from before the first: a tick that nobody heard would be taken for late.
    let channel = channel(installation).await?;
    let wait_ms = crowd.wait_ms(installation)?;
    clock::sleep(Duration::from_millis(wait_ms.unsigned_abs())).await;
    let spent = Spent::until_now(installation)?;
    let mut late = first_ticks(installation, (crowd, channel)).await?;
    told(store, missions).await?;
    let spent = spent.since(installation)?;
    report::latency(&format!("due to agreed, {missions} missions out"), &mut late);
    #[expect(clippy::cast_precision_loss, reason = "a count for people to read")]
    let ticks = missions as f64;
    for (begins, name) in SERVERS {
        let of_these = spent.each().filter(|(process, _)| process.starts_with(begins));
        let sum: Duration = of_these.map(|(_, spent)| spent).sum();
        let what = format!("CPU a tick, {missions} missions out: {name}");
        report::figure(&what, sum.as_secs_f64() * 1e6 / ticks, "µs");
    }
    Ok(())
}

/// What workers tell of all shards.
async fn channel(installation: &Installation) -> anyhow::Result<Line> {
    let channel = Line::open(&installation.live).await?;
    for shard in 0..installation.live.shards() {
        channel.subscriber().listen(shard).await?;
    }
    Ok(channel)
}

/// How long after its time each first tick was agreed by live Redis.
async fn first_ticks(
    installation: &Installation,
    (crowd, mut channel): (Crowd, Line),
) -> anyhow::Result<Vec<Duration>> {
    let live = &installation.live;
    let mut due: HashMap<Uuid, i64> = crowd.due;
    let mut late = Vec::with_capacity(due.len());
    while !due.is_empty() {
        let wait_ms = crowd.begins_ms + 2 * TICK_MS - live.now_ms(0);
        let wait = Duration::from_millis(wait_ms.max(0).unsigned_abs());
        let heard = clock::timeout(wait, channel.hear()).await;
        let heard = heard.with_context(|| format!("{} missions never ticked", due.len()))??;
        let Heard::Message { message, .. } = heard else { continue };
        for frame in message.frames {
            let Frame::Change(told) = frame else { continue };
            // What it tells before it is due is that it is out.
            let Some(due_ms) = due.get(&told.session).filter(|due| told.at_ms >= **due) else {
                continue;
            };
            late.push(Duration::from_millis((told.at_ms - due_ms).unsigned_abs()));
            due.remove(&told.session);
        }
    }
    anyhow::ensure!(!late.is_empty(), "no tick was heard");
    Ok(late)
}

async fn awake(installation: &Installation, missions: usize) -> anyhow::Result<()> {
    let client = redis::Client::open(installation.ready.redis_live_url.as_str())?;
    let mut live = client.get_multiplexed_async_connection().await?;
    let began = clock::monotonic();
    loop {
        let mut hot = redis::pipe();
        (0..installation.live.shards()).for_each(|shard| {
            hot.zcard(key::hot(shard));
        });
        let hot: Vec<usize> = hot.query_async(&mut live).await?;
        let hot: usize = hot.iter().sum();
        if hot >= missions {
            return Ok(());
        }
        anyhow::ensure!(began.elapsed() < PATIENCE, "{hot} of {missions} are awake, no more");
        clock::sleep(LOOK_EVERY).await;
    }
}

/// Until what they met is in Postgres.
async fn told(store: &Store, missions: usize) -> anyhow::Result<()> {
    let began = clock::monotonic();
    loop {
        let count = Statement::from_string(
            DbBackend::Postgres,
            "SELECT count(*) AS count FROM mission_logs WHERE tick = 1",
        );
        let row = store.connection().query_one_raw(count).await?.context("no count")?;
        let count: i64 = row.try_get("", "count")?;
        if usize::try_from(count)? >= missions {
            return Ok(());
        }
        anyhow::ensure!(began.elapsed() < PATIENCE, "{count} of {missions} first ticks are stored");
        clock::sleep(Duration::from_secs(1)).await;
    }
}

/// Live Redis is emptied under all of them.
async fn recovered(installation: &Installation, missions: usize) -> anyhow::Result<()> {
    let client = redis::Client::open(installation.ready.redis_live_url.as_str())?;
    let mut live = client.get_multiplexed_async_connection().await?;
    let began = clock::monotonic();
    redis::cmd("FLUSHALL").exec_async(&mut live).await?;
    awake(installation, missions).await?;
    let took = began.elapsed().as_secs_f64();
    report::figure(&format!("recovery of {missions} missions, two workers"), took, "s");
    Ok(())
}
