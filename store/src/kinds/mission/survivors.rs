//! Survivors: one that lives per person, in all channels.

use downbeat_session::kinds::mission::Stat;
use sea_orm::{ConnectionTrait, FromQueryResult, Statement};
use uuid::Uuid;

use crate::sql::statement::sql;
use crate::{Store, StoreError, Transaction};

#[derive(Clone, Debug, PartialEq, FromQueryResult)]
pub struct Survivor {
    pub id: Uuid,
    /// `None` once its person is gone.
    pub user_id: Option<Uuid>,
    pub bent: String,
    pub pack_name: String,
    pub own_name: Option<String>,
    pub is_name_hidden: bool,
    /// `active`, `lost` or `retired`.
    pub state: String,
    pub xp: i64,
    pub level: i16,
    pub salvage: i64,
    pub missions: i32,
    pub completed: i32,
    pub unhurt: i32,
    pub marks: i16,
    pub caution: i16,
    pub knacks: Vec<String>,
    pub heals_ms: Option<i64>,
    pub rests_ms: Option<i64>,
    pub lost_ms: Option<i64>,
    pub lost_in: Option<Uuid>,
    /// Goes out again by itself, so many times more.
    pub auto: bool,
    pub auto_left: i16,
    pub created_ms: i64,
    /// Of what its person may change.
    pub version: i64,
}

#[derive(Clone, Copy, Debug)]
pub struct NewSurvivor<'a> {
    pub id: Uuid,
    pub user_id: Uuid,
    pub bent: Stat,
    /// One of the pack's.
    pub pack_name: &'a str,
    pub own_name: Option<&'a str>,
}

/// Columns of a survivor's record.
macro_rules! survivor_columns {
    () => {
        "id, user_id, bent, pack_name, own_name, name_hidden_at IS NOT NULL AS is_name_hidden,
         state, xp, level, salvage, missions, completed, unhurt, marks, caution, knacks, version,
         auto, auto_left, (extract(epoch FROM created_at) * 1000)::bigint AS created_ms,
         (extract(epoch FROM heals_at) * 1000)::bigint AS heals_ms,
         (extract(epoch FROM rests_until) * 1000)::bigint AS rests_ms,
         (extract(epoch FROM lost_at) * 1000)::bigint AS lost_ms, lost_in"
    };
}

pub(super) use survivor_columns;

impl Survivor {
    /// Its own name, if it has one and no moderator hid it.
    #[must_use]
    pub fn shown_name(&self) -> Option<&str> {
        self.own_name.as_deref().filter(|_| !self.is_name_hidden)
    }

    pub fn bent(&self) -> Result<Stat, StoreError> {
        let bent = Stat::ALL.into_iter().find(|stat| stat.name() == self.bent);
        bent.ok_or_else(|| StoreError::unreadable("a survivor's bent"))
    }

    #[must_use]
    pub fn is_hurt(&self, now_ms: i64) -> bool {
        self.heals_ms.is_some_and(|heals_ms| heals_ms > now_ms)
    }
}

pub(super) async fn one(
    db: &impl ConnectionTrait,
    statement: Statement,
) -> Result<Option<Survivor>, StoreError> {
    let row = db.query_one_raw(statement).await?;
    Ok(row.map(|row| Survivor::from_query_result(&row, "")).transpose()?)
}

impl Store {
    pub async fn survivor(&self, id: Uuid) -> Result<Option<Survivor>, StoreError> {
        let find = concat!("SELECT ", survivor_columns!(), " FROM survivors WHERE id = $1");
        one(&self.db, sql(find, [id.into()])).await
    }

    /// Whoever of a person's lives, or was lost last.
    pub async fn latest_survivor(&self, user: Uuid) -> Result<Option<Survivor>, StoreError> {
        let find = concat!(
            "SELECT ",
            survivor_columns!(),
            " FROM survivors WHERE user_id = $1 AND state <> 'retired'
             ORDER BY state = 'active' DESC, lost_at DESC NULLS LAST, id DESC LIMIT 1"
        );
        one(&self.db, sql(find, [user.into()])).await
    }

    /// Whoever of a person's lives.
    pub async fn living_survivor(&self, user: Uuid) -> Result<Option<Survivor>, StoreError> {
        let find = concat!(
            "SELECT ",
            survivor_columns!(),
            " FROM survivors WHERE user_id = $1 AND state = 'active'"
        );
        one(&self.db, sql(find, [user.into()])).await
    }
}

impl Transaction {
    /// Whoever of a person's lives.
    pub async fn living_survivor(&self, user: Uuid) -> Result<Option<Survivor>, StoreError> {
        let find = concat!(
            "SELECT ",
            survivor_columns!(),
            " FROM survivors WHERE user_id = $1 AND state = 'active'"
        );
        one(&self.0, sql(find, [user.into()])).await
    }

    /// [`StoreError::Conflict`] where another of the person's lives.
    pub async fn make_survivor(&self, new: NewSurvivor<'_>) -> Result<Survivor, StoreError> {
        let NewSurvivor { id, user_id, bent, pack_name, own_name } = new;
        let make = concat!(
            "INSERT INTO survivors (id, user_id, bent, pack_name, own_name)
             VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (user_id) WHERE state = 'active' DO NOTHING RETURNING ",
            survivor_columns!()
        );
        let own_name = own_name.map(str::to_owned);
        let make = sql(
            make,
            [id.into(), user_id.into(), bent.name().into(), pack_name.into(), own_name.into()],
        );
        one(&self.0, make).await?.ok_or(StoreError::Conflict)
    }

    /// Hides a survivor's own name or shows it again, in all channels, where it was
    /// ever at that camp and nobody decided otherwise later; whether it is so now.
    pub async fn hide_name(
        &self,
        (camp, survivor): (Uuid, Uuid),
        is_hidden: bool,
        at_ms: i64,
    ) -> Result<bool, StoreError> {
        self.hold_party(survivor).await?;
        let decide = sql(
            "UPDATE survivors SET name_hidden_at = CASE WHEN $3 THEN decided.at END,
                 name_decided_at = decided.at, updated_at = now()
             FROM (SELECT 'epoch'::timestamptz + $4 * interval '1 millisecond' AS at) AS decided
             WHERE id = $2
                 AND (name_decided_at IS NULL OR name_decided_at <= decided.at)
                 AND EXISTS (SELECT FROM mission_members WHERE camp_id = $1 AND survivor_id = $2)",
            [camp.into(), survivor.into(), is_hidden.into(), at_ms.into()],
        );
        Ok(self.0.execute_raw(decide).await?.rows_affected() == 1)
    }

    /// Held until the transaction ends: nobody else seats it meanwhile.
    pub async fn hold_survivor(&self, id: Uuid) -> Result<Option<Survivor>, StoreError> {
        let hold =
            concat!("SELECT ", survivor_columns!(), " FROM survivors WHERE id = $1 FOR UPDATE");
        one(&self.0, sql(hold, [id.into()])).await
    }
}
