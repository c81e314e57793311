//! Messages that wait for their time.

use sea_orm::{ConnectionTrait, FromQueryResult, QueryResult};
use uuid::Uuid;

use crate::sql::statement::sql;
use crate::{Store, StoreError, Transaction};

#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct ScheduledMessage {
    pub id: Uuid,
    pub circle_id: Uuid,
    pub by: Uuid,
    pub by_name: String,
    pub kind: String,
    pub text: String,
    /// When it is said.
    pub at_ms: i64,
}

#[derive(Clone, Copy, Debug)]
pub struct NewScheduled<'a> {
    pub id: Uuid,
    pub circle: Uuid,
    pub by: Uuid,
    pub kind: &'a str,
    pub text: &'a str,
    pub at_ms: i64,
}

macro_rules! scheduled {
    ($which:literal) => {
        concat!(
            "SELECT s.id, s.circle_id, s.by, u.display_name AS by_name, s.kind, s.text,
                 (extract(epoch FROM s.at) * 1000)::bigint AS at_ms
             FROM circle_scheduled s JOIN users u ON u.id = s.by WHERE s.circle_id = $1 ",
            $which
        )
    };
}

impl Store {
    /// Those of a circle, the one that comes first first.
    pub async fn scheduled_messages(
        &self,
        circle: Uuid,
        most: i64,
    ) -> Result<Vec<ScheduledMessage>, StoreError> {
        let find = sql(scheduled!("ORDER BY s.at, s.id LIMIT $2"), [circle.into(), most.into()]);
        let rows = self.db.query_all_raw(find).await?;
        rows.iter().map(one).collect()
    }

    /// Those whose time has come, with their circles, the longest waiting first.
    pub async fn due_scheduled(&self, most: u32) -> Result<Vec<(Uuid, Uuid)>, StoreError> {
        let find = sql(
            "SELECT circle_id, id FROM circle_scheduled WHERE at <= now() ORDER BY at, id LIMIT $1",
            [i64::from(most).into()],
        );
        let rows = self.db.query_all_raw(find).await?;
        let both = |row: &QueryResult| Ok((row.try_get("", "circle_id")?, row.try_get("", "id")?));
        rows.iter().map(both).collect()
    }
}

impl Transaction {
    /// Keeps a message for later in a held circle; `false` where it has `most` already.
    pub async fn schedule_message(
        &self,
        new: NewScheduled<'_>,
        most: i64,
    ) -> Result<bool, StoreError> {
        let NewScheduled { id, circle, by, kind, text, at_ms } = new;
        let keep = sql(
            "INSERT INTO circle_scheduled (id, circle_id, by, kind, text, at)
             SELECT $1, $2, $3, $4, $5, to_timestamp($6::bigint / 1000.0)
             WHERE (SELECT count(*) FROM circle_scheduled WHERE circle_id = $2) < $7",
            [
                id.into(),
                circle.into(),
                by.into(),
                kind.into(),
                text.into(),
                at_ms.into(),
                most.into(),
            ],
        );
        Ok(self.0.execute_raw(keep).await?.rows_affected() > 0)
    }

    /// Takes one of a held circle whose time has come; `None` where somebody else did.
    pub async fn take_scheduled(
        &self,
        circle: Uuid,
        id: Uuid,
    ) -> Result<Option<ScheduledMessage>, StoreError> {
        let find = sql(
            scheduled!("AND s.id = $2 AND s.at <= now() FOR UPDATE OF s"),
            [circle.into(), id.into()],
        );
        let Some(row) = self.0.query_one_raw(find).await? else { return Ok(None) };
        self.unschedule_message(circle, id).await?;
        one(&row).map(Some)
    }

    /// `false` where there is none.
    pub async fn unschedule_message(&self, circle: Uuid, id: Uuid) -> Result<bool, StoreError> {
        let end = sql(
            "DELETE FROM circle_scheduled WHERE circle_id = $1 AND id = $2",
            [circle.into(), id.into()],
        );
        Ok(self.0.execute_raw(end).await?.rows_affected() > 0)
    }
}

fn one(row: &QueryResult) -> Result<ScheduledMessage, StoreError> {
    Ok(ScheduledMessage::from_query_result(row, "")?)
}
