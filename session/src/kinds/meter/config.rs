//! What a streamer chooses.

use std::collections::HashSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::chat::{ChatWords, Say};
use crate::{
    Problem,
    tally::{self, BUCKETS},
    text,
};

const LABEL_CHARS_MAX: usize = 50;
const RESULT_S: u32 = 10;
const RESULT_S_MAX: u32 = 60;
pub(super) const TRIGGER_CHARS_MAX: usize = 100;
/// Of a word as it is compared: all of them stand in the head of a state.
const TRIGGER_BYTES_MAX: usize = 4 * TRIGGER_CHARS_MAX;

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    pub triggers: Triggers,
    pub labels: Labels,
    pub model: Model,
    /// How fast the bar falls back: 0.1 to 2.0 a second.
    pub decay_per_s: f64,
    /// How far one vote moves the bar: 1 to 50.
    pub weight: f64,
    /// How long a vote counts in the window model: 5 to 120 s.
    pub window_s: u32,
    pub display: Display,
    /// What stands on the bar in figures.
    #[serde(skip_serializing_if = "is_usual")]
    pub numbers: Numbers,
    /// How long screens show what a round came to: 0 to 60 s.
    #[serde(skip_serializing_if = "is_usual_result_s")]
    pub result_s: u32,
    pub theme: Theme,
    /// Votes counted a minute, in bursts of as many; 0 counts all.
    pub votes_per_min: u32,
    /// Whether viewers of partners count, while the chat is shared with them.
    #[serde(skip_serializing_if = "is_usual")]
    pub shared_chat: bool,
    /// Words by which moderators control rounds from chat.
    #[serde(skip_serializing_if = "is_usual")]
    pub chat: ChatWords,
    /// What the bot says in chat.
    #[serde(skip_serializing_if = "is_usual")]
    pub say: Say,
}

/// Fields that releases before 0.3 do not know are left out where they say what
/// those do.
fn is_usual<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "as serde calls it")]
const fn is_usual_result_s(seconds: &u32) -> bool {
    *seconds == RESULT_S
}

impl Default for Config {
    fn default() -> Self {
        Self {
            triggers: Triggers { r#for: vec!["yes".into()], against: vec!["no".into()] },
            labels: Labels { r#for: "Yes".into(), against: "No".into() },
            model: Model::Decay,
            decay_per_s: 0.5,
            weight: 10.0,
            window_s: 30,
            display: Display::Combined,
            numbers: Numbers::None,
            result_s: RESULT_S,
            theme: Theme::Named(Palette::Dark),
            votes_per_min: 600,
            shared_chat: false,
            chat: ChatWords::default(),
            say: Say::default(),
        }
    }
}

/// Words of 1 to 100 characters, 1 to 5 a side; none on both sides.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Triggers {
    #[schemars(inner(length(min = 1, max = TRIGGER_CHARS_MAX)))]
    #[serde(deserialize_with = "text::each_trimmed")]
    pub r#for: Vec<String>,
    #[schemars(inner(length(min = 1, max = TRIGGER_CHARS_MAX)))]
    #[serde(deserialize_with = "text::each_trimmed")]
    pub against: Vec<String>,
}

/// What stands beside the bar, 1 to 50 characters.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Labels {
    #[schemars(length(min = 1, max = text::code_points_max(LABEL_CHARS_MAX)))]
    #[serde(deserialize_with = "text::trimmed")]
    pub r#for: String,
    #[schemars(length(min = 1, max = text::code_points_max(LABEL_CHARS_MAX)))]
    #[serde(deserialize_with = "text::trimmed")]
    pub against: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Model {
    Decay,
    Window,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Display {
    Combined,
    Split,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Numbers {
    #[default]
    None,
    /// Of a hundred.
    Share,
    /// Votes of the window or of the round; where a bar counts none, the share.
    Votes,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Theme {
    Named(Palette),
    Own(Colours),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Palette {
    Dark,
    Light,
}

/// Colours as `#rrggbb`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Colours {
    pub r#for: String,
    pub against: String,
    pub text: String,
    pub background: String,
}

impl Config {
    /// The rules by which Redis counts for this config.
    #[must_use]
    pub fn tally_rules(&self) -> tally::Rules {
        tally::Rules {
            model: match self.model {
                Model::Decay => tally::Model::Decay,
                Model::Window => tally::Model::Window,
            },
            decay_per_s: self.decay_per_s,
            weight: self.weight,
            bucket_ms: self.window_s * 1000 / BUCKETS,
            votes_per_min: self.votes_per_min,
            sides: vec![
                self.compared_words(&self.triggers.r#for),
                self.compared_words(&self.triggers.against),
            ],
            round: None,
        }
    }

    /// Words as they are compared with what chat says; as releases before 0.3
    /// compared them, too, where that is another word: their APIs still send it in
    /// a roll. Where partners' viewers count, they have words of their own.
    pub(super) fn compared_words<'a>(
        &self,
        words: impl IntoIterator<Item = &'a String>,
    ) -> Vec<String> {
        let mut compared = Vec::new();
        for word in words {
            for word in [text::folded(word), text::folded_before(word)] {
                if word.len() <= TRIGGER_BYTES_MAX && !compared.contains(&word) {
                    compared.push(word);
                }
            }
        }
        if self.shared_chat {
            let of_partners: Vec<String> = compared.iter().map(|word| of_a_partner(word)).collect();
            compared.extend(of_partners);
        }
        compared
    }

    pub(super) fn problems(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        let mut hold = |good: bool, field: &str, limit: &str| {
            if !good {
                problems.push(Problem::new(field, limit));
            }
        };
        for (field, words) in
            [("triggers.for", &self.triggers.r#for), ("triggers.against", &self.triggers.against)]
        {
            hold((1..=5).contains(&words.len()), field, "1 to 5 words");
            hold(words.iter().all(|word| is_trigger(word)), field, "words of 1 to 100 characters");
        }
        let ours: HashSet<_> = self.triggers.r#for.iter().map(|word| text::folded(word)).collect();
        let shared = self.triggers.against.iter().any(|word| ours.contains(&text::folded(word)));
        hold(!shared, "triggers.against", "the same word is on both sides");
        for (field, label) in
            [("labels.for", &self.labels.r#for), ("labels.against", &self.labels.against)]
        {
            hold(text::is_name(label, LABEL_CHARS_MAX), field, "1 to 50 characters");
        }
        hold((0.1..=2.0).contains(&self.decay_per_s), "decay_per_s", "0.1 to 2.0");
        hold((1.0..=50.0).contains(&self.weight), "weight", "1 to 50");
        hold((5..=120).contains(&self.window_s), "window_s", "5 to 120");
        hold(self.result_s <= RESULT_S_MAX, "result_s", "0 to 60");
        hold(self.votes_per_min <= 1_000_000, "votes_per_min", "0 (off) to 1,000,000");
        if let Theme::Own(colours) = &self.theme {
            let Colours { r#for, against, text, background } = colours;
            for (field, colour) in [
                ("theme.for", r#for),
                ("theme.against", against),
                ("theme.text", text),
                ("theme.background", background),
            ] {
                hold(is_colour(colour), field, "a colour as #3b82f6");
            }
        }
        problems.extend(self.chat.problems());
        problems
    }
}

/// What a partner's viewer says: no chat and no trigger has control characters.
#[must_use]
pub fn of_a_partner(word: &str) -> String {
    format!("\u{1}{word}")
}

/// As long as it is typed. A few letters fold to whole sentences.
pub(super) fn is_trigger(word: &str) -> bool {
    text::is_text(word, TRIGGER_CHARS_MAX) && text::folded(word).len() <= TRIGGER_BYTES_MAX
}

fn is_colour(text: &str) -> bool {
    text.strip_prefix('#')
        .is_some_and(|hex| hex.len() == 6 && hex.bytes().all(|byte| byte.is_ascii_hexdigit()))
}
