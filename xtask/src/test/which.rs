//! Which of the Rust tests are run, and what they are told.

use std::{env, ffi::OsString, path::Path};

use anyhow::Result;

use crate::{linted::cargo, step::run, stop::Stop, tools::Tools};

pub struct Which {
    arguments: Vec<String>,
    settings: Vec<(String, OsString)>,
}

impl Which {
    /// Those whose name contains this, or all but the ignored ones.
    pub fn named(part: Option<&str>) -> Self {
        let arguments = part.into_iter().map(str::to_owned).collect();
        Self { arguments, settings: Vec::new() }
    }

    /// Those that an expression of nextest means, ignored or not.
    pub fn matching(expression: &str) -> Self {
        let arguments = ["--run-ignored", "all", "-E", expression].map(str::to_owned).into();
        Self { arguments, settings: Vec::new() }
    }

    /// The same, so many times.
    #[must_use]
    pub fn times(mut self, times: u32) -> Self {
        self.arguments.push(format!("--stress-count={times}"));
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

    pub fn run(self, tools: &Tools, stop: &Stop) -> Result<()> {
        let mut command = cargo();
        command.env("PATH", with_folder_of(&tools.nextest(stop)?)?);
        command.args(["nextest", "run", "--workspace"]);
        command.arg(format!("--test-threads={}", side_by_side()));
        run(command.args(self.arguments).envs(self.settings), stop)
    }
}

/// The path with a program's folder, where Cargo looks last for its subcommands.
fn with_folder_of(program: &Path) -> Result<OsString> {
    let path = env::var_os("PATH").unwrap_or_default();
    let folder = program.parent().map(Path::to_path_buf);
    Ok(env::join_paths(env::split_paths(&path).chain(folder))?)
}

/// Tests wait most of the time, for a second to pass or for a process to come
/// up, and leave the processor to others.
fn side_by_side() -> usize {
    const A_CORE: usize = 2;
    A_CORE * std::thread::available_parallelism().map_or(1, usize::from)
}
