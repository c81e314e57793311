//! Live Redis as a cluster, with an API and a worker on it: its nodes are
//! emptied, or one of them dies.

use downbeat_live::{Live, Options};
use futures::future::join_all;
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{votes_arrive, windowed};
use crate::{
    harness::{Cluster, Program, Redis, SHARDS, Screen, World, answered, until},
    timer::{by_link, make, two},
};

/// The node that has the first list of workers.
const LISTS_FIRST: usize = 2;

#[tokio::test(flavor = "multi_thread")]
async fn a_cluster_that_is_emptied_gets_its_sessions_back() {
    let cluster = Cluster::start().await;
    let world = on(&cluster).await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let mut screen = world.screen(&api).await;
    let mut votes = 0;
    votes_arrive(&world, &api, &mut screen, &mut votes, 5).await;
    let ann = world.program(&api);
    let timers = timers_everywhere(&cluster, &ann).await;

    // What live Redis alone has goes with it.
    for timer in &timers {
        until("its start is recorded", async || {
            let events = world.postgres.events(*timer, None, 10).await.unwrap();
            (!events.is_empty()).then_some(())
        })
        .await;
    }
    cluster.empty().await;
    // The same socket goes on, in the next incarnation.
    while screen.incarnation() < 2 {
        screen.frame().await;
    }
    let mut votes = 0;
    votes_arrive(&world, &api, &mut screen, &mut votes, 5).await;
    for timer in timers {
        assert!(switched(&ann, timer).await.starts_with("2-"), "{timer} is in its next life");
    }
}

/// Its neighbours go on meanwhile; what lay on it goes on when it is back.
#[tokio::test(flavor = "multi_thread")]
async fn a_node_of_a_cluster_that_dies_comes_back_with_what_it_took() {
    let mut cluster = Cluster::start().await;
    let world = on(&cluster).await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let mut screen = world.screen(&api).await;
    let mut votes = 0;
    votes_arrive(&world, &api, &mut screen, &mut votes, 5).await;
    let ann = world.program(&api);
    let timers = timers_everywhere(&cluster, &ann).await;

    let killed = Cluster::holder(world.seeded.session_id);
    cluster.nodes[killed].kill();
    assert_eq!(world.chat.say(&api, "yes").await, StatusCode::SERVICE_UNAVAILABLE);
    for (n, timer) in timers.iter().enumerate() {
        if n != killed {
            switched(&ann, *timer).await;
        }
    }
    cluster.nodes[killed].start_again();
    until("votes are taken again", async || {
        (world.chat.say(&api, "yes").await == StatusCode::NO_CONTENT).then_some(())
    })
    .await;
    votes += 1;
    let frame = screen.frame_with(votes).await;
    assert_eq!(frame["view"]["for"], votes, "what it had counted is there");
    votes_arrive(&world, &api, &mut screen, &mut votes, 5).await;
    for timer in timers {
        assert!(switched(&ann, timer).await.starts_with("1-"), "{timer} is in the same life");
    }
    assert_eq!(screen.incarnation(), 1);
}

/// Sockets of sessions on other nodes hear each change, those that come meanwhile
/// too; those of the dead node are told to come again, and hear when it is back.
#[tokio::test(flavor = "multi_thread")]
async fn a_dead_node_of_a_cluster_stops_only_the_sockets_of_its_own_shards() {
    let mut cluster = Cluster::start().await;
    cluster.without_full_coverage().await;
    let world = on(&cluster).await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let ann = world.program(&api);
    let timers = timers_everywhere(&cluster, &ann).await;
    let viewer = json!({ "role": "viewer" });
    let mut screens = Vec::new();
    for timer in &timers {
        screens.push(by_link(&ann, &api, *timer, viewer.clone()).await);
    }
    cluster.nodes[0].kill();
    cluster.misses(1).await;
    for _ in 0..3 {
        for (timer, screen) in timers.iter().zip(&mut screens).skip(1) {
            hears(screen, &switched(&ann, *timer).await).await;
        }
        for timer in &timers[1..] {
            let mut late = by_link(&ann, &api, *timer, viewer.clone()).await;
            hears(&mut late, &switched(&ann, *timer).await).await;
        }
    }
    assert!(!api.log().contains("the line to live Redis is down"), "{}", api.log());
    cluster.nodes[0].start_again();
    let rev = switched(&ann, timers[0]).await;
    hears(&mut screens[0], &rev).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dead_node_of_a_cluster_stops_only_its_own_shards() {
    goes_on_without(Redis::kill, Redis::start_again).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_silent_node_of_a_cluster_stops_only_its_own_shards() {
    goes_on_without(|node| node.pause(), |node| node.resume()).await;
}

/// The only node that was configured is dead: the others tell of themselves.
#[tokio::test(flavor = "multi_thread")]
async fn a_node_is_found_again_while_the_configured_one_is_dead() {
    let mut cluster = Cluster::start().await;
    cluster.without_full_coverage().await;
    let options = Options { cluster: true, ..cluster.nodes[0].options() };
    let live = Live::connect(options, SHARDS).await.unwrap();
    let id = (0..1_000).map(Uuid::from_u128).find(|id| Cluster::holder(*id) == 1).unwrap();
    assert!(live.read(id).await.unwrap().is_none());
    cluster.nodes[0].kill();
    cluster.nodes[1].pause();
    assert!(live.read(id).await.is_err());
    cluster.nodes[1].resume();
    until("it answers", async || live.read(id).await.ok()).await;
}

/// Sessions of the other nodes change and pass time, whoever owns them: owners
/// keep their shards, take those of one who died, and start.
async fn goes_on_without(stop: fn(&mut Redis), wake: fn(&mut Redis)) {
    let mut cluster = Cluster::start().await;
    cluster.without_full_coverage().await;
    let world = on(&cluster).await;
    let (api, mut first) = (world.api().await, world.worker().await);
    let ann = world.program(&api);
    let (away, here) = (LISTS_FIRST, [0, 1]);
    let timer = timers_everywhere(&cluster, &ann).await[away];
    stop(&mut cluster.nodes[away]);
    run_out(&world, &here, &ann).await;
    let mut second = world.worker().await;
    first.kill();
    run_out(&world, &here, &ann).await;
    second.kill();
    let (late, _third) = (world.api().await, world.worker().await);
    let ann = world.program(&late);
    run_out(&world, &here, &ann).await;
    wake(&mut cluster.nodes[away]);
    assert!(switched(&ann, timer).await.starts_with("1-"), "it is in the same life");
    run_out(&world, &[away], &ann).await;
}

async fn run_out(world: &World, nodes: &[usize], ann: &Program) {
    join_all(nodes.iter().map(|node| runs_out(world, *node, ann))).await;
}

/// A timer of a node that is made, started, and ends by itself.
async fn runs_out(world: &World, node: usize, ann: &Program) {
    let mut config = two(1_000);
    config["on_end"] = json!({ "kind": "end_session", "outcome": "time", "winner_by": "opponent" });
    let timer = on_node(node, ann, &config).await;
    told(ann, timer, "start").await;
    until("it has ended and that is on record", async || {
        let events = world.postgres.events(timer, None, 10).await.unwrap();
        events.iter().any(|event| event.name == "ended").then_some(())
    })
    .await;
}

/// Until a screen has heard of a rev.
async fn hears(screen: &mut Screen, rev: &str) {
    while screen.next().await["rev"] != rev {}
}

async fn on(cluster: &Cluster) -> World {
    let world = windowed().await.with("REDIS_LIVE__CLUSTER", "true");
    world.with("REDIS_LIVE__URL", &cluster.urls())
}

/// A running timer on each node, in their order.
async fn timers_everywhere(cluster: &Cluster, ann: &Program) -> Vec<Uuid> {
    let mut timers = Vec::new();
    for node in 0..cluster.nodes.len() {
        let timer = on_node(node, ann, &two(3_600_000)).await;
        told(ann, timer, "start").await;
        timers.push(timer);
    }
    timers
}

/// A timer whose keys belong to a node.
async fn on_node(node: usize, ann: &Program, config: &Value) -> Uuid {
    loop {
        let timer = make(ann, config).await;
        if Cluster::holder(timer) == node {
            return timer;
        }
    }
}

/// The rev of a switch.
async fn switched(ann: &Program, timer: Uuid) -> String {
    told(ann, timer, "switch").await["rev"].as_str().unwrap().to_owned()
}

/// What a command is answered with. One that got no answer may have been done, so
/// each try says that it is the same.
async fn told(ann: &Program, timer: Uuid, command: &str) -> Value {
    let (key, path) = (Uuid::new_v4(), format!("/api/v1/sessions/{timer}/commands/{command}"));
    until(&format!("{command} is taken"), async || {
        let asked = ann.ask(Method::POST, &path).header("idempotency-key", key.to_string());
        let answer = answered(asked.json(&json!({}))).await;
        assert!([200, 503].contains(&answer.status), "{command}: {}", answer.body);
        (answer.status == 200).then_some(answer.body)
    })
    .await
}
