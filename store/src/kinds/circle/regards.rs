//! What people make of one another: whom they follow, block and mute.
//!
//! Whoever blocks somebody and whoever is blocked are **veiled** for each other, and
//! whoever is muted for the one who mutes: what the other says is not shown to them, and
//! nothing of it told. It is a comfort: neither is kept secret.

use std::collections::HashSet;

use sea_orm::{ConnectionTrait, FromQueryResult, QueryResult};
use uuid::Uuid;

use crate::sql::statement::sql;
use crate::{Store, StoreError, Transaction};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Regard {
    Follow,
    Block,
    Mute,
}

/// All that somebody makes of another, now.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, FromQueryResult)]
pub struct Regards {
    pub follows: bool,
    pub blocks: bool,
    pub mutes: bool,
    /// When a mute ends; `None` of one that does not.
    pub mutes_until_ms: Option<i64>,
}

/// Somebody of whom another makes something.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct RegardedPerson {
    pub id: Uuid,
    pub name: String,
    pub at_ms: i64,
    /// When a mute ends.
    pub until_ms: Option<i64>,
}

/// Where a list goes on: behind this one, whoever came first last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RegardCursor {
    pub at_ms: i64,
    pub id: Uuid,
}

/// Whether a person is veiled for a viewer; both as SQL.
macro_rules! veiled {
    ($viewer:literal, $person:literal) => {
        concat!(
            "(EXISTS (SELECT FROM block WHERE blocker = ",
            $viewer,
            " AND blocked = ",
            $person,
            ") OR EXISTS (SELECT FROM block WHERE blocker = ",
            $person,
            " AND blocked = ",
            $viewer,
            ") OR EXISTS (SELECT FROM mute WHERE muter = ",
            $viewer,
            " AND muted = ",
            $person,
            " AND (until IS NULL OR until > now())))"
        )
    };
}
pub(super) use veiled;

macro_rules! regarded {
    ($person:literal, $until:literal, $whose:literal) => {
        concat!(
            "SELECT u.id, u.display_name AS name,
                 (extract(epoch FROM g.at) * 1000)::bigint AS at_ms, ",
            $until,
            " AS until_ms FROM ",
            $whose,
            " JOIN users u ON u.id = ",
            $person,
            " WHERE ((extract(epoch FROM g.at) * 1000)::bigint, u.id) < ($2, $3)
             ORDER BY (extract(epoch FROM g.at) * 1000)::bigint DESC, u.id DESC LIMIT $4"
        )
    };
}

impl Store {
    /// Of these, whose words are kept from somebody.
    pub async fn veiled(&self, user: Uuid, among: &[Uuid]) -> Result<HashSet<Uuid>, StoreError> {
        if among.is_empty() {
            return Ok(HashSet::new());
        }
        let find = sql(
            concat!(
                "SELECT person FROM unnest($2::uuid[]) AS one (person) WHERE ",
                veiled!("$1", "person")
            ),
            [user.into(), among.to_vec().into()],
        );
        let rows = self.db.query_all_raw(find).await?;
        Ok(rows.iter().map(|row| row.try_get("", "person")).collect::<Result<_, _>>()?)
    }

    pub async fn regards(&self, user: Uuid, other: Uuid) -> Result<Regards, StoreError> {
        regards(&self.db, user, other).await
    }

    /// Whether one of two people blocks the other.
    pub async fn is_blocked(&self, one: Uuid, other: Uuid) -> Result<bool, StoreError> {
        blocked(&self.db, one, other).await
    }

    /// Those whom somebody follows, blocks or mutes, the last first.
    pub async fn regarded(
        &self,
        user: Uuid,
        regard: Regard,
        after: Option<RegardCursor>,
        limit: u32,
    ) -> Result<Vec<RegardedPerson>, StoreError> {
        let text = match regard {
            Regard::Follow => regarded!(
                "g.followed",
                "NULL::bigint",
                "(SELECT followed, at FROM follow WHERE follower = $1) AS g"
            ),
            Regard::Block => regarded!(
                "g.blocked",
                "NULL::bigint",
                "(SELECT blocked, at FROM block WHERE blocker = $1) AS g"
            ),
            Regard::Mute => regarded!(
                "g.muted",
                "(extract(epoch FROM g.until) * 1000)::bigint",
                "(SELECT muted, at, until FROM mute
                     WHERE muter = $1 AND (until IS NULL OR until > now())) AS g"
            ),
        };
        let newest = RegardCursor { at_ms: i64::MAX, id: Uuid::max() };
        let RegardCursor { at_ms, id } = after.unwrap_or(newest);
        let values = [user.into(), at_ms.into(), id.into(), i64::from(limit).into()];
        let rows = self.db.query_all_raw(sql(text, values)).await?;
        let one = |row: &QueryResult| Ok(RegardedPerson::from_query_result(row, "")?);
        rows.iter().map(one).collect()
    }
}

impl Transaction {
    /// Holds two people: what they make of each other is changed by nobody else, and
    /// neither is erased meanwhile.
    pub async fn hold_two(&self, one: Uuid, other: Uuid) -> Result<(), StoreError> {
        let hold = sql(
            "SELECT FROM users WHERE id IN ($1, $2) ORDER BY id FOR NO KEY UPDATE",
            [one.into(), other.into()],
        );
        self.0.query_all_raw(hold).await?;
        Ok(())
    }

    pub async fn regards(&self, user: Uuid, other: Uuid) -> Result<Regards, StoreError> {
        regards(&self.0, user, other).await
    }

    pub async fn is_blocked(&self, one: Uuid, other: Uuid) -> Result<bool, StoreError> {
        blocked(&self.0, one, other).await
    }

    /// Whether what a person does is kept from a viewer.
    pub async fn is_veiled(&self, viewer: Uuid, person: Uuid) -> Result<bool, StoreError> {
        let ask = sql(
            concat!("SELECT ", veiled!("$1::uuid", "$2::uuid"), " AS is_veiled"),
            [viewer.into(), person.into()],
        );
        let row = self.0.query_one_raw(ask).await?.ok_or(StoreError::NotFound)?;
        Ok(row.try_get("", "is_veiled")?)
    }

    /// Of two who are held; `false` where somebody follows `most` others already.
    pub async fn follow_person(
        &self,
        user: Uuid,
        other: Uuid,
        most: i64,
    ) -> Result<bool, StoreError> {
        let follow = sql(
            "INSERT INTO follow (follower, followed) SELECT $1, $2
             WHERE (SELECT count(*) FROM follow WHERE follower = $1 AND followed <> $2) < $3
             ON CONFLICT (follower, followed) DO UPDATE SET at = follow.at",
            [user.into(), other.into(), most.into()],
        );
        Ok(self.0.execute_raw(follow).await?.rows_affected() > 0)
    }

    /// The same of a block, which ends that either follows the other.
    pub async fn block_person(
        &self,
        user: Uuid,
        other: Uuid,
        most: i64,
    ) -> Result<bool, StoreError> {
        let block = sql(
            "INSERT INTO block (blocker, blocked) SELECT $1, $2
             WHERE (SELECT count(*) FROM block WHERE blocker = $1 AND blocked <> $2) < $3
             ON CONFLICT (blocker, blocked) DO UPDATE SET at = block.at",
            [user.into(), other.into(), most.into()],
        );
        if self.0.execute_raw(block).await?.rows_affected() == 0 {
            return Ok(false);
        }
        let part = sql(
            "DELETE FROM follow WHERE (follower = $1 AND followed = $2)
                 OR (follower = $2 AND followed = $1)",
            [user.into(), other.into()],
        );
        self.0.execute_raw(part).await?;
        Ok(true)
    }

    /// The same of a mute; `None` for one that does not end.
    pub async fn mute_person(
        &self,
        user: Uuid,
        other: Uuid,
        until_ms: Option<i64>,
        most: i64,
    ) -> Result<bool, StoreError> {
        let mute = sql(
            "INSERT INTO mute (muter, muted, until) SELECT $1, $2, to_timestamp($3::bigint / 1000.0)
             WHERE (SELECT count(*) FROM mute WHERE muter = $1 AND muted <> $2
                 AND (until IS NULL OR until > now())) < $4
             ON CONFLICT (muter, muted) DO UPDATE SET until = excluded.until",
            [user.into(), other.into(), until_ms.into(), most.into()],
        );
        Ok(self.0.execute_raw(mute).await?.rows_affected() > 0)
    }

    pub async fn end_regard(
        &self,
        user: Uuid,
        other: Uuid,
        regard: Regard,
    ) -> Result<(), StoreError> {
        let text = match regard {
            Regard::Follow => "DELETE FROM follow WHERE follower = $1 AND followed = $2",
            Regard::Block => "DELETE FROM block WHERE blocker = $1 AND blocked = $2",
            Regard::Mute => "DELETE FROM mute WHERE muter = $1 AND muted = $2",
        };
        self.0.execute_raw(sql(text, [user.into(), other.into()])).await?;
        Ok(())
    }
}

async fn regards(
    db: &impl ConnectionTrait,
    user: Uuid,
    other: Uuid,
) -> Result<Regards, StoreError> {
    let find = sql(
        "SELECT EXISTS (SELECT FROM follow WHERE follower = $1 AND followed = $2) AS follows,
             EXISTS (SELECT FROM block WHERE blocker = $1 AND blocked = $2) AS blocks,
             EXISTS (SELECT FROM mute WHERE muter = $1 AND muted = $2
                 AND (until IS NULL OR until > now())) AS mutes,
             (SELECT (extract(epoch FROM until) * 1000)::bigint FROM mute
                 WHERE muter = $1 AND muted = $2 AND until > now()) AS mutes_until_ms",
        [user.into(), other.into()],
    );
    let row = db.query_one_raw(find).await?.ok_or(StoreError::NotFound)?;
    Ok(Regards::from_query_result(&row, "")?)
}

async fn blocked(db: &impl ConnectionTrait, one: Uuid, other: Uuid) -> Result<bool, StoreError> {
    let find = sql(
        "SELECT FROM block WHERE (blocker = $1 AND blocked = $2)
             OR (blocker = $2 AND blocked = $1) LIMIT 1",
        [one.into(), other.into()],
    );
    Ok(db.query_one_raw(find).await?.is_some())
}
