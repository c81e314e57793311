//! What members say against messages and comments.

use sea_orm::{ConnectionTrait, FromQueryResult, QueryResult};
use uuid::Uuid;

use downbeat_session::kinds::circle::limits::{REPORTER_DAYS, REPORTS_THAT_HIDE};

use super::reactions::Item;
use crate::sql::statement::sql;
use crate::{Store, StoreError, Transaction};

#[derive(Clone, Copy, Debug)]
pub struct NewCircleReport<'a> {
    pub item: Item,
    pub by: Uuid,
    pub reason: &'a str,
    pub text: Option<&'a str>,
}

#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct CircleReport {
    pub item_id: Uuid,
    pub reason: String,
    pub text: Option<String>,
    pub made_ms: i64,
}

impl Store {
    /// Those of several items that are open, oldest first; so many of each at most. Who made
    /// them is not told.
    pub async fn circle_reports(
        &self,
        items: &[Uuid],
        limit: i64,
    ) -> Result<Vec<CircleReport>, StoreError> {
        let find = sql(
            "SELECT r.item_id, r.reason, r.text,
                 (extract(epoch FROM r.made_at) * 1000)::bigint AS made_ms
             FROM unnest($1::uuid[]) AS item (id) CROSS JOIN LATERAL (
                 SELECT item_id, reason, text, made_at, by FROM circle_report
                 WHERE item_id = item.id AND closed_at IS NULL ORDER BY made_at, by LIMIT $2) AS r
             ORDER BY r.item_id, r.made_at, r.by",
            [items.to_vec().into(), limit.into()],
        );
        let rows = self.db.query_all_raw(find).await?;
        let one = |row: &QueryResult| Ok(CircleReport::from_query_result(row, "")?);
        rows.iter().map(one).collect()
    }
}

impl Transaction {
    /// Keeps a report and opens its item's case. Answers whether those that count are
    /// enough to hide it: reports by accounts that are new, or by members who are
    /// restricted, do not, and a version that was kept stays.
    pub async fn report_item(&self, new: NewCircleReport<'_>) -> Result<bool, StoreError> {
        let NewCircleReport { item, by, reason, text } = new;
        let Item { id, circle, .. } = item;
        let keep = sql(
            "INSERT INTO circle_report (item_id, by, circle_id, reason, text, counts)
             SELECT $1, $2, $3, $4, $5, u.created_at < now() - $6 * interval '1 day'
                 AND coalesce(m.restricted_until < now(), true)
             FROM users u JOIN circle_member m ON m.user_id = u.id AND m.circle_id = $3
             WHERE u.id = $2
             ON CONFLICT (item_id, by) DO UPDATE SET reason = excluded.reason,
                 text = excluded.text, counts = excluded.counts, made_at = now(),
                 closed_at = NULL",
            [id.into(), by.into(), circle.into(), reason.into(), text.into(), REPORTER_DAYS.into()],
        );
        self.0.execute_raw(keep).await?;
        self.open_case(item, None).await?;
        let count = sql(
            "SELECT count(*) FILTER (WHERE counts) >= $2 AND NOT coalesce(
                 (SELECT is_kept FROM message WHERE id = $1),
                 (SELECT is_kept FROM comment WHERE id = $1), false) AS hides
             FROM circle_report WHERE item_id = $1 AND closed_at IS NULL",
            [id.into(), REPORTS_THAT_HIDE.into()],
        );
        let row = self.0.query_one_raw(count).await?.ok_or(StoreError::NotFound)?;
        Ok(row.try_get("", "hides")?)
    }
}
