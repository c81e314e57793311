//! What the machine is like while it is measured: a virtual core that was idle
//! may take longer to wake than what it is woken for.

use std::fs;

use crate::report;

pub fn report() {
    let load = read("/proc/loadavg");
    let load = load.as_deref().and_then(|load| load.split_whitespace().next()).unwrap_or("unknown");
    let cores = std::fs::read_to_string("/sys/devices/system/cpu/online").unwrap_or_default();
    report::line("machine: cores, load of the last minute", &format!("{}; {load}", cores.trim()));
    let idle = "/sys/devices/system/cpu/cpuidle";
    let driver = read(&format!("{idle}/current_driver"));
    let governor = read(&format!("{idle}/current_governor"));
    let poll_ns = read("/sys/module/haltpoll/parameters/guest_halt_poll_ns");
    let text = |known: Option<String>| known.unwrap_or_else(|| "unknown".into());
    let waiting = format!("{}, {}, {} ns", text(driver), text(governor), text(poll_ns));
    report::line("machine: idle driver, governor, polling before a halt", &waiting);
}

fn read(path: &str) -> Option<String> {
    let text = fs::read_to_string(path).ok()?;
    Some(text.trim().to_owned()).filter(|text| !text.is_empty())
}
