//! Live Redis is emptied, and running timers come back from Postgres.

use std::time::Duration;

use anyhow::Context as _;
use downbeat_boot::clock;
use downbeat_live::key;
use downbeat_session::{Actor, Ask, Beside, Kind, Role, Session, id, kinds, kinds::timer::Timer};
use downbeat_store::{Doer, NewIdentity, NewSession, Snapshot, Store};
use futures::{StreamExt, TryStreamExt, stream};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{installation::Installation, report, spent::Spent};

const LOOK_EVERY: Duration = Duration::from_millis(200);
const TOGETHER: usize = 200;

pub async fn run(installation: &Installation, sessions: usize) -> anyhow::Result<()> {
    let store = installation.store().await?;
    awake(installation, &store, sessions).await?;
    let client = redis::Client::open(installation.ready.redis_live_url.as_str())?;
    let mut live = client.get_multiplexed_async_connection().await?;
    let before = Spent::until_now(installation)?;
    let began = clock::monotonic();
    redis::cmd("FLUSHALL").exec_async(&mut live).await?;
    loop {
        let mut hot = redis::pipe();
        (0..installation.live.shards()).for_each(|shard| {
            hot.zcard(key::hot(shard));
        });
        let hot: Vec<usize> = hot.query_async(&mut live).await?;
        if hot.iter().sum::<usize>() >= sessions {
            break;
        }
        anyhow::ensure!(began.elapsed() < Duration::from_mins(20), "{hot:?} are back, no more");
        clock::sleep(LOOK_EVERY).await;
    }
    let took = began.elapsed();
    report::figure(&format!("recovery of {sessions} running timers"), took.as_secs_f64(), "s");
    let spent = before.since(installation)?;
    spent.report(&format!("a timer of {sessions} recovered"), f64::from(u32::try_from(sessions)?));
    Ok(())
}

/// Running timers that Postgres alone knows, and that should be awake.
async fn awake(installation: &Installation, store: &Store, sessions: usize) -> anyhow::Result<()> {
    let (provider, provider_user_id, login) = ("twitch", "2", "recovery");
    let account = NewIdentity { provider, provider_user_id, login, display_name: login };
    let owner = store.create_user_with_identity(account).await?.id;
    let (config, running) = running(installation.live.now_ms(0))?;
    let shards = installation.live.shards();
    let made = stream::iter(0..sessions).map(|_| {
        let (id, config) = (Uuid::new_v4(), config.clone());
        let (kind, shard) = (Timer::NAME.into(), id::shard(id, shards));
        let new = NewSession { id, kind, owner, config, shard, parent: None };
        async move { store.create(new, &Doer::system()).await.map(|_| id) }
    });
    let made: Vec<Uuid> = made.buffer_unordered(8).try_collect().await?;
    let state: Value = serde_json::from_slice(&running.to_bytes())?;
    for ids in made.chunks(TOGETHER) {
        let begun = store.activate_many(ids, |stored| {
            let (session_id, incarnation, kind) =
                (stored.id, stored.incarnation, stored.kind.clone());
            let at_ms = installation.live.now_ms(stored.shard);
            let state = state.clone();
            Some(((), Some(Snapshot { session_id, incarnation, rev: 1, at_ms, kind, state })))
        });
        anyhow::ensure!(begun.await?.len() == ids.len(), "a timer is missing");
    }
    Ok(())
}

fn running(now_ms: i64) -> anyhow::Result<(Value, Session)> {
    let config = json!({
        "mode": "per_participant",
        "participants": [{ "id": "a", "name": "Ann" }, { "id": "b", "name": "Bob" }],
        "budget_ms": 36_000_000,
    });
    let kind = kinds::named(Timer::NAME).context("no timers")?;
    let mut timer = (kind.open)(&config, 1, now_ms)?;
    let (args, actor) = (json!({}), Actor { role: Role::Owner, ..Actor::system() });
    let ask = Ask { name: "start", args: &args, actor: &actor };
    let step =
        timer.decide(&Beside::default(), &ask, now_ms).map_err(|_| anyhow::anyhow!("no start"))?;
    for event in &step.events {
        timer.apply(event)?;
    }
    Ok((config, timer))
}
