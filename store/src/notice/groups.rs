//! Notices of many causes, which are one for a day: "Ada and 4 others". Causes are
//! counted in the rows that they are, each time: none is added up.

use downbeat_session::notice::NoticeType;
use sea_orm::{ConnectionTrait, FromQueryResult};
use serde_json::Value;
use uuid::Uuid;

use crate::sql::statement::sql;
use crate::{StoreError, Transaction};

/// Whom a notice of several causes is for, and of what.
#[derive(Clone, Copy, Debug)]
pub struct Group<'a> {
    pub user: Uuid,
    pub of: NoticeType,
    pub subject: &'a str,
    pub circle: Uuid,
    pub about: &'a Value,
}

/// What there is of it now.
#[derive(Clone, Debug, Default, FromQueryResult)]
pub struct Causes {
    /// Who caused it last, newest first; three.
    pub actors: Vec<Uuid>,
    pub count: i32,
    /// When the last one came, in microseconds.
    pub last_us: i64,
}

/// The notice that causes are counted into, and what is before them.
#[derive(Clone, Debug)]
pub struct Counting {
    /// `None` where there is none yet.
    id: Option<Uuid>,
    count: i32,
    last_us: i64,
    /// Causes up to here were told before.
    pub since_us: i64,
}

impl Transaction {
    /// Holds what a person is told: nobody else tells them anything until this transaction
    /// is over. Whoever holds a circle or an item holds it first.
    pub async fn hold_told(&self, user: Uuid) -> Result<(), StoreError> {
        let hold = sql(
            "SELECT pg_advisory_xact_lock(hashtextextended('notice:' || $1, 0))",
            [user.to_string().into()],
        );
        self.0.execute_raw(hold).await?;
        Ok(())
    }

    /// Where causes are counted, of a person who is held: a notice that was not read is
    /// one for a day.
    pub async fn counting(&self, user: Uuid, subject: &str) -> Result<Counting, StoreError> {
        let find = sql(
            "SELECT id, count, (extract(epoch FROM at) * 1000000)::bigint AS last_us,
                 (extract(epoch FROM since) * 1000000)::bigint AS since_us,
                 state <> 'read' AND made_at > now() - interval '24 hours' AS is_open
             FROM notice WHERE user_id = $1 AND subject = $2 ORDER BY id DESC LIMIT 1",
            [user.into(), subject.into()],
        );
        let Some(row) = self.0.query_one_raw(find).await? else {
            return Ok(Counting { id: None, count: 0, last_us: 0, since_us: 0 });
        };
        let last_us = row.try_get("", "last_us")?;
        if !row.try_get::<bool>("", "is_open")? {
            return Ok(Counting { id: None, count: 0, last_us, since_us: last_us });
        }
        Ok(Counting {
            id: Some(row.try_get("", "id")?),
            count: row.try_get("", "count")?,
            last_us,
            since_us: row.try_get("", "since_us")?,
        })
    }

    /// Keeps what was counted; whether somebody is to be told of it now. Only what is more
    /// than before is told again, an hour after it was told at the soonest; a notice
    /// without a cause is gone.
    pub async fn keep_causes(
        &self,
        group: Group<'_>,
        counting: &Counting,
        causes: &Causes,
    ) -> Result<bool, StoreError> {
        let Causes { actors, count, last_us } = causes;
        let Some(id) = counting.id else {
            return if *count > 0 {
                self.begin_counting(group, counting, causes).await
            } else {
                Ok(false)
            };
        };
        let keep = if *count == 0 {
            sql("DELETE FROM notice WHERE id = $1 RETURNING false AS is_due", [id.into()])
        } else if *count > counting.count && *last_us > counting.last_us {
            sql(
                "UPDATE notice n SET actors = $2, count = $3, state = 'pending',
                     changed_at = clock_timestamp(), listed_at = NULL,
                     at = 'epoch'::timestamptz + $4 * interval '1 microsecond',
                     deliver_at = CASE WHEN EXISTS (SELECT FROM notice_settings s
                             WHERE s.user_id = n.user_id AND jsonb_exists(s.settings->'off', n.type))
                         THEN NULL ELSE greatest(now(), n.told_at + interval '1 hour') END
                 WHERE id = $1 RETURNING coalesce(deliver_at <= now(), false) AS is_due",
                [id.into(), actors.clone().into(), (*count).into(), (*last_us).into()],
            )
        } else {
            sql(
                "UPDATE notice SET actors = $2, count = $3,
                     at = greatest(at, 'epoch'::timestamptz + $4 * interval '1 microsecond')
                 WHERE id = $1 RETURNING false AS is_due",
                [id.into(), actors.clone().into(), (*count).into(), (*last_us).into()],
            )
        };
        let row = self.0.query_one_raw(keep).await?;
        Ok(row.map(|row| row.try_get("", "is_due")).transpose()?.unwrap_or(false))
    }

    async fn begin_counting(
        &self,
        group: Group<'_>,
        counting: &Counting,
        causes: &Causes,
    ) -> Result<bool, StoreError> {
        let Group { user, of, subject, circle, about } = group;
        let begin = sql(
            "INSERT INTO notice (id, user_id, type, subject, circle_id, about, actors, count,
                 since, at, deliver_at)
             SELECT $1, $2, $3, $4, $5, $6, $7, $8,
                 'epoch'::timestamptz + $9 * interval '1 microsecond',
                 'epoch'::timestamptz + $10 * interval '1 microsecond',
                 CASE WHEN EXISTS (SELECT FROM notice_settings
                     WHERE user_id = $2 AND jsonb_exists(settings->'off', $3)) THEN NULL ELSE now() END
             RETURNING deliver_at IS NOT NULL AS is_due",
            [
                Uuid::now_v7().into(),
                user.into(),
                of.as_str().into(),
                subject.into(),
                circle.into(),
                about.clone().into(),
                causes.actors.clone().into(),
                causes.count.into(),
                counting.since_us.into(),
                causes.last_us.into(),
            ],
        );
        let row = self.0.query_one_raw(begin).await?.ok_or(StoreError::NotFound)?;
        Ok(row.try_get("", "is_due")?)
    }
}
