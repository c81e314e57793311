//! States that are kept, so that no history is folded from its start.

use downbeat_store::Store;
use metrics::counter;
use uuid::Uuid;

use crate::fold;

/// Snapshots that one call takes at most; the next one goes on.
const TAKEN_MAX: usize = 100;

/// Keeps the newest state of a session that its history leads to, and on the way
/// there one every few thousand events. It folds what is recorded, and nothing
/// that is not.
pub async fn take(store: &Store, session: Uuid) -> anyhow::Result<()> {
    for _ in 0..TAKEN_MAX {
        let (newest, events) = store.history_to_snapshot(session).await?;
        let (Some(last), Some(state)) = (events.last(), fold::fold(newest.as_ref(), &events)?)
        else {
            return Ok(());
        };
        let at = (last.incarnation, last.rev);
        store.keep_snapshot(&fold::snapshot(session, at, last.at_ms, &state)?).await?;
        counter!("downbeat_snapshots_total").increment(1);
    }
    Ok(())
}
