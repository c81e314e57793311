//! What each event does to the state.

use super::{
    clock::{Clock, Track},
    config::Mode,
    event::{Event, Switched},
    limits::SECOND_MS,
    state::{State, Status, Turn},
    undo::Undo,
};

impl State {
    pub fn apply(&mut self, event: &Event, at_ms: i64) {
        let mut action_ms = at_ms;
        // Only what leaves turns and clocks alone leaves the last switch to be undone.
        let mut undo = None;
        match event {
            Event::Started { active } => {
                self.status = Status::Running;
                self.cycle = 1;
                self.begin_turn(self.seat(active), at_ms);
            }
            Event::Switched(switched) => {
                undo = Undo::before(self, switched, at_ms).filter(|_| !switched.skipped);
                action_ms = at_ms - switched.age_ms;
                self.switched(switched, action_ms);
            }
            Event::Paused { used_ms } => {
                undo = self.undo.take();
                let since_ms = self.turn.since_ms;
                if let (Some(undo), Some(since_ms)) = (&mut undo, since_ms) {
                    undo.paused(at_ms - since_ms);
                }
                self.stop(*used_ms, at_ms);
                self.status = Status::Paused;
            }
            Event::Resumed => {
                undo = self.undo.take();
                self.status = Status::Running;
                self.run_from(at_ms);
            }
            Event::Adjusted { participant, ms, reason: _ } => {
                self.adjusted(participant, *ms, at_ms);
            }
            Event::ParticipantAdded { participant, number } => {
                self.note_roster();
                self.added(participant, *number);
            }
            Event::ParticipantRemoved { participant } => {
                self.note_roster();
                self.removed(participant);
            }
            Event::OrderSet { ids } => {
                self.note_roster();
                self.set_order(ids);
            }
            Event::Undone { from: _, to: _ } => self.undone(at_ms),
            Event::Warned { participant, level } => {
                (undo, action_ms) = (self.undo.take(), self.action_ms);
                self.change_clock(participant, |clock| clock.warned |= level.bit());
            }
            Event::Expired { participant, used_ms } => {
                if !self.config.counts_below_zero() {
                    self.stop(*used_ms, at_ms);
                }
                self.change_clock(participant, |clock| clock.is_over = true);
            }
            Event::TurnSkipped { participant, penalty_ms } => {
                self.skipped(participant, *penalty_ms);
            }
            Event::ActionDue { participant: _, action: _ } => {}
            Event::Completed { outcome: _, used_ms } | Event::Cancelled { reason: _, used_ms } => {
                self.stop(*used_ms, at_ms);
            }
            Event::Ended { status, outcome, winner } => {
                self.status = *status;
                (self.outcome, self.winner) = (outcome.clone(), winner.clone());
                (self.active, self.turn) = (None, Turn::default());
            }
            Event::TableOpened => {
                (undo, action_ms) = (self.undo.take(), self.action_ms);
                self.has_table = true;
            }
            Event::TableDropped => {
                (undo, action_ms) = (self.undo.take(), self.action_ms);
                (self.table_away_ms, self.table_back_ms) = (Some(at_ms), None);
            }
            Event::TableReturned => {
                (undo, action_ms) = (self.undo.take(), self.action_ms);
                (self.table_away_ms, self.table_back_ms) = (None, Some(at_ms));
            }
            Event::Recovered => {
                (undo, action_ms) = (self.undo.take(), self.action_ms);
                self.is_recovered = true;
                // Whether it is here is said again.
                self.table_away_ms = Some(at_ms).filter(|_| self.has_table);
            }
        }
        self.undo = undo;
        self.at_ms = at_ms;
        self.action_ms = action_ms;
    }

    /// Whether a seat's time is that of a turn it does not have yet.
    pub fn is_next_turn(&self, seat: usize) -> bool {
        self.config.mode == Mode::PerCycle && self.active != Some(seat)
    }

    /// Takes time that was used off a seat's clock.
    pub fn use_up(&mut self, seat: usize, used_ms: i64) {
        if used_ms == 0 {
            return;
        }
        let mut clock = self.clock(seat);
        clock.left_ms -= used_ms;
        self.keep_clock(seat, clock);
        let mut track = self.track(seat);
        track.used_ms += used_ms;
        self.keep_track(seat, track);
    }

    fn switched(&mut self, switched: &Switched, at_ms: i64) {
        if let Some(from) = self.active {
            self.use_up(from, switched.used_ms);
            if !switched.skipped {
                let mut clock = self.clock(from);
                clock.add(switched.gained_ms, 0);
                clock.moves += 1;
                self.keep_clock(from, clock);
                let mut track = self.track(from);
                track.moves += 1;
                self.keep_track(from, track);
            }
        }
        self.cycle = switched.cycle;
        self.begin_turn(self.seat(&switched.to), at_ms);
    }

    fn begin_turn(&mut self, seat: Option<usize>, at_ms: i64) {
        if let Some(seat) = seat.filter(|_| self.config.mode == Mode::PerCycle) {
            let budget_ms = self.budget_ms(seat);
            self.active = Some(seat);
            self.keep_clock(seat, Clock::of(budget_ms));
            let track = self.track(seat);
            if track.owed_ms != 0 {
                self.keep_track(seat, Track { owed_ms: 0, ..track });
            }
        }
        self.active = seat;
        self.turn = Turn::default();
        self.count_turn(at_ms);
        self.run_from(at_ms);
    }

    /// A turn that was taken back and goes on is another one: what was meant for
    /// either turn before it is late.
    pub fn count_turn(&mut self, at_ms: i64) {
        self.turns = self.turns.saturating_add(1);
        self.turn_began_ms = at_ms;
    }

    /// Lets the active clock run, unless it has ended or the timer stands.
    fn run_from(&mut self, at_ms: i64) {
        let Some(seat) = self.active.filter(|_| self.status == Status::Running) else { return };
        if !self.clock(seat).is_over || self.config.counts_below_zero() {
            self.turn.since_ms = Some(at_ms);
        }
    }

    /// The active clock stands, with what was used of it.
    fn stop(&mut self, used_ms: i64, at_ms: i64) {
        let Some(seat) = self.active else { return };
        self.use_up(seat, used_ms);
        let ran_ms = self.turn.since_ms.map_or(0, |since_ms| at_ms - since_ms);
        self.turn = Turn { since_ms: None, spent_ms: self.turn.spent_ms + ran_ms };
    }

    fn adjusted(&mut self, participant: &str, ms: i64, at_ms: i64) {
        let Some(seat) = self.seat(participant) else { return };
        if self.is_next_turn(seat) {
            let mut track = self.track(seat);
            track.owed_ms -= ms;
            self.keep_track(seat, track);
            return;
        }
        let running = self.running().filter(|running| self.key(running.seat) == self.key(seat));
        let used_ms = running.map_or(0, |running| running.used_ms(at_ms));
        self.change_clock(participant, |clock| clock.add(ms, used_ms));
        if !self.is_counting() {
            self.run_from(at_ms);
        }
    }

    fn skipped(&mut self, participant: &str, penalty_ms: i64) {
        let Some(seat) = self.seat(participant) else { return };
        if self.config.mode == Mode::PerCycle {
            // Every turn is some progress, or turns could pass without end.
            let most_ms = self.whole_budget_ms(seat) - SECOND_MS;
            let mut track = self.track(seat);
            track.owed_ms = (track.owed_ms + penalty_ms).min(most_ms);
            self.keep_track(seat, track);
        } else {
            self.change_clock(participant, |clock| clock.left_ms -= penalty_ms);
        }
    }

    fn change_clock(&mut self, participant: &str, change: impl FnOnce(&mut Clock)) {
        let Some(seat) = self.seat(participant) else { return };
        let mut clock = self.clock(seat);
        change(&mut clock);
        self.keep_clock(seat, clock);
    }
}
