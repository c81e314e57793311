//! `downbeat-worker archive`: months that left their tables, and their files.

use anyhow::{Context as _, ensure};
use clap::{Args, Subcommand};
use downbeat_boot::Config;
use downbeat_job::archive::{self, Folder};
use downbeat_store::{ArchiveRecord, Contents, Doer, Store, partitions::Month};
use serde_json::{Value, json};

use super::print;

#[derive(Debug, Subcommand)]
pub enum Command {
    /// List the months, and how far each has come.
    List {
        #[arg(long)]
        json: bool,
    },
    /// Read files to their end, and hold them against what was written. Without a
    /// month, all of them. Ends with 1 where one is not as it should be.
    Verify {
        /// As `mission_logs`.
        #[arg(requires = "month")]
        table: Option<String>,
        /// As `2026_11`.
        month: Option<String>,
        #[arg(long)]
        json: bool,
    },
    /// Bring a month back into its table.
    Restore(Restore),
}

#[derive(Debug, Args)]
pub struct Restore {
    /// As `mission_logs`.
    table: String,
    /// As `2026_11`.
    month: String,
    #[arg(long)]
    json: bool,
}

pub async fn run(config: &Config, command: Command) -> anyhow::Result<()> {
    let store = super::store(config).await?;
    let folder = Folder::open(&config.worker.archive_folder)?;
    match command {
        Command::List { json } => {
            for record in store.archives().await? {
                print(json, &line(&record), &value(&record))?;
            }
            Ok(())
        }
        Command::Verify { table, month, json } => {
            let folder = folder.context("worker.archive_folder is not set")?;
            let wanted = table.zip(month);
            if let Some((table, month)) = &wanted {
                named(table, month)?;
            }
            verify(&store, &folder, wanted, json).await
        }
        Command::Restore(Restore { table, month, json }) => {
            restore(&store, folder.as_ref(), &named(&table, &month)?, json).await
        }
    }
}

fn named(table: &str, month: &str) -> anyhow::Result<Month> {
    Month::named(table, month).with_context(|| {
        format!("{table} {month} is none: a table and its month are mission_logs 2026_11")
    })
}

/// Brings a month back, and says so.
pub async fn restore(
    store: &Store,
    folder: Option<&Folder>,
    month: &Month,
    is_json: bool,
) -> anyhow::Result<()> {
    let name = archive::restore(store, folder, month, &Doer::cli()).await?;
    print(is_json, &format!("{name} is back"), &json!({ "table": name }))
}

async fn verify(
    store: &Store,
    folder: &Folder,
    wanted: Option<(String, String)>,
    is_json: bool,
) -> anyhow::Result<()> {
    let (mut looked, mut bad) = (0, 0);
    for record in store.archives().await? {
        let is_wanted = wanted
            .as_ref()
            .is_none_or(|(table, month)| (table, month) == (&record.table, &record.month));
        let month = Month::named(&record.table, &record.month);
        let Some(month) = month.filter(|_| is_wanted && record.contents.is_some()) else {
            continue;
        };
        looked += 1;
        let found = archive::verify(folder, &month, &record).await;
        let problem = found.err().map(|error| format!("{error:#}"));
        bad += usize::from(problem.is_some());
        let name = month.name();
        let text = format!("{name}: {}", problem.as_deref().unwrap_or("as it was written"));
        print(is_json, &text, &json!({ "table": name, "problem": problem }))?;
    }
    ensure!(wanted.is_none() || looked > 0, "that month has no file");
    ensure!(bad == 0, "{bad} of {looked} files are not as they were written");
    Ok(())
}

fn line(record: &ArchiveRecord) -> String {
    let ArchiveRecord { table, month, state, contents, bytes, problem, is_table, .. } = record;
    let mut line = format!("{table} {month} {}", state.as_str());
    if let Some(Contents { rows, sha256 }) = contents {
        line = format!("{line}, {rows} rows in {} bytes, {sha256}", bytes.unwrap_or(0));
    }
    if *is_table {
        line = format!("{line}, a table of the schema archive");
    }
    problem.as_ref().map_or(line.clone(), |problem| format!("{line}; {problem}"))
}

fn value(record: &ArchiveRecord) -> Value {
    let ArchiveRecord { table, month, state, contents, bytes, problem, is_table, .. } = record;
    let contents = contents.as_ref();
    json!({
        "table": table,
        "month": month,
        "state": state.as_str(),
        "rows": contents.map(|contents| contents.rows),
        "sha256": contents.map(|contents| &contents.sha256),
        "bytes": bytes,
        "problem": problem,
        "is_table": is_table,
        "detached_ms": record.detached_ms,
        "changed_ms": record.changed_ms,
    })
}
