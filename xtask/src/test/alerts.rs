//! The alerts, as Prometheus itself reads them, and their tests.

use std::{fs, path::PathBuf, process::Command};

use anyhow::{Context, Result, ensure};

use crate::{place, step, stop::Stop, tools::Prometheus};

pub fn run(stop: &Stop) -> Result<()> {
    let promtool = Prometheus::find_or_unpack(stop)?.promtool;
    let folder = place::root().join("prometheus");
    step::run(
        Command::new(&promtool).args(["check", "config"]).arg(folder.join("prometheus.yml")),
        stop,
    )?;
    let tests = folder.join("tests");
    let entries = fs::read_dir(&tests).with_context(|| format!("reading {}", tests.display()))?;
    let mut files: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    files.sort();
    ensure!(!files.is_empty(), "there are no tests of alerts");
    step::run(Command::new(&promtool).args(["test", "rules"]).args(files), stop)
}
