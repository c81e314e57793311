//! The steps that are one command each, and the Rust tests on their servers.

use anyhow::{Result, ensure};

use std::process::Command;

use super::{servers::Servers, which::Which};
use crate::{
    place,
    programs::{Programs, cargo},
    step::{output, run},
    stop::Stop,
    tools::{self, Prometheus, Tools},
};

pub fn format(stop: &Stop) -> Result<()> {
    run(cargo().args(["fmt", "--all", "--check"]), stop)
}

/// What the build said of our crates.
pub fn lints(complaints: usize) -> Result<()> {
    ensure!(complaints == 0, "{complaints} complaints of the compiler and Clippy: see the build");
    Ok(())
}

/// The Rust tests on private servers, which end with them.
pub fn tests(tools: &Tools, programs: &Programs, which: Which, stop: &Stop) -> Result<()> {
    let schemathesis = tools.schemathesis(stop)?;
    let prometheus = Prometheus::find_or_unpack(stop)?;
    let servers = Servers::start(tools, stop)?;
    let caddy = tools::caddy(stop)?;
    let own = [("SCHEMATHESIS", schemathesis), ("PROMETHEUS", prometheus.server), ("CADDY", caddy)];
    let own = own.map(|(name, place)| (format!("DOWNBEAT_TEST_{name}"), place.into()));
    which.told(servers.variables(tools, programs)).told(own).run(tools, stop)
}

/// Licences, bans and sources: what the lock file and the packages say.
pub fn dependencies(tools: &Tools, stop: &Stop) -> Result<()> {
    run(deny(tools, stop)?.args(["check", "licenses", "bans", "sources"]), stop)
}

/// Whether something is known against a dependency. `Err` inside says why nobody
/// could tell: the database of advisories cannot be reached.
pub fn advisories(tools: &Tools, stop: &Stop) -> Result<Result<()>> {
    if let Err(error) = output(deny(tools, stop)?.args(["fetch", "db"])) {
        return Ok(Err(error));
    }
    run(deny(tools, stop)?.args(["check", "advisories"]), stop).map(Ok)
}

fn deny(tools: &Tools, stop: &Stop) -> Result<Command> {
    let mut command = Command::new(tools.deny(stop)?);
    command.current_dir(place::root());
    Ok(command)
}
