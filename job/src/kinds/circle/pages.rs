//! What the cache keeps of circles: nothing that only some may read.

use std::time::Duration;

use downbeat_live::{Cache, CacheError, CachedValue, WHATEVER};
use downbeat_store::{CirclePage, CircleRecord};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A circle and its newest messages.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Page(pub CirclePage);

impl CachedValue for Page {
    const NAME: &'static str = "page";
    const SHAPE: u32 = 1;
    const TTL: Duration = Duration::from_mins(30);
    /// Fifty messages of 2,000 characters, and what there may be beside.
    const BYTES_MAX: usize = 1024 * 1024;
}

/// The first of all public circles, the one that was active last first.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Discovered(pub Vec<CircleRecord>);

impl CachedValue for Discovered {
    const NAME: &'static str = "discover";
    const SHAPE: u32 = 1;
    const TTL: Duration = Duration::from_mins(15);
    const BYTES_MAX: usize = 2 * 1024 * 1024;
}

impl Discovered {
    /// There is one list of all.
    pub const ALL: &'static str = "all";
    pub const CIRCLES_MAX: u32 = 50;
}

/// Has the cache forget what it may have of some circles, whatever it was made of.
pub async fn forget(cache: &Cache, circles: &[Uuid]) -> Result<(), CacheError> {
    for circle in circles {
        cache.forget(Page::NAME, &circle.to_string(), WHATEVER).await?;
    }
    cache.forget(Discovered::NAME, Discovered::ALL, WHATEVER).await
}
