//! What is talked about in public circles, joined of what people did in the last hour, and
//! read as things are when somebody asks.

use sea_orm::ConnectionTrait;
use uuid::Uuid;

use downbeat_session::kinds::circle::trending::{
    ACTS_MAX, BUCKET_S, BUCKETS, COMMENT, FAVOURITE, JOINED_FOR_MIN, JOINED_MAX, PEOPLE_MIN,
    REACTION,
};

use super::messages::{MessageRecord, message, messages};
use super::regards::veiled;
use crate::sql::statement::sql;
use crate::{Store, StoreError};

/// Acts of three sorts, each person's best a message, and each author's best message. What
/// nobody can read in a feed takes no place from what they can.
const JOIN: &str = "WITH clock AS MATERIALIZED (
         SELECT floor(extract(epoch FROM clock_timestamp()) / $1)::bigint AS bucket),
     since AS MATERIALIZED (
         SELECT to_timestamp((bucket - $2 + 1) * $1) AS begins FROM clock),
     act AS (
         (SELECT item_id AS item, user_id AS person, $3::bigint AS worth, at FROM reaction
             WHERE at >= (SELECT begins FROM since) ORDER BY at DESC LIMIT $6)
         UNION ALL
         (SELECT message_id, author, $4::bigint, created_at FROM comment
             WHERE created_at >= (SELECT begins FROM since) AND state = 'shown'
                 AND author IS NOT NULL ORDER BY created_at DESC LIMIT $6)
         UNION ALL
         (SELECT message_id, user_id, $5::bigint, at FROM favourite
             WHERE at >= (SELECT begins FROM since) ORDER BY at DESC LIMIT $6)),
     person AS (
         SELECT act.item, m.author, act.person, max(act.worth * least($2,
                 $2 - clock.bucket + floor(extract(epoch FROM act.at) / $1)::bigint)) AS worth
         FROM act CROSS JOIN clock
         JOIN message m ON m.id = act.item AND m.state = 'shown' AND m.author <> act.person
         JOIN circle c ON c.id = m.circle_id AND c.kind = 'public'
             AND c.closing_at IS NULL AND m.seq > c.closed_until
         GROUP BY act.item, m.author, act.person),
     item AS (
         SELECT item, author, sum(worth)::bigint AS score FROM person
         GROUP BY item, author HAVING count(*) >= $7),
     best AS (
         SELECT DISTINCT ON (author) item, score FROM item
         ORDER BY author, score DESC, item DESC)
     INSERT INTO circle_trend (message_id, score)
     SELECT item, score FROM best ORDER BY score DESC, item DESC LIMIT $8";

impl Store {
    /// Joins anew what is talked about; how many messages that are.
    pub async fn join_trends(&self) -> Result<u64, StoreError> {
        let transaction = self.begin().await?;
        // Of two at once the later begins with what the other left. Readers wait for nobody.
        let lock = sql("LOCK TABLE circle_trend IN SHARE ROW EXCLUSIVE MODE", []);
        transaction.0.execute_raw(lock).await?;
        transaction.0.execute_raw(sql("DELETE FROM circle_trend", [])).await?;
        let join = sql(
            JOIN,
            [
                BUCKET_S.into(),
                BUCKETS.into(),
                REACTION.into(),
                COMMENT.into(),
                FAVOURITE.into(),
                ACTS_MAX.into(),
                PEOPLE_MIN.into(),
                JOINED_MAX.into(),
            ],
        );
        let joined = transaction.0.execute_raw(join).await?.rows_affected();
        transaction.commit().await?;
        Ok(joined)
    }

    /// What is talked about, most of all first, as far as somebody may read it now.
    pub async fn trending_feed(
        &self,
        viewer: Option<Uuid>,
        limit: u32,
    ) -> Result<Vec<MessageRecord>, StoreError> {
        let find = sql(
            messages!(concat!(
                "JOIN circle_trend t ON t.message_id = m.id
                     AND t.joined_at > now() - $2 * interval '1 minute'
                 JOIN circle c ON c.id = m.circle_id
                     AND c.kind = 'public' AND c.closing_at IS NULL
                 WHERE m.state = 'shown' AND m.seq > c.closed_until AND NOT ",
                veiled!("$1", "m.author"),
                " AND NOT EXISTS (SELECT FROM circle_member b WHERE b.circle_id = c.id
                         AND b.user_id = $1 AND b.state = 'banned'
                         AND (b.until IS NULL OR b.until > now()))
                 ORDER BY t.score DESC, m.id DESC LIMIT $3"
            )),
            [viewer.into(), JOINED_FOR_MIN.into(), i64::from(limit).into()],
        );
        self.reading.query_all_raw(find).await?.iter().map(message).collect()
    }
}
