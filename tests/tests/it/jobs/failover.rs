//! The queue's primary dies, and Sentinel puts its replica in its place.

use downbeat_store::JobState;

use super::effect::{Effect, Mood, Runner, make_table};
use crate::harness::{Sentinel, postgres, until};

#[tokio::test(flavor = "multi_thread")]
async fn a_failover_loses_no_job_and_no_worker() {
    let postgres = postgres().await;
    make_table(&postgres).await;
    let mut sentinel = Sentinel::start().await;
    let mut runner = Runner::open(postgres.clone(), &sentinel.settings("t")).await;
    runner.start();
    let mut jobs = Vec::new();
    for n in 0..200 {
        jobs.push(runner.enqueue(&Effect { n, mood: Mood::FailsFirst }).await);
        if n == 50 {
            sentinel.primary.kill();
        }
    }
    for job in jobs {
        runner.comes_to(job, JobState::Done).await;
    }
    assert_eq!(postgres.number("SELECT count(*) FROM effect").await, 200);
    until("the new primary takes jobs", async || runner.queue.ping().await.ok()).await;
    let after = runner.enqueue(&Effect { n: 0, mood: Mood::Well }).await;
    runner.comes_to(after, JobState::Done).await;
    runner.close().await;
}
