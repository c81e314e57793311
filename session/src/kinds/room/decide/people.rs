//! Names, roles, rights, who is in charge, and who talks.

use super::{Asking, Decided, system::name_taken};
use crate::{
    Rejection,
    kinds::room::{
        command::GivenRole,
        event::{ClosedWhy, Event, LeftWhy},
        host::{BackWhy, Host, HostWhy},
        limits::{DAY_MS, VOICES_MAX},
        rights::{Right, Rights},
        seat::{SeatRole, Voices, is_taken},
        who::{off, outranked, unknown_seat},
    },
};

impl Asking<'_> {
    pub(super) fn rename(&self, name: String) -> Decided {
        let seat = self.who.sits()?;
        if is_taken(&self.state.seats, &name, seat) {
            return Err(name_taken());
        }
        if self.state.seat(seat).is_some_and(|one| one.name == name) {
            return Ok(Vec::new());
        }
        Ok(vec![Event::Renamed { seat: seat.to_owned(), to: name }])
    }

    /// Nobody is made as high as whoever makes them.
    pub(super) fn role(&self, seat: String, role: GivenRole) -> Decided {
        self.demand(Right::Roles)?;
        let role = SeatRole::from(role);
        let target = self.who.above(self.state, &seat)?;
        if !self.who.is_above(role) {
            return Err(outranked());
        }
        if target.knocks() || role == SeatRole::Member && !target.account {
            return Err(Rejection::forbidden());
        }
        if target.role == role {
            return Ok(Vec::new());
        }
        Ok(vec![Event::RoleSet { seat, role, by: self.by() }])
    }

    /// Nobody gives what they do not have.
    pub(super) fn grant(&self, seat: String, add: Rights, take: Rights) -> Decided {
        self.demand(Right::Roles)?;
        let target = self.who.above(self.state, &seat)?;
        if target.knocks() || !self.who.rights.contains(add) {
            return Err(Rejection::forbidden());
        }
        // What is in both is taken.
        let add = add.without(take);
        if target.add.contains(add) && target.take.contains(take) {
            return Ok(Vec::new());
        }
        Ok(vec![Event::Granted { seat, add, take, by: self.by() }])
    }

    pub(super) fn hand_over(&self, seat: String, until_ms: Option<i64>) -> Decided {
        if !self.who.is_owner() {
            return Err(Rejection::forbidden());
        }
        let target = self.who.above(self.state, &seat)?;
        if target.knocks() {
            return Err(unknown_seat("whoever knocks has no seat yet"));
        }
        // A time that is over is over at once; none is further than a week.
        let until_ms = until_ms.map(|ms| ms.clamp(self.now_ms, self.now_ms + 7 * DAY_MS));
        Ok(vec![Event::HandedOver(Host { seat, why: HostWhy::Given, until_ms })])
    }

    pub(super) fn take_back(&self) -> Decided {
        if !self.who.is_owner() {
            return Err(Rejection::forbidden());
        }
        if self.state.host.is_none() {
            return Ok(Vec::new());
        }
        Ok(vec![Event::TakenBack { why: BackWhy::Asked, by: self.by().by }])
    }

    /// Also of whoever knocks, and has had enough of it.
    pub(super) fn leave(&self) -> Decided {
        let seat = self.who.seat.ok_or_else(|| unknown_seat("you have no seat here"))?;
        Ok(vec![Event::Left { seat: seat.to_owned(), why: LeftWhy::Asked }])
    }

    pub(super) fn close(&self) -> Decided {
        if !self.who.is_in_charge() {
            return Err(Rejection::forbidden());
        }
        Ok(vec![Event::Closed { why: ClosedWhy::Asked, by: self.by() }])
    }

    pub(super) fn voice(&self, mic: bool, camera: bool, share: bool) -> Decided {
        self.demand(Right::Voice)?;
        let id = self.who.sits()?;
        let state = self.state;
        let rules = state.config.voice;
        if !rules.on || camera && !rules.camera {
            return Err(off("the room has no such thing on"));
        }
        if share {
            self.demand(Right::Share)?;
        }
        let seat = state.seat(id).ok_or_else(|| unknown_seat("you have no seat here"))?;
        if seat.may_not_talk(self.now_ms) {
            return Err(Rejection::new("muted", "you may not speak now"));
        }
        let voices = state.seats.values().filter(|seat| seat.voice.is_some()).count();
        if seat.voice.is_none() && voices >= VOICES_MAX {
            return Err(Rejection::new("voice_full", "8 talk at most"));
        }
        let voice = Voices { mic, camera, share };
        if seat.voice == Some(voice) {
            return Ok(Vec::new());
        }
        Ok(vec![Event::VoiceSet { seat: id.to_owned(), voice }])
    }

    pub(super) fn hang_up(&self) -> Decided {
        let seat = self.who.sits()?;
        if self.state.seat(seat).is_none_or(|one| one.voice.is_none()) {
            return Err(Rejection::new("not_in_voice", "you are not talking"));
        }
        Ok(vec![Event::HungUp { seat: seat.to_owned() }])
    }
}
