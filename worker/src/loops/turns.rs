//! How a worker's loops turn.

use std::{fmt::Display, time::Duration};

use downbeat_boot::{Shutdown, clock, task};
use tokio::task::JoinHandle;

/// What is under way when the shutdown is requested gets so long to end. Any
/// turn may be cut off where it waits: the next owner, or the next start, goes on
/// from what is there.
pub const GRACE: Duration = Duration::from_secs(2);

/// A loop's body. Tests call `run_once`; a worker keeps it turning.
pub trait Turns: Send + 'static {
    const NAME: &'static str;
    const TURN: Duration;

    fn run_once(&mut self) -> impl Future<Output = anyhow::Result<()>> + Send;

    /// Until there may be something to do, or it is time to look: most loops turn
    /// by the clock alone.
    fn rest(&mut self) -> impl Future<Output = ()> + Send {
        std::future::ready(())
    }
}

/// Turns a loop in a task of its own until the shutdown is requested.
pub fn start<T: Turns>(mut turns: T, shutdown: Shutdown) -> JoinHandle<()> {
    task::spawn(T::NAME, async move { keep_turning(&mut turns, &shutdown).await })
}

/// Turns a loop until the shutdown is requested, and `GRACE` longer at most.
/// However soon there is something to do again, it waits for its next turn.
pub async fn keep_turning<T: Turns>(turns: &mut T, shutdown: &Shutdown) {
    let mut ticks = clock::interval(T::TURN);
    let mut trouble = Trouble::default();
    loop {
        tokio::select! {
            biased;
            () = shutdown.requested() => return,
            _ = ticks.tick() => {}
        }
        let Some(outcome) = shutdown.bound(GRACE, turns.run_once()).await else {
            tracing::warn!(name = T::NAME, "a loop was stopped in its turn");
            return;
        };
        trouble.note(T::NAME, outcome);
        tokio::select! {
            biased;
            () = shutdown.requested() => return,
            () = turns.rest() => {}
        }
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

#[cfg(test)]
mod tests {
    use std::sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    };

    use super::*;

    /// A loop that counts its turns, and each time waits as it was told to.
    struct Counted<F>(Arc<AtomicU32>, fn() -> F);

    impl<F: Future<Output = ()> + Send + 'static> Turns for Counted<F> {
        const NAME: &'static str = "counted";
        const TURN: Duration = Duration::from_millis(50);

        async fn run_once(&mut self) -> anyhow::Result<()> {
            self.0.fetch_add(1, Ordering::Relaxed);
            (self.1)().await;
            Ok(())
        }
    }

    /// Its turns in so long, and whether it ended when it was asked to.
    async fn turned<F: Future<Output = ()> + Send + 'static>(
        body: fn() -> F,
        during: Duration,
    ) -> u32 {
        let (turns, shutdown) = (Arc::default(), Shutdown::new());
        let running = start(Counted(Arc::clone(&turns), body), shutdown.clone());
        clock::sleep(during).await;
        let asked = clock::monotonic();
        shutdown.request();
        clock::timeout(GRACE * 2, running).await.unwrap().unwrap();
        assert!(asked.elapsed() <= GRACE);
        turns.load(Ordering::Relaxed)
    }

    #[tokio::test(start_paused = true)]
    async fn a_turn_that_never_ends_is_dropped_after_its_grace() {
        assert_eq!(turned(std::future::pending::<()>, Duration::from_mins(1)).await, 1);
    }

    #[tokio::test(start_paused = true)]
    async fn a_turn_that_loops_for_ever_is_dropped_after_its_grace() {
        let restless = || async {
            loop {
                clock::sleep(Duration::from_millis(1)).await;
            }
        };
        assert_eq!(turned(restless, Duration::from_secs(1)).await, 1);
    }

    #[tokio::test(start_paused = true)]
    async fn what_is_due_again_at_once_waits_for_its_turn() {
        let turns = turned(|| std::future::ready(()), Duration::from_secs(1)).await;
        assert!((20..=21).contains(&turns), "{turns}");
    }
}
