//! Notices whose time has come, a person at a time.

use downbeat_session::notice::NoticeType;
use sea_orm::{ConnectionTrait, FromQueryResult, QueryResult};
use uuid::Uuid;

use crate::sql::statement::sql;
use crate::{Store, StoreError, Transaction};

/// What was told longer ago is in nobody's inbox.
pub const KEPT_DAYS: i64 = 90;

#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct DueNotice {
    pub id: Uuid,
    pub r#type: String,
    pub circle_id: Option<Uuid>,
}

impl Store {
    /// People who are to be told something now, whoever waits longest first; but for some.
    pub async fn due_people(&self, limit: i64, but: &[Uuid]) -> Result<Vec<Uuid>, StoreError> {
        let find = sql(
            "SELECT user_id FROM notice WHERE state = 'pending' AND deliver_at <= now()
                 AND user_id <> ALL ($2)
             GROUP BY user_id ORDER BY min(deliver_at), user_id LIMIT $1",
            [limit.into(), but.to_vec().into()],
        );
        let rows = self.db.query_all_raw(find).await?;
        Ok(rows.iter().map(|row| row.try_get("", "user_id")).collect::<Result<_, _>>()?)
    }

    /// Of these people, each with a circle where something happened that they are to be told
    /// now and that is seen there; `most` at most.
    pub async fn due_places(
        &self,
        people: &[Uuid],
        most: i64,
    ) -> Result<Vec<(Uuid, Uuid)>, StoreError> {
        let seen = NoticeType::ALL.into_iter().filter(|of| of.is_seen_there());
        let seen: Vec<String> = seen.map(|of| of.as_str().to_owned()).collect();
        let find = sql(
            "SELECT DISTINCT user_id, circle_id FROM notice
             WHERE state = 'pending' AND deliver_at <= now() AND user_id = ANY($1)
                 AND type = ANY($2) AND circle_id IS NOT NULL LIMIT $3",
            [people.to_vec().into(), seen.into(), most.into()],
        );
        let place =
            |row: &QueryResult| Ok((row.try_get("", "user_id")?, row.try_get("", "circle_id")?));
        self.db.query_all_raw(find).await?.iter().map(place).collect()
    }

    /// How long the first that is to be told has waited, in milliseconds.
    pub async fn notices_behind_ms(&self) -> Result<i64, StoreError> {
        let find = sql(
            "SELECT coalesce((extract(epoch FROM now() - min(deliver_at)) * 1000)::bigint, 0) AS ms
             FROM notice WHERE state = 'pending' AND deliver_at <= now()",
            [],
        );
        let row = self.db.query_one_raw(find).await?.ok_or(StoreError::NotFound)?;
        Ok(row.try_get("", "ms")?)
    }

    /// A notice that could not be told outside: it stands in the inbox.
    pub async fn fail_notice(&self, id: Uuid) -> Result<(), StoreError> {
        let fail = sql(
            "UPDATE notice SET state = 'failed' WHERE id = $1 AND state = 'delivered'",
            [id.into()],
        );
        self.db.execute_raw(fail).await?;
        Ok(())
    }

    /// One bite of those that are old.
    pub(crate) async fn prune_notices(&self, bite: i64) -> Result<u64, StoreError> {
        let old = sql(
            "DELETE FROM notice WHERE id IN (SELECT id FROM notice
                 WHERE at < now() - $1 * interval '1 day' LIMIT $2)",
            [KEPT_DAYS.into(), bite.into()],
        );
        let told = sql(
            "DELETE FROM notice_told WHERE ctid = ANY (ARRAY(SELECT ctid FROM notice_told
                 WHERE at < now() - interval '1 hour' LIMIT $1))",
            [bite.into()],
        );
        let gone = self.db.execute_raw(old).await?.rows_affected();
        Ok(gone + self.db.execute_raw(told).await?.rows_affected())
    }
}

impl Transaction {
    /// Of a person who is held, in the order of their times.
    pub async fn due_notices(&self, user: Uuid, limit: i64) -> Result<Vec<DueNotice>, StoreError> {
        let find = sql(
            "SELECT id, type, circle_id FROM notice
             WHERE user_id = $1 AND state = 'pending' AND deliver_at <= now()
             ORDER BY deliver_at, id LIMIT $2",
            [user.into(), limit.into()],
        );
        let rows = self.0.query_all_raw(find).await?;
        let due = |row: &sea_orm::QueryResult| DueNotice::from_query_result(row, "");
        Ok(rows.iter().map(due).collect::<Result<_, _>>()?)
    }

    /// When somebody was told something in the last hour, in order; and what time it is.
    pub async fn told_lately(&self, user: Uuid) -> Result<(Vec<i64>, i64), StoreError> {
        let find = sql(
            "SELECT (extract(epoch FROM now()) * 1000)::bigint AS now_ms,
                 coalesce(array_agg((extract(epoch FROM at) * 1000)::bigint ORDER BY at), '{}')
                     AS told_ms
             FROM notice_told WHERE user_id = $1 AND at > now() - interval '1 hour'",
            [user.into()],
        );
        let row = self.0.query_one_raw(find).await?.ok_or(StoreError::NotFound)?;
        Ok((row.try_get("", "told_ms")?, row.try_get("", "now_ms")?))
    }

    /// Tells one that is due; `is_mailed` by a mail of its own.
    pub async fn deliver_notice(
        &self,
        user: Uuid,
        id: Uuid,
        is_mailed: bool,
    ) -> Result<(), StoreError> {
        let tell = sql(
            "UPDATE notice SET state = 'delivered', told_at = now(),
                 listed_at = CASE WHEN $2 THEN now() ELSE listed_at END
             WHERE id = $1 AND state = 'pending'",
            [id.into(), is_mailed.into()],
        );
        self.0.execute_raw(tell).await?;
        // Beside the notice, which may be gone within the hour.
        let note = sql("INSERT INTO notice_told (user_id) VALUES ($1)", [user.into()]);
        self.0.execute_raw(note).await?;
        Ok(())
    }

    /// One that its person has before their eyes: it stands in the inbox, and is told nowhere
    /// else, so that what comes next of it is told at once.
    pub async fn deliver_inside(&self, id: Uuid) -> Result<(), StoreError> {
        let deliver = sql(
            "UPDATE notice SET state = 'delivered' WHERE id = $1 AND state = 'pending'",
            [id.into()],
        );
        self.0.execute_raw(deliver).await?;
        Ok(())
    }

    /// Tells it later, or not by itself.
    pub async fn put_notice_off(&self, id: Uuid, until_ms: Option<i64>) -> Result<(), StoreError> {
        let later = sql(
            "UPDATE notice SET deliver_at =
                 'epoch'::timestamptz + $2::bigint * interval '1 millisecond' WHERE id = $1",
            [id.into(), until_ms.into()],
        );
        self.0.execute_raw(later).await?;
        Ok(())
    }
}
