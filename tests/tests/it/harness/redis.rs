//! A Redis server for each test, so that a test may empty, stop or kill it.

use std::{
    path::PathBuf,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use downbeat_boot::settings::RedisQueue;
use downbeat_job::Queue;
use downbeat_live::{Live, Options};

use super::{
    environment::{free_port, variable},
    process::signal,
};

/// Of every installation in these tests.
pub const SHARDS: u16 = 8;

/// As an installation keeps live sessions.
const LASTING: &[&str] = &["--appendonly", "yes", "--appendfsync", "everysec"];

pub struct Redis {
    pub url: String,
    child: Child,
    folder: PathBuf,
    /// What it was started with besides.
    more: &'static [&'static str],
}

impl Redis {
    pub fn start() -> Self {
        // A port may be taken between its choice and its use.
        (0..5).find_map(|_| Self::try_start(free_port())).expect("redis-server does not start")
    }

    fn try_start(port: u16) -> Option<Self> {
        Self::launch(port, &[])
    }

    /// One with an append-only file.
    pub fn lasting() -> Self {
        (0..5)
            .find_map(|_| Self::launch(free_port(), LASTING))
            .expect("redis-server does not start")
    }

    /// One that follows another.
    pub fn replica_of(primary: &Self) -> Self {
        let port = primary.port().to_string();
        Self::launch_with(free_port(), &["--replicaof", "127.0.0.1", &port], &[])
            .expect("a replica")
    }

    pub fn port(&self) -> u16 {
        self.url.rsplit(':').next().unwrap().parse().unwrap()
    }

    /// Gone without a word; it comes back empty, unless it is a lasting one.
    pub fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    pub fn start_again(&mut self) {
        let started = Self::launch(self.port(), self.more).expect("its port is still free");
        *self = started;
    }

    fn launch(port: u16, more: &'static [&'static str]) -> Option<Self> {
        Self::launch_with(port, more, more)
    }

    /// `more` is what it is started with again.
    fn launch_with(port: u16, arguments: &[&str], more: &'static [&'static str]) -> Option<Self> {
        let folder =
            std::env::temp_dir().join(format!("downbeat-redis-{}-{port}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let mut child = Command::new(variable("REDIS_SERVER"))
            .args(["--port", &port.to_string(), "--bind", "127.0.0.1", "--save", ""])
            .args(["--maxmemory-policy", "noeviction", "--dir"])
            .arg(&folder)
            .args(arguments)
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        let deadline = Instant::now() + Duration::from_secs(10);
        while Instant::now() < deadline && child.try_wait().unwrap().is_none() {
            if std::net::TcpStream::connect(("127.0.0.1", port)).is_ok() {
                let url = format!("redis://127.0.0.1:{port}");
                return Some(Self { url, child, folder, more });
            }
            std::thread::yield_now();
        }
        None
    }

    pub fn options(&self) -> Options {
        options(self.url.clone(), false)
    }

    pub async fn live(&self) -> Live {
        Live::connect(self.options(), SHARDS).await.unwrap()
    }

    /// The queue that lives in it.
    pub async fn queue(&self) -> Queue {
        let (url, sentinel, prefix) = (self.url.clone(), String::new(), "downbeat".into());
        Queue::connect(&RedisQueue { url, sentinel, prefix }).await.unwrap()
    }

    /// A bare connection, for what the product never does.
    pub async fn bare(&self) -> ::redis::aio::MultiplexedConnection {
        let client = ::redis::Client::open(self.url.as_str()).unwrap();
        client.get_multiplexed_async_connection().await.unwrap()
    }

    /// Silent, with its connections open.
    pub fn pause(&self) {
        signal(&self.child, "STOP");
    }

    pub fn resume(&self) {
        signal(&self.child, "CONT");
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

/// The tests' one cluster of three nodes. Sessions have new ids; shards are
/// shared, so a test of leases waits for them.
pub async fn cluster() -> Live {
    Live::connect(options(variable("REDIS_CLUSTER_URLS"), true), SHARDS).await.unwrap()
}

fn options(url: String, cluster: bool) -> Options {
    Options { url, cluster, response_timeout: Duration::from_millis(1_500), in_flight_max: 10_000 }
}
