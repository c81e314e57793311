//! What is counted of a circle, for its owner: never of whom.

use sea_orm::{ConnectionTrait, FromQueryResult, QueryResult};
use uuid::Uuid;

use crate::sql::statement::sql;
use crate::{Store, StoreError};

/// Messages that are looked at for answers: the newest.
const LOOKED_AT_MAX: i64 = 10_000;

/// A day of those that were asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FromQueryResult)]
pub struct CircleDayCount {
    /// Its place among them, from 0.
    pub place: i32,
    /// At its end.
    pub members: i64,
    /// Who said something or reacted.
    pub active: i64,
    pub messages: i64,
}

/// How many of how many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, FromQueryResult)]
pub struct CircleShare {
    pub count: i64,
    pub of: i64,
}

/// Who did something, and when; what was said for somebody by the clock is nothing that
/// they did.
macro_rules! acts {
    ($since:literal) => {
        concat!(
            "SELECT author AS person, created_at AS at FROM message
                 WHERE circle_id = $1 AND created_at >= ",
            $since,
            " AND state = 'shown' AND NOT is_daily AND author IS NOT NULL
             UNION ALL SELECT author, created_at FROM comment
                 WHERE circle_id = $1 AND created_at >= ",
            $since,
            " AND state = 'shown' AND author IS NOT NULL
             UNION ALL SELECT user_id, at FROM reaction
                 WHERE circle_id = $1 AND at >= ",
            $since
        )
    };
}

impl Store {
    /// Of days that begin then, oldest first; the last goes on until now. Who was in it
    /// once is told by the rows of those who are, and of those who left.
    pub async fn circle_days(
        &self,
        circle: Uuid,
        begins_ms: &[i64],
    ) -> Result<Vec<CircleDayCount>, StoreError> {
        let count = sql(
            concat!(
                "WITH day AS (SELECT array_agg(to_timestamp(ms / 1000.0) ORDER BY ms) AS begins
                     FROM unnest($2::bigint[]) AS ms),
                 came AS (
                     SELECT width_bucket(m.joined_at, day.begins) AS n, 1 AS by
                         FROM circle_member m, day
                         WHERE m.circle_id = $1 AND m.state IN ('active', 'left', 'banned')
                     UNION ALL SELECT width_bucket(m.updated_at, day.begins), -1
                         FROM circle_member m, day
                         WHERE m.circle_id = $1 AND m.state IN ('left', 'banned')),
                 moved AS (SELECT greatest(n, 1) AS n, sum(by) AS by FROM came GROUP BY 1),
                 act AS (",
                acts!("(SELECT begins[1] FROM day)"),
                "),
                 busy AS (SELECT width_bucket(act.at, day.begins) AS n,
                         count(DISTINCT act.person) AS people
                     FROM act, day GROUP BY 1),
                 said AS (SELECT width_bucket(m.created_at, day.begins) AS n, count(*) AS messages
                     FROM message m, day
                     WHERE m.circle_id = $1 AND m.created_at >= day.begins[1]
                         AND m.state = 'shown'
                     GROUP BY 1)
                 SELECT n - 1 AS place,
                     (sum(coalesce(moved.by, 0)) OVER (ORDER BY n))::bigint AS members,
                     coalesce(busy.people, 0) AS active,
                     coalesce(said.messages, 0) AS messages
                 FROM day, generate_series(1, cardinality(day.begins)) AS n
                 LEFT JOIN moved USING (n) LEFT JOIN busy USING (n) LEFT JOIN said USING (n)
                 ORDER BY n"
            ),
            [circle.into(), begins_ms.to_vec().into()],
        );
        let rows = self.reading.query_all_raw(count).await?;
        let one = |row: &QueryResult| Ok(CircleDayCount::from_query_result(row, "")?);
        rows.iter().map(one).collect()
    }

    /// Messages since then that somebody else answered or reacted to within a day; those
    /// of the last day have not had theirs.
    pub async fn circle_answers(
        &self,
        circle: Uuid,
        since_ms: i64,
    ) -> Result<CircleShare, StoreError> {
        let count = sql(
            "SELECT count(*) AS of, count(*) FILTER (WHERE EXISTS (
                     SELECT FROM comment c WHERE c.message_id = m.id AND c.state = 'shown'
                         AND c.author IS DISTINCT FROM m.author
                         AND c.created_at < m.created_at + interval '1 day')
                 OR EXISTS (
                     SELECT FROM reaction r WHERE r.item_id = m.id
                         AND r.user_id IS DISTINCT FROM m.author
                         AND r.at < m.created_at + interval '1 day')) AS count
             FROM (SELECT id, author, created_at FROM message
                 WHERE circle_id = $1 AND state = 'shown'
                     AND created_at >= to_timestamp($2::bigint / 1000.0)
                     AND created_at < now() - interval '1 day'
                 ORDER BY created_at DESC LIMIT $3) AS m",
            [circle.into(), since_ms.into(), LOOKED_AT_MAX.into()],
        );
        share(self.reading.query_one_raw(count).await?)
    }

    /// Who did something in the week before the last seven days, and did in these.
    pub async fn circle_returns(&self, circle: Uuid) -> Result<CircleShare, StoreError> {
        let count = sql(
            concat!(
                "SELECT count(*) AS of, count(*) FILTER (WHERE is_back) AS count
                 FROM (SELECT person, bool_or(at >= now() - interval '7 days') AS is_back FROM (",
                acts!("now() - interval '14 days'"),
                ") AS act GROUP BY person
                     HAVING bool_or(at < now() - interval '7 days')) AS person"
            ),
            [circle.into()],
        );
        share(self.reading.query_one_raw(count).await?)
    }
}

fn share(row: Option<QueryResult>) -> Result<CircleShare, StoreError> {
    let row = row.ok_or(StoreError::NotFound)?;
    Ok(CircleShare::from_query_result(&row, "")?)
}
