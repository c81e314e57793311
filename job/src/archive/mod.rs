//! A month that left its table becomes a file, and comes back from it.
//!
//! `mission_logs_2026_11.csv.zst` has the rows as Postgres writes them, after a line
//! with the names of the columns; `mission_logs_2026_11.json` beside it says how
//! many they are and the SHA-256 of what the file unpacks to. A month goes step by
//! step, and the row of `month_archive` says how far it has come: **write**,
//! **compare** (the file is read back and held against the table), **drop** (which
//! reads the file once more). A step that is cut off is done again from its
//! beginning; a file that is not what the table is never leads to a drop.
//!
//! Rows pass through in chunks. Files are written and read by threads of their own.

mod chunks;
mod contents;
mod folder;

use std::io;

use anyhow::{Context as _, anyhow, ensure};
use downbeat_store::{
    ArchiveRecord, ArchiveState, AuditEntry, Contents, Doer, Store, partitions::Month,
};
use metrics::counter;
use serde_json::json;

pub use folder::Folder;

/// A file, or a table, that is not what it should be.
#[derive(Debug, thiserror::Error)]
#[error("{what} has {}, and not {}", said(found), said(wanted))]
pub struct Differs {
    what: String,
    found: Contents,
    wanted: Contents,
}

fn said(contents: &Contents) -> String {
    let Contents { rows, sha256 } = contents;
    format!("{rows} rows of {}", sha256.get(..12).unwrap_or(sha256))
}

fn same(what: &str, found: Contents, wanted: &Contents) -> Result<(), Differs> {
    if found == *wanted {
        return Ok(());
    }
    Err(Differs { what: what.to_owned(), found, wanted: wanted.clone() })
}

/// The next step of a month; the state that it led to, or `None` where there is
/// nothing left to do.
pub async fn step(
    store: &Store,
    folder: &Folder,
    month: &Month,
) -> anyhow::Result<Option<ArchiveState>> {
    let Some(record) = store.archive(month).await? else { return Ok(None) };
    let (name, done) = match record.state {
        ArchiveState::Detached => ("write", write(store, folder, month).await),
        ArchiveState::Written => ("compare", compare(store, folder, (month, &record)).await),
        ArchiveState::Verified => ("drop", drop_table(store, folder, (month, &record)).await),
        ArchiveState::Dropped | ArchiveState::Restored => return Ok(None),
    };
    if let Err(error) = &done {
        counter!("downbeat_archive_failures_total", "step" => name).increment(1);
        let is_wrong = error.chain().any(|cause| cause.is::<Differs>() || cause.is::<io::Error>());
        let problem = format!("{name}: {error:#}");
        // Whoever cannot be told is why it failed.
        if let Err(error) = store.archive_failed(month, &problem, is_wrong).await {
            tracing::warn!(%error, "what failed is not on record");
        }
    }
    done.map(Some)
}

async fn write(store: &Store, folder: &Folder, month: &Month) -> anyhow::Result<ArchiveState> {
    let (to, writing) = folder.begin(month)?;
    store.copy_out(month, &to).await?;
    drop(to);
    let written = writing.await.context("the writer ended")??;
    let (contents, bytes) = folder.put(month, written)?;
    ensure!(store.archive_written(month, &contents, bytes).await?, "somebody else went on with it");
    Ok(ArchiveState::Written)
}

async fn compare(
    store: &Store,
    folder: &Folder,
    (month, record): (&Month, &ArchiveRecord),
) -> anyhow::Result<ArchiveState> {
    let wanted = wanted(record)?;
    check_file(folder, month, wanted).await?;
    let (to, counting) = contents::counted()?;
    store.copy_out(month, &to).await?;
    drop(to);
    same("the table", counting.await.context("the reader ended")??, wanted)?;
    ensure!(store.archive_verified(month).await?, "somebody else went on with it");
    Ok(ArchiveState::Verified)
}

async fn drop_table(
    store: &Store,
    folder: &Folder,
    (month, record): (&Month, &ArchiveRecord),
) -> anyhow::Result<ArchiveState> {
    check_file(folder, month, wanted(record)?).await?;
    ensure!(store.drop_archived(month).await?, "somebody else went on with it");
    Ok(ArchiveState::Dropped)
}

fn wanted(record: &ArchiveRecord) -> anyhow::Result<&Contents> {
    record.contents.as_ref().ok_or_else(|| anyhow!("its row does not say what the file has"))
}

async fn check_file(folder: &Folder, month: &Month, wanted: &Contents) -> anyhow::Result<()> {
    same("the file", folder.contents(month).await?, wanted)?;
    same("the note beside the file", folder.note(month)?, wanted)?;
    Ok(())
}

/// Reads the file of a month again, and holds it against what was written.
pub async fn verify(folder: &Folder, month: &Month, record: &ArchiveRecord) -> anyhow::Result<()> {
    check_file(folder, month, wanted(record)?).await
}

/// Brings a month back into its table, and says so in the audit log. It stays for
/// some weeks, and goes the same way again.
pub async fn restore(
    store: &Store,
    folder: Option<&Folder>,
    month: &Month,
    doer: &Doer,
) -> anyhow::Result<String> {
    let record = store.archive(month).await?;
    if let Some(record) = record.filter(|record| record.state == ArchiveState::Dropped) {
        let folder = folder.context("worker.archive_folder is not set: where is the file?")?;
        load(store, folder, (month, &record)).await?;
    }
    let transaction = store.begin().await?;
    let name = transaction.attach(month).await;
    let name = name.with_context(|| format!("bringing {} back", month.name()))?;
    let (action, target_kind, target_id) = ("archive.restore", "month", month.name());
    let (reason, details) = (None, json!({}));
    let entry = AuditEntry { doer, action, target_kind, target_id, reason, details };
    transaction.note(&entry).await?;
    transaction.commit().await?;
    Ok(name)
}

/// From the file into a table that is no partition yet: all of it and just that, or
/// nothing.
async fn load(
    store: &Store,
    folder: &Folder,
    (month, record): (&Month, &ArchiveRecord),
) -> anyhow::Result<()> {
    let wanted = wanted(record)?;
    let (mut from, reading) = folder.read(month)?;
    let mut loading = store.load(month).await?;
    let filled = loading.fill(&mut from).await;
    drop(from);
    // A file that cannot be read says so itself.
    same("the file", reading.await.context("the reader ended")??, wanted)?;
    filled?;
    let (to, counting) = contents::counted()?;
    loading.copy_out(&to).await?;
    drop(to);
    same("the table", counting.await.context("the reader ended")??, wanted)?;
    Ok(loading.commit().await?)
}
