//! Installing what is missing, where we may, or naming the exact command.
//! Foreign package sources are never added without being asked.

use std::process::{Command, Stdio};

use anyhow::{Result, bail};

use super::{Need, find};
use crate::{pages, say, step, stop::Stop};

/// Installs these. What the packages start on their own is left alone.
pub fn install(missing: &[Need], stop: &Stop) -> Result<()> {
    let Some(root) = Root::get() else { bail!(advice(missing)) };
    if find::named("apt-get").is_empty() {
        bail!(advice(missing));
    }
    let names: Vec<_> = missing.iter().map(|need| need.name()).collect();
    say::begin(&format!("installing {}", names.join(", ")));
    if missing.iter().any(|need| !is_packaged(*need)) {
        update(&root, stop)?;
    }
    let (from_apt, others): (Vec<Need>, Vec<Need>) =
        missing.iter().partition(|need| is_packaged(**need));
    if !from_apt.is_empty() {
        let packages: Vec<_> = from_apt.iter().map(|need| need.apt()).collect();
        let install = || {
            let mut command = root.command("apt-get");
            command.args(["install", "-y", "-q", "--no-install-recommends"]).args(&packages);
            step::run(&mut command, stop)
        };
        if install().is_err() {
            // The lists may be older than the mirror.
            update(&root, stop)?;
            install()?;
        }
    }
    for need in others {
        if need != Need::Chromium {
            bail!(advice(&[need]));
        }
        let mut command = Command::new("npx");
        command.args(["--yes", "playwright", "install", "--with-deps", "chromium"]);
        step::run(command.current_dir(pages::folder()), stop)?;
    }
    Ok(())
}

/// Reads the lists of packages anew, where we may.
pub fn update_lists(stop: &Stop) -> Result<()> {
    Root::get().map_or(Ok(()), |root| update(&root, stop))
}

fn update(root: &Root, stop: &Stop) -> Result<()> {
    step::run(root.command("apt-get").args(["update", "-q"]), stop)
}

/// What a person has to run.
pub fn advice(missing: &[Need]) -> String {
    let names: Vec<_> = missing.iter().map(|need| need.name()).collect();
    let mut lines = vec![format!("missing: {}. Run:", names.join(", "))];
    if find::named("apt-get").is_empty() {
        let packages: Vec<_> = missing.iter().map(|need| need.brew()).collect();
        lines.push(format!("  brew install {}", packages.join(" ")));
        return lines.join("\n");
    }
    let (from_apt, others): (Vec<Need>, Vec<Need>) =
        missing.iter().partition(|need| is_packaged(**need));
    if !from_apt.is_empty() {
        let packages: Vec<_> = from_apt.iter().map(|need| need.apt()).collect();
        let install = packages.join(" ");
        lines.push(format!("  sudo apt-get update && sudo apt-get install -y {install}"));
    }
    lines.extend(others.iter().map(|need| format!("  sudo sh -c '{}'", need.elsewhere())));
    lines.join("\n")
}

/// Whether apt has it, and new enough. Ubuntu's `chromium` only leads to a
/// snap, which does not run everywhere.
fn is_packaged(need: Need) -> bool {
    let told = step::output(Command::new("apt-cache").args(["policy", need.apt()]));
    let told = told.unwrap_or_default();
    let candidate = told.lines().find_map(|line| line.trim().strip_prefix("Candidate: "));
    candidate.is_some_and(|candidate| will_do(candidate, need.version_min()))
}

fn will_do(candidate: &str, version_min: u32) -> bool {
    let version = candidate.split_once(':').map_or(candidate, |(_, version)| version);
    let snap = version.contains("snap");
    !snap && find::major(version).is_some_and(|major| major >= version_min)
}

/// The way to become root without being asked for a password.
enum Root {
    Already,
    Sudo,
}

impl Root {
    fn get() -> Option<Self> {
        if rustix::process::geteuid().is_root() {
            return Some(Self::Already);
        }
        let mut trial = Command::new("sudo");
        trial.args(["-n", "true"]).stdin(Stdio::null()).stderr(Stdio::null());
        trial.status().is_ok_and(|status| status.success()).then_some(Self::Sudo)
    }

    fn command(&self, program: &str) -> Command {
        match self {
            Self::Already => {
                let mut command = Command::new(program);
                command.env("DEBIAN_FRONTEND", "noninteractive");
                command
            }
            Self::Sudo => {
                let mut command = Command::new("sudo");
                command.args(["-n", "env", "DEBIAN_FRONTEND=noninteractive", program]);
                command
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_candidate_must_be_a_real_package_and_new_enough() {
        assert!(will_do("15+248+deb12u1", 15));
        assert!(will_do("5:7.0.15-1~deb12u7", 7));
        assert!(!will_do("14+238", 15));
        assert!(!will_do("2:1snap1-0ubuntu2", 0));
        assert!(!will_do("(none)", 0));
    }

    #[test]
    fn advice_names_everything_that_is_missing() {
        let text = advice(&[Need::Postgres, Need::Chromium]);
        assert!(text.contains("PostgreSQL 15 or newer, Chromium"), "{text}");
        assert!(text.lines().count() >= 2, "{text}");
    }
}
