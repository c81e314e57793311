//! What happens to those who sit.

use super::{
    event::Event,
    seat::{Mutes, Player, SeatRole},
    state::State,
};

impl State {
    pub(super) fn apply_to_people(&mut self, event: &Event, at_ms: i64) {
        match event {
            Event::Seated(seated) => self.seated_now(seated, at_ms),
            Event::Arrived { seat } => self.arrived(seat),
            Event::Dropped { seat } => self.dropped(seat, at_ms),
            Event::Left { seat, why: _ }
            | Event::Kicked { seat, until_ms: _, reason: _, by: _ } => {
                self.gone(seat, at_ms);
            }
            Event::Admitted { seat, by: _ } => self.admitted(seat),
            Event::HandedOver(host) => self.host = Some(host.clone()),
            Event::TakenBack { why: _, by: _ } => self.host = None,
            _ => self.apply_to_seat(event),
        }
    }

    fn apply_to_seat(&mut self, event: &Event) {
        let (Event::Renamed { seat: id, .. }
        | Event::RoleSet { seat: id, .. }
        | Event::Granted { seat: id, .. }
        | Event::Muted { seat: id, .. }
        | Event::Unmuted { seat: id, .. }
        | Event::VoiceSet { seat: id, .. }
        | Event::HungUp { seat: id }
        | Event::PlayerSet { seat: id, .. }) = event
        else {
            return;
        };
        let Some(seat) = self.seats.get_mut(id) else { return };
        match event {
            Event::Renamed { seat: _, to } => seat.name.clone_from(to),
            Event::RoleSet { seat: _, role, by: _ } => seat.role = *role,
            Event::Granted { seat: _, add, take, by: _ } => {
                // What is given is not taken, and the other way round.
                seat.add = seat.add.without(*take).with(*add);
                seat.take = seat.take.without(*add).with(*take);
            }
            Event::Muted { seat: _, scope, until_ms, shadow, by: _ } => {
                seat.mutes.set(*scope, *shadow, *until_ms);
            }
            Event::Unmuted { seat: _, by: _ } => seat.mutes = Mutes::default(),
            Event::VoiceSet { seat: _, voice } => seat.voice = Some(*voice),
            Event::HungUp { seat: _ } => seat.voice = None,
            Event::PlayerSet { seat: _, state } => {
                seat.player = *state;
                let number = seat.number;
                if let Some(hold) = self.hold.as_mut().filter(|_| *state != Player::Loading) {
                    hold.forget(number);
                }
            }
            _ => {}
        }
    }

    /// Nobody waits for whoever comes: they count once they are ready.
    fn arrived(&mut self, id: &str) {
        let player = if self.waits() { Player::LeftOut } else { Player::Ready };
        let Some(seat) = self.seats.get_mut(id) else { return };
        (seat.dropped_ms, seat.player) = (None, player);
        let (role, is_present) = (seat.role, seat.is_present());
        if is_present {
            (self.alone_ms, self.left_at) = (None, None);
        }
        if role == SeatRole::Owner {
            self.owner_away_ms = None;
        }
    }

    fn dropped(&mut self, id: &str, at_ms: i64) {
        let Some(seat) = self.seats.get_mut(id) else { return };
        (seat.dropped_ms, seat.voice) = (Some(at_ms), None);
        let (number, role) = (seat.number, seat.role);
        if let Some(hold) = &mut self.hold {
            hold.forget(number);
        }
        self.note_away(role, at_ms);
    }

    fn gone(&mut self, id: &str, at_ms: i64) {
        let Some(seat) = self.seats.remove(id) else { return };
        self.forget(seat.number);
        self.note_away(seat.role, at_ms);
    }

    fn note_away(&mut self, role: SeatRole, at_ms: i64) {
        if role == SeatRole::Owner && self.owner_away_ms.is_none() {
            self.owner_away_ms = Some(at_ms);
        }
        self.note_alone(at_ms);
    }

    fn admitted(&mut self, id: &str) {
        let Some(seat) = self.seats.get_mut(id) else { return };
        seat.role = if seat.account { SeatRole::Member } else { SeatRole::Guest };
        if seat.is_here() {
            (self.alone_ms, self.left_at) = (None, None);
        }
    }
}
