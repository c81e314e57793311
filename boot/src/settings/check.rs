//! What a value must be beyond its type. Messages never quote a secret.

use std::str::FromStr;

use tracing_subscriber::EnvFilter;

use super::{Config, Problem};

const SHARDS_MAX: u16 = 4096;
const POSTGRES: &[&str] = &["postgres://", "postgresql://"];
const REDIS: &[&str] = &["redis://", "rediss://"];

pub fn all(config: &Config) -> Vec<Problem> {
    let Config { database, redis_live, redis_queue, api, worker, metrics: _, twitch, log } = config;
    let mut found = Found::default();

    found.url("database.url", &database.url, POSTGRES);
    found.range("database.pool_max", database.pool_max.into(), 1, 1000);
    found.range("database.acquire_timeout_ms", database.acquire_timeout_ms, 1, 60_000);

    let members = redis_live.url.split(',').map(str::trim);
    if redis_live.cluster {
        members.for_each(|member| found.url("redis_live.url", member, REDIS));
    } else {
        found.url("redis_live.url", &redis_live.url, REDIS);
        let single = redis_live.url.split(',').count() == 1;
        found.unless(single, "redis_live.url", "names several servers, but cluster is false");
    }
    let sentinels = redis_queue.url.split(',').map(str::trim);
    if redis_queue.sentinel.is_empty() {
        found.url("redis_queue.url", &redis_queue.url, REDIS);
        let single = redis_queue.url.split(',').count() == 1;
        found.unless(single, "redis_queue.url", "names several servers, but sentinel is empty");
    } else {
        sentinels.for_each(|sentinel| found.url("redis_queue.url", sentinel, REDIS));
    }
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_.".contains(c);
    let prefix = &redis_queue.prefix;
    found.unless(
        (1..=64).contains(&prefix.len()) && prefix.chars().all(plain),
        "redis_queue.prefix",
        "must be 1 to 64 letters, digits, `-`, `_` or `.`",
    );

    found.url("api.public_url", &api.public_url, &["http://", "https://"]);
    let bare = !api.public_url.ends_with('/');
    found.unless(bare, "api.public_url", "must not end with a slash");
    found.range("api.in_flight_max", api.in_flight_max as u64, 1, 1_000_000);
    found.range("api.sockets_max", api.sockets_max as u64, 1, 10_000_000);

    let name = &worker.name;
    found.unless(
        name.len() <= 64 && name.chars().all(plain),
        "worker.name",
        "must be at most 64 letters, digits, `-`, `_` or `.`",
    );
    found.range("worker.unwatched_ms", worker.unwatched_ms, 1, 86_400_000);
    found.range("worker.shards", worker.shards.into(), 1, SHARDS_MAX.into());
    let zone = chrono_tz::Tz::from_str(&worker.time_zone);
    found.unless(zone.is_ok(), "worker.time_zone", "is no time zone, such as `Europe/Berlin`");
    found.range("worker.events_kept_months", worker.events_kept_months.into(), 1, 1200);
    found.range("worker.jobs_kept_days", worker.jobs_kept_days.into(), 1, 3650);

    let secrets = &twitch.webhook_secrets;
    found.unless(!secrets.is_empty(), "twitch.webhook_secrets", "is required");
    let good = |secret: &String| secret.is_ascii() && (10..=100).contains(&secret.len());
    found.unless(
        secrets.iter().all(good),
        "twitch.webhook_secrets",
        "each must be 10 to 100 ASCII characters",
    );

    if let Err(error) = EnvFilter::try_new(&log.level) {
        found.add("log.level", error.to_string());
    }
    found.0
}

#[derive(Default)]
struct Found(Vec<Problem>);

impl Found {
    fn add(&mut self, key: &str, message: impl Into<String>) {
        let variable = key.to_uppercase().replace('.', "__");
        self.0.push(Problem::new(format!("{key} (DOWNBEAT__{variable})"), message));
    }

    fn unless(&mut self, good: bool, key: &str, message: &str) {
        if !good {
            self.add(key, message);
        }
    }

    fn url(&mut self, key: &str, url: &str, schemes: &[&str]) {
        if url.is_empty() {
            return self.add(key, "is required");
        }
        let rest = schemes.iter().find_map(|scheme| url.strip_prefix(scheme));
        let host = rest.map(|rest| rest.split('/').next().unwrap_or_default());
        if host.is_none_or(str::is_empty) || url.contains(char::is_whitespace) {
            self.add(key, format!("must be a URL that begins with {}", schemes.join(" or ")));
        }
    }

    fn range(&mut self, key: &str, value: u64, min: u64, max: u64) {
        if !(min..=max).contains(&value) {
            self.add(key, format!("must be between {min} and {max}"));
        }
    }
}
