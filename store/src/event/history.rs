//! A session's events in the order they happened.

use downbeat_entity::session_event::{Column, Entity, Model};
use sea_orm::sea_query::{Expr, ExprTrait, SimpleExpr};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
};
use uuid::Uuid;

use super::EventRow;
use crate::sql::epoch::to_ms;
use crate::{Store, StoreError};

/// The last event of the page before.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct EventCursor {
    pub incarnation: i64,
    pub rev: i64,
    pub seq: i16,
}

impl From<&EventRow> for EventCursor {
    fn from(last: &EventRow) -> Self {
        Self { incarnation: last.incarnation, rev: last.rev, seq: last.seq }
    }
}

impl Store {
    /// At most `limit` events of a session, oldest first, from the first or
    /// from behind the cursor.
    pub async fn events(
        &self,
        session_id: Uuid,
        after: Option<EventCursor>,
        limit: u32,
    ) -> Result<Vec<EventRow>, StoreError> {
        page(&self.reading, session_id, (after, None), limit).await
    }

    /// The same, up to a place and with it.
    pub async fn events_until(
        &self,
        session_id: Uuid,
        after: Option<EventCursor>,
        until: EventCursor,
        limit: u32,
    ) -> Result<Vec<EventRow>, StoreError> {
        page(&self.reading, session_id, (after, Some(until)), limit).await
    }

    /// One event, by its place.
    pub async fn event(
        &self,
        session_id: Uuid,
        place: EventCursor,
    ) -> Result<Option<EventRow>, StoreError> {
        let EventCursor { incarnation, rev, seq } = place;
        let row = Entity::find()
            .filter(Column::SessionId.eq(session_id))
            .filter(Column::Incarnation.eq(incarnation))
            .filter(Column::Rev.eq(rev))
            .filter(Column::Seq.eq(seq))
            .one(&self.db)
            .await?;
        Ok(row.map(EventRow::from))
    }

    /// How many events the history has. It reads them all.
    pub async fn count_events(&self) -> Result<u64, StoreError> {
        Ok(Entity::find().count(&self.db).await?)
    }

    /// The last events of a session, newest first.
    pub async fn last_events(
        &self,
        session_id: Uuid,
        limit: u32,
    ) -> Result<Vec<EventRow>, StoreError> {
        let rows = Entity::find()
            .filter(Column::SessionId.eq(session_id))
            .filter(since_made(session_id))
            .order_by_desc(Column::Incarnation)
            .order_by_desc(Column::Rev)
            .order_by_desc(Column::Seq)
            .limit(u64::from(limit))
            .all(&self.reading)
            .await?;
        Ok(rows.into_iter().map(EventRow::from).collect())
    }
}

/// Of a session that was deleted and made again, only what happened since.
pub(super) fn since_made(session: Uuid) -> SimpleExpr {
    Expr::cust_with_values(
        "incarnation >= coalesce((SELECT first_incarnation FROM sessions WHERE id = $1), 0)",
        [session],
    )
}

/// Every event behind a place. One more than `most` is an error: what is folded
/// is never a part of a history.
pub(super) async fn behind(
    db: &impl ConnectionTrait,
    session_id: Uuid,
    after: Option<EventCursor>,
    most: u32,
) -> Result<Vec<EventRow>, StoreError> {
    let events = page(db, session_id, (after, None), most.saturating_add(1)).await?;
    if events.len() > most as usize {
        return Err(StoreError::TooLong { most });
    }
    Ok(events)
}

pub(super) async fn page(
    db: &impl ConnectionTrait,
    session_id: Uuid,
    (after, until): (Option<EventCursor>, Option<EventCursor>),
    limit: u32,
) -> Result<Vec<EventRow>, StoreError> {
    let key = || Expr::tuple([Column::Incarnation, Column::Rev, Column::Seq].map(Expr::col));
    let place = |EventCursor { incarnation, rev, seq }| {
        Expr::tuple([Expr::val(incarnation), Expr::val(rev), Expr::val(seq)])
    };
    let mut page =
        Entity::find().filter(Column::SessionId.eq(session_id)).filter(since_made(session_id));
    if let Some(after) = after {
        page = page.filter(key().gt(place(after)));
    }
    if let Some(until) = until {
        page = page.filter(key().lte(place(until)));
    }
    let rows = page
        .order_by_asc(Column::Incarnation)
        .order_by_asc(Column::Rev)
        .order_by_asc(Column::Seq)
        .limit(u64::from(limit))
        .all(db)
        .await?;
    Ok(rows.into_iter().map(EventRow::from).collect())
}

impl From<Model> for EventRow {
    fn from(row: Model) -> Self {
        let Model { session_id, incarnation, rev, seq, at, name, payload, actor, command_id } = row;
        let at_ms = to_ms(at);
        Self { session_id, incarnation, rev, seq, at_ms, name, payload, actor, command_id }
    }
}
