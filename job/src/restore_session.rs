//! A session that waits for a person, brought back as it was when it could last
//! be read.

use anyhow::Context as _;
use downbeat_live::{LiveError, Opened, Opening, RoundSaved};
use downbeat_session::{Event, Session, kinds};
use downbeat_store::{Activation, Snapshot};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{Attempt, DrainEvents, Durable, Hopeless, Signal, context::JobContext, fold};

/// Runs of the drain until a shard's events are all in Postgres.
const DRAINS: usize = 20;

/// A person wants this session back.
#[derive(Debug, Serialize, Deserialize)]
pub struct RestoreSession {
    pub session: Uuid,
}

impl Durable for RestoreSession {
    type Context = JobContext;

    const NAME: &'static str = "restore_session";
    const QUEUE: &'static str = "configs";
    const SHOWN: &'static [&'static str] = &["session"];

    fn key(&self) -> Option<String> {
        Some(self.session.to_string())
    }

    async fn run(self, context: &JobContext, _: &Attempt) -> anyhow::Result<()> {
        let Self { session } = self;
        let is_parked = context.live.why_parked(session).await?.is_some();
        if !is_parked && matches!(context.live.read(session).await, Ok(Some(_))) {
            return Ok(());
        }
        // What was acknowledged is in the history before it is read.
        drain(context, context.live.shard(session)).await?;
        if !context.live.discard(session).await? {
            anyhow::bail!("session {session} is being changed");
        }
        let base = fold::last_readable(&context.store, session).await?;
        let now_ms = context.live.now_ms(context.live.shard(session));
        let begun = context.store.activate(session, |stored| begin(stored, base, now_ms)).await?;
        let Some((stored, (state, events))) = begun else {
            return Ok(context.live.end(session).await?);
        };
        let incarnation = u64::try_from(stored.incarnation)?;
        let (id, owner, round) = (stored.id, stored.owner, RoundSaved::default());
        let fresh = Opening::fresh(id, owner, state, incarnation);
        let opening = Opening { events, round, ..fresh };
        match context.live.open(&opening).await? {
            Opened::Open | Opened::AlreadyHot | Opened::Deleted => Ok(()),
            Opened::Stale => anyhow::bail!("the config of session {session} changed meanwhile"),
        }
    }
}

/// A state, and what happened on the way to it.
type Begun = (Session, Vec<Event>);

async fn drain(context: &JobContext, shard: u16) -> anyhow::Result<()> {
    for _ in 0..DRAINS {
        if context.live.events(shard, 1).await?.is_empty() {
            return Ok(());
        }
        DrainEvents { shard }.run(context).await?;
    }
    anyhow::bail!("events of shard {shard} keep coming")
}

/// The state that the new life begins with, which the history alone would not
/// tell: it is always kept.
fn begin(
    stored: &Activation,
    base: Option<Session>,
    now_ms: i64,
) -> anyhow::Result<(Begun, Option<Snapshot>)> {
    let Activation { id, kind, config, incarnation, facts, .. } = stored;
    let kind = kinds::named(kind).with_context(|| format!("kind {kind} is not known"))?;
    let version = u64::try_from(stored.config_version)?;
    let mut session = match base {
        Some(session) => session,
        None => (kind.open)(config, version, now_ms)?,
    };
    if session.config_version() < version {
        session.apply(&Session::configured(version, config, now_ms))?;
    }
    let events = fold::resume(&mut session, facts, now_ms)?;
    if let Err(error) = (kind.read)(&session.to_bytes()) {
        let error = LiveError::from(error);
        return Err(Hopeless(format!("its config has to be changed first: {error}")).into());
    }
    let beginning = fold::snapshot(*id, (*incarnation, 0), now_ms, &session)?;
    Ok(((session, events), Some(beginning)))
}
