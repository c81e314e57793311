//! The wish to stop: Ctrl-C, SIGTERM, or the terminal that goes away.

use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering::Relaxed},
    },
    thread,
    time::Duration,
};

use signal_hook::{
    consts::{SIGHUP, SIGINT, SIGTERM},
    iterator::Signals,
};

/// How often one may ask before nobody is waited for. A signal to a process
/// and to its group counts twice.
const PATIENCE: usize = 3;

#[derive(Clone, Default)]
pub struct Stop(Arc<AtomicUsize>);

/// Why something is unfinished: it was told to stop.
#[derive(Debug)]
pub struct Stopped;

impl std::fmt::Display for Stopped {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("stopped")
    }
}

impl std::error::Error for Stopped {}

impl Stop {
    pub fn on_signals() -> std::io::Result<Self> {
        let stop = Self::default();
        let asked = stop.clone();
        let mut signals = Signals::new([SIGINT, SIGTERM, SIGHUP])?;
        thread::spawn(move || {
            for _ in signals.forever() {
                asked.0.fetch_add(1, Relaxed);
            }
        });
        Ok(stop)
    }

    pub fn requested(&self) -> bool {
        self.0.load(Relaxed) > 0
    }

    /// Asked so often that nothing may take long any more.
    pub fn urgent(&self) -> bool {
        self.0.load(Relaxed) >= PATIENCE
    }

    /// Sleeps, unless it is time to stop.
    pub fn nap(&self, pause: Duration) -> Result<(), Stopped> {
        if self.requested() {
            return Err(Stopped);
        }
        thread::sleep(pause);
        if self.requested() { Err(Stopped) } else { Ok(()) }
    }
}
