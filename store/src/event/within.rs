//! A session's events of some names, within a time.

use downbeat_entity::session_event::Model;
use sea_orm::{ConnectionTrait, FromQueryResult, QueryResult};
use uuid::Uuid;

use super::EventRow;
use crate::{Store, StoreError, sql::statement::sql};

/// Which events are wanted.
#[derive(Clone, Copy, Debug)]
pub struct Within<'a> {
    pub names: &'a [&'a str],
    pub from_ms: i64,
    /// What happened then is none of it any more.
    pub until_ms: Option<i64>,
    /// Whether the last are wanted where there are more; else the first.
    pub is_last: bool,
}

/// In which order they are looked for.
macro_rules! within {
    ($order:literal) => {
        concat!(
            "SELECT session_id, incarnation, rev, seq, at, name, payload, actor, command_id
             FROM session_event
             WHERE session_id = $1 AND name = ANY($2)
                 AND incarnation >= coalesce(
                     (SELECT first_incarnation FROM sessions WHERE id = $1), 0)
                 AND at >= 'epoch'::timestamptz + $3 * interval '1 millisecond'
                 AND at < coalesce(
                     'epoch'::timestamptz + $4 * interval '1 millisecond', 'infinity')
             ORDER BY incarnation ",
            $order,
            ", rev ",
            $order,
            ", seq ",
            $order,
            " LIMIT $5"
        )
    };
}

impl Store {
    /// At most `limit` of them, oldest first.
    pub async fn events_within(
        &self,
        session: Uuid,
        wanted: Within<'_>,
        limit: u32,
    ) -> Result<Vec<EventRow>, StoreError> {
        let Within { names, from_ms, until_ms, is_last } = wanted;
        let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
        let find = sql(
            if is_last { within!("DESC") } else { within!("ASC") },
            [
                session.into(),
                names.into(),
                from_ms.into(),
                until_ms.into(),
                i64::from(limit).into(),
            ],
        );
        let event = |row: &QueryResult| Ok(Model::from_query_result(row, "")?.into());
        let rows = self.reading.query_all_raw(find).await?;
        let mut events = rows.iter().map(event).collect::<Result<Vec<EventRow>, StoreError>>()?;
        if is_last {
            events.reverse();
        }
        Ok(events)
    }
}
