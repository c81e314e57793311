use downbeat_boot::Config;
use downbeat_store::{Checkup, Following, Months, SCHEMA, Store, StoreError};

use super::{Finding, Report, bounded, clock_of};

const VERSION_NUM_MIN: i32 = 150_000;
/// `keep_months` makes two months ahead.
const MONTHS_AHEAD_MIN: i64 = 1;

pub async fn look(store: &Store, config: &Config, report: &mut Report) {
    match bounded(async { Ok(store.checkup().await?) }).await {
        Ok(checkup) => server(&checkup, config, report),
        Err(error) => {
            let advice = "see its log; database.acquire_timeout_ms may be short";
            return report.add(Finding::problem("postgres", format!("{error:#}"), advice));
        }
    }
    let schema = match bounded(async { Ok(store.check_schema().await) }).await {
        Ok(Ok(())) => Finding::ok("postgres: schema", SCHEMA),
        Ok(Err(StoreError::SchemaTooOld { found, .. })) => {
            let found = if found.is_empty() { "there is none".into() } else { found };
            let advice = format!("`downbeat-worker migrate` brings it to {SCHEMA}");
            Finding::problem("postgres: schema", found, advice)
        }
        Ok(Err(StoreError::SchemaTooNew { found, .. })) => {
            let advice = format!("this program knows up to {SCHEMA}: run the newer release");
            Finding::problem("postgres: schema", found, advice)
        }
        Ok(Err(error)) => Finding::problem("postgres: schema", error.to_string(), "see its log"),
        Err(error) => Finding::problem("postgres: schema", format!("{error:#}"), "see its log"),
    };
    report.add(schema);
    if let Ok(months) = bounded(async { Ok(store.months().await?) }).await {
        report.add(ahead(&months));
    }
    report.0.extend(replica(store).await);
    if let Ok(dead) = bounded(async { Ok(store.count_dead(10_000).await?) }).await {
        let none = Finding::ok("jobs", "none is dead");
        report.add(Finding::when(dead == 0, none, || {
            let advice = "see `downbeat-worker jobs list --state dead`; retry or discard them";
            Finding::warning("jobs", format!("{dead} are dead"), advice)
        }));
    }
}

fn server(checkup: &Checkup, config: &Config, report: &mut Report) {
    let Checkup {
        version_num,
        version,
        is_standby,
        connections_left,
        connections_max,
        clock_ahead_ms,
    } = checkup;
    let fine = Finding::ok("postgres", format!("answers, version {version}"));
    report.add(Finding::when(*version_num >= VERSION_NUM_MIN, fine, || {
        Finding::problem("postgres", format!("version {version}"), "15 or newer is needed")
    }));
    if *is_standby {
        let advice = "let database.url lead to the primary";
        report.add(Finding::problem("postgres", "a standby, which takes no writes", advice));
    }
    report.add(clock_of("postgres: clock", *clock_ahead_ms));
    let found = format!("{connections_left} of {connections_max} are free");
    let one_more = i64::from(config.database.pool_max);
    let fine = Finding::ok("postgres: connections", found.clone());
    report.add(Finding::when(*connections_left >= one_more, fine, || {
        let advice = format!(
            "one more process may want {one_more} (database.pool_max): raise max_connections"
        );
        Finding::warning("postgres: connections", found, advice)
    }));
}

async fn replica(store: &Store) -> Option<Finding> {
    const CHECK: &str = "postgres: replica";
    let found = match bounded(async { Ok(store.following().await?) }).await {
        Ok(found) => found?,
        Err(error) => {
            let advice = "start it, or correct database.replica_url; the primary answers for it";
            return Some(Finding::warning(CHECK, format!("{error:#}"), advice));
        }
    };
    let Following { is_standby, has_all, last_change_ms } = found;
    let ago_s = last_change_ms.unwrap_or(0) / 1000;
    Some(if !is_standby {
        let advice = "let database.replica_url lead to a standby of the primary";
        Finding::problem(CHECK, "no standby: it follows nobody", advice)
    } else if !has_all {
        let advice = "see its log, whether it is connected and replays";
        let found = format!("behind: its last change is {ago_s} s old, the primary has newer ones");
        Finding::warning(CHECK, found, advice)
    } else {
        Finding::ok(CHECK, "a standby that has all the primary has")
    })
}

fn ahead(months: &Months) -> Finding {
    let Months { ahead, strays } = months;
    if *strays > 0 {
        let found = format!("{strays} events lie in session_event_default");
        let advice = "let a worker run `keep_months`, which makes their month";
        return Finding::problem("postgres: months", found, advice);
    }
    let fine = Finding::ok("postgres: months", format!("made {ahead} ahead"));
    Finding::when(*ahead >= MONTHS_AHEAD_MIN, fine, || {
        let advice = "see why the schedule `keep_months` does not run: are workers alive?";
        Finding::problem("postgres: months", "next month has no table", advice)
    })
}
