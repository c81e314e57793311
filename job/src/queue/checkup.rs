//! The queue's Redis as an operator looks at it.

use std::time::Duration;

use downbeat_boot::clock;
use redis::cmd;

use super::{error::QueueError, link::Link, rights};

/// A call that takes longer is no answer.
const LIMIT: Duration = Duration::from_secs(2);

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checkup {
    /// What the primary tells of itself, as `INFO` has it.
    pub info: String,
    /// How far the server's clock is ahead of ours, give or take half of a round
    /// trip.
    pub clock_ahead_ms: i64,
    pub took: Duration,
    /// Commands that our user may not use; `None` if it may not ask.
    pub refused: Option<Vec<String>>,
}

impl Checkup {
    pub(super) async fn of(link: &Link, prefix: &str) -> Result<Self, QueueError> {
        let info = link.query(&cmd("INFO"), LIMIT).await?;
        let start = clock::monotonic();
        let before_ms = clock::unix_ms();
        let (seconds, micros): (i64, i64) = link.query(&cmd("TIME"), LIMIT).await?;
        let took = start.elapsed();
        let middle_ms = i64::midpoint(before_ms, clock::unix_ms());
        let clock_ahead_ms = seconds * 1_000 + micros / 1_000 - middle_ms;
        let refused = match refused(link, prefix).await {
            Err(QueueError::Unavailable(error)) if error.code() == Some("NOPERM") => None,
            refused => Some(refused?),
        };
        Ok(Self { info, clock_ahead_ms, took, refused })
    }
}

async fn refused(link: &Link, prefix: &str) -> Result<Vec<String>, QueueError> {
    let user: String = link.query(cmd("ACL").arg("WHOAMI"), LIMIT).await?;
    let mut refused = Vec::new();
    for (command, arguments) in rights::COMMANDS {
        let mut dry = cmd("ACL");
        dry.arg("DRYRUN").arg(&user).arg(command.split('|').collect::<Vec<_>>());
        for argument in *arguments {
            if *argument == rights::KEY {
                dry.arg(format!("{prefix}:rights"));
            } else {
                dry.arg(*argument);
            }
        }
        match link.query::<String>(&dry, LIMIT).await {
            Ok(said) if said == "OK" => {}
            Ok(_) => refused.push((*command).to_owned()),
            // A command that this server does not know needs no right.
            Err(QueueError::Unavailable(error)) if error.code() == Some("ERR") => {}
            Err(error) => return Err(error),
        }
    }
    Ok(refused)
}
