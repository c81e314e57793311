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
        let call = Call::new(&CACHE, "take")
            .key(key::limit(name))
            .number(quota.most)
            .number(quota.window.as_micros());
        let (allowed, left, wait_us): (u8, u32, u64) = self.call(&call).await?;
        Ok(Taken { is_allowed: allowed == 1, left, wait: Duration::from_micros(wait_us) })
    }
}
