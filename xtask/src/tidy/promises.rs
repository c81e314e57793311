//! Every promise of these pages points to the test that holds us to it: each
//! row of a table with a column `test` names one there, and `cargo xtask test`
//! runs it.

use std::collections::HashMap;

use super::{
    Finding,
    tree::{File, Tree},
};

/// What an answer means, which `cargo xtask faults` holds us to.
pub const GUARANTEES: &str = "docs/guarantees.md";
const PAGES: &[&str] = &[GUARANTEES, "docs/security.md"];
/// Tests of these are run when somebody asks for them.
const ASIDE: &[&str] = &["fuzz/", "bench/"];

pub fn tested(tree: &Tree) -> Vec<Finding> {
    let tests = all_tests(tree);
    let mut found = Vec::new();
    for page in PAGES.iter().filter_map(|page| tree.file(page)) {
        for (number, cell) in cells(page) {
            let names = names(cell);
            if names.is_empty() {
                found.push(Finding::new(&page.path, number, "a promise without a test"));
            }
            for name in names {
                let what = match tests.get(name) {
                    None => format!("`{name}` is no test of ours"),
                    Some(false) => format!("`{name}` is ignored, and nothing runs it by itself"),
                    Some(true) => continue,
                };
                found.push(Finding::new(&page.path, number, what));
            }
        }
    }
    found
}

/// The tests that a page names.
pub fn named(page: &File) -> Vec<&str> {
    let mut named: Vec<&str> = cells(page).into_iter().flat_map(|(_, cell)| names(cell)).collect();
    named.sort_unstable();
    named.dedup();
    named
}

fn names(cell: &str) -> Vec<&str> {
    cell.split('`').skip(1).step_by(2).collect()
}

/// The cells of columns named `test`, with their lines.
fn cells(page: &File) -> Vec<(usize, &str)> {
    let mut cells = Vec::new();
    let mut column = None;
    for (number, line) in page.lines() {
        let parts: Vec<&str> = line.split('|').map(str::trim).collect();
        if !line.starts_with('|') {
            column = None;
        } else if let Some(place) = parts.iter().position(|part| *part == "test") {
            column = Some(place);
        } else if let Some(place) = column.filter(|_| !line.starts_with("|-")) {
            cells.push((number, parts.get(place).copied().unwrap_or_default()));
        }
    }
    cells
}

/// The names of all tests, and whether they are run without being asked for.
fn all_tests(tree: &Tree) -> HashMap<&str, bool> {
    let mut all = HashMap::new();
    for file in tree.rust().filter(|file| !ASIDE.iter().any(|folder| file.path.starts_with(folder)))
    {
        for (name, is_ignored) in tests(file) {
            *all.entry(name).or_default() |= !is_ignored;
        }
    }
    all
}

/// The names of a file's tests, and whether they are ignored.
fn tests(file: &File) -> Vec<(&str, bool)> {
    let mut tests = Vec::new();
    let (mut is_test, mut is_ignored) = (false, false);
    for line in file.text.lines().map(str::trim_start) {
        if line.starts_with("#[") {
            is_test |= line.starts_with("#[test]") || line.starts_with("#[tokio::test");
            is_ignored |= line.starts_with("#[ignore");
            continue;
        }
        let name = line.split_once("fn ").and_then(|(_, rest)| rest.split('(').next());
        tests.extend(name.filter(|_| is_test).map(|name| (name, is_ignored)));
        (is_test, is_ignored) = (false, false);
    }
    tests
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_promise_without_its_test_is_found() {
        let page = "| what | test |\n|---|---|\n| a | `it_is` |\n| b | |\n| c | `it_was` |\n\n\
                    | what | where |\n|---|---|\n| d | `elsewhere` |\n";
        let code = "#[tokio::test(flavor = \"multi_thread\")]\nasync fn it_is() {}\n\
                    fn it_was() {}\n";
        let found = tested(&Tree::of(&[(PAGES[0], page), ("tests/a.rs", code)]));
        assert_eq!(found.iter().map(|one| one.line).collect::<Vec<_>>(), [4, 5]);
    }

    #[test]
    fn a_test_that_nobody_runs_holds_nobody_to_anything() {
        let page = "| test |\n|---|\n| `never` |\n| `always` |\n| `aside` |\n";
        let code = "#[test]\n#[ignore = \"long\"]\nfn never() {}\n#[test]\nfn always() {}\n";
        let aside = "#[test]\nfn aside() {}\n";
        let files = [(PAGES[1], page), ("tests/a.rs", code), ("fuzz/a.rs", aside)];
        let found = tested(&Tree::of(&files));
        assert_eq!(found.iter().map(|one| one.line).collect::<Vec<_>>(), [3, 5], "{found:?}");
    }

    #[test]
    fn a_page_names_each_of_its_tests_once() {
        let page = "| test |\n|---|\n| `b`, `a` |\n| `a` |\n";
        let tree = Tree::of(&[(GUARANTEES, page)]);
        assert_eq!(named(tree.file(GUARANTEES).unwrap()), ["a", "b"]);
    }
}
