//! What somebody typed, as a vote.

use downbeat_live::{LiveError, Outcome, Vote};
use downbeat_session::{kinds::meter, text};

use crate::app::App;

/// Counts it where it is one, by the triggers as they are compared now. A state
/// that a release before 0.3 wrote has its triggers as that one compared them.
pub async fn count(
    app: &App,
    typed: &Vote<'_>,
    is_of_a_partner: bool,
) -> Result<Outcome, LiveError> {
    let folded = text::folded(typed.text);
    // Words of partners are told by such a character.
    if !text::is_plain(&folded) {
        return Ok(Outcome::NoMatch);
    }
    if is_of_a_partner {
        return app.live.vote(&Vote { text: &meter::of_a_partner(&folded), ..*typed }).await;
    }
    let outcome = app.live.vote(&Vote { text: &folded, ..*typed }).await?;
    if outcome != Outcome::NoMatch {
        return Ok(outcome);
    }
    let before = text::folded_before(typed.text);
    if before == folded {
        return Ok(outcome);
    }
    app.live.vote(&Vote { text: &before, ..*typed }).await
}
