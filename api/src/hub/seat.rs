//! One socket's place at a session.

use downbeat_live::Order;
use downbeat_session::Audience;
use tokio::sync::mpsc;
use tokio_tungstenite::tungstenite::Utf8Bytes;
use uuid::Uuid;

/// Frames a socket may be behind before it is told to come again.
const BEHIND_MAX: usize = 64;

/// What a seat is handed for its socket.
#[derive(Debug, Clone)]
pub enum Outgoing {
    Frame {
        order: Order,
        text: Utf8Bytes,
        /// It applies only to the rev before.
        is_change: bool,
    },
    /// The session was deleted.
    Ended,
    /// Whoever came in by this pass may not stay.
    Revoked,
    /// This process is stopping.
    Draining,
}

/// The socket's end. When `next` answers `None`, the socket read too slowly.
pub struct Seat {
    pub session: Uuid,
    pub(super) number: u64,
    pub(super) frames: mpsc::Receiver<Outgoing>,
    pub(super) leave: mpsc::UnboundedSender<(Uuid, u64)>,
}

impl Seat {
    pub async fn next(&mut self) -> Option<Outgoing> {
        self.frames.recv().await
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        // The listener is gone only when the process stops.
        let _ = self.leave.send((self.session, self.number));
    }
}

/// The listener's end.
pub(super) struct Place {
    pub number: u64,
    pub visit: Visit,
    pub frames: mpsc::Sender<Outgoing>,
}

/// As whom somebody sits, and by which pass they came.
#[derive(Debug, Clone, Copy)]
pub struct Visit {
    pub session: Uuid,
    pub audience: Audience,
    pub pass: Uuid,
    pub is_overlay: bool,
}

pub(super) fn channel() -> (mpsc::Sender<Outgoing>, mpsc::Receiver<Outgoing>) {
    mpsc::channel(BEHIND_MAX)
}
