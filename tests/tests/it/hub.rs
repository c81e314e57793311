//! How an API hands frames on while something beside that takes long, and what
//! it reads for its sockets.

use downbeat_job::{ActivateSession, Signal};
use downbeat_live::{Asked, Live, key};
use downbeat_session::{Actor, Role};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    faults::votes_arrive,
    harness::{
        Process, Program, Proxy, Redis, Screen, Shown, Trouble, World, until, window_config,
    },
    timer::{by_link, make, two},
};

const LINE_DOWN: &str = "the line to live Redis is down";

/// A streamer whose API reaches live Redis through a line of its own.
async fn led() -> (World, Proxy, Process, Process) {
    let world = World::new().await;
    let config = serde_json::to_value(window_config(120)).unwrap();
    world.postgres.edited(world.seeded.session_id, None, config).await.unwrap();
    let worker = world.worker().await;
    let (world, proxy) = world.through("REDIS_LIVE__URL").await;
    let api = world.api().await;
    (world, proxy, api, worker)
}

#[tokio::test(flavor = "multi_thread")]
async fn frames_pass_the_hub_while_what_is_watched_is_not_answered() {
    let (world, proxy, api, _worker) = led().await;
    let mut screen = world.screen(&api).await;
    proxy.trouble(Trouble::Mute("_watch"));
    until("it is asserted", async || (proxy.withheld() > 0).then_some(())).await;
    let mut votes = 0;
    votes_arrive(&world, &api, &mut screen, &mut votes, 10).await;
    let asserted = proxy.withheld();
    until("it is asserted again", async || (proxy.withheld() > asserted).then_some(())).await;
    votes_arrive(&world, &api, &mut screen, &mut votes, 10).await;
    assert!(!api.log().contains(LINE_DOWN), "{}", api.log());
}

#[tokio::test(flavor = "multi_thread")]
async fn frames_pass_the_hub_while_a_session_cannot_be_read_again() {
    let (world, proxy, api, _worker) = led().await;
    let mut screen = world.screen(&api).await;
    let mut votes = 0;
    votes_arrive(&world, &api, &mut screen, &mut votes, 1).await;
    proxy.trouble(Trouble::Mute("MGET"));
    let live = world.live.live().await;
    let shard = live.shard(world.seeded.session_id);
    gap(&world.live, &live, shard).await;
    until("it is read again", async || (proxy.withheld() > 0).then_some(())).await;
    votes_arrive(&world, &api, &mut screen, &mut votes, 10).await;
    assert!(!api.log().contains(LINE_DOWN), "{}", api.log());
    assert!(api.counted("downbeat_frame_gaps_total").await > 0);
}

/// A message of a shard that cannot follow any other.
pub async fn gap(redis: &Redis, live: &Live, shard: u16) {
    let epoch = live.epoch(shard).await.unwrap().unwrap();
    let mut message = vec![1];
    for number in [epoch, u64::MAX / 2] {
        message.extend(number.to_be_bytes());
    }
    let mut publish = redis::cmd("PUBLISH");
    publish.arg(key::channel(shard)).arg(message);
    publish.exec_async(&mut redis.bare().await).await.unwrap();
}

/// The test is the only one who asks and there is no worker, so that a change
/// that is too large is told by nobody.
#[tokio::test(flavor = "multi_thread")]
async fn the_hub_reads_once_for_all_sockets_that_missed_a_change() {
    const SOCKETS: usize = 40;
    let world = World::new().await;
    let api = world.api().await;
    let (ann, live) = (world.program(&api), world.live.live().await);
    let id = crowded(&ann).await;
    ActivateSession { session: id }.run(&world.context(&live).await).await.unwrap();
    command(&live, id, "start", json!({})).await;
    command(&live, id, "pause", json!({})).await;
    let mut screens: Vec<Screen> = Vec::new();
    for _ in 0..SOCKETS {
        screens.push(by_link(&ann, &api, id, json!({ "role": "viewer" })).await);
    }
    let before = reads(&world.live).await;
    command(&live, id, "add_participant", json!({ "name": "Cid" })).await;
    command(&live, id, "complete", json!({ "outcome": "time" })).await;
    for screen in &mut screens {
        let mut shown = Shown::of(&screen.hello);
        while shown.view["outcome"] != "time" {
            assert!(shown.takes(&screen.next().await), "nothing is missing");
        }
        assert_eq!(shown.view["participants"].as_array().unwrap().len(), 301);
    }
    let read = reads(&world.live).await - before;
    assert!((1..5).contains(&read), "{read} reads for {SOCKETS} sockets");
}

/// A timer whose participants are too much to tell with each change.
async fn crowded(ann: &Program) -> Uuid {
    let everyone: Vec<Value> = (0..300).map(|n| json!({ "name": format!("No. {n}") })).collect();
    let mut config = two(60_000);
    config["participants"] = json!(everyone);
    make(ann, &config).await
}

async fn command(live: &Live, session: Uuid, name: &str, args: Value) {
    let actor = Actor { role: Role::Owner, id: None };
    let asked = Asked { session, id: None, name: name.into(), args, actor, owner: None, rev: None };
    live.command(&asked).await.unwrap();
}

/// How often sessions were read.
async fn reads(redis: &Redis) -> u64 {
    let mut info = redis::cmd("INFO");
    let stats: String =
        info.arg("commandstats").query_async(&mut redis.bare().await).await.unwrap();
    let calls = stats.lines().find_map(|line| line.strip_prefix("cmdstat_mget:calls="));
    calls.map_or(0, |calls| calls.split(',').next().unwrap().parse().unwrap())
}
