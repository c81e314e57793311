//! Live Redis emptied under a room of 500: it comes back with all that it had.

use std::time::Duration;

use anyhow::{Context as _, ensure};
use downbeat_boot::clock::{self, Instant};
use serde_json::{Value, json};

use super::{
    made::Room,
    whole::{SEATS, is_whole},
};
use crate::{
    installation::Installation,
    report,
    talkers::{Talkers, connect, next},
};

const PATIENCE: Duration = Duration::from_mins(1);
const TRY_EVERY: Duration = Duration::from_millis(50);
/// How long what happened may take to Postgres: it is drained once a second.
const DRAINED: Duration = Duration::from_secs(5);
/// Who is a cohost, and who is muted, of so many.
const COHOSTS: usize = 20;

pub async fn run(installation: &Installation, room: &Room, talkers: Talkers) -> anyhow::Result<()> {
    for n in 0..COHOSTS {
        let role = json!({ "seat": room.seats[1 + n].id, "role": "cohost" });
        room.commands("role", &role).await?;
        let seat = &room.seats[1 + COHOSTS + n].id;
        let mute = json!({ "seat": seat, "scope": "both", "minutes": 60 });
        room.commands("mute", &mute).await?;
    }
    clock::sleep(DRAINED).await;
    let before = standing(&seen(room).await?);
    let lines = room.lines().await?;
    ensure!(before.len() == SEATS && !lines.is_empty(), "there is nothing to lose");
    // They would come back by themselves, and tell nothing of a newcomer's wait.
    drop(talkers);

    let client = redis::Client::open(installation.ready.redis_live_url.as_str())?;
    let mut live = client.get_multiplexed_async_connection().await?;
    redis::cmd("FLUSHALL").exec_async(&mut live).await?;
    let began = clock::monotonic();
    let after = back(room, began).await?;
    let took = began.elapsed().as_secs_f64();
    ensure!(standing(&after) == before, "a seat, a role or a mute was lost");
    ensure!(room.lines().await? == lines, "a line was lost");
    report::figure("live Redis emptied: a room of 500 greets again", took, "s");
    Ok(())
}

/// Until it greets somebody.
async fn back(room: &Room, began: Instant) -> anyhow::Result<Value> {
    loop {
        let view = clock::timeout(PATIENCE, seen(room)).await;
        match view.context("nobody is greeted")? {
            Ok(view) => return Ok(view),
            Err(error) if began.elapsed() >= PATIENCE => return Err(error),
            Err(_) => clock::sleep(TRY_EVERY).await,
        }
    }
}

async fn seen(room: &Room) -> anyhow::Result<Value> {
    let mut socket = connect(&room.place(0)).await?;
    is_whole(&next(&mut socket).await?)
}

/// Each seat's name, role and mutes.
fn standing(view: &Value) -> Vec<Value> {
    let seats = view["seats"].as_object().into_iter().flatten();
    let of = |(id, seat): (&String, &Value)| {
        json!([id, seat["name"], seat["role"], seat["muted_until_ms"]])
    };
    seats.map(of).collect()
}
