//! What children say, and how their parent shows it.

use downbeat_boot::clock;
use downbeat_live::{Asked, Live, Opened, Opening};
use downbeat_session::{Actor, Audience, Role, Session, id, kinds};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::harness::{Redis, SHARDS, beaten};

async fn opened(live: &Live, id: Uuid, session: Session) {
    let opening = Opening::fresh(id, Uuid::new_v4(), session, 1);
    assert_eq!(live.open(&opening).await.unwrap(), Opened::Open);
}

fn made(kind: &str, config: &Value, now_ms: i64) -> Session {
    (kinds::named(kind).unwrap().open)(config, 1, now_ms).unwrap()
}

async fn view(live: &Live, id: Uuid) -> Value {
    let hot = live.read(id).await.unwrap().unwrap();
    serde_json::from_slice(&hot.view(Audience::Public)).unwrap()
}

#[tokio::test]
async fn what_children_say_stands_on_their_parents_board() {
    super::know();
    let server = Redis::start();
    let live = server.live().await;
    let parent = Uuid::now_v7();
    let now_ms = clock::unix_ms();
    opened(&live, parent, made("herd", &json!({}), now_ms)).await;
    assert_eq!(view(&live, parent).await["out"], 0);
    let mut walkers = Vec::new();
    for seed in 0..5 {
        let walker = id::of_child(parent, SHARDS, Uuid::new_v4);
        // All of its ticks are over by now.
        let config = json!({ "parent": parent, "seed": seed, "tick_ms": 10, "ticks": 4 });
        opened(&live, walker, made("walker", &config, now_ms - 1_000)).await;
        walkers.push(walker);
    }
    let shown = view(&live, parent).await;
    assert_eq!((&shown["out"], shown["newest"].as_array().unwrap().len()), (&json!(5), 3));

    let lease = live.acquire(live.shard(parent)).await.unwrap().unwrap();
    let hot = live.read(walkers[0]).await.unwrap().unwrap();
    live.advance(&lease, &hot).await.unwrap();
    let shown = view(&live, parent).await;
    assert_eq!(shown["out"], 4, "who is home is not out");
    let ticks: Vec<_> =
        shown["ticker"].as_array().unwrap().iter().map(|one| &one["tick"]).collect();
    assert_eq!(ticks, [4, 3, 2, 1], "newest first");
    let dirty = beaten(&live, &lease).await.unwrap().dirty;
    assert!(dirty.sessions.contains(&parent));

    // A line stays until there are newer ones, of whichever child.
    for walker in &walkers[1..4] {
        let hot = live.read(*walker).await.unwrap().unwrap();
        live.advance(&lease, &hot).await.unwrap();
    }
    let shown = view(&live, parent).await;
    assert_eq!(shown["ticker"].as_array().unwrap().len(), 10);
    assert_eq!(shown["ticker"][0]["seed"], 3);

    // A command that takes an entry away.
    let asked = Asked {
        session: walkers[4],
        id: None,
        name: "stop".into(),
        args: json!({}),
        actor: Actor::system(),
        owner: None,
        rev: None,
    };
    live.command(&asked).await.unwrap();
    assert_eq!(view(&live, parent).await["out"], 0);
}

#[tokio::test]
async fn a_note_that_is_too_large_for_its_list_is_refused() {
    super::know();
    let server = Redis::start();
    let live = server.live().await;
    let (parent, now_ms) = (Uuid::now_v7(), clock::unix_ms());
    opened(&live, parent, made("herd", &json!({}), now_ms)).await;
    let walker = id::of_child(parent, SHARDS, Uuid::new_v4);
    let config = json!({ "parent": parent, "seed": 1, "tick_ms": 60_000, "ticks": 4 });
    opened(&live, walker, made("walker", &config, now_ms)).await;
    let shout = |letters| {
        let args = json!({ "words": "a".repeat(letters) });
        let actor = Actor { role: Role::Owner, ..Actor::system() };
        Asked {
            session: walker,
            id: None,
            name: "shout".into(),
            args,
            actor,
            owner: None,
            rev: None,
        }
    };
    let refused = live.command(&shout(2_000)).await.unwrap_err();
    assert!(format!("{refused:?}").contains("1024 is the most"), "{refused:?}");
    assert_eq!(view(&live, parent).await["ticker"], json!([]));
    live.command(&shout(20)).await.unwrap();
    assert_eq!(view(&live, parent).await["ticker"].as_array().unwrap().len(), 1);
}

/// Live Redis lost all of it: children that are opened again say it again, once.
#[tokio::test]
async fn a_board_that_was_lost_comes_back_with_the_children() {
    super::know();
    let server = Redis::start();
    let live = server.live().await;
    let (parent, now_ms) = (Uuid::now_v7(), clock::unix_ms());
    let walker = id::of_child(parent, SHARDS, Uuid::new_v4);
    let config = json!({ "parent": parent, "seed": 7, "tick_ms": 60_000, "ticks": 4 });
    for _ in 0..2 {
        opened(&live, parent, made("herd", &json!({}), now_ms)).await;
        opened(&live, walker, made("walker", &config, now_ms)).await;
        assert_eq!(view(&live, parent).await["out"], 1);
        server.empty().await;
        // The clock and the functions are asked for again.
        live.ping().await.unwrap();
    }
}

/// Neither what an ended child said nor the board of an ended parent is left.
#[tokio::test]
async fn what_ends_leaves_nothing_on_a_board() {
    super::know();
    let server = Redis::start();
    let live = server.live().await;
    let (parent, now_ms) = (Uuid::now_v7(), clock::unix_ms());
    opened(&live, parent, made("herd", &json!({}), now_ms)).await;
    let mut walkers = Vec::new();
    for seed in 0..2 {
        let walker = id::of_child(parent, SHARDS, Uuid::new_v4);
        let config = json!({ "parent": parent, "seed": seed, "tick_ms": 60_000, "ticks": 4 });
        opened(&live, walker, made("walker", &config, now_ms)).await;
        walkers.push(walker);
    }
    live.end(walkers[0]).await.unwrap();
    let shown = view(&live, parent).await;
    assert_eq!((&shown["out"], &shown["newest"]), (&json!(1), &json!([{ "seed": 1 }])));
    live.end(parent).await.unwrap();
    let mut keys = redis::cmd("KEYS");
    keys.arg("d1:*board*");
    let left: Vec<String> = keys.query_async(&mut server.bare().await).await.unwrap();
    assert_eq!(left, Vec::<String>::new());
}

/// A child that sleeps cannot say what stands of it on the board; its sisters stay.
#[tokio::test]
async fn what_ends_while_it_is_cold_leaves_the_board_as_well() {
    super::know();
    let server = Redis::start();
    let live = server.live().await;
    let (parent, now_ms) = (Uuid::now_v7(), clock::unix_ms());
    opened(&live, parent, made("herd", &json!({}), now_ms)).await;
    let mut walkers = Vec::new();
    for seed in 0..2 {
        let walker = id::of_child(parent, SHARDS, Uuid::new_v4);
        let config = json!({ "parent": parent, "seed": seed, "tick_ms": 60_000, "ticks": 4 });
        opened(&live, walker, made("walker", &config, now_ms)).await;
        walkers.push(walker);
    }
    let state = downbeat_live::key::state(live.shard(parent), walkers[0]);
    redis::cmd("DEL").arg(state).exec_async(&mut server.bare().await).await.unwrap();
    live.delete(walkers[0], 2).await.unwrap();
    assert_eq!(view(&live, parent).await["out"], 2, "nobody knows what it said");
    live.leave_board(parent, walkers[0]).await.unwrap();
    let shown = view(&live, parent).await;
    assert_eq!((&shown["out"], &shown["newest"]), (&json!(1), &json!([{ "seed": 1 }])));
    let lease = live.acquire(live.shard(parent)).await.unwrap().unwrap();
    assert!(beaten(&live, &lease).await.unwrap().dirty.sessions.contains(&parent));
    live.leave_board(parent, walkers[0]).await.unwrap();
}
