//! What live Redis lost comes back many at a time.

use downbeat_job::{RecoverSession, Signal};
use serde_json::json;
use uuid::Uuid;

use crate::{
    harness::{World, until},
    timer::{does, make, two},
};

/// One that cannot be read waits for a person, one that is gone stays so, and one
/// with a long history is read alone.
#[tokio::test(flavor = "multi_thread")]
async fn many_come_back_at_once_and_none_stops_the_others() {
    let world = World::new().await;
    let (api, mut worker) = (world.api().await, world.worker().await);
    let ann = world.program(&api);
    let live = world.live.live().await;
    let mut timers = Vec::new();
    while timers.len() < 24 {
        let timer = make(&ann, &two(3_600_000)).await;
        does(&ann, timer, "start", json!({})).await;
        timers.push(timer);
    }
    for timer in &timers {
        until("its start is recorded", async || {
            let events = world.postgres.events(*timer, None, 10).await.unwrap();
            (!events.is_empty()).then_some(())
        })
        .await;
    }
    worker.kill();
    let (damaged, gone, long) = (timers[0], timers[1], timers[2]);
    let damage =
        format!("UPDATE session_event SET payload = '{{}}' WHERE session_id = '{damaged}'");
    world.postgres.run(&damage).await;
    world.postgres.deleted(gone).await.unwrap();
    let (from, to) = (300, 600);
    let history = format!(
        "INSERT INTO session_event (session_id, incarnation, rev, seq, at, name, payload, actor)
         SELECT session_id, incarnation, n, 0, at, name, payload, actor
         FROM session_event, generate_series({from}, {to}) AS n
         WHERE session_id = '{long}' AND rev = 1 AND seq = 0"
    );
    world.postgres.run(&history).await;
    world.live.empty().await;

    let context = world.context(&live).await;
    let jobs: Vec<RecoverSession> = (0..live.shards())
        .flat_map(|shard| RecoverSession::of(&of(&live, shard, &timers)).collect::<Vec<_>>())
        .collect();
    assert!(jobs.len() <= usize::from(live.shards()), "one for the sessions of a shard");
    for job in jobs {
        let _ = job.run(&context).await;
    }
    for timer in timers {
        let hot = live.read(timer).await.unwrap();
        match timer {
            timer if timer == damaged => {
                assert!(hot.is_none());
                assert!(live.why_parked(timer).await.unwrap().is_some());
            }
            timer if timer == gone => assert!(hot.is_none()),
            _ => {
                let hot = hot.unwrap();
                assert!(hot.rev.incarnation >= 2, "{}", hot.rev);
                assert!(hot.session.is_running(), "it is where it was");
            }
        }
    }
}

fn of(live: &downbeat_live::Live, shard: u16, timers: &[Uuid]) -> Vec<Uuid> {
    timers.iter().copied().filter(|timer| live.shard(*timer) == shard).collect()
}

#[test]
fn a_job_brings_back_a_hundred_at_most() {
    let sessions: Vec<Uuid> = (0..250).map(|_| Uuid::now_v7()).collect();
    let jobs: Vec<RecoverSession> = RecoverSession::of(&sessions).collect();
    assert_eq!(jobs.iter().map(|job| 1 + job.more.len()).collect::<Vec<_>>(), [100, 100, 50]);
    let one: RecoverSession = serde_json::from_value(json!({ "session": sessions[0] })).unwrap();
    assert!(one.more.is_empty(), "as a release before sent it");
}
