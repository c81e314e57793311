//! A process that stops: its sockets go elsewhere over a window, a slice at a
//! time. Those that are still here go on hearing frames, and the others do not
//! have to take all of them in at once.

use std::time::Duration;

use downbeat_boot::{
    Shutdown,
    clock::{self, Interval},
};

/// Within what a process is given to stop.
pub const WINDOW_MAX: Duration = Duration::from_secs(4);
const SLICE_EVERY: Duration = Duration::from_millis(20);
/// 4,000 a second, where that is enough: an API takes in some 5,000.
const SLICE_MIN: usize = 80;

pub struct Moving {
    shutdown: Shutdown,
    ticks: Interval,
    /// How many at a time, once it is known how many there are.
    at_once: Option<usize>,
}

impl Moving {
    pub fn new(shutdown: Shutdown) -> Self {
        Self { shutdown, ticks: clock::interval(SLICE_EVERY), at_once: None }
    }

    /// Until the next slice is to go: never before the shutdown is requested.
    pub async fn turn(&mut self) {
        self.shutdown.requested().await;
        self.ticks.tick().await;
    }

    /// How many go, of so many that are here.
    pub fn slice(&mut self, here: usize) -> usize {
        let slices = WINDOW_MAX.as_millis() / SLICE_EVERY.as_millis();
        let slices = usize::try_from(slices).unwrap_or(usize::MAX);
        *self.at_once.get_or_insert(here.div_ceil(slices).max(SLICE_MIN))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn all_leave_within_the_window() {
        for here in [0_usize, 1, 5_000, 100_000] {
            let mut moving = Moving::new(Shutdown::default());
            let (mut left, mut slices) = (here, 0);
            while left > 0 {
                left = left.saturating_sub(moving.slice(left));
                slices += 1;
            }
            assert!(SLICE_EVERY * slices <= WINDOW_MAX, "{here} in {slices} slices");
        }
    }
}
