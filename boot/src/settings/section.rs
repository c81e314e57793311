//! The settings themselves. What each means stands in `config.default.toml`.

use std::fmt;
use std::hash::{BuildHasher, RandomState};
use std::net::SocketAddr;

use serde::{Deserialize, Serialize};

#[derive(Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    pub database: Database,
    pub redis_live: RedisLive,
    pub redis_queue: RedisQueue,
    pub redis_cache: RedisCache,
    pub api: Api,
    pub worker: Worker,
    pub metrics: Metrics,
    pub twitch: Twitch,
    pub extension: Extension,
    pub webhooks: Webhooks,
    pub rooms: Rooms,
    pub secrets: Secrets,
    pub journal: Journal,
    pub mail: Mail,
    pub push: Push,
    pub accounts: Accounts,
    pub log: Log,
}

#[derive(Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Database {
    pub url: String,
    pub replica_url: String,
    pub replica_behind_max_ms: u64,
    pub pool_max: u32,
    pub acquire_timeout_ms: u64,
}

impl Database {
    /// A server without a replica.
    pub const fn alone(url: String, pool_max: u32, acquire_timeout_ms: u64) -> Self {
        let replica_url = String::new();
        Self { url, replica_url, replica_behind_max_ms: 30_000, pool_max, acquire_timeout_ms }
    }
}

#[derive(Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct RedisLive {
    pub url: String,
    pub cluster: bool,
    pub sentinel: String,
}

#[derive(Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct RedisQueue {
    pub url: String,
    pub sentinel: String,
    pub prefix: String,
}

#[derive(Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct RedisCache {
    pub url: String,
    pub prefix: String,
    pub timeout_ms: u64,
}

#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Api {
    pub bind: SocketAddr,
    pub public_url: String,
    pub in_flight_max: usize,
    pub connections_max: usize,
    pub address_connections_max: usize,
    pub header_timeout_ms: u64,
    pub body_timeout_ms: u64,
    pub idle_timeout_ms: u64,
    pub sockets_max: usize,
    pub address_sockets_max: usize,
    pub link_sockets_max: usize,
    pub session_sockets_max: usize,
    pub account_sockets_max: usize,
    pub passes_recheck_ms: u64,
    pub origins: Vec<String>,
    pub proxies: Vec<String>,
    pub requests_per_min: u32,
    pub address_requests_per_min: u32,
    pub logins_per_min: u32,
    pub guests_per_hour: u32,
    pub media_at_once: usize,
    pub sign_in_on_get: bool,
}

#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Worker {
    pub name: String,
    pub bind: SocketAddr,
    pub unwatched_ms: u64,
    pub shards: u16,
    pub time_zone: String,
    pub events_kept_months: u16,
    pub mission_logs_kept_months: u16,
    pub archive_folder: String,
    pub jobs_kept_days: u16,
}

#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Metrics {
    pub bind: SocketAddr,
}

#[derive(Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Twitch {
    pub webhook_secrets: Vec<String>,
    pub client_id: String,
    pub client_secret: String,
    pub bot_user_id: String,
    pub shards: u16,
    pub auth_url: String,
    pub api_url: String,
}

#[derive(Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Extension {
    pub client_id: String,
    pub secrets: Vec<String>,
    pub owner_id: String,
    pub origin: String,
}

#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Webhooks {
    pub allow_private: bool,
}

#[derive(Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Rooms {
    pub guests_create: bool,
    pub media_dir: String,
    pub hosts_allow: Vec<String>,
    pub hosts_deny: Vec<String>,
    pub turn_urls: Vec<String>,
    pub turn_secret: String,
    pub made_per_hour: u32,
    pub joins_per_min: u32,
    pub unknown_codes_per_hour: u32,
    pub wrong_passwords_per_half_hour: u32,
    pub ice_per_hour: u32,
    pub lines_per_min: u32,
    pub lines_per_10_s: u32,
    pub reactions_per_min: u32,
    pub signals_per_10_s: u32,
    pub reports_per_5_s: u32,
}

#[derive(Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Secrets {
    pub keys: Vec<String>,
}

#[derive(Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Journal {
    pub keys: Vec<String>,
}

#[derive(Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Mail {
    pub url: String,
    pub from: String,
}

#[derive(Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Push {
    pub private_key: String,
    pub subject: String,
    pub allow_private: bool,
}

#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Accounts {
    pub sign_up: SignUp,
}

#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum SignUp {
    /// Anybody whose address gets our mail.
    Open,
    /// Whoever was given a link by the operator.
    Invited,
}

#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Log {
    pub format: LogFormat,
    pub level: String,
}

#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    Pretty,
    Json,
}

/// Sections that hold a secret are never printed by `{:?}`.
macro_rules! debug_hides_all {
    ($($section:ident),+ $(,)?) => {$(
        impl fmt::Debug for $section {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_struct(stringify!($section)).finish_non_exhaustive()
            }
        }
    )+};
}
debug_hides_all!(
    Config, Database, RedisLive, RedisQueue, RedisCache, Twitch, Extension, Rooms, Secrets,
    Journal, Mail, Push,
);

/// A worker's name when none is set: readable, and different after a restart.
pub(super) fn derived_name() -> String {
    let host = std::fs::read_to_string("/proc/sys/kernel/hostname").unwrap_or_default();
    let host = match host.trim() {
        "" => "worker",
        name => name,
    };
    let chance = RandomState::new().hash_one(std::process::id());
    format!("{host}-{:08x}", chance & 0xffff_ffff)
}
