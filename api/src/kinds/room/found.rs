//! The room that somebody names.

use downbeat_store::Room;
use poem::Request;

use crate::{access::address, app::App, code, refusal::Refusal};

pub const SLUG_CHARS_MAX: usize = 40;

/// The room of a code, or of the word that stands for it. What is none is counted, by
/// where it was asked from.
pub async fn found(app: &App, request: &Request, typed: &str) -> Result<Room, Refusal> {
    let address = address(request);
    let address = address.as_deref();
    let rooms = &app.kinds.rooms;
    rooms.may_try_codes(address)?;
    let room = match (code::read(typed), slug(typed)) {
        (Some(code), _) => {
            let key = format!("room:{code}");
            app.guesses.ask(address, &key, app.store.room_of_code(&code)).await?
        }
        (None, Some(slug)) => {
            let key = format!("room:{slug}");
            app.guesses.ask(address, &key, app.store.room_of_slug(&slug)).await?
        }
        (None, None) => None,
    };
    room.ok_or_else(|| {
        rooms.unknown_code(address);
        unknown()
    })
}

/// A word as somebody typed it; `None` for what can be none. What could be a code is
/// none, so that nobody takes one room for another.
pub fn slug(typed: &str) -> Option<String> {
    let slug = typed.to_ascii_lowercase();
    let is_plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    let is_slug = (3..=SLUG_CHARS_MAX).contains(&slug.len())
        && slug.bytes().all(is_plain)
        && !slug.starts_with('-')
        && !slug.ends_with('-')
        && code::read(&slug).is_none();
    is_slug.then_some(slug)
}

/// Closed for good or never there: nobody learns which.
pub fn unknown() -> Refusal {
    Refusal::not_found("room")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_plain_and_can_be_no_code() {
        for good in ["friday-films", "abc", "a2c", "Friday-Films"] {
            assert_eq!(slug(good), Some(good.to_lowercase()), "{good}");
        }
        for bad in ["", "ab", "-ab", "ab-", "ab c", "äbc", "bcdf-ghjk", "BCDFGHJK", "a/b"] {
            assert_eq!(slug(bad), None, "{bad}");
        }
        assert_eq!(slug(&"a".repeat(SLUG_CHARS_MAX + 1)), None);
    }
}
