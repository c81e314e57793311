//! A chat message, which may be a vote.

use downbeat_live::Vote;
use downbeat_session::kinds::meter;
use downbeat_twitch::webhook::ChatMessage;
use metrics::counter;
use poem::{IntoResponse, Response, http::StatusCode};

use super::vote;
use crate::{app::App, problem::unavailable};

/// Counts it where it is one. It is answered once live Redis has decided.
pub async fn count(app: &App, delivery: &str, message: &ChatMessage) -> (&'static str, Response) {
    let vote = Vote {
        session: meter::of_broadcaster(&message.broadcaster_id),
        message_id: &message.message_id,
        delivery_id: delivery,
        chatter_id: &message.chatter_id,
        text: message.typed(),
    };
    match vote::count(app, &vote, message.is_of_a_partner()).await {
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
