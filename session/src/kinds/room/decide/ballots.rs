//! Votes.

use super::{Asking, Decided};
use crate::{
    Rejection,
    kinds::room::{
        ballot::{About, Ballot},
        event::Event,
        limits::{BALLOT_MS, SECOND_MS},
        numbers::Numbers,
        rights::Right,
        who::{nothing_playing, unknown_seat},
    },
};

/// How long a poll is open when nobody says.
const POLL_MS: i64 = 60 * SECOND_MS;

impl Asking<'_> {
    /// Whoever opens a vote to skip or to pause is for it.
    pub(super) fn ballot(
        &self,
        about: About,
        question: Option<String>,
        choices: Option<Vec<String>>,
        ends_s: Option<u32>,
    ) -> Decided {
        self.demand(Right::Vote)?;
        let state = self.state;
        if state.ballot.is_some() {
            return Err(Rejection::new("ballot_running", "one vote at a time"));
        }
        let is_on = match about {
            About::Skip => state.current().is_some(),
            About::Pause => state.is_on(),
            About::Poll => true,
        };
        if !is_on {
            return Err(nothing_playing());
        }
        let id = format!("b{}", state.ids_given + 1);
        let choices: Vec<String> = match choices {
            Some(choices) => choices.iter().map(|choice| choice.trim().to_owned()).collect(),
            None => ["yes", "no"].map(str::to_owned).into(),
        };
        let long_ms = match about {
            About::Skip | About::Pause => BALLOT_MS,
            About::Poll => ends_s.map_or(POLL_MS, |seconds| i64::from(seconds) * SECOND_MS),
        };
        let votes = vec![Numbers::default(); choices.len()];
        let by = self.who.seat.map(str::to_owned);
        let closes_ms = self.now_ms + long_ms;
        let mut ballot = Ballot { id, about, question, choices, votes, by, ends_ms: closes_ms };
        let seat = self.who.seat.and_then(|id| state.seat(id));
        if let Some(seat) = seat.filter(|_| about != About::Poll) {
            ballot.cast(seat.number, 0);
        }
        Ok(vec![Event::BallotOpened(ballot)])
    }

    fn running(&self, id: &str) -> Result<&Ballot, Rejection> {
        let ballot = self.state.ballot.as_ref().filter(|ballot| ballot.id == id);
        ballot.ok_or_else(|| Rejection::new("no_ballot", "no such vote is open"))
    }

    pub(super) fn cast(&self, ballot: String, choice: usize) -> Decided {
        self.demand(Right::Vote)?;
        let seat = self.who.sits()?;
        let running = self.running(&ballot)?;
        let no_choice = || Rejection::new("no_ballot", "there is no such choice");
        let votes = running.votes.get(choice).ok_or_else(no_choice)?;
        let known = self.state.seat(seat).ok_or_else(|| unknown_seat("you have no seat here"))?;
        if votes.has(known.number) {
            return Ok(Vec::new());
        }
        Ok(vec![Event::Cast { ballot, seat: seat.to_owned(), choice }])
    }

    /// By whoever opened it, or who is in charge.
    pub(super) fn end_ballot(&self, ballot: &str) -> Decided {
        let running = self.running(ballot)?;
        let is_own = self.who.seat.is_some() && running.by.as_deref() == self.who.seat;
        if !is_own {
            self.demand(Right::Mute)?;
        }
        Ok(self.state.close_ballot(running, self.now_ms))
    }
}
