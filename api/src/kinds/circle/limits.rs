//! How often somebody may do what others are told of: every window at once, so that what
//! is refused by one is counted by none.

use std::time::Duration;

use downbeat_boot::clock;
use downbeat_live::Quota;
use metrics::counter;
use uuid::Uuid;

use crate::{app::App, refusal::Refusal};

/// A limit must not make anybody wait for a Redis that is slow.
const PATIENCE: Duration = Duration::from_millis(100);

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    Message,
    Comment,
    Reaction,
    Typing,
    Join,
    Circle,
    Report,
    Invitation,
    Search,
}

impl Act {
    /// By name, as somebody who is refused reads it.
    const fn windows(self) -> &'static [(&'static str, Quota)] {
        match self {
            Self::Message => &[MESSAGES_MINUTE, MESSAGES_HOUR, MESSAGES_DAY],
            Self::Comment => &[("comments a minute", Quota { most: 20, window: MINUTE })],
            Self::Reaction => &[("reactions a minute", Quota { most: 50, window: MINUTE })],
            Self::Typing => &[("beginnings to type a minute", Quota { most: 60, window: MINUTE })],
            Self::Join => &[("joins an hour", Quota { most: 5, window: HOUR })],
            Self::Circle => &[("circles a day", Quota { most: 2, window: DAY })],
            Self::Report => &[("reports a day", Quota { most: 20, window: DAY })],
            Self::Invitation => &[("invitations a day", Quota { most: 50, window: DAY })],
            Self::Search => &[SEARCHES_MINUTE, SEARCHES_HOUR],
        }
    }
}

const MINUTE: Duration = Duration::from_mins(1);
const HOUR: Duration = Duration::from_hours(1);
const DAY: Duration = Duration::from_hours(24);
const MESSAGES_MINUTE: (&str, Quota) = ("messages a minute", Quota { most: 10, window: MINUTE });
const MESSAGES_HOUR: (&str, Quota) = ("messages an hour", Quota { most: 100, window: HOUR });
const MESSAGES_DAY: (&str, Quota) = ("messages a day", Quota { most: 500, window: DAY });
const SEARCHES_MINUTE: (&str, Quota) = ("searches a minute", Quota { most: 30, window: MINUTE });
const SEARCHES_HOUR: (&str, Quota) = ("searches an hour", Quota { most: 300, window: HOUR });

/// Counts one more of it; refused beyond a window, which is named. While live Redis is
/// away nothing is counted, nor where requests are not.
pub async fn take(app: &App, user: Uuid, act: Act) -> Result<(), Refusal> {
    take_as(app, &user.to_string(), act).await
}

/// The same of whoever is counted by this name: a person, or where somebody comes from.
pub async fn take_as(app: &App, whose: &str, act: Act) -> Result<(), Refusal> {
    if app.requests_per_min == 0 {
        return Ok(());
    }
    let windows = act.windows();
    let whose = format!("circle:{whose}");
    let taken = clock::timeout(PATIENCE, app.live.take_all(&whose, windows)).await;
    let Ok(Ok(Err(full))) = taken else { return Ok(()) };
    counter!("downbeat_requests_limited_total").increment(1);
    let (name, quota) = windows[full.window];
    Err(Refusal::limited_by(&format!("{} {name}", quota.most), full.wait))
}
