//! Whether releases before this one count votes beside it. They remember votes
//! in keys of their own, which are then read and written as well.

use std::time::Duration;

use downbeat_boot::clock::{self, Instant};

use crate::{Live, LiveError, kinds::meter::LIBRARY};

const LOOK_EVERY: Duration = Duration::from_secs(5);
/// As long as they remember a message.
const REMEMBERED: Duration = Duration::from_mins(11);

/// What is known of them.
#[derive(Debug, Default, Clone, Copy)]
pub struct Others {
    looked: Option<Instant>,
    found: Option<Instant>,
}

impl Others {
    /// Looks again if it is time to. Nobody knows before the first look that
    /// succeeds, so they may be there until then. Where there is no answer in
    /// time, whoever waits has waited long enough.
    pub async fn look(self, live: &Live, key: &str) -> Result<Self, LiveError> {
        if self.looked.is_some_and(|looked| looked.elapsed() < LOOK_EVERY) {
            return Ok(self);
        }
        match live.has_older(&LIBRARY, key).await {
            Ok(has_older) => {
                let now = clock::monotonic();
                let found = if has_older { Some(now) } else { self.found };
                Ok(Self { looked: Some(now), found })
            }
            Err(LiveError::Silent) => Err(LiveError::Silent),
            Err(error) => {
                tracing::debug!(%error, "releases that count votes cannot be looked for");
                Ok(self)
            }
        }
    }

    pub fn may_count(&self) -> bool {
        self.looked.is_none() || self.found.is_some_and(|found| found.elapsed() < REMEMBERED)
    }
}
