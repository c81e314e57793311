//! Several limits at once: so many in any time of this length. What is asked for
//! takes one of each, or where one of them is full none of any.

use std::time::Duration;

use crate::{
    Live, LiveError, Quota, key,
    redis::{call::Call, library::CACHE},
};

/// One of several windows is full: the one that is so for longest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Full {
    /// Its place among those that were asked.
    pub window: usize,
    pub wait: Duration,
}

impl Live {
    /// Takes one of each window of somebody: an address, an account, whatever is
    /// counted. `most` 0 has no limit.
    ///
    /// # Errors
    /// Redis', and inside that the window that is full.
    pub async fn take_all(
        &self,
        whose: &str,
        windows: &[(&str, Quota)],
    ) -> Result<Result<(), Full>, LiveError> {
        self.ask_windows(whose, windows, true).await
    }

    /// Whether one of each could be taken, and takes none: for what counts only
    /// once it has failed.
    ///
    /// # Errors
    /// As [`Live::take_all`].
    pub async fn look_at_all(
        &self,
        whose: &str,
        windows: &[(&str, Quota)],
    ) -> Result<Result<(), Full>, LiveError> {
        self.ask_windows(whose, windows, false).await
    }

    async fn ask_windows(
        &self,
        whose: &str,
        windows: &[(&str, Quota)],
        is_taken: bool,
    ) -> Result<Result<(), Full>, LiveError> {
        if windows.is_empty() {
            return Ok(Ok(()));
        }
        let call = Call::new(&CACHE, "take_all")
            .keys(windows.iter().map(|(name, _)| key::window(whose, name)))
            .number(u8::from(is_taken));
        let call = windows.iter().fold(call, |call, (_, quota)| args(call, *quota));
        let (full, wait_us): (usize, u64) = self.call(&call).await?;
        Ok(read(full, wait_us))
    }
}

/// A window, as the function has it: each of what it counts is one.
fn args(call: Call, quota: Quota) -> Call {
    call.number(quota.most).number(quota.window.as_micros()).number(0)
}

/// What the function answered.
fn read(full: usize, wait_us: u64) -> Result<(), Full> {
    match full.checked_sub(1) {
        None => Ok(()),
        Some(window) => Err(Full { window, wait: Duration::from_micros(wait_us) }),
    }
}
