//! A chat message, which may be a vote or a moderator's command.

use std::time::Duration;

use downbeat_boot::clock;
use downbeat_job::{ChatCommand, Durable};
use downbeat_live::Vote;
use downbeat_session::kinds::meter;
use downbeat_twitch::webhook::ChatMessage;
use metrics::counter;
use poem::{IntoResponse, Response, http::StatusCode};
use uuid::Uuid;

use super::vote::{self, Origin};
use crate::{app::App, problem::unavailable, refusal::Refusal, webhook};

const STORED_WITHIN: Duration = Duration::from_millis(500);

/// Counts it where it is a vote. It is answered once live Redis has decided.
pub async fn count(app: &App, delivery: &str, message: &ChatMessage) -> (&'static str, Response) {
    let session = meter::of_broadcaster(&message.broadcaster_id);
    // Few messages are of a moderator and begin so: only they cost a look.
    if message.is_of_moderator
        && !message.is_of_a_partner()
        && message.typed().trim_start().starts_with(meter::MARK)
    {
        match command(app, session, message).await {
            Ok(None) => {}
            Ok(Some(command)) => {
                return webhook::kept(app, &message.message_id, command.job()).await;
            }
            Err(error) => {
                tracing::warn!(?error, "a meter cannot be looked at for a moderator's command");
                return ("unavailable", unavailable("live Redis cannot be asked now"));
            }
        }
    }
    let vote = Vote {
        session,
        message_id: &message.message_id,
        delivery_id: delivery,
        chatter_id: &message.chatter_id,
        text: message.typed(),
    };
    let origin = if message.is_of_a_partner() { Origin::Partner } else { Origin::Chat };
    match vote::count(app, &vote, origin).await {
        Ok(outcome) => {
            counter!("downbeat_votes_total", "outcome" => outcome.as_str()).increment(1);
            ("accepted", StatusCode::NO_CONTENT.into_response())
        }
        Err(error) => {
            tracing::warn!(%error, "a vote could not be counted");
            ("unavailable", unavailable("live Redis cannot count this now"))
        }
    }
}

/// The command that it is by the words of the meter. One that sleeps is asked for in
/// Postgres, and what Postgres does not say soon is no command: Twitch is answered in
/// time, and nobody sees a meter that sleeps.
async fn command(
    app: &App,
    session: Uuid,
    message: &ChatMessage,
) -> Result<Option<ChatCommand>, Refusal> {
    let config = match app.live.read(session).await? {
        Some(hot) => hot.session.config(),
        None => match clock::timeout(STORED_WITHIN, app.store.find(session)).await {
            Ok(Ok(Some(stored))) => stored.config,
            Ok(Ok(None) | Err(_)) | Err(_) => return Ok(None),
        },
    };
    let Ok(config) = serde_json::from_value(config) else { return Ok(None) };
    let asked = meter::asked(&config, message.typed());
    Ok(asked.map(|(command, args)| ChatCommand {
        session,
        message: message.message_id.clone(),
        command: command.to_owned(),
        args,
        said_ms: clock::unix_ms(),
    }))
}
