//! Why a socket ends, and how it is told.

use std::{sync::Arc, time::Duration};

use downbeat_boot::clock;
use futures::join;
use tungstenite::protocol::{CloseFrame, frame::coding::CloseCode};
use uuid::Uuid;

use super::{message, reading::Socket};
use crate::hub::LastWord;

/// The client's time to hear a close and to answer it, before its connection is
/// dropped.
const ANSWER_LIMIT: Duration = Duration::from_secs(1);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bye {
    /// Something behind us is away.
    Unavailable,
    Draining,
    SlowReader,
    PongMissed,
    Protocol,
    UnknownLink,
    Ended,
    Origin,
    Full,
}

impl From<LastWord> for Bye {
    fn from(word: LastWord) -> Self {
        match word {
            LastWord::Revoked => Self::UnknownLink,
            LastWord::Ended => Self::Ended,
            LastWord::Draining => Self::Draining,
            LastWord::Behind => Self::SlowReader,
            LastWord::Unreadable => Self::Unavailable,
        }
    }
}

impl Bye {
    /// The close code, and its name in metrics.
    const fn code(self) -> (u16, &'static str) {
        match self {
            // 1013 is "try again later" of the IANA registry.
            Self::Unavailable => (1013, "1013"),
            Self::Draining => (3000, "3000"),
            Self::SlowReader => (3001, "3001"),
            Self::PongMissed => (3002, "3002"),
            Self::Protocol => (3003, "3003"),
            Self::UnknownLink => (3500, "3500"),
            Self::Ended => (3501, "3501"),
            Self::Origin => (3502, "3502"),
            Self::Full => (3004, "3004"),
        }
    }

    /// When to come again; never, for what is final.
    fn retry_ms(self) -> Option<u32> {
        match self {
            // They are told one slice after the other.
            Self::Draining => Some(rand::random_range(0..100)),
            Self::SlowReader | Self::PongMissed | Self::Protocol => {
                Some(rand::random_range(500..2_000))
            }
            Self::Unavailable => Some(rand::random_range(1_000..3_000)),
            // Others leave, and it may come in then.
            Self::Full => Some(rand::random_range(5_000..15_000)),
            Self::UnknownLink | Self::Ended | Self::Origin => None,
        }
    }
}

/// The client closed it, or left without a word: a browser's 1000 and 1001, and
/// 1006, which stands for no close at all (RFC 6455, section 7.4.1).
pub const LEFT: &str = "1000";
pub const LOST: &str = "1006";

/// Every end of a socket is counted and logged.
pub fn note(code: &'static str, session: Option<Uuid>) {
    metrics::counter!("downbeat_sockets_closed_total", "code" => code).increment(1);
    match code {
        // It was asked for: thousands may do so at once.
        LEFT | "3000" => tracing::debug!(code, ?session, "a socket ended"),
        _ => tracing::info!(code, ?session, "a socket ended"),
    }
}

/// Says goodbye and closes. Nobody waits long for an answer.
pub async fn say(socket: &mut Socket, bye: Bye, session: Option<Uuid>) {
    let (code, label) = bye.code();
    note(label, session);
    let frame = CloseFrame { code: CloseCode::from(code), reason: "".into() };
    socket.close(message::bye(code, bye.retry_ms()), frame);
    heard(socket).await;
}

/// Until the client has heard what was said and closed its end. One that is gone
/// hears nothing, and that is all right.
pub async fn heard(socket: &mut Socket) {
    let outbox = Arc::clone(socket.outbox());
    let closed = async { while socket.next().await.is_ok() {} };
    let _ = clock::timeout(ANSWER_LIMIT, async { join!(outbox.relieved(), closed) }).await;
}
