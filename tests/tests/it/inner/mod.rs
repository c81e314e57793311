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
use serde_json::json;
use uuid::Uuid;

use crate::harness::{SHARDS, World};
use herd::Herd;
use walker::Walker;

/// Has this process know both kinds.
fn know() {
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

/// A herd with its walkers, who all are to walk, and the table of their ticks.
async fn herd(world: &World, walks: &[Walk]) -> Uuid {
    know();
    world.postgres.run(walker::TABLE_SQL).await;
    let parent = Uuid::now_v7();
    let shard = id::shard(parent, SHARDS);
    let new = |id, kind: &str, config, parent| {
        let (kind, owner) = (kind.to_owned(), world.seeded.user_id);
        NewSession { id, kind, owner, config, shard, parent }
    };
    let doer = Doer::system();
    let transaction = world.postgres.begin().await.unwrap();
    transaction.create(new(parent, "herd", json!({}), None), &doer).await.unwrap();
    let walkers = walks.iter().flat_map(|walk| (0..walk.walkers).map(move |_| walk));
    for (seed, Walk { tick_ms, ticks, .. }) in (0_u64..).zip(walkers) {
        let id = id::of_child(parent, SHARDS, Uuid::new_v4);
        let config = json!({ "parent": parent, "seed": seed, "tick_ms": tick_ms, "ticks": ticks });
        transaction.create(new(id, "walker", config, Some(parent)), &doer).await.unwrap();
    }
    transaction.commit().await.unwrap();
    // All of them are to be awake.
    let wake = "UPDATE sessions SET wake_at = date_trunc('milliseconds', now())
        WHERE kind IN ('herd', 'walker')";
    world.postgres.run(wake).await;
    parent
}
