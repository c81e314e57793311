//! How this process itself fares: memory, processor, open files, and whether
//! its runtime is on time. Where there is no `/proc`, what stands there stays 0.

use std::{fs, time::Duration};

use metrics::{counter, gauge, histogram};

use crate::{clock, task};

const LOOK_EVERY: Duration = Duration::from_secs(1);
/// `USER_HZ`, in which Linux tells processor time to programs.
const TICKS_A_SECOND: u64 = 100;

/// Looks for the life of the process.
pub fn watch() {
    #[expect(clippy::cast_precision_loss, reason = "far below 2^52 ms")]
    gauge!("downbeat_process_start_seconds").set(clock::unix_ms() as f64 / 1000.0);
    task::spawn("vitals", async {
        loop {
            let due = clock::monotonic() + LOOK_EVERY;
            clock::sleep_until(due).await;
            histogram!("downbeat_process_lateness_seconds").record(due.elapsed());
            look();
        }
    });
}

#[expect(clippy::cast_precision_loss, reason = "a gauge for people to read")]
fn look() {
    let tasks = tokio::runtime::Handle::current().metrics().num_alive_tasks();
    gauge!("downbeat_process_tasks").set(tasks as f64);
    if let Some(bytes) = fs::read_to_string("/proc/self/status").ok().and_then(|text| memory(&text))
    {
        gauge!("downbeat_process_memory_bytes").set(bytes as f64);
    }
    if let Some(ticks) = fs::read_to_string("/proc/self/stat").ok().and_then(|text| cpu(&text)) {
        counter!("downbeat_process_cpu_seconds_total").absolute(ticks / TICKS_A_SECOND);
    }
    if let Ok(files) = fs::read_dir("/proc/self/fd") {
        gauge!("downbeat_process_files").set(files.count() as f64);
    }
}

/// Of `VmRSS:   123456 kB`, in bytes.
fn memory(status: &str) -> Option<u64> {
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    Some(line.split_whitespace().next()?.parse::<u64>().ok()? * 1024)
}

/// The time in programs and in the kernel for them, in ticks: proc(5), `utime`
/// and `stime`. The name before them may have spaces and parentheses.
fn cpu(stat: &str) -> Option<u64> {
    let mut behind_name = stat.rsplit_once(") ")?.1.split(' ').skip(11);
    let mut next = || behind_name.next()?.parse::<u64>().ok();
    Some(next()? + next()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_linux_tells_is_read() {
        assert_eq!(memory("Name:\tapi\nVmRSS:\t  2048 kB\n"), Some(2_097_152));
        let stat = "7 (a) b) S 1 7 7 0 -1 4194560 1 0 0 0 250 50 0 0 20 0 4 0 9 9 9";
        assert_eq!(cpu(stat), Some(300));
    }
}
