//! A circle's queue: items that are held or reported. What waited for long, or what a
//! moderator wants it to have, is the house's, too.

use sea_orm::{ConnectionTrait, FromQueryResult, QueryResult};
use uuid::Uuid;

use downbeat_session::kinds::circle::limits::{CLAIMED_FOR_MIN, HOUSE_AFTER_HOURS};

use super::comments::CommentRecord;
use super::reactions::Item;
use crate::sql::statement::sql;
use crate::{Store, StoreError, Transaction};

/// An item that waits for a moderator.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct CaseRecord {
    pub item_id: Uuid,
    pub circle_id: Uuid,
    pub is_comment: bool,
    pub opened_ms: i64,
    /// Whether the house may decide about it, too.
    pub is_escalated: bool,
    /// Who looks at it now.
    pub claimed_by: Option<Uuid>,
    pub claimed_name: Option<String>,
    /// `words` where those that it has opened it.
    pub reason: Option<String>,
}

/// A case that nobody else decides about until the transaction ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FromQueryResult)]
pub struct HeldCase {
    pub is_comment: bool,
    /// Whether another looks at it now.
    pub is_others: bool,
    pub is_escalated: bool,
}

/// Cases, with `$1` for the hours after which they are the house's.
macro_rules! cases {
    ($rest:literal) => {
        concat!(
            "SELECT c.item_id, c.circle_id, c.is_comment,
                 (extract(epoch FROM c.opened_at) * 1000)::bigint AS opened_ms,
                 c.escalated_at IS NOT NULL OR c.opened_at < now() - $1 * interval '1 hour'
                     AS is_escalated,
                 CASE WHEN c.claimed_until > now() THEN c.claimed_by END AS claimed_by,
                 CASE WHEN c.claimed_until > now() THEN u.display_name END AS claimed_name, c.reason
             FROM circle_case c LEFT JOIN users u ON u.id = c.claimed_by ",
            $rest
        )
    };
}

impl Store {
    /// What waits, oldest first, behind a case.
    pub async fn circle_cases(
        &self,
        circle: Uuid,
        after: Option<(i64, Uuid)>,
        limit: u32,
    ) -> Result<Vec<CaseRecord>, StoreError> {
        let (opened_ms, item) = after.unwrap_or((0, Uuid::nil()));
        let find = sql(
            cases!(
                "WHERE c.circle_id = $2
                     AND ((extract(epoch FROM c.opened_at) * 1000)::bigint, c.item_id) > ($3, $4)
                 ORDER BY (extract(epoch FROM c.opened_at) * 1000)::bigint, c.item_id LIMIT $5"
            ),
            [
                HOUSE_AFTER_HOURS.into(),
                circle.into(),
                opened_ms.into(),
                item.into(),
                i64::from(limit).into(),
            ],
        );
        self.db.query_all_raw(find).await?.iter().map(case).collect()
    }

    /// What waits for the house, of all circles that are not deleted; oldest first, behind
    /// a case.
    pub async fn house_cases(
        &self,
        after: Option<(i64, Uuid)>,
        limit: u32,
    ) -> Result<Vec<CaseRecord>, StoreError> {
        let (opened_ms, item) = after.unwrap_or((0, Uuid::nil()));
        let find = sql(
            cases!(
                "JOIN circle o ON o.id = c.circle_id AND o.closing_at IS NULL
                 WHERE (c.escalated_at IS NOT NULL OR c.opened_at < now() - $1 * interval '1 hour')
                     AND ((extract(epoch FROM c.opened_at) * 1000)::bigint, c.item_id) > ($2, $3)
                 ORDER BY (extract(epoch FROM c.opened_at) * 1000)::bigint, c.item_id LIMIT $4"
            ),
            [HOUSE_AFTER_HOURS.into(), opened_ms.into(), item.into(), i64::from(limit).into()],
        );
        self.db.query_all_raw(find).await?.iter().map(case).collect()
    }

    /// Whether a case is one of those.
    pub async fn is_before_house(&self, item: Uuid) -> Result<bool, StoreError> {
        let find = sql(
            "SELECT FROM circle_case c JOIN circle o ON o.id = c.circle_id AND o.closing_at IS NULL
             WHERE c.item_id = $1 AND (c.escalated_at IS NOT NULL
                 OR c.opened_at < now() - $2 * interval '1 hour')",
            [item.into(), HOUSE_AFTER_HOURS.into()],
        );
        Ok(self.db.query_one_raw(find).await?.is_some())
    }

    /// In which circle a case is.
    pub async fn circle_of_case(&self, item: Uuid) -> Result<Option<Uuid>, StoreError> {
        let find = sql("SELECT circle_id FROM circle_case WHERE item_id = $1", [item.into()]);
        let row = self.db.query_one_raw(find).await?;
        Ok(row.map(|row| row.try_get("", "circle_id")).transpose()?)
    }

    /// Has a moderator look at a case; `false` where there is none, or another does.
    pub async fn claim_case(&self, circle: Uuid, item: Uuid, by: Uuid) -> Result<bool, StoreError> {
        let claim = sql(
            "UPDATE circle_case SET claimed_by = $3,
                 claimed_until = now() + $4 * interval '1 minute'
             WHERE circle_id = $1 AND item_id = $2
                 AND (claimed_by = $3 OR claimed_until IS NULL OR claimed_until < now())",
            [circle.into(), item.into(), by.into(), CLAIMED_FOR_MIN.into()],
        );
        Ok(self.db.execute_raw(claim).await?.rows_affected() > 0)
    }

    /// How many wait.
    pub async fn count_cases(&self, circle: Uuid) -> Result<i64, StoreError> {
        let count =
            sql("SELECT count(*) AS count FROM circle_case WHERE circle_id = $1", [circle.into()]);
        let row = self.db.query_one_raw(count).await?.ok_or(StoreError::NotFound)?;
        Ok(row.try_get("", "count")?)
    }
}

impl Transaction {
    pub(super) async fn open_case(
        &self,
        item: Item,
        reason: Option<&str>,
    ) -> Result<(), StoreError> {
        let Item { id, circle, is_comment } = item;
        let open = sql(
            "INSERT INTO circle_case (item_id, circle_id, is_comment, reason, opened_at)
             VALUES ($1, $2, $3, $4, clock_timestamp())
             ON CONFLICT (item_id) DO UPDATE SET
                 reason = coalesce(excluded.reason, circle_case.reason)",
            [id.into(), circle.into(), is_comment.into(), reason.into()],
        );
        self.0.execute_raw(open).await?;
        Ok(())
    }

    /// A case of a held circle.
    pub async fn hold_case(
        &self,
        circle: Uuid,
        item: Uuid,
        by: Uuid,
    ) -> Result<Option<HeldCase>, StoreError> {
        let hold = sql(
            "SELECT is_comment, coalesce(claimed_by <> $3 AND claimed_until > now(), false)
                     AS is_others,
                 escalated_at IS NOT NULL OR opened_at < now() - $4 * interval '1 hour'
                     AS is_escalated
             FROM circle_case WHERE circle_id = $1 AND item_id = $2 FOR UPDATE",
            [circle.into(), item.into(), by.into(), HOUSE_AFTER_HOURS.into()],
        );
        let row = self.0.query_one_raw(hold).await?;
        Ok(row.map(|row| HeldCase::from_query_result(&row, "")).transpose()?)
    }

    /// Gives a case to the house, and lets it go here; `false` where it was given before.
    pub async fn escalate_case(&self, item: Uuid) -> Result<bool, StoreError> {
        let give = sql(
            "UPDATE circle_case SET escalated_at = clock_timestamp(), claimed_by = NULL, claimed_until = NULL
             WHERE item_id = $1 AND escalated_at IS NULL",
            [item.into()],
        );
        Ok(self.0.execute_raw(give).await?.rows_affected() > 0)
    }

    /// Nothing more is to be decided about an item now.
    pub async fn close_case(&self, item: Uuid) -> Result<(), StoreError> {
        let close = sql("DELETE FROM circle_case WHERE item_id = $1", [item.into()]);
        self.0.execute_raw(close).await?;
        let reports = sql(
            "UPDATE circle_report SET closed_at = now() WHERE item_id = $1 AND closed_at IS NULL",
            [item.into()],
        );
        self.0.execute_raw(reports).await?;
        Ok(())
    }

    /// Shows an item whatever was said against this version of it; one that was held is
    /// the circle's newest, which `unseen` has read who said it without a name.
    pub async fn keep_item(&self, item: Item, unseen: Option<Uuid>) -> Result<(), StoreError> {
        let Item { id, circle, is_comment } = item;
        let text = if is_comment {
            "UPDATE comment SET is_kept = true WHERE id = $1 RETURNING state"
        } else {
            "UPDATE message SET is_kept = true WHERE id = $1 RETURNING state"
        };
        let row = self.0.query_one_raw(sql(text, [id.into()])).await?;
        let state: String = row.ok_or(StoreError::NotFound)?.try_get("", "state")?;
        match state.as_str() {
            "held" => self.number_message(circle, id, (unseen, true)).await,
            "hidden" => self.hide_item(item, false).await,
            _ => Ok(()),
        }
    }

    /// Hides an item, or shows it again.
    pub async fn hide_item(&self, item: Item, is_hidden: bool) -> Result<(), StoreError> {
        if !item.is_comment {
            return self.set_hidden(item.circle, item.id, is_hidden).await;
        }
        let comment: Option<CommentRecord> = self.comment(item.id, Uuid::nil()).await?;
        self.set_comment_hidden(&comment.ok_or(StoreError::NotFound)?, is_hidden).await
    }
}

fn case(row: &QueryResult) -> Result<CaseRecord, StoreError> {
    Ok(CaseRecord::from_query_result(row, "")?)
}
