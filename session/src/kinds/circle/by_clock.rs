//! What is said in a circle when its time comes: messages of the day, which take turns,
//! and those that somebody scheduled. Whoever had them said may do so still, or they are
//! not.

use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use super::{
    Config, MessageKind, Rank,
    limits::{DAILY_TEXTS_MAX, MESSAGE_CHARS_MAX},
    message::{may_link, said},
    word_list::{Word, WordAct, found},
};
use crate::{
    Problem,
    journal::Clock,
    notice::{TimeOfDay, next_ms},
};

/// The messages of the day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Daily {
    pub kind: MessageKind,
    /// They take turns, one a day.
    pub texts: Vec<String>,
    /// By the clock of the circle's zone.
    pub at: TimeOfDay,
}

impl Daily {
    /// As they are kept. All that is wrong with them is told at once.
    ///
    /// # Errors
    /// The fields that are outside their limits.
    pub fn checked(self) -> Result<Self, Vec<Problem>> {
        if !(1..=DAILY_TEXTS_MAX).contains(&self.texts.len()) {
            return Err(vec![Problem::new("texts", format!("must be 1 to {DAILY_TEXTS_MAX}"))]);
        }
        let (mut texts, mut problems) = (Vec::new(), Vec::new());
        for (at, given) in self.texts.iter().enumerate() {
            match said(given, MESSAGE_CHARS_MAX) {
                Some(text) => texts.push(text),
                None => problems.push(Problem::new(
                    format!("texts.{at}"),
                    format!("must have 1 to {MESSAGE_CHARS_MAX} characters that show something"),
                )),
            }
        }
        if problems.is_empty() { Ok(Self { texts, ..self }) } else { Err(problems) }
    }
}

/// When the next message of a day is said, later than now, and on no day on which one was;
/// `None` for a zone that is none.
#[must_use]
pub fn next_daily_ms(zone: &str, at: TimeOfDay, now_ms: i64, said_ms: Option<i64>) -> Option<i64> {
    let (zone, clock) = (zone.parse::<Tz>().ok()?, Clock::new(zone, 0)?);
    let next = next_ms(zone, at, None, now_ms);
    if said_ms.is_some_and(|said_ms| clock.day(said_ms) >= clock.day(next)) {
        return Some(next_ms(zone, at, None, next));
    }
    Some(next)
}

/// Whether what somebody of that rank had said for later is said now.
#[must_use]
pub fn is_said(config: &Config, rank: Rank, kind: MessageKind, text: &str, words: &[Word]) -> bool {
    rank >= Rank::Moderator
        && kind.is_for(rank)
        && may_link(config.links, text, rank, i64::MAX)
        && found(words, text, rank) != Some(WordAct::Block)
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;
    use proptest::prelude::*;

    use super::*;
    use crate::kinds::circle::Links;

    fn ms(time: &str) -> i64 {
        DateTime::parse_from_rfc3339(time).unwrap().timestamp_millis()
    }

    #[test]
    fn messages_of_the_day_are_kept_as_messages_are() {
        let daily = |texts: &[&str]| Daily {
            kind: MessageKind::Positive,
            texts: texts.iter().map(|&text| text.to_owned()).collect(),
            at: TimeOfDay::hour(8),
        };
        assert_eq!(daily(&["\nGood morning \n"]).checked().unwrap().texts, ["Good morning"]);
        let fields = |daily: Daily| -> Vec<String> {
            daily.checked().unwrap_err().into_iter().map(|problem| problem.field).collect()
        };
        assert_eq!(fields(daily(&["a", " ", "\u{200b}"])), ["texts.1", "texts.2"]);
        assert_eq!(fields(daily(&[])), ["texts"]);
        assert_eq!(fields(daily(&["a"; DAILY_TEXTS_MAX + 1])), ["texts"]);
    }

    #[test]
    fn one_a_day_by_the_clock_of_the_circle() {
        let next = |now: &str, said: Option<&str>| {
            next_daily_ms("Europe/Berlin", TimeOfDay::hour(8), ms(now), said.map(ms)).unwrap()
        };
        assert_eq!(next("2026-11-30T06:00:00Z", None), ms("2026-11-30T07:00:00Z"));
        assert_eq!(next("2026-11-30T07:00:00Z", None), ms("2026-12-01T07:00:00Z"));
        // It was said at another time of that day already.
        let said = Some("2026-11-30T05:00:00Z");
        assert_eq!(next("2026-11-30T06:00:00Z", said), ms("2026-12-01T07:00:00Z"));
        assert_eq!(next_daily_ms("Nowhere", TimeOfDay::hour(8), 0, None), None);
    }

    #[test]
    fn what_its_author_may_not_say_any_more_is_not_said() {
        let open = Config { links: Links::None, ..Config::default() };
        let said = |rank, kind, text: &str| {
            let words = [Word { word: "rude".into(), act: WordAct::Block }];
            is_said(&open, rank, kind, text, &words)
        };
        assert!(said(Rank::Moderator, MessageKind::Support, "Good morning"));
        assert!(!said(Rank::Member, MessageKind::Support, "Good morning"));
        assert!(!said(Rank::Moderator, MessageKind::Announcement, "Good morning"));
        assert!(said(Rank::Admin, MessageKind::Announcement, "Good morning"));
        assert!(!said(Rank::Owner, MessageKind::Support, "see https://example.com/"));
        assert!(!said(Rank::Owner, MessageKind::Support, "How rude"));
    }

    proptest! {
        #[test]
        fn no_day_has_two(
            hour in 0_u16..24,
            now_ms in 1_700_000_000_000_i64..1_900_000_000_000,
            said_h in 0_i64..72,
            zone in prop::sample::select(vec!["UTC", "Europe/Berlin", "America/Santiago", "Asia/Kolkata"]),
        ) {
            let said_ms = now_ms - said_h * 3_600_000;
            let next = next_daily_ms(zone, TimeOfDay::hour(hour), now_ms, Some(said_ms)).unwrap();
            let clock = Clock::new(zone, 0).unwrap();
            prop_assert!(next > now_ms && clock.day(next) > clock.day(said_ms));
        }
    }
}
