//! Who is whose friend.

use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

use crate::sql::statement::sql;
use crate::{Store, StoreError, Transaction};

/// Somebody, as another person has them.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Friend {
    pub user_id: Uuid,
    pub name: String,
    pub login: Option<String>,
    /// `asked`, `friends` or `blocked`.
    pub state: String,
    /// Whether the person themselves asked, or blocked.
    pub is_by_me: bool,
    pub made_ms: i64,
}

fn ordered(a: Uuid, b: Uuid) -> (Uuid, Uuid) {
    if a < b { (a, b) } else { (b, a) }
}

impl Store {
    pub async fn are_friends(&self, a: Uuid, b: Uuid) -> Result<bool, StoreError> {
        let (one, other) = ordered(a, b);
        let find = sql(
            "SELECT FROM friendship WHERE one = $1 AND other = $2 AND state = 'friends'",
            [one.into(), other.into()],
        );
        Ok(self.db.query_one_raw(find).await?.is_some())
    }

    /// All that is between a person and others, as they may know it: nobody learns that
    /// they were blocked.
    pub async fn friends_of(&self, user: Uuid, most: u32) -> Result<Vec<Friend>, StoreError> {
        let find = sql(
            "SELECT u.id AS user_id, u.display_name AS name,
                 (SELECT i.login FROM identities i WHERE i.user_id = u.id
                     ORDER BY i.login LIMIT 1) AS login,
                 f.state, f.by = $1 AS is_by_me,
                 (extract(epoch FROM f.made_at) * 1000)::bigint AS made_ms
             FROM friendship f
             JOIN users u ON u.id = CASE WHEN f.one = $1 THEN f.other ELSE f.one END
             WHERE (f.one = $1 OR f.other = $1) AND (f.state <> 'blocked' OR f.by = $1)
             ORDER BY f.made_at DESC, u.id LIMIT $2",
            [user.into(), i64::from(most).into()],
        );
        let rows = self.db.query_all_raw(find).await?;
        let friend = |row: &sea_orm::QueryResult| Friend::from_query_result(row, "");
        Ok(rows.iter().map(friend).collect::<Result<_, _>>()?)
    }
}

impl Transaction {
    /// Asks somebody, or says yes where they asked. `None` where they want nothing of
    /// it; else the state that it is in now.
    pub async fn befriend(&self, user: Uuid, friend: Uuid) -> Result<Option<String>, StoreError> {
        let (one, other) = ordered(user, friend);
        let ask = sql(
            "INSERT INTO friendship (one, other, state, by) VALUES ($1, $2, 'asked', $3)
             ON CONFLICT (one, other) DO UPDATE SET
                 state = CASE WHEN friendship.by = $3 AND friendship.state = 'blocked' THEN 'asked'
                     WHEN friendship.by <> $3 THEN 'friends' ELSE friendship.state END
             WHERE friendship.state <> 'blocked' OR friendship.by = $3
             RETURNING state",
            [one.into(), other.into(), user.into()],
        );
        let row = self.0.query_one_raw(ask).await?;
        Ok(row.map(|row| row.try_get("", "state")).transpose()?)
    }

    /// Ends what is between two people; `blocks` for good, until whoever did takes it
    /// back.
    pub async fn unfriend(&self, user: Uuid, friend: Uuid, blocks: bool) -> Result<(), StoreError> {
        let (one, other) = ordered(user, friend);
        let end = sql(
            "DELETE FROM friendship WHERE one = $1 AND other = $2
                 AND (state <> 'blocked' OR by = $3)",
            [one.into(), other.into(), user.into()],
        );
        self.0.execute_raw(end).await?;
        if blocks {
            let block = sql(
                "INSERT INTO friendship (one, other, state, by) VALUES ($1, $2, 'blocked', $3)
                 ON CONFLICT DO NOTHING",
                [one.into(), other.into(), user.into()],
            );
            self.0.execute_raw(block).await?;
        }
        Ok(())
    }

    /// How many people somebody has asked and is friends with.
    pub async fn count_friends(&self, user: Uuid) -> Result<i64, StoreError> {
        let count = sql(
            "SELECT count(*) AS count FROM friendship WHERE one = $1 OR other = $1",
            [user.into()],
        );
        let row = self.0.query_one_raw(count).await?.ok_or(StoreError::NotFound)?;
        Ok(row.try_get("", "count")?)
    }
}
