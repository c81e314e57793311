//! Read, decide, commit: how anything changes a session.

use std::{
    hash::{DefaultHasher, Hash, Hasher},
    time::Duration,
};

use downbeat_boot::clock;
use downbeat_session::{
    Actor, Answer, Ask, Delivery, Event, Problem, Refusal, Rev, Session,
    tally::{self, Op, Tally},
};
use metrics::{counter, histogram};
use serde_json::Value;
use uuid::Uuid;

use crate::{
    Hot, Live, LiveError, StoredEvent,
    call::{Call, failed},
    frame, key,
    packed::Packed,
};

/// Turns before a command is refused as contended.
const ATTEMPTS: u32 = 8;
const JITTER_MS_MAX: u64 = 4;

/// What somebody asks of a session.
#[derive(Debug, Clone)]
pub struct Asked {
    pub session: Uuid,
    /// The sender's own id: the same id is answered once.
    pub id: Option<String>,
    pub name: String,
    pub args: Value,
    pub actor: Actor,
    /// The rev that the sender decided on, when it insists.
    pub rev: Option<Rev>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Accepted {
    pub rev: Rev,
    pub events: Vec<Value>,
}

#[derive(Debug, thiserror::Error)]
pub enum CommandError {
    #[error("the session is cold")]
    Cold,
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
    /// Its name in metrics.
    const fn outcome(&self) -> &'static str {
        match self {
            Self::Refused(_) | Self::IdReused => "rejected",
            Self::Stale { .. } => "stale",
            Self::Contended => "contended",
            Self::Cold | Self::AuditFull | Self::Live(_) => "unavailable",
        }
    }
}

/// How one try to commit ended.
pub(crate) enum Committed {
    Done,
    Again,
    Cold,
    AuditFull,
    Fenced,
}

/// A change, decided but not yet agreed by Redis.
pub(crate) struct Change<'a> {
    pub hot: &'a Hot,
    pub now_ms: i64,
    pub events: &'a [Event],
    pub actor: &'a Actor,
    pub command_id: Option<&'a str>,
    pub answer: Option<Answer>,
    /// The lease of an owner; nobody else's changes are fenced.
    pub fence: Option<&'a str>,
}

impl Live {
    /// Does what is asked, or says why not.
    pub async fn command(&self, asked: &Asked) -> Result<Accepted, CommandError> {
        let start = clock::monotonic();
        let answer = self.decide(asked).await;
        histogram!("downbeat_command_seconds").record(start.elapsed());
        let outcome = answer.as_ref().map_or_else(CommandError::outcome, |_| "accepted");
        counter!("downbeat_commands_total", "outcome" => outcome).increment(1);
        answer
    }

    async fn decide(&self, asked: &Asked) -> Result<Accepted, CommandError> {
        let shard = self.shard(asked.session);
        let payload_hash = hash(asked);
        // Postgres could not keep it: better refused than put aside later.
        if has_nul(&asked.args) || asked.id.as_ref().is_some_and(|id| id.contains('\0')) {
            let problem = Problem::new("args", "must hold no NUL");
            return Err(Refusal::Invalid(vec![problem]).into());
        }
        for attempt in 0..ATTEMPTS {
            if attempt > 0 {
                let jitter_ms = rand::random_range(0..=JITTER_MS_MAX << attempt.min(4));
                clock::sleep(Duration::from_millis(jitter_ms)).await;
            }
            let hot = self.read(asked.session).await?.ok_or(CommandError::Cold)?;
            if let Some(accepted) = answered(asked, &hot, payload_hash)? {
                return Ok(accepted);
            }
            if asked.rev.is_some_and(|rev| rev != hot.rev) {
                return Err(CommandError::Stale { current: hot.rev });
            }
            let now_ms = self.now_ms(shard).max(hot.state_at_ms);
            let ask = Ask { name: &asked.name, args: &asked.args, actor: &asked.actor };
            let events = match hot.session.decide(&hot.tally, &ask, now_ms) {
                // The owner is catching up with the time: it is asked again.
                Err(Refusal::Behind) => continue,
                decided => decided?,
            };
            let rev = Rev { rev: hot.rev.rev + 1, ..hot.rev };
            let bodies: Vec<Value> = events.iter().map(|event| event.body.clone()).collect();
            let change = Change {
                hot: &hot,
                now_ms,
                events: &events,
                actor: &asked.actor,
                command_id: asked.id.as_deref(),
                answer: asked.id.clone().map(|command_id| Answer {
                    command_id,
                    payload_hash,
                    rev: rev.rev,
                    events: bodies.clone(),
                }),
                fence: None,
            };
            match self.commit(change).await? {
                Committed::Done => return Ok(Accepted { rev, events: bodies }),
                Committed::Cold => return Err(CommandError::Cold),
                Committed::AuditFull => return Err(CommandError::AuditFull),
                Committed::Again | Committed::Fenced => {}
            }
        }
        Err(CommandError::Contended)
    }

    pub(crate) async fn commit(&self, change: Change<'_>) -> Result<Committed, LiveError> {
        let Change { hot, now_ms, events, actor, command_id, answer, fence } = change;
        let shard = self.shard(hot.id);
        let mut session = hot.session.clone();
        for event in events {
            session.apply(event)?;
        }
        let op = tally_op(&hot.session, &session, events);
        let turn = RoundTurn::between(&hot.session, &session);
        let rev = Rev { rev: hot.rev.rev + 1, ..hot.rev };
        let prompt = match session.delivery() {
            Delivery::Beat => Vec::new(),
            Delivery::Prompt => frame::change(hot, rev, now_ms, &session),
        };
        let due_ms = session.due_ms();
        let answers = answer.map_or_else(|| hot.answers.clone(), |answer| hot.answers.with(answer));
        let packed = Packed { rev, at_ms: now_ms, owner: hot.owner, session, answers };
        let (seconds, voters) = (key::seconds(shard, hot.id), key::voters(shard, hot.id));
        let ended = turn.ends.unwrap_or_default();
        let mut call = Call::new("downbeat_v2_commit")
            .key(key::state(shard, hot.id))
            .key(key::tally(shard, hot.id))
            .key(key::due(shard))
            .key(key::dirty(shard))
            .key(key::marks(shard))
            .key(key::events(shard))
            .key(key::events_bytes(shard))
            .key(key::line(shard))
            .key(key::lease(shard))
            .key(key::round(shard, hot.id))
            .key(seconds.as_str())
            .key(voters.as_str())
            .key(key::rounds(shard))
            .key(key::ended(&seconds, ended))
            .key(key::ended(&voters, ended))
            .arg(hot.id.to_string())
            .number(hot.rev.incarnation)
            .number(hot.rev.rev)
            .arg(packed.to_bytes())
            .maybe(due_ms)
            .arg(op)
            .arg(fence.unwrap_or_default())
            .arg(self.connection.publish_command())
            .arg(key::channel(shard))
            .arg(prompt)
            .maybe(turn.ends)
            .arg(Tally::round_bytes(&hot.tally.round))
            .maybe(turn.begins.map(|(round, _)| round))
            .number(turn.begins.map_or(0, |(_, sides)| sides));
        for (seq, event) in events.iter().enumerate() {
            call = call.arg(StoredEvent::bytes(hot.id, rev, seq, event, actor, command_id));
        }
        let (word, redis_ms): (String, i64) = self.call(&call).await?;
        self.learn_time(shard, redis_ms);
        Ok(match word.as_str() {
            "ok" => Committed::Done,
            "cold" => Committed::Cold,
            "audit_full" => {
                failed("audit_full");
                Committed::AuditFull
            }
            "fenced" => Committed::Fenced,
            _ => Committed::Again,
        })
    }
}

fn answered(asked: &Asked, hot: &Hot, payload_hash: u64) -> Result<Option<Accepted>, CommandError> {
    let Some(id) = &asked.id else { return Ok(None) };
    let Some(answer) = hot.answers.read().into_iter().find(|answer| answer.command_id == *id)
    else {
        return Ok(None);
    };
    if answer.payload_hash != payload_hash {
        return Err(CommandError::IdReused);
    }
    let rev = Rev { rev: answer.rev, ..hot.rev };
    Ok(Some(Accepted { rev, events: answer.events }))
}

fn has_nul(value: &Value) -> bool {
    match value {
        Value::String(text) => text.contains('\0'),
        Value::Array(items) => items.iter().any(has_nul),
        Value::Object(fields) => {
            fields.iter().any(|(name, value)| name.contains('\0') || has_nul(value))
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => false,
    }
}

fn hash(asked: &Asked) -> u64 {
    let mut hasher = DefaultHasher::new();
    asked.name.hash(&mut hasher);
    asked.args.to_string().hash(&mut hasher);
    hasher.finish()
}

/// What a change does to rounds: one ends, with the votes that were read of
/// it, and one begins, with so many sides.
#[derive(Default)]
struct RoundTurn {
    ends: Option<Uuid>,
    begins: Option<(Uuid, usize)>,
}

impl RoundTurn {
    fn between(before: &Session, after: &Session) -> Self {
        let round = |rules: &tally::Rules| Some((rules.round?.id, rules.sides.len()));
        let before = before.tally_rules().as_ref().and_then(round);
        let after = after.tally_rules().as_ref().and_then(round);
        if before == after {
            return Self::default();
        }
        Self { ends: before.map(|(round, _)| round), begins: after }
    }
}

/// What the commit does to the tally. Rules of another shape make its slots
/// meaningless, so the count starts again.
fn tally_op(before: &Session, after: &Session, events: &[Event]) -> String {
    let op = events.iter().filter_map(|event| after.tally_op(event)).next_back();
    let shape = |session: &Session| {
        session.tally_rules().map(|rules| (rules.model, rules.bucket_ms, rules.sides.len()))
    };
    match op {
        _ if shape(before) != shape(after) => "zero".into(),
        Some(Op::Zero) => "zero".into(),
        Some(Op::Add { side }) => side.to_string(),
        None => String::new(),
    }
}
