//! What a value must be beyond its type. Messages never quote a secret.

use std::str::FromStr;

use base64::{Engine, prelude::BASE64_STANDARD};
use tracing_subscriber::EnvFilter;

use super::{Config, Twitch};
use crate::network::Network;

const SHARDS_MAX: u16 = 4096;
const POSTGRES: &[&str] = &["postgres://", "postgresql://"];
const REDIS: &[&str] = &["redis://", "rediss://"];

/// What is wrong with a key, as `database.url`.
pub struct Wrong {
    pub key: &'static str,
    pub message: String,
}

pub fn all(config: &Config) -> Vec<Wrong> {
    let Config {
        database,
        redis_live,
        redis_queue,
        api,
        worker,
        metrics: _,
        twitch,
        webhooks: _,
        secrets: keys,
        log,
    } = config;
    let mut found = Found::default();

    found.url("database.url", &database.url, POSTGRES);
    if !database.replica_url.is_empty() {
        found.url("database.replica_url", &database.replica_url, POSTGRES);
    }
    let behind_ms = database.replica_behind_max_ms;
    found.range("database.replica_behind_max_ms", behind_ms, 1000, 3_600_000);
    found.range("database.pool_max", database.pool_max.into(), 1, 1000);
    found.range("database.acquire_timeout_ms", database.acquire_timeout_ms, 1, 60_000);

    let (cluster, sentinel) = (redis_live.cluster, !redis_live.sentinel.is_empty());
    found.redis("redis_live.url", &redis_live.url, cluster || sentinel);
    let message = "is not for a cluster, which replaces its primaries itself";
    found.unless(!(cluster && sentinel), "redis_live.sentinel", message);
    found.redis("redis_queue.url", &redis_queue.url, !redis_queue.sentinel.is_empty());
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
    found.range("api.in_flight_max", api.in_flight_max as u64, 4, 1_000_000);
    found.range("api.sockets_max", api.sockets_max as u64, 1, 10_000_000);
    found.range("api.passes_recheck_ms", api.passes_recheck_ms, 100, 60_000);
    let is_origin = |origin: &String| {
        let place = ["http://", "https://"].iter().find_map(|scheme| origin.strip_prefix(scheme));
        place.is_some_and(|place| !place.is_empty() && !place.contains('/'))
    };
    let origins = api.origins.iter().all(is_origin);
    found.unless(origins, "api.origins", "each must be an origin, as `https://example.org`");
    for proxy in &api.proxies {
        if let Err(error) = proxy.parse::<Network>() {
            found.add("api.proxies", format!("`{proxy}` {error}"));
        }
    }
    found.range("api.requests_per_min", api.requests_per_min.into(), 0, 1_000_000);
    found.range("api.logins_per_min", api.logins_per_min.into(), 0, 1_000_000);

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

    found.twitch(twitch);
    let keys = &keys.keys;
    found.unless(!keys.is_empty(), "secrets.keys", "is required");
    found.unless(
        keys.iter().all(|key| is_key(key)),
        "secrets.keys",
        "each must be `name:key`, the key being 32 bytes in base64",
    );

    if let Err(error) = EnvFilter::try_new(&log.level) {
        found.add("log.level", error.to_string());
    }
    found.0
}

fn is_key(key: &str) -> bool {
    let Some((name, secret)) = key.split_once(':') else { return false };
    let is_name =
        (1..=64).contains(&name.len()) && name.bytes().all(|byte| byte.is_ascii_graphic());
    is_name && BASE64_STANDARD.decode(secret).is_ok_and(|bytes| bytes.len() == 32)
}

#[derive(Default)]
struct Found(Vec<Wrong>);

impl Found {
    fn add(&mut self, key: &'static str, message: impl Into<String>) {
        self.0.push(Wrong { key, message: message.into() });
    }

    fn unless(&mut self, good: bool, key: &'static str, message: &str) {
        if !good {
            self.add(key, message);
        }
    }

    /// An application is whole or not there.
    fn twitch(&mut self, twitch: &Twitch) {
        let Twitch { client_id, client_secret, bot_user_id, shards, auth_url, api_url, .. } =
            twitch;
        let parts = [
            ("twitch.client_id", client_id),
            ("twitch.client_secret", client_secret),
            ("twitch.bot_user_id", bot_user_id),
        ];
        let is_set_up = parts.iter().any(|(_, value)| !value.is_empty());
        for (key, value) in parts {
            self.unless(!is_set_up || !value.is_empty(), key, "is required with the other two");
        }
        let is_decimal = bot_user_id.bytes().all(|byte| byte.is_ascii_digit());
        self.unless(is_decimal, "twitch.bot_user_id", "must be a decimal number");
        self.range("twitch.shards", (*shards).into(), 1, 100);
        self.url("twitch.auth_url", auth_url, &["http://", "https://"]);
        self.url("twitch.api_url", api_url, &["http://", "https://"]);
    }

    /// One server, or several where they are members or Sentinels.
    fn redis(&mut self, key: &'static str, urls: &str, may_be_several: bool) {
        let urls: Vec<&str> = urls.split(',').map(str::trim).collect();
        for url in &urls {
            self.url(key, url, REDIS);
        }
        let message = "names several servers, but neither a cluster nor a Sentinel is set";
        self.unless(may_be_several || urls.len() == 1, key, message);
    }

    fn url(&mut self, key: &'static str, url: &str, schemes: &[&str]) {
        if url.is_empty() {
            return self.add(key, "is required");
        }
        let rest = schemes.iter().find_map(|scheme| url.strip_prefix(scheme));
        let host = rest.map(|rest| rest.split('/').next().unwrap_or_default());
        if host.is_none_or(str::is_empty) || url.contains(char::is_whitespace) {
            self.add(key, format!("must be a URL that begins with {}", schemes.join(" or ")));
        }
    }

    fn range(&mut self, key: &'static str, value: u64, min: u64, max: u64) {
        if !(min..=max).contains(&value) {
            self.add(key, format!("must be between {min} and {max}"));
        }
    }
}
