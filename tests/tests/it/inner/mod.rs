//! Inner kinds: a parent, and children in its shard that go on by themselves. Both
//! are kinds of these tests' own, known to processes of their own binary.

mod board;
mod herd;
mod life;
mod process;
mod ticks;
mod walker;

use downbeat_session::{Description, id, kinds};
use downbeat_store::{Doer, NewSession};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::harness::{SHARDS, World};
use herd::Herd;
use walker::Walker;

/// Has this process know both kinds.
pub fn know() {
    kinds::know(vec![Description::of::<Herd>(), Description::of::<Walker>()]);
}

/// So many walkers, each with so many ticks.
struct Walk {
    walkers: u64,
    tick_ms: i64,
    ticks: u32,
}

impl Walk {
    fn ticks(&self) -> i64 {
        i64::try_from(self.walkers).unwrap() * i64::from(self.ticks)
    }
}

/// A herd that is to be made.
fn herd_at(world: &World, id: Uuid) -> NewSession {
    let (kind, owner, shard) = ("herd".to_owned(), world.seeded.user_id, id::shard(id, SHARDS));
    NewSession { id, kind, owner, config: json!({}), shard, parent: None }
}

/// A walker that is to be made.
fn walker_of(world: &World, parent: Uuid, mut config: Value) -> NewSession {
    let id = id::of_child(parent, SHARDS, Uuid::new_v4);
    let (kind, owner) = ("walker".to_owned(), world.seeded.user_id);
    config["parent"] = json!(parent);
    NewSession { id, kind, owner, config, shard: id::shard(parent, SHARDS), parent: Some(parent) }
}

/// A herd with its walkers, who all are to walk, and the table of their ticks.
async fn herd(world: &World, walks: &[Walk]) -> Uuid {
    know();
    world.postgres.run(walker::TABLE_SQL).await;
    let parent = Uuid::now_v7();
    let doer = Doer::system();
    let transaction = world.postgres.begin().await.unwrap();
    transaction.create(herd_at(world, parent), &doer).await.unwrap();
    let walkers = walks.iter().flat_map(|walk| (0..walk.walkers).map(move |_| walk));
    for (seed, Walk { tick_ms, ticks, .. }) in (0_u64..).zip(walkers) {
        let config = json!({ "seed": seed, "tick_ms": tick_ms, "ticks": ticks });
        transaction.create(walker_of(world, parent, config), &doer).await.unwrap();
    }
    transaction.commit().await.unwrap();
    // All of them are to be awake.
    let wake = "UPDATE sessions SET wake_at = date_trunc('milliseconds', now())
        WHERE kind IN ('herd', 'walker')";
    world.postgres.run(wake).await;
    parent
}
