//! Rooms that are to begin by their schedules, and those that are reminded of it.

use std::time::Duration;

use downbeat_live::CommandError;
use downbeat_store::RoomSchedule;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{clock::next_weekly_ms, reminders::remind};
use crate::{ActivateSession, Attempt, Durable, JobContext};

/// In one run; what is left goes with the next, within the minute.
const MOST: u32 = 500;
/// A countdown is seen before.
const AHEAD_MS: i64 = 90_000;
const WEEKLY: &str = "weekly";

/// It is time to look for them.
#[derive(Debug, Serialize, Deserialize)]
pub struct BeginRooms {}

impl Durable for BeginRooms {
    type Context = JobContext;

    const NAME: &'static str = "begin_rooms";
    const QUEUE: &'static str = "rooms";
    const CONCURRENCY: usize = 1;
    const TIMEOUT: Duration = Duration::from_mins(5);

    fn key(&self) -> Option<String> {
        Some(String::from("all"))
    }

    async fn run(self, context: &JobContext, _: &Attempt) -> anyhow::Result<()> {
        // What begins goes on to its next time, so that comes behind.
        remind(context, (AHEAD_MS, MOST)).await?;
        let now_ms = context.store.now_ms().await?;
        for due in context.store.due_room_schedules(AHEAD_MS, MOST).await? {
            // One that cannot be woken holds up no other, and is tried again.
            if let Err(error) = see_to(context, &due, now_ms).await {
                tracing::warn!(session = %due.session_id, "a schedule is tried again: {error:#}");
            }
        }
        Ok(())
    }
}

async fn see_to(context: &JobContext, due: &RoomSchedule, now_ms: i64) -> anyhow::Result<()> {
    let Some(at_ms) = due.next_ms else { return Ok(()) };
    if due.starts && at_ms > now_ms && !play(context, due, at_ms).await? {
        return Ok(());
    }
    let next_ms = (due.repeat == WEEKLY)
        .then(|| next_weekly_ms(&due.local_at, &due.zone, at_ms.max(now_ms)))
        .flatten();
    context.store.room_schedule_ran(due.id, (at_ms, next_ms)).await?;
    Ok(())
}

/// `false` while the room sleeps: it is woken, and asked again at the next turn.
async fn play(context: &JobContext, due: &RoomSchedule, at_ms: i64) -> anyhow::Result<bool> {
    let args = json!({ "at_ms": at_ms });
    match context.live.tell_system(due.session_id, "play", args).await {
        // Nobody is there, or nothing is in its queue: it does not begin by itself.
        Ok(_) | Err(CommandError::Refused(_)) => Ok(true),
        Err(CommandError::Cold) => {
            context.queue.signal(&ActivateSession { session: due.session_id }).await?;
            Ok(false)
        }
        Err(error) => Err(error.into()),
    }
}
