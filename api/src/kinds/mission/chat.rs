//! A chat message that is a camp's word: whoever said it goes out alone.

use std::time::Duration;

use downbeat_boot::clock;
use downbeat_job::{Durable, GoByChat};
use downbeat_live::Quota;
use downbeat_session::{kinds::mission::camp::of_broadcaster, text::folded};
use downbeat_twitch::webhook::ChatMessage;
use poem::Response;

use crate::{access::hash, app::App, webhook};

/// Departures of one chatter by chat: saying it again and again makes no jobs.
const QUOTA: Quota = Quota { most: 3, window: Duration::from_mins(1) };

/// The outcome and the answer, where it is one.
pub async fn heard(app: &App, message: &ChatMessage) -> Option<(&'static str, Response)> {
    if message.is_of_a_partner() {
        return None;
    }
    let word = app.kinds.words.of(app, &message.broadcaster_id).await?;
    if folded(message.typed()) != word {
        return None;
    }
    let chatter = format!("word:{}", hex::encode(hash(&message.chatter_id)));
    // A limit fails open.
    if app.live.take(&chatter, QUOTA).await.is_ok_and(|taken| !taken.is_allowed) {
        return None;
    }
    let job = GoByChat {
        camp: of_broadcaster(&message.broadcaster_id),
        chatter: message.chatter_id.clone(),
        word,
        said_ms: clock::unix_ms(),
    };
    // By another id than what the meter may make of the same message.
    let id = format!("word:{}", message.message_id);
    Some(webhook::kept(app, &id, job.job()).await)
}
