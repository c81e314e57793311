//! Hot to cold, whatever stands before it.

use downbeat_live::{Live, Opening, key};
use downbeat_session::{Session, kinds, kinds::meter::Config};
use downbeat_store::Store;
use downbeat_worker::loops::{
    deactivation::Deactivation,
    ownership::{Leases, Ownership},
    turns::Turns,
    wakeups::Wakeups,
};
use serde_json::json;
use uuid::Uuid;

use crate::harness::{World, meter};

/// More than are looked at in one turn.
const RUNNING: usize = 600;
const SHARD: u16 = 0;

fn running(live: &Live) -> Session {
    let config = json!({
        "mode": "count_up", "participants": [{ "name": "Ann" }],
    });
    let mut timer = (kinds::named("timer").unwrap().open)(&config, 1, live.now_ms(0)).unwrap();
    let start = json!({ "name": "started", "active": "p1" });
    timer.apply(&downbeat_session::Event { at_ms: live.now_ms(0), body: start }).unwrap();
    assert!(timer.is_running());
    timer
}

async fn open(live: &Live, session: Session) -> Uuid {
    let id = std::iter::repeat_with(Uuid::new_v4).find(|id| live.shard(*id) == SHARD).unwrap();
    live.open(&Opening::fresh(id, Uuid::nil(), session, 1)).await.unwrap();
    live.mark_unwatched(id).await.unwrap();
    id
}

/// Those that run stay, those that cannot be read stay, and neither keeps the
/// others from going.
#[tokio::test(flavor = "multi_thread")]
async fn what_stays_hot_keeps_nothing_else_from_sleeping() {
    let world = World::new().await;
    let (live, queue) = (world.live.live().await, world.queue.queue().await);
    let leases = Leases::default();
    let mut ownership = Ownership::new(live.clone(), "one".into(), leases.clone());
    ownership.run_once().await.unwrap();
    let (mut stay, timer) = (Vec::new(), running(&live));
    for _ in 0..RUNNING {
        stay.push(open(&live, timer.clone()).await);
    }
    let mut bare = world.live.bare().await;
    let damaged = stay[0];
    let state = key::state(SHARD, damaged);
    redis::cmd("SETRANGE").arg(state).arg(0).arg("\0").exec_async(&mut bare).await.unwrap();
    let sleeper = open(&live, meter(&Config::default(), 1)).await;
    // It was watched last, so that all others are looked at before it.
    let mut add = redis::cmd("ZADD");
    add.arg(key::hot(SHARD)).arg(1).arg(sleeper.to_string()).exec_async(&mut bare).await.unwrap();

    let store = Store::clone(&world.postgres);
    let wakeups = Wakeups::new(live.clone(), store.clone(), queue, leases.clone());
    let mut deactivation =
        Deactivation { live: live.clone(), store, leases, unwatched_ms: 30_000, wakeups };
    for _ in 0..2 {
        // To open so many may have taken longer than a lease lasts.
        ownership.run_once().await.unwrap();
        deactivation.run_once().await.unwrap();
    }
    assert_eq!(live.watch(SHARD, &[sleeper]).await.unwrap(), [sleeper], "it is still hot");
    assert!(live.watch(SHARD, &stay).await.unwrap().is_empty(), "one that runs was closed");
}
