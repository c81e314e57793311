//! A PostgreSQL server of a test's own, which it may stop and start.

use std::{
    os::unix::process::CommandExt,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
};

use downbeat_boot::settings;
use downbeat_store::Store;
use sea_orm::ConnectionTrait;

use super::{
    environment::{free_port, variable},
    process::signal,
    until,
};

pub struct Database {
    pub url: String,
    port: u16,
    folder: PathBuf,
    server: Child,
}

impl Database {
    /// Started, with the newest schema and no rows.
    pub async fn start() -> Self {
        let (port, folder) = place();
        let mut initdb = tool("initdb", &folder);
        initdb.args(["--auth", "trust", "--username", "downbeat", "--no-sync"]);
        initdb.args(["--encoding", "UTF8", "--locale", "C", "--pgdata"]).arg(folder.join("data"));
        assert!(initdb.stdout(Stdio::null()).status().unwrap().success());
        let (database, store) = Self::serving(port, folder).await;
        downbeat_migration::up(store.connection()).await.unwrap();
        database
    }

    /// A standby that streams from this one.
    pub async fn replica(&self) -> Self {
        let (port, folder) = place();
        let mut copy = tool("pg_basebackup", &folder);
        copy.args(["--host", "127.0.0.1", "--port", &self.port.to_string()]);
        copy.args(["--username", "downbeat", "--write-recovery-conf", "--no-sync"]);
        copy.args(["--checkpoint", "fast", "--pgdata"]).arg(folder.join("data"));
        assert!(copy.status().unwrap().success());
        Self::serving(port, folder).await.0
    }

    async fn serving(port: u16, folder: PathBuf) -> (Self, Store) {
        let server = serve(&folder, port);
        let url = format!("postgres://downbeat@127.0.0.1:{port}/postgres");
        let database = Self { url, port, folder, server };
        let store = until("Postgres answers", async || database.connect().await).await;
        (database, store)
    }

    async fn connect(&self) -> Option<Store> {
        Store::connect(&settings::Database::alone(self.url.clone(), 20, 2_000)).await.ok()
    }

    pub async fn store(&self) -> Store {
        self.connect().await.unwrap()
    }

    pub async fn run(&self, sql: &str) {
        self.store().await.connection().execute_unprepared(sql).await.unwrap();
    }

    /// A fast shutdown: connections are cut, what was committed stays.
    pub fn stop(&mut self) {
        signal(&self.server, "INT");
        self.server.wait().unwrap();
    }

    pub fn start_again(&mut self) {
        self.server = serve(&self.folder, self.port);
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        if self.server.try_wait().is_ok_and(|ended| ended.is_none()) {
            // An immediate shutdown: its children end with it.
            signal(&self.server, "QUIT");
            let _ = self.server.wait();
        }
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

/// A port and a folder of its own.
fn place() -> (u16, PathBuf) {
    let port = free_port();
    let folder = std::env::temp_dir().join(format!("downbeat-postgres-{port}"));
    std::fs::create_dir_all(&folder).unwrap();
    if let Some((uid, gid)) = user() {
        std::os::unix::fs::chown(&folder, Some(uid), Some(gid)).unwrap();
    }
    (port, folder)
}

fn serve(folder: &Path, port: u16) -> Child {
    let mut server = tool("postgres", folder);
    server.arg("-D").arg(folder.join("data")).args(["-p", &port.to_string()]);
    let settings = [
        "listen_addresses=127.0.0.1",
        "unix_socket_directories=",
        "fsync=off",
        "max_connections=200",
    ];
    server.args(settings.iter().flat_map(|setting| ["-c", setting]));
    server.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
}

fn tool(name: &str, folder: &Path) -> Command {
    let mut command = Command::new(PathBuf::from(variable("PG_BIN")).join(name));
    command.current_dir(folder).env("LC_ALL", "C");
    if let Some((uid, gid)) = user() {
        command.uid(uid).gid(gid);
    }
    command
}

/// As whom PostgreSQL runs: it refuses root.
fn user() -> Option<(u32, u32)> {
    let number = |arguments: [&str; 2]| -> Option<u32> {
        let told = Command::new("id").args(arguments).output().ok()?;
        String::from_utf8(told.stdout).ok()?.trim().parse().ok()
    };
    if Command::new("id").arg("-u").output().ok()?.stdout.trim_ascii() != b"0" {
        return None;
    }
    ["postgres", "nobody"]
        .into_iter()
        .find_map(|name| Some((number(["-u", name])?, number(["-g", name])?)))
}
