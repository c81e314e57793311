//! A command that a moderator gave in a session's chat.

use std::time::Duration;

use downbeat_boot::clock;
use downbeat_live::{Asked, CommandError, CommandId};
use downbeat_session::{Actor, Role};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

use crate::{ActivateSession, Attempt, Backoff, Durable, JobContext, Signal};

/// Chat has moved on after so long.
const LATE_MS: i64 = 60_000;

/// One message is one command, however often it is delivered.
#[derive(Debug, Serialize, Deserialize)]
pub struct ChatCommand {
    pub session: Uuid,
    pub message: String,
    pub command: String,
    pub args: Value,
    pub said_ms: i64,
}

impl Durable for ChatCommand {
    type Context = JobContext;

    const NAME: &'static str = "chat_command";
    const QUEUE: &'static str = "chat";
    const TIMEOUT: Duration = Duration::from_secs(15);
    const BACKOFF: Backoff =
        Backoff { first: Duration::from_secs(1), max: Duration::from_secs(10) };
    const SHOWN: &'static [&'static str] = &["session", "command"];

    async fn run(self, context: &JobContext, _: &Attempt) -> anyhow::Result<()> {
        let Self { session, message, command, args, said_ms } = self;
        if clock::unix_ms() - said_ms > LATE_MS {
            tracing::info!(%session, command, "a command in chat came too late");
            return Ok(());
        }
        let asked = Asked {
            session,
            id: Some(CommandId::of_message(message)),
            name: command,
            args,
            actor: Actor { role: Role::Moderator, id: None },
            owner: None,
            rev: None,
        };
        let answer = match context.live.command(&asked).await {
            Err(CommandError::Cold) => {
                ActivateSession { session }.run(context).await?;
                context.live.command(&asked).await
            }
            answer => answer,
        };
        match answer {
            Ok(_) => Ok(()),
            // Chat sees that nothing happens; nobody is there to be told why.
            Err(CommandError::Refused(refusal)) => {
                let command = &asked.name;
                tracing::info!(%session, command, %refusal, "a command in chat was refused");
                Ok(())
            }
            Err(error) => Err(error.into()),
        }
    }
}
