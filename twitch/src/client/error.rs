//! What Twitch says other than yes, told apart by what a caller does about it.

use std::time::Duration;

use downbeat_boot::clock;
use reqwest::{Response, StatusCode};
use serde::Deserialize;

#[derive(Debug, thiserror::Error)]
pub enum TwitchError {
    /// Not reached, not in time, or not well: try later.
    #[error("Twitch cannot be reached")]
    Unreachable(#[source] reqwest::Error),
    #[error("Twitch answered {status}: {message}")]
    Unwell { status: u16, message: String },
    #[error("Twitch says there were too many requests; {after:?} to wait")]
    RateLimited { after: Duration },
    /// It is there already.
    #[error("Twitch has it already")]
    Conflict,
    #[error("Twitch knows no such thing")]
    NotFound,
    /// Asking again changes nothing until somebody changes something.
    #[error("Twitch refused with {status}: {message}")]
    Refused { status: u16, message: String },
    #[error("Twitch's answer cannot be read")]
    Unreadable(#[source] reqwest::Error),
}

/// When Twitch does not say how long to wait.
const WAIT: Duration = Duration::from_mins(1);
const WAIT_MAX: Duration = Duration::from_mins(10);

#[derive(Default, Deserialize)]
struct ErrorBody {
    #[serde(default)]
    message: String,
}

impl TwitchError {
    /// Of an answer that is no success.
    pub(crate) async fn of(answer: Response) -> Self {
        let status = answer.status();
        let after = wait(&answer);
        let ErrorBody { message } = answer.json().await.unwrap_or_default();
        let code = status.as_u16();
        match status {
            StatusCode::TOO_MANY_REQUESTS => Self::RateLimited { after },
            StatusCode::CONFLICT => Self::Conflict,
            StatusCode::NOT_FOUND => Self::NotFound,
            _ if status.is_server_error() => Self::Unwell { status: code, message },
            _ => Self::Refused { status: code, message },
        }
    }

    /// Whether the same may succeed later.
    #[must_use]
    pub const fn is_passing(&self) -> bool {
        matches!(self, Self::Unreachable(_) | Self::Unwell { .. } | Self::RateLimited { .. })
    }
}

/// `Ratelimit-Reset` is the epoch second at which requests are to be had again.
fn wait(answer: &Response) -> Duration {
    let header = |name: &str| answer.headers().get(name)?.to_str().ok()?.parse::<i64>().ok();
    let until = header("ratelimit-reset").map(|at_s| at_s - clock::unix_ms() / 1000);
    let wait_s = header("retry-after").or(until);
    let wait = wait_s.and_then(|wait_s| u64::try_from(wait_s).ok()).map(Duration::from_secs);
    wait.unwrap_or(WAIT).clamp(Duration::from_secs(1), WAIT_MAX)
}
