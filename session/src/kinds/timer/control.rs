//! Time control: what a clock is given when a turn is made on it.

use super::{
    config::{Config, Increment, IncrementKind},
    limits::DAY_MS,
    running::Running,
};

/// What a turn that was made gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gain {
    pub ms: i64,
    /// The stage that it leads into, counted from 1.
    pub stage: Option<u32>,
}

/// The increment that a clock has on which so many turns were made.
pub fn increment(config: &Config, moves: u32) -> Option<Increment> {
    let stage = config.stages.get(stage_position(config, moves).stage);
    stage.and_then(|stage| stage.increment).or(config.increment)
}

/// What the turn that ends at `at_ms` gives. A clock is never given more than
/// a day's time, and one that has stopped at its end nothing.
pub fn gain(config: &Config, running: &Running, at_ms: i64) -> Gain {
    if !config.mode.has_time_control() || running.clock.is_over && !config.counts_below_zero() {
        return Gain { ms: 0, stage: None };
    }
    let moves = running.clock.moves;
    let back_ms = increment(config, moves).map_or(0, |increment| match increment.kind {
        IncrementKind::Fischer => increment.ms,
        IncrementKind::Delay => 0,
        IncrementKind::Bronstein => increment.ms.min(running.spent_ms(at_ms)),
    });
    let next = stage_position(config, moves + 1);
    let stage = config.stages.get(next.stage).filter(|_| next.moves == 0);
    let left_ms = running.clock.left_ms - running.used_ms(at_ms);
    let ms = back_ms + stage.map_or(0, |stage| stage.budget_ms);
    Gain {
        ms: ms.min(DAY_MS - left_ms),
        stage: stage.and_then(|_| u32::try_from(next.stage + 1).ok()),
    }
}

/// A stage, and how many moves were made in it.
struct StagePosition {
    stage: usize,
    moves: u32,
}

/// The last stage goes on for ever, again and again if it has an end.
fn stage_position(config: &Config, moves: u32) -> StagePosition {
    let last = config.stages.len().saturating_sub(1);
    let mut left = moves;
    for (stage, length) in config.stages.iter().map(|stage| stage.moves).enumerate() {
        match length {
            Some(length) if stage == last => {
                return StagePosition { stage, moves: left % length.max(1) };
            }
            Some(length) if left >= length => left -= length,
            _ => return StagePosition { stage, moves: left },
        }
    }
    StagePosition { stage: last, moves: left }
}
