//! What a line of the chat may be. Who sends too many, of any kind, is counted
//! elsewhere: here is what the room's own rules say of one line.

use unicode_segmentation::UnicodeSegmentation;

use super::{
    config::Links,
    limits::LINE_CHARS_MAX,
    rights::Right,
    seat::{Seat, SeatRole},
    state::State,
    who::{off, unknown_seat},
};
use crate::{
    Refused, Rejection,
    text::{self, Within},
};

impl State {
    /// Whether a line may be said. Who is muted in the shadow is told nothing else
    /// than anybody would be: their lines go through the same rules, and who may see
    /// them is asked afterwards. How often it may be said is counted elsewhere.
    ///
    /// # Errors
    /// The first rule that it is against.
    pub fn check_line(&self, seat: &str, line: &str, now_ms: i64) -> Result<(), Refused> {
        let known = self.check_writing(seat, now_ms)?;
        if !text::is_text(line, LINE_CHARS_MAX) {
            return Err(Rejection::new("too_large", "a line has 1 to 1,000 characters").into());
        }
        self.check_link(known.role, line)?;
        Ok(self.check_words(line)?)
    }

    /// Whether a seat may write now.
    ///
    /// # Errors
    /// The first rule that it is against.
    pub fn check_writing(&self, seat: &str, now_ms: i64) -> Result<&Seat, Refused> {
        if self.is_closed {
            return Err(Rejection::new("closed", "the room is closed").into());
        }
        let known = self.seat(seat).ok_or_else(|| unknown_seat("you have no seat here"))?;
        if !self.config.chat.on {
            return Err(off("the chat is off").into());
        }
        if !self.rights(seat, known).has(Right::Chat) {
            return Err(Rejection::forbidden().into());
        }
        if known.may_not_chat(now_ms) {
            let rejection = Rejection::new("muted", "you may not write now");
            return Err(Refused { rejection, retry_ms: known.mutes.chat_ms.map(|ms| ms - now_ms) });
        }
        Ok(known)
    }

    fn check_link(&self, role: SeatRole, line: &str) -> Result<(), Rejection> {
        let may = match self.config.chat.links {
            Links::All => true,
            Links::Members => role >= SeatRole::Member,
            Links::None => false,
        };
        if may || !has_link(line) {
            return Ok(());
        }
        Err(Rejection::new("link", "no links from you here"))
    }

    fn check_words(&self, line: &str) -> Result<(), Rejection> {
        let line = Within::of(line);
        if self.config.chat.words.iter().any(|word| line.has(word)) {
            return Err(Rejection::new("word", "a word of it is not said here"));
        }
        Ok(())
    }
}

/// What pages make a link of, however it is spelled.
fn has_link(line: &str) -> bool {
    let line = text::folded(line);
    line.contains("http://")
        || line.contains("https://")
        || line.split_word_bound_indices().any(|(at, _)| line[at..].starts_with("www."))
}
