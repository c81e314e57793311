//! Prometheus and its `promtool`, for tests: what is installed, or else Debian's
//! package, unpacked in a folder of its own. Installed, it would start a service.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result, bail};

use super::{find, install};
use crate::{place, say, step, stop::Stop};

pub struct Prometheus {
    pub server: PathBuf,
    pub promtool: PathBuf,
}

impl Prometheus {
    pub fn find_or_unpack(stop: &Stop) -> Result<Self> {
        let place = place::target()?.join("xtask").join("prometheus");
        let unpacked = place.join("usr/bin/promtool");
        let mut known = find::named("promtool").into_iter().chain([unpacked.clone()]);
        if let Some(found) = known.find_map(both) {
            return Ok(found);
        }
        if find::named("apt-get").is_empty() {
            bail!("missing: Prometheus. Run:\n  brew install prometheus");
        }
        say::begin("prometheus");
        unpack(&place, stop).context(
            "Debian's package of Prometheus cannot be had. Install it by hand:\n  \
             sudo apt-get update && sudo apt-get install -y prometheus",
        )?;
        both(unpacked).context("Debian's package of Prometheus has no promtool")
    }
}

/// The two that stand beside each other.
fn both(promtool: PathBuf) -> Option<Prometheus> {
    let server = promtool.with_file_name("prometheus");
    (promtool.exists() && server.exists()).then_some(Prometheus { server, promtool })
}

fn unpack(place: &Path, stop: &Stop) -> Result<()> {
    let parts = place.with_extension("parts");
    // One that was cut off is not complete: it begins again.
    for folder in [place, &parts] {
        if folder.exists() {
            fs::remove_dir_all(folder).with_context(|| format!("removing {}", folder.display()))?;
        }
    }
    fs::create_dir_all(&parts).with_context(|| format!("making {}", parts.display()))?;
    let mut download = Command::new("apt-get");
    download.args(["download", "-q", "prometheus"]).current_dir(&parts);
    if step::run(&mut download, stop).is_err() {
        // The lists may be older than the mirror.
        install::update_lists(stop)?;
        step::run(&mut download, stop)?;
    }
    let mut files = fs::read_dir(&parts)?.filter_map(|entry| Some(entry.ok()?.path()));
    let package = files.find(|path| path.extension().is_some_and(|end| end == "deb"));
    let package = package.context("nothing was downloaded")?;
    let whole = parts.join("whole");
    step::run(Command::new("dpkg-deb").arg("--extract").arg(package).arg(&whole), stop)?;
    fs::rename(&whole, place)?;
    Ok(fs::remove_dir_all(&parts)?)
}
