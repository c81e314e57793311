//! Cold to hot: from Postgres into live Redis.

use std::time::Duration;

use anyhow::Context as _;
use downbeat_live::{LiveError, Opened, Opening, RoundSaved};
use downbeat_session::{Event, Rev, Session, Unreadable, kinds};
use downbeat_store::{Activation, EventRow, Snapshot, StoreError};
use metrics::counter;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{Signal, context::JobContext, fold, kinds::opened, of_rows, snapshots};

/// Turns before a session whose config keeps changing is left to whoever asks
/// next.
const TURNS: usize = 4;
const LIMIT: Duration = Duration::from_secs(5);

/// Somebody wants this session to be hot.
#[derive(Debug, Serialize, Deserialize)]
pub struct ActivateSession {
    pub session: Uuid,
}

impl Signal for ActivateSession {
    type Context = JobContext;

    const NAME: &'static str = "activate_session";
    const QUEUE: &'static str = "sessions";
    const CONCURRENCY: usize = 16;
    const TIMEOUT: Duration = LIMIT;

    fn key(&self) -> String {
        self.session.to_string()
    }

    async fn run(self, context: &JobContext) -> anyhow::Result<()> {
        let loaded = context.live.alone(self.session, LIMIT, load(context, self.session)).await;
        let outcome = match &loaded {
            Ok(Some(Ok(Loaded::Here))) => "loaded",
            // Somebody else is at it or was; a session that is gone is no failure.
            Ok(None | Some(Ok(Loaded::Before | Loaded::Gone))) => "hit",
            Ok(Some(Ok(Loaded::Parked) | Err(_))) | Err(_) => "failed",
        };
        if let Ok(Some(Err(error))) = &loaded
            && is_unreadable(error)
        {
            context.live.park(self.session, &format!("{error:#}")).await?;
        }
        counter!("downbeat_activations_total", "outcome" => outcome).increment(1);
        loaded?.transpose()?;
        Ok(())
    }
}

enum Loaded {
    Here,
    Before,
    Gone,
    /// It waits for a person.
    Parked,
}

fn is_too_long(error: &anyhow::Error) -> bool {
    matches!(error.downcast_ref(), Some(StoreError::TooLong { .. }))
}

/// Whether no later try can read it either.
fn is_unreadable(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        cause.is::<Unreadable>() || matches!(cause.downcast_ref(), Some(LiveError::Unreadable(_)))
    })
}

async fn load(context: &JobContext, session: Uuid) -> anyhow::Result<Loaded> {
    if context.live.read(session).await?.is_some() {
        return Ok(Loaded::Before);
    }
    if context.live.why_parked(session).await?.is_some() {
        return Ok(Loaded::Parked);
    }
    let shard = context.live.shard(session);
    for _ in 0..TURNS {
        let now_ms = context.live.now_ms(shard);
        let begun = match context.store.activate(session, |stored| begin(stored, now_ms)).await {
            // No part of a history is folded: snapshots make it short first.
            Err(error) if is_too_long(&error) => {
                snapshots::take(&context.store, session).await?;
                continue;
            }
            begun => begun?,
        };
        let Some((stored, begun)) = begun else {
            match of_rows::open(&context.live, &context.store, session).await? {
                Some(Opened::Open) => return Ok(Loaded::Here),
                Some(Opened::AlreadyHot) => return Ok(Loaded::Before),
                Some(Opened::Stale | Opened::Deleted) => continue,
                None => {}
            }
            context.live.end(session).await?;
            return Ok(Loaded::Gone);
        };
        let Begun { session: state, events, since } = begun;
        let round = match state.tally_rules().and_then(|rules| rules.round) {
            Some(round) => round_saved(context, session, round.id).await?,
            None => RoundSaved::default(),
        };
        let incarnation = u64::try_from(stored.incarnation)?;
        let (id, owner) = (stored.id, stored.owner);
        let wanted = opened(&[(stored.kind.as_str(), id)])?;
        let mut opening = Opening::fresh(id, owner, state, incarnation);
        (opening.events, opening.round, opening.since) = (events, round, since);
        match context.live.open(&opening).await? {
            Opened::Open => {
                let enqueued = context.store.enqueue(&wanted).await?;
                context.queue.announce(&enqueued).await;
                return Ok(Loaded::Here);
            }
            Opened::AlreadyHot => return Ok(Loaded::Before),
            // Edited or deleted since it was read: Postgres knows by now.
            Opened::Stale | Opened::Deleted => {}
        }
    }
    anyhow::bail!("the config of session {session} changed {TURNS} times while it was opened")
}

/// A state that a life begins with, and what happened on the way to it.
pub struct Begun {
    pub session: Session,
    pub events: Vec<Event>,
    /// Its last change, where nothing has changed since.
    pub since: Option<Rev>,
}

/// The state that the new life begins with: what the history leads to, with the
/// config as it is now and the mark of having been lost. It is kept where the
/// history alone would not tell it.
pub fn begin(stored: &Activation, now_ms: i64) -> anyhow::Result<(Begun, Option<Snapshot>)> {
    let Activation { id, kind, config, incarnation, snapshot, events: history, facts, .. } = stored;
    let version = u64::try_from(stored.config_version)?;
    let folded = fold::fold(snapshot.as_ref(), history)?;
    let is_told = folded.as_ref().is_some_and(|folded| folded.config_version() >= version);
    let mut session = if let Some(folded) = folded {
        folded
    } else {
        let kind = kinds::named(kind).with_context(|| format!("kind {kind} is not known"))?;
        (kind.open)(config, version, now_ms)?
    };
    if !is_told && session.config_version() < version {
        session.apply(&Session::configured(version, config, now_ms))?;
    }
    let events = fold::resume(&mut session, facts, now_ms)?;
    if is_told && events.is_empty() {
        let since = last_change(snapshot.as_ref(), history)?;
        return Ok((Begun { session, events, since }, None));
    }
    let beginning = fold::snapshot(*id, (*incarnation, 0), now_ms, &session)?;
    Ok((Begun { session, events, since: None }, Some(beginning)))
}

fn last_change(snapshot: Option<&Snapshot>, events: &[EventRow]) -> anyhow::Result<Option<Rev>> {
    let last = events.last().map(|event| (event.incarnation, event.rev));
    let Some((incarnation, rev)) = last.or(snapshot.map(|kept| (kept.incarnation, kept.rev)))
    else {
        return Ok(None);
    };
    Ok(Some(Rev { incarnation: u64::try_from(incarnation)?, rev: u64::try_from(rev)? }))
}

async fn round_saved(
    context: &JobContext,
    session: Uuid,
    round: Uuid,
) -> anyhow::Result<RoundSaved> {
    let saved = context.store.round_progress(session, round).await?;
    let votes = saved.votes.iter().map(|votes| u64::try_from(*votes)).collect::<Result<_, _>>()?;
    Ok(RoundSaved { votes, sketch: saved.sketch })
}
