//! Who is here: by open sockets, and until the last one is gone.

use downbeat_live::key;
use serde_json::{Value, json};

use super::{Room, room};
use crate::harness::{World, until};

async fn is_here(world: &World, room: &Room, seat: uuid::Uuid) -> Value {
    room.seen(world).await["seats"][seat.to_string()]["here"].clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_seat_is_here_while_any_api_has_a_socket_of_it() {
    let world = World::new().await;
    let (api, other, _worker) = (world.api().await, world.api().await, world.worker().await);
    let room = room(&world, &api, json!({})).await;
    let kit = room.joined(&api, "Kit").await;
    let becomes = async |wanted: bool| {
        until("it is told", async || {
            (is_here(&world, &room, kit.seat).await == json!(wanted)).then_some(())
        })
        .await;
    };
    let first = room.screen(&api, &kit.token).await;
    becomes(true).await;
    let second = room.screen(&other, &kit.token).await;
    drop(first);
    // The other still holds a lease once that of the first is forgotten.
    let shard = world.live.live().await.shard(room.id);
    let leases = async || -> u64 {
        let mut count = redis::cmd("ZCARD");
        count.arg(key::present(shard));
        count.query_async(&mut world.live.bare().await).await.unwrap()
    };
    until("one lease is left", async || (leases().await == 1).then_some(())).await;
    assert_eq!(is_here(&world, &room, kit.seat).await, json!(true));
    drop(second);
    becomes(false).await;
    let _third = room.screen(&api, &kit.token).await;
    becomes(true).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_api_that_dies_is_noticed_when_its_leases_run_out() {
    let world = World::new().await;
    let (api, mut dies, _worker) = (world.api().await, world.api().await, world.worker().await);
    let room = room(&world, &api, json!({})).await;
    let kit = room.joined(&api, "Kit").await;
    let _socket = room.screen(&dies, &kit.token).await;
    until("it is here", async || {
        (is_here(&world, &room, kit.seat).await == json!(true)).then_some(())
    })
    .await;
    dies.kill();
    // Its half a minute is over.
    let shard = world.live.live().await.shard(room.id);
    let mut range = redis::cmd("ZRANGE");
    range.arg(key::present(shard)).arg(0).arg(-1);
    let mut redis = world.live.bare().await;
    let leases: Vec<String> = range.query_async(&mut redis).await.unwrap();
    assert_eq!(leases.len(), 1);
    let mut ends = redis::cmd("ZADD");
    ends.arg(key::present(shard)).arg(1).arg(&leases[0]);
    ends.exec_async(&mut redis).await.unwrap();
    until("it is gone", async || {
        (is_here(&world, &room, kit.seat).await == json!(false)).then_some(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_here_is_said_again_to_a_redis_that_was_emptied() {
    let world = World::new().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let room = room(&world, &api, json!({})).await;
    let kit = room.joined(&api, "Kit").await;
    let _socket = room.screen(&api, &kit.token).await;
    let here = async || {
        let live = world.live.live().await;
        let hot = live.read(room.id).await.unwrap()?;
        let view = hot.view(downbeat_session::Audience::Participant);
        let view: Value = serde_json::from_slice(&view).unwrap();
        (view["seats"][kit.seat.to_string()]["here"] == json!(true)).then_some(())
    };
    until("it is here", here).await;
    until("it is kept", async || {
        let events = world.postgres.events(room.id, None, 100).await.unwrap();
        events.iter().any(|event| event.name == "arrived").then_some(())
    })
    .await;
    world.live.empty().await;
    until("it is here again", here).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_that_cannot_be_told_is_given_up_and_holds_up_no_other() {
    let world = World::new().await;
    let (api, worker) = (world.api().await, world.worker().await);
    let (broken, whole) =
        (room(&world, &api, json!({})).await, room(&world, &api, json!({})).await);
    let live = world.live.live().await;
    let mut redis = world.live.bare().await;
    // What Rust reads of its state is gone; what functions read is there.
    let (state, shard) = (key::state(live.shard(broken.id), broken.id), live.shard(broken.id));
    let mut head = redis::cmd("GETRANGE");
    let head: Vec<u8> = head.arg(&state).arg(0).arg(40).query_async(&mut redis).await.unwrap();
    redis::cmd("SET").arg(&state).arg(head).exec_async(&mut redis).await.unwrap();
    // Long ago, an API died with a socket there.
    for one in [&broken, &whole] {
        let mut ends = redis::cmd("ZADD");
        let member = format!("{}\n{}\nan api", one.id, one.seat);
        ends.arg(key::present(live.shard(one.id))).arg(1).arg(member);
        ends.exec_async(&mut redis).await.unwrap();
    }
    until("nobody waits for it", async || {
        let mut left = redis::cmd("ZCARD");
        let left: u64 = left.arg(key::present(shard)).query_async(&mut redis).await.unwrap();
        (left == 0).then_some(())
    })
    .await;
    assert!(worker.counted("downbeat_presence_told_total{what=\"given_up\"}").await >= 1);
    until("the other is told", async || {
        let told = worker.counted("downbeat_presence_told_total{what=\"drop\"}").await;
        (told >= 1).then_some(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn those_who_are_far_away_make_the_lead_longer() {
    let world = World::new().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let room = room(&world, &api, json!({})).await;
    let mut ada = super::talk::Talker::on(&room, &api, &room.token).await;
    let report = json!({ "rtt_ms": 400, "drift_ms": 0, "buffer_ms": 5_000, "player": "ready" });
    assert_eq!(ada.says("report", report.clone()).await["type"], "ack");
    assert_eq!(ada.says("report", report).await["code"], "limited");
    until("the lead is longer", async || {
        (room.seen(&world).await["lead_ms"] == json!(700)).then_some(())
    })
    .await;
}
