//! States to fold from, so that a long history is not read from its start.

use downbeat_entity::session_snapshot::{Column, Entity, Model};
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde_json::Value;
use uuid::Uuid;

use super::{EventCursor, EventRow, history, history::since_made};
use crate::sql::epoch::to_ms;
use crate::sql::statement::sql;
use crate::{Store, StoreError};

/// A session's state after a rev; after rev 0 it is how a life began.
#[derive(Clone, Debug, PartialEq)]
pub struct Snapshot {
    pub session_id: Uuid,
    pub incarnation: i64,
    pub rev: i64,
    pub at_ms: i64,
    pub kind: String,
    pub state: Value,
}

/// Events that are folded in one go at most; a history without snapshots is
/// longer only if taking them failed for long.
const FOLDED_MAX: u32 = 20_000;
/// Events between two snapshots that are taken one after the other.
const APART: u32 = 5_000;
/// Snapshots that are looked through for one that can be read.
const SNAPSHOTS_TRIED: u64 = 20;

impl Store {
    /// The newest snapshot of a session and all events behind it.
    pub async fn history_since_snapshot(
        &self,
        session: Uuid,
    ) -> Result<(Option<Snapshot>, Vec<EventRow>), StoreError> {
        since_snapshot(&self.db, session).await
    }

    /// The newest snapshot, and as much of what is behind it as the next snapshot
    /// wants: whole revs, and all of it if that is little.
    pub async fn history_to_snapshot(
        &self,
        session: Uuid,
    ) -> Result<(Option<Snapshot>, Vec<EventRow>), StoreError> {
        let newest = newest(&self.db, session).await?;
        let after = newest.as_ref().map(Snapshot::cursor);
        let mut limit = APART;
        loop {
            let mut events = history::page(&self.db, session, (after, None), limit).await?;
            if events.len() < limit as usize {
                return Ok((newest, events));
            }
            let last = events.last().map(|event| (event.incarnation, event.rev));
            events.retain(|event| Some((event.incarnation, event.rev)) != last);
            if !events.is_empty() {
                return Ok((newest, events));
            }
            // One rev alone is as long.
            limit = limit.saturating_mul(4);
        }
    }

    /// The newest snapshot up to an (incarnation, rev).
    pub async fn snapshot_until(
        &self,
        session: Uuid,
        (incarnation, rev): (i64, i64),
    ) -> Result<Option<Snapshot>, StoreError> {
        let until = [Expr::val(incarnation), Expr::val(rev)];
        let place = [Column::Incarnation, Column::Rev].map(Expr::col);
        let newest = Entity::find()
            .filter(Column::SessionId.eq(session))
            .filter(Expr::tuple(place).lte(Expr::tuple(until)))
            .order_by_desc(Column::Incarnation)
            .order_by_desc(Column::Rev)
            .one(&self.reading)
            .await?;
        Ok(newest.map(Snapshot::from))
    }

    /// The last snapshots of a session, the newest first.
    pub async fn newest_snapshots(&self, session: Uuid) -> Result<Vec<Snapshot>, StoreError> {
        let rows = Entity::find()
            .filter(Column::SessionId.eq(session))
            .order_by_desc(Column::Incarnation)
            .order_by_desc(Column::Rev)
            .limit(SNAPSHOTS_TRIED)
            .all(&self.db)
            .await?;
        Ok(rows.into_iter().map(Snapshot::from).collect())
    }

    /// The events of a session behind one of its snapshots.
    pub async fn events_behind(&self, snapshot: &Snapshot) -> Result<Vec<EventRow>, StoreError> {
        history::behind(&self.db, snapshot.session_id, Some(snapshot.cursor()), FOLDED_MAX).await
    }

    /// Keeps a snapshot; the same again changes nothing.
    pub async fn keep_snapshot(&self, snapshot: &Snapshot) -> Result<(), StoreError> {
        insert(&self.db, snapshot).await
    }

    /// Which of these sessions, each at its last (incarnation, rev), have gone so
    /// many revs since their last snapshot.
    pub async fn want_snapshot(
        &self,
        sessions: &[(Uuid, i64, i64)],
        revs: i64,
    ) -> Result<Vec<Uuid>, StoreError> {
        let ids: Vec<Uuid> = sessions.iter().map(|(id, ..)| *id).collect();
        let incarnations: Vec<i64> = sessions.iter().map(|(_, it, _)| *it).collect();
        let lasts: Vec<i64> = sessions.iter().map(|(.., rev)| *rev).collect();
        let find = sql(
            "SELECT s.id FROM unnest($1::uuid[], $2::bigint[], $3::bigint[])
                 AS s (id, incarnation, rev)
             LEFT JOIN LATERAL (SELECT incarnation, rev FROM session_snapshot
                 WHERE session_id = s.id ORDER BY incarnation DESC, rev DESC LIMIT 1) AS kept ON true
             WHERE s.rev - CASE WHEN kept.incarnation = s.incarnation THEN kept.rev ELSE 0 END
                 >= $4",
            [ids.into(), incarnations.into(), lasts.into(), revs.into()],
        );
        let rows = self.db.query_all_raw(find).await?;
        Ok(rows.iter().map(|row| row.try_get("", "id")).collect::<Result<_, _>>()?)
    }
}

pub(crate) async fn since_snapshot(
    db: &impl ConnectionTrait,
    session: Uuid,
) -> Result<(Option<Snapshot>, Vec<EventRow>), StoreError> {
    let newest = newest(db, session).await?;
    let after = newest.as_ref().map(Snapshot::cursor);
    let events = history::behind(db, session, after, FOLDED_MAX).await?;
    Ok((newest, events))
}

async fn newest(db: &impl ConnectionTrait, session: Uuid) -> Result<Option<Snapshot>, StoreError> {
    let newest = Entity::find()
        .filter(Column::SessionId.eq(session))
        .filter(since_made(session))
        .order_by_desc(Column::Incarnation)
        .order_by_desc(Column::Rev)
        .one(db)
        .await?;
    Ok(newest.map(Snapshot::from))
}

pub(crate) async fn insert(
    db: &impl ConnectionTrait,
    snapshot: &Snapshot,
) -> Result<(), StoreError> {
    let Snapshot { session_id, incarnation, rev, at_ms, kind, state } = snapshot;
    let insert = sql(
        "INSERT INTO session_snapshot (session_id, incarnation, rev, at, kind, state)
         VALUES ($1, $2, $3, 'epoch'::timestamptz + $4 * interval '1 millisecond', $5, $6)
         ON CONFLICT DO NOTHING",
        [
            (*session_id).into(),
            (*incarnation).into(),
            (*rev).into(),
            (*at_ms).into(),
            kind.clone().into(),
            state.clone().into(),
        ],
    );
    db.execute_raw(insert).await?;
    Ok(())
}

/// Keeps snapshots of several sessions.
pub(crate) async fn insert_all(
    db: &impl ConnectionTrait,
    snapshots: &[Snapshot],
) -> Result<(), StoreError> {
    fn each<T>(of: &[Snapshot], value: impl Fn(&Snapshot) -> T) -> Vec<T> {
        of.iter().map(value).collect()
    }
    if snapshots.is_empty() {
        return Ok(());
    }
    let insert = sql(
        "INSERT INTO session_snapshot (session_id, incarnation, rev, at, kind, state)
         SELECT id, incarnation, rev, 'epoch'::timestamptz + at_ms * interval '1 millisecond',
             kind, state::jsonb
         FROM unnest($1::uuid[], $2::bigint[], $3::bigint[], $4::bigint[], $5::text[], $6::text[])
             AS kept (id, incarnation, rev, at_ms, kind, state)
         ON CONFLICT DO NOTHING",
        [
            each(snapshots, |kept| kept.session_id).into(),
            each(snapshots, |kept| kept.incarnation).into(),
            each(snapshots, |kept| kept.rev).into(),
            each(snapshots, |kept| kept.at_ms).into(),
            each(snapshots, |kept| kept.kind.clone()).into(),
            each(snapshots, |kept| kept.state.to_string()).into(),
        ],
    );
    db.execute_raw(insert).await?;
    Ok(())
}

impl Snapshot {
    /// Behind everything that is in it.
    #[must_use]
    pub fn cursor(&self) -> EventCursor {
        let Self { incarnation, rev, .. } = *self;
        EventCursor { incarnation, rev, seq: i16::MAX }
    }
}

impl From<Model> for Snapshot {
    fn from(row: Model) -> Self {
        let Model { session_id, incarnation, rev, at, kind, state } = row;
        Self { session_id, incarnation, rev, at_ms: to_ms(at), kind, state }
    }
}
