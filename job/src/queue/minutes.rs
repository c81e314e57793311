use std::{collections::HashMap, time::Duration};

use downbeat_boot::clock;
use downbeat_store::Minute;
use parking_lot::Mutex;

/// What was run, by minute, until it is written down. Minutes that could not be
/// written are added to later ones' turn; only a killed process forgets some.
#[derive(Debug, Default)]
pub(crate) struct Minutes(Mutex<HashMap<(i64, &'static str), Minute>>);

/// How a run is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Counted {
    Done,
    Failed,
    Dead,
    /// In no chart: neither the job nor the worker was at fault.
    Waiting,
}

const MINUTE_MS: i64 = 60_000;

impl Minutes {
    pub fn count(
        &self,
        (name, queue): (&'static str, &'static str),
        counted: Counted,
        waited: Duration,
        ran: Duration,
    ) {
        let minute_ms = clock::unix_ms() / MINUTE_MS * MINUTE_MS;
        let ms = |duration: Duration| i64::try_from(duration.as_millis()).unwrap_or(i64::MAX);
        let mut minute = Minute {
            minute_ms,
            name,
            queue,
            done: 0,
            failed: 0,
            dead: 0,
            waited_ms: ms(waited),
            ran_ms: ms(ran),
        };
        match counted {
            Counted::Done => minute.done = 1,
            Counted::Failed => minute.failed = 1,
            Counted::Dead => minute.dead = 1,
            Counted::Waiting => return,
        }
        self.add(minute);
    }

    pub fn add(&self, more: Minute) {
        let mut minutes = self.0.lock();
        let Minute { minute_ms, name, queue: _, done, failed, dead, waited_ms, ran_ms } = more;
        match minutes.get_mut(&(minute_ms, name)) {
            None => {
                minutes.insert((minute_ms, name), more);
            }
            Some(minute) => {
                minute.done += done;
                minute.failed += failed;
                minute.dead += dead;
                minute.waited_ms += waited_ms;
                minute.ran_ms += ran_ms;
            }
        }
    }

    pub fn take(&self) -> Vec<Minute> {
        std::mem::take(&mut *self.0.lock()).into_values().collect()
    }
}
