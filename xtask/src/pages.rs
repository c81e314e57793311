//! The pages: their packages, and their build. Both are left out when nothing
//! changed.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result};

use crate::{fresh::unless_fresh, place, say, step, stop::Stop, tools::Tools};

/// What is in `web/` but not what pages are made of.
const NOT_SOURCES: &[&str] = &["node_modules", "dist", "e2e", "test-results", "playwright-report"];

pub fn folder() -> PathBuf {
    place::root().join("web")
}

/// An npm command in `web/`.
pub fn npm(tools: &Tools, arguments: &[&str]) -> Command {
    let mut command = Command::new(&tools.npm);
    command
        .args(arguments)
        .current_dir(folder())
        // The browser is the system's; packages bring none.
        .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")
        .env("NO_UPDATE_NOTIFIER", "1");
    command
}

pub fn install(tools: &Tools, stop: &Stop) -> Result<()> {
    let sources = [folder().join("package.json"), folder().join("package-lock.json")];
    let made = folder().join("node_modules/.package-lock.json");
    unless_fresh("packages", &sources, &made, || {
        say::begin("npm packages");
        step::run(&mut npm(tools, &["ci", "--no-audit", "--no-fund", "--loglevel=error"]), stop)
    })?;
    Ok(())
}

pub fn build(tools: &Tools, stop: &Stop) -> Result<()> {
    install(tools, stop)?;
    let mut sources = Vec::new();
    collect(&folder(), &mut sources).context("reading web/")?;
    sources.sort();
    unless_fresh("pages", &sources, &folder().join("dist/index.html"), || {
        say::begin("pages");
        step::run(&mut npm(tools, &["run", "--silent", "build"]), stop)
    })?;
    Ok(())
}

fn collect(folder: &Path, found: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name();
        if NOT_SOURCES.iter().any(|not| name == *not) {
            continue;
        }
        if entry.file_type()?.is_dir() {
            collect(&entry.path(), found)?;
        } else if entry.file_type()?.is_file() {
            found.push(entry.path());
        }
    }
    Ok(())
}
