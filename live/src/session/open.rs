//! Cold to hot.

use downbeat_session::{Actor, Beside, Event, Rev, Session};
use serde_json::Value;
use uuid::Uuid;

use crate::{
    Live, LiveError, StoredEvent, key, kinds,
    redis::{call::Call, library::SESSION},
    session::{asides::Asides, packed::Packed, standing::reading_text, stored_answers::Answers},
};

/// A session that is to be opened: the state that its history leads to.
#[derive(Debug, Clone)]
pub struct Opening {
    pub id: Uuid,
    pub owner: Uuid,
    pub session: Session,
    pub incarnation: u64,
    /// What the rebuild itself was, already in the state.
    pub events: Vec<Event>,
    /// What was saved of the round that runs, if one does.
    pub round: RoundSaved,
    /// What its rows say, of a session that is nothing else.
    pub reading: Option<Value>,
    /// Its last change, of a session that comes back as it went: whoever saw it
    /// then has seen it as it is.
    pub since: Option<Rev>,
}

/// Votes for each side, and the sketch of who voted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RoundSaved {
    pub votes: Vec<u64>,
    pub sketch: Vec<u8>,
}

impl Opening {
    /// A session that nothing happened to yet.
    #[must_use]
    pub fn fresh(id: Uuid, owner: Uuid, session: Session, incarnation: u64) -> Self {
        let (events, round) = (Vec::new(), RoundSaved::default());
        let (reading, since) = (None, None);
        Self { id, owner, session, incarnation, events, round, reading, since }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Opened {
    Open,
    /// Somebody opened this or a later life of it.
    AlreadyHot,
    /// A newer config has been told: read again.
    Stale,
    /// The session was deleted.
    Deleted,
}

impl Live {
    pub async fn open(&self, opening: &Opening) -> Result<Opened, LiveError> {
        let shard = self.shard(opening.id);
        // A second turn with a corrected clock is always enough.
        for _ in 0..3 {
            let (word, redis_ms): (String, i64) = self.call(&self.opening(opening)?).await?;
            if word == "clock" {
                self.clocks.correct(shard, redis_ms);
                continue;
            }
            return opened(&word);
        }
        Err(LiveError::Unreadable("the clock of live Redis keeps jumping".into()))
    }

    /// Opens several at once; each fails alone.
    pub async fn open_many(
        &self,
        openings: &[Opening],
    ) -> Result<Vec<Result<Opened, LiveError>>, LiveError> {
        let (mut calls, mut made) = (Vec::new(), Vec::with_capacity(openings.len()));
        for opening in openings {
            made.push(self.opening(opening).map(|call| calls.push(call)));
        }
        let mut answers = self.call_all::<(String, i64)>(calls.into_iter()).await?.into_iter();
        let open = |made: Result<(), LiveError>| {
            made?;
            opened(&answers.next().unwrap_or(Err(LiveError::Silent))?.0)
        };
        Ok(made.into_iter().map(open).collect())
    }

    fn opening(&self, opening: &Opening) -> Result<Call, LiveError> {
        let Opening { id, owner, ref session, incarnation, ref events, ref round, .. } = *opening;
        let reading = opening.reading.as_ref().map(reading_text).transpose()?;
        let since = opening.since;
        let shard = self.shard(id);
        let now_ms = self.now_ms(shard);
        let due_ms = session.due_ms();
        let rev = Rev { incarnation, rev: 0 };
        let rules = session.tally_rules();
        let beside = Beside::default();
        let mut asides = Asides::new(shard, id, &beside);
        asides.open_tally(rules.as_ref(), now_ms);
        kinds::open(&mut asides, rules.as_ref(), round);
        asides.open_board(reading.as_deref());
        asides.tell_parent(&[], session, &[]);
        asides.tell_outside(session, &[], 0);
        let mut fresh = session.clone();
        fresh.set_unseen(0);
        let packed =
            Packed { rev, at_ms: now_ms, owner, session: fresh, answers: Answers::default() };
        let call = Call::new(&SESSION, "open")
            .key(key::state(shard, id))
            .key(key::told(shard, id))
            .key(key::hot(shard))
            .key(key::due(shard))
            .key(key::dirty(shard))
            .key(key::marks(shard))
            .key(key::events(shard))
            .key(key::events_bytes(shard))
            .key(key::since(shard, id))
            .key(key::parked(shard));
        let call = asides
            .keys(call)
            .arg(id.to_string())
            .arg(packed.to_bytes()?.0)
            .maybe(due_ms)
            .maybe(since);
        let mut call = asides.args(call);
        for (seq, event) in events.iter().enumerate() {
            call = call.arg(StoredEvent::bytes(id, rev, seq, event, &Actor::system(), None)?);
        }
        Ok(call)
    }
}

fn opened(word: &str) -> Result<Opened, LiveError> {
    match word {
        "ok" => Ok(Opened::Open),
        "hot" => Ok(Opened::AlreadyHot),
        "stale" => Ok(Opened::Stale),
        "deleted" => Ok(Opened::Deleted),
        "audit_full" => Err(LiveError::AuditFull),
        word => Err(LiveError::Unreadable(format!("`open` said {word}"))),
    }
}
