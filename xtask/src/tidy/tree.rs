//! The files of the repository, read once.

use std::{fs, path::Path};

use anyhow::{Context, Result};

/// Folders with what others made.
const FOREIGN: &[&str] =
    &[".git", "target", "node_modules", "dist", "test-results", "playwright-report", ".demo"];

/// Files that people write. What a program writes (lock files, JSON) may be
/// long and may look as it likes.
const WRITTEN: &[&str] = &[
    "rs", "toml", "md", "lua", "sql", "ts", "js", "mjs", "svelte", "css", "html", "sh", "yml",
    "yaml", "json",
];

pub struct File {
    /// From the root, with slashes.
    pub path: String,
    pub text: String,
}

#[derive(Default)]
pub struct Tree {
    pub files: Vec<File>,
}

impl Tree {
    pub fn read(root: &Path) -> Result<Self> {
        let mut tree = Self::default();
        tree.add_folder(root, "").with_context(|| format!("reading {}", root.display()))?;
        tree.files.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(tree)
    }

    fn add_folder(&mut self, folder: &Path, prefix: &str) -> std::io::Result<()> {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let Ok(name) = entry.file_name().into_string() else { continue };
            let path = format!("{prefix}{name}");
            let kind = entry.file_type()?;
            if kind.is_dir() && !FOREIGN.contains(&name.as_str()) {
                self.add_folder(&entry.path(), &format!("{path}/"))?;
            } else if kind.is_file() && is_written(&name) {
                let text = fs::read_to_string(entry.path())?;
                self.files.push(File { path, text });
            }
        }
        Ok(())
    }

    pub fn file(&self, path: &str) -> Option<&File> {
        self.files.iter().find(|file| file.path == path)
    }

    pub fn under(&self, folder: &str) -> impl Iterator<Item = &File> {
        self.files.iter().filter(move |file| file.path.starts_with(folder))
    }

    pub fn rust(&self) -> impl Iterator<Item = &File> {
        self.files.iter().filter(|file| file.extension() == "rs")
    }

    #[cfg(test)]
    pub fn of(files: &[(&str, &str)]) -> Self {
        let file = |&(path, text): &(&str, &str)| File { path: path.into(), text: text.into() };
        Self { files: files.iter().map(file).collect() }
    }
}

fn is_written(name: &str) -> bool {
    !name.ends_with("lock.json")
        && name.rsplit_once('.').is_some_and(|(_, end)| WRITTEN.contains(&end))
}

impl File {
    pub fn extension(&self) -> &str {
        self.path.rsplit_once('.').map_or("", |(_, end)| end)
    }

    pub fn name(&self) -> &str {
        self.path.rsplit_once('/').map_or(&self.path, |(_, name)| name)
    }

    /// Lines with their numbers.
    pub fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        (1..).zip(self.text.lines())
    }

    /// Whether all of it is there for tests.
    pub fn is_test(&self) -> bool {
        self.path.starts_with("tests/")
            || self.path.contains("/tests/")
            || self.name() == "tests.rs"
    }

    /// The lines before a module of tests, which stands last.
    pub fn product_lines(&self) -> impl Iterator<Item = (usize, &str)> {
        let end = self.text.find("#[cfg(test)]\nmod tests {").unwrap_or(self.text.len());
        let text = if self.is_test() { "" } else { &self.text[..end] };
        (1..).zip(text.lines())
    }
}
