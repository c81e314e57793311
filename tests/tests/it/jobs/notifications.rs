//! What Postgres tells those who would else ask.

use std::time::Duration;

use downbeat_boot::settings::RedisQueue;
use downbeat_job::{Durable, Pace, Queue, Relay};
use downbeat_store::{Action, DesiredState, Doer, NewJob, Notification, QueueState};
use serde_json::json;

use super::effect::{Effect, Mood};
use crate::harness::{Redis, postgres};

#[tokio::test]
async fn what_waits_for_its_time_is_told_and_what_is_due_at_once_is_not() {
    let postgres = postgres().await;
    let mut notifications = postgres.notifications().await.unwrap();
    let doer = Doer::system();
    let job = Effect { n: 1, mood: Mood::Well }.job().unwrap();
    let later = NewJob { delay: Duration::from_hours(1), ..job.clone() };
    postgres.enqueue(&[job]).await.unwrap();
    postgres.report("ann", "1", true, &json!({})).await.unwrap();
    assert!(postgres.want("ann", DesiredState::Quiet, &doer, None).await.unwrap());
    assert_eq!(
        notifications.next().await.unwrap(),
        Notification::Workers,
        "nothing was told before"
    );

    assert!(postgres.enqueue(&[later]).await.unwrap().is_empty(), "nobody pushes it");
    assert_eq!(notifications.next().await.unwrap(), Notification::Jobs);
    postgres.turn_queue("effects", QueueState::Paused, &doer, None).await.unwrap();
    assert_eq!(notifications.next().await.unwrap(), Notification::Queues);
    for (id, _) in postgres.jobs_of(Effect::NAME).await {
        postgres.act(id, Action::Run, &doer, None).await.unwrap();
    }
    assert_eq!(notifications.next().await.unwrap(), Notification::Jobs, "it runs now");
}

#[tokio::test]
async fn a_relay_waits_until_the_first_job_is_due_and_no_longer_than_some_seconds() {
    let (postgres, redis) = (postgres().await, Redis::start());
    let settings =
        RedisQueue { url: redis.queue_url(), sentinel: String::new(), prefix: "t".into() };
    let queue = Queue::connect(&settings).await.unwrap();
    let mut relay = Relay::new((*postgres).clone(), queue, Pace::default());
    assert_eq!(relay.wait(), Duration::ZERO, "it has not looked yet");
    let job = |delay| NewJob { delay, ..Effect { n: 1, mood: Mood::Well }.job().unwrap() };
    for (delay, pushed, waits) in [
        (Duration::from_hours(1), 0, Duration::from_secs(5)),
        (Duration::from_millis(1_500), 0, Duration::from_millis(1_500)),
    ] {
        postgres.enqueue(&[job(delay)]).await.unwrap();
        assert_eq!(relay.run_once().await.unwrap(), pushed);
        assert!(!relay.wait().is_zero() && relay.wait() <= waits, "{:?}", relay.wait());
    }
    postgres.run("UPDATE job SET run_at = now() WHERE run_at < now() + interval '1 minute'").await;
    assert_eq!(relay.run_once().await.unwrap(), 1);
    assert_eq!(relay.wait(), Duration::ZERO, "until it is taken");
}
