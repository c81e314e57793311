//! Live Redis as a cluster of three. A cluster refuses a call whose keys lie in
//! two slots, and a function that touches a key it did not declare.

use downbeat_live::{
    Asked, Closed, Frame, Heard, Lease, Line, Live, Member, Outcome, Settled, ShardBeat, Vote,
};
use downbeat_session::{Actor, Role, kinds::meter::Config};
use futures::future::join_all;
use serde_json::json;
use uuid::Uuid;

use crate::harness::{beaten, cluster, open_meter, told, until, window_config};

#[tokio::test]
async fn every_function_works_on_a_cluster() {
    let live = cluster().await;
    let opening = open_meter(&live, &window_config(60)).await;
    let (id, shard) = (opening.id, live.shard(opening.id));
    let mut channel = Line::open(&live).await.unwrap();
    channel.subscriber().listen(shard).await.unwrap();

    let lease = until("the lease is free", async || live.acquire(shard).await.unwrap()).await;
    let kept =
        live.keep(&Member::new("ann".into(), 0), std::slice::from_ref(&lease)).await.unwrap();
    assert!(kept.alive.unwrap().keys().any(|member| member.name == "ann"));
    assert!(kept.leases.into_iter().next().unwrap().unwrap().is_some());
    assert!(live.recovered(&lease, 1).await.unwrap());
    let held = live.renew(std::slice::from_ref(&lease)).await.unwrap().remove(0).unwrap();
    assert!(held.unwrap().is_recovered);

    assert_eq!(vote(&live, id).await, Outcome::Counted);
    command(&live, id).await;
    let config = serde_json::to_value(Config::default()).unwrap();
    live.configure(id, 2, &config).await.unwrap();
    beat(&live, shard, &lease).await;
    assert_eq!(heard_rev(&mut channel, id).await, "1-2");

    let hot = live.read(id).await.unwrap().unwrap();
    assert_eq!(live.advance(&lease, &hot).await.unwrap(), Settled::Done);
    assert!(live.watch(shard, &[id]).await.unwrap().is_empty());
    let drained = live.events(shard, 1_000).await.unwrap();
    live.trim(shard, &drained).await.unwrap();
    let later = live.now_ms(shard) + 1_000;
    assert_eq!(live.close(&lease, &hot, later).await.unwrap(), Closed::Done);
    live.delete(id, 3).await.unwrap();
    live.release(&lease).await.unwrap();
}

#[tokio::test]
async fn functions_of_an_earlier_release_go_from_every_node() {
    let live = cluster().await;
    assert!(live.unused_libraries().await.unwrap().is_empty());
    let library = "#!lua name=downbeat_v0\n\
                   redis.register_function('downbeat_v0_ping', function() return 1 end)";
    for node in live.options().url.split(',') {
        let node = redis::Client::open(node).unwrap();
        let mut node = node.get_multiplexed_async_connection().await.unwrap();
        redis::cmd("FUNCTION").arg("LOAD").arg(library).exec_async(&mut node).await.unwrap();
    }
    assert_eq!(live.unused_libraries().await.unwrap(), ["downbeat_v0"]);
    live.delete_library("downbeat_v0").await.unwrap();
    assert!(live.unused_libraries().await.unwrap().is_empty());
}

#[tokio::test]
async fn a_cluster_is_as_full_as_its_fullest_node() {
    let live = cluster().await;
    let memory = live.memory().await.unwrap();
    assert!(memory.used_bytes > 0);
    assert_eq!(memory.max_bytes, None, "nothing limits those of the tests");
    assert!(live.info().await.unwrap().contains("redis_version"), "the console asks one of them");
}

#[tokio::test]
async fn shards_are_asked_wherever_they_are() {
    let live = cluster().await;
    let shards: Vec<u16> = (0..live.shards()).collect();
    // They are nobody's, or somebody else's.
    let lease = |shard| Lease { shard, value: "0:nobody".into(), is_recovered: true };
    let leases: Vec<Lease> = shards.iter().copied().map(lease).collect();
    let beat = |lease| ShardBeat { lease, is_silent: true };
    let news = live.beat(&leases.iter().map(beat).collect::<Vec<_>>()).await.unwrap();
    assert_eq!(news.len(), shards.len());
    assert!(news.iter().all(|news| matches!(news, Ok(None))));
    let due = live.due(&shards, 10).await.unwrap();
    assert_eq!(due.iter().filter(|due| due.is_ok()).count(), shards.len());
    live.events_waiting(&shards).await.unwrap();
}

#[tokio::test]
async fn votes_at_once_are_counted_wherever_their_shards_are() {
    let live = cluster().await;
    let mut ids = Vec::new();
    for _ in 0..24 {
        ids.push(open_meter(&live, &window_config(60)).await.id);
    }
    let round = json!({ "question": "Jump?" });
    let actor = Actor { role: Role::Owner, id: None };
    let (session, name) = (ids[0], "start_round".to_owned());
    let begin = Asked { session, id: None, name, args: round, actor, owner: None, rev: None };
    live.command(&begin).await.unwrap();
    for _ in 0..2 {
        let told = join_all(ids.iter().map(|id| vote(&live, *id))).await;
        assert!(told.iter().all(|outcome| *outcome == Outcome::Counted), "{told:?}");
    }
    for id in &ids {
        let hot = live.read(*id).await.unwrap().unwrap();
        assert_eq!(hot.beside.tally.counts(&hot.session.tally_rules().unwrap()), [2, 0]);
        assert_eq!(live.pace(*id).await.unwrap().iter().map(|(_, votes)| votes).sum::<u64>(), 2);
    }
    assert_eq!(live.read(ids[0]).await.unwrap().unwrap().beside.tally.round, [2, 0]);
}

async fn vote(live: &Live, session: Uuid) -> Outcome {
    let id = Uuid::new_v4().to_string();
    live.vote(&Vote { session, message_id: &id, delivery_id: "", chatter_id: &id, text: "yes" })
        .await
        .unwrap()
}

async fn command(live: &Live, session: Uuid) {
    let actor = Actor { role: Role::Owner, id: None };
    let args = json!({ "side": "against" });
    let asked =
        Asked { session, id: None, name: "test_vote".into(), args, actor, owner: None, rev: None };
    live.command(&asked).await.unwrap();
}

async fn beat(live: &Live, shard: u16, lease: &downbeat_live::Lease) {
    let dirty = beaten(live, lease).await.unwrap().dirty;
    let mut frames = Vec::new();
    for hot in live.read_many(shard, &dirty.sessions).await.unwrap().into_iter().flatten().flatten()
    {
        hot.write_frame(&mut frames);
    }
    assert!(told(live, lease, dirty.mark(), frames).await);
}

/// The rev that the channel tells of a session.
async fn heard_rev(channel: &mut Line, id: Uuid) -> String {
    loop {
        let Heard::Message { message, .. } = channel.hear().await.unwrap() else { continue };
        for frame in message.frames {
            match frame {
                Frame::State(told) if told.session == id => return told.order.rev.to_string(),
                _ => {}
            }
        }
    }
}
