//! What need not be done again, because what it is made of is as it was.

use std::{
    collections::hash_map::DefaultHasher,
    fs,
    hash::{Hash, Hasher},
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};

use crate::place;

/// Does `work` unless it was done for the same content of `sources` before.
/// Tells whether it was done now.
pub fn unless_fresh(
    name: &str,
    sources: &[PathBuf],
    made: &Path,
    work: impl FnOnce() -> Result<()>,
) -> Result<bool> {
    let stamp = place::target()?.join("xtask").join(format!("{name}.stamp"));
    let now = format!("{:016x}", fingerprint(sources)?);
    if made.exists() && fs::read_to_string(&stamp).is_ok_and(|before| before == now) {
        return Ok(false);
    }
    work()?;
    if let Some(folder) = stamp.parent() {
        fs::create_dir_all(folder).with_context(|| format!("making {}", folder.display()))?;
    }
    fs::write(&stamp, now).with_context(|| format!("writing {}", stamp.display()))?;
    Ok(true)
}

fn fingerprint(sources: &[PathBuf]) -> Result<u64> {
    let mut hasher = DefaultHasher::new();
    for path in sources {
        let bytes = fs::read(path).with_context(|| format!("reading {}", path.display()))?;
        path.hash(&mut hasher);
        bytes.hash(&mut hasher);
    }
    Ok(hasher.finish())
}
