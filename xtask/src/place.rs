//! Where things are in this checkout.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// The folder of the workspace.
pub fn root() -> PathBuf {
    let ours = std::env::var_os("CARGO_MANIFEST_DIR")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
    ours.parent().map_or_else(|| ours.clone(), Path::to_path_buf)
}

/// Cargo's output folder: the one that this program was built into.
pub fn target() -> Result<PathBuf> {
    let ours = std::env::current_exe().context("finding this program")?;
    let folder = ours.ancestors().find(|folder| folder.join("CACHEDIR.TAG").exists());
    Ok(folder.map_or_else(|| root().join("target"), Path::to_path_buf))
}
