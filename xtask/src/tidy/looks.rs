//! How files look: their length, names, first lines, and words that promise
//! work instead of doing it.

use super::{Finding, tree::Tree};

const LINES_MAX: usize = 400;

/// Files that may be longer, each for its reason.
const LONG: &[&str] = &[
    // A program makes it of docs/openapi.json.
    "web/src/kit/api/schema.ts",
];

/// In pieces, so that this file does not break its own rule.
const PROMISES: &[&str] = &[
    concat!("to", "do!("),
    concat!("unimple", "mented!("),
    concat!("TO", "DO"),
    concat!("FIX", "ME"),
    concat!("XX", "X"),
];

/// Names that say nothing of what is inside.
const EMPTY_NAMES: &[&str] =
    &["util", "utils", "common", "helper", "helpers", "manager", "types", "misc"];

pub fn length(tree: &Tree) -> Vec<Finding> {
    let written = tree.files.iter().filter(|file| file.extension() != "json");
    let long = written
        .filter(|file| !LONG.contains(&file.path.as_str()))
        .filter(|file| file.text.lines().count() > LINES_MAX);
    long.map(|file| {
        let lines = file.text.lines().count();
        Finding::new(&file.path, lines, format!("has more than {LINES_MAX} lines: split it"))
    })
    .collect()
}

pub fn words(tree: &Tree) -> Vec<Finding> {
    let mut found = Vec::new();
    for file in &tree.files {
        for (number, line) in file.lines() {
            for word in PROMISES.iter().filter(|word| has_word(line, word)) {
                found.push(Finding::new(&file.path, number, format!("`{word}`: do it, or do not")));
            }
        }
    }
    found
}

/// Whether `word` stands there, and not as a part of a longer one.
fn has_word(line: &str, word: &str) -> bool {
    let part = |c: char| c.is_alphanumeric() || c == '_';
    line.match_indices(word).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        let after = line[at + word.len()..].chars().next();
        let open = word.ends_with('(');
        !before.is_some_and(part) && (open || !after.is_some_and(part))
    })
}

pub fn names(tree: &Tree) -> Vec<Finding> {
    let mut found = Vec::new();
    for file in &tree.files {
        let parts = file.path.split('/').map(|part| part.split('.').next().unwrap_or_default());
        for part in parts.filter(|part| EMPTY_NAMES.contains(part)) {
            let what = format!("`{part}` says nothing: name it after its idea");
            found.push(Finding::new(&file.path, 1, what));
        }
    }
    found
}

pub fn essays(tree: &Tree) -> Vec<Finding> {
    let roots = tree.rust().filter(|file| matches!(file.name(), "lib.rs" | "mod.rs"));
    let silent = roots.filter(|file| !file.text.starts_with("//!"));
    silent
        .map(|file| Finding::new(&file.path, 1, "does not open with `//!`: say what this is"))
        .collect()
}

pub fn bare_allow(tree: &Tree) -> Vec<Finding> {
    let mut found = Vec::new();
    for file in tree.rust() {
        for (number, line) in file.lines() {
            let line = line.trim_start();
            if line.starts_with("#[allow(") || line.starts_with("#![allow(") {
                let what = "a bare allow: write `#[expect(…, reason = \"…\")]`";
                found.push(Finding::new(&file.path, number, what));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_files_are_found_and_long_data_is_not() {
        let long = "line\n".repeat(LINES_MAX + 1);
        let tree = Tree::of(&[("a.rs", &long), ("b.rs", "short"), ("c.json", &long)]);
        let found = length(&tree);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].path, "a.rs");
    }

    #[test]
    fn promises_are_words_of_their_own() {
        let promise = PROMISES[3];
        let text = format!("// {promise}: later\n// a{promise}\n{}\n", PROMISES[0]);
        let found = words(&Tree::of(&[("a.rs", &text)]));
        assert_eq!(found.iter().map(|one| one.line).collect::<Vec<_>>(), [1, 3]);
    }

    #[test]
    fn empty_names_are_found_as_files_and_as_folders() {
        let tree =
            Tree::of(&[("api/src/util.rs", ""), ("web/common/a.ts", ""), ("utility.rs", "")]);
        assert_eq!(names(&tree).len(), 2);
    }

    #[test]
    fn roots_open_with_an_essay() {
        let tree = Tree::of(&[("a/lib.rs", "mod b;"), ("b/mod.rs", "//! This."), ("c.rs", "")]);
        assert_eq!(essays(&tree).len(), 1);
    }

    #[test]
    fn an_allow_is_found_wherever_it_applies() {
        let text = "#![allow(dead_code)]\n    #[allow(x)]\n#[expect(y, reason = \"z\")]\n";
        assert_eq!(bare_allow(&Tree::of(&[("a.rs", text)])).len(), 2);
    }
}
