//! One socket's conversation, from `hello` to its end.
//!
//! The seat is taken before the state is read, so nothing falls between
//! `hello` and the first frame; frames that `hello` has overtaken are passed
//! over. A session that is cold is asked to be activated, and `hello` follows
//! its first frame. Frames are written by the hub: a socket whose client is silent
//! and takes what it is sent has nothing to do.

use std::{future::pending, ops::ControlFlow, sync::Arc, time::Duration};

use downbeat_boot::clock::{self, Instant};
use downbeat_job::ActivateSession;
use downbeat_live::{Accepted, Hot, Kept, Present, Reading};
use downbeat_session::json;
use metrics::counter;
use tokio::task::coop;
use tungstenite::{Error, Message};

use super::{
    Open, SEAT_LIMIT, Visitor,
    asking::{Allowance, Command, Rejected, ask},
    close::{self, Bye},
    entry::Entry,
    message::{FromClient, ToClient, hello},
    outbox::{Behind, Trouble},
    passes::Hold,
    reading::Socket,
    saying::{self, Refused, Saying, say},
};
use crate::{
    app::App,
    hub::{Here, LastWord, News, Seat},
    kinds as by_kind,
};

/// Unreadable messages in a row that are forgiven, plus one.
const MALFORMED_MAX: u8 = 3;
/// How often somebody's standing may change while it is looked at.
const STANDINGS_MAX: u8 = 3;
const HERE_AGAIN_AFTER: Duration = Duration::from_secs(5);

pub struct Talk {
    app: Arc<App>,
    socket: Socket,
    seat: Seat,
    entry: Entry,
    hold: Hold,
    #[expect(dead_code, reason = "given back when the socket closes")]
    open: Open,
    allowance: Allowance,
    /// How much may still be said.
    sayings: Allowance,
    /// It is told that its seat is here.
    here: Option<Here>,
    /// When the seat under which it is here is asked for once more, for a session of a kind.
    here_again: Option<(Instant, &'static str)>,
    malformed: u8,
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
    /// Begins with what was read once the seat was taken; `None` if it ended at
    /// once.
    pub async fn begin(
        app: Arc<App>,
        socket: Socket,
        visitor: Visitor,
        read: Reading,
    ) -> Option<Box<Self>> {
        let Visitor { entry, seat, hold, open } = visitor;
        let allowance = Allowance::default();
        let sayings = Allowance::of(saying::AT_ONCE, saying::A_SECOND);
        let (here, here_again, malformed) = (None, None, 0);
        let mut talk = Box::new(Self {
            app,
            socket,
            seat,
            entry,
            hold,
            open,
            allowance,
            sayings,
            here,
            here_again,
            malformed,
        });
        let greeted = talk.greet(read).await;
        if talk.seat.told().is_some() {
            Kept::Session.hit();
        } else {
            Kept::Session.miss();
        }
        match greeted {
            Turn::Continue(()) => Some(talk),
            Turn::Break(end) => {
                talk.end(end).await;
                None
            }
        }
    }

    pub async fn run(mut self: Box<Self>) {
        let end = self.listen().await;
        // It takes memory of those alone who leave.
        Box::pin(self.end(end)).await;
    }

    async fn end(&mut self, end: End) {
        let session = self.seat.session;
        match end {
            End::Bye(bye) => close::say(&mut self.socket, bye, Some(session)).await,
            End::Left => {
                close::note(close::LEFT, Some(session));
                close::heard(&mut self.socket).await;
            }
            End::Lost => close::note(close::LOST, Some(session)),
        }
    }

    async fn listen(&mut self) -> End {
        let ended = self.hold.ended();
        tokio::pin!(ended);
        let outbox = Arc::clone(self.socket.outbox());
        loop {
            let again = self.here_again;
            let turn = tokio::select! {
                biased;
                bye = &mut ended => Turn::Break(End::Bye(bye)),
                () = outbox.roused() => self.on_news().await,
                // It takes memory of those alone who are behind.
                relieved = async { Box::pin(outbox.relieved()).await }, if outbox.is_waiting() => {
                    went(relieved)
                }
                said = self.socket.next(), if !outbox.is_half_full() => self.on_message(said).await,
                kind = async { Box::pin(due(again)).await }, if again.is_some() => {
                    Box::pin(self.enter_by_rows(kind)).await;
                    Turn::Continue(())
                }
            };
            if let Turn::Break(end) = turn {
                return end;
            }
            // A client that never stops talking is not all that there is.
            coop::consume_budget().await;
        }
    }

    async fn on_news(&mut self) -> Turn {
        match (self.seat.news(), self.socket.outbox().trouble()) {
            (Some(News::TakenBack(LastWord::Revoked)), _) if self.entry.restands() => {
                Box::pin(self.stand_anew()).await
            }
            (Some(News::TakenBack(word)), _) => Turn::Break(End::Bye(word.into())),
            (_, Some(Trouble::Silent)) => Turn::Break(End::Bye(Bye::PongMissed)),
            (_, Some(Trouble::Broken)) => Turn::Break(End::Lost),
            (Some(News::Awake), None) => Box::pin(self.greet_now()).await,
            (None, None) => Turn::Continue(()),
        }
    }

    /// Sits again as what they are now, and hears how it is for those.
    async fn stand_anew(&mut self) -> Turn {
        for _ in 0..STANDINGS_MAX {
            if let Err(bye) = self.sit_again().await {
                return Turn::Break(End::Bye(bye));
            }
            // It may have changed once more before word of it could reach the seat.
            match self.entry.renewed(&self.app).await {
                Ok(now) if now.standing == self.entry.standing => return self.greet_now().await,
                Ok(_) => {}
                Err(bye) => return Turn::Break(End::Bye(bye)),
            }
        }
        Turn::Break(End::Bye(Bye::Unavailable))
    }

    async fn sit_again(&mut self) -> Result<(), Bye> {
        let entry = self.entry.renewed(&self.app).await?;
        let (visit, outbox) = (entry.visit(self.seat.protocol()), self.socket.outbox());
        let sitting = self.app.hub.sit_again(visit, Arc::clone(outbox));
        let sitting = clock::timeout(SEAT_LIMIT, sitting).await;
        self.seat = sitting.ok().flatten().ok_or(Bye::Unavailable)?;
        // Whoever is another is here as another.
        if entry.standing.is_of_rows && entry.standing != self.entry.standing {
            self.here = None;
        }
        self.entry = entry;
        Ok(())
    }

    async fn greet_now(&mut self) -> Turn {
        self.seat.hold();
        let read = self.app.live.read(self.seat.session).await;
        self.greet(read).await
    }

    /// Says `hello` if the session is hot, and sees to it that it will be.
    async fn greet(&mut self, read: Reading) -> Turn {
        let session = self.seat.session;
        match read {
            Ok(Some(hot)) => {
                let server_ms = self.app.live.now_ms(self.app.live.shard(session));
                let hello = hello(&hot, self.entry.seat(), server_ms);
                let turn = went(self.seat.greet(hot.order(), hello));
                Box::pin(self.opened(&hot)).await;
                turn
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

    /// Some kinds are told who is there, or remember that somebody of a role was.
    async fn opened(&mut self, hot: &Hot) {
        if self.here.is_none() && hot.session.is_of_rows() {
            self.enter_by_rows(hot.session.kind()).await;
        } else if self.here.is_none() {
            self.enter(hot.session.presence(&self.entry.standing.actor));
        }
        let (session, actor) = (self.seat.session, &self.entry.standing.actor);
        if !hot.session.remembers(actor.role) {
            return;
        }
        match self.app.live.opened_by(session, actor).await {
            Ok(()) => self.app.ask_for_drain(session),
            Err(error) => tracing::warn!(%session, %error, "who opened it is not remembered"),
        }
    }

    fn enter(&mut self, seat: Option<String>) {
        let present = seat.map(|seat| Present { session: self.seat.session, seat });
        self.here = present.map(|present| self.app.hub.enter(present));
    }

    /// Rows that cannot be asked now are asked again: whoever is here may stay for hours.
    async fn enter_by_rows(&mut self, kind: &'static str) {
        match by_kind::seat_here(&self.app, &self.entry, kind).await {
            Ok(seat) => {
                self.here_again = None;
                self.enter(seat);
            }
            Err(error) => {
                if self.here_again.is_none() {
                    tracing::warn!(%error, "it is not shown yet that somebody is here");
                }
                self.here_again = Some((clock::monotonic() + HERE_AGAIN_AFTER, kind));
            }
        }
    }

    async fn on_message(&mut self, said: Result<Message, Error>) -> Turn {
        match said {
            Ok(Message::Text(text)) => match serde_json::from_str(&json::whole_numbers(&text)) {
                Ok(said) => self.on_said(said).await,
                Err(_) => self.on_malformed(),
            },
            Ok(Message::Binary(_)) => self.on_malformed(),
            Ok(Message::Pong(_)) => {
                self.socket.outbox().heard_pong();
                Turn::Continue(())
            }
            Ok(Message::Close(_)) => {
                self.socket.answer_close();
                Turn::Continue(())
            }
            // tungstenite answers pings by itself.
            Ok(Message::Ping(_) | Message::Frame(_)) => Turn::Continue(()),
            Err(Error::Capacity(_)) => {
                count("too_large");
                Turn::Break(End::Bye(Bye::Protocol))
            }
            Err(Error::Protocol(_) | Error::Utf8(_)) => {
                count("malformed");
                Turn::Break(End::Bye(Bye::Protocol))
            }
            // A close that both sides have said.
            Err(Error::ConnectionClosed | Error::AlreadyClosed) => Turn::Break(End::Left),
            Err(_) => Turn::Break(End::Lost),
        }
    }

    async fn on_said(&mut self, said: FromClient) -> Turn {
        self.malformed = 0;
        match said {
            FromClient::Ping { t0 } => {
                count("accepted");
                let live = &self.app.live;
                let server_ms = live.now_ms(live.shard(self.seat.session));
                self.say(&ToClient::Pong { t0: &t0, server_ms })
            }
            FromClient::Resume { rev } => {
                count("accepted");
                if self.seat.told().is_some_and(|told| told.rev.to_string() == rev) {
                    return Turn::Continue(());
                }
                Box::pin(self.greet_now()).await
            }
            FromClient::Command { id, name, args, rev } => {
                Box::pin(self.on_command(Command { id, name, args, rev })).await
            }
            FromClient::Say { id, name, args } => {
                Box::pin(self.on_saying(Saying { id, name, args })).await
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
                ToClient::Ack { id: &id, rev: Some(rev.to_string()), n: None, repeated: *repeated }
            }
            Err(Rejected { code, message }) => {
                count(if *code == "forbidden" { "forbidden" } else { "rejected" });
                ToClient::Reject { id: Some(&id), code, message, retry_ms: None }
            }
        };
        self.say(&said)
    }

    async fn on_saying(&mut self, saying: Saying) -> Turn {
        let id = saying.id.clone();
        self.hold.used();
        let answer = say(&self.app, &self.entry, &mut self.sayings, saying).await;
        let said = match &answer {
            Ok(n) => {
                count("accepted");
                ToClient::Ack { id: &id, rev: None, n: *n, repeated: false }
            }
            Err(Refused { code, message, retry_ms }) => {
                count(if *code == "forbidden" { "forbidden" } else { "rejected" });
                ToClient::Reject { id: Some(&id), code, message, retry_ms: *retry_ms }
            }
        };
        self.say(&said)
    }

    fn on_malformed(&mut self) -> Turn {
        count("malformed");
        self.malformed += 1;
        let message = "not a message of downbeat.v1 or downbeat.v2";
        let reject = ToClient::Reject { id: None, code: "malformed", message, retry_ms: None };
        let turn = self.say(&reject);
        if turn.is_continue() && self.malformed >= MALFORMED_MAX {
            return Turn::Break(End::Bye(Bye::Protocol));
        }
        turn
    }

    fn say(&self, message: &ToClient<'_>) -> Turn {
        went(self.socket.say(message.to_frame()))
    }
}

/// Waits until something is asked again: of which kind of session; else for ever.
async fn due(again: Option<(Instant, &'static str)>) -> &'static str {
    let Some((at, kind)) = again else { return pending().await };
    clock::sleep_until(at).await;
    kind
}

/// Whether the client takes what is said to it.
fn went(said: Result<(), Behind>) -> Turn {
    match said {
        Ok(()) => Turn::Continue(()),
        Err(Behind) => Turn::Break(End::Bye(Bye::SlowReader)),
    }
}

fn count(outcome: &'static str) {
    counter!("downbeat_socket_messages_total", "outcome" => outcome).increment(1);
}
