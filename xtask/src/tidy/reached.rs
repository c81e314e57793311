//! A file of code that no other names is compiled by nobody, and its tests are
//! run by nobody.

use super::{
    Finding,
    tree::{File, Tree},
};

/// Where Cargo begins by itself, or is told to in a manifest.
const ROOTS: &[&str] = &["lib.rs", "main.rs", "build.rs"];
const TOLD: &[&str] = &["fuzz/targets/"];

pub fn named(tree: &Tree) -> Vec<Finding> {
    let is_lost = |file: &&File| {
        let is_root = ROOTS.contains(&file.name());
        let is_told = TOLD.iter().any(|folder| file.path.starts_with(folder));
        !is_root && !is_told && !is_named(tree, file)
    };
    let lost = tree.rust().filter(is_lost);
    lost.map(|file| Finding::new(&file.path, 1, "no other file names it: it is not compiled"))
        .collect()
}

/// Whether the file above it has it as a module.
fn is_named(tree: &Tree, file: &File) -> bool {
    let path = file.path.trim_end_matches(".rs").trim_end_matches("/mod");
    let Some((folder, module)) = path.rsplit_once('/') else { return false };
    let above = ["mod.rs", "lib.rs", "main.rs"].map(|name| format!("{folder}/{name}"));
    let above = above.into_iter().chain([format!("{folder}.rs")]);
    let line = format!("mod {module};");
    let names = |text: &str| {
        let before = text.trim().strip_suffix(line.as_str());
        before.is_some_and(|before| before.is_empty() || before.starts_with("pub"))
    };
    above.filter_map(|path| tree.file(&path)).any(|file| file.text.lines().any(names))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_no_other_names_is_found() {
        let tree = Tree::of(&[
            ("a/src/lib.rs", "pub mod b;\nmod c;\n"),
            ("a/src/b/mod.rs", "pub(crate) mod d;\n// mod e;\n"),
            ("a/src/b/d.rs", ""),
            ("a/src/b/e.rs", ""),
            ("a/src/c.rs", "mod f;\n"),
            ("a/src/c/f.rs", ""),
            ("a/src/g.rs", ""),
            ("fuzz/targets/h.rs", ""),
        ]);
        let lost: Vec<_> = named(&tree).into_iter().map(|found| found.path).collect();
        assert_eq!(lost, ["a/src/b/e.rs", "a/src/g.rs"]);
    }
}
