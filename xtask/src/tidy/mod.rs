//! The rules of this repository, held over the whole tree. A rule is a function
//! from the **tree** to **findings**: a place, and what is wrong there. What a
//! rule lets pass is a visible list beside it.

mod alerts;
mod crates;
mod keys;
mod kinds;
mod looks;
mod manifest;
mod metrics;
mod pages;
mod promises;
mod reached;
mod tree;

use std::fmt;

use anyhow::{Context, Result, bail};

use crate::{place, say};
use tree::Tree;

/// Every rule.
const RULES: &[fn(&Tree) -> Vec<Finding>] = &[
    looks::length,
    looks::words,
    looks::names,
    looks::essays,
    looks::bare_allow,
    crates::uses,
    crates::outside,
    crates::purity,
    kinds::named_at_home,
    kinds::strangers,
    pages::named_at_home,
    pages::strangers,
    metrics::drawn,
    metrics::known,
    alerts::tested,
    alerts::explained,
    keys::documented,
    promises::tested,
    reached::named,
];

#[derive(Debug, PartialEq, Eq)]
pub struct Finding {
    path: String,
    line: usize,
    what: String,
}

impl Finding {
    fn new(path: &str, line: usize, what: impl Into<String>) -> Self {
        Self { path: path.to_owned(), line, what: what.into() }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.path, self.line, self.what)
    }
}

/// `cargo xtask tidy`.
pub fn run() -> Result<()> {
    check()?;
    say::line("tidy");
    Ok(())
}

/// Fails with all findings.
pub fn check() -> Result<()> {
    let tree = Tree::read(&place::root())?;
    let found: Vec<_> = RULES.iter().flat_map(|rule| rule(&tree)).collect();
    if found.is_empty() {
        return Ok(());
    }
    let lines: Vec<_> = found.iter().map(ToString::to_string).collect();
    bail!("{} places are not tidy:\n{}", lines.len(), lines.join("\n"))
}

/// The tests that hold us to what an answer means.
pub fn promised() -> Result<Vec<String>> {
    let tree = Tree::read(&place::root())?;
    let page = tree.file(promises::GUARANTEES).context(promises::GUARANTEES)?;
    Ok(promises::named(page).into_iter().map(str::to_owned).collect())
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_tree_is_tidy() {
        super::check().unwrap();
    }
}
