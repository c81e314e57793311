//! Every key of live Redis is told in the page of keys.

use super::{Finding, tree::Tree};

const LIST: &str = "live/src/key.rs";
const PAGE: &str = "docs/redis-keys.md";

pub fn documented(tree: &Tree) -> Vec<Finding> {
    let (Some(list), Some(page)) = (tree.file(LIST), tree.file(PAGE)) else { return Vec::new() };
    let mut found = Vec::new();
    for (number, line) in list.product_lines() {
        let literals = line.split('"').skip(1).step_by(2);
        for word in literals.flat_map(words) {
            if !tells(&page.text, word) {
                found.push(Finding::new(LIST, number, format!("`{word}` is not told in {PAGE}")));
            }
        }
    }
    found
}

/// The fixed words of a key: `d1:{{{shard}}}:seen:{id}` has `seen`.
fn words(literal: &str) -> impl Iterator<Item = &str> {
    let version = |word: &str| word.starts_with('d') && word[1..].parse::<u8>().is_ok();
    literal
        .split(':')
        .map(|word| word.trim_matches(['{', '}']))
        .filter(move |word| !word.is_empty() && !version(word))
        .filter(|word| word.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_'))
        // Names of arguments stand in braces in every format of this file.
        .filter(move |word| !literal.contains(&format!("{{{word}}}")))
}

/// Whether the page has the word as a part of a key.
fn tells(page: &str, word: &str) -> bool {
    page.match_indices(word).any(|(at, _)| {
        let before = page[..at].chars().next_back();
        let after = page[at + word.len()..].chars().next();
        before == Some(':') && !after.is_some_and(|c| c.is_ascii_alphanumeric() || c == '_')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_without_a_line_is_found() {
        let list = "shard_keys! {\n    lease = \"lease\",\n    due = \"due\",\n}\n\
                    format!(\"d1:{{{shard}}}:seen:{id}\")\n";
        let page = "`d1:{7}:lease` and `d1:{7}:seen:<id>` and overdue:dues";
        let found = documented(&Tree::of(&[(LIST, list), (PAGE, page)]));
        assert_eq!(found.iter().map(|one| one.line).collect::<Vec<_>>(), [3]);
    }
}
