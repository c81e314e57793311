//! What circles are set to, and how they are found.

use sea_orm::{ConnectionTrait, FromQueryResult, QueryResult};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

use super::members::CircleMember;
use crate::sql::statement::sql;
use crate::{Store, StoreError, Transaction};

#[derive(Clone, Debug, PartialEq, FromQueryResult, Serialize, Deserialize)]
pub struct CircleRecord {
    pub id: Uuid,
    pub version: i64,
    pub config: Value,
    /// The number of its newest message, and of its newest change.
    pub head: i64,
    pub n: i64,
    /// What was said up to here is its members' who came in by `opened_ms`.
    pub closed_until: i64,
    pub opened_ms: Option<i64>,
    pub active_ms: i64,
    pub created_ms: i64,
    pub closing_ms: Option<i64>,
    /// Active ones.
    pub members: i64,
}

/// Which public circles.
#[derive(Clone, Copy, Debug, Default)]
pub struct CircleFilter<'a> {
    pub category: Option<&'a str>,
    /// As it is folded.
    pub tag: Option<&'a str>,
    /// A part of the name or the description.
    pub text: Option<&'a str>,
}

/// Where a list goes on: behind this one, the longest quiet last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CircleCursor {
    pub active_ms: i64,
    pub id: Uuid,
}

macro_rules! circles {
    ($rest:literal) => {
        concat!(
            "SELECT c.id, c.version, c.config, c.head, c.n, c.closed_until,
                 (extract(epoch FROM c.opened_at) * 1000)::bigint AS opened_ms,
                 (extract(epoch FROM c.active_at) * 1000)::bigint AS active_ms,
                 (extract(epoch FROM c.created_at) * 1000)::bigint AS created_ms,
                 (extract(epoch FROM c.closing_at) * 1000)::bigint AS closing_ms,
                 (SELECT count(*) FROM circle_member a
                     WHERE a.circle_id = c.id AND a.state = 'active') AS members ",
            $rest
        )
    };
}
pub(super) use circles;

impl Store {
    pub async fn circle(&self, id: Uuid) -> Result<Option<CircleRecord>, StoreError> {
        let find = sql(circles!("FROM circle c WHERE c.id = $1"), [id.into()]);
        self.db.query_one_raw(find).await?.map(|row| record(&row)).transpose()
    }

    /// Several, in any order.
    pub async fn circles_named(&self, ids: &[Uuid]) -> Result<Vec<CircleRecord>, StoreError> {
        let find = sql(circles!("FROM circle c WHERE c.id = ANY($1)"), [ids.to_vec().into()]);
        self.db.query_all_raw(find).await?.iter().map(record).collect()
    }

    /// Public circles, the one that was active last first.
    pub async fn public_circles(
        &self,
        filter: CircleFilter<'_>,
        after: Option<CircleCursor>,
        limit: u32,
    ) -> Result<Vec<CircleRecord>, StoreError> {
        let CircleFilter { category, tag, text } = filter;
        let newest = CircleCursor { active_ms: i64::from(i32::MAX) * 1_000, id: Uuid::max() };
        let CircleCursor { active_ms, id } = after.unwrap_or(newest);
        let find = sql(
            circles!(
                "FROM circle c WHERE c.kind = 'public' AND c.closing_at IS NULL
                     AND ($1::text IS NULL OR c.config->>'category' = $1)
                     AND ($2::text IS NULL OR c.config->'tags' ? $2)
                     AND ($3::text IS NULL
                         OR position(lower($3) IN lower(c.config->>'name')) > 0
                         OR position(lower($3) IN lower(c.config->>'description')) > 0)
                     AND ((extract(epoch FROM c.active_at) * 1000)::bigint, c.id) < ($4, $5)
                 ORDER BY (extract(epoch FROM c.active_at) * 1000)::bigint DESC, c.id DESC
                 LIMIT $6"
            ),
            [
                category.into(),
                tag.into(),
                text.into(),
                active_ms.into(),
                id.into(),
                i64::from(limit).into(),
            ],
        );
        self.reading.query_all_raw(find).await?.iter().map(record).collect()
    }

    /// The circles that somebody is in, or asks to be in, with what they are there.
    pub async fn circles_of(
        &self,
        user: Uuid,
        limit: i64,
    ) -> Result<Vec<(CircleRecord, CircleMember)>, StoreError> {
        let find = sql(
            circles!(
                ", u.display_name AS name, m.circle_id, m.user_id, m.role, m.state, m.reason, m.answer, m.read,
                 (extract(epoch FROM m.until) * 1000)::bigint AS until_ms,
                 (extract(epoch FROM m.restricted_until) * 1000)::bigint AS restricted_ms,
                 (extract(epoch FROM m.joined_at) * 1000)::bigint AS joined_ms
                 FROM circle_member m JOIN circle c ON c.id = m.circle_id
                 JOIN users u ON u.id = m.user_id
                 WHERE m.user_id = $1 AND m.state IN ('active', 'pending')
                 ORDER BY c.active_at DESC, c.id DESC LIMIT $2"
            ),
            [user.into(), limit.into()],
        );
        let rows = self.db.query_all_raw(find).await?;
        let both =
            |row: &QueryResult| Ok((record(row)?, CircleMember::from_query_result(row, "")?));
        rows.iter().map(both).collect()
    }
}

impl Transaction {
    /// A new circle of an owner.
    pub async fn make_circle(
        &self,
        id: Uuid,
        config: &Value,
        owner: Uuid,
    ) -> Result<(), StoreError> {
        let make = sql(
            "INSERT INTO circle (id, config) VALUES ($1, $2)",
            [id.into(), config.clone().into()],
        );
        self.0.execute_raw(make).await?;
        let own = sql(
            "INSERT INTO circle_member (circle_id, user_id, role, state)
             VALUES ($1, $2, 'owner', 'active')",
            [id.into(), owner.into()],
        );
        self.0.execute_raw(own).await?;
        Ok(())
    }

    /// A circle, which nobody else changes until this ends.
    pub async fn hold_circle(&self, id: Uuid) -> Result<Option<CircleRecord>, StoreError> {
        let hold = sql("SELECT FROM circle WHERE id = $1 FOR NO KEY UPDATE", [id.into()]);
        if self.0.query_one_raw(hold).await?.is_none() {
            return Ok(None);
        }
        let find = sql(circles!("FROM circle c WHERE c.id = $1"), [id.into()]);
        self.0.query_one_raw(find).await?.map(|row| record(&row)).transpose()
    }

    /// Sets a held circle. One that is more open now keeps what was said to those who
    /// were in it.
    pub async fn set_circle(
        &self,
        id: Uuid,
        config: &Value,
        is_opened: bool,
    ) -> Result<(), StoreError> {
        let set = sql(
            "UPDATE circle SET version = version + 1, config = $2,
                 closed_until = CASE WHEN $3 THEN head ELSE closed_until END,
                 opened_at = CASE WHEN $3 THEN now() ELSE opened_at END
             WHERE id = $1",
            [id.into(), config.clone().into(), is_opened.into()],
        );
        self.0.execute_raw(set).await?;
        Ok(())
    }

    /// Says until when a held circle can be had back; `None` has it back.
    pub async fn set_closing(&self, id: Uuid, days: Option<u16>) -> Result<(), StoreError> {
        let days = days.map(i64::from);
        let set = sql(
            "UPDATE circle SET version = version + 1,
                 closing_at = now() + $2::bigint * interval '1 day' WHERE id = $1",
            [id.into(), days.into()],
        );
        self.0.execute_raw(set).await?;
        Ok(())
    }
}

pub(super) fn record(row: &QueryResult) -> Result<CircleRecord, StoreError> {
    Ok(CircleRecord::from_query_result(row, "")?)
}
