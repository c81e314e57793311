//! What follows from what happens at a camp and in its parties, with a worker that
//! does it.

use downbeat_boot::clock;
use downbeat_job::{ActivateSession, DrainEvents, Signal};
use downbeat_live::{Asked, Live};
use downbeat_session::{
    Actor, Audience, Role,
    kinds::mission::{expedition::Party, resolver::Seed},
};
use downbeat_store::Seat;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{alone, camp, make, new, person};
use crate::harness::{Process, World, until, until_within};

const OPEN: (Party, Option<&str>) = (Party::Open, None);

struct Stage {
    world: World,
    live: Live,
    camp: Uuid,
    _worker: Process,
}

impl Stage {
    async fn new(config: Value) -> Self {
        let world = World::new().await;
        let camp = camp(&world, &config).await;
        let worker = Process::begin("downbeat-worker", "DOWNBEAT__WORKER__BIND", &world.settings());
        let live = world.live.live().await;
        let stage = Self { world, live, camp, _worker: worker };
        stage.wakes(camp).await;
        stage
    }

    async fn wakes(&self, session: Uuid) {
        let context = self.world.context(&self.live).await;
        ActivateSession { session }.run(&context).await.unwrap();
    }

    /// A party of an open lobby, seen in live Redis.
    async fn lobby(&self, host: Seat, guests: &[Seat]) -> Uuid {
        let (lobby, new) = new(self.camp, OPEN, clock::unix_ms());
        let transaction = self.world.postgres.begin().await.unwrap();
        transaction.make_mission(&new, host).await.unwrap();
        for guest in guests {
            transaction.seat(lobby, *guest, None, clock::unix_ms()).await.unwrap();
        }
        transaction.commit().await.unwrap();
        self.wakes(lobby).await;
        let all = guests.len() + 1;
        self.shows(lobby, "the party", |view| {
            view["party"].as_array().is_some_and(|party| party.len() == all)
        })
        .await;
        lobby
    }

    async fn shows(&self, session: Uuid, what: &str, is_so: impl Fn(&Value) -> bool) -> Value {
        until(what, async || {
            let hot = self.live.read(session).await.ok()??;
            let view: Value = serde_json::from_slice(&hot.view(Audience::Moderator)).ok()?;
            is_so(&view).then_some(view)
        })
        .await
    }

    async fn ask(&self, session: Uuid, actor: Actor, name: &str, args: Value) {
        let (name, id, owner, rev) = (name.to_owned(), None, None, None);
        let asked = Asked { session, id, name, args, actor, owner, rev };
        self.live.command(&asked).await.unwrap();
        // As an API does.
        self.world
            .queue
            .queue()
            .await
            .signal(&DrainEvents { shard: self.live.shard(session) })
            .await
            .unwrap();
    }

    async fn moderates(&self, name: &str, args: Value) {
        let actor = Actor { role: Role::Moderator, id: None };
        self.ask(self.camp, actor, name, args).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_party_leaves_once_all_are_ready() {
    let stage = Stage::new(json!({})).await;
    let (ann, bo) = (person(&stage.world, "Ann").await, person(&stage.world, "Bo").await);
    let lobby = stage.lobby(ann, &[bo]).await;
    let camp = stage.shows(stage.camp, "the lobby", |view| view["lobbies"][0]["seats"] == 2).await;
    assert_eq!(camp["lobbies"][0]["mission"], json!(lobby));
    for who in [ann, bo] {
        let member = Actor { role: Role::Participant, id: Some(who.user.to_string()) };
        stage.ask(lobby, member, "ready", json!({ "on": true })).await;
    }
    let left = stage.shows(lobby, "they leave", |view| view["status"] == "in_progress").await;
    assert_eq!(left["seal"].as_str().unwrap().len(), 64);
    let out = stage.shows(stage.camp, "two are out", |view| view["out"] == 2).await;
    assert_eq!(out["lobbies"], json!([]));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hidden_name_goes_from_its_party_and_a_lobby_may_be_sent_away() {
    let stage = Stage::new(json!({ "names": "free" })).await;
    let ann = person(&stage.world, "Rudeness").await;
    let lobby = stage.lobby(ann, &[]).await;
    stage
        .shows(stage.camp, "the host", |view| view["lobbies"][0]["host"]["name"] == "Rudeness")
        .await;
    stage.moderates("hide_name", json!({ "survivor": ann.survivor })).await;
    stage.shows(lobby, "another name", |view| view["party"][0]["name"] == "Marrow").await;
    let camp = stage
        .shows(stage.camp, "it is hidden", |view| {
            view["hidden"][0]["survivor"] == json!(ann.survivor)
        })
        .await;
    assert!(!camp.to_string().contains("Rudeness"), "{camp}");
    stage.moderates("show_name", json!({ "survivor": ann.survivor })).await;
    stage.shows(lobby, "its own name", |view| view["party"][0]["name"] == "Rudeness").await;

    // Another camp's moderators have no say.
    let other = camp_of_its_own(&stage.world).await;
    stage.wakes(other).await;
    let actor = Actor { role: Role::Moderator, id: None };
    stage.ask(other, actor.clone(), "reset_lobby", json!({ "mission": lobby })).await;
    stage.ask(other, actor, "hide_name", json!({ "survivor": ann.survivor })).await;
    let asked = "SELECT count(*) FROM job
        WHERE name IN ('dissolve_lobby', 'hide_name') AND state = 'done'";
    until("both are looked at", async || {
        (stage.world.postgres.number(asked).await == 4).then_some(())
    })
    .await;
    let view = stage.shows(lobby, "it waits", |view| view["status"] == "lobby").await;
    assert_eq!(view["party"][0]["name"], "Rudeness");
    stage.moderates("reset_lobby", json!({ "mission": lobby })).await;
    stage.shows(lobby, "it is over", |view| view["status"] == "abandoned").await;
    stage.shows(stage.camp, "no lobby", |view| view["lobbies"] == json!([])).await;
    // Its host is free.
    make(&stage.world, stage.camp, ann, OPEN).await.unwrap();
}

async fn camp_of_its_own(world: &World) -> Uuid {
    camp(world, &json!({})).await
}

#[tokio::test(flavor = "multi_thread")]
async fn who_brings_salvage_home_stands_on_the_board_and_is_kept() {
    let season = json!({ "title": "Spring tides", "days": 28 });
    let stage = Stage::new(json!({ "tick_ms": 50, "season": season })).await;
    stage.shows(stage.camp, "a season", |view| view["season"]["title"] == "Spring tides").await;
    for n in 0..4 {
        let host = person(&stage.world, &format!("Person {n}")).await;
        alone(&stage.world, stage.camp, host, Seed([n; 16])).await;
    }
    let all = "SELECT count(*) FROM mission_members WHERE home_at IS NOT NULL";
    let limit = std::time::Duration::from_mins(1);
    until_within(limit, "all are home", async || {
        (stage.world.postgres.number(all).await == 4).then_some(())
    })
    .await;
    let best = "SELECT max(salvage) FROM mission_members";
    let best = stage.world.postgres.number(best).await;
    assert!(best > 0);
    let shown = stage
        .shows(stage.camp, "the best", |view| view["season"]["top"][0]["salvage"] == json!(best))
        .await;
    assert_eq!(shown["season"]["top"][0]["name"], "Marrow");

    // What live Redis lost is read again when the camp is opened.
    stage.world.live.empty().await;
    stage.wakes(stage.camp).await;
    let again = |view: &Value| view["season"]["top"][0]["salvage"] == json!(best);
    stage.shows(stage.camp, "the best, again", again).await;

    let owner = Actor { role: Role::Owner, id: None };
    stage.ask(stage.camp, owner, "close_season", json!({})).await;
    stage.shows(stage.camp, "the next season", |view| view["season"]["top"] == json!([])).await;
    until("the season is closed in its row", async || {
        let closed = "SELECT count(*) FROM mission_seasons WHERE closed_at IS NOT NULL";
        (stage.world.postgres.number(closed).await == 1).then_some(())
    })
    .await;
    for _ in 0..2 {
        let transaction = stage.world.postgres.begin().await.unwrap();
        transaction.settle_season(stage.camp, 1).await.unwrap();
        transaction.commit().await.unwrap();
    }
    let kept = "SELECT salvage FROM mission_scores WHERE number = 1 AND place = 1";
    assert_eq!(stage.world.postgres.number(kept).await, best);
}
