//! What happens by the clock, once for all workers.

use downbeat_boot::settings::RedisQueue;
use downbeat_job::{
    Queue,
    schedules::{Ran, SCHEDULES, enter, run_due},
};
use downbeat_worker::loops::{schedules::Schedules, turns::Turns};
use futures::future::join_all;

use crate::harness::{Postgres, Redis, postgres};

const ZONE: &str = "Europe/Berlin";
const MINUTE_MS: i64 = 60_000;

/// Schedules that were entered, none of them due.
async fn entered() -> (Postgres, Redis, Queue) {
    let (postgres, redis) = (postgres().await, Redis::start());
    let (url, sentinel, prefix) = (redis.queue_url(), String::new(), "t".to_owned());
    let queue = Queue::connect(&RedisQueue { url, sentinel, prefix }).await.unwrap();
    enter(&postgres, SCHEDULES, ZONE).await.unwrap();
    // Those of each minute may be due by the time that somebody looks.
    postgres.run("UPDATE job_schedule SET next_at = next_at + interval '1 hour'").await;
    (postgres, redis, queue)
}

async fn due(postgres: &Postgres, queue: &Queue) -> Ran {
    let now_ms = postgres.now_ms().await.unwrap();
    run_due(postgres, queue, SCHEDULES, now_ms).await.unwrap()
}

#[tokio::test]
async fn a_missed_night_is_made_up_for_once_by_one_of_the_workers() {
    let (postgres, _redis, queue) = entered().await;
    let all = i64::try_from(SCHEDULES.len()).unwrap();
    assert_eq!(due(&postgres, &queue).await, Ran::default(), "nothing is due yet");

    postgres.run("UPDATE job_schedule SET next_at = now() - interval '40 hours'").await;
    let taken = join_all((0..4).map(|_| due(&postgres, &queue))).await;
    assert_eq!(taken.iter().map(|ran| ran.taken).sum::<usize>(), SCHEDULES.len());
    assert_eq!(postgres.number("SELECT count(DISTINCT name) FROM job").await, all);
    assert_eq!(postgres.number("SELECT count(*) FROM job").await, all);
    let known = postgres.schedules().await.unwrap();
    assert!(known.iter().all(|schedule| schedule.last_job.is_some()));
    assert_eq!(
        postgres.number("SELECT count(*) FROM job_schedule WHERE next_at > now()").await,
        all
    );

    // Entered again at a restart, a schedule keeps its time.
    enter(&postgres, SCHEDULES, ZONE).await.unwrap();
    assert_eq!(postgres.schedules().await.unwrap(), known);
}

/// From an hour before the clock is put back to an hour after the hour that it
/// repeats: two workers, each with several turns in a minute.
#[tokio::test]
async fn in_the_hour_that_is_repeated_each_time_makes_one_job() {
    let (postgres, _redis, queue) = entered().await;
    postgres
        .run(
            "UPDATE job_schedule SET next_at = '2026-10-24T23:00:00Z';
             UPDATE job_schedule SET next_at = '2026-10-25T02:41:00Z'
                 WHERE name IN ('keep_months', 'check_stories', 'send_out', 'end_guests',
                     'begin_rooms', 'end_guest_rooms', 'deliver', 'remind',
                     'daily_message', 'trend')",
        )
        .await;
    let start_ms = 1_792_882_800_000;
    let mut taken = Vec::new();
    for minute in 0..=180 {
        let now_ms = start_ms + minute * MINUTE_MS;
        for turn in 0..3 {
            let turns = (0..2).map(|_| run_due(&postgres, &queue, SCHEDULES, now_ms + turn));
            let ran: Vec<Ran> = join_all(turns).await.into_iter().map(Result::unwrap).collect();
            assert!(ran.iter().all(|ran| !ran.is_again), "minute {minute}");
            taken.extend((0..ran.iter().map(|ran| ran.taken).sum()).map(|_| minute));
        }
        // What waits would be the same job.
        postgres.run("UPDATE job SET state = 'done', ended_at = now()").await;
    }
    // The sweep each ten minutes, the pruning at 17 past, counts at 27, media at 37, all at
    // first.
    let hourly = [0, 17, 77, 137, 0, 27, 87, 147, 0, 37, 97, 157];
    let mut expected: Vec<i64> = (0..=180).step_by(10).chain(hourly).collect();
    expected.sort_unstable();
    assert_eq!(taken, expected);
    let jobs = "SELECT count(*) FROM job";
    assert_eq!(postgres.number(jobs).await, i64::try_from(expected.len()).unwrap());
}

/// However long ago its next time was, and whoever set it back.
#[tokio::test]
async fn a_next_time_that_is_past_makes_one_job() {
    let (postgres, _redis, queue) = entered().await;
    let mut schedules = Schedules::new((*postgres).clone(), queue.clone(), ZONE.into());
    let set_back = "UPDATE job_schedule SET next_at = now() - interval '3 hours'";
    postgres.run(set_back).await;
    for _ in 0..20 {
        schedules.run_once().await.unwrap();
        postgres.run("UPDATE job SET state = 'done', ended_at = now()").await;
    }
    let all = i64::try_from(SCHEDULES.len()).unwrap();
    assert_eq!(postgres.number("SELECT count(*) FROM job").await, all);
    let waiting = "SELECT count(*) FROM job_schedule WHERE next_at > now()";
    assert_eq!(postgres.number(waiting).await, all);

    // A time that was gone when it last ran: each once in a turn, and told.
    postgres.run(set_back).await;
    let again = due(&postgres, &queue).await;
    assert_eq!(again, Ran { taken: SCHEDULES.len(), is_again: true });
    assert_eq!(due(&postgres, &queue).await, Ran::default());
}

#[tokio::test]
async fn a_schedule_that_cannot_be_read_holds_up_no_other() {
    let (postgres, _redis, queue) = entered().await;
    postgres
        .run(
            "UPDATE job_schedule SET next_at = now() - interval '1 hour';
             UPDATE job_schedule SET next_at = now() - interval '2 hours', cron = 'never'
             WHERE name = 'prune'",
        )
        .await;
    let now_ms = postgres.now_ms().await.unwrap();
    let error = run_due(&postgres, &queue, SCHEDULES, now_ms).await.unwrap_err();
    assert!(format!("{error:#}").starts_with("prune: never"), "{error:#}");
    let others = i64::try_from(SCHEDULES.len()).unwrap() - 1;
    assert_eq!(postgres.number("SELECT count(*) FROM job").await, others);
}
