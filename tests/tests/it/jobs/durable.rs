//! Durable jobs: born with a change, run under a lease, ended once.

use std::{sync::atomic::Ordering, time::Duration};

use downbeat_boot::{clock, settings::RedisQueue, task};
use downbeat_job::Durable;
use downbeat_store::{Acted, Action, Doer, JobState, QueueState};
use sea_orm::ConnectionTrait;
use serde_json::json;

use super::effect::{Effect, Mood, Runner, Slow, make_table};
use crate::harness::{Redis, postgres, until};

struct Fixture {
    postgres: crate::harness::Postgres,
    redis: Redis,
    runner: Runner,
}

async fn fixture() -> Fixture {
    let (postgres, redis) = (postgres().await, Redis::start());
    make_table(&postgres).await;
    let settings = settings(&redis);
    let runner = Runner::open(postgres.clone(), &settings).await;
    Fixture { postgres, redis, runner }
}

fn settings(redis: &Redis) -> RedisQueue {
    RedisQueue { url: redis.queue_url(), sentinel: String::new(), prefix: "t".into() }
}

fn well(n: i64) -> Effect {
    Effect { n, mood: Mood::Well }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_job_lives_and_dies_with_its_transaction() {
    let Fixture { postgres, mut runner, redis: _redis } = fixture().await;
    runner.start();
    let undone = postgres.begin().await.unwrap();
    assert_eq!(undone.enqueue(&[well(1).job().unwrap()]).await.unwrap().len(), 1);
    drop(undone);
    let done = postgres.begin().await.unwrap();
    let enqueued = done.enqueue(&[well(2).job().unwrap()]).await.unwrap();
    done.commit().await.unwrap();
    runner.queue.announce(&enqueued).await;
    let record = runner.comes_to(enqueued[0].id, JobState::Done).await;
    assert_eq!((record.attempt, record.error), (1, None));
    assert_eq!(postgres.number("SELECT count(*) FROM job").await, 1);
    assert_eq!(postgres.number("SELECT sum(n)::bigint FROM effect").await, 2);
    runner.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn each_attempt_is_on_record_with_its_error_and_what_it_logged() {
    let Fixture { postgres, mut runner, redis: _redis } = fixture().await;
    runner.start();
    let job = runner.enqueue(&Effect { n: 7, mood: Mood::FailsFirst }).await;
    runner.comes_to(job, JobState::Done).await;
    let attempts = postgres.attempts(job, 10).await.unwrap();
    let told: Vec<_> = attempts.iter().map(|it| (it.attempt, it.outcome.as_str())).collect();
    assert_eq!(told, [(2, "done"), (1, "failed")]);
    assert_eq!(attempts[1].error.as_deref(), Some("on purpose: n is 7"));
    for (mood, state, outcome) in [
        (Mood::Panics, JobState::Dead, "panicked"),
        (Mood::Hangs, JobState::Dead, "timed_out"),
        (Mood::Fails, JobState::Dead, "failed"),
    ] {
        let mut new = Effect { n: 1, mood }.job().unwrap();
        new.attempts_max = 2;
        let job = postgres.enqueue(&[new]).await.unwrap()[0].id;
        let record = runner.comes_to(job, state).await;
        let attempts = postgres.attempts(job, 10).await.unwrap();
        assert_eq!((record.attempt, attempts.len()), (2, 2), "{mood:?}");
        assert!(attempts.iter().all(|attempt| attempt.outcome == outcome), "{attempts:?}");
    }
    let hopeless = runner.enqueue(&Effect { n: 1, mood: Mood::Hopeless }).await;
    assert_eq!(runner.comes_to(hopeless, JobState::Dead).await.attempt, 1);
    runner.close().await;
}

/// However often it is tried: fifty times is far more than it has attempts.
#[tokio::test(flavor = "multi_thread")]
async fn a_job_whose_store_is_away_waits_and_no_attempt_counts() {
    let Fixture { postgres, mut runner, redis: _redis } = fixture().await;
    runner.context.is_away.store(true, Ordering::Relaxed);
    runner.start();
    for (mood, runs, why) in [
        (Mood::NeedsStore, 50, "asking a store: live Redis did not answer in time"),
        (Mood::HangsOnStore, 12, "it took longer than 400ms: it does not answer"),
    ] {
        let job = runner.enqueue(&Effect { n: 1, mood }).await;
        let waits = until("it was tried again and again", async || {
            let record = postgres.job(job).await.unwrap().unwrap();
            assert_ne!(record.state, JobState::Dead, "{mood:?}");
            if record.attempt > runs && record.state == JobState::Retrying {
                return Some(record);
            }
            postgres.run("UPDATE job SET run_at = now() WHERE state = 'retrying'").await;
            None
        })
        .await;
        let error = format!("it waits, and no attempt is counted: {why}");
        assert_eq!(waits.error, Some(error.clone()));
        assert_eq!(waits.attempts_max - waits.attempt, 10, "it has all of its attempts");
        let on_record = postgres.attempts(job, 10).await.unwrap();
        let [attempt] = on_record.as_slice() else { panic!("one is on record: {on_record:?}") };
        assert_eq!((attempt.attempt, attempt.outcome.as_str()), (waits.attempt, "waiting"));
        assert_eq!(attempt.error, Some(error));
        assert!(attempt.ended_ms - attempt.started_ms > 400, "since the first of them");
        runner.context.is_away.store(false, Ordering::Relaxed);
        postgres.run("UPDATE job SET run_at = now() WHERE state = 'retrying'").await;
        runner.comes_to(job, JobState::Done).await;
        runner.context.is_away.store(true, Ordering::Relaxed);
    }
    assert_eq!(postgres.number("SELECT count(*) FROM effect").await, 2);
    runner.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_id_that_is_pushed_twice_runs_once() {
    let Fixture { postgres, mut runner, redis } = fixture().await;
    let job = runner.enqueue(&well(1)).await;
    let mut bare = redis.bare().await;
    for _ in 0..20 {
        let mut push = ::redis::cmd("RPUSH");
        push.arg("t:jobs:v1:effects:active").arg(format!("d:{job}"));
        push.exec_async(&mut bare).await.unwrap();
    }
    runner.start();
    runner.comes_to(job, JobState::Done).await;
    until("the queue is empty", async || {
        (runner.queue.waiting("effects").await.unwrap() == 0).then_some(())
    })
    .await;
    assert_eq!(postgres.number("SELECT count(*) FROM effect").await, 1);
    runner.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_redis_lost_the_relay_brings_again() {
    let Fixture { postgres, mut runner, redis } = fixture().await;
    let mut jobs = Vec::new();
    for n in 0..50 {
        jobs.push(runner.enqueue(&well(n)).await);
    }
    redis.empty().await;
    runner.start();
    for job in jobs {
        runner.comes_to(job, JobState::Done).await;
    }
    assert_eq!(postgres.number("SELECT count(*) FROM effect").await, 50);
    runner.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_job_with_a_key_waits_once_and_is_wished_again_while_it_runs() {
    let Fixture { postgres, mut runner, redis: _redis } = fixture().await;
    let mut slow = Slow { n: 1 }.job().unwrap();
    slow.key = Some("x".into());
    assert_eq!(postgres.enqueue(&[slow.clone()]).await.unwrap().len(), 1);
    assert_eq!(postgres.enqueue(&[slow.clone()]).await.unwrap().len(), 0, "it waits already");
    runner.start();
    until("it runs", async || {
        (postgres.number("SELECT count(*) FROM job WHERE state = 'running'").await == 1)
            .then_some(())
    })
    .await;
    assert_eq!(postgres.enqueue(&[slow]).await.unwrap().len(), 1, "what it runs on may be old");
    runner.context.gate.add_permits(2);
    until("both are done", async || {
        (postgres.number("SELECT count(*) FROM effect").await == 2).then_some(())
    })
    .await;
    runner.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_job_that_outlasts_leases_and_heartbeats_runs_once() {
    let Fixture { postgres, mut runner, redis: _redis } = fixture().await;
    runner.start();
    runner.start();
    let job = runner.enqueue(&Slow { n: 1 }).await;
    let started = runner.comes_to(job, JobState::Running).await;
    // Until a lease that nobody held on to would long be over.
    until("its lease was held again and again", async || {
        let lease = runner.context.store.job(job).await.unwrap().unwrap().lease_until_ms?;
        (lease > started.lease_until_ms? + 2_000).then_some(())
    })
    .await;
    runner.context.gate.add_permits(2);
    assert_eq!(runner.comes_to(job, JobState::Done).await.attempt, 1);
    assert_eq!(postgres.number("SELECT count(*) FROM effect").await, 1);
    runner.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_run_whose_job_was_taken_over_changes_nothing() {
    let Fixture { postgres, mut runner, redis: _redis } = fixture().await;
    runner.start();
    let job = runner.enqueue(&Slow { n: 1 }).await;
    runner.comes_to(job, JobState::Running).await;
    // Somebody else had it, and ended it.
    postgres.run("UPDATE job SET attempt = 2, state = 'done', lease_until = NULL").await;
    runner.context.gate.add_permits(1);
    runner.close().await;
    assert_eq!(postgres.number("SELECT count(*) FROM effect").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_monitor_that_stops_gives_back_what_does_not_end_in_time() {
    let Fixture { postgres, mut runner, redis: _redis } = fixture().await;
    runner.start();
    let job = runner.enqueue(&Slow { n: 1 }).await;
    runner.comes_to(job, JobState::Running).await;
    let began = clock::monotonic();
    runner.close().await;
    assert!(began.elapsed() < Duration::from_secs(20));
    let given = postgres.job(job).await.unwrap().unwrap();
    assert_eq!((given.state, given.attempt), (JobState::Retrying, 1));
    assert_eq!(given.attempts_max, 6, "that attempt does not count");
    assert_eq!(postgres.attempts(job, 10).await.unwrap()[0].outcome, "given_back");
    runner.start();
    runner.context.gate.add_permits(1);
    runner.comes_to(job, JobState::Done).await;
    runner.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_newer_release_sent_waits_for_it() {
    let Fixture { postgres, mut runner, redis: _redis } = fixture().await;
    runner.start();
    let mut newer = well(1).job().unwrap();
    newer.version = 9;
    let newer = postgres.enqueue(&[newer]).await.unwrap()[0].id;
    let mut unheard = well(1).job().unwrap();
    unheard.name = "unheard_of";
    unheard.attempts_max = 1;
    let unheard = postgres.enqueue(&[unheard]).await.unwrap()[0].id;
    let dead = runner.comes_to(unheard, JobState::Dead).await;
    assert_eq!(dead.error.as_deref(), Some("this release knows no job `unheard_of`"));
    let waits = runner.comes_to(newer, JobState::Retrying).await;
    assert!(waits.error.unwrap().contains("version 9"));
    runner.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_paused_queue_starts_nothing_and_a_draining_one_ends_what_waited() {
    let Fixture { postgres, mut runner, redis: _redis } = fixture().await;
    let doer = Doer::system();
    postgres.turn_queue("effects", QueueState::Paused, &doer, Some("a test")).await.unwrap();
    let early = runner.enqueue(&well(1)).await;
    runner.start();
    let passed = runner.enqueue(&Slow { n: 2 }).await;
    runner.context.gate.add_permits(1);
    runner.comes_to(passed, JobState::Done).await;
    assert_eq!(postgres.job(early).await.unwrap().unwrap().state, JobState::Queued);

    postgres.turn_queue("effects", QueueState::Draining, &doer, None).await.unwrap();
    let late = runner.enqueue(&well(3)).await;
    runner.comes_to(early, JobState::Done).await;
    assert_eq!(postgres.job(late).await.unwrap().unwrap().state, JobState::Queued);
    postgres.turn_queue("effects", QueueState::Open, &doer, None).await.unwrap();
    runner.comes_to(late, JobState::Done).await;
    let entries = "SELECT count(*) FROM audit_log WHERE target_id = 'effects' AND actor = 'system'";
    assert_eq!(postgres.number(entries).await, 3);

    // A word of a newer release, or damage: nobody knows what it asks for.
    let strange = "ALTER TABLE job_queue DROP CONSTRAINT job_queue_state_check;
        UPDATE job_queue SET state = 'sideways'";
    postgres.run(strange).await;
    assert_eq!(postgres.queue_states().await.unwrap()[0].state, QueueState::Unknown);
    let held = runner.enqueue(&well(4)).await;
    let passed = runner.enqueue(&Slow { n: 5 }).await;
    runner.context.gate.add_permits(1);
    runner.comes_to(passed, JobState::Done).await;
    assert_eq!(postgres.job(held).await.unwrap().unwrap().state, JobState::Queued);
    postgres.turn_queue("effects", QueueState::Open, &doer, None).await.unwrap();
    runner.comes_to(held, JobState::Done).await;
    runner.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_edits_and_retries_a_dead_job_and_two_do_not_do_it_twice() {
    let Fixture { postgres, mut runner, redis: _redis } = fixture().await;
    runner.start();
    let job = runner.enqueue(&Effect { n: 1, mood: Mood::Hopeless }).await;
    runner.comes_to(job, JobState::Dead).await;
    let doer = Doer::person(uuid::Uuid::nil(), "Ada", Some("::1".into()));
    let payload = json!({ "n": 5, "mood": "well" });
    let edited = postgres.edit_job(job, &payload, false, &doer, Some("typo")).await.unwrap();
    assert!(matches!(edited, Acted::Done(_)));
    let retry = || postgres.act(job, Action::Retry, &doer, None);
    let (one, two) = tokio::join!(retry(), retry());
    let acted = [one.unwrap(), two.unwrap()];
    assert_eq!(acted.iter().filter(|acted| matches!(acted, Acted::Done(_))).count(), 1);
    runner.comes_to(job, JobState::Done).await;
    assert_eq!(postgres.number("SELECT sum(n)::bigint FROM effect").await, 5);
    let done = postgres.act(job, Action::Discard, &doer, None).await.unwrap();
    assert!(matches!(done, Acted::WrongState(job) if job.state == JobState::Done));
    runner.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn while_postgres_cannot_be_written_nothing_that_ran_is_lost() {
    let Fixture { postgres, mut runner, redis: _redis } = fixture().await;
    runner.start();
    let lock = postgres.begin().await.unwrap();
    let held = async { clock::sleep(Duration::from_millis(500)).await };
    let jobs: Vec<_> = futures::future::join_all((0..20).map(|n| {
        let runner = &runner;
        async move { runner.enqueue(&well(n)).await }
    }))
    .await;
    lock.connection().execute_unprepared("LOCK TABLE job_attempt IN EXCLUSIVE MODE").await.unwrap();
    held.await;
    drop(task::spawn("unlock", async move { drop(lock) }));
    for job in jobs {
        runner.comes_to(job, JobState::Done).await;
    }
    assert_eq!(postgres.number("SELECT count(*) FROM effect").await, 20);
    runner.close().await;
}

#[tokio::test]
async fn a_job_that_takes_its_workers_down_is_dead_in_the_end() {
    let postgres = postgres().await;
    let mut poison = well(1).job().unwrap();
    poison.attempts_max = 3;
    let id = postgres.enqueue(&[poison]).await.unwrap()[0].id;
    // Each worker takes it, and is not heard of again.
    let no_time = Duration::ZERO;
    for attempt in 1..=3 {
        let claims = postgres.claim(&[id], "ghost", no_time).await.unwrap();
        assert_eq!(claims.ours[0].attempt, attempt);
        assert_eq!(claims.lost, u64::from(attempt > 1));
    }
    let claims = postgres.claim(&[id], "ghost", no_time).await.unwrap();
    assert_eq!((claims.ours.len(), claims.dead.len()), (0, 1));
    let dead = postgres.job(id).await.unwrap().unwrap();
    assert_eq!((dead.state, dead.attempt), (JobState::Dead, 3));
    let attempts = postgres.attempts(id, 10).await.unwrap();
    assert_eq!(attempts.len(), 3);
    assert!(attempts.iter().all(|attempt| attempt.outcome == "lost"));
}

#[tokio::test]
async fn of_two_who_claim_at_once_each_job_has_one() {
    let postgres = postgres().await;
    let jobs: Vec<_> = (0..200).map(|n| well(n).job().unwrap()).collect();
    let ids: Vec<_> = postgres.enqueue(&jobs).await.unwrap().iter().map(|job| job.id).collect();
    let claim = |worker| postgres.claim(&ids, worker, Duration::from_secs(9));
    let (one, two) = tokio::join!(claim("one"), claim("two"));
    assert_eq!(one.unwrap().ours.len() + two.unwrap().ours.len(), 200);
    assert_eq!(postgres.number("SELECT max(attempt)::bigint FROM job").await, 1);
}
