//! What became of a call to the outside. It never tells the address: that may be
//! a secret, and what is told here is shown to many.

use std::{error::Error, time::Duration};

use downbeat_boot::clock;
use reqwest::{Response, StatusCode, header};

use super::{NotOutside, PATIENCE};

/// What was answered, as far as anybody cares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Said {
    pub status: StatusCode,
    /// How long to stay away (RFC 9110, 10.2.3).
    pub retry_after: Option<Duration>,
}

/// Why there was no answer.
#[derive(Debug, thiserror::Error)]
pub enum Unanswered {
    #[error("the receiver did not answer within {:?}", PATIENCE)]
    Silent,
    /// Whether the name leads nowhere or to us is told nobody.
    #[error("{}", NotOutside::Private)]
    Refused,
    #[error("the receiver cannot be reached: {0}")]
    Unreachable(String),
}

impl Said {
    pub(super) fn of(response: &Response) -> Self {
        let after = response.headers().get(header::RETRY_AFTER);
        let after = after.and_then(|value| value.to_str().ok());
        let retry_after = after.and_then(|value| wait(value, clock::unix_ms()));
        Self { status: response.status(), retry_after }
    }
}

impl From<reqwest::Error> for Unanswered {
    fn from(error: reqwest::Error) -> Self {
        if error.is_timeout() {
            return Self::Silent;
        }
        let error = error.without_url();
        let mut why = error.to_string();
        let mut behind = error.source();
        while let Some(cause) = behind {
            if cause.is::<NotOutside>() {
                return Self::Refused;
            }
            why = format!("{why}: {cause}");
            behind = cause.source();
        }
        Self::Unreachable(why)
    }
}

/// Seconds, or the date at which to come back.
fn wait(value: &str, now_ms: i64) -> Option<Duration> {
    let value = value.trim();
    if !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some(Duration::from_secs(value.parse().unwrap_or(u64::MAX)));
    }
    let date = httpdate::parse_http_date(value).ok()?;
    let since = date.duration_since(std::time::UNIX_EPOCH).ok()?;
    let now = Duration::from_millis(u64::try_from(now_ms).ok()?);
    Some(since.saturating_sub(now))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 1994-11-06T08:49:37Z, the standard's own example.
    const THEN_MS: i64 = 784_111_777_000;

    #[test]
    fn a_wait_is_seconds_or_a_date_in_each_of_its_forms() {
        let minute = Some(Duration::from_mins(1));
        let before_ms = THEN_MS - 60_000;
        for told in [
            "60",
            " 60 ",
            "Sun, 06 Nov 1994 08:49:37 GMT",
            "Sunday, 06-Nov-94 08:49:37 GMT",
            "Sun Nov  6 08:49:37 1994",
        ] {
            assert_eq!(wait(told, before_ms), minute, "{told}");
        }
        assert_eq!(wait("Sun, 06 Nov 1994 08:49:37 GMT", THEN_MS + 1), Some(Duration::ZERO));
        assert_eq!(wait("99999999999999999999999", 0), Some(Duration::from_secs(u64::MAX)));
        for nonsense in ["", "soon", "-1", "1.5", "60 s", "Sun, 06 Nov 1994"] {
            assert_eq!(wait(nonsense, before_ms), None, "{nonsense}");
        }
    }
}
