//! A tick whose owner is cut off, after each step of it.

use downbeat_boot::clock;
use downbeat_job::{ActivateSession, DrainEvents, JobContext, Signal};
use downbeat_live::{Hot, Live, Settled};
use downbeat_session::{
    Audience,
    kinds::mission::{expedition::Stored, resolver::Seed},
};
use downbeat_store::Appended;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{alone_since, camp, person};
use crate::harness::{World, beaten, told};

const TICK_MS: i64 = 60_000;

struct Stage {
    world: World,
    camp: Uuid,
    live: Live,
    context: JobContext,
    mission: Uuid,
    survivor: Uuid,
}

impl Stage {
    /// Somebody who left so long ago.
    async fn new(ago_ms: i64) -> Self {
        let world = World::new().await;
        let camp = camp(&world, &json!({ "tick_ms": TICK_MS })).await;
        let live = world.live.live().await;
        let context = world.context(&live).await;
        let host = person(&world, "Ann").await;
        let mission =
            alone_since(&world, (camp, host), Seed([77; 16]), clock::unix_ms() - ago_ms).await;
        Self { world, camp, live, context, mission, survivor: host.survivor }
    }

    async fn wake(&self) {
        ActivateSession { session: self.mission }.run(&self.context).await.unwrap();
    }

    async fn hot(&self) -> Hot {
        self.live.read(self.mission).await.unwrap().unwrap()
    }

    async fn view(&self) -> Value {
        serde_json::from_slice(&self.hot().await.view(Audience::Public)).unwrap()
    }

    async fn drain(&self) {
        let shard = self.live.shard(self.mission);
        DrainEvents { shard }.run(&self.context).await.unwrap();
    }

    async fn number(&self, sql: &str) -> i64 {
        self.world.postgres.number(sql).await
    }
}

const LINES: &str = "SELECT count(*) FROM mission_logs";

#[tokio::test]
async fn an_owner_that_is_one_no_more_tells_nothing() {
    let stage = Stage::new(3 * TICK_MS + 1).await;
    let (live, mission) = (&stage.live, stage.mission);
    stage.wake().await;
    let shard = live.shard(mission);
    let former = live.acquire(shard).await.unwrap().unwrap();
    let before = stage.hot().await;
    live.release(&former).await.unwrap();
    let lease = live.acquire(shard).await.unwrap().unwrap();
    assert_eq!(live.advance(&former, &before).await.unwrap(), Settled::Fenced);
    assert_eq!(stage.view().await["tick"], 0);
    live.advance(&lease, &before).await.unwrap();
    let told = stage.view().await;
    let ticks = told["tick"].as_i64().unwrap();
    assert!((3..=4).contains(&ticks), "{ticks}");
    // On what it read before, not even the owner tells them again.
    live.advance(&lease, &before).await.unwrap();
    assert_eq!(stage.view().await["lines"], told["lines"]);
    stage.drain().await;
    assert_eq!(stage.number(LINES).await, ticks);
}

#[tokio::test]
async fn ticks_that_are_lost_before_they_are_on_record_are_told_again() {
    let stage = Stage::new(3 * TICK_MS + 1).await;
    let (live, shard) = (&stage.live, stage.live.shard(stage.mission));
    stage.wake().await;
    let lease = live.acquire(shard).await.unwrap().unwrap();
    live.advance(&lease, &stage.hot().await).await.unwrap();
    let told = stage.view().await;
    stage.world.live.empty().await;
    // The clock and the functions are asked for again.
    live.ping().await.unwrap();
    stage.wake().await;
    assert_eq!(stage.view().await["tick"], 0, "none is on record");
    let lease = live.acquire(shard).await.unwrap().unwrap();
    live.advance(&lease, &stage.hot().await).await.unwrap();
    let again = stage.view().await;
    for member in ["lines", "tick", "progress", "seal", "party"] {
        assert_eq!(again[member], told[member], "{member}");
    }
    assert_eq!(again["recovered"], Value::Null, "it had not begun");
    stage.drain().await;
    stage.drain().await;
    assert_eq!(stage.number(LINES).await, told["tick"].as_i64().unwrap());
    assert_eq!(stage.number("SELECT count(*) FROM event_orphan").await, 0);
}

#[tokio::test]
async fn results_are_settled_once() {
    let stage = Stage::new(20 * TICK_MS).await;
    let live = &stage.live;
    stage.wake().await;
    let lease = live.acquire(live.shard(stage.mission)).await.unwrap().unwrap();
    live.advance(&lease, &stage.hot().await).await.unwrap();
    let told = stage.view().await;
    assert_ne!(told["status"], "in_progress");
    stage.drain().await;
    let survivor = async || stage.world.postgres.survivor(stage.survivor).await.unwrap().unwrap();
    let settled = survivor().await;
    let after = &told["results"]["party"][0]["after"];
    assert_eq!(json!(settled.xp), after["xp"]);
    assert_eq!((settled.missions, json!(settled.salvage)), (1, after["salvage"].clone()));
    // The batch comes once more, as if nobody had trimmed the stream.
    let events = stage.world.postgres.events(stage.mission, None, 100).await.unwrap();
    stage.world.postgres.run("UPDATE survivors SET xp = xp + 1000").await;
    let appended = stage.world.postgres.append(&events, &[]).await.unwrap();
    assert_eq!(appended, Appended::default());
    assert_eq!(survivor().await.xp, settled.xp + 1_000, "what is known settles nothing again");
    assert_eq!(stage.number("SELECT count(*) FROM mission_members WHERE is_active").await, 0);
}

/// Killed behind the commit: nobody was told by its beat.
#[tokio::test]
async fn what_was_committed_is_told_by_the_next_owner() {
    let stage = Stage::new(3 * TICK_MS + 1).await;
    let (live, shard) = (&stage.live, stage.live.shard(stage.mission));
    ActivateSession { session: stage.camp }.run(&stage.context).await.unwrap();
    stage.wake().await;
    let former = live.acquire(shard).await.unwrap().unwrap();
    let news = beaten(live, &former).await.unwrap();
    assert!(told(live, &former, news.dirty.mark(), Vec::new()).await);
    live.advance(&former, &stage.hot().await).await.unwrap();
    live.release(&former).await.unwrap();
    let lease = live.acquire(shard).await.unwrap().unwrap();
    assert!(beaten(live, &former).await.is_none(), "who is no owner tells nothing");
    let news = beaten(live, &lease).await.unwrap();
    assert!(news.dirty.sessions.contains(&stage.camp), "{:?}", news.dirty);
    let camp = live.read(stage.camp).await.unwrap().unwrap();
    let view: Value = serde_json::from_slice(&camp.view(Audience::Public)).unwrap();
    assert_eq!(view["out"], 1);
    assert!(!view["ticker"].as_array().unwrap().is_empty());
}

/// Killed in the drain before its commit: what it did is as if it had never been.
#[tokio::test]
async fn a_drain_that_is_cut_off_writes_nothing_and_is_done_again() {
    let stage = Stage::new(20 * TICK_MS).await;
    let live = &stage.live;
    stage.wake().await;
    let lease = live.acquire(live.shard(stage.mission)).await.unwrap().unwrap();
    live.advance(&lease, &stage.hot().await).await.unwrap();
    let told = stage.view().await;
    let fail = "CREATE FUNCTION fails() RETURNS trigger LANGUAGE plpgsql AS $$
             BEGIN RAISE EXCEPTION 'cut off' USING ERRCODE = 'admin_shutdown'; END $$;
         CREATE TRIGGER fails BEFORE UPDATE ON survivors EXECUTE FUNCTION fails()";
    stage.world.postgres.run(fail).await;
    let shard = live.shard(stage.mission);
    assert!(DrainEvents { shard }.run(&stage.context).await.is_err());
    for table in ["mission_logs", "session_event", "event_quarantine"] {
        assert_eq!(stage.number(&format!("SELECT count(*) FROM {table}")).await, 0, "{table}");
    }
    stage.world.postgres.run("DROP TRIGGER fails ON survivors").await;
    stage.drain().await;
    assert_eq!(stage.number(LINES).await, told["tick"].as_i64().unwrap());
    let after = &told["results"]["party"][0]["after"];
    let survivor = stage.world.postgres.survivor(stage.survivor).await.unwrap().unwrap();
    assert_eq!(json!(survivor.xp), after["xp"]);
}

#[tokio::test]
async fn a_story_is_held_against_its_lines_while_they_are_in_the_table() {
    let stage = Stage::new(20 * TICK_MS).await;
    let (live, postgres) = (&stage.live, &stage.world.postgres);
    stage.wake().await;
    let lease = live.acquire(live.shard(stage.mission)).await.unwrap().unwrap();
    live.advance(&lease, &stage.hot().await).await.unwrap();
    stage.drain().await;
    let anew = async || {
        let stories = postgres.stories(Uuid::nil(), 10).await.unwrap();
        let anew = stories.into_iter().map(|(_, story)| Stored::is_story_told_anew(story));
        anew.collect::<Vec<_>>()
    };
    assert_eq!(anew().await, [Some(true)]);
    postgres.run("UPDATE mission_logs SET roll = roll + 1 WHERE tick = 1").await;
    assert_eq!(anew().await, [Some(false)]);
    postgres.run("DELETE FROM mission_logs").await;
    assert_eq!(anew().await, [Some(false)], "lines do not go by themselves");
    // Its month is a file by now: the story is told from the seed.
    let month = "INSERT INTO month_archive (parent, month, state)
         SELECT 'mission_logs', to_char(ended_at AT TIME ZONE 'UTC', 'YYYY_MM'), 'dropped'
         FROM missions";
    postgres.run(month).await;
    assert!(anew().await.is_empty());
    postgres.run("UPDATE month_archive SET state = 'restored'").await;
    assert_eq!(anew().await, [Some(false)]);
    // One of a pack that comes with a later release says nothing.
    let unknown = "UPDATE missions SET terms = jsonb_set(terms, '{pack,version}', '99')";
    postgres.run(unknown).await;
    assert_eq!(anew().await, [None]);
    postgres.run("UPDATE missions SET terms = '{}'").await;
    assert_eq!(anew().await, [Some(false)], "damage is no release");
}

#[tokio::test]
async fn a_mission_whose_pack_is_not_there_waits_for_a_person() {
    let stage = Stage::new(0).await;
    let edit = format!(
        "UPDATE sessions SET config = jsonb_set(config, '{{pack,hash}}', '\"00\"')
         WHERE id = '{}'",
        stage.mission
    );
    stage.world.postgres.run(&edit).await;
    let woken = ActivateSession { session: stage.mission }.run(&stage.context).await;
    assert!(woken.is_err());
    let parked = stage.live.why_parked(stage.mission).await.unwrap().unwrap();
    assert!(parked.why.contains("there is no pack long_ebb/1"), "{}", parked.why);
}
