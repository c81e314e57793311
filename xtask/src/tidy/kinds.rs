//! A kind is one folder of its name in each crate that needs it, and its word in
//! the crate's one list: nothing else knows it by name, and no kind knows another.

use std::collections::BTreeSet;

use super::{Finding, tree::Tree};

const HOME: &str = "session/src/kinds/";
const FOLDER: &str = "/kinds/";
/// Crates that are not the product, or tell of all kinds. A list of kinds is the
/// `mod.rs` of its folder.
const MAY_NAME: &[&str] =
    &["entity/", "migration/", "tests/", "bench/", "fuzz/", "xtask/", "worker/src/seed.rs"];

pub fn kinds(tree: &Tree) -> BTreeSet<&str> {
    let inside = tree.under(HOME).filter_map(|file| file.path.strip_prefix(HOME));
    inside.filter_map(|path| path.split_once('/')).map(|(kind, _)| kind).collect()
}

/// The kind in whose folder a file is, in whichever crate.
pub fn folder<'a>(path: &'a str, kinds: &BTreeSet<&str>) -> Option<&'a str> {
    let (kind, _) = path.split_once(FOLDER)?.1.split_once('/')?;
    kinds.contains(kind).then_some(kind)
}

/// Whether a file is a crate's list of kinds.
fn is_list(path: &str) -> bool {
    path.split_once(FOLDER).is_some_and(|(_, inside)| !inside.contains('/'))
}

/// A line of code that names a kind: as a text, or by a path into its folder.
fn names(line: &str, kind: &str) -> bool {
    let is_comment = line.trim_start().starts_with("//");
    let ways = [format!("\"{kind}\""), format!("kinds::{kind}"), format!("kinds/{kind}")];
    !is_comment && ways.iter().any(|way| line.contains(way))
}

/// Code that names a kind would have to be found and changed for the next.
pub fn named_at_home(tree: &Tree) -> Vec<Finding> {
    let kinds = kinds(tree);
    let elsewhere = tree.rust().filter(|file| {
        let may_name = MAY_NAME.iter().any(|folder| file.path.starts_with(folder));
        !may_name && !is_list(&file.path) && folder(&file.path, &kinds).is_none()
    });
    let mut found = Vec::new();
    for file in elsewhere {
        for (number, line) in file.product_lines() {
            if let Some(kind) = kinds.iter().find(|kind| names(line, kind)) {
                let what = format!("the kind `{kind}` is named outside a folder of its name");
                found.push(Finding::new(&file.path, number, what));
            }
        }
    }
    found
}

/// What two kinds need goes up into the crate, never sideways.
pub fn strangers(tree: &Tree) -> Vec<Finding> {
    let kinds = kinds(tree);
    let mut found = Vec::new();
    for file in tree.rust() {
        let Some(own) = folder(&file.path, &kinds) else { continue };
        for (number, line) in file.lines() {
            for other in kinds.iter().filter(|kind| **kind != own) {
                let ways = [format!("kinds::{other}::"), format!("super::{other}::")];
                if ways.iter().any(|way| line.contains(way)) {
                    let what = format!("the kind `{own}` imports the kind `{other}`");
                    found.push(Finding::new(&file.path, number, what));
                }
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_is_named_in_its_folders_in_lists_and_in_tests_only() {
        let tree = Tree::of(&[
            ("session/src/kinds/meter/mod.rs", "const NAME: &str = \"meter\";"),
            ("store/src/kinds/mod.rs", "mod meter;\npub use kinds::meter::rounds;"),
            ("store/src/kinds/meter/mod.rs", "const NAME: &str = \"meter\";"),
            ("api/src/a.rs", "if kind == \"meter\" {\n}\n#[cfg(test)]\nmod tests {\n\"meter\"\n}"),
            ("worker/src/a.rs", "// a meter\nuse crate::kinds::meter::rounds;"),
            ("tests/it/a.rs", "\"meter\""),
        ]);
        let found = named_at_home(&tree);
        assert_eq!(
            found.iter().map(|one| (one.path.as_str(), one.line)).collect::<Vec<_>>(),
            [("api/src/a.rs", 1), ("worker/src/a.rs", 2)]
        );
    }

    #[test]
    fn kinds_are_strangers_in_every_room() {
        let tree = Tree::of(&[
            ("session/src/kinds/meter/mod.rs", "use crate::kinds::timer::State;"),
            ("session/src/kinds/timer/mod.rs", "use crate::kinds::timer::state;"),
            ("api/src/kinds/timer/a.rs", "use crate::kinds::meter::Rounds;"),
        ]);
        assert_eq!(strangers(&tree).len(), 2);
    }
}
