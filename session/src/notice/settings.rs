//! How somebody wants to be told.

use std::{collections::BTreeSet, str::FromStr};

use chrono_tz::Tz;
use serde::{Deserialize, Deserializer, Serialize};

use super::{NoticeType, TimeOfDay, times};

/// How mail tells of notices.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mailing {
    /// None is sent to whoever did not ask for it.
    #[default]
    Off,
    /// One for each.
    Instantly,
    /// One for all of a day, or of a week.
    Daily,
    Weekly,
}

/// Hours of each day in which somebody is told nothing: from one time up to another,
/// over midnight too.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quiet {
    pub from: TimeOfDay,
    pub to: TimeOfDay,
}

/// What another release kept is read as far as this one knows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    pub mail: Mailing,
    /// As IANA calls it.
    pub zone: String,
    /// Of mails: `en`, `de`.
    pub language: String,
    pub quiet: Option<Quiet>,
    /// What is held back, and only stands in the inbox.
    #[serde(deserialize_with = "known")]
    pub off: BTreeSet<NoticeType>,
    /// What no device is told, and mail all the same.
    #[serde(deserialize_with = "known")]
    pub push_off: BTreeSet<NoticeType>,
    /// When to be told to write, on days without an entry.
    pub reminder: Option<TimeOfDay>,
    pub weekly_summary: bool,
}

/// A member that is wrong, and what is right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wrong {
    pub field: &'static str,
    pub message: &'static str,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            mail: Mailing::Off,
            zone: String::from("UTC"),
            language: String::from("en"),
            quiet: None,
            off: BTreeSet::new(),
            push_off: BTreeSet::new(),
            reminder: None,
            weekly_summary: false,
        }
    }
}

impl Settings {
    pub fn check(&self) -> Result<(), Wrong> {
        if Tz::from_str(&self.zone).is_err() {
            return Err(Wrong {
                field: "zone",
                message: "must be a time zone, as `Europe/Berlin`",
            });
        }
        if self.quiet.is_some_and(|quiet| quiet.from == quiet.to) {
            return Err(Wrong {
                field: "quiet",
                message: "must end at another time than it begins",
            });
        }
        Ok(())
    }

    /// One that was checked is known.
    pub(super) fn tz(&self) -> Tz {
        Tz::from_str(&self.zone).unwrap_or(Tz::UTC)
    }

    /// Whether their devices are told of a type.
    #[must_use]
    pub fn is_pushed(&self, of: NoticeType) -> bool {
        !self.off.contains(&of) && !self.push_off.contains(&of)
    }

    /// Whether a time is in their quiet hours.
    #[must_use]
    pub fn is_quiet(&self, at_ms: i64) -> bool {
        self.quiet.is_some_and(|Quiet { from, to }| {
            let now = times::shown(self.tz(), at_ms);
            if from < to { (from..to).contains(&now) } else { now >= from || now < to }
        })
    }
}

fn known<'de, D: Deserializer<'de>>(stored: D) -> Result<BTreeSet<NoticeType>, D::Error> {
    let names = Vec::<String>::deserialize(stored)?;
    Ok(names.iter().filter_map(|name| NoticeType::named(name)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_zone_and_a_night_without_an_end_are_refused() {
        let wrong = |settings: Settings| settings.check().unwrap_err().field;
        assert_eq!(Settings::default().check(), Ok(()));
        assert_eq!(wrong(Settings { zone: "Nowhere".into(), ..Settings::default() }), "zone");
        let (from, to) = (TimeOfDay::hour(22), TimeOfDay::hour(22));
        assert_eq!(
            wrong(Settings { quiet: Some(Quiet { from, to }), ..Settings::default() }),
            "quiet"
        );
    }

    #[test]
    fn settings_are_read_as_they_are_kept() {
        let settings = Settings {
            mail: Mailing::Weekly,
            quiet: Some(Quiet { from: TimeOfDay::hour(22), to: TimeOfDay::hour(7) }),
            off: BTreeSet::from([NoticeType::MessageReaction]),
            push_off: BTreeSet::from([NoticeType::WeeklySummary]),
            reminder: Some(TimeOfDay::hour(20)),
            ..Settings::default()
        };
        let kept = serde_json::to_value(&settings).unwrap();
        assert_eq!(kept["off"][0], "message_reaction");
        assert_eq!(kept["quiet"]["from"], "22:00");
        assert_eq!(serde_json::from_value::<Settings>(kept).unwrap(), settings);
        assert!(!settings.is_pushed(NoticeType::MessageReaction));
        assert!(!settings.is_pushed(NoticeType::WeeklySummary));
        assert!(settings.is_pushed(NoticeType::System));
        let other = serde_json::json!({ "off": ["message_reaction", "to_come"], "more": 1 });
        assert_eq!(serde_json::from_value::<Settings>(other).unwrap().off, settings.off);
    }
}
