//! What is measured beside us, from the npm registry.

use std::{
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result};

use super::pinned;
use crate::{demo::Demo, place, step, stop::Stop, tools::Tools};

/// Other queues, on the same servers and the same core.
pub fn jobs(demo: &Demo, tools: &Tools, stop: &Stop) -> Result<()> {
    let folder = place::target()?.join("job-peers");
    std::fs::create_dir_all(&folder).context("making a folder for the peers")?;
    for file in ["package.json", "bullmq.js", "graphile.js", "measure.js"] {
        let from = place::root().join("bench/peers/jobs").join(file);
        std::fs::copy(&from, folder.join(file)).with_context(|| from.display().to_string())?;
    }
    let mut install = Command::new(&tools.npm);
    install.args(["install", "--no-audit", "--no-fund", "--silent", "--prefix"]).arg(&folder);
    step::run(&mut install, stop)?;
    for peer in ["bullmq.js", "graphile.js"] {
        let mut command = pinned(Path::new("node"));
        command.arg(folder.join(peer));
        command.env("REDIS_URL", demo.ready().redis_queue_url());
        command.env("DATABASE_URL", demo.ready().database_url());
        step::run(&mut command, stop)?;
    }
    Ok(())
}

/// Bun, whose server is uWebSockets.
pub fn bun(tools: &Tools, stop: &Stop) -> Result<PathBuf> {
    let folder = place::target()?.join("peers");
    let program = folder.join("node_modules/bun/bin/bun.exe");
    if !program.exists() {
        std::fs::create_dir_all(&folder).context("making a folder for the peer")?;
        let mut install = Command::new(&tools.npm);
        install.args(["install", "--no-audit", "--no-fund", "--prefix"]).arg(&folder).arg("bun@1");
        step::run(&mut install, stop)?;
    }
    Ok(program)
}
