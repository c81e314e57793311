//! The last changes to what stands in a circle.

use sea_orm::{ConnectionTrait, FromQueryResult, QueryResult};
use uuid::Uuid;

use downbeat_session::kinds::circle::limits::CHANGES_KEPT;

use crate::sql::statement::sql;
use crate::{Store, StoreError, Transaction};

#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct CircleChange {
    pub n: i64,
    pub op: String,
    pub message_id: Uuid,
    /// Of the message; null of one that was held, and was never shown.
    pub seq: Option<i64>,
}

impl Store {
    /// What changed after a number, oldest first.
    pub async fn circle_changes(
        &self,
        circle: Uuid,
        after: i64,
    ) -> Result<Vec<CircleChange>, StoreError> {
        let find = sql(
            "SELECT h.n, h.op, h.message_id, m.seq
             FROM circle_change h JOIN message m ON m.id = h.message_id
             WHERE h.circle_id = $1 AND h.n > $2 ORDER BY h.n LIMIT $3",
            [circle.into(), after.into(), CHANGES_KEPT.into()],
        );
        let rows = self.db.query_all_raw(find).await?;
        let one = |row: &QueryResult| Ok(CircleChange::from_query_result(row, "")?);
        rows.iter().map(one).collect()
    }
}

impl Transaction {
    /// Numbers a change of a held circle; those that nobody can ask for any more go.
    pub(super) async fn change_circle(
        &self,
        circle: Uuid,
        op: &str,
        message: Uuid,
    ) -> Result<i64, StoreError> {
        let change = sql(
            "WITH next AS (UPDATE circle SET n = n + 1 WHERE id = $1 RETURNING n),
                 old AS (DELETE FROM circle_change WHERE circle_id = $1
                     AND n <= (SELECT n FROM next) - $4)
             INSERT INTO circle_change (circle_id, n, op, message_id)
             SELECT $1, n, $2, $3 FROM next RETURNING n",
            [circle.into(), op.into(), message.into(), CHANGES_KEPT.into()],
        );
        let row = self.0.query_one_raw(change).await?.ok_or(StoreError::NotFound)?;
        Ok(row.try_get("", "n")?)
    }
}
