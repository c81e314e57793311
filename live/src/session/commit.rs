//! One step of a session: what was decided on one state becomes the next, with
//! its events, if live Redis still holds that state.

use downbeat_session::{
    Actor, Answer, Delivery, Note, Outlined, Problem, Rev, Role, Session, Step,
};
use redis::Cmd;

use crate::{
    CommandId, Hot, Live, LiveError, StoredEvent, Taken, key, kinds, limit,
    redis::{call::Call, library::SESSION, measured::failed},
    session::{
        answers::Remembered, asides::Asides, gate::Gate, known::Known, packed::Packed,
        stage::Staged,
    },
    shard::change,
};

/// How one try to commit ended.
pub(crate) enum Committed {
    /// With what it led to, where nothing else counts for that.
    Done(Option<Box<Known>>),
    /// The session is another by now: this one, where nothing else counts.
    Moved(Option<Hot>),
    /// The id was answered before.
    Answered(Remembered),
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
    /// Its views as they were told, where that is known.
    pub views: &'a [Outlined],
    pub now_ms: i64,
    pub step: Step,
    pub actor: &'a Actor,
    pub kept: Option<Answered<'a>>,
    /// The lease of an owner; nobody else's changes are fenced.
    pub fence: Option<&'a str>,
    /// Where whoever asks is held against what is known of them in the same step.
    pub gate: Option<&'a Gate>,
}

/// A word, Redis' time, what belongs to the word, and what a limit still has.
type Said = (String, i64, Option<Vec<u8>>, Option<limit::Answer>);

/// A change as it is asked for, and what it leads to.
struct Asking {
    /// What goes before the call.
    first: Option<Cmd>,
    call: Call,
    after: Option<Box<Known>>,
}

impl Live {
    pub(crate) async fn commit(&self, change: Change<'_>) -> Result<Committed, LiveError> {
        let (shard, id, gate) = (self.shard(change.hot.id), change.hot.id, change.gate);
        let Asking { first, call, after } = match self.asking(shard, change)? {
            Ok(asking) => asking,
            Err(problem) => return Ok(Committed::TooLarge(problem)),
        };
        let (word, redis_ms, more, taken): Said = match first {
            Some(first) => self.call_behind(first, &call).await?,
            None => self.call(&call).await?,
        };
        if let Some(gate) = gate {
            gate.hear(&word, taken.map(Taken::from));
        }
        if word == "clock" {
            self.clocks.correct(shard, redis_ms);
        }
        Ok(match (word.as_str(), more) {
            ("ok", _) => Committed::Done(after),
            ("answered", Some(answer)) => Committed::Answered(Remembered::from_bytes(&answer)?),
            ("moved", Some(state)) => {
                let moved = Hot::read(id, self.now_ms(shard), Some(&state), None, None)?;
                Committed::Moved(moved.filter(Hot::stands_alone))
            }
            ("cold", _) => Committed::Cold,
            ("audit_full", _) => {
                failed("audit_full");
                Committed::AuditFull
            }
            ("fenced", _) => Committed::Fenced,
            _ => Committed::Moved(None),
        })
    }

    fn asking(&self, shard: u16, change: Change<'_>) -> Result<Result<Asking, Problem>, LiveError> {
        let Change { hot, views, now_ms, step, actor, kept, fence, gate } = change;
        let Step { after: session, events, op, lines, is_all: _ } = step;
        let rules = (hot.session.tally_rules(), session.tally_rules());
        let (before, after) = (rules.0.as_ref(), rules.1.as_ref());
        let mut asides = Asides::new(shard, hot.id, &hot.beside);
        kinds::turn(&mut asides, before, after);
        asides.turn_tally(before, after, op);
        asides.tell_parent(&hot.session.entries(), &session, &lines);
        let rev = Rev { rev: hot.rev.rev + 1, ..hot.rev };
        let (prompt, views, view_bytes) = match session.delivery() {
            Delivery::Beat => (Vec::new(), Vec::new(), session.view_bytes(&hot.beside, now_ms)),
            Delivery::Prompt => {
                let (prompt, views) = change::frame(hot, views, (rev, now_ms), &session);
                let view_bytes = views.iter().map(|view| view.text().len()).max().unwrap_or(0);
                (prompt, views, view_bytes)
            }
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
        let (state, state_bytes) = packed.like(hot.state_bytes);
        // What time does, and a config that was checked when it was saved, has room.
        if actor.role != Role::System
            && let Some(problem) = too_large(&packed.session, state_bytes, view_bytes, &stored)
                .or_else(|| notes_too_large(&packed.session, &lines))
        {
            return Ok(Err(problem));
        }
        let (answers_of, id, answer) = match &kept {
            Some(Answered { id, answer, .. }) => {
                (id.actor.as_str(), id.id.as_str(), answer.to_bytes()?)
            }
            None => ("", "", Vec::new()),
        };
        let stored_bytes = state.len();
        let Staged { key: staged, told, first } = Staged::of(shard, hot.id, state);
        let call = Call::new(&SESSION, "commit")
            .key(key::state(shard, hot.id))
            .key(key::due(shard))
            .key(key::dirty(shard))
            .key(key::marks(shard))
            .key(key::events(shard))
            .key(key::events_bytes(shard))
            .key(key::line(shard))
            .key(key::lease(shard))
            .key(key::hot(shard))
            .key(key::answers(shard, hot.id, answers_of))
            .key(staged);
        let call = asides.keys(call);
        let call = match gate {
            Some(gate) => gate.keys(call),
            None => call,
        };
        let call = call
            .arg(hot.id.to_string())
            .number(hot.rev.incarnation)
            .number(hot.rev.rev)
            .number(hot.state_at_ms)
            .arg(told)
            .maybe(due_ms)
            .arg(fence.unwrap_or_default())
            .arg(self.connection.publish_command())
            .arg(key::channel(shard))
            .arg(prompt)
            .arg(id)
            .arg(answer)
            .number(u8::from(hot.stands_alone()))
            .number(u8::from(first.is_some()));
        let call = match gate {
            Some(gate) => gate.args(call),
            None => call.arg("").arg("").arg(""),
        };
        let call = stored.into_iter().fold(asides.args(call), Call::arg);
        let after =
            hot.stands_alone().then(|| Box::new(Known::of(hot.id, packed, stored_bytes, views)));
        Ok(Ok(Asking { first, call, after }))
    }
}

/// What it would say on its parent's board.
fn notes_too_large(session: &Session, lines: &[Note]) -> Option<Problem> {
    session.entries().iter().chain(lines).find_map(|note| note.too_large("args"))
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
