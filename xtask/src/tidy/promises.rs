//! Every promise of these pages points to the test that holds us to it: each
//! row of a table with a column `test` names one there, and it exists.

use std::collections::HashSet;

use super::{
    Finding,
    tree::{File, Tree},
};

const PAGES: &[&str] = &["docs/guarantees.md", "docs/security.md"];

pub fn tested(tree: &Tree) -> Vec<Finding> {
    let tests: HashSet<&str> = tree.rust().flat_map(tests).collect();
    let mut found = Vec::new();
    for page in PAGES.iter().filter_map(|page| tree.file(page)) {
        for (number, cell) in cells(page) {
            let names: Vec<&str> = cell.split('`').skip(1).step_by(2).collect();
            if names.is_empty() {
                found.push(Finding::new(&page.path, number, "a promise without a test"));
            }
            for name in names.iter().filter(|name| !tests.contains(**name)) {
                let what = format!("`{name}` is no test of ours");
                found.push(Finding::new(&page.path, number, what));
            }
        }
    }
    found
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

/// The names of a file's tests.
fn tests(file: &File) -> Vec<&str> {
    let mut tests = Vec::new();
    let mut is_test = false;
    for line in file.text.lines().map(str::trim_start) {
        if line.starts_with("#[") {
            is_test |= line.starts_with("#[test]") || line.starts_with("#[tokio::test");
            continue;
        }
        let name = line.split_once("fn ").and_then(|(_, rest)| rest.split('(').next());
        tests.extend(name.filter(|_| is_test));
        is_test = false;
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
        let code = "#[tokio::test(flavor = \"multi_thread\")]\n#[ignore = \"long\"]\nasync fn it_is() {}\n\
                    fn it_was() {}\n";
        let found = tested(&Tree::of(&[(PAGES[0], page), ("tests/a.rs", code)]));
        assert_eq!(found.iter().map(|one| one.line).collect::<Vec<_>>(), [4, 5]);
    }
}
