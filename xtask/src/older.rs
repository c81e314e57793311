//! The programs of another commit, built in a folder of their own.

use std::{fs, path::Path, process::Command};

use anyhow::{Context, Result};

use crate::{
    place,
    programs::{self, Profile, Programs},
    step,
    stop::Stop,
};

/// What was built as it is released was so in the way of its day.
pub fn build(commit: &str, profile: Profile, stop: &Stop) -> Result<Programs> {
    let folder = place::target()?.join("older");
    let source = folder.join("source");
    check_out(commit, &source)?;
    // The pages do not matter here: those of this commit are put inside.
    let pages = source.join("web/dist");
    if !pages.exists() {
        std::os::unix::fs::symlink(place::root().join("web/dist"), &pages)
            .with_context(|| format!("linking {}", pages.display()))?;
    }
    let manifest = fs::read_to_string(source.join("Cargo.toml"))?;
    let is_of_before = profile == Profile::Dist && !manifest.contains("[profile.dist]");
    let profile = if is_of_before { Profile::Release } else { profile };
    let target = folder.join("target");
    let mut cargo = programs::cargo();
    cargo.current_dir(&source).env("CARGO_TARGET_DIR", &target);
    cargo.args(["build", "--workspace", "--bins"]).args(profile.arguments());
    cargo.args(["--exclude", "downbeat-xtask", "--exclude", "downbeat-bench"]);
    step::run(&mut cargo, stop)?;
    Programs::in_folder(&target.join(profile.folder()))
}

fn check_out(commit: &str, source: &Path) -> Result<()> {
    let git = |arguments: &[&str]| {
        let mut command = Command::new("git");
        command.current_dir(place::root()).args(arguments);
        step::output(&mut command)
    };
    let commit = git(&["rev-parse", "--verify", &format!("{commit}^{{commit}}")])?;
    let (commit, folder) = (commit.trim(), source.display().to_string());
    if source.exists() {
        git(&["-C", &folder, "checkout", "--quiet", "--detach", commit])?;
    } else {
        git(&["worktree", "add", "--quiet", "--force", "--detach", &folder, commit])?;
    }
    Ok(())
}
