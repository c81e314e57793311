//! Programs that are installed, or else come from Debian's package, unpacked in a
//! folder of its own: installed, it would start a service.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result, bail};

use super::{find, install};
use crate::{place, say, step, stop::Stop};

/// A program of a package, which has it in `usr/bin`.
pub fn find_or_unpack(package: &str, program: &str, stop: &Stop) -> Result<PathBuf> {
    let place = place::target()?.join("xtask").join(package);
    let unpacked = place.join("usr/bin").join(program);
    let mut known = find::named(program).into_iter().chain([unpacked.clone()]);
    if let Some(found) = known.find(|path| path.exists()) {
        return Ok(found);
    }
    if find::named("apt-get").is_empty() {
        bail!("missing: {package}. Run:\n  brew install {package}");
    }
    say::begin(package);
    unpack(package, &place, stop).with_context(|| {
        format!(
            "Debian's package {package} cannot be had. Install it by hand:\n  \
             sudo apt-get update && sudo apt-get install -y {package}"
        )
    })?;
    if unpacked.exists() { Ok(unpacked) } else { bail!("the package {package} has no {program}") }
}

fn unpack(package: &str, place: &Path, stop: &Stop) -> Result<()> {
    let parts = place.with_extension("parts");
    // One that was cut off is not complete: it begins again.
    for folder in [place, &parts] {
        if folder.exists() {
            fs::remove_dir_all(folder).with_context(|| format!("removing {}", folder.display()))?;
        }
    }
    fs::create_dir_all(&parts).with_context(|| format!("making {}", parts.display()))?;
    let mut download = Command::new("apt-get");
    download.args(["download", "-q", package]).current_dir(&parts);
    if step::run(&mut download, stop).is_err() {
        // The lists may be older than the mirror.
        install::update_lists(stop)?;
        step::run(&mut download, stop)?;
    }
    let mut files = fs::read_dir(&parts)?.filter_map(|entry| Some(entry.ok()?.path()));
    let file = files.find(|path| path.extension().is_some_and(|end| end == "deb"));
    let file = file.context("nothing was downloaded")?;
    let whole = parts.join("whole");
    step::run(Command::new("dpkg-deb").arg("--extract").arg(file).arg(&whole), stop)?;
    fs::rename(&whole, place)?;
    Ok(fs::remove_dir_all(&parts)?)
}
