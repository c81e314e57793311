//! Live Redis as an operator looks at it: nothing is written.

use std::time::Duration;

use downbeat_boot::clock;
use redis::{Cmd, Value, cmd, from_redis_value};

use crate::{Connection, LiveError, Options, library, rights};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checkup {
    /// What each primary tells of itself, as `INFO` has it.
    pub infos: Vec<String>,
    /// How far the server's clock is ahead of ours, give or take half of a round
    /// trip.
    pub clock_ahead_ms: i64,
    pub took: Duration,
    pub library: Library,
    /// Commands that our user may not use; `None` if it may not ask.
    pub refused: Option<Vec<String>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Library {
    Ours,
    /// It is loaded by whoever starts.
    Missing,
    /// Another text under our name.
    Another,
}

impl Checkup {
    pub async fn of(options: &Options) -> Result<Self, LiveError> {
        let mut connection = Connection::open(options).await?;
        let start = clock::monotonic();
        let before_ms = clock::unix_ms();
        let (seconds, micros): (i64, i64) = cmd("TIME").query_async(&mut connection).await?;
        let took = start.elapsed();
        let middle_ms = i64::midpoint(before_ms, clock::unix_ms());
        let mut infos = Vec::new();
        texts(library::ask_all(&mut connection, &cmd("INFO"), None).await?, &mut infos);
        // A cluster says whose answer each is.
        infos.retain(|text| text.contains("redis_version"));
        Ok(Self {
            infos,
            clock_ahead_ms: seconds * 1_000 + micros / 1_000 - middle_ms,
            took,
            library: library::look(&mut connection).await?,
            refused: refused(&mut connection).await?,
        })
    }
}

async fn refused(connection: &mut Connection) -> Result<Option<Vec<String>>, LiveError> {
    let whoami = cmd("ACL").arg("WHOAMI").to_owned();
    let user: String = match whoami.query_async(connection).await {
        Ok(user) => user,
        Err(error) if is_forbidden(&error) => return Ok(None),
        Err(error) => return Err(error.into()),
    };
    let mut refused = Vec::new();
    for (command, arguments) in rights::COMMANDS {
        let dry = dry_run(&user, command, arguments);
        let answer: Value = match dry.query_async(connection).await {
            Ok(answer) => answer,
            Err(error) if is_forbidden(&error) => return Ok(None),
            // A command that this server does not know needs no right.
            Err(error) if error.code() == Some("ERR") => continue,
            Err(error) => return Err(error.into()),
        };
        if let Ok(said) = from_redis_value::<String>(answer)
            && said != "OK"
        {
            refused.push((*command).to_owned());
        }
    }
    Ok(Some(refused))
}

/// Asks whether a user may run a command, as `acl|whoami` has a subcommand.
fn dry_run(user: &str, command: &str, arguments: &[&str]) -> Cmd {
    let mut dry = cmd("ACL");
    dry.arg("DRYRUN").arg(user);
    dry.arg(command.split('|').collect::<Vec<_>>()).arg(arguments);
    dry
}

fn is_forbidden(error: &redis::RedisError) -> bool {
    error.code() == Some("NOPERM")
}

/// The texts of an answer, whether one server gave it or several did.
fn texts(value: Value, found: &mut Vec<String>) {
    match value {
        Value::Array(items) => items.into_iter().for_each(|item| texts(item, found)),
        Value::Map(pairs) => pairs.into_iter().for_each(|(_, item)| texts(item, found)),
        text => found.extend(from_redis_value::<String>(text).ok()),
    }
}
