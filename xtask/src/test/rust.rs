//! The steps that are one command each, and the Rust tests on their servers.

use anyhow::{Result, ensure};

use super::{
    servers::Servers,
    which::{Which, has_subcommand},
};
use crate::{
    programs::{Programs, cargo},
    say,
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
    which.told(servers.variables(tools, programs)).told(own).run(stop)
}

/// Licences, bans and sources always; advisories where their database can be
/// reached.
pub fn dependencies(stop: &Stop) -> Result<()> {
    if !has_subcommand("deny") {
        say::note("cargo-deny is not installed: dependencies are not checked");
        return Ok(());
    }
    run(cargo().args(["deny", "check", "licenses", "bans", "sources"]), stop)?;
    if output(cargo().args(["deny", "fetch", "db"])).is_err() {
        say::note("the database of advisories cannot be reached: advisories are not checked");
        return Ok(());
    }
    run(cargo().args(["deny", "check", "advisories"]), stop)
}
