//! The programs of this machine that we need: found, or installed.

mod find;
mod install;
mod need;
mod packaged;
mod prometheus;
mod unpacked;

use std::path::PathBuf;

use anyhow::{Result, bail};

pub use need::Need;
pub use prometheus::Prometheus;

use crate::stop::Stop;

pub struct Tools {
    /// The folder of `initdb` and `postgres`.
    pub postgres_bin: PathBuf,
    pub redis_server: PathBuf,
    pub npm: PathBuf,
    /// Only tests need it.
    pub chromium: Option<PathBuf>,
    python: Option<PathBuf>,
}

pub const DEMO: &[Need] = &[Need::Postgres, Need::Redis, Need::Node, Need::Npm];
pub const TESTS: &[Need] =
    &[Need::Postgres, Need::Redis, Need::Node, Need::Npm, Need::Chromium, Need::Python];

/// The load balancer of the compose file.
pub fn caddy(stop: &Stop) -> Result<PathBuf> {
    unpacked::find_or_unpack("caddy", "caddy", stop)
}

impl Tools {
    /// Finds all that is needed; what is missing is installed where we may.
    pub fn find_or_install(needs: &[Need], stop: &Stop) -> Result<Self> {
        let missing: Vec<_> = needs.iter().copied().filter(|need| need.find().is_none()).collect();
        if !missing.is_empty() {
            install::install(&missing, stop)?;
        }
        let Some(tools) = Self::find() else { bail!(install::advice(&missing)) };
        let complete = needs.iter().all(|need| need.find().is_some());
        if complete { Ok(tools) } else { bail!(install::advice(&missing)) }
    }

    fn find() -> Option<Self> {
        Some(Self {
            postgres_bin: Need::Postgres.find()?.parent()?.to_path_buf(),
            redis_server: Need::Redis.find()?,
            npm: Need::Npm.find()?,
            chromium: Need::Chromium.find(),
            python: Need::Python.find(),
        })
    }
}
