//! Whatever happens between votes and screens, each screen ends at what is in
//! Redis, and none goes back on the way.
//!
//! The test is the worker, and turns its loops by hand.

use downbeat_job::{ActivateSession, Signal};
use downbeat_live::{Asked, Live, Outcome, Vote, key};
use downbeat_session::{
    Actor, Audience,
    kinds::meter::{Config, Model},
};
use downbeat_worker::loops::{
    advance::Advance,
    beat::Beat,
    ownership::{Leases, Ownership},
    pulse::Pulse,
    turns::Turns,
};
use rand::{Rng, SeedableRng, rngs::StdRng, seq::IndexedRandom};
use redis::cmd;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    harness::{Process, Screen, World, until},
    hub::gap,
};

struct Stage {
    world: World,
    live: Live,
    id: Uuid,
    owner: Owner,
    screens: Vec<Screen>,
    random: StdRng,
}

/// A worker's loops, as far as they matter here.
struct Owner {
    ownership: Ownership,
    beat: Beat,
    advance: Advance,
    leases: Leases,
}

impl Owner {
    fn new(live: &Live) -> Self {
        let leases = Leases::default();
        let name = Uuid::new_v4().to_string();
        Self {
            ownership: Ownership::new(live.clone(), name, leases.clone()),
            beat: Beat::new(live.clone(), leases.clone(), Pulse::default()),
            advance: Advance::new(live.clone(), leases.clone()),
            leases,
        }
    }

    /// One turn of each; all shards are ours after it.
    async fn turn(&mut self, shard: u16) {
        until("the shard is ours", async || {
            self.ownership.run_once().await.unwrap();
            self.leases.has(shard).then_some(())
        })
        .await;
        self.beat.run_once().await.unwrap();
        // It may have been lost since.
        let _ = self.advance.run_once().await;
    }
}

impl Stage {
    async fn set(config: &Config, seed: u64) -> (Self, Process) {
        let world = World::new().await;
        let id = world.seeded.session_id;
        world.postgres.edited(id, None, serde_json::to_value(config).unwrap()).await.unwrap();
        let (api, live) = (world.api().await, world.live.live().await);
        ActivateSession { session: id }.run(&world.context(&live).await).await.unwrap();
        let mut owner = Owner::new(&live);
        owner.turn(live.shard(id)).await;
        let url = api.socket_url(&world.seeded.overlay_token);
        let mut screens = Vec::new();
        for offered in ["downbeat.v1", "downbeat.v2", "downbeat.v1", "downbeat.v2"] {
            screens.push(Screen::offering(&url, offered).await.0.greeted().await);
        }
        let random = StdRng::seed_from_u64(seed);
        (Self { world, live, id, owner, screens, random }, api)
    }

    async fn vote(&self, text: &str) {
        let id = Uuid::new_v4().to_string();
        let vote =
            Vote { session: self.id, message_id: &id, delivery_id: "", chatter_id: &id, text };
        let outcome = self.live.vote(&vote).await.unwrap();
        assert!(matches!(outcome, Outcome::Counted | Outcome::NoMatch), "{outcome:?}");
    }

    /// Whether it is possible now does not matter.
    async fn command(&self, name: &str, args: Value) {
        let (session, name, actor) = (self.id, name.into(), Actor::system());
        let asked = Asked { session, id: None, name, args, actor, owner: None, rev: None };
        let _ = self.live.command(&asked).await;
    }

    async fn bare(&self, command: &str, keys: &[String]) {
        cmd(command).arg(keys).exec_async(&mut self.world.live.bare().await).await.unwrap();
    }

    async fn step(&mut self) {
        let shard = self.live.shard(self.id);
        match self.random.random_range(0..100) {
            0..50 => {
                let text = ["yes", "no", "yes", "1", "2"].choose(&mut self.random).unwrap();
                self.vote(text).await;
            }
            50..75 => self.owner.turn(shard).await,
            75..79 => self.command("test_vote", json!({ "side": "for" })).await,
            79..81 => self.command("reset", json!({})).await,
            81..84 => self.command("start_round", json!({ "question": "Up?" })).await,
            84..87 => {
                let choice = |n: u8| json!({ "trigger": n.to_string(), "label": n.to_string() });
                let choices: Vec<Value> = (1..=2).map(choice).collect();
                self.command("start_round", json!({ "question": "?", "choices": choices })).await;
            }
            87..90 => self.command("stop_round", json!({})).await,
            // There is no gap where there is no owner: the next has another epoch.
            90..92 if self.live.epoch(shard).await.unwrap().is_some() => {
                gap(&self.world.live, &self.live, shard).await;
            }
            // An owner hands over, and one is dead until its lease runs out.
            92..94 => {
                self.owner.ownership.hand_over().await.unwrap();
                self.owner = Owner::new(&self.live);
            }
            94..96 => {
                self.bare("DEL", &[key::lease(shard), key::changes(shard)]).await;
                self.owner = Owner::new(&self.live);
            }
            // The list is given up, as one that is too long.
            96..97 => self.bare("DEL", &[key::changes(shard)]).await,
            // A process that does not read it owned the shard meanwhile.
            97..99 => {
                self.owner.ownership.hand_over().await.unwrap();
                let lease = self.live.acquire(shard).await.unwrap();
                self.vote("yes").await;
                if let Some(lease) = lease {
                    self.live.release(&lease).await.unwrap();
                }
            }
            _ => {}
        }
    }

    /// Beats until all that happened is told, and holds each screen against it.
    async fn agree(&mut self) {
        self.owner.turn(self.live.shard(self.id)).await;
        self.owner.beat.run_once().await.unwrap();
        let hot = self.live.read(self.id).await.unwrap().unwrap();
        let truth: Value = serde_json::from_slice(&hot.view(Audience::Public)).unwrap();
        let order = (hot.rev.incarnation, hot.rev.rev, hot.beside.seq());
        for screen in &mut self.screens {
            while screen.order() < order {
                screen.frame().await;
            }
            assert_eq!(screen.order(), order);
            assert_eq!(screen.view(), &truth);
        }
    }
}

async fn ends_at_the_truth(config: Config, seed: u64) {
    let (mut stage, api) = Stage::set(&config, seed).await;
    for _ in 0..25 {
        for _ in 0..stage.random.random_range(1..30) {
            stage.step().await;
        }
        stage.agree().await;
    }
    assert!(api.counted("downbeat_frame_gaps_total").await > 0, "nothing was ever missed");
}

#[tokio::test(flavor = "multi_thread")]
async fn each_screen_of_a_value_ends_at_what_is_in_redis() {
    ends_at_the_truth(Config { votes_per_min: 0, ..Config::default() }, 1).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn each_screen_of_a_window_ends_at_what_is_in_redis() {
    let config =
        Config { model: Model::Window, window_s: 5, votes_per_min: 0, ..Config::default() };
    ends_at_the_truth(config, 2).await;
}

/// Once the session was read, votes alone lead to no other reading of it.
#[tokio::test(flavor = "multi_thread")]
async fn votes_are_told_as_changes_of_what_was_read() {
    let (mut stage, _api) = Stage::set(&Config::default(), 3).await;
    stage.vote("yes").await;
    stage.agree().await;
    for _ in 0..20 {
        stage.vote("no").await;
        stage.vote("yes").await;
        stage.owner.turn(stage.live.shard(stage.id)).await;
        for screen in &mut stage.screens {
            let told = screen.next().await;
            assert_eq!((&told["type"], &told["from"]), (&json!("change"), &told["rev"]));
        }
    }
}
