//! Who is whose friend, and who asked whom.
//!
//! Whoever asks does so by a login, and what they asked is kept as that: they see the same
//! whether or not somebody has it, wants nothing of them, or said no. It becomes a request
//! once it is **found** by the one whom it means, who looks at their list: that is when an
//! account is looked for, and not when somebody asks.
//!
//! Whatever changes something between people first finds what is asked of its person, and
//! holds all whom that is about by their ids: two who ask each other at once take turns.

use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

use crate::sql::statement::sql;
use crate::{Store, StoreError, Transaction};

/// Somebody, as another person has them.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Friend {
    /// Theirs; of whom the person asked, of what they asked.
    pub user_id: Uuid,
    pub name: String,
    pub login: Option<String>,
    /// `asked`, `friends` or `blocked`.
    pub state: String,
    /// Whether the person themselves asked, or blocked.
    pub is_by_me: bool,
    pub made_ms: i64,
}

/// Whom somebody means who changes what is between them and others.
#[derive(Debug, Clone, Copy)]
pub enum Meant<'a> {
    /// Only those who asked.
    Nobody,
    Login(&'a str),
    /// By their id, or by that of what they were asked.
    Listed(Uuid),
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
    /// they were blocked, or what became of what they asked before it is a yes.
    pub async fn friends_of(&self, user: Uuid, most: u32) -> Result<Vec<Friend>, StoreError> {
        let find = sql(
            "SELECT u.id AS user_id, u.display_name AS name,
                 (SELECT i.login FROM identities i WHERE i.user_id = u.id
                     ORDER BY i.login LIMIT 1) AS login,
                 f.state, f.by = $1 AS is_by_me,
                 (extract(epoch FROM f.made_at) * 1000)::bigint AS made_ms
             FROM friendship f
             JOIN users u ON u.id = CASE WHEN f.one = $1 THEN f.other ELSE f.one END
             WHERE (f.one = $1 OR f.other = $1)
                 AND (f.state = 'friends' OR (f.state = 'blocked') = (f.by = $1))
             UNION ALL
             SELECT id, login, login, 'asked', true,
                 (extract(epoch FROM made_at) * 1000)::bigint
             FROM friend_ask WHERE person = $1
             ORDER BY made_ms DESC, user_id LIMIT $2",
            [user.into(), i64::from(most).into()],
        );
        let rows = self.db.query_all_raw(find).await?;
        let friend = |row: &sea_orm::QueryResult| Friend::from_query_result(row, "");
        Ok(rows.iter().map(friend).collect::<Result<_, _>>()?)
    }

    /// What others asked by a login that is a person's alone comes to them, once.
    pub async fn find_asks(&self, user: Uuid) -> Result<(), StoreError> {
        let find = sql(
            "SELECT FROM friend_ask a JOIN identities i ON lower(a.login) = lower(i.login)
             WHERE i.user_id = $1 AND a.found_at IS NULL LIMIT 1",
            [user.into()],
        );
        // Most who look are asked by nobody, and hold nothing.
        if self.db.query_one_raw(find).await?.is_none() {
            return Ok(());
        }
        let transaction = self.begin().await?;
        transaction.find_asks(user, Meant::Nobody).await?;
        transaction.commit().await
    }
}

impl Transaction {
    /// As of the store, and holds whom they mean, too. Whoever asked each other are friends.
    pub async fn find_asks(&self, user: Uuid, meant: Meant<'_>) -> Result<(), StoreError> {
        let held = self.hold_between(user, meant).await?;
        let find = sql(
            "WITH found AS (UPDATE friend_ask a SET found_at = now()
                     FROM identities i
                     WHERE i.user_id = $1 AND lower(a.login) = lower(i.login)
                         AND a.found_at IS NULL AND a.person <> $1 AND a.person = ANY($2)
                         AND NOT EXISTS (SELECT FROM identities o
                             WHERE lower(o.login) = lower(i.login) AND o.user_id <> $1)
                     RETURNING a.person, a.made_at),
                 asked AS (SELECT person, min(made_at) AS made_at FROM found GROUP BY person)
             INSERT INTO friendship (one, other, state, by, made_at)
             SELECT least(person, $1), greatest(person, $1), 'asked', person, made_at FROM asked
             ON CONFLICT (one, other) DO UPDATE SET state = 'friends'
             WHERE friendship.state = 'asked' AND friendship.by <> excluded.by",
            [user.into(), held.into()],
        );
        self.0.execute_raw(find).await?;
        self.end_answered_asks(user).await
    }

    /// Holds somebody, all who asked them and whoever they mean, in one order.
    async fn hold_between(&self, user: Uuid, meant: Meant<'_>) -> Result<Vec<Uuid>, StoreError> {
        let (login, listed) = match meant {
            Meant::Nobody => (None, None),
            Meant::Login(login) => (Some(login.to_owned()), None),
            Meant::Listed(id) => (None, Some(id)),
        };
        let hold = sql(
            "SELECT u.id FROM users u WHERE u.id = ANY (ARRAY(
                 SELECT $1::uuid
                 UNION SELECT a.person FROM friend_ask a
                     JOIN identities i ON lower(a.login) = lower(i.login)
                     WHERE i.user_id = $1 AND a.found_at IS NULL
                 UNION SELECT i.user_id FROM identities i WHERE lower(i.login) = lower($2::text)
                 UNION SELECT $3::uuid
                 UNION SELECT i.user_id FROM friend_ask a
                     JOIN identities i ON lower(a.login) = lower(i.login)
                     WHERE a.id = $3 AND a.person = $1))
             ORDER BY u.id FOR NO KEY UPDATE",
            [user.into(), login.into(), listed.into()],
        );
        self.ids(hold).await
    }

    /// Whoever is a friend is asked no more, by either.
    async fn end_answered_asks(&self, user: Uuid) -> Result<(), StoreError> {
        let end = sql(
            "DELETE FROM friend_ask a USING friendship f, identities i
             WHERE f.state = 'friends' AND (f.one = $1 OR f.other = $1)
                 AND a.person IN (f.one, f.other) AND i.user_id IN (f.one, f.other)
                 AND i.user_id <> a.person AND lower(i.login) = lower(a.login)",
            [user.into()],
        );
        self.0.execute_raw(end).await?;
        Ok(())
    }

    /// Who has a login, of those whom a person has in their list by more than asking.
    pub async fn known_by_login(
        &self,
        user: Uuid,
        login: &str,
    ) -> Result<Option<(Uuid, String)>, StoreError> {
        let find = sql(
            "SELECT i.user_id, min(f.state) AS state FROM friendship f JOIN identities i
                 ON i.user_id = CASE WHEN f.one = $1 THEN f.other ELSE f.one END
             WHERE (f.one = $1 OR f.other = $1) AND lower(i.login) = lower($2)
                 AND (f.state = 'friends' OR (f.state = 'blocked') = (f.by = $1))
             GROUP BY i.user_id LIMIT 2",
            [user.into(), login.into()],
        );
        // A login that two have is neither's: whom it means is not guessed.
        let rows = self.0.query_all_raw(find).await?;
        let [row] = &rows[..] else { return Ok(None) };
        Ok(Some((row.try_get("", "user_id")?, row.try_get("", "state")?)))
    }

    /// Keeps that somebody who is held asks by a login; `false` where they have `most` in
    /// their list already.
    pub async fn ask_by_login(
        &self,
        user: Uuid,
        login: &str,
        most: u32,
    ) -> Result<bool, StoreError> {
        // Asked once more after a no, it comes to them once more.
        let ask = sql(
            "INSERT INTO friend_ask (id, person, login) SELECT $3, $1, $2
             WHERE (SELECT count(*) FROM friend_ask
                     WHERE person = $1 AND lower(login) <> lower($2))
                 + (SELECT count(*) FROM friendship f WHERE (f.one = $1 OR f.other = $1)
                     AND (f.state = 'friends' OR (f.state = 'blocked') = (f.by = $1))) < $4
             ON CONFLICT (person, lower(login)) DO UPDATE SET found_at = NULL",
            [user.into(), login.into(), Uuid::new_v4().into(), i64::from(most).into()],
        );
        Ok(self.0.execute_raw(ask).await?.rows_affected() > 0)
    }

    /// Takes back what somebody asked, and the request that it became.
    pub async fn take_ask_back(&self, user: Uuid, ask: Uuid) -> Result<(), StoreError> {
        let end = sql(
            "WITH gone AS (DELETE FROM friend_ask WHERE id = $2 AND person = $1 RETURNING login)
             DELETE FROM friendship f USING gone, identities i
             WHERE lower(i.login) = lower(gone.login) AND f.state = 'asked' AND f.by = $1
                 AND i.user_id = CASE WHEN f.one = $1 THEN f.other ELSE f.one END
                 AND (f.one = $1 OR f.other = $1)",
            [user.into(), ask.into()],
        );
        self.0.execute_raw(end).await?;
        Ok(())
    }

    /// Says yes to whoever asked.
    pub async fn befriend(&self, user: Uuid, friend: Uuid) -> Result<(), StoreError> {
        let (one, other) = ordered(user, friend);
        let accept = sql(
            "UPDATE friendship SET state = 'friends'
             WHERE one = $1 AND other = $2 AND state = 'asked' AND by <> $3",
            [one.into(), other.into(), user.into()],
        );
        self.0.execute_raw(accept).await?;
        self.end_answered_asks(user).await
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
}
