//! What somebody was told, newest first.

use sea_orm::{ConnectionTrait, FromQueryResult, QueryResult};
use serde_json::Value;
use uuid::Uuid;

use crate::sql::statement::sql;
use crate::{Store, StoreError};

#[derive(Clone, Debug, PartialEq, FromQueryResult)]
pub struct NoticeRecord {
    pub id: Uuid,
    pub user_id: Uuid,
    pub r#type: String,
    pub circle_id: Option<Uuid>,
    pub circle_name: Option<String>,
    pub is_private: bool,
    pub about: Value,
    /// `[{id, name}]` of whoever caused it last.
    pub actors: Value,
    pub count: i32,
    pub at_ms: i64,
    pub state: String,
}

/// The name of the circle `c`, as a person may know it: none of one that is hidden from them.
macro_rules! circle_name {
    ($person:literal) => {
        concat!(
            "CASE WHEN c.kind <> 'private' OR EXISTS (
                     SELECT FROM circle_member m WHERE m.circle_id = c.id
                         AND m.user_id = ",
            $person,
            " AND m.state = 'active') OR EXISTS (
                     SELECT FROM circle_invitation i WHERE i.circle_id = c.id
                         AND i.user_id = ",
            $person,
            " AND i.uses_left > 0 AND i.until > now())
                 THEN c.config->>'name' END"
        )
    };
}
pub(crate) use circle_name;

macro_rules! notices {
    ($rest:literal) => {
        concat!(
            "SELECT n.id, n.user_id, n.type, n.circle_id, ",
            circle_name!("n.user_id"),
            " AS circle_name,
                 coalesce(c.kind = 'private', false) AS is_private, n.about, n.count, n.state,
                 (extract(epoch FROM n.at) * 1000)::bigint AS at_ms,
                 coalesce((SELECT jsonb_agg(jsonb_build_object('id', u.id, 'name', u.display_name)
                         ORDER BY actor.place)
                     FROM unnest(n.actors) WITH ORDINALITY AS actor (id, place)
                     JOIN users u ON u.id = actor.id), '[]') AS actors
             FROM notice n LEFT JOIN circle c ON c.id = n.circle_id ",
            $rest
        )
    };
}

impl Store {
    /// Behind a time and an id.
    pub async fn notices(
        &self,
        user: Uuid,
        is_unread: bool,
        after: Option<(i64, Uuid)>,
        limit: u32,
    ) -> Result<Vec<NoticeRecord>, StoreError> {
        let (at_ms, id) = after.unwrap_or((i64::MAX, Uuid::max()));
        let find = sql(
            notices!(
                "WHERE n.user_id = $1 AND (n.state <> 'read' OR NOT $2)
                     AND ((extract(epoch FROM n.at) * 1000)::bigint, n.id) < ($3, $4)
                 ORDER BY (extract(epoch FROM n.at) * 1000)::bigint DESC, n.id DESC LIMIT $5"
            ),
            [user.into(), is_unread.into(), at_ms.into(), id.into(), i64::from(limit).into()],
        );
        self.db.query_all_raw(find).await?.iter().map(record).collect()
    }

    /// Some that are unread, newest first.
    pub async fn unread_of(&self, ids: &[Uuid]) -> Result<Vec<NoticeRecord>, StoreError> {
        let find = sql(
            notices!("WHERE n.id = ANY($1) AND n.state <> 'read' ORDER BY n.at DESC, n.id DESC"),
            [ids.to_vec().into()],
        );
        self.db.query_all_raw(find).await?.iter().map(record).collect()
    }

    pub async fn count_unread(&self, user: Uuid) -> Result<i64, StoreError> {
        let count = sql(
            "SELECT count(*) AS count FROM notice WHERE user_id = $1 AND state <> 'read'",
            [user.into()],
        );
        let row = self.db.query_one_raw(count).await?.ok_or(StoreError::NotFound)?;
        Ok(row.try_get("", "count")?)
    }

    /// Somebody has read these, or all, as they were at a time.
    pub async fn read_notices(
        &self,
        user: Uuid,
        ids: Option<&[Uuid]>,
        until_ms: Option<i64>,
    ) -> Result<(), StoreError> {
        let transaction = self.begin().await?;
        transaction.hold_told(user).await?;
        let read = sql(
            "UPDATE notice SET state = 'read' WHERE user_id = $1 AND state <> 'read'
                 AND ($2::uuid[] IS NULL OR id = ANY($2))
                 AND ($3::bigint IS NULL OR (extract(epoch FROM changed_at) * 1000)::bigint <= $3)",
            [user.into(), ids.map(<[Uuid]>::to_vec).into(), until_ms.into()],
        );
        transaction.0.execute_raw(read).await?;
        transaction.commit().await
    }
}

fn record(row: &QueryResult) -> Result<NoticeRecord, StoreError> {
    Ok(NoticeRecord::from_query_result(row, "")?)
}
