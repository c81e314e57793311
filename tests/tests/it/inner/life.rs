//! How children are made, opened and ended.

use downbeat_job::{ActivateSession, Signal, erasure::end_session};
use downbeat_session::Audience;
use downbeat_store::{Doer, Own};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{Walk, herd, herd_at, walker_of};
use crate::harness::{Process, World, until};

const WALKS: &[Walk] = &[Walk { walkers: 3, tick_ms: 600_000, ticks: 4 }];

async fn children(world: &World) -> Vec<Uuid> {
    let all = Own { with_children: true, ..Own::all(world.seeded.user_id) };
    let all = world.postgres.sessions_of(all, None, 100).await.unwrap().into_iter();
    let mut children: Vec<Uuid> =
        all.filter(|one| one.kind == "walker").map(|one| one.id).collect();
    children.sort_unstable();
    children
}

#[tokio::test]
async fn children_are_not_listed_by_themselves() {
    let world = World::new().await;
    let parent = herd(&world, WALKS).await;
    let own = Own::all(world.seeded.user_id);
    let listed = world.postgres.sessions_of(own, None, 10).await.unwrap();
    let listed: Vec<Uuid> = listed.into_iter().map(|session| session.id).collect();
    assert!(listed.contains(&parent));
    let children = children(&world).await;
    assert_eq!(children.len(), 3);
    assert!(!children.iter().any(|child| listed.contains(child)));
    let own = Own { with_children: true, ..own };
    let all = world.postgres.sessions_of(own, None, 10).await.unwrap();
    assert_eq!(all.len(), listed.len() + 3);
}

/// Whoever wrote the row was told so; history does not know of it.
#[tokio::test]
async fn a_row_that_wins_changes_the_state_that_is_opened() {
    let world = World::new().await;
    let parent = herd(&world, WALKS).await;
    let [first, second, _] = children(&world).await[..] else { panic!("three") };
    let stop = format!("INSERT INTO walker_stop VALUES ('{first}', 0)");
    world.postgres.run(&stop).await;
    let live = world.live.live().await;
    let context = world.context(&live).await;
    for session in [parent, first, second] {
        ActivateSession { session }.run(&context).await.unwrap();
    }
    let hot = live.read(first).await.unwrap().unwrap();
    assert!(!hot.session.is_running(), "its row stops it");
    assert!(live.read(second).await.unwrap().unwrap().session.is_running());
    let hot = live.read(parent).await.unwrap().unwrap();
    let view: Value = serde_json::from_slice(&hot.view(Audience::Public)).unwrap();
    assert_eq!(view["out"], 1, "only the other one is out");
}

#[tokio::test(flavor = "multi_thread")]
async fn children_end_with_their_parent() {
    let world = World::new().await;
    let parent = herd(&world, WALKS).await;
    let _worker = Process::begin_worker_of_tests("inner::process::a_worker", &world.settings());
    let live = world.live.live().await;
    let children = children(&world).await;
    until("all are hot", async || {
        let read = live.read_many(live.shard(parent), &children).await.ok()?;
        read.iter().all(|one| matches!(one, Ok(Some(_)))).then_some(())
    })
    .await;
    let transaction = world.postgres.begin().await.unwrap();
    let by = (&Doer::system(), None);
    let ended = end_session(&transaction, parent, None, by).await.unwrap();
    let enqueued = transaction.enqueue(&ended.jobs).await.unwrap();
    transaction.commit().await.unwrap();
    world.queue.queue().await.announce(&enqueued).await;
    until("none is there any more", async || {
        let read = live.read_many(live.shard(parent), &children).await.ok()?;
        read.iter().all(|one| matches!(one, Ok(None))).then_some(())
    })
    .await;
    let left = "SELECT count(*) FROM sessions WHERE parent_id IS NOT NULL AND deleted_at IS NULL";
    assert_eq!(world.postgres.number(left).await, 0);
}

/// The job that ends them may come when their parent has been made again.
#[tokio::test]
async fn children_of_the_next_life_do_not_end_with_those_of_the_one_before() {
    let world = World::new().await;
    let parent = herd(&world, WALKS).await;
    let old = children(&world).await;
    let doer = Doer::system();
    let transaction = world.postgres.begin().await.unwrap();
    transaction.delete(parent, None, &doer, None).await.unwrap();
    assert_eq!(transaction.children(parent, 10).await.unwrap(), old);
    transaction.commit().await.unwrap();

    let transaction = world.postgres.begin().await.unwrap();
    transaction.create(herd_at(&world, parent), &doer).await.unwrap();
    let child = walker_of(&world, parent, json!({ "tick_ms": 1_000, "ticks": 1, "seed": 7 }));
    transaction.create(child, &doer).await.unwrap();
    assert_eq!(transaction.children(parent, 10).await.unwrap(), old);
    transaction.commit().await.unwrap();
    assert_eq!(children(&world).await.len(), old.len() + 1);
}
