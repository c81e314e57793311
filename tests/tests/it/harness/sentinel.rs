//! A primary, its replica, and a Sentinel that puts one in the other's place.

use std::process::{Child, Command, Stdio};

use downbeat_boot::settings::RedisQueue;

use super::{
    Redis,
    environment::{free_port, variable},
    until,
};

pub const NAME: &str = "primary";

pub struct Sentinel {
    pub primary: Redis,
    _replica: Redis,
    port: u16,
    child: Child,
    folder: std::path::PathBuf,
}

impl Sentinel {
    pub async fn start() -> Self {
        let primary = Redis::start();
        let replica = Redis::replica_of(&primary);
        let port = free_port();
        let folder = std::env::temp_dir().join(format!("downbeat-sentinel-{port}"));
        std::fs::create_dir_all(&folder).unwrap();
        let config = folder.join("sentinel.conf");
        let lines = [
            format!("port {port}"),
            "bind 127.0.0.1".into(),
            format!("dir {}", folder.display()),
            format!("sentinel monitor {NAME} 127.0.0.1 {} 1", primary.port()),
            format!("sentinel down-after-milliseconds {NAME} 500"),
            format!("sentinel failover-timeout {NAME} 3000"),
        ];
        std::fs::write(&config, lines.join("\n")).unwrap();
        let child = Command::new(variable("REDIS_SERVER"))
            .arg(&config)
            .arg("--sentinel")
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        let sentinel = Self { primary, _replica: replica, port, child, folder };
        // It finds the replica by asking the primary.
        until("Sentinel knows the replica", async || {
            let client = redis::Client::open(format!("redis://127.0.0.1:{port}")).unwrap();
            let mut connection = client.get_multiplexed_async_connection().await.ok()?;
            let mut ask = redis::cmd("SENTINEL");
            ask.arg("REPLICAS").arg(NAME);
            let known: Vec<redis::Value> = ask.query_async(&mut connection).await.ok()?;
            (!known.is_empty()).then_some(())
        })
        .await;
        sentinel.replicated().await;
        sentinel
    }

    /// Returns when the replica has said that it has all that was written. It is
    /// "online" a second earlier, and loses what the primary still keeps for it.
    pub async fn replicated(&self) {
        let mut primary = self.primary.bare().await;
        until("the replica has it all", async || {
            let () =
                redis::cmd("SET").arg("written").arg(1).query_async(&mut primary).await.ok()?;
            let mut wait = redis::cmd("WAIT");
            let known: u8 = wait.arg(1).arg(100).query_async(&mut primary).await.ok()?;
            (known == 1).then_some(())
        })
        .await;
    }

    pub fn url(&self) -> String {
        format!("redis://127.0.0.1:{}", self.port)
    }

    /// For a queue in it.
    pub fn settings(&self, prefix: &str) -> RedisQueue {
        RedisQueue { url: self.url(), sentinel: NAME.into(), prefix: prefix.into() }
    }
}

impl Drop for Sentinel {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}
