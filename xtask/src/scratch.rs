//! The folder of one run, gone with it.

use std::{
    fs, io,
    os::unix::fs::{DirBuilderExt, chown},
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};

use crate::{chance, user::User};

pub struct Scratch {
    path: PathBuf,
}

impl Scratch {
    /// Others may pass through it, to their own folders, but not look around.
    pub fn new(name: &str) -> Result<Self> {
        // Root's own temporary folder may be one that only root can enter.
        let parent = if rustix::process::geteuid().is_root() {
            PathBuf::from("/tmp")
        } else {
            std::env::temp_dir()
        };
        let word = format!("downbeat-{name}-{:08x}", chance::number() & 0xffff_ffff);
        let path = parent.join(word);
        fs::DirBuilder::new()
            .mode(0o711)
            .create(&path)
            .with_context(|| format!("making {}", path.display()))?;
        Ok(Self { path })
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    /// A folder in it that belongs to `owner` alone.
    pub fn folder(&self, name: &str, owner: Option<User>) -> Result<PathBuf> {
        let path = self.path.join(name);
        make(&path, owner).with_context(|| format!("making {}", path.display()))?;
        Ok(path)
    }
}

fn make(path: &Path, owner: Option<User>) -> io::Result<()> {
    fs::DirBuilder::new().mode(0o700).create(path)?;
    owner.map_or(Ok(()), |User { uid, gid }| chown(path, Some(uid), Some(gid)))
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // What cannot be removed is left to the system's own cleaning.
        let _ = fs::remove_dir_all(&self.path);
    }
}
