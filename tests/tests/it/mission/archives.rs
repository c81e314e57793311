//! An old month becomes a file and comes back, whatever is cut off on the way.

use std::{
    fs::{self, OpenOptions},
    path::PathBuf,
    process::Command,
    time::Duration,
};

use downbeat_boot::clock;
use downbeat_job::{
    ArchiveMonth, Attempt, Durable, KeepMonths,
    archive::{self, Folder},
};
use downbeat_store::{
    ArchiveRecord, ArchiveState, Contents, Doer, Store,
    partitions::{self, Month},
};
use sea_orm::{ConnectionTrait, DbBackend, Statement, TransactionTrait};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::harness::{Postgres, World, postgres, program};

const ROWS: i64 = 5_000;

/// A folder that goes with its test.
struct Shelf {
    path: PathBuf,
    folder: Folder,
}

impl Shelf {
    fn new() -> Self {
        let path = std::env::temp_dir().join(format!("downbeat-archives-{}", Uuid::now_v7()));
        fs::create_dir(&path).unwrap();
        let folder = Folder::open(path.to_str().unwrap()).unwrap().unwrap();
        Self { path, folder }
    }

    fn names(&self) -> Vec<String> {
        let names = fs::read_dir(&self.path).unwrap();
        let mut names: Vec<_> =
            names.map(|entry| entry.unwrap().file_name().to_str().unwrap().to_owned()).collect();
        names.sort();
        names
    }

    /// One bit of the file is another.
    fn damage(&self) {
        let path = self.folder.file(&month());
        let mut bytes = fs::read(&path).unwrap();
        let middle = bytes.len() / 2;
        bytes[middle] ^= 1;
        fs::write(&path, bytes).unwrap();
    }
}

impl Drop for Shelf {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.path);
    }
}

fn month() -> Month {
    Month::named("mission_logs", "2020_02").unwrap()
}

/// A month of lines, with all that CSV has to be careful with.
async fn lines(postgres: &Postgres) {
    postgres
        .run(
            "CREATE TABLE mission_logs_2020_02 PARTITION OF mission_logs
                 FOR VALUES FROM ('2020-02-01 00:00Z') TO ('2020-03-01 00:00Z')",
        )
        .await;
    let rows = format!(
        "INSERT INTO mission_logs
         SELECT gen_random_uuid(), n % 12 + 1, n % 4, gen_random_uuid(),
             '2020-02-01 00:00Z'::timestamptz + n * interval '61.007 seconds', 'hull', 'hurt',
             n % 10000, 1, 2, 3, jsonb_build_object('marks', n % 3, 'find', n),
             CASE n % 4 WHEN 0 THEN 'plain' WHEN 1 THEN E'two\nlines, {{0}} and \"{{1}}\"'
                 WHEN 2 THEN '' ELSE '„Flut“ 🌊' END
         FROM generate_series(1, {ROWS}) AS n"
    );
    postgres.run(&rows).await;
}

/// All rows of the month, wherever they are in the database.
async fn digest(postgres: &Postgres) -> String {
    let all =
        "SELECT coalesce(md5(string_agg(l::text, '|' ORDER BY session_id, tick, slot, at)), '')
             || ' ' || count(*) AS digest
         FROM mission_logs l WHERE at < '2020-03-01 00:00Z'";
    let all = Statement::from_string(DbBackend::Postgres, all);
    let row = postgres.connection().query_one_raw(all).await.unwrap().unwrap();
    row.try_get("", "digest").unwrap()
}

async fn record(postgres: &Store) -> ArchiveRecord {
    postgres.archive(&month()).await.unwrap().unwrap()
}

async fn step(postgres: &Store, shelf: &Shelf) -> anyhow::Result<Option<ArchiveState>> {
    archive::step(postgres, &shelf.folder, &month()).await
}

/// Waits that grow by a third.
fn longer() -> impl Iterator<Item = Duration> {
    std::iter::successors(Some(Duration::ZERO), |last| {
        Some(*last + *last / 3 + Duration::from_millis(1))
    })
}

/// As far as it goes.
async fn to_the_end(postgres: &Store, shelf: &Shelf) -> ArchiveRecord {
    while step(postgres, shelf).await.unwrap().is_some() {}
    record(postgres).await
}

async fn restore(postgres: &Store, shelf: &Shelf) -> anyhow::Result<String> {
    archive::restore(postgres, Some(&shelf.folder), &month(), &Doer::cli()).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_month_becomes_a_file_and_comes_back_the_same() {
    let (postgres, shelf) = (postgres().await, Shelf::new());
    lines(&postgres).await;
    let before = digest(&postgres).await;
    assert!(partitions::detach(&postgres, &month()).await.unwrap());
    let gone = digest(&postgres).await;
    assert!(gone.ends_with(" 0"), "{gone}");
    let mut states = Vec::new();
    while let Some(state) = step(&postgres, &shelf).await.unwrap() {
        states.push(state);
    }
    assert_eq!(states, [ArchiveState::Written, ArchiveState::Verified, ArchiveState::Dropped]);
    let dropped = record(&postgres).await;
    let Contents { rows, sha256 } = dropped.contents.clone().unwrap();
    assert_eq!((rows, sha256.len(), dropped.is_table), (ROWS, 64, false));
    assert_eq!(shelf.names(), ["mission_logs_2020_02.csv.zst", "mission_logs_2020_02.json"]);
    let note = fs::read(shelf.path.join("mission_logs_2020_02.json")).unwrap();
    let note: Value = serde_json::from_slice(&note).unwrap();
    assert_eq!(note, json!({ "rows": rows, "sha256": sha256 }));
    archive::verify(&shelf.folder, &month(), &dropped).await.unwrap();

    // What came for that month meanwhile is not lost on the way back.
    postgres
        .run(
            "INSERT INTO mission_logs SELECT gen_random_uuid(), 1, 0, gen_random_uuid(),
                 '2020-02-03 00:00Z', 'hull', 'success', 1, 1, 1, 1, '{}', 'late'",
        )
        .await;
    assert_eq!(partitions::strays(&postgres).await.unwrap(), 1);
    assert_eq!(restore(&postgres, &shelf).await.unwrap(), "mission_logs_2020_02");
    assert_eq!(partitions::strays(&postgres).await.unwrap(), 0);
    postgres.run("DELETE FROM mission_logs WHERE text = 'late'").await;
    assert_eq!(digest(&postgres).await, before);
    let audit = postgres.audit_of("mission_logs_2020_02", 10).await.unwrap();
    assert_eq!((audit.len(), audit[0].action.as_str()), (1, "archive.restore"));
    assert!(restore(&postgres, &shelf).await.is_err(), "it is back already");
    // It goes the same way again, to the same bytes.
    assert!(partitions::detach(&postgres, &month()).await.unwrap());
    let again = to_the_end(&postgres, &shelf).await;
    assert_eq!(again.contents, dropped.contents);
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_dies_after_a_step_is_gone_on_from() {
    let (postgres, shelf) = (postgres().await, Shelf::new());
    lines(&postgres).await;
    let before = digest(&postgres).await;
    partitions::detach(&postgres, &month()).await.unwrap();
    // The file is there, and its row does not know.
    step(&postgres, &shelf).await.unwrap();
    let written = record(&postgres).await.contents;
    postgres.run("UPDATE month_archive SET state = 'detached', rows = NULL, sha256 = NULL").await;
    fs::remove_file(shelf.path.join("mission_logs_2020_02.json")).unwrap();
    fs::write(shelf.path.join("mission_logs_2020_02.left.part"), "half of it").unwrap();
    assert_eq!(step(&postgres, &shelf).await.unwrap(), Some(ArchiveState::Written));
    assert_eq!(record(&postgres).await.contents, written);
    assert_eq!(shelf.names().len(), 2, "what was half done is gone");
    // It was compared, and its row does not know.
    step(&postgres, &shelf).await.unwrap();
    postgres.run("UPDATE month_archive SET state = 'written'").await;
    assert_eq!(step(&postgres, &shelf).await.unwrap(), Some(ArchiveState::Verified));
    // The drop is in one transaction with its row.
    assert_eq!(step(&postgres, &shelf).await.unwrap(), Some(ArchiveState::Dropped));
    assert_eq!(step(&postgres, &shelf).await.unwrap(), None);
    // Loaded, and cut off before it is a partition: it is dropped anew, or attached.
    restore(&postgres, &shelf).await.unwrap();
    partitions::detach(&postgres, &month()).await.unwrap();
    restore(&postgres, &shelf).await.unwrap();
    assert_eq!(digest(&postgres).await, before);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_step_may_be_cut_off_anywhere() {
    let (postgres, shelf) = (postgres().await, Shelf::new());
    lines(&postgres).await;
    let before = digest(&postgres).await;
    partitions::detach(&postgres, &month()).await.unwrap();
    // Each time it gets a little further, until it is at its end. What was cut off may
    // still be under way in Postgres, and in the way.
    for wait in longer() {
        if let Ok(Ok(None)) = clock::timeout(wait, step(&postgres, &shelf)).await {
            break;
        }
    }
    let dropped = record(&postgres).await;
    assert_eq!((dropped.state, dropped.is_table), (ArchiveState::Dropped, false));
    archive::verify(&shelf.folder, &month(), &dropped).await.unwrap();
    for wait in longer() {
        // One that was cut off behind its commit has brought it back.
        let cut = clock::timeout(wait, restore(&postgres, &shelf)).await;
        let is_back = cut.is_ok_and(|done| done.is_ok());
        if is_back || record(&postgres).await.state == ArchiveState::Restored {
            break;
        }
    }
    assert_eq!(digest(&postgres).await, before);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_damaged_file_is_found_and_nothing_is_dropped_for_it() {
    let (postgres, shelf) = (postgres().await, Shelf::new());
    lines(&postgres).await;
    let before = digest(&postgres).await;
    partitions::detach(&postgres, &month()).await.unwrap();
    // As it is compared, and as it is about to be the only one.
    for steps in [1, 2] {
        for _ in 0..steps {
            step(&postgres, &shelf).await.unwrap();
        }
        shelf.damage();
        assert!(step(&postgres, &shelf).await.is_err());
        let found = record(&postgres).await;
        assert_eq!((found.state, found.is_table), (ArchiveState::Detached, true));
        assert!(found.problem.is_some());
    }
    // A file that is cut short, or gone; a note that says something else.
    for ruin in [
        &(|shelf: &Shelf| {
            let file = OpenOptions::new().write(true).open(shelf.folder.file(&month())).unwrap();
            file.set_len(file.metadata().unwrap().len() - 9).unwrap();
        }) as &dyn Fn(&Shelf),
        &|shelf: &Shelf| fs::remove_file(shelf.folder.file(&month())).unwrap(),
        &|shelf: &Shelf| {
            let note = json!({ "rows": ROWS, "sha256": "00" }).to_string();
            fs::write(shelf.path.join("mission_logs_2020_02.json"), note).unwrap();
        },
    ] {
        step(&postgres, &shelf).await.unwrap();
        ruin(&shelf);
        assert!(step(&postgres, &shelf).await.is_err());
        assert!(record(&postgres).await.is_table);
    }
    let whole = to_the_end(&postgres, &shelf).await;
    assert_eq!((whole.state, whole.problem), (ArchiveState::Dropped, None));
    let kept = fs::read(shelf.folder.file(&month())).unwrap();
    shelf.damage();
    let found = archive::verify(&shelf.folder, &month(), &record(&postgres).await).await;
    assert!(found.is_err());
    assert!(restore(&postgres, &shelf).await.is_err());
    let still = record(&postgres).await;
    assert_eq!((still.state, still.is_table), (ArchiveState::Dropped, false), "all or nothing");
    fs::write(shelf.folder.file(&month()), kept).unwrap();
    restore(&postgres, &shelf).await.unwrap();
    assert_eq!(digest(&postgres).await, before);
}

#[tokio::test(flavor = "multi_thread")]
async fn old_months_are_kept_where_there_is_no_folder_and_archived_where_there_is() {
    let (world, shelf) = (World::new().await, Shelf::new());
    lines(&world.postgres).await;
    let before = digest(&world.postgres).await;
    let live = world.live.live().await;
    let mut context = world.context(&live).await;
    let attempt = Attempt::new(Uuid::now_v7(), 1);
    KeepMonths {}.run(&context, &attempt).await.unwrap();
    assert_eq!(digest(&world.postgres).await, before);
    assert!(world.postgres.archives().await.unwrap().is_empty());

    context.archives = Some(shelf.folder.clone());
    for _ in 0..2 {
        KeepMonths {}.run(&context, &attempt).await.unwrap();
    }
    let jobs = world.postgres.jobs_of("archive_month").await;
    let wanted = json!({ "table": "mission_logs", "month": "2020_02" });
    assert_eq!(jobs.iter().map(|(_, payload)| payload).collect::<Vec<_>>(), [&wanted]);
    let job: ArchiveMonth = serde_json::from_value(wanted).unwrap();
    job.run(&context, &attempt).await.unwrap();
    assert_eq!(record(&world.postgres).await.state, ArchiveState::Dropped);
    // Its job is over, and there is nothing left to want.
    world.postgres.run("DELETE FROM job").await;
    KeepMonths {}.run(&context, &attempt).await.unwrap();
    assert!(world.postgres.jobs_of("archive_month").await.is_empty());
    let counted = world.postgres.count_archives().await.unwrap();
    assert_eq!(counted, [(ArchiveState::Dropped, 1)]);
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_reads_a_month_is_not_in_the_way_of_others() {
    let postgres = postgres().await;
    lines(&postgres).await;
    let reader = postgres.connection().begin().await.unwrap();
    reader.execute_unprepared("SELECT FROM mission_logs LIMIT 1").await.unwrap();
    let busy = partitions::detach(&postgres, &month()).await.unwrap_err();
    assert!(busy.is_unavailable(), "{busy}");
    assert!(postgres.archive(&month()).await.unwrap().is_none());
    reader.rollback().await.unwrap();
    assert!(partitions::detach(&postgres, &month()).await.unwrap());
}

#[tokio::test(flavor = "multi_thread")]
async fn an_operator_lists_verifies_and_restores() {
    let (world, shelf) = (World::new().await, Shelf::new());
    let world = world.with("WORKER__ARCHIVE_FOLDER", shelf.path.to_str().unwrap());
    lines(&world.postgres).await;
    let before = digest(&world.postgres).await;
    partitions::detach(&world.postgres, &month()).await.unwrap();
    to_the_end(&world.postgres, &shelf).await;
    let ask = |arguments: &[&str]| {
        let mut command = Command::new(program("downbeat-worker"));
        let command = command.env_clear().envs(world.settings()).arg("archive");
        let output = command.args(arguments).arg("--json").output().unwrap();
        let told: Vec<Value> = String::from_utf8_lossy(&output.stdout)
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect();
        (output.status.code(), told)
    };
    let (code, listed) = ask(&["list"]);
    assert_eq!((code, listed.len()), (Some(0), 1));
    assert_eq!((&listed[0]["state"], &listed[0]["rows"]), (&json!("dropped"), &json!(ROWS)));
    let (code, verified) = ask(&["verify"]);
    assert_eq!((code, &verified[0]["problem"]), (Some(0), &Value::Null));
    assert_eq!(ask(&["verify", "mission_logs", "2020_03"]).0, Some(1), "it has no file");
    assert_eq!(ask(&["restore", "missions", "2020_02"]).0, Some(1), "it has no months");
    let kept = fs::read(shelf.folder.file(&month())).unwrap();
    shelf.damage();
    let (code, verified) = ask(&["verify", "mission_logs", "2020_02"]);
    assert_eq!(code, Some(1));
    assert!(verified[0]["problem"].is_string());
    assert_eq!(ask(&["restore", "mission_logs", "2020_02"]).0, Some(1));
    fs::write(shelf.folder.file(&month()), kept).unwrap();
    assert_eq!(ask(&["restore", "mission_logs", "2020_02"]).0, Some(0));
    assert_eq!(digest(&world.postgres).await, before);
}

#[test]
fn a_folder_that_is_none_is_said_at_the_start() {
    assert!(Folder::open("").unwrap().is_none());
    let missing = Folder::open("/nowhere/at/all").unwrap_err();
    assert!(format!("{missing:#}").contains("worker.archive_folder: /nowhere/at/all"));
}
