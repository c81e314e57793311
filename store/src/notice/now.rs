//! Somebody's notices, as they are read for their pages that are open.

use sea_orm::ConnectionTrait;
use serde::Deserialize;
use serde_json::Value;
use uuid::Uuid;

use super::list::circle_name;
use crate::sql::alone::{AsOf, alone};
use crate::sql::statement::sql;
use crate::{Store, StoreError};

/// Notices of somebody at one moment.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct NoticesNow {
    pub unread: i64,
    /// Newest first.
    pub latest: Vec<NoticeNow>,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct NoticeNow {
    pub id: Uuid,
    pub r#type: String,
    pub circle: Option<Uuid>,
    pub circle_name: Option<String>,
    pub about: Value,
    /// `[{id, name}]` of whoever caused it last.
    pub actors: Value,
    pub count: i32,
    pub at_ms: i64,
    pub state: String,
}

impl Store {
    /// The newest of them; `None` where there is no such person.
    pub async fn notices_now(
        &self,
        user: Uuid,
        most: usize,
    ) -> Result<Option<AsOf<NoticesNow>>, StoreError> {
        let read = sql(
            concat!(
                "SELECT jsonb_build_object(
                 'unread', (SELECT count(*) FROM notice n
                     WHERE n.user_id = p.id AND n.state <> 'read'),
                 'latest', coalesce((SELECT jsonb_agg(
                         to_jsonb(told) ORDER BY told.at_ms DESC, told.id DESC) FROM (
                     SELECT n.id, n.type, n.circle_id AS circle, ",
                circle_name!("p.id"),
                " AS circle_name, n.about, n.count, n.state,
                         (extract(epoch FROM n.at) * 1000)::bigint AS at_ms,
                         coalesce((SELECT jsonb_agg(
                                 jsonb_build_object('id', u.id, 'name', u.display_name)
                                 ORDER BY actor.place)
                             FROM unnest(n.actors) WITH ORDINALITY AS actor (id, place)
                             JOIN users u ON u.id = actor.id), '[]') AS actors
                     FROM notice n LEFT JOIN circle c ON c.id = n.circle_id
                     WHERE n.user_id = p.id
                     ORDER BY n.at DESC, n.id DESC LIMIT $2) AS told), '[]')) AS found,
                 (extract(epoch FROM clock_timestamp()) * 1000000)::bigint AS as_of_us
             FROM users p WHERE p.id = $1"
            ),
            [user.into(), i64::try_from(most).unwrap_or(i64::MAX).into()],
        );
        let transaction = self.begin().await?;
        alone(&transaction, user).await?;
        let row = transaction.0.query_one_raw(read).await?;
        let now = row.as_ref().map(AsOf::read).transpose()?;
        transaction.commit().await?;
        Ok(now)
    }
}
