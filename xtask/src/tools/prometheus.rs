//! Prometheus and its `promtool`, for tests.

use std::path::PathBuf;

use anyhow::{Result, ensure};

use super::unpacked::find_or_unpack;
use crate::stop::Stop;

pub struct Prometheus {
    pub server: PathBuf,
    pub promtool: PathBuf,
}

impl Prometheus {
    pub fn find_or_unpack(stop: &Stop) -> Result<Self> {
        let promtool = find_or_unpack("prometheus", "promtool", stop)?;
        let server = promtool.with_file_name("prometheus");
        ensure!(server.exists(), "there is no {}", server.display());
        Ok(Self { server, promtool })
    }
}
