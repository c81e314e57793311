//! Why a socket ends, and how it is told.

use std::time::Duration;

use downbeat_boot::clock;
use futures::{SinkExt, StreamExt};
use tokio_tungstenite::tungstenite::{
    Message,
    protocol::{CloseFrame, frame::coding::CloseCode},
};

use super::{message, upgrade::Socket};

/// The client's time to answer a close before its connection is dropped.
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
            Self::Full => (3503, "3503"),
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
            Self::UnknownLink | Self::Ended | Self::Origin | Self::Full => None,
        }
    }
}

/// Says goodbye and closes. Nobody waits long for an answer.
pub async fn say(socket: &mut Socket, bye: Bye) {
    let (code, label) = bye.code();
    metrics::counter!("downbeat_sockets_closed_total", "code" => label).increment(1);
    let farewell = async {
        socket.feed(message::bye(code, bye.retry_ms())).await?;
        let frame = CloseFrame { code: CloseCode::from(code), reason: "".into() };
        socket.send(Message::Close(Some(frame))).await?;
        while let Some(Ok(_)) = socket.next().await {}
        Ok::<_, tokio_tungstenite::tungstenite::Error>(())
    };
    // A client that is gone hears nothing, and that is all right.
    let _ = clock::timeout(ANSWER_LIMIT, farewell).await;
}
