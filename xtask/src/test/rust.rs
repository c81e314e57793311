//! The steps that are one command each, and the Rust tests on their servers.

use anyhow::Result;

use super::{
    servers::Servers,
    which::{Which, has_subcommand},
};
use crate::{
    pages,
    programs::{Programs, cargo},
    say,
    step::{output, run},
    stop::Stop,
    tools::{self, Prometheus, Tools},
};

pub fn format(stop: &Stop) -> Result<()> {
    run(cargo().args(["fmt", "--all", "--check"]), stop)
}

pub fn lints(stop: &Stop) -> Result<()> {
    let lints = ["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"];
    run(cargo().args(lints), stop)
}

/// A script of the pages' package.
pub fn script(tools: &Tools, name: &str, stop: &Stop) -> Result<()> {
    if !pages::has_script(name) {
        say::note(&format!("the pages have no script `{name}`: not checked"));
        return Ok(());
    }
    run(&mut pages::npm(tools, &["run", "--silent", name]), stop)
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
