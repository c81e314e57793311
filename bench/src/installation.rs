//! The installation that is measured.

use std::{
    collections::BTreeMap,
    path::Path,
    process::{Child, Command, Stdio},
    time::Duration,
};

use anyhow::Context as _;
use downbeat_boot::settings::Database;
use downbeat_live::{KNOWN_BYTES_MAX, Live, Options};
use downbeat_session::{
    Kind,
    kinds::{
        self,
        meter::{self, Config, Meter},
    },
};
use downbeat_store::Store;
use futures::{StreamExt, stream};
use serde::Deserialize;
use uuid::Uuid;

use crate::process;

/// For a worker that opens nothing sealed.
const KEY: &str = "bench:QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUE=";

/// What the ready file tells, as far as it matters here.
#[derive(Deserialize)]
pub struct Ready {
    pub api: String,
    pub apis: Vec<String>,
    pub api_token: String,
    pub session_id: Uuid,
    pub overlay_ws_url: String,
    pub webhook_url: String,
    pub webhook_secret: String,
    pub broadcaster_id: String,
    pub metrics: Vec<String>,
    pub pids: BTreeMap<String, u32>,
    pub database_url: String,
    pub redis_live_url: String,
    pub redis_queue_url: String,
    /// Empty of a release that has none.
    #[serde(default)]
    pub redis_cache_url: String,
    pub twitch_url: String,
    /// The camp of the streamer, where there is one.
    #[serde(default)]
    pub mission_session_id: Option<Uuid>,
}

pub struct Installation {
    pub ready: Ready,
    pub live: Live,
    /// Fewer and shorter runs: a look at all rows, none of them exact.
    pub is_brief: bool,
}

impl Installation {
    pub async fn open(ready_file: &Path, is_brief: bool) -> anyhow::Result<Self> {
        let ready: Ready = serde_json::from_slice(&std::fs::read(ready_file)?)?;
        let database = Database::alone(ready.database_url.clone(), 2, 5_000);
        let shards = Store::connect(&database).await?.shards(64).await?;
        let options = Options {
            url: ready.redis_live_url.clone(),
            cluster: false,
            sentinel: String::new(),
            response_timeout: Duration::from_secs(10),
            in_flight_max: 100_000,
            known_bytes_max: KNOWN_BYTES_MAX,
        };
        let live = Live::connect(options, shards).await?;
        Ok(Self { ready, live, is_brief })
    }

    /// How much of something there is: all, or what a brief look needs.
    pub const fn much<T: Copy>(&self, all: T, brief: T) -> T {
        if self.is_brief { brief } else { all }
    }

    /// Postgres, with room for many at once.
    pub async fn store(&self) -> anyhow::Result<Store> {
        let url = self.ready.database_url.clone();
        let settings = Database::alone(url, 20, 10_000);
        Ok(Store::connect(&settings).await?)
    }

    /// Bytes in use.
    pub async fn queue_memory(&self) -> anyhow::Result<u64> {
        memory_of(&self.queue_info("memory").await?)
    }

    pub async fn live_memory(&self) -> anyhow::Result<u64> {
        memory_of(&info(&self.ready.redis_live_url, "memory").await?)
    }

    /// How often it has read from a client: once for what was sent together. What
    /// functions call is no call here.
    pub async fn live_calls(&self) -> anyhow::Result<u64> {
        let stats = info(&self.ready.redis_live_url, "stats").await?;
        let line = stats.lines().find_map(|line| line.strip_prefix("total_reads_processed:"));
        Ok(line.context("no total_reads_processed")?.trim().parse()?)
    }

    async fn queue_info(&self, section: &str) -> anyhow::Result<String> {
        info(&self.ready.redis_queue_url, section).await
    }

    /// Asks the installation's worker to end, and waits until it has.
    pub async fn stop_worker(&self) -> anyhow::Result<()> {
        let pid = self.pid("worker-0")?;
        Command::new("kill").arg(pid.to_string()).status()?;
        while Path::new(&format!("/proc/{pid}/exe")).exists() {
            downbeat_boot::clock::sleep(Duration::from_millis(50)).await;
        }
        Ok(())
    }

    pub fn pid(&self, name: &str) -> anyhow::Result<u32> {
        let pid = self.ready.pids.get(name).copied();
        pid.ok_or_else(|| anyhow::anyhow!("no process {name} in the ready file"))
    }

    /// Opens meters of made-up broadcasters, without limits; answers their ids.
    pub async fn open_meters(&self, count: u32) -> anyhow::Result<Vec<(String, Uuid)>> {
        let config = serde_json::to_value(Config { votes_per_min: 0, ..Config::default() })?;
        let kind = kinds::named(Meter::NAME).context("no meters")?;
        let session = (kind.open)(&config, 1, 0)?;
        let broadcasters: Vec<String> = (0..count).map(|n| (7_000_000 + n).to_string()).collect();
        let opened = stream::iter(broadcasters).map(|broadcaster| {
            let id = meter::of_broadcaster(&broadcaster);
            let opening = downbeat_live::Opening::fresh(id, Uuid::nil(), session.clone(), 1);
            async move { self.live.open(&opening).await.map(|_| (broadcaster, opening.id)) }
        });
        let opened: Vec<_> = opened.buffer_unordered(256).collect().await;
        Ok(opened.into_iter().collect::<Result<_, _>>()?)
    }

    /// Takes the limit off the seeded meter.
    pub async fn lift_limit(&self) -> anyhow::Result<()> {
        let config = serde_json::to_value(Config { votes_per_min: 0, ..Config::default() })?;
        self.live.configure(self.ready.session_id, 1_000, &config).await?;
        Ok(())
    }

    /// CPU time of live Redis until now.
    pub async fn redis_cpu(&self) -> anyhow::Result<Duration> {
        Ok(cpu_of(&info(&self.ready.redis_live_url, "cpu").await?))
    }

    /// One more worker on this installation, of the same build.
    pub fn start_worker(&self, name: &str, more: &[(&str, &str)]) -> anyhow::Result<Child> {
        let bind = free()?;
        let own = [("DOWNBEAT__WORKER__NAME", name), ("DOWNBEAT__WORKER__BIND", bind.as_str())];
        self.start("downbeat-worker", &[], own.iter().chain(more))
    }

    /// A command of an operator.
    pub fn start_command(&self, words: &[&str], more: &[(&str, &str)]) -> anyhow::Result<Child> {
        self.start("downbeat-worker", words, more.iter())
    }

    /// Another API, and where it answers.
    pub fn start_api(&self, more: &[(&str, &str)]) -> anyhow::Result<(Child, String)> {
        let bind = free()?;
        let own = [
            ("DOWNBEAT__API__BIND", bind.as_str()),
            ("DOWNBEAT__API__ADDRESS_REQUESTS_PER_MIN", "0"),
            ("DOWNBEAT__API__ADDRESS_SOCKETS_MAX", "0"),
            ("DOWNBEAT__API__ADDRESS_CONNECTIONS_MAX", "0"),
        ];
        let api = self.start("downbeat-api", &[], own.iter().chain(more))?;
        Ok((api, format!("http://{bind}")))
    }

    fn start<'a>(
        &self,
        program: &str,
        words: &[&str],
        settings: impl Iterator<Item = &'a (&'a str, &'a str)>,
    ) -> anyhow::Result<Child> {
        let child = process::on_all_cores(&std::env::current_exe()?.with_file_name(program))
            .args(words)
            .env("DOWNBEAT__DATABASE__URL", &self.ready.database_url)
            .env("DOWNBEAT__REDIS_LIVE__URL", &self.ready.redis_live_url)
            .env("DOWNBEAT__REDIS_QUEUE__URL", &self.ready.redis_queue_url)
            .env("DOWNBEAT__REDIS_CACHE__URL", &self.ready.redis_cache_url)
            .env("DOWNBEAT__TWITCH__WEBHOOK_SECRETS", &self.ready.webhook_secret)
            .env("DOWNBEAT__SECRETS__KEYS", KEY)
            .env("DOWNBEAT__METRICS__BIND", free()?)
            .envs(settings.copied())
            .stderr(Stdio::null())
            .spawn()?;
        Ok(child)
    }
}

/// An address that nobody has.
pub fn free() -> std::io::Result<String> {
    Ok(std::net::TcpListener::bind("127.0.0.1:0")?.local_addr()?.to_string())
}

async fn info(url: &str, section: &str) -> anyhow::Result<String> {
    let client = redis::Client::open(url)?;
    let mut connection = client.get_multiplexed_async_connection().await?;
    Ok(redis::cmd("INFO").arg(section).query_async(&mut connection).await?)
}

fn memory_of(info: &str) -> anyhow::Result<u64> {
    let line = info.lines().find_map(|line| line.strip_prefix("used_memory:"));
    Ok(line.context("no used_memory")?.trim().parse()?)
}

/// CPU seconds, as `INFO` tells them.
fn cpu_of(info: &str) -> Duration {
    let seconds = ["used_cpu_sys:", "used_cpu_user:"].iter().filter_map(|name| {
        info.lines().find_map(|line| line.strip_prefix(name)?.trim().parse::<f64>().ok())
    });
    Duration::from_secs_f64(seconds.sum())
}
