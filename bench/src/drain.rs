//! The audit: how fast events reach Postgres, and how late at 5,000 a second.

use std::time::Duration;

use downbeat_boot::{clock, settings::RedisQueue};
use downbeat_job::{DrainEvents, JobContext, Outside, Queue, Signal, Turns};
use downbeat_live::{Cache, key};
use downbeat_session::{Kind, id, kinds::meter::Meter};
use downbeat_store::{Doer, Keep, Keys, NewIdentity, NewSession, Store};
use futures::{StreamExt, stream};
use serde_json::json;
use uuid::Uuid;

use crate::{installation::Installation, report};

const SESSIONS: u32 = 200;
const STORED: u64 = 100_000;
const SECONDS: u64 = 20;
const SLICES: u32 = 50;

pub async fn run(installation: &Installation) -> anyhow::Result<()> {
    let store = installation.store().await?;
    let ids = sessions(installation, &store).await?;
    lag(installation, &store, &ids).await?;
    throughput(installation, store, &ids).await
}

async fn sessions(installation: &Installation, store: &Store) -> anyhow::Result<Vec<Uuid>> {
    let (provider, provider_user_id, login) = ("twitch", "1", "bench");
    let account = NewIdentity { provider, provider_user_id, login, display_name: login };
    let owner = store.create_user_with_identity(account).await?.id;
    let mut ids = Vec::new();
    for _ in 0..SESSIONS {
        let id = Uuid::new_v4();
        let shard = id::shard(id, installation.live.shards());
        let new = NewSession {
            id,
            kind: Meter::NAME.into(),
            owner,
            config: json!({}),
            shard,
            parent: None,
        };
        store.create(new, &Doer::system()).await?;
        ids.push(id);
    }
    Ok(ids)
}

/// Puts so many events into the streams.
async fn happen(
    installation: &Installation,
    connection: &mut redis::aio::MultiplexedConnection,
    ids: &[Uuid],
    (from, count): (u64, u64),
) -> anyhow::Result<()> {
    let mut pipeline = redis::pipe();
    for n in from..from + count {
        let id = ids[usize::try_from(n)? % ids.len()];
        let shard = installation.live.shard(id);
        let event = json!({
            "session": id, "incarnation": 0, "rev": n, "seq": 0,
            "at_ms": installation.live.now_ms(shard), "body": { "name": "reset" },
            "actor": { "role": "owner" },
        });
        let mut add = redis::cmd("XADD");
        add.arg(key::events(shard)).arg("*").arg("event").arg(event.to_string());
        pipeline.add_command(add).ignore();
    }
    Ok(pipeline.exec_async(connection).await?)
}

/// The installation's own worker drains; we look how long the oldest waits.
async fn lag(installation: &Installation, store: &Store, ids: &[Uuid]) -> anyhow::Result<()> {
    let client = redis::Client::open(installation.ready.redis_live_url.as_str())?;
    let mut connection = client.get_multiplexed_async_connection().await?;
    let shards: Vec<u16> = (0..installation.live.shards()).collect();
    let mut lags = Vec::new();
    let first = clock::monotonic();
    let each = 5_000 / u64::from(SLICES);
    for turn in 0..SECONDS * u64::from(SLICES) {
        clock::sleep_until(first + Duration::from_secs(1) * u32::try_from(turn)? / SLICES).await;
        happen(installation, &mut connection, ids, (turn * each, each)).await?;
        if turn % 10 == 0 {
            let waiting = installation.live.events_waiting(&shards).await?;
            let oldest_ms = waiting.into_iter().filter_map(|waited| waited.ok().flatten()).max();
            lags.push(Duration::from_millis(oldest_ms.unwrap_or(0).unsigned_abs()));
        }
    }
    report::latency("age of the oldest event at 5,000/s", &mut lags);
    until_empty(installation, &shards).await?;
    let stored = store.count_events().await?;
    report::line("events stored", &format!("{stored} of {}", 5_000 * SECONDS));
    Ok(())
}

async fn until_empty(installation: &Installation, shards: &[u16]) -> anyhow::Result<()> {
    loop {
        let waiting = installation.live.events_waiting(shards).await?;
        let waiting = waiting.into_iter().collect::<Result<Vec<_>, _>>()?;
        if waiting.iter().all(Option::is_none) {
            return Ok(());
        }
        clock::sleep(Duration::from_millis(20)).await;
    }
}

/// Our own drains, four at once as a worker has them, on streams that are full.
async fn throughput(installation: &Installation, store: Store, ids: &[Uuid]) -> anyhow::Result<()> {
    let client = redis::Client::open(installation.ready.redis_live_url.as_str())?;
    let mut connection = client.get_multiplexed_async_connection().await?;
    let keep = Keep { done_jobs_days: 7, dead_jobs_days: 28, logins_days: 30 };
    let live = installation.live.clone();
    let url = installation.ready.redis_queue_url.clone();
    let settings = RedisQueue { url, sentinel: String::new(), prefix: "bench".into() };
    let queue = Queue::connect(&settings).await?;
    let (twitch, outside, turns) = (None, Outside::new(false)?, Turns::default());
    let (keys, kept_months, archives) = (Keys::derived("bench", &[]), Vec::new(), None);
    let context = JobContext {
        cache: Cache::default(),
        live,
        store,
        queue,
        twitch,
        keys,
        outside,
        turns,
        mailer: None,
        pusher: None,
        public_url: String::new(),
        keep,
        kept_months,
        archives,
        journal_keys: None,
    };
    // The installation's worker is told to stay out of it.
    installation.stop_worker().await?;
    let start_at = 5_000 * SECONDS;
    for slice in 0..STORED / 1_000 {
        happen(installation, &mut connection, ids, (start_at + slice * 1_000, 1_000)).await?;
    }
    let start = clock::monotonic();
    let shards: Vec<u16> = (0..installation.live.shards()).collect();
    let drains = stream::iter(&shards).for_each_concurrent(4, |shard| async {
        let _ = DrainEvents { shard: *shard }.run(&context).await;
    });
    drains.await;
    until_empty(installation, &shards).await?;
    #[expect(clippy::cast_precision_loss, reason = "a rate for people to read")]
    let rate = STORED as f64 / start.elapsed().as_secs_f64();
    report::figure("events drained, 64 full streams", rate, "/s");
    Ok(())
}
