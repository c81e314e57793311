//! One socket's conversation, from `hello` to its end.
//!
//! The seat is taken before the state is read, so nothing falls between
//! `hello` and the first frame; frames that `hello` has overtaken are passed
//! over. A session that is cold is asked to be activated, and `hello` follows
//! its first frame.

use std::{ops::ControlFlow, sync::Arc, time::Duration};

use downbeat_boot::clock::{self, Instant};
use downbeat_job::ActivateSession;
use downbeat_live::{Accepted, Kept, Order, Reading};
use futures::{SinkExt, StreamExt};
use metrics::{Counter, counter};
use tokio_tungstenite::tungstenite::{Bytes, Error, Message};

use super::{
    Visitor,
    asking::{Allowance, Command, Rejected, ask},
    close::{self, Bye},
    entry::Entry,
    message::{FromClient, ToClient, hello},
    passes::Hold,
    upgrade::Socket,
};
use crate::{
    app::App,
    hub::{LastWord, Outgoing, Seat},
};

const PING_EVERY: Duration = Duration::from_secs(25);
const PONG_LIMIT: Duration = Duration::from_secs(10);
const WRITE_LIMIT: Duration = Duration::from_secs(10);
/// Unreadable messages in a row that are forgiven, plus one.
const MALFORMED_MAX: u8 = 3;

pub struct Talk {
    app: Arc<App>,
    socket: Socket,
    seat: Seat,
    entry: Entry,
    hold: Hold,
    allowance: Allowance,
    /// What the client has seen; `None` until `hello`.
    told: Option<Order>,
    /// The hub was told that a change did not apply to that.
    has_missed: bool,
    malformed: u8,
    /// Looked up once: it counts each frame of each socket.
    frames_sent: Counter,
    /// When silence means something, and what.
    silence: (Instant, Silence),
}

#[derive(Clone, Copy)]
enum Silence {
    TimeToPing,
    PongMissed,
}

enum End {
    Bye(Bye),
    /// The client closed it.
    Left,
    /// Its connection broke.
    Lost,
}

type Turn = ControlFlow<End>;

impl Talk {
    pub fn new(app: Arc<App>, socket: Socket, visitor: Visitor) -> Self {
        let Visitor { entry, seat, hold } = visitor;
        let silence = (clock::monotonic() + PING_EVERY, Silence::TimeToPing);
        let frames_sent = counter!("downbeat_frames_sent_total");
        let allowance = Allowance::default();
        let (told, has_missed, malformed) = (None, false, 0);
        Self {
            app,
            socket,
            seat,
            entry,
            hold,
            allowance,
            told,
            has_missed,
            malformed,
            frames_sent,
            silence,
        }
    }

    /// Begins with what was read once the seat was taken.
    pub async fn run(mut self, read: Reading) {
        let greeted = self.greet(read).await;
        if self.told.is_some() {
            Kept::Session.hit();
        } else {
            Kept::Session.miss();
        }
        let end = match greeted {
            Turn::Break(end) => end,
            Turn::Continue(()) => self.listen().await,
        };
        let session = self.seat.session;
        match end {
            End::Bye(bye) => close::say(&mut self.socket, bye, Some(session)).await,
            End::Left => close::note(close::LEFT, Some(session)),
            End::Lost => close::note(close::LOST, Some(session)),
        }
    }

    async fn listen(&mut self) -> End {
        let alarm = clock::alarm(self.silence.0);
        tokio::pin!(alarm);
        let ended = self.hold.ended();
        tokio::pin!(ended);
        loop {
            let turn = tokio::select! {
                biased;
                bye = &mut ended => Turn::Break(End::Bye(bye)),
                outgoing = self.seat.next() => self.on_outgoing(outgoing).await,
                said = self.socket.next() => self.on_message(said).await,
                () = &mut alarm => {
                    let turn = self.on_silence().await;
                    alarm.as_mut().reset(self.silence.0);
                    turn
                }
            };
            if let Turn::Break(end) = turn {
                return end;
            }
        }
    }

    async fn on_outgoing(&mut self, outgoing: Result<Outgoing, LastWord>) -> Turn {
        match outgoing {
            Ok(_) if self.told.is_none() => self.greet_now().await,
            Ok(Outgoing { order, .. }) if self.told >= Some(order) => Turn::Continue(()),
            Ok(Outgoing { order, is_change: true, .. }) if !self.follows(order) => {
                if !self.has_missed {
                    self.has_missed = true;
                    self.seat.missed();
                }
                Turn::Continue(())
            }
            Ok(Outgoing { order, text, .. }) => {
                self.told = Some(order);
                self.has_missed = false;
                self.frames_sent.increment(1);
                self.send(Message::Text(text)).await
            }
            Err(word) => Turn::Break(End::Bye(word.into())),
        }
    }

    /// Whether a change applies to what the client has.
    fn follows(&self, order: Order) -> bool {
        self.told.is_some_and(|told| order.follows(told))
    }

    async fn greet_now(&mut self) -> Turn {
        let read = self.app.live.read(self.seat.session).await;
        self.greet(read).await
    }

    /// Says `hello` if the session is hot, and sees to it that it will be.
    async fn greet(&mut self, read: Reading) -> Turn {
        let session = self.seat.session;
        match read {
            Ok(Some(hot)) => {
                self.told = Some(hot.order());
                let server_ms = self.app.live.now_ms(self.app.live.shard(session));
                self.send(hello(&hot, self.entry.seat(), server_ms)).await
            }
            Ok(None) => {
                if let Err(error) = self.app.queue.signal(&ActivateSession { session }).await {
                    tracing::warn!(%session, %error, "an activation could not be asked for");
                }
                Turn::Continue(())
            }
            Err(error) => {
                tracing::warn!(%session, %error, "a session cannot be read");
                Turn::Break(End::Bye(Bye::Unavailable))
            }
        }
    }

    async fn on_message(&mut self, said: Option<Result<Message, Error>>) -> Turn {
        match said {
            Some(Ok(Message::Text(text))) => match serde_json::from_str(&text) {
                Ok(said) => self.on_said(said).await,
                Err(_) => self.on_malformed().await,
            },
            Some(Ok(Message::Binary(_))) => self.on_malformed().await,
            Some(Ok(Message::Pong(_))) => {
                self.silence = (clock::monotonic() + PING_EVERY, Silence::TimeToPing);
                Turn::Continue(())
            }
            // tungstenite answers pings and closes by itself.
            Some(Ok(Message::Ping(_) | Message::Close(_) | Message::Frame(_))) => {
                Turn::Continue(())
            }
            Some(Err(Error::Capacity(_))) => {
                count("too_large");
                Turn::Break(End::Bye(Bye::Protocol))
            }
            Some(Err(Error::Protocol(_) | Error::Utf8(_))) => {
                count("malformed");
                Turn::Break(End::Bye(Bye::Protocol))
            }
            // A close that both sides have said.
            Some(Err(Error::ConnectionClosed | Error::AlreadyClosed)) | None => {
                Turn::Break(End::Left)
            }
            Some(Err(_)) => Turn::Break(End::Lost),
        }
    }

    async fn on_said(&mut self, said: FromClient) -> Turn {
        self.malformed = 0;
        match said {
            FromClient::Ping { t0 } => {
                count("accepted");
                let live = &self.app.live;
                let server_ms = live.now_ms(live.shard(self.seat.session));
                self.send(ToClient::Pong { t0: &t0, server_ms }.to_message()).await
            }
            FromClient::Resume { rev } => {
                count("accepted");
                if self.told.is_some_and(|told| told.rev.to_string() == rev) {
                    return Turn::Continue(());
                }
                self.greet_now().await
            }
            FromClient::Command { id, name, args, rev } => {
                self.on_command(Command { id, name, args, rev }).await
            }
        }
    }

    async fn on_command(&mut self, command: Command) -> Turn {
        let id = command.id.clone();
        self.hold.used();
        let answer = ask(&self.app, &self.entry, &mut self.allowance, command).await;
        let said = match &answer {
            Ok(Accepted { rev, repeated, .. }) => {
                count("accepted");
                ToClient::Ack { id: &id, rev: rev.to_string(), repeated: *repeated }
            }
            Err(Rejected { code, message }) => {
                count(if *code == "forbidden" { "forbidden" } else { "rejected" });
                ToClient::Reject { id: Some(&id), code, message }
            }
        };
        self.send(said.to_message()).await
    }

    async fn on_malformed(&mut self) -> Turn {
        count("malformed");
        self.malformed += 1;
        let message = "not a message of downbeat.v1 or downbeat.v2";
        let reject = ToClient::Reject { id: None, code: "malformed", message };
        let turn = self.send(reject.to_message()).await;
        if turn.is_continue() && self.malformed >= MALFORMED_MAX {
            return Turn::Break(End::Bye(Bye::Protocol));
        }
        turn
    }

    async fn on_silence(&mut self) -> Turn {
        let now = clock::monotonic();
        match self.silence {
            // A pong has moved the deadline since the alarm was set.
            (until, _) if now < until => Turn::Continue(()),
            (_, Silence::PongMissed) => Turn::Break(End::Bye(Bye::PongMissed)),
            (_, Silence::TimeToPing) => {
                self.silence = (now + PONG_LIMIT, Silence::PongMissed);
                self.send(Message::Ping(Bytes::new())).await
            }
        }
    }

    /// A socket that takes nothing is not waited for once its seat is taken back.
    async fn send(&mut self, message: Message) -> Turn {
        let sent = tokio::select! {
            biased;
            sent = clock::timeout(WRITE_LIMIT, self.socket.send(message)) => sent,
            word = self.seat.taken_back() => return Turn::Break(End::Bye(word.into())),
        };
        match sent {
            Ok(Ok(())) => Turn::Continue(()),
            Ok(Err(Error::ConnectionClosed | Error::AlreadyClosed)) => Turn::Break(End::Left),
            // Nothing that is sent is as large as the buffer: what fills it is unread.
            Ok(Err(Error::WriteBufferFull(_))) | Err(_) => Turn::Break(End::Bye(Bye::SlowReader)),
            Ok(Err(_)) => Turn::Break(End::Lost),
        }
    }
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

fn count(outcome: &'static str) {
    counter!("downbeat_socket_messages_total", "outcome" => outcome).increment(1);
}
