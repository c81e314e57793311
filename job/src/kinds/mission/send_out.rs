//! Survivors go out again by themselves, once they are rested and healed.

use std::time::Duration;

use downbeat_session::{
    id,
    kinds::mission::{
        expedition::{AHEAD_MS, Party},
        resolver::Seed,
    },
};
use downbeat_store::{MissionError, NewMission, Rested, Seat};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::tell_mission::TellMission;
use crate::{Attempt, Durable, JobContext};

const AT_ONCE: u32 = 200;
/// Those of one run; the others have theirs a little later.
const MOST: usize = 2_000;

/// It is time to look who goes.
#[derive(Debug, Serialize, Deserialize)]
pub struct SendOut {}

impl Durable for SendOut {
    type Context = JobContext;

    const NAME: &'static str = "send_out";
    const QUEUE: &'static str = "missions";
    const CONCURRENCY: usize = 1;
    const TIMEOUT: Duration = Duration::from_mins(5);

    fn key(&self) -> Option<String> {
        Some(String::from("all"))
    }

    async fn run(self, context: &JobContext, _: &Attempt) -> anyhow::Result<()> {
        // Ids are drawn, so those of a place that is full hold up nobody for long.
        let first = Uuid::from_bytes(rand::random());
        let mut left = MOST;
        for (behind, until) in [(first, Uuid::max()), (Uuid::nil(), first)] {
            left = send(context, (behind, until), left).await?;
        }
        Ok(())
    }
}

/// Sends those between two ids out, so many at most; answers how many are left.
async fn send(
    context: &JobContext,
    (mut behind, until): (Uuid, Uuid),
    mut left: usize,
) -> anyhow::Result<usize> {
    while left > 0 {
        let rested = context.store.rested(behind, AT_ONCE).await?;
        let Some(last) = rested.last() else { break };
        behind = last.survivor_id;
        for one in rested.into_iter().take(left) {
            if one.survivor_id > until {
                return Ok(left);
            }
            left -= 1;
            if let Err(error) = go(context, one).await? {
                tracing::debug!(survivor = %one.survivor_id, error, "it does not go out now");
            }
        }
    }
    Ok(left)
}

/// One goes out alone, as it was out before; `Err` with why it cannot.
async fn go(context: &JobContext, one: Rested) -> anyhow::Result<Result<(), &'static str>> {
    let Rested { survivor_id: survivor, user_id: user, camp_id: camp, difficulty } = one;
    // Whether a camp is open is live Redis' to say, where the camp is hot.
    let hot = context.live.read(camp).await?;
    if hot.is_some_and(|hot| hot.session.status() == Some("closed")) {
        return Ok(Err("closed"));
    }
    let now_ms = context.live.now_ms(context.live.shard(camp));
    let shards = context.live.shards();
    let new = NewMission {
        id: id::of_child(camp, shards, Uuid::new_v4),
        camp,
        shard: id::shard(camp, shards),
        difficulty: u8::try_from(difficulty).unwrap_or(1),
        party: Party::Solo,
        code: None,
        now_ms,
    };
    let transaction = context.store.begin().await?;
    let left = async {
        transaction.make_mission(&new, Seat { survivor, user }).await?;
        let seed = Seed(rand::random());
        transaction.depart(new.id, survivor, seed, now_ms + AHEAD_MS).await?;
        transaction.take_auto(survivor).await
    };
    match left.await {
        // Dropped: nothing of this happens.
        Err(MissionError::Refused(code)) => return Ok(Err(code)),
        left => left?,
    }
    let enqueued = transaction.enqueue(&[TellMission { mission: new.id }.job()?]).await?;
    transaction.commit().await?;
    context.queue.announce(&enqueued).await;
    Ok(Ok(()))
}
