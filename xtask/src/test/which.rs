//! Which of the Rust tests are run, and what they are told.

use std::{
    ffi::OsString,
    process::{Command, Stdio},
};

use anyhow::{Result, ensure};

use crate::{linted::cargo, say, step::run, stop::Stop};

pub struct Which {
    arguments: Vec<String>,
    /// Only nextest takes its arguments.
    is_for_nextest: bool,
    settings: Vec<(String, OsString)>,
}

impl Which {
    /// Those whose name contains this, or all but the ignored ones.
    pub fn named(part: Option<&str>) -> Self {
        let arguments = part.into_iter().map(str::to_owned).collect();
        Self { arguments, is_for_nextest: false, settings: Vec::new() }
    }

    /// Those that an expression of nextest means, ignored or not.
    pub fn matching(expression: &str) -> Self {
        let arguments = ["--run-ignored", "all", "-E", expression].map(str::to_owned).into();
        Self { arguments, is_for_nextest: true, settings: Vec::new() }
    }

    /// The same, so many times.
    #[must_use]
    pub fn times(mut self, times: u32) -> Self {
        self.arguments.push(format!("--stress-count={times}"));
        self.is_for_nextest = true;
        self
    }

    /// The same, with what they say as they go.
    #[must_use]
    pub fn aloud(mut self) -> Self {
        self.arguments.push("--no-capture".into());
        self
    }

    #[must_use]
    pub fn told(mut self, settings: impl IntoIterator<Item = (String, OsString)>) -> Self {
        self.settings.extend(settings);
        self
    }

    pub fn run(self, stop: &Stop) -> Result<()> {
        let mut command = cargo();
        if has_subcommand("nextest") {
            command.args(["nextest", "run", "--workspace"]);
            command.arg(format!("--test-threads={}", side_by_side()));
        } else {
            let how = "cargo-nextest is needed: `cargo install --locked cargo-nextest`";
            ensure!(!self.is_for_nextest, how);
            say::note("cargo-nextest is not installed: the slower `cargo test` runs instead");
            command.args(["test", "--workspace"]);
        }
        run(command.args(self.arguments).envs(self.settings), stop)
    }
}

/// Tests wait most of the time, for a second to pass or for a process to come
/// up, and leave the processor to others.
fn side_by_side() -> usize {
    const A_CORE: usize = 2;
    A_CORE * std::thread::available_parallelism().map_or(1, usize::from)
}

pub fn has_subcommand(name: &str) -> bool {
    let mut trial = Command::new(format!("cargo-{name}"));
    trial.arg("--version").stdout(Stdio::null()).stderr(Stdio::null());
    // Called by Cargo, such a program gets its own name first.
    trial.status().is_ok()
}
