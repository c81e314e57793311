//! Whoever is in a room is reminded that it begins soon.
//!
//! A time is told of once: whoever tells holds the schedule meanwhile, so that another
//! worker finds it done, and where it could not be told it is as if nobody had tried.
//! Where a room sleeps at that moment nobody is there, and nobody is told later.

use downbeat_session::kinds::room::reminder;
use downbeat_store::RoomSchedule;

use crate::JobContext;

/// Tells of all whose moment has come; of none it is later than `least_ms` before.
pub async fn remind(context: &JobContext, (least_ms, most): (i64, u32)) -> anyhow::Result<()> {
    for due in context.store.due_room_reminders(least_ms, most).await? {
        // One that cannot be told holds up no other, and is tried again.
        if let Err(error) = tell(context, &due).await {
            tracing::warn!(session = %due.session_id, "a reminder is tried again: {error:#}");
        }
    }
    Ok(())
}

async fn tell(context: &JobContext, due: &RoomSchedule) -> anyhow::Result<()> {
    let Some(at_ms) = due.next_ms else { return Ok(()) };
    let transaction = context.store.begin().await?;
    if transaction.note_room_reminder(due.id, at_ms).await? {
        context.live.notify(due.session_id, &reminder()).await?;
        transaction.commit().await?;
    }
    Ok(())
}
