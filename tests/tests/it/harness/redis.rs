//! A Redis server for each test, so that a test may empty, stop or kill it.
//!
//! The product comes as users that may do what it needs and nothing else, so
//! that every test holds `rights` against the truth.

use std::{
    path::PathBuf,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use downbeat_boot::settings::{RedisCache, RedisLive, RedisQueue};
use downbeat_job::{Queue, queue::rights as queue_rights};
use downbeat_live::{
    Cache, Live, Options, cache_rights,
    rights::{self as live_rights, granting},
};

use super::{
    environment::{free_port, variable},
    process::signal,
};

const LIVE: &str = "live";
const QUEUE: &str = "queue";
const CACHE: &str = "cache";

/// Between two looks at one that starts: to look without a pause would take from
/// it what it starts with.
const LOOK: Duration = Duration::from_millis(2);

/// Of every installation in these tests.
pub const SHARDS: u16 = 8;

/// As an installation keeps live sessions.
const IN_EARNEST: &[&str] =
    &["--appendonly", "yes", "--appendfsync", "everysec", "--maxmemory", "1gb"];

pub struct Redis {
    pub url: String,
    child: Child,
    folder: PathBuf,
    /// What it was started with besides.
    more: Vec<String>,
}

impl Redis {
    pub fn start() -> Self {
        Self::launch(free_port(), &[]).expect("redis-server does not start")
    }

    /// One as it should be in earnest: what it holds it holds on disk, and it has
    /// a limit.
    pub fn in_earnest() -> Self {
        Self::launch(free_port(), IN_EARNEST).expect("redis-server does not start")
    }

    /// One that may be a node of a cluster, and its port for the others.
    pub(super) fn node() -> (Self, u16) {
        let bus = free_port();
        let bus_port = bus.to_string();
        let cluster = ["--cluster-enabled", "yes", "--cluster-port", &bus_port];
        let options = [IN_EARNEST, &cluster].concat();
        (Self::launch(free_port(), &options).expect("redis-server does not start"), bus)
    }

    /// One that forgets what was not asked for lately.
    pub fn forgetful() -> Self {
        let options = &["--maxmemory-policy", "allkeys-lru"];
        Self::launch(free_port(), options).expect("redis-server does not start")
    }

    /// The same as an installation has it: within a limit.
    pub fn for_cache() -> Self {
        let options = &["--maxmemory", "64mb", "--maxmemory-policy", "allkeys-lru"];
        Self::launch(free_port(), options).expect("redis-server does not start")
    }

    /// One that follows another.
    pub fn replica_of(primary: &Self) -> Self {
        let port = primary.port().to_string();
        Self::launch_with(free_port(), &["--replicaof", "127.0.0.1", &port], &[])
            .expect("a replica")
    }

    /// Where its file is.
    pub fn folder(&self) -> std::path::PathBuf {
        self.folder.clone()
    }

    pub fn port(&self) -> u16 {
        self.url.rsplit(':').next().unwrap().parse().unwrap()
    }

    /// Gone without a word; it comes back empty, unless it is one in earnest.
    pub fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    pub fn start_again(&mut self) {
        let more: Vec<&str> = self.more.iter().map(String::as_str).collect();
        let started = Self::launch(self.port(), &more).expect("its port is still free");
        *self = started;
    }

    pub fn is_running(&mut self) -> bool {
        self.child.try_wait().unwrap().is_none()
    }

    fn launch(port: u16, more: &[&str]) -> Option<Self> {
        Self::launch_with(port, more, more)
    }

    /// `more` is what it is started with again.
    fn launch_with(port: u16, arguments: &[&str], more: &[&str]) -> Option<Self> {
        let folder =
            std::env::temp_dir().join(format!("downbeat-redis-{}-{port}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let acl = folder.join("users.acl");
        std::fs::write(&acl, users()).unwrap();
        let mut child = Command::new(variable("REDIS_SERVER"))
            .args(["--port", &port.to_string(), "--bind", "127.0.0.1", "--save", ""])
            .args(["--repl-diskless-sync-delay", "0", "--maxmemory-policy", "noeviction", "--dir"])
            .arg(&folder)
            .arg("--aclfile")
            .arg(&acl)
            .args(arguments)
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        let deadline = Instant::now() + Duration::from_secs(10);
        while Instant::now() < deadline && child.try_wait().unwrap().is_none() {
            if std::net::TcpStream::connect(("127.0.0.1", port)).is_ok() {
                let url = format!("redis://127.0.0.1:{port}");
                let more = more.iter().map(|&option| option.to_owned()).collect();
                return Some(Self { url, child, folder, more });
            }
            std::thread::sleep(LOOK);
        }
        None
    }

    /// As the product's user of live Redis.
    pub fn live_url(&self) -> String {
        self.url_as(LIVE)
    }

    /// As the product's user of the queue's Redis.
    pub fn queue_url(&self) -> String {
        self.url_as(QUEUE)
    }

    /// As the product's user of the cache.
    pub fn cache_url(&self) -> String {
        self.url_as(CACHE)
    }

    /// The cache that lives in it, which is waited for: this machine has other things to
    /// do, too.
    pub fn cache(&self) -> Cache {
        let prefix = "downbeat".to_owned();
        Cache::of(&RedisCache { url: self.cache_url(), prefix, timeout_ms: 2_000 }).unwrap()
    }

    /// All that it holds.
    pub async fn dump(&self) -> String {
        let mut bare = self.bare().await;
        let keys: Vec<String> = ::redis::cmd("KEYS").arg("*").query_async(&mut bare).await.unwrap();
        let mut all = String::new();
        for key in keys {
            let value: Option<String> =
                ::redis::cmd("GET").arg(&key).query_async(&mut bare).await.unwrap();
            all.extend([key.as_str(), " = ", value.as_deref().unwrap_or_default(), "\n"]);
        }
        all
    }

    /// As a user of the tests' own list, whose passwords are all believed.
    pub fn url_as(&self, user: &str) -> String {
        self.url.replace("redis://", &format!("redis://{user}:tests@"))
    }

    pub fn options(&self) -> Options {
        options(self.live_url(), false)
    }

    pub async fn live(&self) -> Live {
        Live::connect(self.options(), SHARDS).await.unwrap()
    }

    /// The queue that lives in it.
    pub async fn queue(&self) -> Queue {
        let (url, sentinel, prefix) = (self.queue_url(), String::new(), "downbeat".into());
        Queue::connect(&RedisQueue { url, sentinel, prefix }).await.unwrap()
    }

    /// A bare connection, for what the product never does.
    pub async fn bare(&self) -> ::redis::aio::MultiplexedConnection {
        let client = ::redis::Client::open(self.url.as_str()).unwrap();
        client.get_multiplexed_async_connection().await.unwrap()
    }

    /// Has the product's user of live Redis reach only keys of this pattern.
    pub async fn allow_keys(&self, pattern: &str) {
        let mut set = ::redis::cmd("ACL");
        set.arg("SETUSER").arg(LIVE).arg("resetkeys").arg(format!("~{pattern}"));
        set.exec_async(&mut self.bare().await).await.unwrap();
    }

    /// Silent, with its connections open.
    pub fn pause(&self) {
        signal(&self.child, "STOP");
    }

    pub fn resume(&self) {
        signal(&self.child, "CONT");
    }

    /// From now on what it answers is in its file before.
    pub async fn write_before_answers(&self) {
        let mut set = ::redis::cmd("CONFIG");
        set.arg("SET").arg("appendfsync").arg("always");
        set.exec_async(&mut self.bare().await).await.unwrap();
    }

    pub async fn empty(&self) {
        ::redis::cmd("FLUSHALL").exec_async(&mut self.bare().await).await.unwrap();
    }
}

impl Drop for Redis {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
        // One that took this one's place may live there.
        if std::net::TcpStream::connect(("127.0.0.1", self.port())).is_err() {
            let _ = std::fs::remove_dir_all(&self.folder);
        }
    }
}

/// Users with the rights that an installation gives; the default one may do
/// what the product never does.
fn users() -> String {
    let (live, queue) = (granting(live_rights::commands()), granting(queue_rights::commands()));
    let cache = granting(cache_rights::commands());
    let keys = live_rights::KEYS;
    let cached = cache_rights::keys("downbeat");
    // Tests of the queue alone have a prefix of their own.
    let (ours, tests) = (queue_rights::keys("downbeat"), queue_rights::keys("t"));
    format!(
        "user default on nopass ~* &* +@all\n\
         user {LIVE} on nopass ~{keys} &{keys} {live}\n\
         user {QUEUE} on nopass ~{ours} &{ours} ~{tests} &{tests} {queue}\n\
         user {CACHE} on nopass ~{cached} &{cached} {cache}\n\
         user stranger on nopass ~* &* +ping +info +time +function|list\n\
         user asker on nopass ~* &* +ping +info +time +function|list +acl|whoami +acl|dryrun\n"
    )
}

/// The tests' one cluster of three nodes. Sessions have new ids; shards are
/// shared, so a test of leases waits for them.
pub async fn cluster() -> Live {
    cluster_of(SHARDS).await
}

/// The same in so many shards: those behind the others are nobody else's.
pub async fn cluster_of(shards: u16) -> Live {
    Live::connect(options(variable("REDIS_CLUSTER_URLS"), true), shards).await.unwrap()
}

pub(super) fn options(url: String, cluster: bool) -> Options {
    let settings = RedisLive { url, cluster, sentinel: String::new() };
    Options::of(&settings, Duration::from_millis(1_500), 10_000)
}
