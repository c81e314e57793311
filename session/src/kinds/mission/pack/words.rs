//! A pack's words for what code, API and tables call by one name.
//!
//! Short ones are terms, as `survivor`. Those with a colon name something that
//! the pack has: `encounter:<id>`, `knack:<id>`, `family:<family>`, `tag:<tag>`,
//! `stat:<stat>`, `outcome:<outcome>`, `difficulty:<1 to 3>`.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
};

use serde::{
    Deserialize, Deserializer, Serialize,
    de::{Error, MapAccess, Visitor},
};

use super::{check::Findings, encounter::Encounter, knack::Knack};
use crate::kinds::mission::{Outcome, Stat};

/// Terms that every pack has. `alone` stands for the mate of who has none.
const TERMS: &[&str] = &[
    "alone",
    "camp",
    "knack",
    "knacks",
    "lobby",
    "mark",
    "marks",
    "memorial",
    "mission",
    "missions",
    "party",
    "salvage",
    "season",
    "survivor",
    "survivors",
    "title",
];
const WORD_CHARS_MAX: usize = 40;
/// Bytes of the terms in a view, which a camp sends each second.
const TERMS_BYTES_MAX: usize = 512;

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Words(BTreeMap<String, String>);

impl Words {
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&str> {
        self.0.get(key).map(String::as_str)
    }

    /// Those that a view has: short, and few.
    pub fn terms(&self) -> impl Iterator<Item = (&str, &str)> {
        let words = self.0.iter().map(|(key, word)| (key.as_str(), word.as_str()));
        words.filter(|(key, _)| !key.contains(':'))
    }

    pub(super) fn check(
        &self,
        encounters: &[Encounter],
        knacks: &[Knack],
        findings: &mut Findings,
    ) {
        let wanted = wanted(encounters, knacks);
        for key in wanted.iter().filter(|key| !self.0.contains_key(*key)) {
            findings.hold(false, format!("words.{key}"), || "is missing".to_owned());
        }
        for (key, word) in &self.0 {
            let place = format!("words.{key}");
            findings.hold(wanted.contains(key), place.as_str(), || "is not known".to_owned());
            let chars = word.chars().count();
            let is_word = word.trim() == word
                && (1..=WORD_CHARS_MAX).contains(&chars)
                && !word.contains(|c: char| c.is_control() || matches!(c, '{' | '}'));
            findings
                .hold(is_word, place, || format!("1 to {WORD_CHARS_MAX} characters, no braces"));
        }
        let bytes: usize = self.terms().map(|(key, word)| key.len() + word.len() + 6).sum();
        findings.hold(bytes <= TERMS_BYTES_MAX, "words", || {
            format!("{bytes} bytes of terms; at most {TERMS_BYTES_MAX}")
        });
    }
}

/// The key of every word that a pack of these must have.
fn wanted(encounters: &[Encounter], knacks: &[Knack]) -> BTreeSet<String> {
    let mut wanted: BTreeSet<String> = TERMS.iter().map(|term| (*term).to_owned()).collect();
    wanted.extend(Stat::ALL.map(|stat| format!("stat:{}", stat.name())));
    wanted.extend(Outcome::ALL.map(|outcome| format!("outcome:{}", outcome.name())));
    wanted.extend((1..=3).map(|difficulty| format!("difficulty:{difficulty}")));
    for Encounter { id, family, tags, .. } in encounters {
        wanted.insert(format!("encounter:{id}"));
        wanted.insert(format!("family:{family}"));
        wanted.extend(tags.iter().map(|tag| format!("tag:{tag}")));
    }
    wanted.extend(knacks.iter().map(|knack| format!("knack:{}", knack.id)));
    wanted
}

impl<'de> Deserialize<'de> for Words {
    fn deserialize<D: Deserializer<'de>>(given: D) -> Result<Self, D::Error> {
        given.deserialize_map(Once)
    }
}

/// Reads a map in which nothing is said twice.
struct Once;

impl<'de> Visitor<'de> for Once {
    type Value = Words;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("words by their keys")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Words, A::Error> {
        let mut words = BTreeMap::new();
        while let Some((key, word)) = members.next_entry::<String, String>()? {
            if words.contains_key(&key) {
                return Err(A::Error::custom(format!("`{key}` is there twice")));
            }
            words.insert(key, word);
        }
        Ok(Words(words))
    }
}
