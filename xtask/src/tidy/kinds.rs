//! A kind is one folder and one word: nothing else knows it by name, and no
//! kind knows another.

use std::collections::BTreeSet;

use super::{Finding, tree::Tree};

const HOME: &str = "session/src/kinds/";

/// Product files outside the kinds that may name one, each for a reason that
/// stands in it.
const MAY_NAME: &[&str] = &["worker/src/seed.rs"];

fn kinds(tree: &Tree) -> BTreeSet<&str> {
    let inside = tree.under(HOME).filter_map(|file| file.path.strip_prefix(HOME));
    inside.filter_map(|path| path.split_once('/')).map(|(kind, _)| kind).collect()
}

/// Code that names a kind would have to be found and changed for the next.
pub fn named_at_home(tree: &Tree) -> Vec<Finding> {
    let kinds = kinds(tree);
    let elsewhere = tree.rust().filter(|file| {
        let home = file.path.starts_with(HOME) || file.path.starts_with("xtask/");
        !home && !MAY_NAME.contains(&file.path.as_str())
    });
    let mut found = Vec::new();
    for file in elsewhere {
        for (number, line) in file.product_lines() {
            let comment = line.trim_start().starts_with("//");
            let named = kinds.iter().find(|kind| line.contains(&format!("\"{kind}\"")));
            if let Some(kind) = named.filter(|_| !comment) {
                let what = format!("the kind `{kind}` is named outside {HOME}");
                found.push(Finding::new(&file.path, number, what));
            }
        }
    }
    found
}

pub fn strangers(tree: &Tree) -> Vec<Finding> {
    let kinds = kinds(tree);
    let mut found = Vec::new();
    for file in tree.under(HOME) {
        let inside = file.path.strip_prefix(HOME).and_then(|path| path.split_once('/'));
        let Some((own, _)) = inside else { continue };
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
    fn a_kind_is_named_at_home_and_in_tests_only() {
        let tree = Tree::of(&[
            ("session/src/kinds/meter/mod.rs", "const NAME: &str = \"meter\";"),
            ("api/src/a.rs", "if kind == \"meter\" {\n}\n#[cfg(test)]\nmod tests {\n\"meter\"\n}"),
            ("tests/it/a.rs", "\"meter\""),
        ]);
        let found = named_at_home(&tree);
        assert_eq!(
            found.iter().map(|one| (one.path.as_str(), one.line)).collect::<Vec<_>>(),
            [("api/src/a.rs", 1)]
        );
    }

    #[test]
    fn kinds_are_strangers() {
        let tree = Tree::of(&[
            ("session/src/kinds/meter/mod.rs", "use crate::kinds::timer::State;"),
            ("session/src/kinds/timer/mod.rs", "use crate::kinds::timer::state;"),
        ]);
        assert_eq!(strangers(&tree).len(), 1);
    }
}
