//! A circle as it is read for those who are there.

use sea_orm::ConnectionTrait;
use serde::Deserialize;
use serde_json::Value;
use uuid::Uuid;

use downbeat_session::kinds::circle::live::{COUNTED_MAX, NEWS_MAX};

use crate::sql::alone::{AsOf, alone};
use crate::sql::statement::sql;
use crate::{Store, StoreError};

/// What of a circle moves, at one moment.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct CircleNow {
    pub config: Value,
    pub is_closing: bool,
    pub head: i64,
    pub n: i64,
    /// What was said up to here is of those alone who were in it then.
    pub closed_until: i64,
    pub members: i64,
    pub pending: i64,
    pub queue: i64,
    pub oldest_ms: Option<i64>,
    /// Oldest first.
    pub news: Vec<CircleNews>,
    pub counts: Vec<CircleCounted>,
}

/// A change, with its message as it is then.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct CircleNews {
    pub n: i64,
    pub op: String,
    pub id: Uuid,
    pub seq: Option<i64>,
    pub version: i64,
    pub kind: String,
    pub author: Option<Uuid>,
    pub author_name: Option<String>,
    pub is_anonymous: bool,
    pub text: Option<String>,
    /// As over HTTP, in their order.
    pub media: Value,
    pub state: String,
    pub is_pinned: bool,
    pub is_daily: bool,
    pub comments: i32,
    pub counts: Value,
    pub at_ms: i64,
    pub edited_ms: Option<i64>,
}

/// What people made of an item.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct CircleCounted {
    pub id: Uuid,
    pub counts: Value,
}

/// Of so many items that were reacted to last, whichever they are.
const REACTED_LAST: i64 = 16;

impl Store {
    /// A circle as it is now; `None` where there is none.
    pub async fn circle_now(&self, id: Uuid) -> Result<Option<AsOf<CircleNow>>, StoreError> {
        let news = i64::try_from(NEWS_MAX).unwrap_or(i64::MAX);
        let newest = i64::try_from(COUNTED_MAX).unwrap_or(i64::MAX) - REACTED_LAST;
        let read = sql(
            "SELECT jsonb_build_object(
                 'config', c.config, 'is_closing', c.closing_at IS NOT NULL,
                 'head', c.head, 'n', c.n, 'closed_until', c.closed_until,
                 'members', (SELECT count(*) FROM circle_member m
                     WHERE m.circle_id = c.id AND m.state = 'active'),
                 'pending', (SELECT count(*) FROM circle_member m
                     WHERE m.circle_id = c.id AND m.state = 'pending'),
                 'queue', (SELECT count(*) FROM circle_case q WHERE q.circle_id = c.id),
                 'oldest_ms', (SELECT (extract(epoch FROM min(q.opened_at)) * 1000)::bigint
                     FROM circle_case q WHERE q.circle_id = c.id),
                 'news', coalesce((SELECT jsonb_agg(to_jsonb(told) ORDER BY told.n) FROM (
                     SELECT h.n, h.op, m.id, m.seq, m.version, m.kind, m.author,
                         u.display_name AS author_name, m.is_anonymous, m.text, m.state,
                         m.pinned_at IS NOT NULL AS is_pinned, m.is_daily, m.comments, m.counts,
                         coalesce((SELECT jsonb_agg(jsonb_build_object('id', d.id,
                                 'kind', d.kind, 'width', d.width, 'height', d.height,
                                 'duration_ms', d.duration_ms, 'alt', d.alt) ORDER BY d.place)
                             FROM media d WHERE d.message_id = m.id), '[]') AS media,
                         (extract(epoch FROM m.created_at) * 1000)::bigint AS at_ms,
                         (extract(epoch FROM m.edited_at) * 1000)::bigint AS edited_ms
                     FROM circle_change h JOIN message m ON m.id = h.message_id
                     LEFT JOIN users u ON u.id = m.author
                     WHERE h.circle_id = c.id ORDER BY h.n DESC LIMIT $2) AS told), '[]'),
                 'counts', coalesce((SELECT jsonb_agg(to_jsonb(counted)) FROM (
                     SELECT newest.id, newest.counts FROM (
                         SELECT m.id, m.counts FROM message m
                         WHERE m.circle_id = c.id AND m.seq > c.closed_until
                             AND m.state = 'shown' ORDER BY m.seq DESC LIMIT $3) AS newest
                     UNION
                     SELECT item.id, item.counts FROM (
                         SELECT r.item_id, max(r.at) AS at FROM (
                             SELECT r.item_id, r.at FROM reaction r
                             WHERE r.circle_id = c.id ORDER BY r.at DESC LIMIT 200) AS r
                         GROUP BY r.item_id ORDER BY 2 DESC LIMIT $4) AS last
                     CROSS JOIN LATERAL (
                         SELECT m.id, m.counts FROM message m WHERE m.id = last.item_id
                             AND m.state = 'shown' AND m.seq > c.closed_until
                         UNION ALL
                         SELECT o.id, o.counts FROM comment o
                             JOIN message m ON m.id = o.message_id
                         WHERE o.id = last.item_id AND o.state = 'shown'
                             AND m.state = 'shown' AND m.seq > c.closed_until) AS item)
                     AS counted), '[]')) AS found,
                 (extract(epoch FROM clock_timestamp()) * 1000000)::bigint AS as_of_us
             FROM circle c WHERE c.id = $1",
            [id.into(), news.into(), newest.into(), REACTED_LAST.into()],
        );
        let transaction = self.begin().await?;
        alone(&transaction, id).await?;
        let row = transaction.0.query_one_raw(read).await?;
        let now = row.as_ref().map(AsOf::read).transpose()?;
        transaction.commit().await?;
        Ok(now)
    }

    /// In which circles somebody is a member.
    pub async fn circles_in(&self, user: Uuid) -> Result<Vec<Uuid>, StoreError> {
        let find = sql(
            "SELECT circle_id FROM circle_member WHERE user_id = $1 AND state = 'active'",
            [user.into()],
        );
        let rows = self.db.query_all_raw(find).await?;
        rows.iter().map(|row| Ok(row.try_get("", "circle_id")?)).collect()
    }
}
