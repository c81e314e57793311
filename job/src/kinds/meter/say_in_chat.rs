//! What the bot says in a session's chat: a question, and what it came to.

use std::time::Duration;

use anyhow::Context as _;
use downbeat_boot::clock;
use downbeat_session::kinds::meter::{Choice, Config, Event, said};
use downbeat_store::{EventCursor, EventRow, RoundRecord};
use downbeat_twitch::{TwitchError, client::MESSAGE_CHARS_MAX};
use serde::{Deserialize, Serialize};
use serde_json::from_value;
use uuid::Uuid;

use crate::{Attempt, Backoff, Durable, JobContext, reconcile_subscription::later};

/// A question that is asked later is asked too late; a result is worth more.
const QUESTION_LATE_MS: i64 = 30_000;
const RESULT_LATE_MS: i64 = 300_000;

/// One event of a session, which its config may have said.
#[derive(Debug, Serialize, Deserialize)]
pub struct SayInChat {
    pub session: Uuid,
    pub incarnation: i64,
    pub rev: i64,
    pub seq: i16,
}

impl Durable for SayInChat {
    type Context = JobContext;

    const NAME: &'static str = "say_in_chat";
    const QUEUE: &'static str = "chat";
    const ATTEMPTS: u32 = 8;
    const BACKOFF: Backoff =
        Backoff { first: Duration::from_secs(1), max: Duration::from_secs(30) };
    const SHOWN: &'static [&'static str] = &["session", "incarnation", "rev", "seq"];

    async fn run(self, context: &JobContext, _: &Attempt) -> anyhow::Result<()> {
        let Some(twitch) = &context.twitch else { return Ok(()) };
        let Some(message) = self.message(context).await? else { return Ok(()) };
        let chat = context.store.subscription_of(self.session).await?;
        let Some(chat) = chat.filter(|chat| chat.is_wanted) else { return Ok(()) };
        match twitch.say(&chat.account_id, &message).await {
            Ok(()) => context.store.note_saying(self.session, None).await?,
            // The owner is told, and may change something; this message is over.
            Err(error @ TwitchError::Refused { .. }) => {
                let problem = error.to_string();
                tracing::warn!(session = %self.session, problem, "the bot could not say it");
                context.store.note_saying(self.session, Some(&problem)).await?;
            }
            Err(error) => return Err(later(error.into())),
        }
        Ok(())
    }
}

impl SayInChat {
    /// `None` where it is not wanted, too late, or gone.
    async fn message(&self, context: &JobContext) -> anyhow::Result<Option<String>> {
        let config = context.store.config_of(self.session).await?;
        let Some(config) = config.and_then(|newest| newest.config) else { return Ok(None) };
        let config: Config = from_value(config)?;
        if !config.say.question && !config.say.result {
            return Ok(None);
        }
        let cursor = EventCursor { incarnation: self.incarnation, rev: self.rev, seq: self.seq };
        let Some(EventRow { at_ms, payload, .. }) =
            context.store.event(self.session, cursor).await?
        else {
            return Ok(None);
        };
        let age_ms = clock::unix_ms() - at_ms;
        let message = match from_value(payload)? {
            Event::RoundStarted { question, choices, labels, started_ms, ends_ms, .. }
                if config.say.question && age_ms <= QUESTION_LATE_MS =>
            {
                let words = (&labels, &config.triggers);
                let duration_ms = ends_ms.map(|ends_ms| ends_ms - started_ms);
                said::question(&question, &choices, words, duration_ms)
            }
            Event::RoundStopped { round, counts }
                if config.say.result && age_ms <= RESULT_LATE_MS =>
            {
                let asked = context.store.round(self.session, round).await?;
                let RoundRecord { question, choices, labels, .. } =
                    asked.context("the round is not there yet")?;
                let choices: Vec<Choice> = from_value(choices)?;
                said::result(&question, &choices, &from_value(labels)?, &counts)
            }
            _ => return Ok(None),
        };
        Ok(Some(message.chars().take(MESSAGE_CHARS_MAX).collect()))
    }
}
