//! The arithmetic of a clock that runs. Nothing is ever counted down: what is
//! left follows from the anchor and the time that is asked for.

use super::{
    clock::Clock,
    config::{Config, IncrementKind},
    control,
    state::State,
};

/// The clock of whoever has the turn, and where the turn stands.
#[derive(Debug, Clone, Copy)]
pub struct Running {
    pub seat: usize,
    pub clock: Clock,
    pub since_ms: Option<i64>,
    spent_ms: i64,
    /// What of the turn's delay is still to come.
    pub free_ms: i64,
    stops_at_zero: bool,
}

impl State {
    pub fn running(&self) -> Option<Running> {
        let seat = self.active?;
        let clock = self.clock(seat);
        let spent_ms = self.turn.spent_ms;
        let free_ms = delay_ms(&self.config, clock).saturating_sub(spent_ms).max(0);
        let stops_at_zero = self.config.is_limited() && !self.config.counts_below_zero();
        let since_ms = self.turn.since_ms;
        Some(Running { seat, clock, since_ms, spent_ms, free_ms, stops_at_zero })
    }

    /// When the time that runs ends, if it does.
    pub fn end_ms(&self) -> Option<i64> {
        let running = self.running().filter(|running| !running.clock.is_over)?;
        let since_ms = running.since_ms.filter(|_| self.config.is_limited())?;
        Some(since_ms + running.free_ms + running.clock.left_ms.max(0))
    }
}

impl Running {
    /// How long the turn has run by then.
    pub fn spent_ms(&self, at_ms: i64) -> i64 {
        self.spent_ms + self.wall_ms(at_ms)
    }

    /// What came off the clock since the anchor.
    pub fn used_ms(&self, at_ms: i64) -> i64 {
        self.off_ms(self.wall_ms(at_ms))
    }

    /// What would come off the clock in so much time.
    pub fn off_ms(&self, wall_ms: i64) -> i64 {
        let used_ms = (wall_ms - self.free_ms).max(0);
        if self.stops_at_zero { used_ms.min(self.clock.left_ms.max(0)) } else { used_ms }
    }

    fn wall_ms(&self, at_ms: i64) -> i64 {
        self.since_ms.map_or(0, |since_ms| (at_ms - since_ms).max(0))
    }
}

fn delay_ms(config: &Config, clock: Clock) -> i64 {
    let increment = control::increment(config, clock.moves);
    increment.filter(|one| one.kind == IncrementKind::Delay).map_or(0, |one| one.ms)
}
