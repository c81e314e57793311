//! One socket's place at a session.
//!
//! Frames wait in a queue that is bounded. The last word, why the seat is taken
//! back, goes beside it and is looked at first: it reaches a socket however far
//! that is behind.

use downbeat_live::{Order, Protocol};
use downbeat_session::Audience;
use tokio::sync::{mpsc, oneshot};
use tokio_tungstenite::tungstenite::Utf8Bytes;
use uuid::Uuid;

use super::watchers::Counted;

/// Frames a socket may be behind before it is told to come again.
const BEHIND_MAX: usize = 64;

/// What a seat is handed for its socket.
#[derive(Debug, Clone)]
pub struct Outgoing {
    pub order: Order,
    pub text: Utf8Bytes,
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

/// The socket's end.
pub struct Seat {
    pub session: Uuid,
    protocol: Protocol,
    number: u64,
    frames: mpsc::Receiver<Outgoing>,
    /// `None` once it was heard.
    last_word: Option<oneshot::Receiver<LastWord>>,
    /// A seat leaves once, and says that it missed something once for each whole
    /// frame that it is handed.
    words: mpsc::UnboundedSender<FromSeat>,
}

impl Seat {
    /// The next frame, unless the seat is taken back.
    pub async fn next(&mut self) -> Result<Outgoing, LastWord> {
        tokio::select! {
            biased;
            word = heard(&mut self.last_word) => Err(word),
            frame = self.frames.recv() => match frame {
                Some(frame) => Ok(frame),
                // The word comes before the queue is closed.
                None => Err(heard(&mut self.last_word).await),
            },
        }
    }

    /// When the seat is taken back.
    pub async fn taken_back(&mut self) -> LastWord {
        heard(&mut self.last_word).await
    }

    /// A change does not apply to what the client has: the whole comes next.
    pub fn missed(&self) {
        // The listener is gone only when the process stops.
        let (session, protocol) = (self.session, self.protocol);
        let _ = self.words.send(FromSeat::Missed { session, protocol });
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        let _ = self.words.send(FromSeat::Left { session: self.session, number: self.number });
    }
}

async fn heard(last_word: &mut Option<oneshot::Receiver<LastWord>>) -> LastWord {
    let Some(word) = last_word else { return std::future::pending().await };
    // Whoever would say it is gone only when the process stops.
    let word = word.await.unwrap_or(LastWord::Draining);
    *last_word = None;
    word
}

/// The listener's end.
pub(super) struct Place {
    pub number: u64,
    pub visit: Visit,
    frames: mpsc::Sender<Outgoing>,
    last_word: oneshot::Sender<LastWord>,
    /// Once it is a place at a session.
    pub counted: Option<Counted>,
}

impl Place {
    /// Hands a frame on; `false` when the socket is too far behind.
    pub fn hand(&self, outgoing: Outgoing) -> bool {
        self.frames.try_send(outgoing).is_ok()
    }

    pub fn take_back(self, word: LastWord) {
        // A socket that has just left need not hear it.
        let _ = self.last_word.send(word);
    }
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

/// Both ends of a seat.
pub(super) fn of(
    number: u64,
    visit: Visit,
    words: mpsc::UnboundedSender<FromSeat>,
) -> (Place, Seat) {
    let (sender, frames) = mpsc::channel(BEHIND_MAX);
    let (last_word, word) = oneshot::channel();
    let place = Place { number, visit, frames: sender, last_word, counted: None };
    let Visit { session, protocol, .. } = visit;
    (place, Seat { session, protocol, number, frames, last_word: Some(word), words })
}
