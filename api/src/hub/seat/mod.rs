//! One socket's place at a session.
//!
//! The listener hands a frame on by adding it to what the socket says. Until the
//! socket has said `hello`, frames wait, bounded, and those that it has overtaken
//! are passed over. The last word, why the seat is taken back, goes beside the
//! frames: it reaches a socket however far that is behind.

#[cfg(test)]
mod tests;

use std::{mem, sync::Arc};

use bytes::Bytes;
use downbeat_live::{Order, Protocol};
use downbeat_session::Audience;
use parking_lot::Mutex;
use tokio::sync::mpsc;
use uuid::Uuid;

use super::{post::Post, watchers::Counted};
use crate::socket::outbox::{BEHIND_MAX, Behind, Outbox};

/// What a seat is handed for its socket.
#[derive(Debug, Clone)]
pub struct Outgoing {
    pub order: Order,
    /// As it is written.
    pub frame: Bytes,
    /// It applies only to the rev before.
    pub is_change: bool,
}

/// What waits for `hello`.
enum Held {
    Frame(Outgoing),
    /// It was said, and is no frame.
    Said(Bytes),
}

/// Why a seat is taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LastWord {
    /// The session was deleted.
    Ended,
    /// Whoever came in by this pass may not stay.
    Revoked,
    /// This process is stopping.
    Draining,
    /// The socket reads too slowly.
    Behind,
    /// How the session is now cannot be read.
    Unreadable,
}

/// What a socket has to see to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum News {
    /// The session tells something, so it can be read for a `hello`.
    Awake,
    TakenBack(LastWord),
}

/// What sockets say to the listener.
#[derive(Debug)]
pub(super) enum FromSeat {
    Left {
        session: Uuid,
        number: u64,
    },
    /// A change does not apply to what the client has.
    Missed {
        session: Uuid,
        protocol: Protocol,
    },
}

/// As whom somebody sits, and by which pass they came.
#[derive(Debug, Clone)]
pub struct Visit {
    pub session: Uuid,
    pub audience: Audience,
    /// As whom they act: what is said to that seat is said to them.
    pub seat: Option<Arc<str>>,
    pub pass: Uuid,
    pub is_overlay: bool,
    /// Whether a session's state says what they are.
    pub has_seat: bool,
    /// The session's parent, where what they are there says it.
    pub above: Option<Uuid>,
    pub protocol: Protocol,
}

/// By which a seat hears and is heard.
pub(super) struct Door {
    pub outbox: Arc<Outbox>,
    pub post: Post,
    /// A seat leaves once, and says that it missed something once for each frame
    /// that it takes.
    pub words: mpsc::UnboundedSender<FromSeat>,
}

/// The socket's end.
pub struct Seat {
    pub session: Uuid,
    number: u64,
    shared: Arc<Shared>,
}

/// The listener's end.
pub(super) struct Place {
    pub number: u64,
    pub visit: Visit,
    shared: Arc<Shared>,
    /// Once it is a place at a session.
    pub counted: Option<Counted>,
}

struct Shared {
    session: Uuid,
    protocol: Protocol,
    door: Door,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    /// What the client has seen; `None` until `hello`.
    told: Option<Order>,
    /// What came before `hello`.
    held: Vec<Held>,
    /// The listener was told that a change did not apply.
    has_missed: bool,
    last_word: Option<LastWord>,
}

/// A door of a socket whose client reads nothing.
#[cfg(test)]
pub(super) async fn door() -> Door {
    let (outbox, _) = crate::socket::outbox_tests::connected().await;
    let (words, _) = mpsc::unbounded_channel();
    Door { outbox: Arc::new(outbox), post: Post::default(), words }
}

/// Both ends of a seat.
pub(super) fn of(number: u64, visit: Visit, door: Door) -> (Place, Seat) {
    let (session, protocol) = (visit.session, visit.protocol);
    let shared = Arc::new(Shared { session, protocol, door, state: Mutex::default() });
    let place = Place { number, visit, shared: Arc::clone(&shared), counted: None };
    (place, Seat { session, number, shared })
}

impl Seat {
    /// What there is to see to; the socket is roused when there is something new.
    pub fn news(&self) -> Option<News> {
        let state = self.shared.state.lock();
        let is_awake = state.told.is_none() && state.has_frame();
        state.last_word.map(News::TakenBack).or(is_awake.then_some(News::Awake))
    }

    pub fn protocol(&self) -> Protocol {
        self.shared.protocol
    }

    /// What the client has seen.
    pub fn told(&self) -> Option<Order> {
        self.shared.state.lock().told
    }

    /// The state is read for a `hello` now. It is as new as whatever came before;
    /// what comes from here on waits.
    pub fn hold(&self) {
        let mut state = self.shared.state.lock();
        state.told = None;
        // What was said is in no reading.
        state.held.retain(|held| matches!(held, Held::Said(_)));
    }

    /// Says `hello`, and behind it what waited and is newer.
    pub fn greet(&self, order: Order, hello: Bytes) -> Result<(), Behind> {
        let mut state = self.shared.state.lock();
        let outbox = &self.shared.door.outbox;
        outbox.say(hello)?;
        (state.told, state.has_missed) = (Some(order), false);
        for held in mem::take(&mut state.held) {
            match held {
                Held::Frame(outgoing) => self.shared.pass(&mut state, outgoing)?,
                Held::Said(message) => self.shared.add(message)?,
            };
        }
        outbox.flush();
        Ok(())
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        let (session, number) = (self.session, self.number);
        self.shared.say(FromSeat::Left { session, number });
    }
}

impl Place {
    /// Hands a frame on. It is written with the next post.
    pub fn hand(&self, outgoing: Outgoing) -> Result<(), Behind> {
        let mut state = self.shared.state.lock();
        let Door { outbox, post, .. } = &self.shared.door;
        if state.told.is_some() {
            if self.shared.pass(&mut state, outgoing)? {
                post.add(outbox);
            }
            return Ok(());
        }
        state.hold(Held::Frame(outgoing))?;
        outbox.rouse();
        Ok(())
    }

    /// Hands on what is said, behind the frames before it.
    pub fn say(&self, message: Bytes) -> Result<(), Behind> {
        let mut state = self.shared.state.lock();
        if state.told.is_none() {
            return state.hold(Held::Said(message));
        }
        if self.shared.add(message)? {
            self.shared.door.post.add(&self.shared.door.outbox);
        }
        Ok(())
    }

    pub fn take_back(self, word: LastWord) {
        self.shared.end(word);
    }
}

/// A listener that is gone without a word has stopped.
impl Drop for Place {
    fn drop(&mut self) {
        self.shared.end(LastWord::Draining);
    }
}

impl State {
    fn hold(&mut self, held: Held) -> Result<(), Behind> {
        if self.held.len() == BEHIND_MAX {
            return Err(Behind);
        }
        self.held.push(held);
        Ok(())
    }

    /// Whether the session tells how it is.
    fn has_frame(&self) -> bool {
        self.held.iter().any(|held| matches!(held, Held::Frame(_)))
    }
}

impl Shared {
    /// Adds a frame to what the socket says if it is news to the client and applies
    /// to what that has; answers whether it is to be written.
    fn pass(&self, state: &mut State, outgoing: Outgoing) -> Result<bool, Behind> {
        let Outgoing { order, frame, is_change } = outgoing;
        if state.told >= Some(order) {
            return Ok(false);
        }
        if is_change && !state.told.is_some_and(|told| order.follows(told)) {
            if !mem::replace(&mut state.has_missed, true) {
                let (session, protocol) = (self.session, self.protocol);
                self.say(FromSeat::Missed { session, protocol });
            }
            return Ok(false);
        }
        let is_first = self.add(frame)?;
        (state.told, state.has_missed) = (Some(order), false);
        Ok(is_first)
    }

    /// Adds a message to what the socket says; answers whether it is to be written.
    fn add(&self, message: Bytes) -> Result<bool, Behind> {
        let is_first = self.door.outbox.add(message)?;
        self.door.post.count();
        Ok(is_first)
    }

    fn end(&self, word: LastWord) {
        self.state.lock().last_word.get_or_insert(word);
        self.door.outbox.rouse();
    }

    /// The listener is gone only when the process stops.
    fn say(&self, word: FromSeat) {
        let _ = self.door.words.send(word);
    }
}

#[cfg(test)]
impl Seat {
    pub fn take_held(&self) -> Vec<Outgoing> {
        let held = mem::take(&mut self.shared.state.lock().held);
        let frame = |held| match held {
            Held::Frame(outgoing) => Some(outgoing),
            Held::Said(_) => None,
        };
        held.into_iter().filter_map(frame).collect()
    }

    pub fn last_word(&self) -> Option<LastWord> {
        self.shared.state.lock().last_word
    }
}
