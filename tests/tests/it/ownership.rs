//! Leases, beats and the passing of time, each turn driven by hand.

use std::{collections::HashMap, time::Duration};

use downbeat_live::{
    Asked, Due, Heard, Line, Live, Member, Message, Outcome, Settled, Vote, key, library_names,
};
use downbeat_session::{Actor, kinds::meter::Config};
use downbeat_worker::loops::{
    advance::Advance,
    beat::Beat,
    ownership::{Leases, Ownership},
    pulse::Pulse,
    recovery::Recovery,
    retiring::Retiring,
    turns::Turns,
};
use futures::FutureExt;
use serde_json::json;
use uuid::Uuid;

use crate::harness::{Redis, World, beaten, open_meter, told, window_config};

async fn vote(live: &Live, session: Uuid) {
    let id = Uuid::new_v4().to_string();
    let vote = Vote { session, message_id: &id, delivery_id: "", chatter_id: &id, text: "yes" };
    assert_eq!(live.vote(&vote).await.unwrap(), Outcome::Counted);
}

async fn reset(live: &Live, session: Uuid) {
    let (id, name, args) = (None, "reset".into(), json!({}));
    let asked = Asked { session, id, name, args, actor: Actor::system(), owner: None, rev: None };
    live.command(&asked).await.unwrap();
}

async fn hear(channel: &mut Line) -> Message {
    match channel.hear().await.unwrap() {
        Heard::Message { message, .. } => message,
        heard => panic!("{heard:?}"),
    }
}

fn worker(live: &Live, name: &str) -> (Ownership, Leases) {
    let leases = Leases::default();
    (Ownership::new(live.clone(), name.into(), leases.clone()), leases)
}

#[tokio::test]
async fn a_lease_has_one_owner_and_its_epoch_only_grows() {
    let server = Redis::start();
    let live = server.live().await;
    let first = live.acquire(1).await.unwrap().unwrap();
    assert!(live.acquire(1).await.unwrap().is_none());
    assert!(!first.is_recovered);
    assert!(live.recovered(&first, 1).await.unwrap());
    live.release(&first).await.unwrap();
    let second = live.acquire(1).await.unwrap().unwrap();
    assert!(second.epoch() > first.epoch());
    assert!(second.is_recovered);
    // Whoever is late changes nothing.
    live.release(&first).await.unwrap();
    assert!(!told(&live, &first, None, Vec::new()).await);
    assert!(!live.recovered(&first, 9).await.unwrap());
    assert!(live.renew(&[first]).await.unwrap().remove(0).unwrap().is_none());

    server.empty().await;
    let third = live.acquire(1).await.unwrap().unwrap();
    assert!(third.epoch() > second.epoch());
    assert!(!third.is_recovered);
}

#[tokio::test]
async fn functions_stay_while_a_worker_of_their_release_runs() {
    let server = Redis::start();
    let live = server.live().await;
    for library in
        ["downbeat_v1", "downbeat_v2", "downbeat_session_v0", "downbeat_session_v99", "another"]
    {
        let text = format!(
            "#!lua name={library}\nredis.register_function('{library}_ping', function() return 1 end)"
        );
        let mut load = redis::cmd("FUNCTION");
        load.arg("LOAD").arg(text).exec_async(&mut server.bare().await).await.unwrap();
    }
    let older = Member { libraries: vec!["downbeat_v2".into()], ..Member::new("older".into(), 0) };
    live.keep(&older, &[]).await.unwrap();
    let unused = ["downbeat_session_v0", "downbeat_v1"];
    assert_eq!(live.unused_libraries().await.unwrap(), unused);

    live.leave(&older).await.unwrap();
    let (mut ownership, leases) = worker(&live, "newer");
    let retiring = |grace| Retiring::new(live.clone(), leases.clone(), grace);
    let stay = ["another", "downbeat_session_v99"];
    let old = ["downbeat_session_v0", "downbeat_v1", "downbeat_v2"];
    let mut left: Vec<String> = stay.map(str::to_owned).into();
    left.extend(library_names());
    left.sort();
    let mut all = left.clone();
    all.extend(old.map(str::to_owned));
    all.sort();
    retiring(Duration::ZERO).run_once().await.unwrap();
    assert_eq!(libraries(&server).await, all);
    let are_sure = || leases.wakes().are_sure([].into_iter());
    assert!(!are_sure(), "a process of an earlier release wakes nobody");

    // Whoever owns shard 0 sees to it, once nobody comes back for a while.
    ownership.run_once().await.unwrap();
    retiring(Duration::from_mins(1)).run_once().await.unwrap();
    assert_eq!(libraries(&server).await, all);
    retiring(Duration::ZERO).run_once().await.unwrap();
    assert_eq!(libraries(&server).await, left);
    assert!(!are_sure());
    retiring(Duration::ZERO).run_once().await.unwrap();
    assert!(are_sure(), "all that run wake whom they must");
}

async fn libraries(server: &Redis) -> Vec<String> {
    let mut list = redis::cmd("FUNCTION");
    let listed: Vec<HashMap<String, redis::Value>> =
        list.arg("LIST").query_async(&mut server.bare().await).await.unwrap();
    let name = |library: &HashMap<String, redis::Value>| {
        redis::from_redis_value::<String>(library["library_name"].clone()).unwrap()
    };
    let mut names: Vec<String> = listed.iter().map(name).collect();
    names.sort();
    names
}

#[tokio::test]
async fn who_takes_a_shard_has_it_told_at_once() {
    let server = Redis::start();
    let live = server.live().await;
    let (mut ownership, leases) = worker(&live, "one");
    ownership.run_once().await.unwrap();
    // The beat waits for this beside its own time.
    let bound = Duration::from_secs(5);
    tokio::time::timeout(bound, leases.taken()).await.unwrap();
    ownership.run_once().await.unwrap();
    assert!(leases.taken().now_or_never().is_none(), "it took nothing more");
}

#[tokio::test]
async fn a_beat_tells_what_is_dirty_and_forgets_no_newer_vote() {
    let server = Redis::start();
    let live = server.live().await;
    let id = open_meter(&live, &window_config(60)).await.id;
    let shard = live.shard(id);
    let mut channel = Line::open(&live).await.unwrap();
    channel.subscriber().listen(shard).await.unwrap();
    let lease = live.acquire(shard).await.unwrap().unwrap();

    // Nobody beat yet, so a vote makes it dirty as anything does.
    vote(&live, id).await;
    let taken = beaten(&live, &lease).await.unwrap();
    assert_eq!((&taken.dirty.sessions[..], &taken.told[..]), (&[id][..], &[][..]));
    // Between reading and telling it changes, and somebody votes.
    reset(&live, id).await;
    vote(&live, id).await;
    assert!(told(&live, &lease, taken.dirty.mark(), Vec::new()).await);
    let left = beaten(&live, &lease).await.unwrap();
    assert_eq!((&left.dirty.sessions[..], &left.told[..]), (&[id][..], &[id][..]));
    assert!(told(&live, &lease, left.dirty.mark(), Vec::new()).await);
    for n in 1..=4 {
        let heard = hear(&mut channel).await;
        assert_eq!((heard.epoch, heard.n), (lease.epoch(), n));
        assert_eq!(heard.frames.len(), usize::from(n == 3), "{:?}", heard.frames);
    }
    let none = beaten(&live, &lease).await.unwrap();
    assert!(none.dirty.sessions.is_empty() && none.told.is_empty());
}

#[tokio::test]
async fn two_workers_share_the_shards_and_each_has_all_when_alone() {
    let server = Redis::start();
    let live = server.live().await;
    let (mut ann, anns) = worker(&live, "ann");
    ann.run_once().await.unwrap();
    assert_eq!(anns.all().len(), usize::from(live.shards()));

    let (mut bob, bobs) = worker(&live, "bob");
    bob.run_once().await.unwrap();
    assert!(bobs.all().is_empty(), "an owner does not yield to who has just come");

    ann.hand_over().await.unwrap();
    assert!(anns.all().is_empty());
    bob.run_once().await.unwrap();
    assert_eq!(bobs.all().len(), usize::from(live.shards()), "a hand-over takes one turn");
}

#[tokio::test]
async fn an_owner_that_was_replaced_is_fenced_and_lets_go() {
    let server = Redis::start();
    let live = server.live().await;
    let id = open_meter(&live, &window_config(60)).await.id;
    let shard = live.shard(id);
    let (mut ann, leases) = worker(&live, "ann");
    ann.run_once().await.unwrap();
    // Ann sleeps; her lease runs out and somebody else takes it.
    let mut bare = server.bare().await;
    redis::cmd("DEL").arg(key::lease(shard)).exec_async(&mut bare).await.unwrap();
    let other = live.acquire(shard).await.unwrap().unwrap();

    let mut channel = Line::open(&live).await.unwrap();
    channel.subscriber().listen(shard).await.unwrap();
    Beat::new(live.clone(), leases.clone(), Pulse::default()).run_once().await.unwrap();
    assert!(leases.all().iter().all(|lease| lease.shard != shard));
    assert!(told(&live, &other, None, Vec::new()).await);
    assert_eq!(hear(&mut channel).await.epoch, other.epoch(), "no message of Ann's came before");
}

#[tokio::test]
async fn a_window_falls_as_its_votes_age() {
    let server = Redis::start();
    let live = server.live().await;
    let id = open_meter(&live, &window_config(5)).await.id;
    let shard = live.shard(id);
    let (mut ann, leases) = worker(&live, "ann");
    ann.run_once().await.unwrap();
    vote(&live, id).await;
    let before = live.read(id).await.unwrap().unwrap();
    let due_ms = before.due_ms().unwrap();
    assert!((live.now_ms(shard)..live.now_ms(shard) + 5_100).contains(&due_ms));

    age(&server, &live, id, due_ms).await;
    Beat::new(live.clone(), leases.clone(), Pulse::default()).run_once().await.unwrap();
    Advance::new(live.clone(), leases.clone()).run_once().await.unwrap();
    let after = live.read(id).await.unwrap().unwrap();
    assert_eq!(after.beside.tally.counts(&after.session.tally_rules().unwrap()), [0, 0]);
    assert_eq!(after.due_ms(), None);
    assert!(after.order() > before.order() && after.at_ms >= before.at_ms);
    let lease = leases.all().into_iter().find(|lease| lease.shard == shard).unwrap();
    let news = beaten(&live, &lease).await.unwrap();
    assert_eq!(news.dirty.sessions, [id], "watchers are told");
    assert_eq!(news.told, [id], "and so is whoever counts on");
    let due = live.due(&[shard], 10).await.unwrap().remove(0).unwrap();
    assert_eq!(due, Due::Next(None), "nothing is left to do");
}

/// Makes the session's one vote old enough to leave its window now.
async fn age(server: &Redis, live: &Live, id: Uuid, due_ms: i64) {
    let shard = live.shard(id);
    let mut bare = server.bare().await;
    let tally = key::tally(shard, id);
    let mut bytes: Vec<u8> = redis::cmd("GET").arg(&tally).query_async(&mut bare).await.unwrap();
    let by_ms = due_ms - live.now_ms(shard) + 50;
    let (bucket_ms, width) = (50, 16);
    let at_ms = i64::from_be_bytes(bytes[9..17].try_into().unwrap());
    bytes[9..17].copy_from_slice(&(at_ms - by_ms).to_be_bytes());
    let place = |bucket: i64| 41 + width * usize::try_from(bucket % 100).unwrap();
    let bucket = at_ms / bucket_ms;
    let older = (at_ms - by_ms) / bucket_ms;
    let slot = bytes[place(bucket)..place(bucket) + width].to_vec();
    bytes.resize(41 + width * 100, 0);
    bytes[place(bucket)..place(bucket) + width].fill(0);
    bytes[place(older)..place(older) + width].copy_from_slice(&slot);
    bytes[place(older)..place(older) + 8].copy_from_slice(&older.to_be_bytes());
    redis::cmd("SET").arg(&tally).arg(&bytes).exec_async(&mut bare).await.unwrap();
    let mut due = redis::cmd("ZADD");
    due.arg(key::due(shard)).arg(due_ms - by_ms).arg(id.to_string());
    due.exec_async(&mut bare).await.unwrap();
}

/// More than a turn asks for: the next goes on behind the last that was asked
/// for.
#[tokio::test]
async fn a_shard_with_many_sessions_is_recovered_over_several_turns() {
    let (world, shard) = (World::new().await, 3);
    let live = world.live.live().await;
    world
        .postgres
        .run(&format!(
            "INSERT INTO sessions (id, kind, owner, config, shard, wake_at)
             SELECT gen_random_uuid(), kind, owner, config, {shard},
                 date_trunc('milliseconds', now()) - n % 7 * interval '1 second'
             FROM sessions, generate_series(1, 10500) AS n"
        ))
        .await;
    let (mut ownership, leases) = worker(&live, "alone");
    ownership.run_once().await.unwrap();
    let queue = world.queue.queue().await;
    let (store, held) = (world.postgres.clone(), leases.clone());
    let mut recovery = Recovery::new(live.clone(), store, queue.clone(), held);
    recovery.run_once().await.unwrap();
    let of_shard = leases.all().into_iter().find(|lease| lease.shard == shard).unwrap();
    assert!(!of_shard.is_recovered);
    assert_eq!(queue.waiting("recovery").await.unwrap(), 100, "a hundred sessions each");
    recovery.run_once().await.unwrap();
    assert_eq!(queue.waiting("recovery").await.unwrap(), 105);
    let generation = format!("SELECT generation FROM shard_generation WHERE shard = {shard}");
    assert_eq!(world.postgres.number(&generation).await, 1, "one recovery");
}

#[tokio::test]
async fn an_advance_under_a_lost_lease_is_fenced() {
    let server = Redis::start();
    let live = server.live().await;
    let id = open_meter(&live, &Config::default()).await.id;
    let lease = live.acquire(live.shard(id)).await.unwrap().unwrap();
    let hot = live.read(id).await.unwrap().unwrap();
    assert_eq!(live.advance(&lease, &hot).await.unwrap(), Settled::Done);
    live.release(&lease).await.unwrap();
    assert_eq!(live.advance(&lease, &hot).await.unwrap(), Settled::Fenced);
}
