//! What viewers of a channel are told: once a second at most, once or twice and never
//! a third time, whoever dies and whatever Twitch says.

use std::time::Duration;

use downbeat_boot::{Shutdown, clock};
use downbeat_job::{ActivateSession, JobContext, Signal};
use downbeat_live::{Asked, Lease, Live, Sending, Untold};
use downbeat_session::{Actor, Audience, Role};
use downbeat_twitch::extension::Broadcaster;
use downbeat_worker::loops::{
    broadcasts::{Broadcasts, Telling},
    ownership::{Leases, Ownership},
    turns::{Turns, start},
};
use serde_json::{Value, json};
use uuid::Uuid;

use super::extension;
use crate::{
    harness::{BROADCASTER, Sim, World, until},
    mission::camp,
};

struct Stage {
    world: World,
    sim: Sim,
    live: Live,
    context: JobContext,
    leases: Leases,
    camp: Uuid,
    shutdown: Shutdown,
}

impl Drop for Stage {
    fn drop(&mut self) {
        self.shutdown.request();
    }
}

impl Stage {
    async fn new() -> Self {
        let (world, sim) = World::with_twitch().await;
        let camp = camp(&world, &json!({})).await;
        let live = world.live.live().await;
        let context = world.context(&live).await;
        let (leases, shutdown) = (Leases::default(), Shutdown::new());
        // Leases last for less than some of these tests take.
        let ownership =
            Ownership::new(live.alongside().await.unwrap(), "alone".into(), leases.clone());
        drop(start(ownership, shutdown.clone()));
        let stage = Self { world, sim, live, context, leases, camp, shutdown };
        stage.owns(|_| true).await;
        stage.wake().await;
        stage
    }

    /// Until all shards are ours, that of the camp by a lease of some kind.
    async fn owns(&self, is_such: impl Fn(&Lease) -> bool) {
        let shard = self.live.shard(self.camp);
        until("the shards are ours", async || {
            let all = self.leases.all();
            let ours = all.iter().find(|lease| lease.shard == shard);
            (all.len() == usize::from(self.live.shards()) && ours.is_some_and(&is_such))
                .then_some(())
        })
        .await;
    }

    async fn wake(&self) {
        ActivateSession { session: self.camp }.run(&self.context).await.unwrap();
    }

    async fn loops(&self) -> Broadcasts {
        Broadcasts::new(Telling {
            live: self.live.clone(),
            store: self.world.postgres.clone(),
            queue: self.world.queue.queue().await,
            leases: self.leases.clone(),
            broadcaster: Some(Broadcaster::new(&extension(&self.sim)).unwrap()),
        })
    }

    /// Turns until so many messages were heard in all.
    async fn heard(&self, broadcasts: &mut Broadcasts, count: usize) -> Vec<Value> {
        until(&format!("{count} broadcasts"), async || {
            broadcasts.run_once().await.unwrap();
            broadcasts.land_all().await;
            let heard = self.sim.heard().await;
            (heard.len() >= count).then_some(heard)
        })
        .await
    }

    async fn ask(&self, name: &str) {
        let actor = Actor { role: Role::Owner, id: None };
        let (session, name, args) = (self.camp, name.to_owned(), json!({}));
        let asked = Asked { session, id: None, name, args, actor, owner: None, rev: None };
        self.live.command(&asked).await.unwrap();
    }

    /// How it goes, as the owner is shown it.
    async fn shown(&self) -> Value {
        let hot = self.live.read(self.camp).await.unwrap().unwrap();
        let view: Value = serde_json::from_slice(&hot.view(Audience::Owner)).unwrap();
        view["extension"].clone()
    }

    fn lease(&self) -> Lease {
        let shard = self.live.shard(self.camp);
        self.leases.all().into_iter().find(|lease| lease.shard == shard).unwrap()
    }

    async fn untold(&self) -> Option<Untold> {
        let all = self.live.untold(&[self.lease()]).await.unwrap().remove(0).unwrap();
        all.into_iter().find(|one| one.session == self.camp)
    }
}

#[tokio::test]
async fn what_changes_is_told_with_numbers_that_grow_over_an_empty_redis() {
    let stage = Stage::new().await;
    let mut broadcasts = stage.loops().await;
    let before_ms = clock::unix_ms() - 1_000;
    let first = stage.heard(&mut broadcasts, 1).await.remove(0);
    assert_eq!(
        (&first["open"], &first["out"], &first["more"]),
        (&json!(true), &json!(0), &json!(0))
    );
    assert!(first["seq"].as_i64().unwrap() > before_ms, "{first}");
    assert_eq!((&first["after"], &first["lines"]), (&json!(0), &json!([])));
    assert_eq!(stage.untold().await, None, "nothing is left to tell");

    for name in ["test_line", "close", "open"] {
        stage.ask(name).await;
    }
    let second = stage.heard(&mut broadcasts, 2).await.remove(1);
    assert_eq!(second["after"], first["seq"], "nobody missed one between");
    assert_eq!(second["lines"][0]["mission"], Value::Null, "{second}");
    let shown = stage.shown().await;
    assert_eq!((&shown["sent"], &shown["waiting"]), (&json!(2), &json!(0)), "{shown}");
    assert_eq!(shown["problem"], Value::Null);
    assert!(shown["last_ms"].as_i64().unwrap() > before_ms);

    let before = stage.lease();
    stage.world.live.empty().await;
    stage.live.ping().await.unwrap();
    stage.owns(|lease| lease.value != before.value).await;
    stage.wake().await;
    let third = stage.heard(&mut broadcasts, 3).await.remove(2);
    assert!(third["seq"].as_i64() > second["seq"].as_i64(), "{third}");
    assert_eq!(third["after"], 0, "a page reads again: nobody knows what it missed");
    for told in stage.sim.heard().await {
        assert!(told.to_string().len() <= 4_900);
    }
}

#[tokio::test]
async fn a_channel_has_one_a_second_however_often_it_changes() {
    let stage = Stage::new().await;
    let mut broadcasts = stage.loops().await;
    stage.heard(&mut broadcasts, 1).await;
    let since = clock::monotonic();
    let mut heard = Vec::new();
    let mut changes = 0;
    while heard.len() < 4 {
        for name in ["close", "open"] {
            stage.ask(name).await;
            changes += 1;
        }
        heard = stage.heard(&mut broadcasts, 1).await;
    }
    let took = since.elapsed();
    assert!(took >= Duration::from_secs(2), "{took:?} for three more");
    assert!(changes > 6, "{changes} changes");
    let calls = stage.sim.calls().await;
    assert!(calls.iter().all(|call| call.ends_with("204")), "{calls:?}");
    let seqs: Vec<_> = heard.iter().map(|told| told["seq"].as_i64().unwrap()).collect();
    assert!(seqs.windows(2).all(|pair| pair[1] - pair[0] >= 1_000), "{seqs:?}");
}

#[tokio::test]
async fn what_may_have_come_is_sent_once_more_as_it_was() {
    let stage = Stage::new().await;
    let mut broadcasts = stage.loops().await;
    // It is heard, and nobody is told so.
    let path = "/helix/extensions/pubsub";
    stage.sim.fail(json!({ "path": path, "status": 500, "times": 1, "after": true })).await;
    stage.heard(&mut broadcasts, 1).await;
    let shown = stage.shown().await;
    assert_eq!(shown["problem"], "unreachable", "{shown}");
    stage.ask("close").await;
    let heard = stage.heard(&mut broadcasts, 2).await;
    assert_eq!(heard[0], heard[1], "pages know its number");
    let heard = stage.heard(&mut broadcasts, 3).await;
    assert_eq!((&heard[2]["open"], &heard[2]["after"]), (&json!(false), &heard[1]["seq"]));
    assert_eq!(stage.shown().await["problem"], Value::Null);
}

#[tokio::test]
async fn what_an_owner_was_about_to_send_its_heir_sends() {
    let stage = Stage::new().await;
    let former = stage.lease();
    let untold = stage.untold().await.unwrap();
    let taken = stage.live.send(&former, &untold, r#"{"said":"once"}"#).await.unwrap();
    let Sending::Message(message) = taken else { panic!("{taken:?}") };
    // Killed here.
    stage.live.release(&former).await.unwrap();
    let gone = stage.live.send(&former, &untold, "{}").await.unwrap();
    assert_eq!(gone, Sending::Fenced, "an owner that is one no more sends nothing");
    stage.owns(|lease| lease.value != former.value).await;
    let mut broadcasts = stage.loops().await;
    let heard = stage.heard(&mut broadcasts, 1).await;
    assert_eq!(heard[0], serde_json::from_str::<Value>(&message).unwrap());
    assert_eq!(stage.untold().await, None);
}

#[tokio::test]
async fn a_limit_is_waited_for_and_what_is_refused_is_told_to_the_owner() {
    let stage = Stage::new().await;
    let mut broadcasts = stage.loops().await;
    let left = json!({ "channel_id": BROADCASTER, "left": 0.0 });
    stage.sim.post("/sim/extension/bucket", left).await;
    broadcasts.run_once().await.unwrap();
    broadcasts.land_all().await;
    assert_eq!(stage.shown().await["problem"], "limited");
    assert!(stage.untold().await.is_some(), "it is told later");
    stage.heard(&mut broadcasts, 1).await;
    assert_eq!(stage.shown().await["problem"], Value::Null);

    stage.ask("close").await;
    stage.sim.fail(json!({ "path": "/helix/extensions", "status": 403, "times": 1 })).await;
    until("Twitch refuses", async || {
        broadcasts.run_once().await.unwrap();
        broadcasts.land_all().await;
        (stage.shown().await["problem"] == "refused").then_some(())
    })
    .await;
    // Who is told how it goes is the owner alone.
    let hot = stage.live.read(stage.camp).await.unwrap().unwrap();
    for audience in [Audience::Public, Audience::Participant, Audience::Moderator] {
        let view: Value = serde_json::from_slice(&hot.view(audience)).unwrap();
        assert!(view.get("extension").is_none(), "{audience:?}");
    }
}

#[tokio::test]
async fn without_an_extension_nothing_is_gathered() {
    let stage = Stage::new().await;
    let untold = stage.untold().await.unwrap();
    // Nor does what somebody was about to send stay, who had one.
    stage.live.send(&stage.lease(), &untold, r#"{"said":"once"}"#).await.unwrap();
    assert!(stage.untold().await.unwrap().is_under_way);
    let mut broadcasts = Broadcasts::new(Telling {
        live: stage.live.clone(),
        store: stage.world.postgres.clone(),
        queue: stage.world.queue.queue().await,
        leases: stage.leases.clone(),
        broadcaster: None,
    });
    broadcasts.run_once().await.unwrap();
    assert_eq!(stage.untold().await, None);
    assert!(stage.sim.heard().await.is_empty());
}
