//! One socket's place at a session.
//!
//! The listener hands a frame on by adding it to what the socket says. Until the
//! socket has said `hello`, frames wait, bounded, and those that it has overtaken
//! are passed over. The last word, why the seat is taken back, goes beside the
//! frames: it reaches a socket however far that is behind.

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
#[derive(Debug, Clone, Copy)]
pub struct Visit {
    pub session: Uuid,
    pub audience: Audience,
    pub pass: Uuid,
    pub is_overlay: bool,
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
    held: Vec<Outgoing>,
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
    let Visit { session, protocol, .. } = visit;
    let shared = Arc::new(Shared { session, protocol, door, state: Mutex::default() });
    let place = Place { number, visit, shared: Arc::clone(&shared), counted: None };
    (place, Seat { session, number, shared })
}

impl Seat {
    /// What there is to see to; the socket is roused when there is something new.
    pub fn news(&self) -> Option<News> {
        let state = self.shared.state.lock();
        let is_awake = state.told.is_none() && !state.held.is_empty();
        state.last_word.map(News::TakenBack).or(is_awake.then_some(News::Awake))
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
        state.held.clear();
    }

    /// Says `hello`, and behind it what waited and is newer.
    pub fn greet(&self, order: Order, hello: Bytes) -> Result<(), Behind> {
        let mut state = self.shared.state.lock();
        let outbox = &self.shared.door.outbox;
        outbox.say(hello)?;
        (state.told, state.has_missed) = (Some(order), false);
        for outgoing in mem::take(&mut state.held) {
            self.shared.pass(&mut state, outgoing)?;
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
        if state.held.len() == BEHIND_MAX {
            return Err(Behind);
        }
        state.held.push(outgoing);
        outbox.rouse();
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
        let is_first = self.door.outbox.add(frame)?;
        self.door.post.count();
        (state.told, state.has_missed) = (Some(order), false);
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
        mem::take(&mut self.shared.state.lock().held)
    }

    pub fn last_word(&self) -> Option<LastWord> {
        self.shared.state.lock().last_word
    }
}

#[cfg(test)]
mod tests {
    use std::net::TcpStream as Client;

    use downbeat_session::Rev;
    use tokio::task::spawn_blocking;
    use tungstenite::{WebSocket, protocol::Role};

    use super::*;
    use crate::socket::{frame, outbox_tests::connected};

    struct Fixture {
        place: Place,
        seat: Seat,
        post: Post,
        words: mpsc::UnboundedReceiver<FromSeat>,
        client: Client,
    }

    async fn fixture() -> Fixture {
        let (outbox, client) = connected().await;
        let (sender, words) = mpsc::unbounded_channel();
        let post = Post::default();
        let door = Door { outbox: Arc::new(outbox), post: post.clone(), words: sender };
        let visit = Visit {
            session: Uuid::nil(),
            audience: Audience::Public,
            pass: Uuid::nil(),
            is_overlay: true,
            protocol: Protocol::V2,
        };
        let (place, seat) = of(1, visit, door);
        Fixture { place, seat, post, words, client }
    }

    fn order(rev: u64) -> Order {
        Order { rev: Rev { incarnation: 1, rev }, tally_seq: 0 }
    }

    impl Fixture {
        fn hand(&self, rev: u64, is_change: bool) -> Result<(), Behind> {
            let frame = frame::text(&rev.to_string());
            self.place.hand(Outgoing { order: order(rev), frame, is_change })
        }

        fn greet(&self, rev: u64) -> Result<(), Behind> {
            self.seat.greet(order(rev), frame::text(&format!("hello {rev}")))
        }

        /// All that the client hears until the connection ends.
        async fn heard(self) -> Vec<String> {
            self.place.shared.door.outbox.end();
            let client = self.client;
            let read = || {
                let mut socket = WebSocket::from_raw_socket(client, Role::Client, None);
                let texts = std::iter::from_fn(|| socket.read().ok());
                texts.map(|message| message.into_text().unwrap().to_string()).collect()
            };
            spawn_blocking(read).await.unwrap()
        }
    }

    #[tokio::test]
    async fn what_comes_before_hello_follows_it_unless_it_is_overtaken() {
        let it = fixture().await;
        for rev in 4..8 {
            it.hand(rev, true).unwrap();
        }
        assert_eq!(it.seat.news(), Some(News::Awake));
        it.greet(5).unwrap();
        assert_eq!((it.seat.news(), it.seat.told()), (None, Some(order(7))));
        it.hand(7, true).unwrap();
        it.hand(8, true).unwrap();
        it.post.deliver().await;
        assert_eq!(it.heard().await, ["hello 5", "6", "7", "8"]);
    }

    #[tokio::test]
    async fn a_change_that_does_not_apply_is_missed_once_and_the_whole_follows() {
        let mut it = fixture().await;
        it.greet(5).unwrap();
        for rev in [7, 8] {
            it.hand(rev, true).unwrap();
        }
        assert!(matches!(it.words.try_recv(), Ok(FromSeat::Missed { .. })));
        assert!(it.words.try_recv().is_err());
        it.hand(8, false).unwrap();
        it.hand(9, true).unwrap();
        it.post.deliver().await;
        assert_eq!(it.heard().await, ["hello 5", "8", "9"]);
    }

    #[tokio::test]
    async fn a_second_hello_never_comes_behind_what_is_newer() {
        let it = fixture().await;
        it.greet(5).unwrap();
        it.seat.hold();
        for rev in 6..8 {
            it.hand(rev, true).unwrap();
        }
        it.post.deliver().await;
        it.greet(6).unwrap();
        assert_eq!(it.heard().await, ["hello 5", "hello 6", "7"]);
    }

    #[tokio::test]
    async fn what_waits_for_hello_is_bounded() {
        let it = fixture().await;
        for rev in 0..BEHIND_MAX as u64 {
            it.hand(rev, false).unwrap();
        }
        assert_eq!(it.hand(100, false), Err(Behind));
        it.seat.hold();
        assert_eq!((it.seat.news(), it.hand(101, false)), (None, Ok(())));
    }

    #[tokio::test]
    async fn a_seat_of_a_listener_that_is_gone_is_taken_back() {
        let Fixture { place, seat, .. } = fixture().await;
        drop(place);
        assert_eq!(seat.news(), Some(News::TakenBack(LastWord::Draining)));
    }
}
