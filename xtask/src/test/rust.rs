//! The steps that are one command each, and the Rust tests on their servers.

use std::process::{Command, Stdio};

use anyhow::Result;

use super::servers::Servers;
use crate::{
    pages,
    programs::{Programs, cargo},
    say,
    step::{output, run},
    stop::Stop,
    tools::{Prometheus, Tools},
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
pub fn tests(tools: &Tools, programs: &Programs, filter: Option<&str>, stop: &Stop) -> Result<()> {
    let schemathesis = tools.schemathesis(stop)?;
    let prometheus = Prometheus::find_or_unpack(stop)?;
    let servers = Servers::start(tools, stop)?;
    let mut command = cargo();
    if has_subcommand("nextest") {
        command.args(["nextest", "run", "--workspace"]);
    } else {
        say::note("cargo-nextest is not installed: the slower `cargo test` runs instead");
        command.args(["test", "--workspace"]);
    }
    command.args(filter).envs(servers.variables(tools, programs));
    command.env("DOWNBEAT_TEST_SCHEMATHESIS", schemathesis);
    command.env("DOWNBEAT_TEST_PROMETHEUS", prometheus.server);
    run(&mut command, stop)
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

fn has_subcommand(name: &str) -> bool {
    let mut trial = Command::new(format!("cargo-{name}"));
    trial.arg("--version").stdout(Stdio::null()).stderr(Stdio::null());
    // Called by Cargo, such a program gets its own name first.
    trial.status().is_ok()
}
