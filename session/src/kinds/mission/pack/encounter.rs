//! What a party meets, and how that is told.

use serde::{Deserialize, Serialize};

use super::check::Findings;
use crate::kinds::mission::{Outcome, Stats};

const ENCOUNTERS_MAX: usize = 200;
const TAGS_MAX: usize = 8;
/// Characters of a text, its placeholders as they are written.
const TEXT_CHARS_MAX: usize = 140;
/// Encounters that heal who succeeds at them.
const MEND: &str = "mend";

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Encounter {
    pub id: String,
    pub family: String,
    pub tags: Vec<String>,
    pub base_bp: i64,
    pub harm_bp: i64,
    /// What is found in it, at difficulty 1.
    pub worth: i64,
    /// What each point above 5 of a stat adds to the chance.
    pub craft: i64,
    pub grit: i64,
    pub heart: i64,
    pub weight: i64,
    pub from_difficulty: i64,
    pub texts: Texts,
}

/// As many for each outcome as the pack has variants. They take `{me}`, `{mate}`,
/// which is the pack's word `alone` for who has no other upright, and `{find}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Texts {
    pub success: Vec<String>,
    pub setback: Vec<String>,
    pub hurt: Vec<String>,
    pub lost: Vec<String>,
}

impl Texts {
    #[must_use]
    pub fn of(&self, outcome: Outcome) -> &[String] {
        match outcome {
            Outcome::Success => &self.success,
            Outcome::Setback => &self.setback,
            Outcome::Hurt => &self.hurt,
            Outcome::Lost => &self.lost,
        }
    }
}

impl Encounter {
    #[must_use]
    pub const fn stats(&self) -> Stats {
        Stats { craft: self.craft, grit: self.grit, heart: self.heart }
    }

    #[must_use]
    pub fn has_tag(&self, tag: &str) -> bool {
        self.tags.iter().any(|own| own == tag)
    }

    #[must_use]
    pub fn mends(&self) -> bool {
        self.has_tag(MEND)
    }
}

pub(super) fn check(encounters: &[Encounter], variants: i64, findings: &mut Findings) {
    // The last one is not met again, so one more is needed.
    let at_first = encounters.iter().filter(|encounter| encounter.from_difficulty <= 1).count();
    findings.hold(at_first >= 2 && encounters.len() <= ENCOUNTERS_MAX, "encounters", || {
        format!(
            "{at_first} from difficulty 1 on, {} in all; 2 to {ENCOUNTERS_MAX}",
            encounters.len()
        )
    });
    findings.unique(encounters.iter().map(|encounter| encounter.id.as_str()), "encounters");
    for (n, encounter) in encounters.iter().enumerate() {
        one(encounter, variants, &format!("encounters.{n}"), findings);
    }
}

fn one(encounter: &Encounter, variants: i64, place: &str, findings: &mut Findings) {
    let Encounter {
        id,
        family,
        tags,
        base_bp,
        harm_bp,
        worth,
        craft,
        grit,
        heart,
        weight,
        from_difficulty,
        texts,
    } = encounter;
    findings.id(id, format!("{place}.id"));
    findings.id(family, format!("{place}.family"));
    findings.hold(tags.len() <= TAGS_MAX, format!("{place}.tags"), || {
        format!("{} of at most {TAGS_MAX}", tags.len())
    });
    for (n, tag) in tags.iter().enumerate() {
        findings.id(tag, format!("{place}.tags.{n}"));
    }
    findings.unique(tags.iter().map(String::as_str), &format!("{place}.tags"));
    for (field, number, bounds) in [
        ("base_bp", base_bp, [0, 10_000]),
        ("harm_bp", harm_bp, [0, 10_000]),
        ("worth", worth, [0, 10_000]),
        ("craft", craft, [-1_000, 1_000]),
        ("grit", grit, [-1_000, 1_000]),
        ("heart", heart, [-1_000, 1_000]),
        ("weight", weight, [1, 1_000]),
        ("from_difficulty", from_difficulty, [1, 3]),
    ] {
        findings.within(*number, bounds, format!("{place}.{field}"));
    }
    for outcome in Outcome::ALL {
        let place = format!("{place}.texts.{}", outcome.name());
        let texts = texts.of(outcome);
        findings.hold(i64::try_from(texts.len()) == Ok(variants), place.as_str(), || {
            format!("{} of {variants}", texts.len())
        });
        for (n, text) in texts.iter().enumerate() {
            let wrong = fault(text, outcome);
            findings.hold(wrong.is_none(), format!("{place}.{n}"), || wrong.unwrap_or_default());
        }
    }
}

/// What is wrong with a text.
fn fault(text: &str, outcome: Outcome) -> Option<String> {
    let chars = text.chars().count();
    if text.trim().is_empty() || chars > TEXT_CHARS_MAX {
        return Some(format!("{chars} characters; 1 to {TEXT_CHARS_MAX}"));
    }
    if text.trim() != text || text.chars().any(char::is_control) {
        return Some("white space around it, or a control character".to_owned());
    }
    let mut rest = text;
    while let Some(at) = rest.find(['{', '}']) {
        let inside = &rest[at..];
        let end = inside.find('}').map_or(inside.len(), |end| end + 1);
        match &inside[..end] {
            "{me}" | "{mate}" => {}
            "{find}" if outcome == Outcome::Success => {}
            other => return Some(format!("`{other}` is no placeholder of a {}", outcome.name())),
        }
        rest = &inside[end..];
    }
    None
}
