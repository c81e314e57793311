//! A month of mission logs becomes a file and comes back, by processes that are
//! killed at each step of the way.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Child,
    time::Duration,
};

use anyhow::{Context as _, bail, ensure};
use downbeat_boot::clock;
use downbeat_job::{ArchiveMonth, Durable};
use downbeat_store::{
    ArchiveRecord, ArchiveState, Store,
    partitions::{self, Month},
};
use sea_orm::{ConnectionTrait, DbBackend, Statement, TransactionTrait};

use crate::{installation::Installation, report};

const LOOK_EVERY: Duration = Duration::from_millis(20);
/// From one look at a state to the kill that falls into the next step.
const INTO_A_STEP: Duration = Duration::from_millis(700);
const PATIENCE: Duration = Duration::from_hours(1);
const MONTH: (&str, &str) = ("mission_logs", "2020_02");

pub async fn run(installation: &Installation, rows: u64) -> anyhow::Result<()> {
    let store = installation.store().await?;
    let month = Month::named(MONTH.0, MONTH.1).context("no such month")?;
    // It has no folder for archives.
    installation.stop_worker().await?;
    fill(&store, rows).await?;
    let before = digest(&store).await?;
    let shelf = Shelf::new()?;
    ensure!(partitions::detach(&store, &month).await?, "the month is no partition");

    let began = clock::monotonic();
    let (dropped, killed) = archive(installation, &store, (&month, &shelf)).await?;
    report::figure(&format!("{rows} rows become a file"), began.elapsed().as_secs_f64(), "s");
    report::line("workers killed on the way there", &killed.to_string());
    let began = clock::monotonic();
    let killed = restore(installation, &store, (&month, &shelf)).await?;
    report::figure(&format!("{rows} rows come back"), began.elapsed().as_secs_f64(), "s");
    report::line("commands killed on the way back", &killed.to_string());

    ensure!(digest(&store).await? == before, "what came back is not what went");
    let contents = dropped.contents.context("nothing is known of the file")?;
    report::line("rows, and SHA-256 of the file, the same", &contents.sha256);
    report::count("rows that came back", contents.rows.unsigned_abs(), "");
    let bytes = dropped.bytes.unwrap_or_default().unsigned_abs();
    report::count(&format!("the file of {rows} rows"), bytes, "bytes");
    Ok(())
}

/// A folder that goes with its bench.
struct Shelf(PathBuf);

impl Shelf {
    fn new() -> anyhow::Result<Self> {
        let path = std::env::temp_dir().join(format!("downbeat-bench-{}", std::process::id()));
        fs::create_dir(&path)?;
        Ok(Self(path))
    }

    fn setting(&self) -> anyhow::Result<(&str, &str)> {
        let path = self.0.to_str().context("a path that is no text")?;
        Ok(("DOWNBEAT__WORKER__ARCHIVE_FOLDER", path))
    }
}

impl Drop for Shelf {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all::<&Path>(&self.0);
    }
}

/// One after the other dies as soon as a step is done, and in the middle of the next.
async fn archive(
    installation: &Installation,
    store: &Store,
    (month, shelf): (&Month, &Shelf),
) -> anyhow::Result<(ArchiveRecord, u32)> {
    store.enqueue(&[ArchiveMonth::from(month).job()?]).await?;
    let (began, mut killed) = (clock::monotonic(), 0);
    let mut at = ArchiveState::Detached;
    let start = |n: u32| installation.start_worker(&format!("archivist-{n}"), &[shelf.setting()?]);
    let mut worker = start(killed)?;
    loop {
        ensure!(began.elapsed() < PATIENCE, "it never became a file");
        clock::sleep(LOOK_EVERY).await;
        let record = store.archive(month).await?.context("no such archive")?;
        if record.state == ArchiveState::Dropped {
            end(&mut worker)?;
            return Ok((record, killed));
        }
        if record.state == at {
            continue;
        }
        at = record.state;
        for wait in [Duration::ZERO, INTO_A_STEP] {
            clock::sleep(wait).await;
            end(&mut worker)?;
            killed += 1;
            worker = start(killed)?;
        }
    }
}

/// Cut off twice, then let alone.
async fn restore(
    installation: &Installation,
    store: &Store,
    (month, shelf): (&Month, &Shelf),
) -> anyhow::Result<u32> {
    let words = ["archive", "restore", MONTH.0, MONTH.1];
    let mut killed = 0;
    for wait in [INTO_A_STEP, 10 * INTO_A_STEP] {
        let mut command = installation.start_command(&words, &[shelf.setting()?])?;
        clock::sleep(wait).await;
        let is_cut = command.try_wait()?.is_none();
        end(&mut command)?;
        killed += u32::from(is_cut);
    }
    let mut command = installation.start_command(&words, &[shelf.setting()?])?;
    let began = clock::monotonic();
    while command.try_wait()?.is_none() {
        ensure!(began.elapsed() < PATIENCE, "it never came back");
        clock::sleep(LOOK_EVERY).await;
    }
    match store.archive(month).await? {
        Some(record) if record.state == ArchiveState::Restored => Ok(killed),
        other => bail!("after its way back the month is {other:?}"),
    }
}

fn end(child: &mut Child) -> anyhow::Result<()> {
    // One that has ended by itself cannot be killed.
    let _ = child.kill();
    child.wait()?;
    Ok(())
}

/// Lines with all that CSV has to be careful with, so many.
async fn fill(store: &Store, rows: u64) -> anyhow::Result<()> {
    let transaction = store.connection().begin().await?;
    let fill = format!(
        "SET LOCAL statement_timeout = 0;
         CREATE TABLE mission_logs_2020_02 PARTITION OF mission_logs
             FOR VALUES FROM ('2020-02-01 00:00Z') TO ('2020-03-01 00:00Z');
         INSERT INTO mission_logs
         SELECT gen_random_uuid(), n % 12 + 1, n % 4, gen_random_uuid(),
             '2020-02-01 00:00Z'::timestamptz + n * (interval '28 days' / {rows}), 'hull', 'hurt',
             n % 10000, 1, 2, 3, jsonb_build_object('marks', n % 3, 'find', n),
             CASE n % 4 WHEN 0 THEN 'plain' WHEN 1 THEN E'two\\nlines, {{0}} and \"{{1}}\"'
                 WHEN 2 THEN '' ELSE '„Flut“ 🌊' END
         FROM generate_series(1, {rows}) AS n"
    );
    transaction.execute_unprepared(&fill).await?;
    Ok(transaction.commit().await?)
}

/// Of all rows of the month, in any order.
async fn digest(store: &Store) -> anyhow::Result<String> {
    let transaction = store.connection().begin().await?;
    transaction.execute_unprepared("SET LOCAL statement_timeout = 0").await?;
    let sum = "SELECT count(*) || ' ' || sum(hashtextextended(l::text, 0)::numeric) AS digest
        FROM mission_logs l WHERE at < '2020-03-01 00:00Z'";
    let sum = Statement::from_string(DbBackend::Postgres, sum);
    let row = transaction.query_one_raw(sum).await?.context("no digest")?;
    Ok(row.try_get("", "digest")?)
}
