//! What passing time does to sessions.

use std::time::Duration;

use downbeat_session::Actor;
use metrics::histogram;
use redis::cmd;
use uuid::Uuid;

use crate::{
    Hot, Lease, Live, LiveError, key,
    redis::{call::Call, library::BEAT},
    session::commit::{Change, Committed},
};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Settled {
    Done,
    /// Somebody changed it meanwhile; it is still due.
    Moved,
    /// The lease is no longer ours.
    Fenced,
}

/// What time has to do in a shard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Due {
    /// Sessions whose time has come, with that time, soonest first.
    Now(Vec<(Uuid, i64)>),
    /// Nothing until then, if ever.
    Next(Option<i64>),
}

impl Live {
    /// What is due in each shard. A shard that cannot be asked fails alone.
    pub async fn due(
        &self,
        shards: &[u16],
        limit: usize,
    ) -> Result<Vec<Result<Due, LiveError>>, LiveError> {
        let call = |shards: &[u16]| {
            Call::new(&BEAT, "due").keys(shards.iter().copied().map(key::due)).number(limit)
        };
        let answers = self.call_shards::<_, (u8, Vec<(String, f64)>)>(shards, call).await?;
        #[expect(clippy::cast_possible_truncation, reason = "scores are epoch milliseconds")]
        let read = |(id, score): (String, f64)| Some((Uuid::parse_str(&id).ok()?, score as i64));
        let due = |(is_due, scored): (u8, Vec<(String, f64)>)| {
            let mut scored = scored.into_iter().filter_map(read);
            match is_due {
                0 => Due::Next(scored.next().map(|(_, due_ms)| due_ms)),
                _ => Due::Now(scored.collect()),
            }
        };
        Ok(answers.into_iter().map(|answer| answer.map(due)).collect())
    }

    /// Turns the time that has passed for a session into events, under the
    /// owner's lease, and says when it is due next.
    pub async fn advance(&self, lease: &Lease, hot: &Hot) -> Result<Settled, LiveError> {
        let now_ms = self.now_ms(lease.shard).max(hot.state_at_ms);
        let step = hot.session.advance(&hot.beside, now_ms);
        if step.events.is_empty() {
            return self.settle(lease, hot, now_ms).await;
        }
        let (actor, fence) = (&Actor::system(), Some(lease.value.as_str()));
        let due_ms = hot.session.due_ms().filter(|due_ms| *due_ms <= now_ms);
        let change = Change { hot, views: &[], now_ms, step, actor, kept: None, fence, gate: None };
        Ok(match self.commit(change).await? {
            Committed::Fenced => Settled::Fenced,
            Committed::Done(..) => {
                if let Some(due_ms) = due_ms {
                    let late_ms = self.now_ms(lease.shard).saturating_sub(due_ms).max(0);
                    let late = Duration::from_millis(late_ms.unsigned_abs());
                    histogram!("downbeat_advance_lateness_seconds").record(late);
                }
                Settled::Moved
            }
            // What counts votes is due again at once, and settles then.
            _ => Settled::Moved,
        })
    }

    /// Takes a session that is not there out of the due ones.
    pub async fn forget_due(&self, shard: u16, id: Uuid) -> Result<(), LiveError> {
        self.query(cmd("ZREM").arg(key::due(shard)).arg(id.to_string())).await
    }

    async fn settle(&self, lease: &Lease, hot: &Hot, now_ms: i64) -> Result<Settled, LiveError> {
        let rules = hot.session.tally_rules();
        let tally_due_ms = rules.as_ref().and_then(|rules| hot.beside.tally.due_ms(rules));
        let aged = tally_due_ms.is_some_and(|due_ms| due_ms <= now_ms);
        let next_ms = rules.filter(|_| aged).and_then(|rules| {
            let mut later = hot.beside.tally.clone();
            later.at_ms = now_ms;
            later.due_ms(&rules)
        });
        let tally_next_ms = if aged { next_ms } else { tally_due_ms };
        let due_ms = hot.session.due_ms().into_iter().chain(tally_next_ms).min();
        let shard = lease.shard;
        let call = Call::new(&BEAT, "settle")
            .key(key::lease(shard))
            .key(key::state(shard, hot.id))
            .key(key::tally(shard, hot.id))
            .key(key::due(shard))
            .key(key::dirty(shard))
            .key(key::marks(shard))
            .key(key::changes(shard))
            .arg(lease.value.as_str())
            .arg(hot.id.to_string())
            .number(hot.rev.incarnation)
            .number(hot.rev.rev)
            .number(hot.beside.tally.seq)
            .maybe(due_ms)
            .number(u8::from(aged))
            .arg(hot.id.as_bytes().as_slice());
        let word: String = self.call(&call).await?;
        Ok(match word.as_str() {
            "fenced" => Settled::Fenced,
            "moved" => Settled::Moved,
            _ => Settled::Done,
        })
    }
}
