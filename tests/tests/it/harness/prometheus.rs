//! A Prometheus of a test's own.

use std::{
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
};

use reqwest::Client;
use serde_json::{Value, json};

use super::{
    Process,
    environment::{free_port, variable},
    until,
};

pub struct Prometheus {
    base: String,
    client: Client,
    child: Child,
    folder: PathBuf,
}

impl Prometheus {
    /// One that scrapes these each second, under the names of their jobs, and
    /// evaluates our rules.
    pub async fn start(targets: &[(&str, &Process)]) -> Self {
        let port = free_port();
        let folder = std::env::temp_dir().join(format!("downbeat-prometheus-{port}"));
        std::fs::create_dir_all(&folder).unwrap();
        let config = folder.join("prometheus.yml");
        std::fs::write(&config, settings(targets)).unwrap();
        let child = Command::new(variable("PROMETHEUS"))
            .arg(format!("--config.file={}", config.display()))
            .arg(format!("--storage.tsdb.path={}", folder.join("data").display()))
            .arg(format!("--web.listen-address=127.0.0.1:{port}"))
            .stdout(Stdio::null())
            .stderr(std::fs::File::create(folder.join("log")).unwrap())
            .spawn()
            .unwrap();
        let base = format!("http://127.0.0.1:{port}");
        let prometheus = Self { base, client: Client::new(), child, folder };
        let ready = format!("{}/-/ready", prometheus.base);
        until("Prometheus is ready", async || {
            let answer = prometheus.client.get(&ready).send().await.ok()?;
            answer.status().is_success().then_some(())
        })
        .await;
        prometheus
    }

    /// The numbers that an expression has now.
    pub async fn ask(&self, expression: &str) -> Result<Vec<f64>, String> {
        let answer = self.get("query", &[("query", expression)]).await;
        if answer["status"] != "success" {
            return Err(answer["error"].as_str().unwrap_or_default().to_owned());
        }
        let samples = answer["data"]["result"].as_array().unwrap();
        let number = |sample: &Value| sample["value"][1].as_str().unwrap().parse().unwrap();
        Ok(samples.iter().map(number).collect())
    }

    /// The names of our rules with their health: `ok`, `unknown` before the
    /// first look, or else an error.
    pub async fn rules(&self) -> Vec<(String, String)> {
        let answer = self.get("rules", &[]).await;
        let groups = answer["data"]["groups"].as_array().unwrap();
        let rules = groups.iter().flat_map(|group| group["rules"].as_array().unwrap());
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        rules.map(|rule| (text(&rule["name"]), text(&rule["health"]))).collect()
    }

    async fn get(&self, what: &str, query: &[(&str, &str)]) -> Value {
        let url = format!("{}/api/v1/{what}", self.base);
        self.client.get(url).query(query).send().await.unwrap().json().await.unwrap()
    }
}

fn settings(targets: &[(&str, &Process)]) -> String {
    let rules = Path::new(env!("CARGO_MANIFEST_DIR")).join("../prometheus/rules/*.yml");
    let jobs: Vec<Value> = targets
        .iter()
        .map(|(job, process)| {
            let place = process.metrics.trim_start_matches("http://").trim_end_matches("/metrics");
            json!({ "job_name": job, "static_configs": [{ "targets": [place] }] })
        })
        .collect();
    // JSON is YAML.
    json!({
        "global": { "scrape_interval": "1s", "evaluation_interval": "1s" },
        "rule_files": [rules],
        "scrape_configs": jobs,
    })
    .to_string()
}

impl Drop for Prometheus {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
        if std::thread::panicking() {
            let log = std::fs::read_to_string(self.folder.join("log")).unwrap_or_default();
            println!("--- log of Prometheus\n{log}");
        }
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}
