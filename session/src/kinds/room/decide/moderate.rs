//! Letting in, silencing, sending out.

use super::{Asking, Decided};
use crate::{
    Rejection,
    kinds::room::{
        event::Event,
        limits::{KICKED_MS, MINUTE_MS},
        rights::Right,
        seat::{Mutes, Scope, Seat},
        who::unknown_seat,
    },
};

impl Asking<'_> {
    pub(super) fn admit(&self, seat: String) -> Decided {
        self.demand(Right::Invite)?;
        let state = self.state;
        let knocks = state.seat(&seat).is_some_and(Seat::knocks);
        if !knocks {
            return Err(unknown_seat("nobody knocks by that name"));
        }
        if state.seated() >= usize::try_from(state.config.seats_max).unwrap_or(0) {
            return Err(Rejection::new("full", "all seats are taken"));
        }
        Ok(vec![Event::Admitted { seat, by: self.by() }])
    }

    /// Whoever may not speak any more does not talk either.
    pub(super) fn mute(&self, seat: String, scope: Scope, minutes: u32, shadow: bool) -> Decided {
        self.demand(Right::Mute)?;
        let target = self.who.above(self.state, &seat)?;
        let until_ms = self.now_ms + i64::from(minutes) * MINUTE_MS;
        let talks = target.voice.is_some() && scope != Scope::Chat;
        let mut events =
            vec![Event::Muted { seat: seat.clone(), scope, until_ms, shadow, by: self.by() }];
        if talks {
            events.push(Event::HungUp { seat });
        }
        Ok(events)
    }

    pub(super) fn unmute(&self, seat: String) -> Decided {
        self.demand(Right::Mute)?;
        let target = self.who.above(self.state, &seat)?;
        if target.mutes == Mutes::default() {
            return Ok(Vec::new());
        }
        Ok(vec![Event::Unmuted { seat, by: self.by() }])
    }

    pub(super) fn kick(&self, seat: String, reason: Option<String>) -> Decided {
        self.demand(Right::Kick)?;
        self.who.above(self.state, &seat)?;
        let until_ms = self.now_ms + KICKED_MS;
        Ok(vec![Event::Kicked { seat, until_ms, reason, by: self.by() }])
    }
}
