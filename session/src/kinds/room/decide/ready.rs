//! The ready check.

use super::{Asking, Decided};
use crate::{
    Rejection,
    kinds::room::{
        event::Event,
        limits::CHECK_MS,
        ready::Check,
        rights::Right,
        who::{nothing_playing, unknown_seat},
    },
};

impl Asking<'_> {
    pub(super) fn check(&self) -> Decided {
        self.demand(Right::Play)?;
        let state = self.state;
        if state.check.is_some() {
            return Err(Rejection::new("check_running", "they are being asked"));
        }
        state.current().ok_or_else(nothing_playing)?;
        let check = format!("c{}", state.ids_given + 1);
        let until_ms = self.now_ms + CHECK_MS;
        Ok(vec![Event::CheckStarted { check, until_ms, by: self.by() }])
    }

    fn asked(&self, id: &str) -> Result<&Check, Rejection> {
        let check = self.state.check.as_ref().filter(|check| check.id == id);
        check.ok_or_else(|| Rejection::new("no_check", "nobody is asked that"))
    }

    /// Who came later is not asked, and may say so all the same.
    pub(super) fn answer(&self, check: String, ready: bool) -> Decided {
        let seat = self.who.sits()?;
        let asked = self.asked(&check)?;
        let known = self.state.seat(seat).ok_or_else(|| unknown_seat("you have no seat here"))?;
        if !asked.asked.has(known.number) || asked.ready.has(known.number) == ready {
            return Ok(Vec::new());
        }
        Ok(vec![Event::Answered { check, seat: seat.to_owned(), ready }])
    }

    /// Nothing begins by it.
    pub(super) fn end_check(&self, check: String) -> Decided {
        self.demand(Right::Play)?;
        self.asked(&check)?;
        let missing = self.state.answers(false).cloned().collect();
        Ok(vec![Event::CheckEnded { check, missing }])
    }
}
