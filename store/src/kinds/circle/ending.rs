//! A circle that was deleted is gone for good once nobody can have it back.

use sea_orm::ConnectionTrait;
use uuid::Uuid;

use downbeat_session::kinds::circle::limits::VERSION_DAYS;

use crate::sql::statement::sql;
use crate::{Store, StoreError, Transaction};

/// Rows that go in one step.
const BITE: i64 = 1_000;

/// In the order in which nothing is left that names what is gone.
const PARTS: [&str; 17] = [
    "DELETE FROM notice WHERE circle_id = $1",
    "DELETE FROM circle_report WHERE circle_id = $1",
    "DELETE FROM circle_case WHERE circle_id = $1",
    "DELETE FROM appeal WHERE circle_id = $1",
    "DELETE FROM decision WHERE circle_id = $1",
    "DELETE FROM message_version WHERE circle_id = $1",
    "DELETE FROM reaction WHERE circle_id = $1",
    "DELETE FROM favourite WHERE circle_id = $1",
    "DELETE FROM media WHERE circle_id = $1",
    "DELETE FROM circle_change WHERE circle_id = $1",
    "DELETE FROM comment WHERE circle_id = $1",
    "DELETE FROM message_author WHERE circle_id = $1",
    "DELETE FROM message WHERE circle_id = $1",
    "DELETE FROM circle_invitation WHERE circle_id = $1",
    "DELETE FROM circle_words WHERE circle_id = $1",
    "DELETE FROM circle_daily WHERE circle_id = $1",
    "DELETE FROM circle_scheduled WHERE circle_id = $1",
];

impl Store {
    /// Takes away circles whose time is over and what else was kept for long enough; how
    /// many rows.
    pub(crate) async fn prune_circles(&self) -> Result<u64, StoreError> {
        let versions = sql(
            "DELETE FROM message_version WHERE (item_id, version) IN (
                 SELECT item_id, version FROM message_version
                 WHERE edited_at < now() - $1 * interval '1 day' LIMIT $2)",
            [i64::from(VERSION_DAYS).into(), BITE.into()],
        );
        let mut gone = self.db.execute_raw(versions).await?.rows_affected();
        let invitations = sql(
            "DELETE FROM circle_invitation WHERE id IN (SELECT id FROM circle_invitation
                 WHERE until < now() LIMIT $1)",
            [BITE.into()],
        );
        gone += self.db.execute_raw(invitations).await?.rows_affected();
        let told = sql(
            "DELETE FROM notice n WHERE n.id IN (SELECT n.id FROM notice n
                 WHERE n.type = 'circle_invitation' AND n.state <> 'read' AND NOT EXISTS (
                     SELECT FROM circle_invitation i WHERE i.circle_id = n.circle_id
                         AND i.user_id = n.user_id AND i.uses_left > 0 AND i.until > now())
                 LIMIT $1)",
            [BITE.into()],
        );
        gone += self.db.execute_raw(told).await?.rows_affected();
        let mutes = sql(
            "DELETE FROM mute WHERE (muter, muted) IN (SELECT muter, muted FROM mute
                 WHERE until < now() LIMIT $1)",
            [BITE.into()],
        );
        gone += self.db.execute_raw(mutes).await?.rows_affected();
        let find = sql("SELECT id FROM circle WHERE closing_at < now() LIMIT 1", []);
        if let Some(row) = self.db.query_one_raw(find).await? {
            let transaction = self.begin().await?;
            gone += transaction.delete_circle(row.try_get("", "id")?).await?;
            transaction.commit().await?;
        }
        Ok(gone)
    }
}

impl Transaction {
    /// Takes a circle away, with all that was said in it.
    pub(super) async fn delete_circle(&self, circle: Uuid) -> Result<u64, StoreError> {
        let mut gone = 0;
        for part in PARTS {
            gone += self.0.execute_raw(sql(part, [circle.into()])).await?.rows_affected();
        }
        for part in [
            "DELETE FROM circle_transfer WHERE circle_id = $1",
            "DELETE FROM circle_member WHERE circle_id = $1",
            "DELETE FROM circle WHERE id = $1",
        ] {
            gone += self.0.execute_raw(sql(part, [circle.into()])).await?.rows_affected();
        }
        Ok(gone)
    }
}
