//! The operator's commands, each with the powers of the console.
//!
//! Results go to standard output, as lines for people or with `--json` for
//! programs; whatever else is said goes to standard error.

pub mod events;
pub mod jobs;
pub mod users;

use std::io::Write;

use downbeat_boot::{
    Config,
    retry::{START_LIMIT, patiently},
};
use downbeat_store::Store;
use serde_json::Value;

/// Postgres, with the schema of this release.
pub async fn store(config: &Config) -> anyhow::Result<Store> {
    let store = patiently("postgres", START_LIMIT, || Store::connect(&config.database)).await?;
    store.check_schema().await?;
    Ok(store)
}

/// One result: a line of text, or of JSON.
fn print(is_json: bool, text: &str, json: &Value) -> anyhow::Result<()> {
    let mut out = std::io::stdout().lock();
    let line = if is_json { json.to_string() } else { text.to_owned() };
    writeln!(out, "{line}")?;
    Ok(())
}
