//! What happens when something dies, sleeps, forgets, fills up, or when the
//! line to it is bad. In each case what was acknowledged is there, once.
//!
//! `cargo xtask faults` runs all of this; what takes long is ignored elsewhere.
//! The promises, each with its test, are in `docs/guarantees.md`.

mod away;
mod clients;
mod cluster;
mod crowd;
mod forgotten;
mod live;
mod outage;
mod postgres;
mod processes;
mod queue;
mod readers;
mod recorded;
mod restless;
mod soak;
mod stopping;
mod twitch;
mod webhooks;

use downbeat_live::Live;
use reqwest::StatusCode;

use crate::harness::{Process, Redis, Screen, Trouble, World, window_config};

/// A streamer whose meter counts every vote for two minutes.
async fn windowed() -> World {
    counting(World::new().await).await
}

async fn counting(world: World) -> World {
    let config = serde_json::to_value(window_config(120)).unwrap();
    world.postgres.edited(world.seeded.session_id, None, config).await.unwrap();
    world
}

/// Whether nothing at all comes through.
fn stops(trouble: Trouble) -> bool {
    matches!(trouble, Trouble::Cut | Trouble::HalfOpen)
}

async fn is_ready(process: &Process) -> bool {
    reqwest::get(format!("{}/readyz", process.base)).await.unwrap().status().is_success()
}

/// How many votes the world's meter has counted.
async fn counted(world: &World, live: &Live) -> u64 {
    live.read(world.seeded.session_id).await.unwrap().unwrap().beside.tally.seq
}

/// Votes until the screen shows them all, one vote at a time.
pub async fn votes_arrive(
    world: &World,
    api: &Process,
    screen: &mut Screen,
    so_far: &mut u64,
    votes: u64,
) {
    for _ in 0..votes {
        assert_eq!(world.chat.say(api, "yes").await, StatusCode::NO_CONTENT);
        *so_far += 1;
        screen.frame_with(*so_far).await;
    }
}

/// Lets a server have so many bytes; 0 is as many as it likes.
pub async fn fill(redis: &Redis, bytes_max: u64) {
    let mut set = redis::cmd("CONFIG");
    set.arg("SET").arg("maxmemory").arg(bytes_max);
    set.exec_async(&mut redis.bare().await).await.unwrap();
}
