//! Ten thousand running timers with no client: each ends once, and on time.

use std::{collections::HashMap, time::Duration};

use anyhow::Context as _;
use downbeat_boot::clock;
use downbeat_live::{Frame, Heard, Line, Opening};
use downbeat_session::{
    Actor, Ask, Beside, Kind, Session,
    id::shard,
    kinds::{self, timer::Timer},
};
use downbeat_store::{Doer, NewIdentity, NewSession, Store};
use futures::{StreamExt, stream};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{installation::Installation, report};

const TIMERS: i64 = 10_000;
/// Time to make them all before the first of them ends.
const AHEAD_MS: i64 = 20_000;
const PATIENCE: Duration = Duration::from_secs(3);

pub async fn run(installation: &Installation) -> anyhow::Result<()> {
    for (what, spread_ms) in [("spread over 10 s", 10_000), ("all at one instant", 0)] {
        let mut late = ends(installation, spread_ms).await?;
        report::latency(&format!("end of 10,000 timers, {what}: told after"), &mut late);
        let last = report::percentile(&mut late, 1.0).as_secs_f64() * 1e3;
        report::figure(&format!("end of 10,000 timers, {what}: the last"), last, "ms");
    }
    Ok(())
}

/// How long after its time each end was agreed by Redis.
async fn ends(installation: &Installation, spread_ms: i64) -> anyhow::Result<Vec<Duration>> {
    let live = &installation.live;
    let store = installation.store().await?;
    let ids = stored(installation, &store).await?;
    let mut channel = Line::open(live).await?;
    for shard in 0..live.shards() {
        channel.subscriber().listen(shard).await?;
    }
    let now_ms = live.now_ms(0);
    let mut due: HashMap<Uuid, i64> = HashMap::new();
    let mut openings = Vec::new();
    for (id, n) in ids.iter().zip(0..) {
        let budget_ms = AHEAD_MS + n * spread_ms / TIMERS;
        due.insert(*id, now_ms + budget_ms);
        let session = running(budget_ms, now_ms)?;
        openings.push(Opening::fresh(*id, Uuid::nil(), session, 1));
    }
    let opened = stream::iter(&openings).map(|opening| live.open(opening));
    let opened: Vec<_> = opened.buffer_unordered(128).collect().await;
    opened.into_iter().collect::<Result<Vec<_>, _>>()?;

    let mut late = Vec::new();
    while !due.is_empty() {
        let wait = Duration::from_millis(u64::try_from(AHEAD_MS)?) + PATIENCE;
        let heard = clock::timeout(wait, channel.hear()).await;
        let Heard::Message { message, .. } = heard.context("some timers never ended")?? else {
            continue;
        };
        for frame in message.frames {
            let Frame::Change(told) = frame else { continue };
            let due_ms = due.remove(&told.session).context("a timer ended twice")?;
            late.push(Duration::from_millis((told.at_ms - due_ms).max(0).unsigned_abs()));
        }
    }
    Ok(late)
}

/// Rows for them, so that what happens is stored as any other history.
async fn stored(installation: &Installation, store: &Store) -> anyhow::Result<Vec<Uuid>> {
    let name = Uuid::new_v4().simple().to_string();
    let account = NewIdentity {
        provider: "twitch",
        provider_user_id: &name,
        login: &name,
        display_name: "bench",
    };
    let owner = store.create_user_with_identity(account).await?.id;
    let shards = installation.live.shards();
    let made = stream::iter(0..TIMERS).map(|_| async move {
        let id = Uuid::now_v7();
        let (kind, config) = (Timer::NAME.to_owned(), config(1_000));
        let new = NewSession { id, kind, owner, config, shard: shard(id, shards), parent: None };
        store.create(new, &Doer::system()).await.map(|_| id)
    });
    let made: Vec<_> = made.buffer_unordered(16).collect().await;
    Ok(made.into_iter().collect::<Result<_, _>>()?)
}

fn config(budget_ms: i64) -> Value {
    json!({
        "mode": "per_participant",
        "participants": [{ "id": "a", "name": "Ann" }, { "id": "b", "name": "Bob" }],
        "budget_ms": budget_ms,
    })
}

/// A timer that was started then.
fn running(budget_ms: i64, now_ms: i64) -> anyhow::Result<Session> {
    let kind = kinds::named(Timer::NAME).context("no timers")?;
    let checked = (kind.check)(&config(budget_ms));
    let config = checked.ok().context("a config outside its limits")?;
    let session = (kind.open)(&config, 1, now_ms)?;
    let (actor, args) = (Actor::system(), json!({}));
    let ask = Ask { name: "start", args: &args, actor: &actor };
    Ok(session.decide(&Beside::default(), &ask, now_ms)?.after)
}
