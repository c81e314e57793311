//! A copy of an entry for others: the parts that its person chose, and no other.

use serde::{Deserialize, Serialize};

use super::Entry;

/// What an entry is made of, as far as it can be told to others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    Title,
    Text,
    Mood,
    Tags,
    GratefulFor,
    Wins,
}

impl Part {
    /// In the order in which a copy has them.
    pub const ALL: [Self; 6] =
        [Self::Title, Self::Text, Self::GratefulFor, Self::Wins, Self::Mood, Self::Tags];
}

/// What those parts come to, in the Markdown of messages. No word is added: a copy is in
/// the language that it was written in.
#[must_use]
pub fn copied(entry: &Entry, parts: &[Part]) -> String {
    let chosen = Part::ALL.into_iter().filter(|part| parts.contains(part));
    let told: Vec<String> = chosen.filter_map(|part| told(entry, part)).collect();
    told.join("\n\n")
}

fn told(entry: &Entry, part: Part) -> Option<String> {
    let list = |lines: &[String]| {
        let lines: Vec<String> = lines.iter().map(|line| format!("- {line}")).collect();
        lines.join("\n")
    };
    let text = match part {
        Part::Title => entry.title.as_ref().map(|title| format!("**{title}**"))?,
        Part::Text => entry.text.clone(),
        Part::GratefulFor => list(&entry.grateful_for),
        Part::Wins => list(&entry.wins),
        Part::Mood => entry.mood.map(|mood| format!("{mood}/10"))?,
        Part::Tags => {
            let tags: Vec<String> = entry.tags.iter().map(|tag| format!("#{tag}")).collect();
            tags.join(" ")
        }
    };
    (!text.is_empty()).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry() -> Entry {
        Entry {
            title: Some("By the sea".into()),
            text: "We walked.".into(),
            mood: Some(8),
            tags: vec!["walk".into(), "sea".into()],
            grateful_for: vec!["tea".into()],
            wins: vec!["got up".into(), "went out".into()],
            prompt: Some(3),
        }
    }

    #[test]
    fn a_copy_has_the_chosen_parts_in_their_order() {
        assert_eq!(copied(&entry(), &[Part::Text]), "We walked.");
        let all =
            "**By the sea**\n\nWe walked.\n\n- tea\n\n- got up\n- went out\n\n8/10\n\n#walk #sea";
        let mut parts = Part::ALL;
        parts.reverse();
        assert_eq!(copied(&entry(), &parts), all);
    }

    #[test]
    fn what_an_entry_lacks_leaves_no_gap() {
        let bare = Entry { text: "We walked.".into(), ..Entry::default() };
        assert_eq!(copied(&bare, &Part::ALL), "We walked.");
        assert_eq!(copied(&bare, &[Part::Tags, Part::Mood]), "");
    }
}
