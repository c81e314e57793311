//! What somebody typed, as a vote.

use downbeat_live::{LiveError, Outcome, Vote};
use downbeat_session::{kinds::meter, text};

use crate::app::App;

/// Who typed it where.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// In the channel's chat.
    Chat,
    /// In the chat of a channel that shares its chat with it.
    Partner,
    /// Nobody: it is made up.
    MadeUp,
}

/// Counts it where it is one, by the triggers as they are compared now. A state
/// that a release before 0.3 wrote has its triggers as that one compared them.
pub async fn count(app: &App, typed: &Vote<'_>, origin: Origin) -> Result<Outcome, LiveError> {
    let folded = text::folded(typed.text);
    // Words of partners are told by such a character.
    if !text::is_plain(&folded) {
        return Ok(Outcome::NoMatch);
    }
    if origin == Origin::Partner {
        return app.live.vote(&Vote { text: &meter::of_a_partner(&folded), ..*typed }).await;
    }
    let outcome = count_as(app, &Vote { text: &folded, ..*typed }, origin).await?;
    if outcome != Outcome::NoMatch {
        return Ok(outcome);
    }
    let before = text::folded_before(typed.text);
    if before == folded {
        return Ok(outcome);
    }
    count_as(app, &Vote { text: &before, ..*typed }, origin).await
}

async fn count_as(app: &App, vote: &Vote<'_>, origin: Origin) -> Result<Outcome, LiveError> {
    if origin == Origin::MadeUp {
        return app.live.made_up_vote(vote).await;
    }
    app.live.vote(vote).await
}
