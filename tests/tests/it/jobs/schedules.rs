//! What happens by the clock, once for all workers.

use downbeat_boot::settings::RedisQueue;
use downbeat_job::{
    Queue,
    schedules::{SCHEDULES, enter, run_due},
};
use futures::future::join_all;

use crate::harness::{Redis, postgres};

#[tokio::test]
async fn a_missed_night_is_made_up_for_once_by_one_of_the_workers() {
    let (postgres, redis) = (postgres().await, Redis::start());
    let (url, sentinel, prefix) = (redis.queue_url(), String::new(), "t".to_owned());
    let queue = Queue::connect(&RedisQueue { url, sentinel, prefix }).await.unwrap();
    let all = i64::try_from(SCHEDULES.len()).unwrap();
    enter(&postgres, SCHEDULES, "Europe/Berlin").await.unwrap();
    assert_eq!(run_due(&postgres, &queue, SCHEDULES).await.unwrap(), 0, "nothing is due yet");

    postgres.run("UPDATE job_schedule SET next_at = now() - interval '40 hours'").await;
    let workers = (0..4).map(|_| run_due(&postgres, &queue, SCHEDULES));
    let taken: usize = join_all(workers).await.into_iter().map(Result::unwrap).sum();
    assert_eq!(taken, SCHEDULES.len());
    assert_eq!(postgres.number("SELECT count(DISTINCT name) FROM job").await, all);
    assert_eq!(postgres.number("SELECT count(*) FROM job").await, all);
    let known = postgres.schedules().await.unwrap();
    assert!(known.iter().all(|schedule| schedule.last_job.is_some()));
    assert_eq!(
        postgres.number("SELECT count(*) FROM job_schedule WHERE next_at > now()").await,
        all
    );

    // Entered again at a restart, a schedule keeps its time.
    enter(&postgres, SCHEDULES, "Europe/Berlin").await.unwrap();
    assert_eq!(postgres.schedules().await.unwrap(), known);
}
