//! `downbeat-worker doctor`: looks a whole installation over and says what is
//! wrong, all of it at once.
//!
//! Each part is asked beside the others and for seconds at most. Nothing is
//! written anywhere. A **problem** is something that does not work, or that
//! loses data one day; a **warning** is something to look at.

mod archives;
mod finding;
mod keys;
mod outside;
mod postgres;
mod redis;
mod workers;

use std::{process::ExitCode, time::Duration};

use anyhow::Context as _;
use downbeat_boot::{Config, clock, settings::Problems};
use downbeat_job::{Queue, queue};
use downbeat_live::{self as live, Cache, CacheCheckup, Options};
use downbeat_store::Store;
use futures::join;

pub use finding::{Finding, Level, Report};

/// Each part has so long.
const LIMIT: Duration = Duration::from_secs(10);
/// Processes keep their distance from Redis' clock, so what is near is fine.
const CLOCK_MS_MAX: i64 = 250;
/// Dates and sign-ins are wrong from here on.
const CLOCK_MS_BAD: i64 = 5_000;

/// Looks, prints, and answers 1 if there is a problem.
pub async fn examine(config: &Config, is_json: bool) -> anyhow::Result<ExitCode> {
    let report = Box::pin(look(config)).await;
    report.print(is_json)?;
    Ok(report.exit_code())
}

/// What is left to say when the settings cannot be read.
pub fn refuse(problems: &Problems, is_json: bool) -> anyhow::Result<ExitCode> {
    let mut report = Report::default();
    for problem in problems.iter() {
        let advice = "correct it; the other checks need it";
        report.add(Finding::problem("settings", problem.to_string(), advice));
    }
    report.print(is_json)?;
    Ok(report.exit_code())
}

pub async fn look(config: &Config) -> Report {
    let mut report = Report::default();
    report.add(Finding::ok("settings", "they can be read"));
    let store = bounded(async { Ok(Store::connect(&config.database).await?) });
    let live = bounded(async { Ok(live::Checkup::of(&options(config)).await?) });
    let queue = bounded(async {
        let queue = Queue::connect(&config.redis_queue).await?;
        Ok(queue.checkup().await?)
    });
    let twitch = bounded(outside::twitch(config));
    let address = bounded(outside::address(config));
    let mail = bounded(outside::mail(config));
    let cache = bounded(cache(config));
    let (store, live, queue, cache, twitch, address, mail) =
        join!(store, live, queue, cache, twitch, address, mail);
    let checkups = Checkups { live, queue, cache };

    match store {
        Ok(store) => {
            postgres::look(&store, config, &mut report).await;
            keys::look(&store, config, &mut report).await;
            redis::look(&checkups, config, &mut report);
            archives::look(&store, config, &mut report).await;
            workers::look(&store, &mut report).await;
            outside::bot(&store, &mut report).await;
            outside::devices(&store, config, &mut report).await;
        }
        Err(error) => {
            let advice = "start it, or correct database.url";
            report.add(Finding::problem("postgres", format!("{error:#}"), advice));
            redis::look(&checkups, config, &mut report);
        }
    }
    report.add(outside::push(config));
    for (check, finding) in [("twitch", twitch), ("api.public_url", address), ("mail.url", mail)] {
        report.add(finding.unwrap_or_else(|error| {
            Finding::problem(check, format!("{error:#}"), "see what holds it up on the way")
        }));
    }
    report
}

/// `None` where there is none.
async fn cache(config: &Config) -> anyhow::Result<Option<CacheCheckup>> {
    let cache = Cache::of(&config.redis_cache)?;
    Ok(if cache.is_there() { Some(cache.checkup().await?) } else { None })
}

/// What a part finds, or that it took too long.
async fn bounded<T>(part: impl Future<Output = anyhow::Result<T>>) -> anyhow::Result<T> {
    clock::timeout(LIMIT, part).await.with_context(|| format!("no answer in {LIMIT:?}"))?
}

fn options(config: &Config) -> Options {
    Options::of(&config.redis_live, Duration::from_secs(2), 100)
}

/// Whether a server's clock is near ours.
fn clock_of(check: &'static str, ahead_ms: i64) -> Finding {
    let found = format!("{ahead_ms:+} ms from this machine's");
    let advice = "let NTP set both machines' clocks";
    if ahead_ms.abs() <= CLOCK_MS_MAX {
        Finding::ok(check, found)
    } else if ahead_ms.abs() <= CLOCK_MS_BAD {
        Finding::warning(check, found, advice)
    } else {
        Finding::problem(check, found, advice)
    }
}

/// The servers of Redis, as far as they answered.
struct Checkups {
    live: anyhow::Result<live::Checkup>,
    queue: anyhow::Result<queue::Checkup>,
    cache: anyhow::Result<Option<CacheCheckup>>,
}
