//! Looking for programs, in the path and in the places of package managers.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use crate::step;

/// Where Homebrew puts what it does not link, on both kinds of Mac.
const HOMEBREW: &[&str] = &["/opt/homebrew/opt", "/usr/local/opt"];

/// Every program of this name, those in the path first.
pub fn named(name: &str) -> Vec<PathBuf> {
    let mut folders: Vec<PathBuf> = std::env::var_os("PATH")
        .map(|path| std::env::split_paths(&path).collect())
        .unwrap_or_default();
    folders.extend(["/usr/local/bin", "/opt/homebrew/bin", "/usr/bin"].map(PathBuf::from));
    for place in HOMEBREW {
        let package = if name == "redis-server" { "redis" } else { name };
        folders.push(Path::new(place).join(package).join("bin"));
    }
    existing(folders, name)
}

/// Every `postgres` that has an `initdb` beside it.
pub fn postgres() -> Vec<PathBuf> {
    let mut found = named("postgres");
    let mut folders = Vec::new();
    for version in children("/usr/lib/postgresql") {
        folders.push(version.join("bin"));
    }
    for package in HOMEBREW.iter().flat_map(children) {
        let name = package.file_name().map(|name| name.to_string_lossy().into_owned());
        if name.is_some_and(|name| name.starts_with("postgresql")) {
            folders.push(package.join("bin"));
        }
    }
    found.extend(existing(folders, "postgres"));
    // A link in the path leads to the folder that has all of its programs.
    let mut found: Vec<_> = found.iter().filter_map(|path| path.canonicalize().ok()).collect();
    found.retain(|path| ["initdb", "createdb"].iter().all(|name| beside(path, name).exists()));
    found.sort();
    found.dedup();
    found
}

/// One that can make virtual environments; Debian keeps that in a package of
/// its own.
pub fn python() -> Option<PathBuf> {
    let complete = |python: &PathBuf| {
        step::output(Command::new(python).args(["-c", "import ensurepip, venv"])).is_ok()
    };
    named("python3").into_iter().find(complete)
}

pub fn chromium() -> Option<PathBuf> {
    let asked = ["DOWNBEAT_TEST_CHROMIUM", "CHROMIUM"].iter().find_map(std::env::var_os);
    if let Some(path) = asked.map(PathBuf::from).filter(|path| path.exists()) {
        return Some(path);
    }
    let names = ["chromium", "google-chrome", "google-chrome-stable", "chrome"];
    let mac = [
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    ];
    let installed = names.iter().flat_map(|name| named(name));
    installed
        .chain(mac.map(PathBuf::from).into_iter().filter(|path| path.exists()))
        .chain(downloaded_by_playwright())
        .next()
}

fn downloaded_by_playwright() -> Vec<PathBuf> {
    let Some(home) = std::env::var_os("HOME") else { return Vec::new() };
    let mut browsers = children(Path::new(&home).join(".cache/ms-playwright"));
    browsers.retain(|path| path.to_string_lossy().contains("/chromium-"));
    let folders = browsers.iter().flat_map(children).collect();
    existing(folders, "chrome")
}

/// The newest of these programs, if it is new enough.
pub fn newest(programs: Vec<PathBuf>, version_min: u32) -> Option<PathBuf> {
    let versions = programs.into_iter().filter_map(|path| Some((version(&path)?, path)));
    // `max_by_key` takes the last of equals; the path's first is wanted.
    let best = versions.rev().max_by_key(|(version, _)| *version);
    best.filter(|(version, _)| *version >= version_min).map(|(_, path)| path)
}

fn version(program: &Path) -> Option<u32> {
    major(&step::output(Command::new(program).arg("--version")).ok()?)
}

/// The first number in what a program tells of its version.
pub fn major(text: &str) -> Option<u32> {
    let digits = text.trim_start_matches(|c: char| !c.is_ascii_digit());
    let end = digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len());
    digits[..end].parse().ok()
}

fn existing(folders: Vec<PathBuf>, name: &str) -> Vec<PathBuf> {
    folders.into_iter().map(|folder| folder.join(name)).filter(|path| path.is_file()).collect()
}

fn beside(path: &Path, name: &str) -> PathBuf {
    path.with_file_name(name)
}

fn children(folder: impl AsRef<Path>) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries.map(|entry| entry.path()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_read_as_programs_tell_them() {
        assert_eq!(major("postgres (PostgreSQL) 15.14 (Debian 15.14-0+deb12u1)"), Some(15));
        assert_eq!(major("Redis server v=7.0.15 sha=00000000:0 malloc=jemalloc"), Some(7));
        assert_eq!(major("v20.20.2\n"), Some(20));
        assert_eq!(major("no number"), None);
    }

    #[test]
    fn an_old_program_is_not_found() {
        let shell = vec![PathBuf::from("/bin/bash")];
        assert_eq!(newest(shell, 1_000), None);
    }
}
