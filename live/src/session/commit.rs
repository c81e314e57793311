//! One step of a session: what was decided on one state becomes the next, with
//! its events, if live Redis still holds that state.

use downbeat_session::{
    Actor, Answer, Delivery, Event, Problem, Rev, Role, Session,
    tally::{self, Op, Tally},
};
use uuid::Uuid;

use crate::{
    CommandId, Hot, Live, LiveError, StoredEvent, key,
    redis::call::{Call, failed},
    session::{answers::Remembered, packed::Packed},
    shard::frame,
};

/// How one try to commit ended.
pub(crate) enum Committed {
    Done,
    Again,
    Cold,
    AuditFull,
    Fenced,
    /// It would make the session larger than its kind allows.
    TooLarge(Problem),
}

/// Bytes of the events of one command.
const EVENTS_BYTES_MAX: usize = 512 * 1024;

/// What is kept of a command, so that it is answered once.
pub(crate) struct Answered<'a> {
    pub id: &'a CommandId,
    pub answer: Remembered,
    /// The same as the release before reads it.
    pub stored: Answer,
}

/// A change, decided but not yet agreed by Redis.
pub(crate) struct Change<'a> {
    pub hot: &'a Hot,
    pub now_ms: i64,
    pub events: &'a [Event],
    pub actor: &'a Actor,
    pub kept: Option<Answered<'a>>,
    /// The lease of an owner; nobody else's changes are fenced.
    pub fence: Option<&'a str>,
}

impl Live {
    pub(crate) async fn commit(&self, change: Change<'_>) -> Result<Committed, LiveError> {
        let shard = self.shard(change.hot.id);
        let call = match self.commit_call(shard, change)? {
            Ok(call) => call,
            Err(problem) => return Ok(Committed::TooLarge(problem)),
        };
        let (word, redis_ms): (String, i64) = self.call(&call).await?;
        if word == "clock" {
            self.clocks.correct(shard, redis_ms);
        }
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

    fn commit_call(
        &self,
        shard: u16,
        change: Change<'_>,
    ) -> Result<Result<Call, Problem>, LiveError> {
        let Change { hot, now_ms, events, actor, kept, fence } = change;
        let mut session = hot.session.clone();
        for event in events {
            session.apply(event)?;
        }
        let turn = Turn::between(&hot.session, &session, events);
        let rev = Rev { rev: hot.rev.rev + 1, ..hot.rev };
        let (prompt, view_bytes) = match session.delivery() {
            Delivery::Beat => (Vec::new(), session.view_bytes(&hot.tally, now_ms)),
            Delivery::Prompt => frame::change(hot, rev, now_ms, &session),
        };
        let command_id = kept.as_ref().map(|kept| kept.id.stored.as_str());
        let stored = |(seq, event)| StoredEvent::bytes(hot.id, rev, seq, event, actor, command_id);
        let stored: Vec<Vec<u8>> = events.iter().enumerate().map(stored).collect();
        let due_ms = session.due_ms();
        let answers = match &kept {
            Some(kept) => hot.answers.with(&kept.stored)?,
            None => hot.answers.clone(),
        };
        let packed = Packed { rev, at_ms: now_ms, owner: hot.owner, session, answers };
        let (state, state_bytes) = packed.to_bytes();
        // What time does, and a config that was checked when it was saved, has room.
        if actor.role != Role::System
            && let Some(problem) = too_large(&packed.session, state_bytes, view_bytes, &stored)
        {
            return Ok(Err(problem));
        }
        let (answers_of, id, answer) = match &kept {
            Some(Answered { id, answer, .. }) => {
                (id.actor.as_str(), id.id.as_str(), answer.to_bytes()?)
            }
            None => ("", "", Vec::new()),
        };
        let call = Call::new("commit")
            .key(key::state(shard, hot.id))
            .key(key::due(shard))
            .key(key::dirty(shard))
            .key(key::marks(shard))
            .key(key::events(shard))
            .key(key::events_bytes(shard))
            .key(key::line(shard))
            .key(key::lease(shard))
            .key(key::hot(shard))
            .key(key::answers(shard, hot.id, answers_of));
        let call = turn.keys(call, shard, hot.id);
        let call = call
            .arg(hot.id.to_string())
            .number(hot.rev.incarnation)
            .number(hot.rev.rev)
            .arg(state)
            .maybe(due_ms)
            .arg(turn.op)
            .arg(fence.unwrap_or_default())
            .arg(self.connection.publish_command())
            .arg(key::channel(shard))
            .arg(prompt)
            .maybe(turn.ends)
            .arg(Tally::round_bytes(&hot.tally.round))
            .maybe(turn.begins.map(|(round, _)| round))
            .number(turn.begins.map_or(0, |(_, sides)| sides))
            .arg(id)
            .arg(answer);
        Ok(Ok(stored.into_iter().fold(call, Call::arg)))
    }
}

fn too_large(
    session: &Session,
    state_bytes: usize,
    view_bytes: usize,
    events: &[Vec<u8>],
) -> Option<Problem> {
    let events_bytes: usize = events.iter().map(Vec::len).sum();
    if events_bytes > EVENTS_BYTES_MAX {
        let message =
            format!("it would become {events_bytes} bytes of events, at most {EVENTS_BYTES_MAX}");
        return Some(Problem::new("args", message));
    }
    session.too_large("args", state_bytes, view_bytes)
}

/// What a change does to a session's votes, if it counts any: to the tally, and
/// to rounds: one ends, with the votes that were read of it, and one begins,
/// with so many sides.
#[derive(Default)]
struct Turn {
    counts_votes: bool,
    op: String,
    ends: Option<Uuid>,
    begins: Option<(Uuid, usize)>,
}

impl Turn {
    fn between(before: &Session, after: &Session, events: &[Event]) -> Self {
        let rules = (before.tally_rules(), after.tally_rules());
        if let (None, None) = rules {
            return Self::default();
        }
        let op = tally_op(&rules, after, events);
        let round = |rules: &Rules| {
            let rules = rules.as_ref()?;
            Some((rules.round?.id, rules.sides.len()))
        };
        let (before, after) = (round(&rules.0), round(&rules.1));
        let turned = before != after;
        let ends = before.filter(|_| turned).map(|(round, _)| round);
        Self { counts_votes: true, op, ends, begins: after.filter(|_| turned) }
    }

    fn keys(&self, call: Call, shard: u16, id: Uuid) -> Call {
        if !self.counts_votes {
            return call;
        }
        let (seconds, voters) = (key::seconds(shard, id), key::voters(shard, id));
        let ended = self.ends.unwrap_or_default();
        call.key(key::tally(shard, id))
            .key(key::round(shard, id))
            .key(seconds.as_str())
            .key(voters.as_str())
            .key(key::rounds(shard))
            .key(key::ended(&seconds, ended))
            .key(key::ended(&voters, ended))
    }
}

type Rules = Option<tally::Rules>;

/// What the commit does to the tally. Rules of another shape make its slots
/// meaningless, so the count starts again.
fn tally_op((before, after): &(Rules, Rules), session: &Session, events: &[Event]) -> String {
    let shape = |rules: &Rules| {
        rules.as_ref().map(|rules| (rules.model, rules.bucket_ms, rules.sides.len()))
    };
    if shape(before) != shape(after) {
        return "zero".into();
    }
    match events.iter().filter_map(|event| session.tally_op(event)).next_back() {
        Some(Op::Zero) => "zero".into(),
        Some(Op::Add { side }) => side.to_string(),
        None => String::new(),
    }
}
