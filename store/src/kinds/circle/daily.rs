//! The messages of the day of circles, which take turns.

use sea_orm::{ConnectionTrait, FromQueryResult, QueryResult};
use serde_json::Value;
use uuid::Uuid;

use crate::sql::statement::sql;
use crate::{Store, StoreError, Transaction};

#[derive(Clone, Debug, PartialEq, FromQueryResult)]
pub struct CircleDaily {
    pub version: i64,
    /// Who set them and says them; `None` once they are erased.
    pub by: Option<Uuid>,
    pub by_name: Option<String>,
    pub kind: String,
    /// A list of texts; empty where there are none any more.
    pub texts: Value,
    /// By the clock of the circle's zone, `08:00`.
    pub at: String,
    /// How many had their turn.
    pub turn: i64,
    pub said_ms: Option<i64>,
    /// `None` while none is to be said.
    pub next_ms: Option<i64>,
}

#[derive(Clone, Copy, Debug)]
pub struct NewCircleDaily<'a> {
    pub circle: Uuid,
    pub by: Uuid,
    pub kind: &'a str,
    pub texts: &'a Value,
    pub at: &'a str,
    pub next_ms: Option<i64>,
}

macro_rules! dailies {
    ($which:literal) => {
        concat!(
            "SELECT d.version, d.by, u.display_name AS by_name, d.kind, d.texts, d.at, d.turn,
                 (extract(epoch FROM d.said_at) * 1000)::bigint AS said_ms,
                 (extract(epoch FROM d.next_at) * 1000)::bigint AS next_ms
             FROM circle_daily d LEFT JOIN users u ON u.id = d.by
             WHERE d.circle_id = $1",
            $which
        )
    };
}

impl Store {
    pub async fn circle_daily(&self, circle: Uuid) -> Result<Option<CircleDaily>, StoreError> {
        found(self.db.query_one_raw(sql(dailies!(""), [circle.into()])).await?)
    }

    /// Circles whose message of the day is to be said, the longest waiting first.
    pub async fn due_dailies(&self, most: u32) -> Result<Vec<Uuid>, StoreError> {
        let find = sql(
            "SELECT circle_id FROM circle_daily WHERE next_at <= now()
             ORDER BY next_at, circle_id LIMIT $1",
            [i64::from(most).into()],
        );
        let rows = self.db.query_all_raw(find).await?;
        Ok(rows.iter().map(|row| row.try_get("", "circle_id")).collect::<Result<_, _>>()?)
    }
}

impl Transaction {
    pub async fn circle_daily(&self, circle: Uuid) -> Result<Option<CircleDaily>, StoreError> {
        found(self.0.query_one_raw(sql(dailies!(""), [circle.into()])).await?)
    }

    /// Those of a held circle, if one is to be said now; nobody else says it meanwhile.
    pub async fn due_daily(&self, circle: Uuid) -> Result<Option<CircleDaily>, StoreError> {
        let find = sql(dailies!(" AND d.next_at <= now() FOR UPDATE OF d"), [circle.into()]);
        found(self.0.query_one_raw(find).await?)
    }

    /// Sets those of a held circle. Their turn goes on where it was.
    pub async fn set_circle_daily(&self, new: NewCircleDaily<'_>) -> Result<(), StoreError> {
        let NewCircleDaily { circle, by, kind, texts, at, next_ms } = new;
        let set = sql(
            "INSERT INTO circle_daily (circle_id, by, kind, texts, at, next_at)
             VALUES ($1, $2, $3, $4, $5, to_timestamp($6::bigint / 1000.0))
             ON CONFLICT (circle_id) DO UPDATE SET version = circle_daily.version + 1,
                 by = excluded.by, kind = excluded.kind, texts = excluded.texts,
                 at = excluded.at, next_at = excluded.next_at, updated_at = now()",
            [
                circle.into(),
                by.into(),
                kind.into(),
                texts.clone().into(),
                at.into(),
                next_ms.into(),
            ],
        );
        self.0.execute_raw(set).await?;
        Ok(())
    }

    /// Another time for the next one of a held circle; `None` lets them rest.
    pub async fn move_daily(&self, circle: Uuid, next_ms: Option<i64>) -> Result<(), StoreError> {
        let set = sql(
            "UPDATE circle_daily SET next_at = to_timestamp($2::bigint / 1000.0)
             WHERE circle_id = $1",
            [circle.into(), next_ms.into()],
        );
        self.0.execute_raw(set).await?;
        Ok(())
    }

    /// One had its turn, and was said now if `is_said`.
    pub async fn turn_daily(
        &self,
        circle: Uuid,
        is_said: bool,
        next_ms: Option<i64>,
    ) -> Result<(), StoreError> {
        let set = sql(
            "UPDATE circle_daily SET turn = turn + 1,
                 said_at = CASE WHEN $2 THEN now() ELSE said_at END,
                 next_at = to_timestamp($3::bigint / 1000.0)
             WHERE circle_id = $1",
            [circle.into(), is_said.into(), next_ms.into()],
        );
        self.0.execute_raw(set).await?;
        Ok(())
    }
}

fn found(row: Option<QueryResult>) -> Result<Option<CircleDaily>, StoreError> {
    Ok(row.map(|row| CircleDaily::from_query_result(&row, "")).transpose()?)
}
