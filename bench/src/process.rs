//! What processes cost, from `/proc`.

use std::{
    fs,
    path::Path,
    process::{Child, Command},
    time::Duration,
};

use anyhow::Context as _;

/// Ticks of `/proc/<pid>/stat` in a second, on every Linux that we know.
const TICKS_PER_S: u32 = 100;

/// User and system time that a process has used.
pub fn cpu(pid: u32) -> anyhow::Result<Duration> {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat"))?;
    // The name may hold spaces; what follows its bracket does not.
    let (_, fields) = stat.rsplit_once(')').context("an unknown /proc/pid/stat")?;
    let fields: Vec<&str> = fields.split_whitespace().collect();
    let ticks = |at: usize| fields.get(at).and_then(|field| field.parse::<u32>().ok());
    let (user, system) = (ticks(11).context("no user time")?, ticks(12).context("no system time")?);
    Ok(Duration::from_secs(1) * (user + system) / TICKS_PER_S)
}

/// The processes of a family: a server and what it has forked.
pub fn cpu_with_children(pid: u32) -> anyhow::Result<Duration> {
    let mut total = cpu(pid)?;
    for entry in fs::read_dir("/proc")?.flatten() {
        let Some(child) = entry.file_name().to_str().and_then(|name| name.parse::<u32>().ok())
        else {
            continue;
        };
        let parent = fs::read_to_string(format!("/proc/{child}/stat")).ok().and_then(|stat| {
            stat.rsplit_once(')')?.1.split_whitespace().nth(1)?.parse::<u32>().ok()
        });
        if parent == Some(pid) {
            total += cpu(child).unwrap_or_default();
        }
    }
    Ok(total)
}

/// Resident memory in bytes.
pub fn memory(pid: u32) -> anyhow::Result<u64> {
    let status = fs::read_to_string(format!("/proc/{pid}/status"))?;
    let line = status.lines().find(|line| line.starts_with("VmRSS")).context("no VmRSS")?;
    let kib = line.split_whitespace().nth(1).and_then(|kib| kib.parse::<u64>().ok());
    Ok(kib.context("an unknown VmRSS")? * 1024)
}

/// A program beside us, which ends when nobody holds it any more.
pub struct Peer(pub Child);

impl Drop for Peer {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A command that may use every core, as the servers may: we ourselves are held
/// to one, and what we start would be, too.
pub fn on_all_cores(program: &Path) -> Command {
    let cores = fs::read_to_string("/sys/devices/system/cpu/online").unwrap_or_default();
    let has_taskset = Command::new("taskset").arg("--version").output().is_ok();
    if cores.is_empty() || !has_taskset {
        return Command::new(program);
    }
    let mut command = Command::new("taskset");
    command.arg("--cpu-list").arg(cores.trim()).arg(program);
    command
}
