//! schemathesis, which asks the API what its document promises: in a virtual
//! environment of its own.

use std::{fs, path::PathBuf, process::Command};

use anyhow::{Context, Result};

use super::Tools;
use crate::{place, say, step, stop::Stop};

/// One version, so that it asks the same on every machine.
const VERSION: &str = "4.32.5";

impl Tools {
    pub fn schemathesis(&self, stop: &Stop) -> Result<PathBuf> {
        let place = place::target()?.join("xtask").join(format!("schemathesis-{VERSION}"));
        let program = place.join("bin/schemathesis");
        if program.exists() {
            return Ok(program);
        }
        say::begin("schemathesis");
        let python = self.python.as_deref().context("Python is needed")?;
        // One that was cut off has no program yet: it begins again.
        if place.exists() {
            fs::remove_dir_all(&place).with_context(|| format!("removing {}", place.display()))?;
        }
        step::run(Command::new(python).args(["-m", "venv"]).arg(&place), stop)?;
        let wanted = format!("schemathesis=={VERSION}");
        let mut pip = Command::new(place.join("bin/python"));
        pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", &wanted]);
        step::run(&mut pip, stop)?;
        Ok(program)
    }
}
