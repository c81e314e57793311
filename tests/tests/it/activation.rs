//! Cold to hot, when many want it at once and when it changes meanwhile.

use downbeat_job::{ActivateSession, Signal};
use downbeat_session::kinds::meter::Config;
use downbeat_store::Store;
use downbeat_worker::loops::{
    ownership::{Leases, Ownership},
    turns::Turns,
    wakeups::Wakeups,
};
use futures::future::join_all;

use crate::harness::{World, until, window_config};

#[tokio::test(flavor = "multi_thread")]
async fn fifty_sockets_on_a_cold_session_make_one_load() {
    let world = World::new().await;
    let apis = [world.api().await, world.api().await];
    let workers = [world.worker().await, world.worker().await];
    let screens = join_all((0..50).map(|n| world.screen(&apis[n % 2]))).await;
    assert!(screens.iter().all(|screen| screen.incarnation() == 1));
    let loaded = "downbeat_activations_total{outcome=\"loaded\"}";
    let loads = workers[0].counted(loaded).await + workers[1].counted(loaded).await;
    assert_eq!(loads, 1);
    let stored = world.postgres.find(world.seeded.session_id).await.unwrap().unwrap();
    assert_eq!(stored.incarnation, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_edit_that_races_with_activation_wins() {
    let world = World::new().await;
    let (id, live) = (world.seeded.session_id, world.live.live().await);
    let context = world.context(&live).await;
    for turn in 1..=40_u32 {
        let config = serde_json::to_value(window_config(5 + turn)).unwrap();
        let edit = async {
            let version = world.postgres.edited(id, None, config.clone()).await.unwrap();
            live.configure(id, u64::try_from(version).unwrap(), &config).await.unwrap();
            u64::try_from(version).unwrap()
        };
        let (activated, version) =
            futures::join!(ActivateSession { session: id }.run(&context), edit);
        activated.unwrap();
        let hot = live.read(id).await.unwrap().unwrap();
        assert_eq!(hot.session.config_version(), version);
        live.end(id).await.unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_delete_that_races_with_activation_wins() {
    for _ in 0..20 {
        let world = World::new().await;
        let (id, live) = (world.seeded.session_id, world.live.live().await);
        let context = world.context(&live).await;
        let delete = async {
            let tombstone = world.postgres.deleted(id).await.unwrap();
            live.delete(id, u64::try_from(tombstone).unwrap()).await.unwrap();
        };
        let (activated, ()) = futures::join!(ActivateSession { session: id }.run(&context), delete);
        activated.unwrap();
        assert!(live.read(id).await.unwrap().is_none());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_that_nobody_watches_goes_to_sleep_and_comes_back() {
    let world = World::new().await.with("WORKER__UNWATCHED_MS", "1000");
    let api = world.api().await;
    let worker = world.worker().await;
    let live = world.live.live().await;
    let id = world.seeded.session_id;
    drop(world.screen(&api).await);
    until("the session is cold", async || live.read(id).await.unwrap().is_none().then_some(()))
        .await;
    until("it is known to sleep", async || {
        world.postgres.find(id).await.unwrap().unwrap().wake_ms.is_none().then_some(())
    })
    .await;
    assert!(worker.counted("downbeat_deactivations_total").await > 0);
    assert_eq!(world.screen(&api).await.incarnation(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn events_reach_postgres_in_order() {
    let world = World::new().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let _screen = world.screen(&api).await;
    let (id, live) = (world.seeded.session_id, world.live.live().await);
    for version in 2..12_i64 {
        let config = serde_json::to_value(Config::default()).unwrap();
        live.configure(id, u64::try_from(version).unwrap(), &config).await.unwrap();
    }
    let events = until("ten events are in Postgres", async || {
        let events = world.postgres.events(id, None, 100).await.unwrap();
        (events.len() == 10).then_some(events)
    })
    .await;
    let revs: Vec<i64> = events.iter().map(|event| event.rev).collect();
    assert_eq!(revs, (1..=10).collect::<Vec<_>>());
    assert!(events.iter().all(|event| event.name == "configured"));
    assert!(world.postgres.find(id).await.unwrap().unwrap().wake_ms.is_some());
}

/// Nobody watches it, and the asking went with the queue.
#[tokio::test(flavor = "multi_thread")]
async fn who_should_be_awake_is_asked_for_until_they_are() {
    let world = World::new().await;
    let (id, live, queue) =
        (world.seeded.session_id, world.live.live().await, world.queue.queue().await);
    ActivateSession { session: id }.run(&world.context(&live).await).await.unwrap();
    world.live.empty().await;
    let leases = Leases::default();
    Ownership::new(live.clone(), "one".into(), leases.clone()).run_once().await.unwrap();
    leases.all().iter().for_each(|lease| leases.recovered(lease));
    let mut wakeups = Wakeups::new(live, Store::clone(&world.postgres), queue.clone(), leases);
    wakeups.run_once().await.unwrap();
    assert_eq!(queue.waiting("sessions").await.unwrap(), 1);

    world.queue.empty().await;
    let mut turns = 0;
    while queue.waiting("sessions").await.unwrap() == 0 {
        assert!(turns < 20, "it is forgotten");
        wakeups.run_once().await.unwrap();
        turns += 1;
    }
}
