//! What is said in a circle.

use serde::{Deserialize, Serialize};

use super::{Links, Rank, limits::TRUSTED_AFTER_DAYS, markdown};
use crate::text;

const DAY_MS: i64 = 24 * 3_600_000;

macro_rules! words {
    ($(#[$about:meta])* $name:ident { $($variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $($variant),+ }

        impl $name {
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }

            #[must_use]
            pub fn named(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|it| it.as_str() == name)
            }
        }
    };
}

words! {
    /// What a message is meant as.
    MessageKind {
        Encouragement = "encouragement",
        Gratitude = "gratitude",
        Prayer = "prayer",
        Motivation = "motivation",
        Support = "support",
        Positive = "positive",
        Announcement = "announcement",
    }
}

words! {
    /// What somebody feels about a message or a comment.
    ReactionKind {
        Like = "like",
        Love = "love",
        Pray = "pray",
        Grateful = "grateful",
        Inspire = "inspire",
        Support = "support",
    }
}

impl MessageKind {
    /// Whether a member of that rank says such a thing.
    #[must_use]
    pub fn is_for(self, rank: Rank) -> bool {
        self != Self::Announcement || rank >= Rank::Admin
    }
}

/// A text as it is kept, if it may be said.
#[must_use]
pub fn said(given: &str, chars_max: usize) -> Option<String> {
    let said = text::lines(given.trim_start_matches(['\r', '\n']));
    (text::is_lines(&said, chars_max) && text::shows(&said)).then_some(said)
}

/// How many characters of a text would be said; none of what shows nothing.
#[must_use]
pub fn chars(given: &str) -> usize {
    let said = text::lines(given.trim_start_matches(['\r', '\n']));
    if text::shows(&said) { said.chars().count() } else { 0 }
}

/// Whether that text may have the links that it has.
#[must_use]
pub fn may_link(links: Links, said: &str, rank: Rank, member_ms: i64) -> bool {
    let is_trusted = rank >= Rank::Moderator || member_ms >= TRUSTED_AFTER_DAYS * DAY_MS;
    match links {
        Links::All => true,
        Links::Trusted if is_trusted => true,
        Links::Trusted | Links::None => !markdown::has_links(said),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_shows_something_and_has_an_end() {
        assert_eq!(said("\n  one\r\ntwo \n", 10).as_deref(), Some("  one\ntwo"));
        for given in ["", " \n ", "\u{200b}", "a\0", "0123456789a"] {
            assert_eq!(said(given, 10), None, "{given:?}");
        }
    }

    #[test]
    fn links_are_for_those_whom_the_circle_trusts() {
        let link = "see https://example.com/";
        assert!(may_link(Links::All, link, Rank::Member, 0));
        assert!(!may_link(Links::Trusted, link, Rank::Member, 0));
        assert!(may_link(Links::Trusted, link, Rank::Member, 7 * DAY_MS));
        assert!(may_link(Links::Trusted, link, Rank::Moderator, 0));
        assert!(!may_link(Links::None, link, Rank::Owner, 7 * DAY_MS));
        assert!(may_link(Links::None, "no link", Rank::Member, 0));
    }
}
