//! `downbeat-worker events`: months that left the history.

use anyhow::Context as _;
use clap::Subcommand;
use downbeat_boot::Config;
use downbeat_store::{ArchiveRecord, partitions::Month};
use serde_json::json;

use super::print;

const EVENTS: &str = "session_event";

#[derive(Debug, Subcommand)]
pub enum Command {
    /// List the archived months.
    Archived {
        #[arg(long)]
        json: bool,
    },
    /// Bring an archived month back into the history.
    Restore {
        /// As `2026_11`.
        month: String,
        #[arg(long)]
        json: bool,
    },
}

pub async fn run(config: &Config, command: Command) -> anyhow::Result<()> {
    let store = super::store(config).await?;
    match command {
        Command::Archived { json } => {
            let archives = store.archives().await?;
            let tables = archives.iter().filter(|month| month.is_table && month.table == EVENTS);
            for ArchiveRecord { table, month, .. } in tables.rev() {
                let name = format!("{table}_{month}");
                print(json, &name, &json!({ "table": name }))?;
            }
            Ok(())
        }
        Command::Restore { month, json } => {
            let month = Month::named(EVENTS, &month).context("a month is written as 2026_11")?;
            super::archive::restore(&store, None, &month, json).await
        }
    }
}
