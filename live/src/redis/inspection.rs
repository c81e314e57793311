//! What an operator wants to know of either Redis: nothing is written.

use downbeat_boot::clock;
use redis::{Cmd, RedisError, RedisResult, aio::ConnectionLike, cmd};

use crate::redis::rights::{KEY, Right};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inspection {
    /// How far the server's clock is ahead of ours, give or take half of a round
    /// trip.
    pub clock_ahead_ms: i64,
    /// Commands that our user may not use; `None` if it may not ask.
    pub refused: Option<Vec<String>>,
}

impl Inspection {
    /// Of a server where we use these commands, on keys such as this one.
    pub async fn of(
        connection: &mut impl ConnectionLike,
        commands: impl Iterator<Item = &Right>,
        key: &str,
    ) -> RedisResult<Self> {
        let before_ms = clock::unix_ms();
        let (seconds, micros): (i64, i64) = cmd("TIME").query_async(connection).await?;
        let middle_ms = i64::midpoint(before_ms, clock::unix_ms());
        let clock_ahead_ms = seconds * 1_000 + micros / 1_000 - middle_ms;
        let refused = match refused(connection, commands, key).await {
            Err(error) if error.code() == Some("NOPERM") => None,
            refused => Some(refused?),
        };
        Ok(Self { clock_ahead_ms, refused })
    }
}

async fn refused(
    connection: &mut impl ConnectionLike,
    commands: impl Iterator<Item = &Right>,
    key: &str,
) -> RedisResult<Vec<String>> {
    let user: String = cmd("ACL").arg("WHOAMI").query_async(connection).await?;
    let mut refused = Vec::new();
    for right in commands {
        match dry_run(&user, right, key).query_async::<String>(connection).await {
            Ok(said) if said == "OK" => {}
            Ok(_) => refused.push(right.0.to_owned()),
            Err(error) if is_unknown(&error) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(refused)
}

/// Asks whether a user may run a command, as `acl|whoami` has a subcommand.
fn dry_run(user: &str, (command, arguments): &Right, key: &str) -> Cmd {
    let mut dry = cmd("ACL");
    dry.arg("DRYRUN").arg(user).arg(command.split('|').collect::<Vec<_>>());
    for argument in *arguments {
        dry.arg(if *argument == KEY { key } else { argument });
    }
    dry
}

/// A command that this server does not know needs no right.
fn is_unknown(error: &RedisError) -> bool {
    error.code() == Some("ERR")
}
