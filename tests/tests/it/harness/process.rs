//! Our programs as processes: started, signalled, killed.

use std::{
    fs::File,
    net::SocketAddr,
    path::PathBuf,
    process::{Child, Command, Stdio},
};

use reqwest::Client;
use uuid::Uuid;

use super::{
    environment::{free_port, program},
    until,
};

pub struct Process {
    pub name: &'static str,
    pub base: String,
    pub metrics: String,
    /// One for all questions: to make one takes longer than to be answered.
    client: Client,
    child: Child,
    log: PathBuf,
}

impl Process {
    /// Starts a program that serves on the setting `bind` and waits until it is
    /// ready.
    pub async fn start(name: &'static str, bind: &str, settings: &[(String, String)]) -> Self {
        let mut process = Self::begin(name, bind, settings);
        let ready = format!("{}/readyz", process.base);
        until(&format!("{name} is ready"), async || {
            if let Some(status) = process.child.try_wait().unwrap() {
                panic!("{name} ended with {status}: {}", process.log());
            }
            process
                .client
                .get(&ready)
                .send()
                .await
                .ok()
                .filter(|answer| answer.status().is_success())
        })
        .await;
        process
    }

    /// The same without waiting for it.
    pub fn begin(name: &'static str, bind: &str, settings: &[(String, String)]) -> Self {
        let chosen = settings.iter().find(|(key, _)| key == bind).map(|(_, place)| place.parse());
        let service = match chosen {
            Some(place) => place.unwrap(),
            None => SocketAddr::from(([127, 0, 0, 1], free_port())),
        };
        let metrics = SocketAddr::from(([127, 0, 0, 1], free_port()));
        let command = Command::new(program(name));
        Self::spawn(command, name, (bind, service, metrics), settings)
    }

    /// A worker that knows kinds of these tests' own: this binary, asked for one
    /// test of its own, which is a worker.
    pub fn begin_worker_of_tests(test: &str, settings: &[(String, String)]) -> Self {
        let place = || SocketAddr::from(([127, 0, 0, 1], free_port()));
        let mut command = Command::new(std::env::current_exe().unwrap());
        command.args(["--exact", test, "--ignored", "--nocapture"]).stdout(Stdio::null());
        let places = ("DOWNBEAT__WORKER__BIND", place(), place());
        Self::spawn(command, "downbeat-worker", places, settings)
    }

    fn spawn(
        mut command: Command,
        name: &'static str,
        (bind, service, metrics): (&str, SocketAddr, SocketAddr),
        settings: &[(String, String)],
    ) -> Self {
        let log = std::env::temp_dir().join(format!("{name}-{}.log", service.port()));
        let child = command
            .env_clear()
            .envs(settings.iter().cloned())
            .env(bind, service.to_string())
            .env("DOWNBEAT__METRICS__BIND", metrics.to_string())
            .stdin(Stdio::null())
            .stderr(File::create(&log).unwrap())
            .spawn()
            .unwrap();
        let base = format!("http://{service}");
        let metrics = format!("http://{metrics}/metrics");
        Self { name, base, metrics, client: Client::new(), child, log }
    }

    /// The socket of a session, to whoever carries something that opens it.
    pub fn session_url(&self, session: Uuid) -> String {
        format!("{}/ws/sessions/{session}", self.base.replacen("http", "ws", 1))
    }

    pub fn socket_url(&self, token: &str) -> String {
        format!("{}/ws/overlay/{token}", self.base.replacen("http", "ws", 1))
    }

    /// What the counters whose series begins so have counted together.
    pub async fn counted(&self, series: &str) -> u64 {
        self.sum(|line| line.starts_with(series)).await
    }

    /// How many HTTP requests had an answer of that class.
    pub async fn answered(&self, class: &str) -> u64 {
        let status = format!("status=\"{class}\"");
        let is_one = |line: &str| line.contains(&status);
        self.sum(|line| line.starts_with("downbeat_http_requests_total{") && is_one(line)).await
    }

    async fn sum(&self, is_meant: impl Fn(&str) -> bool) -> u64 {
        let page = self.client.get(&self.metrics).send().await.unwrap().text().await.unwrap();
        let lines = page.lines().filter(|line| is_meant(line));
        lines.filter_map(|line| line.rsplit(' ').next()?.parse::<u64>().ok()).sum()
    }

    /// How much of the machine's memory it has, in bytes.
    pub fn resident_bytes(&self) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap();
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap();
        let kib: u64 = line.trim().trim_end_matches(" kB").parse().unwrap();
        kib * 1024
    }

    pub fn log(&self) -> String {
        std::fs::read_to_string(&self.log).unwrap_or_default()
    }

    pub fn is_running(&mut self) -> bool {
        self.child.try_wait().unwrap().is_none()
    }

    pub fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Its exit code, once it has ended by itself.
    pub async fn ended(&mut self) -> Option<i32> {
        until("it ends by itself", async || self.child.try_wait().unwrap()).await.code()
    }

    /// As an operating system does it that has no time for this process.
    pub fn pause(&self) {
        signal(&self.child, "STOP");
    }

    pub fn resume(&self) {
        signal(&self.child, "CONT");
    }

    pub fn ask_to_stop(&self) {
        signal(&self.child, "TERM");
    }

    /// Asks it to stop, and answers its exit code.
    pub fn terminate(&mut self) -> Option<i32> {
        self.ask_to_stop();
        self.child.wait().unwrap().code()
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
        if std::thread::panicking() {
            println!("--- log of {}\n{}", self.name, self.log());
        }
        let _ = std::fs::remove_file(&self.log);
    }
}

pub fn signal(child: &Child, name: &str) {
    let pid = child.id().to_string();
    let sent = Command::new("kill").args(["-s", name, &pid]).status().unwrap();
    assert!(sent.success());
}
