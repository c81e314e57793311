//! The servers, by what they tell of themselves.

use downbeat_boot::Config;
use downbeat_job::queue::rights as queue_rights;
use downbeat_live::{Loaded, cache_rights, rights as live_rights};

use super::{Checkups, Finding, Report, clock_of};

const VERSION_MIN: u32 = 7;
/// As the alert has it.
const MEMORY_PERCENT_MAX: u64 = 75;

/// What a check of a server is called.
struct Names {
    server: &'static str,
    eviction: &'static str,
    file: &'static str,
    memory: &'static str,
    clock: &'static str,
    rights: &'static str,
    setting: &'static str,
    /// Whether it may forget what it has.
    forgets: bool,
}

const LIVE: Names = Names {
    server: "live redis",
    eviction: "live redis: eviction",
    file: "live redis: file",
    memory: "live redis: memory",
    clock: "live redis: clock",
    rights: "live redis: rights",
    setting: "redis_live.url",
    forgets: false,
};

const QUEUE: Names = Names {
    server: "queue redis",
    eviction: "queue redis: eviction",
    file: "queue redis: file",
    memory: "queue redis: memory",
    clock: "queue redis: clock",
    rights: "queue redis: rights",
    setting: "redis_queue.url",
    forgets: false,
};

const CACHE: Names = Names {
    server: "cache redis",
    eviction: "cache redis: eviction",
    file: "cache redis: file",
    memory: "cache redis: memory",
    clock: "cache redis: clock",
    rights: "cache redis: rights",
    setting: "redis_cache.url",
    forgets: true,
};

pub fn look(checkups: &Checkups, config: &Config, report: &mut Report) {
    let Checkups { live, queue, cache } = checkups;
    match live {
        Ok(checkup) => {
            for info in &checkup.infos {
                server(&LIVE, info, report);
            }
            report.add(clock_of(LIVE.clock, checkup.inspection.clock_ahead_ms));
            report.add(rights(&LIVE, checkup.inspection.refused.as_deref(), live_rights::KEYS));
            report.add(libraries(&checkup.libraries));
        }
        Err(error) => report.add(silent(&LIVE, error)),
    }
    match queue {
        Ok(checkup) => {
            server(&QUEUE, &checkup.info, report);
            if field(&checkup.info, "redis_mode") == Some("cluster") {
                let advice = "jobs need one server, or Sentinel: another for redis_queue.url";
                report.add(Finding::problem(QUEUE.server, "it is a cluster", advice));
            }
            report.add(clock_of(QUEUE.clock, checkup.inspection.clock_ahead_ms));
            let keys = queue_rights::keys(&config.redis_queue.prefix);
            report.add(rights(&QUEUE, checkup.inspection.refused.as_deref(), &keys));
        }
        Err(error) => report.add(silent(&QUEUE, error)),
    }
    match cache {
        Ok(Some(checkup)) => {
            server(&CACHE, &checkup.info, report);
            report.add(clock_of(CACHE.clock, checkup.inspection.clock_ahead_ms));
            let keys = cache_rights::keys(&config.redis_cache.prefix);
            report.add(rights(&CACHE, checkup.inspection.refused.as_deref(), &keys));
        }
        Ok(None) => {
            report.add(Finding::ok(CACHE.server, "none is set up: pages come from Postgres"));
        }
        Err(error) => report.add(silent(&CACHE, error)),
    }
    if let (Ok(live), Ok(queue)) = (live, queue) {
        let run = |info: &str| field(info, "run_id").map(str::to_owned);
        let is_same = live.infos.iter().any(|info| run(info) == run(&queue.info));
        let fine = Finding::ok("two redis servers", "live and queue are two");
        report.add(Finding::when(!is_same, fine, || {
            let advice = "give jobs a server of their own, or both fail together";
            Finding::problem("two redis servers", "live and queue are the same", advice)
        }));
    }
}

fn silent(names: &Names, error: &anyhow::Error) -> Finding {
    let advice = format!("start it, or correct {}", names.setting);
    Finding::problem(names.server, format!("{error:#}"), advice)
}

fn server(names: &Names, info: &str, report: &mut Report) {
    let version = field(info, "redis_version").unwrap_or("unknown");
    let major = version.split('.').next().and_then(|major| major.parse::<u32>().ok());
    let fine = Finding::ok(names.server, format!("answers, version {version}"));
    report.add(Finding::when(major.is_some_and(|major| major >= VERSION_MIN), fine, || {
        Finding::problem(names.server, format!("version {version}"), "7 or newer is needed")
    }));
    if field(info, "role").is_some_and(|role| role != "master") {
        let advice = format!("let {} lead to the primary", names.setting);
        report.add(Finding::problem(names.server, "a replica, which takes no writes", advice));
    }
    let policy = field(info, "maxmemory_policy").unwrap_or("unknown");
    let wanted = if names.forgets { "allkeys-lru" } else { "noeviction" };
    report.add(Finding::when(policy == wanted, Finding::ok(names.eviction, policy), || {
        let advice = format!("set `maxmemory-policy {wanted}`");
        Finding::problem(names.eviction, policy, advice)
    }));
    report.add(file(names, info));
    report.add(memory(names, info));
}

fn file(names: &Names, info: &str) -> Finding {
    let has_file = field(info, "aof_enabled") == Some("1");
    if names.forgets {
        return Finding::when(!has_file, Finding::ok(names.file, "none"), || {
            let found = "an append-only file of what may be forgotten";
            Finding::warning(names.file, found, "set `appendonly no`")
        });
    }
    if !has_file {
        let advice = "set `appendonly yes` and `appendfsync everysec`";
        return Finding::problem(names.file, "no append-only file", advice);
    }
    let status = field(info, "aof_last_write_status").unwrap_or("unknown");
    let fine = Finding::ok(names.file, "append-only");
    Finding::when(status == "ok", fine, || {
        Finding::problem(names.file, format!("its last write: {status}"), "is the disk full?")
    })
}

fn memory(names: &Names, info: &str) -> Finding {
    let number = |key: &str| field(info, key).and_then(|value| value.parse::<u64>().ok());
    let (used, max) = (number("used_memory").unwrap_or(0), number("maxmemory").unwrap_or(0));
    if max == 0 {
        let found = format!("{} MB used, no limit", used / 1_000_000);
        let advice =
            "set `maxmemory` below what the machine has: full, it must refuse and not be killed";
        return Finding::warning(names.memory, found, advice);
    }
    let percent = used * 100 / max;
    let found = format!("{percent} % of {} MB used", max / 1_000_000);
    let fine = Finding::ok(names.memory, found.clone());
    // What may forget is full, and forgets.
    Finding::when(names.forgets || percent <= MEMORY_PERCENT_MAX, fine, || {
        Finding::warning(names.memory, found, "raise `maxmemory`, or see what fills it")
    })
}

fn rights(names: &Names, refused: Option<&[String]>, keys: &str) -> Finding {
    match refused {
        None => {
            let advice = "allow `acl|whoami` and `acl|dryrun` to have them checked";
            Finding::warning(names.rights, "our user may not ask for them", advice)
        }
        Some([]) => Finding::ok(names.rights, "all that is needed"),
        Some(refused) => {
            let found = format!("refused: {}", refused.join(", "));
            let advice = format!(
                "allow our user these on ~{keys} and &{keys}: `downbeat-worker secrets` lists \
                 them for the server, `ACL LOAD` has it read them"
            );
            Finding::problem(names.rights, found, advice)
        }
    }
}

fn libraries(libraries: &[(String, Loaded)]) -> Finding {
    let check = "live redis: functions";
    let named = |state| {
        let of = libraries.iter().filter(|(_, its)| *its == state);
        of.map(|(name, _)| name.as_str()).collect::<Vec<_>>().join(", ")
    };
    let (another, missing) = (named(Loaded::Another), named(Loaded::Missing));
    if !another.is_empty() {
        let advice = format!("`FUNCTION DELETE` {another} once no older process uses them");
        return Finding::problem(check, format!("others than this program's: {another}"), advice);
    }
    if !missing.is_empty() {
        return Finding::warning(check, format!("no {missing} yet"), "whoever starts loads them");
    }
    Finding::ok(check, named(Loaded::Ours))
}

fn field<'a>(info: &'a str, key: &str) -> Option<&'a str> {
    info.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(':')).map(str::trim)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::doctor::Level;

    #[test]
    fn a_server_that_may_forget_is_a_problem_and_one_without_a_limit_a_warning() {
        let info = "redis_version:7.2.4\r\nrole:master\r\nmaxmemory_policy:allkeys-lru\r\n\
                    aof_enabled:0\r\nused_memory:9\r\nmaxmemory:0\r\n";
        let mut report = Report::default();
        server(&LIVE, info, &mut report);
        let levels: Vec<_> = report.0.iter().map(|found| (found.check, found.level)).collect();
        let expected = [
            ("live redis", Level::Ok),
            ("live redis: eviction", Level::Problem),
            ("live redis: file", Level::Problem),
            ("live redis: memory", Level::Warning),
        ];
        assert_eq!(levels, expected);
    }

    #[test]
    fn a_cache_may_forget_and_be_full_and_has_no_file() {
        let fine = "redis_version:7.2.4\nrole:master\nmaxmemory_policy:allkeys-lru\n\
                    aof_enabled:0\nused_memory:99\nmaxmemory:100\n";
        let kept =
            fine.replace("allkeys-lru", "noeviction").replace("aof_enabled:0", "aof_enabled:1");
        let levels = |info: &str| {
            let mut report = Report::default();
            server(&CACHE, info, &mut report);
            report.0.iter().map(|found| found.level).collect::<Vec<_>>()
        };
        assert_eq!(levels(fine), [Level::Ok; 4]);
        assert_eq!(levels(&kept), [Level::Ok, Level::Problem, Level::Warning, Level::Ok]);
    }

    #[test]
    fn a_full_server_is_told_in_percent() {
        let info = "used_memory:800000000\nmaxmemory:1000000000";
        assert_eq!(memory(&QUEUE, info).found, "80 % of 1000 MB used");
        assert_eq!(memory(&QUEUE, info).level, Level::Warning);
    }
}
