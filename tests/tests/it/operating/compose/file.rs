//! The compose file as we use it: what is not here does not belong there.

use std::{collections::BTreeMap, net::IpAddr};

use serde::Deserialize;

pub type Map<T> = BTreeMap<String, T>;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct File {
    pub services: Map<Service>,
    pub volumes: Map<Option<()>>,
    pub networks: Map<Subnet>,
    #[serde(rename = "x-logging")]
    _logging: Logging,
    #[serde(rename = "x-downbeat")]
    _downbeat: Service,
    #[serde(rename = "x-api")]
    _api: Service,
    #[serde(rename = "x-worker")]
    _worker: Service,
    #[serde(rename = "x-redis")]
    _redis: Service,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Service {
    pub image: String,
    pub build: Option<String>,
    pub restart: String,
    pub read_only: bool,
    pub cap_drop: Vec<String>,
    pub cap_add: Vec<String>,
    pub security_opt: Vec<String>,
    pub working_dir: Option<String>,
    pub network_mode: Option<String>,
    pub networks: Map<Network>,
    pub profiles: Vec<String>,
    pub command: Command,
    pub env_file: Vec<EnvFile>,
    pub environment: Map<String>,
    pub ports: Vec<String>,
    pub volumes: Vec<String>,
    pub depends_on: Map<Dependency>,
    pub stop_grace_period: Option<String>,
    pub logging: Option<Logging>,
    pub healthcheck: Option<Healthcheck>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Logging {
    pub driver: String,
    pub options: Map<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Network {
    pub aliases: Vec<String>,
    pub ipv4_address: Option<IpAddr>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Subnet {
    pub ipam: Addresses,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Addresses {
    pub config: [Range; 1],
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Range {
    pub subnet: String,
    pub ip_range: String,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub enum Command {
    Words(Vec<String>),
    Line(String),
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EnvFile {
    pub path: String,
    pub required: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dependency {
    pub condition: Condition,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(clippy::enum_variant_names, reason = "they are Compose's words")]
pub enum Condition {
    ServiceHealthy,
    ServiceCompletedSuccessfully,
    ServiceStarted,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Healthcheck {
    pub test: Vec<String>,
    pub interval: String,
    pub timeout: String,
    #[serde(default)]
    pub start_period: Option<String>,
}

impl Default for Command {
    fn default() -> Self {
        Self::Words(Vec::new())
    }
}

impl Command {
    pub fn words(&self) -> Vec<String> {
        match self {
            Self::Words(words) => words.iter().map(|word| interpolated(word)).collect(),
            // Quotes are only there to be nothing.
            Self::Line(line) => interpolated(line)
                .split_whitespace()
                .map(|word| if word == "\"\"" { String::new() } else { word.to_owned() })
                .collect(),
        }
    }
}

/// As Compose does it where nobody sets anything.
pub fn interpolated(text: &str) -> String {
    let Some((before, rest)) = text.split_once("${") else { return text.to_owned() };
    let (inside, after) = rest.split_once('}').unwrap();
    let (name, default) = inside.split_once('-').unwrap_or_else(|| panic!("{inside} is required"));
    let name = name.trim_end_matches(':');
    assert!(name.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'_'), "{inside}");
    format!("{before}{default}{}", interpolated(after))
}

pub fn read() -> File {
    // Anchors first; merges are YAML's old way of inheriting.
    let mut value: serde_yaml::Value = serde_yaml::from_str(&text("docker-compose.yml")).unwrap();
    value.apply_merge().unwrap();
    serde_yaml::from_value(value).unwrap()
}

/// A file of the repository.
pub fn text(path: &str) -> String {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    std::fs::read_to_string(root.join(path)).unwrap()
}
