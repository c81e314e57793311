//! Read, decide, commit: how anything changes a session.

use std::{
    hash::{DefaultHasher, Hash, Hasher},
    time::Duration,
};

use downbeat_boot::clock::{self, Instant};
use downbeat_session::{Actor, Ask, Problem, Refusal, Rev, json};
use metrics::{counter, histogram};
use serde_json::Value;
use uuid::Uuid;

use crate::{
    CommandId, Hot, Live, LiveError,
    session::{
        answers::{self, Remembered},
        commit::{Answered, Change, Committed},
        gate::Gate,
        known::{Base, Source},
    },
};

/// Turns before a change is refused as contended.
pub(crate) const ATTEMPTS: u32 = 8;
const JITTER_MS_MAX: u64 = 4;

/// What somebody asks of a session.
#[derive(Debug, Clone)]
pub struct Asked {
    pub session: Uuid,
    /// The same id is answered once.
    pub id: Option<CommandId>,
    pub name: String,
    pub args: Value,
    pub actor: Actor,
    /// Whose session it must be, where that is not known yet.
    pub owner: Option<Uuid>,
    /// The rev that the sender decided on, when it insists.
    pub rev: Option<Rev>,
}

impl Asked {
    pub(super) fn has_nul(&self) -> bool {
        json::nul(&self.args).is_some() || self.id.as_ref().is_some_and(CommandId::has_nul)
    }
}

#[derive(Debug, Clone, PartialEq)]
pub struct Accepted {
    pub rev: Rev,
    pub events: Vec<Value>,
    /// It was accepted before, and this is the same answer.
    pub repeated: bool,
}

#[derive(Debug, thiserror::Error)]
pub enum CommandError {
    #[error("the session is cold")]
    Cold,
    #[error("the session is somebody else's")]
    NotTheirs,
    #[error("the session has moved on")]
    Stale { current: Rev },
    #[error("too many changes at once")]
    Contended,
    #[error("the audit stream is full")]
    AuditFull,
    #[error("the same id was used for another command")]
    IdReused,
    #[error(transparent)]
    Refused(#[from] Refusal),
    #[error(transparent)]
    Live(#[from] LiveError),
}

impl CommandError {
    /// Its name in metrics; a cold session is asked again when it is back, and
    /// somebody else's by whoever has a role there.
    const fn outcome(&self) -> Option<&'static str> {
        match self {
            Self::Cold | Self::NotTheirs => None,
            Self::Refused(_) | Self::IdReused => Some("rejected"),
            Self::Stale { .. } => Some("stale"),
            Self::Contended => Some("contended"),
            Self::AuditFull | Self::Live(_) => Some("unavailable"),
        }
    }
}

/// What came of one try.
pub(crate) enum Tried {
    Accepted(Accepted),
    /// What it was decided on may be old, and allows no other answer than a commit.
    Unsure,
    /// It was another by then: this one, where that is known.
    Moved(Option<Hot>),
}

impl Live {
    /// A command of Downbeat's own.
    pub async fn tell_system(
        &self,
        session: Uuid,
        name: &'static str,
        args: Value,
    ) -> Result<Accepted, CommandError> {
        let (name, actor) = (name.to_owned(), Actor::system());
        let asked = Asked { session, id: None, name, args, actor, owner: None, rev: None };
        self.command(&asked).await
    }

    /// Does what is asked, or says why not.
    pub async fn command(&self, asked: &Asked) -> Result<Accepted, CommandError> {
        self.command_on(asked, None).await
    }

    /// The same, on a session that was read for it just now.
    pub async fn command_on(
        &self,
        asked: &Asked,
        begun: Option<Hot>,
    ) -> Result<Accepted, CommandError> {
        let start = clock::monotonic();
        let answer = self.decide(asked, begun).await;
        count(start, &answer);
        answer
    }

    async fn decide(&self, asked: &Asked, begun: Option<Hot>) -> Result<Accepted, CommandError> {
        // Postgres could not keep it: better refused than put aside later.
        if asked.has_nul() {
            let field = json::nul(&asked.args).filter(|field| !field.is_empty());
            let field = field.unwrap_or_else(|| "args".to_owned());
            let problem = Problem::new(&field, "must hold no NUL");
            return Err(Refusal::Invalid(vec![problem]).into());
        }
        let turn = self.turns.take(asked.session).await;
        let base = match self.base(asked.session, begun.filter(|_| !turn.has_waited)) {
            Some(base) => base,
            None => self.read_for(asked).await?.ok_or(CommandError::Cold)?,
        };
        let payload = Payload::of(asked);
        let tried = self.try_on(asked, payload, &base, None).await;
        base.count(&tried);
        self.go_on(asked, payload, tried?).await
    }

    /// What comes after the first try.
    pub(super) async fn go_on(
        &self,
        asked: &Asked,
        payload: Payload,
        mut tried: Tried,
    ) -> Result<Accepted, CommandError> {
        let mut attempts = 0;
        while attempts < ATTEMPTS {
            let mut base = None;
            match tried {
                Tried::Accepted(accepted) => return Ok(accepted),
                // It is read, and then it is sure.
                Tried::Unsure => {}
                Tried::Moved(moved) => {
                    attempts += 1;
                    // Whoever meets others time and again steps back first.
                    let moved = moved.filter(|_| attempts == 1);
                    base = moved.map(|hot| Base::read(hot, Source::Read(None)));
                }
            }

            let base = if let Some(base) = base {
                base
            } else {
                pause(attempts).await;
                self.read_for(asked).await?.ok_or(CommandError::Cold)?
            };
            tried = self.try_on(asked, payload, &base, None).await?;
        }
        match tried {
            Tried::Accepted(accepted) => Ok(accepted),
            Tried::Unsure | Tried::Moved(_) => Err(CommandError::Contended),
        }
    }

    /// What there is without a reading: the newer one of both.
    fn base(&self, session: Uuid, begun: Option<Hot>) -> Option<Base> {
        let rev = |rev: Rev| (rev.incarnation, rev.rev);
        let known = self.known.get(session);
        let begun = begun.filter(|hot| hot.id == session);
        match (known, begun) {
            (Some(known), Some(begun)) if rev(known.hot.rev) < rev(begun.rev) => {
                Some(Base::read(begun, Source::Begun))
            }
            (Some(known), _) => Some(Base { known, source: Source::Known }),
            (None, begun) => begun.map(|begun| Base::read(begun, Source::Begun)),
        }
    }

    pub(super) async fn try_on(
        &self,
        asked: &Asked,
        payload: Payload,
        base: &Base,
        gate: Option<&Gate>,
    ) -> Result<Tried, CommandError> {
        let hot = &base.known.hot;
        let is_certain = base.is_certain(asked.id.is_some());
        if asked.owner.is_some_and(|owner| owner != hot.owner) {
            return Err(CommandError::NotTheirs);
        }
        match answered(asked, base, payload)? {
            Some(_) if !is_certain => return Ok(Tried::Unsure),
            Some(accepted) => return Ok(Tried::Accepted(accepted)),
            None => {}
        }
        let shown = hot.shown_rev();
        if let Some(rev) = asked.rev
            && rev != shown
        {
            if !is_certain {
                return Ok(Tried::Unsure);
            }
            if !self.is_current(hot, rev).await? {
                return Err(CommandError::Stale { current: shown });
            }
        }
        let now_ms = self.now_ms(self.shard(asked.session)).max(hot.state_at_ms);
        let ask = Ask { name: &asked.name, args: &asked.args, actor: &asked.actor };
        let step = match hot.session.decide(&hot.beside, &ask, now_ms) {
            // The owner is catching up with the time: it is asked again.
            Err(Refusal::Behind) => return Ok(Tried::Moved(None)),
            Err(_) if !is_certain => return Ok(Tried::Unsure),
            decided => decided?,
        };
        let bodies: Vec<Value> = step.events.iter().map(|event| event.body.clone()).collect();
        let change = Change {
            hot,
            views: &base.known.views,
            now_ms,
            step,
            actor: &asked.actor,
            kept: asked.id.as_ref().map(|id| Answered {
                id,
                payload: (payload.stable, payload.of_release),
                events: &bodies,
            }),
            fence: None,
            gate,
        };
        match self.commit(change).await? {
            Committed::Done(rev, after) => {
                if let Some(after) = after {
                    self.known.keep(*after);
                }
                Ok(Tried::Accepted(Accepted { rev, events: bodies, repeated: false }))
            }
            Committed::Answered(answer) => Ok(Tried::Accepted(answer.again(payload.stable)?)),
            Committed::TooLarge(_) if !is_certain => Ok(Tried::Unsure),
            Committed::TooLarge(problem) => Err(Refusal::Invalid(vec![problem]).into()),
            Committed::Cold => {
                self.known.forget(asked.session);
                Err(CommandError::Cold)
            }
            Committed::AuditFull => Err(CommandError::AuditFull),
            Committed::Moved(moved) => Ok(Tried::Moved(moved)),
            Committed::Fenced => Ok(Tried::Moved(None)),
        }
    }

    /// The session, and what was answered to a command of the same id.
    async fn read_for(&self, asked: &Asked) -> Result<Option<Base>, LiveError> {
        let Some(id) = &asked.id else {
            let hot = self.read(asked.session).await?;
            return Ok(hot.map(|hot| Base::read(hot, Source::Read(None))));
        };
        let Some((hot, answer)) = self.read_with_answer(asked.session, id).await? else {
            return Ok(None);
        };
        let answer = answer.as_deref().map(Remembered::from_bytes).transpose()?;
        Ok(Some(Base::read(hot, Source::Read(answer))))
    }
}

/// Counts a command by what it was answered.
pub(super) fn count(start: Instant, answer: &Result<Accepted, CommandError>) {
    histogram!("downbeat_command_seconds").record(start.elapsed());
    let outcome = answer.as_ref().map_or_else(CommandError::outcome, |_| Some("accepted"));
    if let Some(outcome) = outcome {
        counter!("downbeat_commands_total", "outcome" => outcome).increment(1);
    }
}

/// The pause before an attempt: none before the first.
pub(crate) async fn pause(attempt: u32) {
    if attempt > 0 {
        let jitter_ms = rand::random_range(0..=JITTER_MS_MAX << attempt.min(4));
        clock::sleep(Duration::from_millis(jitter_ms)).await;
    }
}

/// What a command's id stands for.
#[derive(Clone, Copy)]
pub(super) struct Payload {
    stable: u64,
    /// As the release before has it.
    of_release: u64,
}

impl Payload {
    pub(super) fn of(asked: &Asked) -> Self {
        let mut hasher = DefaultHasher::new();
        asked.name.hash(&mut hasher);
        asked.args.to_string().hash(&mut hasher);
        let stable = answers::payload(&asked.name, &asked.args);
        Self { stable, of_release: hasher.finish() }
    }
}

impl Remembered {
    /// The same answer to the same command; another may not have its id.
    fn again(&self, payload: u64) -> Result<Accepted, CommandError> {
        if self.payload != payload {
            return Err(CommandError::IdReused);
        }
        Ok(Accepted { rev: self.rev, events: self.events.clone(), repeated: true })
    }
}

/// The answer that was given before: it lies beside the state, or in it where
/// the release before gave it.
fn answered(
    asked: &Asked,
    base: &Base,
    payload: Payload,
) -> Result<Option<Accepted>, CommandError> {
    if let Source::Read(Some(remembered)) = &base.source {
        return remembered.again(payload.stable).map(Some);
    }
    let hot = &base.known.hot;
    let stored = asked.id.as_ref().and_then(|id| hot.answers.to(&id.stored));
    // There an account's ids are no actor's own, so only the same command counts.
    let stored = stored.filter(|stored| stored.payload_hash == payload.of_release);
    Ok(stored.map(|stored| {
        let rev = Rev { rev: stored.rev, ..hot.rev };
        Accepted { rev, events: stored.events, repeated: true }
    }))
}
