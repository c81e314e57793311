//! Ten thousand jobs, moody ones, while workers, Redis and Postgres come and go.

use std::{
    path::PathBuf,
    process::{Child, Command, ExitStatus, Stdio},
    time::Duration,
};

use downbeat_boot::{clock, settings::RedisQueue, shutdown::Shutdown};
use downbeat_job::Durable;
use downbeat_store::Store;
use sea_orm::{ConnectionTrait, DbBackend, Statement};

use super::effect::{Effect, Mood, Runner, make_table};
use crate::harness::{Database, HANGS, Redis, signal};

const JOBS: i64 = 10_000;
const DATABASE: &str = "DOWNBEAT_TEST_CHAOS_DATABASE";
const QUEUE: &str = "DOWNBEAT_TEST_CHAOS_QUEUE";

/// Not a test: the body of the workers that the test below starts and kills.
#[tokio::test(flavor = "multi_thread")]
#[ignore = "it is run by another test, as a process of its own"]
async fn a_worker() {
    #[expect(clippy::disallowed_methods, reason = "that is how the test tells it")]
    let (url, queue) = (std::env::var(DATABASE).unwrap(), std::env::var(QUEUE).unwrap());
    let asked = Shutdown::on_signals().unwrap();
    std::fs::write(ready(std::process::id()), "").unwrap();
    let database = downbeat_boot::settings::Database::alone(url, 10, 1_000);
    let store = Store::connect(&database).await.unwrap();
    let settings = RedisQueue { url: queue, sentinel: String::new(), prefix: "t".into() };
    let mut runner = Runner::open(store, &settings).await;
    runner.start();
    asked.requested().await;
    runner.close().await;
}

/// A file that a worker leaves once it hears signals.
fn ready(pid: u32) -> PathBuf {
    std::env::temp_dir().join(format!("downbeat-chaos-{pid}"))
}

struct Workers<'a> {
    database: &'a str,
    queue: String,
    children: Vec<Child>,
}

impl Workers<'_> {
    fn start(&mut self) {
        let child = Command::new(std::env::current_exe().unwrap())
            .args(["--ignored", "--exact", "jobs::chaos::a_worker"])
            .env(DATABASE, self.database)
            .env(QUEUE, &self.queue)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        self.children.push(child);
    }

    /// Without a word.
    fn kill_one(&mut self) {
        let mut child = self.children.remove(0);
        child.kill().unwrap();
        child.wait().unwrap();
        let _ = std::fs::remove_file(ready(child.id()));
    }

    /// As an operator does.
    fn stop(&mut self) -> Vec<ExitStatus> {
        for child in &self.children {
            while !ready(child.id()).exists() {
                std::thread::sleep(Duration::from_millis(2));
            }
            signal(child, "TERM");
        }
        self.children.iter_mut().map(|child| child.wait().unwrap()).collect()
    }

    /// One that cannot start while a server is away is replaced.
    fn replace_the_dead(&mut self, wanted: usize) {
        self.children.retain_mut(|child| child.try_wait().unwrap().is_none());
        while self.children.len() < wanted {
            self.start();
        }
    }
}

impl Drop for Workers<'_> {
    fn drop(&mut self) {
        for child in &mut self.children {
            let _ = child.kill();
            let _ = child.wait();
            let _ = std::fs::remove_file(ready(child.id()));
        }
    }
}

async fn number(store: &Store, sql: &str) -> i64 {
    let query = Statement::from_string(DbBackend::Postgres, sql);
    store.connection().query_one_raw(query).await.unwrap().unwrap().try_get_by_index(0).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn ten_thousand_jobs_each_have_their_effect_once() {
    let mut database = Database::start().await;
    let mut redis = Redis::start();
    let store = database.store().await;
    make_table(&store).await;
    for thousand in 0..JOBS / 1_000 {
        let jobs = (0..1_000).map(|n| Effect { n: thousand * 1_000 + n, mood: Mood::Moody });
        let jobs: Vec<_> = jobs.map(|job| job.job().unwrap()).collect();
        store.enqueue(&jobs).await.unwrap();
    }
    let url = database.url.clone();
    let mut workers = Workers { database: &url, queue: redis.queue_url(), children: Vec::new() };
    workers.replace_the_dead(3);

    let done = async || number(&store, "SELECT count(*) FROM effect").await;
    let mut troubles = 0;
    let deadline = clock::monotonic() + HANGS * 5;
    let ended = "SELECT count(*) FROM job WHERE state IN ('done', 'dead')";
    while number(&store, ended).await < JOBS {
        assert!(clock::monotonic() < deadline, "{} of {JOBS} were done", done().await);
        workers.replace_the_dead(3);
        clock::sleep(Duration::from_millis(50)).await;
        if done().await < (troubles + 1) * JOBS / 10 {
            continue;
        }
        troubles += 1;
        match troubles {
            1 | 5 | 8 => workers.kill_one(),
            2 => redis.empty().await,
            3 => {
                database.stop();
                clock::sleep(Duration::from_secs(30)).await;
                database.start_again();
                crate::harness::until("Postgres is back", async || store.ping().await.ok()).await;
            }
            4 => {
                redis.pause();
                clock::sleep(Duration::from_secs(1)).await;
                redis.resume();
            }
            6 => {
                redis.kill();
                clock::sleep(Duration::from_secs(10)).await;
                redis.start_again();
            }
            _ => {}
        }
    }

    workers.replace_the_dead(1);
    for status in workers.stop() {
        assert!(status.success(), "a worker that is asked to stop ends well: {status}");
    }
    assert_eq!(done().await, JOBS);
    assert_eq!(number(&store, "SELECT count(DISTINCT job) FROM effect").await, JOBS);
    assert_eq!(number(&store, "SELECT count(*) FROM job WHERE state = 'done'").await, JOBS);
    let unrecorded = "SELECT count(*) FROM job WHERE attempt <>
        (SELECT count(*) FROM job_attempt WHERE job_id = job.id)";
    assert_eq!(number(&store, unrecorded).await, 0, "each attempt is on record");
    let outcomes = "SELECT count(DISTINCT outcome) FROM job_attempt
        WHERE outcome IN ('done', 'failed', 'panicked', 'timed_out', 'lost')";
    assert_eq!(number(&store, outcomes).await, 5, "all of it happened");
}
