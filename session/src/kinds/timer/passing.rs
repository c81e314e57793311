//! What passing time does by itself: warnings, the end of a time, and the end
//! of a timer that nobody uses.

use super::{
    ends::time_is_up,
    event::{Event, Level},
    state::{State, Status},
};

/// Something that time will do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Coming {
    /// When it happens.
    at_ms: i64,
    /// When it is told, never before it happens.
    told_ms: i64,
    what: What,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum What {
    Warning(Level),
    TimeIsUp,
    Idle,
}

impl State {
    pub fn due_ms(&self) -> Option<i64> {
        self.coming().map(|coming| coming.told_ms)
    }

    /// Events are dated when they happened, and never before what came first.
    /// At an instant by which there were `most`, the rest is left for later.
    pub fn advance(&self, now_ms: i64, most: usize) -> Vec<(i64, Event)> {
        let mut told = Vec::new();
        if self.due_ms().is_none_or(|due_ms| now_ms < due_ms) {
            return told;
        }
        let mut later = self.clone();
        while let Some(coming) = later.coming().filter(|coming| coming.told_ms <= now_ms) {
            let at_ms = coming.at_ms.max(later.at_ms);
            if told.len() >= most && told.last().is_some_and(|(last_ms, _)| *last_ms < at_ms) {
                break;
            }
            for event in later.become_of(coming.what) {
                later.apply(&event, at_ms);
                told.push((at_ms, event));
            }
        }
        told
    }

    /// It goes on as if nothing had been lost; what time did meanwhile follows.
    pub fn recover(&self, now_ms: i64) -> Vec<(i64, Event)> {
        if !self.is_counting() {
            return Vec::new();
        }
        let first_ms = self.coming().map_or(now_ms, |coming| coming.at_ms);
        vec![(first_ms.min(now_ms).max(self.at_ms), Event::Recovered)]
    }

    fn coming(&self) -> Option<Coming> {
        if self.is_idle() {
            let at_ms = self.idle_end_ms();
            return Some(Coming { at_ms, told_ms: at_ms, what: What::Idle });
        }
        let end = self.end_ms().map(|at_ms| Coming {
            at_ms,
            told_ms: self.end_told_ms(at_ms),
            what: What::TimeIsUp,
        });
        let warnings = Level::ALL.into_iter().filter_map(|level| self.warning(level));
        // Of two at once, the first in this order is told first.
        warnings.chain(end).min_by_key(|coming| coming.told_ms)
    }

    fn warning(&self, level: Level) -> Option<Coming> {
        let running = self.running().filter(|_| self.config.is_limited())?;
        let since_ms = running.since_ms?;
        let level_ms = match level {
            Level::Low => self.config.warnings.low_ms?,
            Level::Critical => self.config.warnings.critical_ms?,
        };
        if running.clock.is_over || running.clock.was_told(level) {
            return None;
        }
        let above_ms = running.clock.left_ms - level_ms;
        let at_ms = if above_ms > 0 { since_ms + running.free_ms + above_ms } else { since_ms };
        Some(Coming { at_ms, told_ms: at_ms, what: What::Warning(level) })
    }

    fn become_of(&self, what: What) -> Vec<Event> {
        match what {
            What::Warning(level) => {
                let participant = self.active.map(|seat| self.id(seat).to_owned());
                vec![Event::Warned { participant: participant.unwrap_or_default(), level }]
            }
            What::TimeIsUp => time_is_up(self),
            What::Idle => {
                let outcome = Some("idle".into());
                vec![Event::Ended { status: Status::Cancelled, outcome, winner: None }]
            }
        }
    }
}
