//! Bringing many sessions to life at once, as after the loss of live Redis.

use std::collections::HashMap;

use downbeat_entity::{session_event, session_snapshot};
use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

use super::activation::{Activation, Taken};
use crate::event::{rows, snapshots};
use crate::sql::statement::sql;
use crate::{EventRow, Snapshot, Store, StoreError};

/// Events of one session that are read among those of others; a longer history is
/// read alone.
const EVENTS_EACH: u32 = 200;

impl Store {
    /// [`Store::activate`] for many, in one transaction. Left out are sessions
    /// that are gone, whose history is long, or that `fold` does not make a state
    /// of: those are to be activated alone.
    pub async fn activate_many<T>(
        &self,
        ids: &[Uuid],
        fold: impl Fn(&Activation) -> Option<(T, Option<Snapshot>)>,
    ) -> Result<Vec<(Activation, T)>, StoreError> {
        let transaction = self.db.begin().await?;
        let mut begun = Vec::new();
        let mut beginnings = Vec::new();
        for activation in take(&transaction, ids).await? {
            if let Some((folded, beginning)) = fold(&activation) {
                beginnings.extend(beginning);
                begun.push((activation, folded));
            }
        }
        snapshots::insert_all(&transaction, &beginnings).await?;
        transaction.commit().await?;
        Ok(begun)
    }
}

async fn take(db: &impl ConnectionTrait, ids: &[Uuid]) -> Result<Vec<Activation>, StoreError> {
    // Locked in the order of ids, as the drain does.
    let take = sql(
        "WITH wanted AS (
             SELECT id FROM sessions WHERE id = ANY($1) AND deleted_at IS NULL
             ORDER BY id FOR NO KEY UPDATE
         )
         UPDATE sessions SET incarnation = incarnation + 1,
             wake_at = date_trunc('milliseconds', now())
         FROM wanted WHERE sessions.id = wanted.id
         RETURNING sessions.id, kind, owner, config, version, incarnation, shard",
        [ids.to_vec().into()],
    );
    let taken = db.query_all_raw(take).await?;
    let mut kept = newest_snapshots(db, ids).await?;
    let mut events = events_behind(db, ids, &kept).await?;
    let mut activations = Vec::with_capacity(taken.len());
    for row in taken {
        let taken = Taken::from_query_result(&row, "")?;
        let events = events.remove(&taken.id).unwrap_or_default();
        if events.len() <= EVENTS_EACH as usize {
            let snapshot = kept.remove(&taken.id);
            let facts = rows::facts(db, &taken.kind, taken.id).await?;
            activations.push(taken.with(snapshot, events, facts));
        }
    }
    Ok(activations)
}

async fn newest_snapshots(
    db: &impl ConnectionTrait,
    ids: &[Uuid],
) -> Result<HashMap<Uuid, Snapshot>, StoreError> {
    let newest = sql(
        "SELECT kept.* FROM unnest($1::uuid[]) AS wanted (id)
         CROSS JOIN LATERAL (SELECT * FROM session_snapshot WHERE session_id = wanted.id
             ORDER BY incarnation DESC, rev DESC LIMIT 1) AS kept",
        [ids.to_vec().into()],
    );
    let mut snapshots = HashMap::new();
    for row in db.query_all_raw(newest).await? {
        let kept = Snapshot::from(session_snapshot::Model::from_query_result(&row, "")?);
        snapshots.insert(kept.session_id, kept);
    }
    Ok(snapshots)
}

/// Events behind the newest snapshots, up to one more than may be.
async fn events_behind(
    db: &impl ConnectionTrait,
    ids: &[Uuid],
    kept: &HashMap<Uuid, Snapshot>,
) -> Result<HashMap<Uuid, Vec<EventRow>>, StoreError> {
    let place = |id: &Uuid| kept.get(id).map_or((0, 0), |kept| (kept.incarnation, kept.rev));
    let (incarnations, revs): (Vec<i64>, Vec<i64>) = ids.iter().map(place).unzip();
    let behind = sql(
        "SELECT event.* FROM unnest($1::uuid[], $2::bigint[], $3::bigint[])
             AS wanted (id, incarnation, rev)
         CROSS JOIN LATERAL (SELECT * FROM session_event WHERE session_id = wanted.id
             AND (incarnation, rev) > (wanted.incarnation, wanted.rev)
             ORDER BY incarnation, rev, seq LIMIT $4) AS event",
        [ids.to_vec().into(), incarnations.into(), revs.into(), i64::from(EVENTS_EACH + 1).into()],
    );
    let mut events: HashMap<Uuid, Vec<EventRow>> = HashMap::new();
    for row in db.query_all_raw(behind).await? {
        let event = EventRow::from(session_event::Model::from_query_result(&row, "")?);
        events.entry(event.session_id).or_default().push(event);
    }
    Ok(events)
}
