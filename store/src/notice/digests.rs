//! What goes by the clock of a person: reminders, summaries, mails of several notices.

use downbeat_session::{journal::Day, notice::Times};
use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

use crate::sql::statement::sql;
use crate::{Store, StoreError, Transaction};

/// Which of them somebody waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ByClock {
    Reminder,
    Summary,
    Digest,
}

/// A week of somebody, counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, FromQueryResult)]
pub struct Week {
    /// Days with an entry.
    pub entries: i64,
    /// What they said in circles, and what they were given there.
    pub messages: i64,
    pub comments: i64,
    pub reactions: i64,
}

impl Store {
    /// People whose time has come.
    pub async fn due_by_clock(&self, what: ByClock, limit: i64) -> Result<Vec<Uuid>, StoreError> {
        let text = match what {
            ByClock::Reminder => {
                "SELECT user_id FROM notice_settings WHERE remind_at <= now()
                 ORDER BY remind_at LIMIT $1"
            }
            ByClock::Summary => {
                "SELECT user_id FROM notice_settings WHERE summary_at <= now()
                 ORDER BY summary_at LIMIT $1"
            }
            ByClock::Digest => {
                "SELECT user_id FROM notice_settings WHERE digest_at <= now()
                 ORDER BY digest_at LIMIT $1"
            }
        };
        let rows = self.db.query_all_raw(sql(text, [limit.into()])).await?;
        Ok(rows.iter().map(|row| row.try_get("", "user_id")).collect::<Result<_, _>>()?)
    }
}

impl Transaction {
    /// Takes the time of a person who is held, and sets the next: how late it is, in
    /// milliseconds. `None` where somebody else took it.
    pub async fn take_by_clock(
        &self,
        user: Uuid,
        what: ByClock,
        times: Times,
    ) -> Result<Option<i64>, StoreError> {
        macro_rules! take {
            ($column:literal) => {
                concat!(
                    "UPDATE notice_settings s SET ",
                    $column,
                    " = to_timestamp($2::bigint / 1000.0) FROM (
                         SELECT user_id, ",
                    $column,
                    " AS was FROM notice_settings WHERE user_id = $1 AND ",
                    $column,
                    " <= now() FOR UPDATE) AS due
                     WHERE s.user_id = due.user_id
                     RETURNING (extract(epoch FROM now() - due.was) * 1000)::bigint AS late_ms"
                )
            };
        }
        let (text, next_ms) = match what {
            ByClock::Reminder => (take!("remind_at"), times.remind_ms),
            ByClock::Summary => (take!("summary_at"), times.summary_ms),
            ByClock::Digest => (take!("digest_at"), times.digest_ms),
        };
        let row = self.0.query_one_raw(sql(text, [user.into(), next_ms.into()])).await?;
        Ok(row.map(|row| row.try_get("", "late_ms")).transpose()?)
    }

    /// Whether a day of somebody has an entry.
    pub async fn has_written(&self, user: Uuid, day: Day) -> Result<bool, StoreError> {
        let find = sql(
            "SELECT FROM entry WHERE user_id = $1 AND day = DATE '1970-01-01' + $2
                 AND trashed_at IS NULL LIMIT 1",
            [user.into(), day.number().into()],
        );
        Ok(self.0.query_one_raw(find).await?.is_some())
    }

    /// The last seven days.
    pub async fn week_of(&self, user: Uuid) -> Result<Week, StoreError> {
        let count = sql(
            "SELECT (SELECT count(DISTINCT day) FROM entry
                     WHERE user_id = $1 AND trashed_at IS NULL
                     AND created_at > now() - interval '7 days') AS entries,
                 (SELECT count(*) FROM message WHERE author = $1 AND state = 'shown'
                     AND created_at > now() - interval '7 days') AS messages,
                 (SELECT count(*) FROM comment c JOIN message m ON m.id = c.message_id
                     WHERE m.author = $1 AND c.author <> $1 AND c.state = 'shown'
                     AND c.created_at > now() - interval '7 days') AS comments,
                 (SELECT count(*) FROM reaction r JOIN message m ON m.id = r.item_id
                     WHERE m.author = $1 AND r.user_id <> $1
                     AND r.at > now() - interval '7 days') AS reactions",
            [user.into()],
        );
        let row = self.0.query_one_raw(count).await?.ok_or(StoreError::NotFound)?;
        Ok(Week::from_query_result(&row, "")?)
    }

    /// What was not read and in no mail of several yet, newest first: it is in this one.
    pub async fn list_notices(&self, user: Uuid, limit: i64) -> Result<Vec<Uuid>, StoreError> {
        let list = sql(
            "UPDATE notice SET listed_at = now() WHERE id IN (SELECT id FROM notice
                 WHERE user_id = $1 AND state <> 'read' AND listed_at IS NULL
                     AND deliver_at IS NOT NULL
                 ORDER BY at DESC, id DESC LIMIT $2) RETURNING id",
            [user.into(), limit.into()],
        );
        let rows = self.0.query_all_raw(list).await?;
        Ok(rows.iter().map(|row| row.try_get("", "id")).collect::<Result<_, _>>()?)
    }
}
