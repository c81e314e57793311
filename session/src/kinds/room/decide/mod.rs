//! What a command becomes: who may send it, when, and which events.

mod ballots;
mod items;
mod moderate;
mod people;
mod playback;
mod player;
mod ready;
mod system;

use super::{
    command::Command,
    event::{By, Event},
    rights::Right,
    state::State,
    who::Who,
};
use crate::{Actor, Rejection, Role};

pub type Decided = Result<Vec<Event>, Rejection>;

/// What only Downbeat itself says: it comes from leases and rows, not from people.
const SYSTEM_ONLY: [&str; 4] = ["seat", "arrive", "drop", "tune"];

/// Who knocks may go away again.
pub fn may(role: Role, command: &str) -> bool {
    if SYSTEM_ONLY.contains(&command) {
        return role == Role::System;
    }
    match role {
        Role::Owner | Role::Moderator | Role::Participant | Role::System => true,
        Role::Viewer => command == "leave",
        Role::Table | Role::Overlay => false,
    }
}

/// With all that follows at once from what was asked.
pub fn decide(state: &State, command: Command, actor: &Actor, now_ms: i64) -> Decided {
    let events = asked(state, command, actor, now_ms)?;
    if events.is_empty() {
        return Ok(events);
    }
    Ok(state.followed_by(events, now_ms))
}

fn asked(state: &State, command: Command, actor: &Actor, now_ms: i64) -> Decided {
    let command = match system::decide(state, command, now_ms)? {
        system::Of::System(events) => return Ok(events),
        system::Of::People(command) => command,
    };
    if state.is_closed {
        return Err(Rejection::new("closed", "the room is closed, and open again for who joins"));
    }
    let asking = Asking { state, who: Who::of(state, actor)?, now_ms };
    asking.decide(command)
}

/// A command, as it is looked at.
#[derive(Clone, Copy)]
struct Asking<'a> {
    state: &'a State,
    who: Who<'a>,
    now_ms: i64,
}

impl Asking<'_> {
    fn decide(&self, command: Command) -> Decided {
        match command {
            Command::Play { .. }
            | Command::Pause {}
            | Command::Seek { .. }
            | Command::Rate { .. }
            | Command::Next {}
            | Command::Previous {}
            | Command::Jump { .. }
            | Command::Undo {} => self.playback(command),
            Command::Add { items, place } => self.add(items, place),
            Command::Edit { item, title, skips, tracks } => self.edit(item, title, skips, tracks),
            Command::Move { item, before } => self.move_item(item, before),
            Command::Remove { item } => self.remove(&item),
            Command::Clear {} => self.clear(),
            Command::Shuffle {} => self.shuffle(),
            Command::Like { item, on } => self.like(item, on),
            Command::Measured { item, duration_ms, title } => {
                self.measured(item, duration_ms, title)
            }
            Command::Player { item, state } => self.player(&item, state),
            Command::Ballot { about, question, choices, ends_s } => {
                self.ballot(about, question, choices, ends_s)
            }
            Command::Cast { ballot, choice } => self.cast(ballot, choice),
            Command::EndBallot { ballot } => self.end_ballot(&ballot),
            Command::Check {} => self.check(),
            Command::Answer { check, ready } => self.answer(check, ready),
            Command::EndCheck { check } => self.end_check(check),
            Command::Rename { name } => self.rename(name),
            Command::Role { seat, role } => self.role(seat, role),
            Command::Grant { seat, add, take } => self.grant(seat, add, take),
            Command::HandOver { seat, until_ms } => self.hand_over(seat, until_ms),
            Command::TakeBack {} => self.take_back(),
            Command::Leave {} => self.leave(),
            Command::Close {} => self.close(),
            Command::Voice { mic, camera, share } => self.voice(mic, camera, share),
            Command::HangUp {} => self.hang_up(),
            Command::Admit { seat } => self.admit(seat),
            Command::Mute { seat, scope, minutes, shadow } => {
                self.mute(seat, scope, minutes, shadow)
            }
            Command::Unmute { seat } => self.unmute(seat),
            Command::Kick { seat, reason } => self.kick(seat, reason),
            // These were told before.
            Command::Seat(_)
            | Command::Arrive { .. }
            | Command::Drop { .. }
            | Command::Tune { .. } => Err(Rejection::forbidden()),
        }
    }

    fn demand(&self, right: Right) -> Result<(), Rejection> {
        self.who.demand(right)
    }

    fn by(&self) -> By {
        By::seat(self.who.seat)
    }
}
