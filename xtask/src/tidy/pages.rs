//! Kinds in the pages: as in the crates of Rust, one is a folder of its name in the
//! pages, in their client and in the stories that a browser tells, and its word in a
//! list. Markup beside them may name a kind's script, as the start page does.

use std::collections::BTreeSet;

use super::{
    Finding,
    kinds::{folder, kinds},
    tree::{File, Tree},
};

const PLACES: &[&str] = &["web/src/", "web/client/", "web/e2e/"];
const STORIES: &str = "web/e2e/";
const LISTS: &[&str] = &["web/src/kinds/kinds.ts", "web/client/kinds/kinds.ts"];
/// A program makes it of docs/openapi.json.
const MADE: &str = "web/src/kit/api/schema.ts";

fn code(tree: &Tree) -> impl Iterator<Item = &File> {
    tree.files.iter().filter(|file| {
        let is_code = matches!(file.extension(), "ts" | "svelte" | "css");
        is_code && file.path != MADE && PLACES.iter().any(|place| file.path.starts_with(place))
    })
}

/// The kind in whose folder a file is.
fn home<'a>(path: &'a str, kinds: &BTreeSet<&str>) -> Option<&'a str> {
    let story = path.strip_prefix(STORIES).and_then(|inside| inside.split_once('/'));
    story.map(|(kind, _)| kind).filter(|kind| kinds.contains(kind)).or_else(|| folder(path, kinds))
}

/// What tests say of a kind is an example, as in the crates.
fn is_test(file: &File) -> bool {
    file.path.starts_with(STORIES) || file.path.ends_with(".test.ts") || file.name() == "testing.ts"
}

fn is_comment(line: &str) -> bool {
    ["//", "*", "/*", "<!--"].iter().any(|begin| line.trim_start().starts_with(begin))
}

/// A kind by its word as a text, or by a path into its folder.
fn names(line: &str, kind: &str) -> bool {
    let quoted = ['"', '\'', '`'].map(|quote| format!("{quote}{kind}{quote}"));
    !is_comment(line)
        && (line.contains(&format!("kinds/{kind}")) || quoted.iter().any(|way| line.contains(way)))
}

/// A line that brings in a file from a kind's folder.
fn imports(line: &str, kind: &str) -> bool {
    let is_import =
        ["from ", "import "].iter().any(|word| line.contains(word)) || line.contains("import(");
    let ways = [format!("/{kind}/"), format!("/{kind}'"), format!("/{kind}\"")];
    is_import && !is_comment(line) && ways.iter().any(|way| line.contains(way))
}

/// What serves several kinds knows none by its name.
pub fn named_at_home(tree: &Tree) -> Vec<Finding> {
    let kinds = kinds(tree);
    let mut found = Vec::new();
    for file in code(tree) {
        let is_list = LISTS.contains(&file.path.as_str());
        if is_list || is_test(file) || home(&file.path, &kinds).is_some() {
            continue;
        }
        for (number, line) in file.lines() {
            if let Some(kind) = kinds.iter().find(|kind| names(line, kind) || imports(line, kind)) {
                let what = format!("the kind `{kind}` is named outside a folder of its name");
                found.push(Finding::new(&file.path, number, what));
            }
        }
    }
    found
}

/// What two kinds need goes up into the kit, never sideways.
pub fn strangers(tree: &Tree) -> Vec<Finding> {
    let kinds = kinds(tree);
    let mut found = Vec::new();
    for file in code(tree) {
        let Some(own) = home(&file.path, &kinds) else { continue };
        for (number, line) in file.lines() {
            if let Some(other) = kinds.iter().find(|kind| **kind != own && imports(line, kind)) {
                let what = format!("the kind `{own}` imports the kind `{other}`");
                found.push(Finding::new(&file.path, number, what));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(found: &[Finding]) -> Vec<(&str, usize)> {
        found.iter().map(|one| (one.path.as_str(), one.line)).collect()
    }

    #[test]
    fn pages_name_a_kind_in_its_folders_in_lists_and_in_tests_only() {
        let tree = Tree::of(&[
            ("session/src/kinds/meter/mod.rs", ""),
            ("web/src/kinds/kinds.ts", "import { meter } from './meter';"),
            ("web/src/kinds/meter/owner/api.ts", "const KIND = 'meter';"),
            ("web/src/kinds/overlays.ts", "import './meter/overlay/index';"),
            ("web/src/kit/a.ts", "// 'meter'\n/** `meter` */\nmeter.kind === 'meter';"),
            ("web/src/kit/a.test.ts", "'meter'"),
            ("web/src/pages/A.svelte", "<script>\n  import A from '../kinds/meter/A.svelte';"),
            ("web/src/pages/a.css", "@import \"../kinds/meter/paint/bar.css\";"),
            ("web/client/index.ts", "export { a } from './kinds/meter/a.ts';"),
            ("web/client/testing.ts", "kind: 'meter'"),
            ("web/e2e/all.e2e.ts", "import { overlay } from './meter/overlay';"),
            ("web/e2e/meter/overlay.ts", "page.getByRole('meter')"),
            ("web/e2e/console.ts", "import { value } from './meter/bar';"),
            ("web/src/kit/api/schema.ts", "kind: \"meter\";"),
            ("web/index.html", "<script src=\"/src/kinds/meter/landing/main.ts\">"),
        ]);
        assert_eq!(
            places(&named_at_home(&tree)),
            [
                ("web/src/kinds/overlays.ts", 1),
                ("web/src/kit/a.ts", 3),
                ("web/src/pages/A.svelte", 2),
                ("web/src/pages/a.css", 1),
                ("web/client/index.ts", 1),
            ]
        );
    }

    #[test]
    fn kinds_are_strangers_in_the_pages() {
        let tree = Tree::of(&[
            ("session/src/kinds/meter/mod.rs", ""),
            ("session/src/kinds/timer/mod.rs", ""),
            ("web/src/kinds/meter/join/index.ts", "import { Face } from '../../timer/paint/face';"),
            ("web/src/kinds/timer/join/index.ts", "import { Face } from '../paint/face';"),
            ("web/src/kinds/timer/owner/A.svelte", "// from /meter/\nawait import('../../meter');"),
            ("web/src/kinds/timer/owner/a.css", "@import \"../../meter/paint/bar.css\";"),
            ("web/e2e/timer/join.ts", "import { value } from '../meter/bar';"),
        ]);
        assert_eq!(
            places(&strangers(&tree)),
            [
                ("web/src/kinds/meter/join/index.ts", 1),
                ("web/src/kinds/timer/owner/A.svelte", 2),
                ("web/src/kinds/timer/owner/a.css", 1),
                ("web/e2e/timer/join.ts", 1),
            ]
        );
    }
}
