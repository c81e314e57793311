//! Rounds: every vote that was counted in one is in its result, whatever
//! happens to the store, and nobody has to look.

use downbeat_boot::clock;
use downbeat_job::{ActivateSession, DrainEvents, JobContext, Signal};
use downbeat_live::{Asked, Live, Opening, Outcome, RoundSaved, Vote};
use downbeat_session::{Actor, Role, kinds::meter::Config};
use downbeat_store::RoundRecord;
use downbeat_worker::{
    kinds::meter::rounds::Rounds,
    loops::{
        advance::Advance,
        ownership::{Leases, Ownership},
        turns::Turns,
    },
};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::harness::{World, meter, until};

/// One streamer's meter without an API: commands, votes, and the loops that a
/// worker turns.
struct Table {
    world: World,
    live: Live,
    context: JobContext,
    leases: Leases,
    id: Uuid,
}

impl Table {
    async fn set() -> Self {
        let world = World::new().await;
        let id = world.seeded.session_id;
        let config = serde_json::to_value(Config { votes_per_min: 0, ..Config::default() });
        world.postgres.edited(id, None, config.unwrap()).await.unwrap();
        let live = world.live.live().await;
        let context = world.context(&live).await;
        let leases = Leases::default();
        let table = Self { world, live, context, leases, id };
        table.own().await;
        ActivateSession { session: id }.run(&table.context).await.unwrap();
        table
    }

    /// Takes all shards, as a lone worker does.
    async fn own(&self) {
        let live = self.live.clone();
        let mut ownership = Ownership::new(live, "alone".into(), self.leases.clone());
        until("the shards are ours", async || {
            ownership.run_once().await.unwrap();
            (self.leases.all().len() == usize::from(self.live.shards())).then_some(())
        })
        .await;
    }

    async fn ask(&self, name: &str, args: Value) -> Vec<Value> {
        let actor = Actor { role: Role::Owner, id: Some(self.world.seeded.user_id.to_string()) };
        let (session, name) = (self.id, name.to_owned());
        let asked = Asked { session, id: None, name, args, actor, owner: None, rev: None };
        self.live.command(&asked).await.unwrap().events
    }

    async fn vote(&self, chatter: &str, text: &str) -> Outcome {
        let message_id = Uuid::new_v4().to_string();
        let vote = Vote {
            session: self.id,
            message_id: &message_id,
            delivery_id: "",
            chatter_id: chatter,
            text,
        };
        self.live.vote(&vote).await.unwrap()
    }

    async fn save(&self) {
        let (live, store) = (self.live.clone(), self.world.postgres.clone());
        Rounds { live, store, leases: self.leases.clone() }.run_once().await.unwrap();
    }

    async fn drain(&self) {
        DrainEvents { shard: self.live.shard(self.id) }.run(&self.context).await.unwrap();
    }

    async fn newest(&self) -> RoundRecord {
        self.world.postgres.rounds(self.id, None, 1).await.unwrap().remove(0)
    }

    /// Votes by side, summed over the seconds that are kept.
    async fn kept(&self, round: Uuid) -> Vec<i64> {
        self.world.postgres.round_progress(self.id, round).await.unwrap().votes
    }

    fn round_of(events: &[Value]) -> Uuid {
        events[0]["round"].as_str().unwrap().parse().unwrap()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_round_is_kept_with_its_seconds_its_voters_and_who_began_it() {
    let table = Table::set().await;
    let round = Table::round_of(&table.ask("start_round", json!({ "question": "Jump?" })).await);
    for n in 0..30 {
        assert_eq!(table.vote(&format!("for-{n}"), "yes").await, Outcome::Counted);
    }
    for n in 0..10 {
        assert_eq!(table.vote(&format!("against-{n}"), "no").await, Outcome::Counted);
    }
    assert_eq!(table.vote("for-1", "yes").await, Outcome::Debounced);
    assert_eq!(table.vote("somebody", "maybe").await, Outcome::NoMatch);
    table.drain().await;
    table.save().await;
    let running = table.newest().await;
    assert_eq!((running.id, running.ended_ms, running.counts), (round, None, None));
    assert_eq!(table.kept(round).await, [30, 10]);

    let stopped = table.ask("stop_round", json!({})).await;
    assert_eq!(stopped[0]["counts"], json!({ "for": 30, "against": 10 }));
    table.drain().await;
    table.save().await;
    let RoundRecord { counts, voters, peak, started_name, is_interrupted, .. } =
        table.newest().await;
    assert_eq!(counts, Some(json!({ "for": 30, "against": 10 })));
    assert!((38..=42).contains(&voters), "{voters} is not about 40");
    assert!(peak.is_some_and(|peak| (1..=40).contains(&peak)));
    assert_eq!(started_name.as_deref(), Some("streamer"));
    assert!(!is_interrupted);
    assert_eq!(table.kept(round).await, [30, 10]);
    let rounds = table.live.rounds(&all(&table.live)).await.unwrap();
    assert!(rounds.into_iter().all(|of_shard| of_shard.unwrap().is_empty()), "all is forgotten");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_round_that_is_cancelled_leaves_nothing() {
    let table = Table::set().await;
    let round = Table::round_of(&table.ask("start_round", json!({ "question": "Jump?" })).await);
    table.drain().await;
    for n in 0..20 {
        table.vote(&format!("for-{n}"), "yes").await;
    }
    table.save().await;
    assert_eq!(table.kept(round).await, [20]);
    table.vote("after-the-save", "yes").await;
    table.ask("cancel_round", json!({})).await;
    let hot = table.live.read(table.id).await.unwrap().unwrap();
    assert_eq!(hot.beside.tally.value.to_bits(), 0.0_f64.to_bits(), "the bar begins anew");
    // Whoever saves last does not bring it back.
    table.drain().await;
    table.save().await;
    let rounds = table.world.postgres.rounds(table.id, None, 1).await.unwrap();
    assert!(rounds.is_empty(), "{rounds:?}");
    assert!(table.kept(round).await.is_empty());
    let left = table.live.rounds(&all(&table.live)).await.unwrap();
    assert!(left.into_iter().all(|of_shard| of_shard.unwrap().is_empty()), "all is forgotten");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_counted_waits_for_the_row_of_its_round() {
    let table = Table::set().await;
    let round = Table::round_of(&table.ask("start_round", json!({ "question": "Jump?" })).await);
    table.vote("a", "yes").await;
    table.save().await;
    assert!(table.kept(round).await.is_empty(), "its first event is not stored");
    table.drain().await;
    table.save().await;
    assert_eq!(table.kept(round).await, [1]);
}

fn all(live: &Live) -> Vec<u16> {
    (0..live.shards()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stop_in_the_middle_of_a_rush_keeps_every_vote_that_it_counts() {
    let table = Table::set().await;
    for turn in 0..5 {
        let args = json!({ "question": "Jump?" });
        let round = Table::round_of(&table.ask("start_round", args).await);
        let rush = (0..8).map(|lane| {
            let table = &table;
            async move {
                let mut counted = 0;
                for n in 0..40 {
                    let chatter = format!("{turn}-{lane}-{n}");
                    counted += u64::from(table.vote(&chatter, "yes").await == Outcome::Counted);
                }
                counted
            }
        });
        let stop = async {
            // A little into the rush, and with what it then takes.
            for _ in 0..5 {
                table.live.read(table.id).await.unwrap();
            }
            let mut events = Vec::new();
            while events.is_empty() {
                let actor = Actor { role: Role::Owner, id: None };
                let (session, name, args) = (table.id, "stop_round".into(), json!({}));
                let asked = Asked { session, id: None, name, args, actor, owner: None, rev: None };
                if let Ok(accepted) = table.live.command(&asked).await {
                    events = accepted.events;
                }
            }
            events[0]["counts"]["for"].as_u64().unwrap()
        };
        let (counted, told) = futures::join!(futures::future::join_all(rush), stop);
        assert_eq!(counted.into_iter().sum::<u64>(), 320);
        table.drain().await;
        table.save().await;
        let kept = table.kept(round).await;
        assert_eq!(kept.first().copied().unwrap_or(0), i64::try_from(told).unwrap());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn choices_are_counted_each_for_itself() {
    let table = Table::set().await;
    let choices = json!([
        { "trigger": "castle", "label": "The castle" },
        { "trigger": "WOODS", "label": "The woods" },
        { "trigger": "海", "label": "The sea" },
    ]);
    table.ask("start_round", json!({ "question": "Where to?", "choices": choices })).await;
    for (chatter, text) in [("a", "woods"), ("b", "woods"), ("c", "海"), ("d", "castle")] {
        assert_eq!(table.vote(chatter, text).await, Outcome::Counted);
    }
    assert_eq!(table.vote("e", "yes").await, Outcome::NoMatch, "the sides wait");
    let hot = table.live.read(table.id).await.unwrap().unwrap();
    assert_eq!(hot.beside.tally.value.to_bits(), 0.0_f64.to_bits(), "the bar stays where it is");
    let stopped = table.ask("stop_round", json!({})).await;
    assert_eq!(stopped[0]["counts"], json!([1, 2, 1]));
    assert_eq!(table.vote("f", "yes").await, Outcome::Counted);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_round_ends_by_the_clock_with_nobody_there() {
    let table = Table::set().await;
    let live = &table.live;
    // One that began long enough ago to be over.
    let started_ms = clock::unix_ms() - 20_000;
    let mut session = meter(&Config::default(), 1);
    let started = downbeat_session::Event {
        at_ms: started_ms,
        body: json!({
            "name": "round_started", "round": Uuid::new_v4(), "question": "Jump?", "choices": [],
            "labels": { "for": "Yes", "against": "No" }, "started_ms": started_ms,
            "ends_ms": started_ms + 15_000,
        }),
    };
    session.apply(&started).unwrap();
    let round = RoundSaved { votes: vec![7, 4], sketch: Vec::new() };
    let (id, owner) = (Uuid::new_v4(), Uuid::new_v4());
    let events = Vec::new();
    let opening = Opening { events, round, ..Opening::fresh(id, owner, session, 1) };
    live.open(&opening).await.unwrap();
    let message_id = Uuid::new_v4().to_string();
    let late = Vote {
        session: id,
        message_id: &message_id,
        delivery_id: "",
        chatter_id: "x",
        text: "yes",
    };
    live.vote(&late).await.unwrap();

    Advance::new(live.clone(), table.leases.clone()).run_once().await.unwrap();
    assert!(!live.read(id).await.unwrap().unwrap().session.is_running());
    let events = live.events(live.shard(id), 100).await.unwrap();
    let event = events.iter().filter_map(|entry| entry.event.as_ref()).find(|it| it.session == id);
    let event = event.unwrap();
    assert_eq!(event.at_ms, started_ms + 15_000);
    assert_eq!(event.body["counts"], json!({ "for": 7, "against": 4 }), "late votes do not count");
    assert_eq!(event.actor, Actor::system());
}

/// Whoever tries out the chat may have seen no round, and one began since.
#[tokio::test(flavor = "multi_thread")]
async fn what_is_made_up_counts_in_no_round() {
    let table = Table::set().await;
    let made_up = async |chatter: &str, text: &str| {
        let message_id = Uuid::new_v4().to_string();
        let vote = Vote {
            session: table.id,
            message_id: &message_id,
            delivery_id: "",
            chatter_id: chatter,
            text,
        };
        table.live.made_up_vote(&vote).await.unwrap()
    };
    let counts = async || {
        let tally = table.live.read(table.id).await.unwrap().unwrap().beside.tally;
        (tally.seq, tally.round)
    };
    assert_eq!(made_up("before", "yes").await, Outcome::Counted);
    table.ask("start_round", json!({ "question": "Jump?" })).await;
    let (before, _) = counts().await;
    // Among votes of the same call, too.
    let (first, between, last) = tokio::join!(
        table.vote("ann", "yes"),
        made_up("ann-made-up", "yes"),
        table.vote("bob", "no")
    );
    assert_eq!([first, between, last], [Outcome::Counted, Outcome::Inactive, Outcome::Counted]);
    assert_eq!(made_up("nobody", "what a game").await, Outcome::NoMatch);
    assert_eq!(counts().await, (before + 2, vec![1, 1]));
    table.ask("stop_round", json!({})).await;
    let choices = json!([{ "label": "A", "trigger": "a" }, { "label": "B", "trigger": "b" }]);
    table.ask("start_round", json!({ "question": "Which?", "choices": choices })).await;
    let before = counts().await;
    assert_eq!(made_up("chooser", "a").await, Outcome::Inactive);
    assert_eq!(counts().await, before);
    table.ask("stop_round", json!({})).await;
    assert_eq!(made_up("after", "no").await, Outcome::Counted);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_round_that_redis_lost_goes_on_from_what_was_kept() {
    let table = Table::set().await;
    let round = Table::round_of(&table.ask("start_round", json!({ "question": "Jump?" })).await);
    for n in 0..20 {
        table.vote(&format!("early-{n}"), "yes").await;
    }
    table.drain().await;
    table.save().await;
    table.vote("lost", "no").await;
    table.world.live.empty().await;
    table.own().await;

    ActivateSession { session: table.id }.run(&table.context).await.unwrap();
    let hot = table.live.read(table.id).await.unwrap().unwrap();
    assert_eq!(hot.beside.tally.round, [20, 0]);
    for n in 0..20 {
        table.vote(&format!("early-{n}"), "yes").await;
    }
    for n in 0..5 {
        table.vote(&format!("late-{n}"), "no").await;
    }
    let stopped = table.ask("stop_round", json!({})).await;
    assert_eq!(stopped[0]["counts"], json!({ "for": 40, "against": 5 }));
    table.drain().await;
    table.save().await;
    let record = table.newest().await;
    assert_eq!(record.id, round);
    assert!(record.is_interrupted, "it says so");
    assert!((24..=26).contains(&record.voters), "{}: the same people are known", record.voters);
    assert_eq!(record.counts, Some(json!({ "for": 40, "against": 5 })));
}
