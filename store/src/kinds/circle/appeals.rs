//! What people say against what was decided about them: once a decision.

use sea_orm::{ConnectionTrait, FromQueryResult, QueryResult};
use uuid::Uuid;

use crate::sql::statement::sql;
use crate::{Store, StoreError, Transaction};

#[derive(Clone, Copy, Debug)]
pub struct NewAppeal<'a> {
    pub id: Uuid,
    pub decision: Uuid,
    pub circle: Uuid,
    /// `None` against a decision about what they said without their name.
    pub person: Option<Uuid>,
    pub text: &'a str,
}

/// One that is open, with the decision that it is against.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct AppealRecord {
    pub id: Uuid,
    pub circle_id: Uuid,
    /// `None` of whoever said it without their name: they have a mark.
    pub person: Option<Uuid>,
    pub person_name: Option<String>,
    pub mark: Option<Vec<u8>>,
    pub text: String,
    pub made_ms: i64,
    pub decision_id: Uuid,
    pub item_id: Option<Uuid>,
    pub is_comment: bool,
    pub act: String,
    pub came_to: String,
    pub rule: Option<i16>,
    pub reason: Option<String>,
    pub until_ms: Option<i64>,
    pub decided_ms: i64,
    /// Who decided; `None` once they are erased.
    pub by: Option<Uuid>,
    pub by_name: Option<String>,
    pub by_house: bool,
}

macro_rules! appeals {
    ($rest:literal) => {
        concat!(
            "SELECT a.id, a.circle_id, a.person, p.display_name AS person_name, d.mark, a.text,
                 (extract(epoch FROM a.made_at) * 1000)::bigint AS made_ms,
                 d.id AS decision_id, d.item_id, d.act, coalesce(d.came_to, d.act) AS came_to,
                 EXISTS (SELECT FROM comment c WHERE c.id = d.item_id) AS is_comment,
                 d.rule, d.reason, (extract(epoch FROM d.until) * 1000)::bigint AS until_ms,
                 (extract(epoch FROM d.made_at) * 1000)::bigint AS decided_ms,
                 d.by, b.display_name AS by_name, d.by_house
             FROM appeal a JOIN decision d ON d.id = a.decision_id
             LEFT JOIN users p ON p.id = a.person LEFT JOIN users b ON b.id = d.by
             WHERE a.state = 'open' ",
            $rest
        )
    };
}

impl Store {
    /// Those against decisions of a circle's own people, oldest first.
    pub async fn circle_appeals(
        &self,
        circle: Uuid,
        limit: i64,
    ) -> Result<Vec<AppealRecord>, StoreError> {
        let find = sql(
            appeals!("AND a.circle_id = $1 AND NOT d.by_house ORDER BY a.made_at, a.id LIMIT $2"),
            [circle.into(), limit.into()],
        );
        self.db.query_all_raw(find).await?.iter().map(appeal).collect()
    }

    /// Those against decisions of the house, oldest first, of circles that are not deleted.
    pub async fn house_appeals(&self, limit: i64) -> Result<Vec<AppealRecord>, StoreError> {
        let find = sql(
            appeals!(
                "AND d.by_house AND EXISTS (SELECT FROM circle o
                     WHERE o.id = a.circle_id AND o.closing_at IS NULL)
                 ORDER BY a.made_at, a.id LIMIT $1"
            ),
            [limit.into()],
        );
        self.db.query_all_raw(find).await?.iter().map(appeal).collect()
    }

    /// In which circle one was made.
    pub async fn circle_of_appeal(&self, id: Uuid) -> Result<Option<Uuid>, StoreError> {
        let find = sql("SELECT circle_id FROM appeal WHERE id = $1", [id.into()]);
        let row = self.db.query_one_raw(find).await?;
        Ok(row.map(|row| row.try_get("", "circle_id")).transpose()?)
    }

    /// Whether somebody else may look at an appeal than who decided.
    pub async fn has_another_judge(&self, appeal: &AppealRecord) -> Result<bool, StoreError> {
        another(&self.db, appeal).await
    }
}

impl Transaction {
    /// Keeps what somebody says against a decision; `false` where they did before.
    pub async fn make_appeal(&self, new: NewAppeal<'_>) -> Result<bool, StoreError> {
        let NewAppeal { id, decision, circle, person, text } = new;
        let make = sql(
            "INSERT INTO appeal (id, decision_id, circle_id, person, text, made_at)
             VALUES ($1, $2, $3, $4, $5, clock_timestamp()) ON CONFLICT (decision_id) DO NOTHING",
            [id.into(), decision.into(), circle.into(), person.into(), text.into()],
        );
        Ok(self.0.execute_raw(make).await?.rows_affected() > 0)
    }

    /// One of a held circle that is open.
    pub async fn appeal(&self, id: Uuid) -> Result<Option<AppealRecord>, StoreError> {
        let row = self.0.query_one_raw(sql(appeals!("AND a.id = $1"), [id.into()])).await?;
        row.map(|row| appeal(&row)).transpose()
    }

    /// As it is in this transaction.
    pub async fn has_another_judge(&self, appeal: &AppealRecord) -> Result<bool, StoreError> {
        another(&self.0, appeal).await
    }

    /// `upheld` or `overturned`.
    pub async fn end_appeal(
        &self,
        id: Uuid,
        state: &str,
        by: Uuid,
        reason: Option<&str>,
    ) -> Result<(), StoreError> {
        let end = sql(
            "UPDATE appeal SET state = $2, decided_by = $3, reason = $4, decided_at = now()
             WHERE id = $1",
            [id.into(), state.into(), by.into(), reason.into()],
        );
        self.0.execute_raw(end).await?;
        Ok(())
    }
}

/// Nobody who decided, and nobody whom it is about. Who has no name may be any of them:
/// somebody else is there whoever that is, so that the answer does not tell.
async fn another(db: &impl ConnectionTrait, appeal: &AppealRecord) -> Result<bool, StoreError> {
    let AppealRecord { circle_id: circle, person, by, by_house, .. } = appeal;
    let find = if *by_house {
        "SELECT FROM users WHERE staff = 'admin' AND id IS DISTINCT FROM $2
             AND id IS DISTINCT FROM $3 AND $1::uuid IS NOT NULL LIMIT 1"
    } else {
        "SELECT FROM circle_member WHERE circle_id = $1 AND state = 'active'
             AND role IN ('moderator', 'admin', 'owner')
             AND user_id IS DISTINCT FROM $2 AND user_id IS DISTINCT FROM $3 LIMIT 1"
    };
    let values = [(*circle).into(), (*person).into(), (*by).into()];
    Ok(db.query_one_raw(sql(find, values)).await?.is_some())
}

fn appeal(row: &QueryResult) -> Result<AppealRecord, StoreError> {
    Ok(AppealRecord::from_query_result(row, "")?)
}
