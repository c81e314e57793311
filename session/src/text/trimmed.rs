//! Without the white space around them, before they are counted, compared or kept.

use serde::{Deserialize, Deserializer};

/// For a field: `#[serde(deserialize_with = "text::trimmed")]`.
pub fn trimmed<'de, D: Deserializer<'de>>(given: D) -> Result<String, D::Error> {
    String::deserialize(given).map(bare)
}

pub fn trimmed_if_given<'de, D: Deserializer<'de>>(given: D) -> Result<Option<String>, D::Error> {
    Ok(Option::<String>::deserialize(given)?.map(bare))
}

pub fn each_trimmed<'de, D: Deserializer<'de>>(given: D) -> Result<Vec<String>, D::Error> {
    Ok(Vec::<String>::deserialize(given)?.into_iter().map(bare).collect())
}

/// Several lines, each ended in one way, without white space behind the last.
#[must_use]
pub fn lines(text: &str) -> String {
    text.replace("\r\n", "\n").trim_end().to_owned()
}

fn bare(text: String) -> String {
    let bare = text.trim();
    if bare.len() == text.len() { text } else { bare.to_owned() }
}
