//! `downbeat-worker events`: months that left the history.

use anyhow::ensure;
use clap::Subcommand;
use downbeat_boot::Config;
use downbeat_store::{AuditEntry, Doer, partitions};
use serde_json::json;

use super::print;

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
            for name in partitions::archived(&store).await? {
                print(json, &name, &json!({ "table": name }))?;
            }
        }
        Command::Restore { month, json } => {
            let is_month = month.len() == 7
                && month.bytes().enumerate().all(|(at, byte)| match at {
                    4 => byte == b'_',
                    _ => byte.is_ascii_digit(),
                });
            ensure!(is_month, "a month is written as 2026_11");
            let name = partitions::restore(&store, &month).await?;
            let (doer, action, target_kind) = (&Doer::cli(), "events.restore", "month");
            let (target_id, reason, details) = (month, None, json!({}));
            store
                .note(&AuditEntry { doer, action, target_kind, target_id, reason, details })
                .await?;
            print(json, &format!("{name} is back"), &json!({ "table": name }))?;
        }
    }
    Ok(())
}
