//! What is in the queue.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{
    limits::{
        DAY_MS, DURATION_MS, ID_CHARS_MAX, MEASURED_MAX, SKIPS_MAX, TITLE_BYTES_MAX,
        TITLE_CHARS_MAX, TRACKS_MAX,
    },
    numbers::Numbers,
    source::Source,
};
use crate::{held::Held, omitted::is_default, text};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Item {
    pub id: String,
    pub source: Source,
    pub title: String,
    /// Nobody gave a title: a player may know one.
    #[serde(default, skip_serializing_if = "is_default")]
    pub is_untitled: bool,
    /// Who added it, as a seat; `None` for what was there at first.
    #[serde(default, skip_serializing_if = "is_default")]
    pub by: Option<String>,
    pub at_ms: i64,
    #[serde(default, skip_serializing_if = "is_default")]
    pub likes: Numbers,
    #[serde(default, skip_serializing_if = "is_default")]
    pub measured: Measured,
    #[serde(default, skip_serializing_if = "is_default")]
    pub tracks: Vec<Track>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub skips: Vec<Skip>,
}

/// An item as somebody adds it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Given {
    pub source: Source,
    /// 1 to 120 characters.
    #[serde(
        default,
        deserialize_with = "text::trimmed_if_given",
        skip_serializing_if = "Option::is_none"
    )]
    pub title: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tracks: Vec<Track>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub skips: Vec<Skip>,
}

/// Texts beside the picture.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Track {
    pub id: String,
    /// As in BCP 47: `en`, `pt-BR`.
    pub lang: String,
    /// 1 to 60 characters.
    #[serde(deserialize_with = "text::trimmed")]
    pub label: String,
}

/// A range that is not to be seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Skip {
    pub from_ms: i64,
    pub to_ms: i64,
}

/// Durations that players found, one a seat, the first five.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Measured {
    by: Numbers,
    /// Sorted.
    ms: Vec<i64>,
}

impl Measured {
    #[must_use]
    pub fn takes(&self, number: u16) -> bool {
        self.ms.len() < MEASURED_MAX && !self.by.has(number)
    }

    pub fn take(&mut self, number: u16, ms: i64) {
        self.by.set(number, true);
        let at = self.ms.partition_point(|known| *known <= ms);
        self.ms.insert(at, ms);
    }

    /// The seat's number may be another's from now on.
    pub fn forget(&mut self, number: u16) {
        self.by.set(number, false);
    }

    #[must_use]
    pub fn count(&self) -> usize {
        self.ms.len()
    }

    /// Of two in the middle the longer: one who says that it is short cuts nothing
    /// off that another has found to be there.
    #[must_use]
    pub fn median_ms(&self) -> Option<i64> {
        self.ms.get(self.ms.len() / 2).copied()
    }
}

impl Item {
    #[must_use]
    pub fn of(given: Given, id: String, by: Option<String>, at_ms: i64) -> Self {
        let Given { source, title, tracks, skips } = given;
        let is_untitled = title.is_none();
        let title = title.unwrap_or_else(|| source.title());
        let (likes, measured) = (Numbers::default(), Measured::default());
        Self { id, source, title, is_untitled, by, at_ms, likes, measured, tracks, skips }
    }

    /// `None` of what is live, or not known yet.
    #[must_use]
    pub fn duration_ms(&self) -> Option<i64> {
        self.source.duration_ms().or_else(|| self.measured.median_ms())
    }
}

pub fn hold_title(held: &mut Held, title: &str, field: &str) {
    let is_good = text::is_name(title, TITLE_CHARS_MAX) && title.len() <= TITLE_BYTES_MAX;
    held.hold(is_good, field, "1 to 120 characters, 360 bytes");
}

pub fn hold_skips(held: &mut Held, skips: &[Skip], field: &str) {
    held.hold(skips.len() <= SKIPS_MAX, field, "50 ranges at most");
    let is_range = |skip: &Skip| (0..DAY_MS).contains(&skip.from_ms) && skip.to_ms <= DAY_MS;
    let is_good = skips.iter().all(|skip| is_range(skip) && skip.from_ms < skip.to_ms);
    let is_apart = skips.windows(2).all(|two| two[0].to_ms <= two[1].from_ms);
    held.hold(is_good && is_apart, field, "within a day, one after the other");
}

pub fn hold_tracks(held: &mut Held, tracks: &[Track], field: &str) {
    held.hold(tracks.len() <= TRACKS_MAX, field, "10 tracks at most");
    let is_lang = |lang: &str| {
        (2..=35).contains(&lang.len())
            && lang.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    let is_track = |track: &Track| {
        let Track { id, lang, label } = track;
        text::is_text(id, ID_CHARS_MAX)
            && id.is_ascii()
            && is_lang(lang)
            && text::is_name(label, 60)
            && label.len() <= 180
    };
    let is_good = tracks.iter().take(TRACKS_MAX).all(is_track);
    held.hold(is_good, field, "an id, a language as `en` and a label of 1 to 60 characters");
}

impl Given {
    /// All but its source, which is refused by a rule and not by its shape.
    pub(super) fn hold(&self, held: &mut Held, at: &str) {
        let Self { source: _, title, tracks, skips } = self;
        if let Some(title) = title {
            hold_title(held, title, &format!("{at}title"));
        }
        hold_tracks(held, tracks, &format!("{at}tracks"));
        hold_skips(held, skips, &format!("{at}skips"));
    }
}

/// What somebody's player may say that an item lasts.
#[must_use]
pub fn is_duration(ms: i64) -> bool {
    DURATION_MS.contains(&ms)
}
