//! What a circle is set to.

use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use super::limits::{
    ABOUT_CHARS_MAX, COLORS_MAX, DESCRIPTION_CHARS_MAX, MEMBERS_MAX, NAME_CHARS_MAX,
    QUESTION_CHARS_MAX, RULE_CHARS_MAX, RULES_MAX, SLOW_S_MAX, TAG_CHARS_MAX, TAGS_MAX,
};
use crate::{Problem, text};

/// Who finds a circle, and how they come in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Privacy {
    /// Anyone reads and joins.
    Public,
    /// Hidden from all but members; joined by invitation.
    #[default]
    Private,
    /// Its front is seen by its link; joined by approval or invitation.
    InviteOnly,
}

/// What a circle is about, for those who look for one.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Category {
    Creativity,
    Faith,
    Family,
    Friends,
    Grief,
    Habits,
    Health,
    Learning,
    #[default]
    Other,
    Parenting,
    Recovery,
    Work,
}

/// Whose messages may have links.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Links {
    All,
    /// Of moderators, and of members of seven days.
    #[default]
    Trusted,
    None,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Config {
    pub kind: Privacy,
    pub name: String,
    pub description: String,
    pub about: String,
    pub rules: Vec<String>,
    pub tags: Vec<String>,
    pub category: Category,
    /// One character.
    pub icon: Option<String>,
    /// As `#1a2b3c`.
    pub colors: Vec<String>,
    /// Of its days (IANA).
    pub zone: String,
    pub members_max: Option<u32>,
    /// Seconds between two messages of a member.
    pub slow_s: u32,
    /// Nobody but moderators writes.
    pub frozen: bool,
    pub links: Links,
    /// Whether a moderator looks at the first messages of whoever is new.
    pub hold_newcomers: bool,
    /// Whether members may say something without their name.
    pub anonymous: bool,
    /// What whoever wants to join is asked.
    pub question: Option<String>,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            kind: Privacy::default(),
            name: String::new(),
            description: String::new(),
            about: String::new(),
            rules: Vec::new(),
            tags: Vec::new(),
            category: Category::default(),
            icon: None,
            colors: Vec::new(),
            zone: "UTC".into(),
            members_max: None,
            slow_s: 0,
            frozen: false,
            links: Links::default(),
            hold_newcomers: false,
            anonymous: false,
            question: None,
        }
    }
}

impl Config {
    /// As it is kept: without white space around anything, without empty lines in
    /// lists, each tag once. All that is wrong with it is told at once.
    pub fn checked(self) -> Result<Self, Vec<Problem>> {
        let config = self.tidied();
        let mut problems = Vec::new();
        let mut unless = |is_good: bool, field: &str, message: String| {
            if !is_good {
                problems.push(Problem::new(field, message));
            }
        };
        let chars = |most: usize| format!("must have 1 to {most} characters");
        let at_most = |most: usize| format!("must have {most} characters at most");
        unless(text::is_name(&config.name, NAME_CHARS_MAX), "name", chars(NAME_CHARS_MAX));
        let is_short = text::is_lines(&config.description, DESCRIPTION_CHARS_MAX);
        unless(is_short, "description", at_most(DESCRIPTION_CHARS_MAX));
        unless(text::is_lines(&config.about, ABOUT_CHARS_MAX), "about", at_most(ABOUT_CHARS_MAX));
        let lists = [
            ("rules", &config.rules, RULES_MAX, RULE_CHARS_MAX),
            ("tags", &config.tags, TAGS_MAX, TAG_CHARS_MAX),
        ];
        for (field, list, most, chars_max) in lists {
            unless(list.len() <= most, field, format!("must be {most} at most"));
            for (at, line) in list.iter().enumerate().take(most) {
                unless(text::is_text(line, chars_max), &format!("{field}.{at}"), chars(chars_max));
            }
        }
        let is_icon = config.icon.as_deref().is_none_or(|icon| text::is_name(icon, 1));
        unless(is_icon, "icon", "must be one character".into());
        let is_short = config.colors.len() <= COLORS_MAX;
        unless(is_short, "colors", format!("must be {COLORS_MAX} at most"));
        for (at, color) in config.colors.iter().enumerate().take(COLORS_MAX) {
            unless(is_color(color), &format!("colors.{at}"), "must be as #1a2b3c".into());
        }
        let is_zone = config.zone.parse::<Tz>().is_ok();
        unless(is_zone, "zone", "must be a zone of the IANA list, as Europe/Berlin".into());
        let is_some = config.members_max.is_none_or(|most| (2..=MEMBERS_MAX).contains(&most));
        unless(is_some, "members_max", format!("must be between 2 and {MEMBERS_MAX}"));
        let is_slow = config.slow_s <= SLOW_S_MAX;
        unless(is_slow, "slow_s", format!("must be between 0 and {SLOW_S_MAX}"));
        let question = config.question.as_deref();
        let is_question = question.is_none_or(|it| text::is_text(it, QUESTION_CHARS_MAX));
        unless(is_question, "question", chars(QUESTION_CHARS_MAX));
        if problems.is_empty() { Ok(config) } else { Err(problems) }
    }

    fn tidied(self) -> Self {
        let trimmed = |text: &String| text.trim().to_owned();
        let filled = |text: &String| !text.is_empty();
        let lines =
            |list: &[String]| -> Vec<String> { list.iter().map(trimmed).filter(filled).collect() };
        let mut tags: Vec<String> = Vec::new();
        for tag in lines(&self.tags) {
            let tag = text::folded(&tag);
            if !tags.contains(&tag) {
                tags.push(tag);
            }
        }
        Self {
            name: trimmed(&self.name),
            description: text::lines(&self.description),
            about: text::lines(&self.about),
            rules: lines(&self.rules),
            tags,
            icon: self.icon.as_ref().map(trimmed).filter(filled),
            colors: self.colors.iter().map(|color| color.trim().to_ascii_lowercase()).collect(),
            question: self.question.as_ref().map(trimmed).filter(filled),
            members_max: self.members_max.filter(|most| *most > 0),
            ..self
        }
    }
}

fn is_color(text: &str) -> bool {
    text.len() == 7
        && text.strip_prefix('#').is_some_and(|hex| hex.bytes().all(|it| it.is_ascii_hexdigit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_circle_is_kept_without_what_nobody_meant() {
        let config = Config {
            name: " Early Birds ".into(),
            rules: vec![" Be kind ".into(), " ".into()],
            tags: vec!["Walks".into(), "walks".into()],
            icon: Some(" ".into()),
            colors: vec!["#AABBCC".into()],
            members_max: Some(0),
            question: Some(String::new()),
            ..Config::default()
        };
        let kept = config.checked().unwrap();
        assert_eq!(
            (kept.name.as_str(), &kept.tags[..]),
            ("Early Birds", &["walks".to_owned()][..])
        );
        assert_eq!((kept.rules.len(), kept.colors[0].as_str()), (1, "#aabbcc"));
        assert_eq!((kept.icon, kept.members_max, kept.question), (None, None, None));
    }

    #[test]
    fn all_that_is_wrong_is_told() {
        let config = Config {
            description: "d".repeat(DESCRIPTION_CHARS_MAX + 1),
            about: "a\0".into(),
            rules: vec!["r".repeat(RULE_CHARS_MAX + 1)],
            tags: (0..=TAGS_MAX).map(|n| n.to_string()).collect(),
            icon: Some("ab".into()),
            colors: vec!["red".into()],
            zone: "Nowhere".into(),
            members_max: Some(1),
            slow_s: SLOW_S_MAX + 1,
            question: Some("q".repeat(QUESTION_CHARS_MAX + 1)),
            ..Config::default()
        };
        let wrong = config.checked().unwrap_err();
        let fields: Vec<_> = wrong.iter().map(|problem| problem.field.as_str()).collect();
        let expected = [
            "name",
            "description",
            "about",
            "rules.0",
            "tags",
            "icon",
            "colors.0",
            "zone",
            "members_max",
            "slow_s",
            "question",
        ];
        assert_eq!(fields, expected);
    }
}
