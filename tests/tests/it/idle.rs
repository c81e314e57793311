//! What happens while nothing happens: nearly nothing, and whoever sleeps is
//! woken, or finds what nobody woke them for.

use std::{collections::BTreeMap, time::Duration};

use downbeat_boot::{Shutdown, clock, task};
use downbeat_live::{
    Acquired, Heard, Lease, Line, Live, Opening, Options, Outcome, Vote, Wake, WakeLine,
};
use downbeat_session::kinds::meter::Config;
use downbeat_worker::loops::{
    beat::Beat,
    ownership::{Leases, Ownership},
    pulse::Pulse,
    turns::{Trouble, Turns, keep_turning},
};
use futures::{StreamExt, future::join_all};
use uuid::Uuid;

use crate::harness::{
    Cluster, HANGS, Process, Redis, SHARDS, World, beaten, cluster_of, meter, open_meter, told,
    until, window_config,
};

const COUNTED_S: usize = 10;
/// Calls a second of one API and one worker: a worker keeps its leases four times
/// a second and looks once, both know the time, and the rest is rare.
const SERVER_MAX: usize = 10;
/// Each of sixteen queues is asked three things in five seconds, and all together little.
const QUEUE_MAX: usize = 11;
const POSTGRES_MAX: usize = 6;
/// On a cluster each shard is asked for itself, and so is each list of members.
const CLUSTER_MAX: usize = 20 + 8 * SHARDS as usize;

async fn vote(live: &Live, session: Uuid) {
    let id = Uuid::new_v4().to_string();
    let vote = Vote { session, message_id: &id, delivery_id: "", chatter_id: &id, text: "yes" };
    assert_eq!(live.vote(&vote).await.unwrap(), Outcome::Counted);
}

/// What processes ask a server within some seconds, without what its functions do.
async fn asked(server: &Redis) -> BTreeMap<String, usize> {
    let client = redis::Client::open(server.url.as_str()).unwrap();
    let mut monitor = client.get_async_monitor().await.unwrap();
    let mut asked = BTreeMap::new();
    let counting = async {
        while let Some(line) = monitor.on_message::<String>().next().await {
            let Some((from, command)) = line.split_once("] ") else { continue };
            if !from.ends_with(" lua") {
                let words: Vec<&str> = command.split(' ').take(2).collect();
                *asked.entry(words.join(" ")).or_default() += 1;
            }
        }
    };
    let _ = clock::timeout(Duration::from_secs(COUNTED_S as u64), counting).await;
    asked
}

/// Hot sessions, and nobody who does anything with them.
async fn asleep(world: World, live: &Live) -> (World, [Process; 2]) {
    let world = world.with("WORKER__UNWATCHED_MS", "3600000");
    let processes = [world.api().await, world.worker().await];
    for _ in 0..50 {
        open_meter(live, &Config::default()).await;
    }
    until("all is told, and the worker has looked around", async || {
        let shards = live.report_shards().await.unwrap();
        let is_told = shards.iter().all(|shard| shard.dirty == 0);
        (is_told && processes[1].counted("downbeat_looks_total").await > 4).then_some(())
    })
    .await;
    (world, processes)
}

#[tokio::test(flavor = "multi_thread")]
async fn an_idle_installation_asks_its_stores_seldom() {
    let world = World::new().await;
    let live = world.live.live().await;
    let (world, processes) = asleep(world, &live).await;
    let statements = async || {
        let counted = processes
            .iter()
            .map(|process| process.counted("downbeat_postgres_query_seconds_count"));
        usize::try_from(join_all(counted).await.into_iter().sum::<u64>()).unwrap()
    };
    let before = statements().await;
    let (of_live, of_queue) = futures::join!(asked(&world.live), asked(&world.queue));
    let of_postgres = statements().await - before;
    seldom("live Redis", SERVER_MAX, &of_live);
    seldom("the queue", QUEUE_MAX, &of_queue);
    println!("Postgres: {of_postgres}");
    assert!(of_postgres <= POSTGRES_MAX * COUNTED_S, "{of_postgres} statements");
}

fn seldom(what: &str, a_second: usize, asked: &BTreeMap<String, usize>) {
    let calls: usize = asked.values().sum();
    println!("{what}: {calls} in {COUNTED_S} s, {asked:?}");
    assert!(calls <= a_second * COUNTED_S, "{what}: {calls}, {asked:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_idle_installation_asks_a_cluster_seldom() {
    let nodes = Cluster::start().await;
    let world = World::new().await.with("REDIS_LIVE__URL", &nodes.urls());
    let world = world.with("REDIS_LIVE__CLUSTER", "true");
    let options = Options { cluster: true, url: nodes.urls(), ..nodes.nodes[0].options() };
    let live = Live::connect(options, SHARDS).await.unwrap();
    let (_world, _processes) = asleep(world, &live).await;
    let mut of_all = BTreeMap::<String, usize>::new();
    for (call, times) in join_all(nodes.nodes.iter().map(asked)).await.into_iter().flatten() {
        *of_all.entry(call).or_default() += times;
    }
    seldom("live Redis as a cluster", CLUSTER_MAX, &of_all);
}

/// Tells what votes changed and what is dirty.
async fn all_told(live: &Live, lease: &Lease) {
    let news = beaten(live, lease).await.unwrap();
    assert!(told(live, lease, news.dirty.mark(), Vec::new()).await);
}

/// Whoever makes a shard dirty, or another session due first, wakes its owner,
/// once until it has told or looked. In the shard nothing else may be due.
async fn owners_are_woken(live: &Live, is_free: impl Fn(u16) -> bool) {
    let ids = std::iter::repeat_with(Uuid::new_v4);
    let id = ids.take(1_000).find(|id| is_free(live.shard(*id))).unwrap();
    let shard = live.shard(id);
    let lease = until("the lease is free", async || live.acquire(shard).await.unwrap()).await;
    all_told(live, &lease).await;

    let mut wakes = WakeLine::open(live).await.unwrap();
    wakes.subscriber().shard(shard).await.unwrap();
    wakes.subscriber().members().await.unwrap();
    let config = window_config(60);
    let opening = Opening::fresh(id, Uuid::new_v4(), meter(&config, 1), 1);
    live.open(&opening).await.unwrap();
    assert_eq!(next(&mut wakes).await, Wake::Dirty { shard });
    // When its votes age is news, and so is the first change of a tally.
    vote(live, id).await;
    assert_eq!(next(&mut wakes).await, Wake::Due { shard });
    assert_eq!(next(&mut wakes).await, Wake::Dirty { shard });
    vote(live, id).await;
    all_told(live, &lease).await;
    vote(live, id).await;
    assert_eq!(next(&mut wakes).await, Wake::Dirty { shard });

    assert!(matches!(live.try_acquire(shard).await.unwrap(), Acquired::Held(left)
        if left <= Duration::from_millis(750)));
    live.release(&lease).await.unwrap();
    live.wake_members().await.unwrap();
    assert_eq!(next(&mut wakes).await, Wake::Released);
}

async fn next(wakes: &mut WakeLine) -> Wake {
    clock::timeout(HANGS, wakes.next()).await.expect("nobody is woken").unwrap()
}

#[tokio::test]
async fn owners_are_woken_by_what_happens() {
    let server = Redis::start();
    owners_are_woken(&server.live().await, |_| true).await;
}

#[tokio::test]
async fn owners_on_a_cluster_are_woken_by_what_happens() {
    owners_are_woken(&cluster_of(2 * SHARDS).await, |shard| shard >= SHARDS).await;
}

/// A beat that believes that somebody wakes it finds by itself what nobody woke
/// it for.
#[tokio::test]
async fn a_lost_wake_is_healed_by_the_look() {
    let server = Redis::start();
    let live = server.live().await;
    let id = open_meter(&live, &Config::default()).await.id;
    let shard = live.shard(id);
    let leases = Leases::default();
    Ownership::new(live.clone(), "one".into(), leases.clone()).run_once().await.unwrap();
    let mut heard = Line::open(&live).await.unwrap();
    heard.subscriber().listen(shard).await.unwrap();
    leases.wakes().set_all_wake(true);
    for shard in 0..SHARDS {
        leases.wakes().hear(shard);
    }
    assert!(leases.are_watched());

    let stop = Shutdown::new();
    let beat = Beat::new(live.clone(), leases.clone(), Pulse::default()).run(stop.clone());
    let beat = task::spawn("beat", beat);
    let keeping = task::spawn("ownership", {
        let (live, leases, stop) = (live.clone(), leases.clone(), stop.clone());
        async move {
            let mut ownership = Ownership::new(live, "one".into(), leases);
            keep_turning(&mut ownership, &stop).await;
        }
    });
    for _ in 0..3 {
        while frames(&mut heard).await == 0 {}
        // A message without frames is a look: the beat sleeps.
        while frames(&mut heard).await > 0 {}
        vote(&live, id).await;
    }
    while frames(&mut heard).await == 0 {}
    stop.request();
    beat.await.unwrap();
    keeping.await.unwrap();
}

/// What somebody hurries for does not wait for the next beat, which is an hour away.
#[tokio::test]
async fn what_is_urgent_is_told_between_beats() {
    let server = Redis::start();
    let live = server.live().await;
    let id = open_meter(&live, &Config::default()).await.id;
    let leases = Leases::default();
    Ownership::new(live.clone(), "one".into(), leases.clone()).run_once().await.unwrap();
    let mut heard = Line::open(&live).await.unwrap();
    heard.subscriber().listen(live.shard(id)).await.unwrap();
    // That it is hot is told, and then that shards were taken.
    leases.taken().await;
    let mut beat = Beat::new(live.clone(), leases.clone(), Pulse::default());
    beat.run_once().await.unwrap();
    while frames(&mut heard).await == 0 {}

    vote(&live, id).await;
    leases.wakes().hurry();
    let mut trouble = Trouble::default();
    let next = clock::monotonic() + Duration::from_hours(1);
    tokio::select! {
        () = beat.until(next, &mut trouble) => panic!("an hour has passed"),
        count = frames(&mut heard) => assert!(count > 0),
    }
}

/// How many frames the next message has.
async fn frames(line: &mut Line) -> usize {
    match clock::timeout(HANGS, line.hear()).await.expect("nothing is told").unwrap() {
        Heard::Message { message, .. } => message.frames.len(),
        heard => panic!("{heard:?}"),
    }
}

/// Nobody waits for a look: the look finds nothing that was not told.
#[tokio::test(flavor = "multi_thread")]
async fn a_worker_that_sleeps_is_woken_and_its_look_finds_nothing() {
    let world = World::new().await;
    let live = world.live.live().await;
    let (_world, [_api, worker]) = asleep(world, &live).await;
    let id = open_meter(&live, &Config::default()).await.id;
    let shard = live.shard(id);
    let mut heard = Line::open(&live).await.unwrap();
    heard.subscriber().listen(shard).await.unwrap();
    for _ in 0..20 {
        vote(&live, id).await;
        while frames(&mut heard).await == 0 {}
    }
    assert!(worker.counted("downbeat_wakes_total{what=\"dirty\"}").await > 0);
    let missed = worker.counted("downbeat_looks_total{found=\"missed\"}").await;
    assert_eq!(missed, 0, "looks found what nobody woke it for");
}
