//! How a worker's loops turn.

use std::{fmt::Display, time::Duration};

use downbeat_boot::{Shutdown, clock, task};
use tokio::task::JoinHandle;

/// A loop's body. Tests call `run_once`; a worker keeps it turning.
pub trait Turns: Send + 'static {
    const NAME: &'static str;
    const TURN: Duration;

    fn run_once(&mut self) -> impl Future<Output = anyhow::Result<()>> + Send;
}

/// Turns a loop in a task of its own until the shutdown is requested.
pub fn start<T: Turns>(mut turns: T, shutdown: Shutdown) -> JoinHandle<()> {
    task::spawn(T::NAME, async move { keep_turning(&mut turns, &shutdown).await })
}

/// Turns a loop until the shutdown is requested.
pub async fn keep_turning<T: Turns>(turns: &mut T, shutdown: &Shutdown) {
    let mut ticks = clock::interval(T::TURN);
    let mut trouble = Trouble::default();
    loop {
        tokio::select! {
            () = shutdown.requested() => return,
            _ = ticks.tick() => {}
        }
        trouble.note(T::NAME, turns.run_once().await);
    }
}

/// Says when a loop begins to fail and when it stops failing, not each time.
#[derive(Default)]
pub struct Trouble {
    turns: u64,
}

impl Trouble {
    pub fn note<E: Display>(&mut self, name: &'static str, outcome: Result<(), E>) {
        match outcome {
            Err(error) => {
                if self.turns == 0 {
                    tracing::warn!(name, error = format!("{error:#}"), "a loop fails");
                }
                self.turns += 1;
            }
            Ok(()) if self.turns > 0 => {
                tracing::info!(name, failed_turns = self.turns, "a loop works again");
                self.turns = 0;
            }
            Ok(()) => {}
        }
    }
}
