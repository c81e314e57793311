//! One step of a session: what was decided on one state becomes the next, with
//! its events, if live Redis still holds that state.

use downbeat_session::{
    Actor, Answer, Delivery, Note, Notice, Outlined, Problem, Rev, Role, Session, Step, tally::Op,
};
use redis::Cmd;
use serde_json::Value;

use crate::{
    CommandId, Hot, Live, LiveError, StoredEvent, Taken, key, kinds, limit,
    redis::{call::Call, library::SESSION, measured::failed},
    session::{
        answers::Remembered, asides::Asides, gate::Gate, known::Known, packed::Packed,
        stage::Staged,
    },
    shard::{
        change::{self, Changed},
        said,
    },
};

/// How one try to commit ended.
pub(crate) enum Committed {
    /// With the rev as it is shown, and what it led to, where nothing else counts for
    /// that.
    Done(Rev, Option<Box<Known>>),
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
    /// What the id stands for, and the same as the release before has it.
    pub payload: (u64, u64),
    pub events: &'a [Value],
}

impl Answered<'_> {
    fn answer(&self, rev: Rev) -> Remembered {
        Remembered { payload: self.payload.0, rev, events: self.events.to_vec() }
    }

    fn stored(&self, rev: Rev) -> Answer {
        self.id.stored_answer(self.payload.1, rev.rev, self.events)
    }
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
    shown: Rev,
    after: Option<Box<Known>>,
}

impl Live {
    pub(crate) async fn commit(&self, change: Change<'_>) -> Result<Committed, LiveError> {
        let (shard, id, gate) = (self.shard(change.hot.id), change.hot.id, change.gate);
        let Asking { first, call, shown, after } = match self.asking(shard, change)? {
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
            ("ok", _) => Committed::Done(shown, after),
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
        let Step { after: mut session, events, op, lines, notices, is_all: _, brings } = step;
        let mut asides = Asides::new(shard, hot.id, &hot.beside);
        // What nothing came of changes nothing: it is answered, and shows no other rev.
        let has_changed = !events.is_empty();
        if has_changed {
            take_asides(&mut asides, hot, &session, (op, &lines));
        }
        let rev = Rev { rev: hot.rev.rev + u64::from(has_changed), ..hot.rev };
        let at_ms = if has_changed { now_ms } else { hot.state_at_ms };
        let Telling { prompt, is_marked, views, view_bytes, shown } = if has_changed {
            tell(hot, views, now_ms, (&session, &notices))
        } else {
            Telling::nothing(hot)
        };
        session.set_unseen(rev.rev - shown.rev);
        let command_id = kept.as_ref().map(|kept| kept.id.stored.as_str());
        let stored = |(seq, event)| StoredEvent::bytes(hot.id, rev, seq, event, actor, command_id);
        let stored: Vec<Vec<u8>> =
            events.iter().enumerate().map(stored).collect::<Result<_, _>>()?;
        let due_ms = session.due_ms();
        let answers = match &kept {
            Some(kept) => hot.answers.with(&kept.stored(shown))?,
            None => hot.answers.clone(),
        };
        let packed = Packed { rev, at_ms, owner: hot.owner, session, answers };
        let (state, state_bytes) = packed.like(hot.state_bytes)?;
        // What time does, and a config that was checked when it was saved, has room.
        if actor.role != Role::System
            && let Some(problem) = events_too_large(&stored)
                .or_else(|| {
                    brings.then(|| packed.session.too_large("args", state_bytes, view_bytes))?
                })
                .or_else(|| notes_too_large(&packed.session, &lines))
        {
            return Ok(Err(problem));
        }
        let (answers_of, id, answer) = match &kept {
            Some(kept) => {
                (kept.id.actor.as_str(), kept.id.id.as_str(), kept.answer(shown).to_bytes()?)
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
        let call = call.number(u8::from(is_marked));
        let call = stored.into_iter().fold(asides.args(call), Call::arg);
        let after =
            hot.stands_alone().then(|| Box::new(Known::of(hot.id, packed, stored_bytes, views)));
        Ok(Ok(Asking { first, call, shown, after }))
    }
}

/// What a change is told by.
struct Telling {
    prompt: Vec<u8>,
    /// The beat tells it.
    is_marked: bool,
    views: Vec<Outlined>,
    view_bytes: usize,
    shown: Rev,
}

impl Telling {
    fn nothing(hot: &Hot) -> Self {
        let (prompt, views) = (Vec::new(), Vec::new());
        Self { prompt, is_marked: false, views, view_bytes: 0, shown: hot.shown_rev() }
    }
}

fn tell(
    hot: &Hot,
    views: &[Outlined],
    now_ms: i64,
    (session, notices): (&Session, &[Notice]),
) -> Telling {
    let mut telling = Telling::nothing(hot);
    match session.delivery() {
        Delivery::Beat => {
            telling.is_marked = true;
            telling.view_bytes = session.view_bytes(&hot.beside, now_ms);
            telling.shown.rev += 1;
        }
        Delivery::Prompt => {
            let Changed { frame, views, rev, is_seen } =
                change::changed(hot, views, now_ms, session);
            telling.is_marked = is_seen && frame.is_empty();
            telling.view_bytes = views.iter().map(|view| view.text().len()).max().unwrap_or(0);
            (telling.prompt, telling.views, telling.shown) = (frame, views, rev);
        }
    }
    for notice in notices {
        said::notice(hot.id, notice).write(&mut telling.prompt);
    }
    telling
}

/// What a step does to what stands beside the state.
fn take_asides(
    asides: &mut Asides<'_>,
    hot: &Hot,
    after: &Session,
    (op, lines): (Option<Op>, &[Note]),
) {
    let rules = (hot.session.tally_rules(), after.tally_rules());
    kinds::turn(asides, rules.0.as_ref(), rules.1.as_ref(), op);
    asides.turn_tally(rules.0.as_ref(), rules.1.as_ref(), op);
    let entries = hot.session.entries();
    asides.tell_parent(&entries, after, lines);
    asides.tell_outside(after, &entries, lines.len());
}

/// What it would say on its parent's board.
fn notes_too_large(session: &Session, lines: &[Note]) -> Option<Problem> {
    session.entries().iter().chain(lines).find_map(|note| note.too_large("args"))
}

fn events_too_large(events: &[Vec<u8>]) -> Option<Problem> {
    let bytes: usize = events.iter().map(Vec::len).sum();
    (bytes > EVENTS_BYTES_MAX).then(|| {
        let message =
            format!("it would become {bytes} bytes of events, at most {EVENTS_BYTES_MAX}");
        Problem::new("args", message)
    })
}
