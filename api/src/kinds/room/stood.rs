//! What was just asked changes what somebody is: their sockets hear of it at once.

use downbeat_job::Restand;
use serde_json::Value;
use uuid::Uuid;

use crate::app::App;

/// A job does it again, should this fail.
pub async fn accepted(app: &App, session: Uuid, events: &[Value]) {
    // No earlier than it happened, by the clock that events have.
    let now_ms = app.live.now_ms(app.live.shard(session));
    for restand in events.iter().filter_map(|event| Restand::of(session, event, now_ms)) {
        if let Err(error) = restand.tell(&app.live, &app.store).await {
            tracing::warn!(%session, "a job will tell what a seat is: {error:#}");
        }
    }
}
