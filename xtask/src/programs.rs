//! Our programs, built by Cargo.

use std::{
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Result, ensure};

use crate::{linted, place, step, stop::Stop};

#[derive(Clone, Debug)]
pub struct Programs {
    pub folder: PathBuf,
    pub api: PathBuf,
    pub worker: PathBuf,
    pub twitch: PathBuf,
    /// An earlier release has none.
    pub outside: PathBuf,
}

impl Programs {
    pub fn in_folder(folder: &Path) -> Result<Self> {
        let program = |name: &str| {
            let path = folder.join(name);
            ensure!(path.exists(), "{} was not built", path.display());
            Ok(path)
        };
        Ok(Self {
            folder: folder.to_path_buf(),
            api: program("downbeat-api")?,
            worker: program("downbeat-worker")?,
            twitch: program("downbeat-twitch-sim")?,
            outside: folder.join("downbeat-outside-sim"),
        })
    }
}

pub fn cargo() -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(place::root());
    // What Cargo tells us of this package is nothing to those that it builds:
    // a build script that heeds it would run each time somebody else calls.
    for (name, _) in std::env::vars_os() {
        let ours = ["CARGO_PKG_", "CARGO_MANIFEST_"];
        if name.to_str().is_some_and(|name| ours.iter().any(|prefix| name.starts_with(prefix))) {
            command.env_remove(&name);
        }
    }
    command
}

/// How Cargo builds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Profile {
    /// Quickly, to look and to test.
    Dev,
    /// As commits before `Dist` were released.
    Release,
    /// As it is released.
    Dist,
}

impl Profile {
    const fn name(self) -> &'static str {
        match self {
            Self::Dev => "dev",
            Self::Release => "release",
            Self::Dist => "dist",
        }
    }

    /// Its folder in the target folder.
    pub const fn folder(self) -> &'static str {
        match self {
            Self::Dev => "debug",
            _ => self.name(),
        }
    }

    pub fn arguments(self) -> [&'static str; 2] {
        ["--profile", self.name()]
    }
}

pub fn build(profile: Profile, stop: &Stop) -> Result<Programs> {
    // The workspace's binaries in one go: built one by one, their libraries
    // would be built once for each set of features. Only what the demo does
    // not start is left out.
    let all = ["build", "--workspace", "--bins"];
    let without = ["--exclude", "downbeat-xtask", "--exclude", "downbeat-bench"];
    build_with(&[&all[..], &without[..]].concat(), profile, stop)
}

/// The programs and the load generator.
pub fn build_to_measure(profile: Profile, stop: &Stop) -> Result<Programs> {
    build_with(&["build", "--workspace", "--bins", "--exclude", "downbeat-xtask"], profile, stop)
}

/// The programs and the tests, with the features that tests add, so that
/// neither is built twice. Tells how many complaints there are about them, too.
pub fn build_with_tests(stop: &Stop) -> Result<(Programs, usize)> {
    let complaints = linted::build(&["build", "--workspace", "--bins", "--tests"], stop)?;
    Ok((Programs::in_folder(&place::target()?.join("debug"))?, complaints))
}

fn build_with(arguments: &[&str], profile: Profile, stop: &Stop) -> Result<Programs> {
    let mut command = cargo();
    command.args(arguments).args(profile.arguments());
    step::run(&mut command, stop)?;
    Programs::in_folder(&place::target()?.join(profile.folder()))
}
