//! What a value must be beyond its type. Messages never quote a secret.

use std::{collections::BTreeSet, str::FromStr};

use base64::{
    Engine,
    prelude::{BASE64_STANDARD, BASE64_URL_SAFE_NO_PAD},
};
use tracing_subscriber::EnvFilter;

use super::{Api, Config, Extension, Mail, Push, Rooms, Twitch};
use crate::network::Network;

const SHARDS_MAX: u16 = 4096;
/// Sayings of a seat that one window counts.
const SAID_MAX: u64 = 1_000;
/// It is in each request to a push service.
const SUBJECT_BYTES_MAX: usize = 200;
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
        redis_cache,
        api,
        worker,
        metrics: _,
        twitch,
        extension,
        webhooks: _,
        rooms,
        secrets,
        journal,
        mail,
        push,
        accounts: _,
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
    if !redis_cache.url.is_empty() {
        found.redis("redis_cache.url", &redis_cache.url, false);
    }
    found.range("redis_cache.timeout_ms", redis_cache.timeout_ms, 1, 5_000);
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_.".contains(c);
    for (key, prefix) in
        [("redis_queue.prefix", &redis_queue.prefix), ("redis_cache.prefix", &redis_cache.prefix)]
    {
        let is_prefix = (1..=64).contains(&prefix.len()) && prefix.chars().all(plain);
        found.unless(is_prefix, key, "must be 1 to 64 letters, digits, `-`, `_` or `.`");
    }

    found.api(api);

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
    let months = worker.mission_logs_kept_months.into();
    found.range("worker.mission_logs_kept_months", months, 1, 1200);
    found.unless(
        worker.archive_folder.is_empty() || worker.archive_folder.starts_with('/'),
        "worker.archive_folder",
        "must be a path that begins with `/`",
    );
    found.range("worker.jobs_kept_days", worker.jobs_kept_days.into(), 1, 3650);

    let webhook_secrets = &twitch.webhook_secrets;
    found.unless(!webhook_secrets.is_empty(), "twitch.webhook_secrets", "is required");
    let good = |secret: &String| secret.is_ascii() && (10..=100).contains(&secret.len());
    found.unless(
        webhook_secrets.iter().all(good),
        "twitch.webhook_secrets",
        "each must be 10 to 100 ASCII characters",
    );

    found.twitch(twitch);
    found.extension(extension);
    found.rooms(rooms);
    found.unless(!secrets.keys.is_empty(), "secrets.keys", "is required");
    found.keys("secrets.keys", &secrets.keys);
    found.keys("journal.keys", &journal.keys);
    found.mail(mail);
    found.push(push);

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

fn is_origin(origin: &str) -> bool {
    let place = ["http://", "https://"].iter().find_map(|scheme| origin.strip_prefix(scheme));
    let is_plain = |byte: u8| byte.is_ascii_graphic() && !b"/;,'\"".contains(&byte);
    place.is_some_and(|place| !place.is_empty() && place.bytes().all(is_plain))
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

    /// Where it serves, and how much of whom.
    fn api(&mut self, api: &Api) {
        self.url("api.public_url", &api.public_url, &["http://", "https://"]);
        let bare = !api.public_url.ends_with('/');
        self.unless(bare, "api.public_url", "must not end with a slash");
        self.range("api.in_flight_max", api.in_flight_max as u64, 4, 1_000_000);
        self.range("api.connections_max", api.connections_max as u64, 1, 1_000_000);
        for (key, ms) in [
            ("api.header_timeout_ms", api.header_timeout_ms),
            ("api.body_timeout_ms", api.body_timeout_ms),
            ("api.idle_timeout_ms", api.idle_timeout_ms),
        ] {
            self.range(key, ms, 100, 3_600_000);
        }
        self.range("api.sockets_max", api.sockets_max as u64, 1, 10_000_000);
        for (key, most) in [
            ("api.address_connections_max", api.address_connections_max),
            ("api.address_sockets_max", api.address_sockets_max),
            ("api.link_sockets_max", api.link_sockets_max),
            ("api.session_sockets_max", api.session_sockets_max),
            ("api.account_sockets_max", api.account_sockets_max),
        ] {
            self.range(key, most as u64, 0, 10_000_000);
        }
        self.range("api.passes_recheck_ms", api.passes_recheck_ms, 100, 60_000);
        let origins = api.origins.iter().all(|origin| is_origin(origin));
        self.unless(origins, "api.origins", "each must be an origin, as `https://example.org`");
        for proxy in &api.proxies {
            if let Err(error) = proxy.parse::<Network>() {
                self.add("api.proxies", format!("`{proxy}` {error}"));
            }
        }
        self.range("api.requests_per_min", api.requests_per_min.into(), 0, 1_000_000);
        let requests = api.address_requests_per_min.into();
        self.range("api.address_requests_per_min", requests, 0, 10_000_000);
        self.range("api.logins_per_min", api.logins_per_min.into(), 0, 1_000_000);
        self.range("api.guests_per_hour", api.guests_per_hour.into(), 0, 1_000_000);
        self.range("api.media_at_once", api.media_at_once as u64, 1, 64);
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

    /// An extension is whole or not there.
    fn extension(&mut self, extension: &Extension) {
        let Extension { client_id, secrets, owner_id, origin } = extension;
        let is_set_up = !client_id.is_empty() || !secrets.is_empty() || !owner_id.is_empty();
        for (key, is_there) in [
            ("extension.client_id", !client_id.is_empty()),
            ("extension.secrets", !secrets.is_empty()),
            ("extension.owner_id", !owner_id.is_empty()),
        ] {
            self.unless(!is_set_up || is_there, key, "is required with the other two");
        }
        let is_id = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
        let is_short = client_id.len() <= 64 && client_id.bytes().all(is_id);
        self.unless(is_short, "extension.client_id", "must be letters and digits");
        let is_decimal = owner_id.bytes().all(|byte| byte.is_ascii_digit());
        self.unless(is_decimal, "extension.owner_id", "must be a decimal number");
        self.unless(secrets.len() <= 2, "extension.secrets", "must be two at most");
        // HS256 wants a key no shorter than what it makes (RFC 7518, section 3.2).
        let is_secret =
            |secret: &String| BASE64_STANDARD.decode(secret).is_ok_and(|key| key.len() >= 32);
        let message = "each must be 32 bytes or more in base64";
        self.unless(secrets.iter().all(is_secret), "extension.secrets", message);
        let is_good = origin.is_empty() || is_origin(origin);
        self.unless(is_good, "extension.origin", "must be an origin, as `https://example.org`");
    }

    fn rooms(&mut self, rooms: &Rooms) {
        // Each of them that counts has a time of eight bytes in live Redis.
        for (key, most) in [
            ("rooms.lines_per_min", rooms.lines_per_min),
            ("rooms.lines_per_10_s", rooms.lines_per_10_s),
            ("rooms.reactions_per_min", rooms.reactions_per_min),
            ("rooms.signals_per_10_s", rooms.signals_per_10_s),
            ("rooms.reports_per_5_s", rooms.reports_per_5_s),
        ] {
            self.range(key, most.into(), 0, SAID_MAX);
        }
        let dir = &rooms.media_dir;
        let message = "must be a path that begins with `/`";
        self.unless(dir.is_empty() || dir.starts_with('/'), "rooms.media_dir", message);
        let (allow, deny) = (&rooms.hosts_allow, &rooms.hosts_deny);
        let message = "is not for where `rooms.hosts_allow` has names";
        self.unless(allow.is_empty() || deny.is_empty(), "rooms.hosts_deny", message);
        let is_host = |host: &String| {
            let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
            (1..=253).contains(&host.len()) && host.bytes().all(is_plain)
        };
        let message = "must be names as `video.example`, without anything around them";
        self.unless(allow.iter().all(is_host), "rooms.hosts_allow", message);
        self.unless(deny.iter().all(is_host), "rooms.hosts_deny", message);
        let is_relay = |url: &String| {
            ["stun:", "turn:", "turns:"].iter().any(|scheme| url.starts_with(scheme))
                && url.len() <= 200
                && url.bytes().all(|byte| byte.is_ascii_graphic())
        };
        let message = "each must be an address as `turn:relay.example:3478`";
        self.unless(rooms.turn_urls.iter().all(is_relay), "rooms.turn_urls", message);
        let is_turn = |url: &String| !url.starts_with("stun:");
        let needs = rooms.turn_urls.iter().any(is_turn);
        let message = "is required where `rooms.turn_urls` has a relay";
        self.unless(!needs || !rooms.turn_secret.is_empty(), "rooms.turn_secret", message);
    }

    /// A server, and who writes; neither is there alone.
    fn mail(&mut self, mail: &Mail) {
        let Mail { url, from } = mail;
        if url.is_empty() {
            return self.unless(from.is_empty(), "mail.url", "is required with mail.from");
        }
        self.url("mail.url", url, &["smtp://", "smtps://"]);
        let is_safe = url.starts_with("smtps://") || url.contains("tls=required");
        let message = "must be `smtps://…` or end with `?tls=required` where it has a password";
        self.unless(is_safe || !url.contains('@'), "mail.url", message);
        // `Downbeat <house@example.org>`, or the address alone.
        let inside = from.split_once('<').and_then(|(_, rest)| rest.strip_suffix('>'));
        let address = inside.unwrap_or(from).trim();
        let is_address = address.is_ascii()
            && !address.contains(|c: char| c.is_whitespace() || "<>,".contains(c))
            && address.split_once('@').is_some_and(|(who, place)| {
                !who.is_empty() && !place.is_empty() && !place.contains('@')
            });
        let message = "must be an address, as `Downbeat <house@example.org>`";
        self.unless(is_address, "mail.from", message);
    }

    /// A key, and whom push services turn to; neither is there alone.
    fn push(&mut self, push: &Push) {
        let Push { private_key, subject, allow_private: _ } = push;
        if private_key.is_empty() {
            let message = "is required with push.subject";
            return self.unless(subject.is_empty(), "push.private_key", message);
        }
        let is_key = BASE64_URL_SAFE_NO_PAD.decode(private_key).is_ok_and(|key| key.len() == 32);
        let message = "must be 32 bytes in base64url, as `downbeat-worker push-key` prints them";
        self.unless(is_key, "push.private_key", message);
        let place = subject.strip_prefix("mailto:").filter(|mail| mail.contains('@'));
        let place = place.or_else(|| subject.strip_prefix("https://"));
        let is_subject = place.is_some_and(|place| !place.is_empty())
            && subject.len() <= SUBJECT_BYTES_MAX
            && subject.bytes().all(|byte| byte.is_ascii_graphic() && !b"\"\\".contains(&byte));
        let message = "must be `mailto:…` or `https://…`, whom push services turn to";
        self.unless(is_subject, "push.subject", message);
    }

    /// Keys that something is encrypted with.
    fn keys(&mut self, key: &'static str, keys: &[String]) {
        let message = "each must be `name:key`, the key being 32 bytes in base64";
        self.unless(keys.iter().all(|key| is_key(key)), key, message);
        let names: BTreeSet<_> = keys.iter().filter_map(|key| key.split(':').next()).collect();
        let message =
            "each needs a name of its own: of two with one name only the first would open";
        self.unless(names.len() == keys.len(), key, message);
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
