//! Chat that somebody makes up, to see what a meter does with it.

use std::sync::Arc;

use downbeat_live::{LiveError, Outcome, Vote};
use futures::future::try_join_all;
use poem::web::Data;
use poem_openapi::{Object, OpenApi, param::Path, payload::Json};
use uuid::Uuid;

use super::vote::{self, Origin};
use crate::{
    access::{Caller, Permissions},
    app::App,
    refusal::{Answer, FieldError, Refusal},
    session::found::hot,
};

const MESSAGES_MAX: usize = 100;
pub const TEXT_CHARS_MAX: usize = 500;
const CHATTER_BYTES_MAX: usize = 64;

pub struct SimulatedChat;

#[derive(Debug, Object)]
struct ChatBatch {
    /// 1 to 100.
    messages: Vec<ChatLine>,
}

#[derive(Debug, Object)]
struct ChatLine {
    /// 1 to 500 characters.
    text: String,
    /// Who says it: 1 to 64 of `[A-Za-z0-9_-]`.
    chatter: String,
}

/// What became of the messages.
#[derive(Debug, Default, Object)]
struct ChatOutcome {
    counted: u32,
    no_match: u32,
    duplicate: u32,
    debounced: u32,
    limited: u32,
    inactive: u32,
}

#[OpenApi(prefix_path = "/api/v1")]
impl SimulatedChat {
    /// Simulate chat
    ///
    /// The messages go the way of real ones: by your triggers, one counted vote
    /// a second for each chatter. Refused with `round_running` while a round
    /// runs, because they would count; those that a round forestalls are `inactive`.
    /// Scope: `sessions:command`.
    #[oai(path = "/sessions/:id/chat", method = "post")]
    async fn chat(
        &self,
        app: Data<&Arc<App>>,
        caller: Caller,
        id: Path<Uuid>,
        batch: Json<ChatBatch>,
    ) -> Answer<ChatOutcome> {
        caller.may(Permissions::FEED)?;
        check(&batch.messages)?;
        let (hot, _) = hot(&app, &caller, id.0, Permissions::FEED).await?;
        if hot.session.is_running() {
            return Err(Refusal::conflict("round_running", "it would count in the round"));
        }
        // All at once, so that they go in as few calls as there can be.
        let votes = batch.messages.iter().map(|line| say(&app, id.0, line));
        let mut outcomes = ChatOutcome::default();
        for outcome in try_join_all(votes).await? {
            *outcomes.of(outcome) += 1;
        }
        Ok(Json(outcomes))
    }
}

async fn say(app: &App, session: Uuid, line: &ChatLine) -> Result<Outcome, LiveError> {
    let vote = Vote {
        session,
        message_id: &Uuid::new_v4().to_string(),
        delivery_id: "",
        // Never taken for somebody who is really there.
        chatter_id: &format!("made-up:{}", line.chatter),
        text: &line.text,
    };
    vote::count(app, &vote, Origin::MadeUp).await
}

impl ChatOutcome {
    fn of(&mut self, outcome: Outcome) -> &mut u32 {
        match outcome {
            Outcome::Counted => &mut self.counted,
            Outcome::NoMatch => &mut self.no_match,
            Outcome::Duplicate => &mut self.duplicate,
            Outcome::Debounced => &mut self.debounced,
            Outcome::Limited => &mut self.limited,
            Outcome::Inactive => &mut self.inactive,
        }
    }
}

fn check(messages: &[ChatLine]) -> Result<(), Refusal> {
    let mut wrong = Vec::new();
    if !(1..=MESSAGES_MAX).contains(&messages.len()) {
        wrong.push(FieldError::new("messages", format!("1 to {MESSAGES_MAX} messages")));
    }
    for (n, ChatLine { text, chatter }) in messages.iter().enumerate().take(MESSAGES_MAX) {
        if !(1..=TEXT_CHARS_MAX).contains(&text.chars().count()) {
            let message = format!("1 to {TEXT_CHARS_MAX} characters");
            wrong.push(FieldError::new(&format!("messages.{n}.text"), message));
        }
        let fits = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
        if !(1..=CHATTER_BYTES_MAX).contains(&chatter.len()) || !chatter.chars().all(fits) {
            let message = format!("1 to {CHATTER_BYTES_MAX} of A-Z a-z 0-9 _ -");
            wrong.push(FieldError::new(&format!("messages.{n}.chatter"), message));
        }
    }
    if wrong.is_empty() { Ok(()) } else { Err(Refusal::invalid(wrong)) }
}
