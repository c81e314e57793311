//! How much somebody may ask for in a time.

use std::time::Duration;

use crate::{
    Live, LiveError, key,
    redis::{call::Call, library::CACHE},
};

/// So many in a window, evenly.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quota {
    pub most: u32,
    pub window: Duration,
}

/// What became of taking one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Taken {
    pub is_allowed: bool,
    pub left: u32,
    /// Until all are back, or, if none was left, until one is.
    pub wait: Duration,
}

impl Live {
    pub async fn take(&self, name: &str, quota: Quota) -> Result<Taken, LiveError> {
        Ok(Taken::from(self.call::<Answer>(&take(name, quota)).await?))
    }
}

/// Whether it was there, what is left, and for how many microseconds to wait.
pub(crate) type Answer = (u8, u32, u64);

pub(crate) fn take(name: &str, quota: Quota) -> Call {
    Call::new(&CACHE, "take")
        .key(key::limit(name))
        .number(quota.most)
        .number(quota.window.as_micros())
}

impl From<Answer> for Taken {
    fn from((allowed, left, wait_us): Answer) -> Self {
        Self { is_allowed: allowed == 1, left, wait: Duration::from_micros(wait_us) }
    }
}
