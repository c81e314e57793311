//! Cold to hot after live Redis was lost, many at once and in a queue of their
//! own: who watches one or commands it never waits behind them.

use downbeat_live::{Opened, Opening, RoundSaved};
use metrics::counter;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{ActivateSession, Signal, activate_session, context::JobContext, kinds};

/// These sessions of one shard were awake, or are to be soon.
#[derive(Debug, Serialize, Deserialize)]
pub struct RecoverSession {
    pub session: Uuid,
    /// A release before knows one session only, and leaves these to whoever wakes
    /// those that are due.
    #[serde(default)]
    pub more: Vec<Uuid>,
}

impl RecoverSession {
    /// Sessions that one job brings back at most.
    pub const MOST: usize = 100;

    /// Jobs for sessions of one shard.
    pub fn of(sessions: &[Uuid]) -> impl Iterator<Item = Self> {
        sessions.chunks(Self::MOST).filter_map(|some| {
            let (session, more) = some.split_first()?;
            Some(Self { session: *session, more: more.to_vec() })
        })
    }
}

impl Signal for RecoverSession {
    type Context = JobContext;

    const NAME: &'static str = "recover_session";
    const QUEUE: &'static str = "recovery";
    const CONCURRENCY: usize = 4;

    fn key(&self) -> String {
        self.session.to_string()
    }

    async fn run(self, context: &JobContext) -> anyhow::Result<()> {
        let all: Vec<Uuid> = [self.session].into_iter().chain(self.more).take(Self::MOST).collect();
        let shard = context.live.shard(self.session);
        let cold = context.live.cold(shard, &all).await?;
        let parked = context.live.parked_of(shard, &cold).await?;
        let cold: Vec<Uuid> = cold.into_iter().filter(|id| !parked.contains(id)).collect();
        let taken = context.live.take_to_load(&cold, Self::TIMEOUT).await?;
        let opened = open(context, &taken).await;
        context.live.let_go(&taken).await?;
        let opened = opened?;
        counter!("downbeat_activations_total", "outcome" => "loaded")
            .increment(opened.len() as u64);
        // What is not like the others is brought back alone, and fails alone.
        let mut failed = None;
        for session in taken.into_iter().filter(|id| !opened.contains(id)) {
            failed = ActivateSession { session }.run(context).await.err().or(failed);
        }
        failed.map_or(Ok(()), Err)
    }
}

/// Opens those that a few events lead to; answers them.
async fn open(context: &JobContext, sessions: &[Uuid]) -> anyhow::Result<Vec<Uuid>> {
    let begun = context.store.activate_many(sessions, |stored| {
        let now_ms = context.live.now_ms(stored.shard);
        let (begun, beginning) = activate_session::begin(stored, now_ms).ok()?;
        // What a round counted is read with it.
        let is_counting = begun.session.tally_rules().is_some_and(|rules| rules.round.is_some());
        (!is_counting).then_some((begun, beginning))
    });
    let mut openings = Vec::new();
    for (stored, begun) in begun.await? {
        openings.push(Opening {
            id: stored.id,
            owner: stored.owner,
            session: begun.session,
            incarnation: u64::try_from(stored.incarnation)?,
            events: begun.events,
            round: RoundSaved::default(),
            reading: None,
            since: begun.since,
        });
    }
    let answers = context.live.open_many(&openings).await?;
    let is_open =
        |opened: &Result<Opened, _>| matches!(opened, Ok(Opened::Open | Opened::AlreadyHot));
    let opened = openings.iter().zip(answers);
    let opened: Vec<_> = opened
        .filter(|(_, opened)| is_open(opened))
        .map(|(opening, _)| (opening.session.kind(), opening.id))
        .collect();
    let enqueued = context.store.enqueue(&kinds::opened(&opened)?).await?;
    context.queue.announce(&enqueued).await;
    Ok(opened.into_iter().map(|(_, id)| id).collect())
}
