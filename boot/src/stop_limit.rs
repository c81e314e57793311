//! The end of a process that was asked to stop and does not.
//!
//! Loops are dropped where they wait; what never waits, or blocks its thread, is
//! not. A thread of its own sees to it that the process ends all the same, before
//! whoever runs it kills it without a word.

use std::{io, process, sync::mpsc, time::Duration};

use tokio::runtime::Builder;

use crate::{Shutdown, clock, task};

/// That the work did not end as wanted.
const EXIT_CODE: i32 = 1;
/// A log that nobody reads does not hold the end up.
const LAST_WORDS: Duration = Duration::from_secs(1);

/// Ends the process so long after its stop was requested, and says what still
/// runs.
pub fn watch(shutdown: &Shutdown, limit: Duration) -> io::Result<()> {
    let runtime = Builder::new_current_thread().enable_time().build()?;
    let requested = shutdown.requested();
    let over = async move {
        requested.await;
        clock::sleep(limit).await;
    };
    task::thread("stop limit", move || {
        runtime.block_on(over);
        let (told, is_told) = mpsc::channel();
        let telling = task::thread("last words", move || {
            let alive = task::alive();
            tracing::error!(?alive, seconds = limit.as_secs(), "did not stop in time: ending");
            let _ = told.send(());
        });
        if telling.is_ok() {
            let _ = is_told.recv_timeout(LAST_WORDS);
        }
        process::exit(EXIT_CODE)
    })?;
    Ok(())
}
