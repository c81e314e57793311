//! Which hosts may be played from.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::address::{bare, is_under};
use crate::{
    held::Held,
    kinds::room::limits::{HOSTS_BYTES_MAX, HOSTS_MAX},
    text,
};

/// Names of hosts, each with all below it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Hosts {
    /// These alone.
    Allow(#[serde(deserialize_with = "text::each_trimmed")] Vec<String>),
    /// All but these.
    Deny(#[serde(deserialize_with = "text::each_trimmed")] Vec<String>),
}

impl Hosts {
    #[must_use]
    pub fn allow(&self, host: &str) -> bool {
        let host = bare(host).to_ascii_lowercase();
        let is_named = |names: &[String]| {
            names.iter().any(|name| is_under(&host, &bare(name).to_ascii_lowercase()))
        };
        match self {
            Self::Allow(names) => is_named(names),
            Self::Deny(names) => !is_named(names),
        }
    }

    pub(in super::super) fn hold(&self, held: &mut Held) {
        let (Self::Allow(names) | Self::Deny(names)) = self;
        let bytes: usize = names.iter().map(String::len).sum();
        let is_few = names.len() <= HOSTS_MAX && bytes <= HOSTS_BYTES_MAX;
        held.hold(is_few, "hosts", "50 names and 1,536 bytes at most");
        let is_good = names.iter().take(HOSTS_MAX).all(|name| is_host(name));
        held.hold(is_good, "hosts", "names as video.example, without anything around them");
    }
}

/// As an address has it: what is not ASCII is written in Punycode there.
fn is_host(name: &str) -> bool {
    let is_label = |label: &str| {
        (1..=63).contains(&label.len())
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
    };
    name.len() <= 253 && name.split('.').all(is_label)
}
