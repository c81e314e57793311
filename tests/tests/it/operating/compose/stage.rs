//! Services of a compose file as processes of this machine: hosts and ports are
//! other ones, and nothing else is.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
};

use sea_orm::ConnectionTrait;
use serde_json::Value;

use super::file::{File, Service, interpolated, text};
use crate::harness::{Database, caddy, free_port, program, redis_server, signal, until};

pub struct Stage {
    file: File,
    folder: PathBuf,
    _database: Database,
    /// What stands in for `host:port` of the file.
    places: BTreeMap<String, String>,
    children: BTreeMap<String, Child>,
}

/// Each place that services of the file name, and whose it is.
const PLACES: [(&str, &str); 11] = [
    ("api-1", "0.0.0.0:8080"),
    ("api-2", "0.0.0.0:8080"),
    ("worker-1", "0.0.0.0:8081"),
    ("worker-2", "0.0.0.0:8081"),
    ("twitch", "twitch.localhost:8090"),
    ("balancer", "downbeat.localhost:8080"),
    ("postgres", "postgres:5432/downbeat"),
    ("redis-live", "redis-live:6379"),
    ("redis-queue", "redis-queue:6379"),
    ("redis-cache", "redis-cache:6379"),
    ("metrics", "0.0.0.0:9090"),
];

impl Stage {
    pub async fn new(file: File) -> Self {
        let folder = std::env::temp_dir().join(format!("downbeat-compose-{}", free_port()));
        std::fs::create_dir_all(&folder).unwrap();
        let database = Database::start().await;
        let store = database.store().await;
        store.connection().execute_unprepared("CREATE DATABASE downbeat").await.unwrap();
        let mut places: BTreeMap<_, _> = PLACES
            .iter()
            .map(|(name, _)| ((*name).to_owned(), format!("127.0.0.1:{}", free_port())))
            .collect();
        let server = database.url.rsplit_once('@').unwrap().1.split('/').next().unwrap();
        places.insert("postgres".into(), format!("{server}/downbeat"));
        Self { file, folder, _database: database, places, children: BTreeMap::new() }
    }

    pub fn place(&self, name: &str) -> &str {
        &self.places[name]
    }

    /// A service that ends by itself, well; what it printed.
    pub fn run_once(&self, name: &str) -> String {
        let output = self.command(name).output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{name}: {said}");
        if name == "secrets" {
            self.check_secrets();
        }
        String::from_utf8(output.stdout).unwrap()
    }

    pub fn start(&mut self, name: &str) {
        let log = std::fs::File::create(self.folder.join(format!("{name}.log"))).unwrap();
        let mut command = self.command(name);
        let child = command.stdout(Stdio::null()).stderr(log).spawn().unwrap();
        self.children.insert(name.to_owned(), child);
    }

    pub async fn start_redis(&mut self, name: &str) {
        let service = &self.file.services[name];
        let words = self.words(name, service);
        assert_eq!(words[0], "redis-server");
        let data = self.folder.join(name);
        std::fs::create_dir_all(&data).unwrap();
        let mut command = Command::new(redis_server());
        command.args(&words[1..]).args(["--bind", "127.0.0.1", "--port", self.port(name)]);
        command.arg("--dir").arg(&data).stdout(Stdio::null());
        self.children.insert(name.to_owned(), command.spawn().unwrap());
        until(&format!("{name} is healthy"), async || self.is_healthy(name).then_some(())).await;
    }

    /// Caddy, as it is configured.
    pub fn start_balancer(&mut self) {
        let config =
            text("caddy/Caddyfile").replace("admin off", "admin off\n\tdefault_bind 127.0.0.1");
        let config = ["api-1", "api-2"]
            .into_iter()
            .fold(config, |config, api| config.replace(&format!("{api}:8080"), self.place(api)));
        let path = self.folder.join("Caddyfile");
        std::fs::write(&path, config).unwrap();
        let log = std::fs::File::create(self.folder.join("balancer.log")).unwrap();
        let mut command = Command::new(caddy());
        command.arg("run").arg("--adapter").arg("caddyfile").arg("--config").arg(path);
        command.env_clear().env("HOME", &self.folder).stdin(Stdio::null());
        command.env("DOWNBEAT_SITE", format!("http://{}", self.place("balancer")));
        let child = command.stdout(Stdio::null()).stderr(log).spawn().unwrap();
        self.children.insert("balancer".into(), child);
    }

    pub fn signal(&self, name: &str, word: &str) {
        signal(&self.children[name], word);
    }

    /// Its health check, as it is written.
    pub fn is_healthy(&self, name: &str) -> bool {
        let service = &self.file.services[name];
        let test = &service.healthcheck.as_ref().unwrap().test;
        assert_eq!(test[0], "CMD");
        let mut command = self.bare(name, service, &test[1]);
        if test[1] == "redis-cli" {
            command.args(["-p", self.port(name)]);
        }
        command.args(&test[2..]).stdout(Stdio::null()).stderr(Stdio::null());
        command.status().unwrap().success()
    }

    /// What the doctor says in the place of a service.
    pub fn doctor(&self) -> Vec<Value> {
        let service = &self.file.services["worker-1"];
        let mut command = self.bare("worker-1", service, "downbeat-worker");
        let output = command.args(["doctor", "--json"]).output().unwrap();
        let out = String::from_utf8(output.stdout).unwrap();
        out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    /// The settings that a worker would have, with a `.env` like this one.
    pub fn settings_with(&self, env: &str) -> String {
        let set = env.lines().filter(|line| !line.starts_with('#'));
        let set = set.filter_map(|line| line.split_once('='));
        let service = &self.file.services["worker-1"];
        let mut command = self.bare("worker-1", service, "downbeat-worker");
        let output = command.envs(set).arg("--check-config").output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    /// What a Redis did not let its users do.
    pub async fn refusals(&self, name: &str) -> Vec<String> {
        let password = std::fs::read_to_string(self.folder.join("secrets/own/operator")).unwrap();
        let url = format!("redis://operator:{}@{}", password.trim(), self.place(name));
        let client = redis::Client::open(url).unwrap();
        let mut connection = client.get_multiplexed_async_connection().await.unwrap();
        let log: Vec<BTreeMap<String, redis::Value>> =
            redis::cmd("ACL").arg("LOG").query_async(&mut connection).await.unwrap();
        let object = |entry: &BTreeMap<String, redis::Value>| format!("{:?}", entry.get("object"));
        // A client's introduction is a courtesy.
        log.iter().map(object).filter(|object| !object.contains("client|setinfo")).collect()
    }

    pub fn log(&self, name: &str) -> String {
        std::fs::read_to_string(self.folder.join(format!("{name}.log"))).unwrap()
    }

    /// Its exit code.
    pub fn stop(&mut self, name: &str) -> Option<i32> {
        let mut child = self.children.remove(name).unwrap();
        signal(&child, "TERM");
        child.wait().unwrap().code()
    }

    fn command(&self, name: &str) -> Command {
        let service = &self.file.services[name];
        let words = self.words(name, service);
        let mut command = self.bare(name, service, &words[0]);
        command.args(&words[1..]);
        command
    }

    /// A program where a service has it, with its settings and nothing else.
    fn bare(&self, name: &str, service: &Service, word: &str) -> Command {
        let path = match word {
            "redis-cli" => redis_server().with_file_name("redis-cli"),
            ours => program(ours),
        };
        let mut command = Command::new(path);
        let environment = service
            .environment
            .iter()
            .map(|(key, value)| (key, self.here(name, &interpolated(value))));
        command.env_clear().envs(environment).stdin(Stdio::null());
        if let Some(folder) = &service.working_dir {
            command.current_dir(self.mounted(service, folder));
        }
        command
    }

    fn words(&self, name: &str, service: &Service) -> Vec<String> {
        let words = service.command.words().into_iter();
        let here = |word: String| {
            // A path within a volume, perhaps behind an option.
            let (option, value) =
                word.split_once('=').map_or(("", word.as_str()), |(option, value)| (option, value));
            if value.starts_with('/') {
                let path = self.mounted(service, value);
                let path = path.display();
                return if option.is_empty() {
                    path.to_string()
                } else {
                    format!("{option}={path}")
                };
            }
            self.here(name, &word)
        };
        words.map(here).collect()
    }

    /// What a service calls a path, as this machine does: volumes of secrets are
    /// folders of one.
    fn mounted(&self, service: &Service, path: &str) -> PathBuf {
        let secrets = self.folder.join("secrets");
        let volume = |mount: &String| {
            let mut parts = mount.split(':');
            let (volume, at) = (parts.next()?, parts.next()?);
            let rest = path.strip_prefix(at)?.trim_start_matches('/').to_owned();
            let folder = match volume {
                "acl-live" => "live",
                "acl-queue" => "queue",
                "acl-cache" => "cache",
                "settings" => "settings",
                _ => return None,
            };
            Some(secrets.join(folder).join(rest))
        };
        if path == "/secrets" {
            return secrets;
        }
        service.volumes.iter().find_map(volume).unwrap_or_else(|| panic!("{path} is no volume"))
    }

    fn here(&self, name: &str, text: &str) -> String {
        let mut text = text.replace("0.0.0.0:8090", self.place("twitch"));
        if text == "0.0.0.0:9090" {
            // Of each process one.
            return format!("127.0.0.1:{}", free_port());
        }
        if text == "/archives" {
            let folder = self.folder.join("archives");
            std::fs::create_dir_all(&folder).unwrap();
            return folder.display().to_string();
        }
        for (whose, place) in PLACES {
            let is_own = place.starts_with("0.0.0.0");
            if !is_own || whose == name {
                text = text.replace(place, self.place(whose));
            }
        }
        text
    }

    fn port(&self, name: &str) -> &str {
        self.place(name).rsplit_once(':').unwrap().1
    }

    /// What was made is for its readers only, the same each time, and from then
    /// on leads to the servers of this machine.
    fn check_secrets(&self) {
        let secrets = self.folder.join("secrets");
        let before = all(&secrets);
        let again = self.command("secrets").status().unwrap();
        assert!(again.success());
        assert_eq!(all(&secrets), before, "done again, it changes nothing");
        for (path, (mode, text)) in &before {
            let is_ours =
                path.starts_with(secrets.join("own")) || path.starts_with(secrets.join("settings"));
            assert_eq!(*mode, if is_ours { 0o600 } else { 0o644 }, "{}", path.display());
            assert!(text.len() >= 50, "{}", path.display());
        }
        let settings = secrets.join("settings/downbeat.toml");
        let text = std::fs::read_to_string(&settings).unwrap();
        std::fs::write(settings, self.here("settings", &text)).unwrap();
    }
}

/// Every file below, with its rights and its text.
fn all(folder: &Path) -> BTreeMap<PathBuf, (u32, String)> {
    use std::os::unix::fs::PermissionsExt;
    let mut found = BTreeMap::new();
    for entry in std::fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(all(&path));
        } else {
            let mode = path.metadata().unwrap().permissions().mode() & 0o777;
            let text = std::fs::read_to_string(&path).unwrap();
            found.insert(path, (mode, text));
        }
    }
    found
}

impl Drop for Stage {
    fn drop(&mut self) {
        for (name, child) in &mut self.children {
            let _ = child.kill();
            let _ = child.wait();
            if std::thread::panicking() {
                let log = self.folder.join(format!("{name}.log"));
                println!("--- log of {name}\n{}", std::fs::read_to_string(log).unwrap_or_default());
            }
        }
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}
