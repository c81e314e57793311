//! Ways into a circle: a secret for so many, or a place kept for one.

use sea_orm::{ConnectionTrait, FromQueryResult, QueryResult};
use uuid::Uuid;

use crate::sql::statement::sql;
use crate::{Store, StoreError, Transaction};

#[derive(Clone, Debug)]
pub struct NewInvitation {
    pub id: Uuid,
    pub circle: Uuid,
    pub by: Uuid,
    pub to: InvitationTo,
    pub days: u16,
}

/// Whom an invitation lets in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InvitationTo {
    /// So many who have the secret of this hash.
    Secret {
        hash: [u8; 32],
        uses: i32,
    },
    Person(Uuid),
}

#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct InvitationRecord {
    pub id: Uuid,
    pub by: Uuid,
    pub by_name: String,
    /// Of the person whom it is for.
    pub user_id: Option<Uuid>,
    pub user_name: Option<String>,
    pub uses_left: i32,
    pub made_ms: i64,
    pub until_ms: i64,
}

impl Store {
    /// Those that are good still, newest first.
    pub async fn invitations(
        &self,
        circle: Uuid,
        limit: i64,
    ) -> Result<Vec<InvitationRecord>, StoreError> {
        let find = sql(
            "SELECT i.id, i.by, b.display_name AS by_name, i.user_id, u.display_name AS user_name,
                 i.uses_left, (extract(epoch FROM i.made_at) * 1000)::bigint AS made_ms,
                 (extract(epoch FROM i.until) * 1000)::bigint AS until_ms
             FROM circle_invitation i JOIN users b ON b.id = i.by
             LEFT JOIN users u ON u.id = i.user_id
             WHERE i.circle_id = $1 AND i.uses_left > 0 AND i.until > now()
             ORDER BY i.id DESC LIMIT $2",
            [circle.into(), limit.into()],
        );
        let rows = self.db.query_all_raw(find).await?;
        let one = |row: &QueryResult| Ok(InvitationRecord::from_query_result(row, "")?);
        rows.iter().map(one).collect()
    }

    /// The circle that a secret leads into.
    pub async fn invited_by(&self, hash: [u8; 32]) -> Result<Option<Uuid>, StoreError> {
        let find = sql(
            "SELECT circle_id FROM circle_invitation
             WHERE hash = $1 AND uses_left > 0 AND until > now()",
            [hash.to_vec().into()],
        );
        let row = self.db.query_one_raw(find).await?;
        Ok(row.map(|row| row.try_get("", "circle_id")).transpose()?)
    }

    /// Whether a place is kept for somebody.
    pub async fn is_invited(&self, circle: Uuid, user: Uuid) -> Result<bool, StoreError> {
        let find = sql(
            "SELECT FROM circle_invitation WHERE circle_id = $1 AND user_id = $2
                 AND uses_left > 0 AND until > now()",
            [circle.into(), user.into()],
        );
        Ok(self.db.query_one_raw(find).await?.is_some())
    }

    /// Circles that keep a place for somebody: ids and until when.
    pub async fn invitations_to(
        &self,
        user: Uuid,
        limit: i64,
    ) -> Result<Vec<(Uuid, i64)>, StoreError> {
        let find = sql(
            "SELECT circle_id, max((extract(epoch FROM until) * 1000)::bigint) AS until_ms
             FROM circle_invitation WHERE user_id = $1 AND uses_left > 0 AND until > now()
             GROUP BY circle_id ORDER BY until_ms DESC, circle_id LIMIT $2",
            [user.into(), limit.into()],
        );
        let rows = self.db.query_all_raw(find).await?;
        let one =
            |row: &QueryResult| Ok((row.try_get("", "circle_id")?, row.try_get("", "until_ms")?));
        rows.iter().map(one).collect()
    }
}

impl Transaction {
    /// An invitation of a held circle; `false` where it has `most` already.
    pub async fn invite(&self, new: NewInvitation, most: i64) -> Result<bool, StoreError> {
        let NewInvitation { id, circle, by, to, days } = new;
        let (hash, user, most_uses) = match to {
            InvitationTo::Secret { hash, uses } => (Some(hash.to_vec()), None, uses),
            InvitationTo::Person(user) => (None, Some(user), 1),
        };
        let make = sql(
            "INSERT INTO circle_invitation (id, circle_id, by, hash, user_id, uses_left, until)
             SELECT $1, $2, $3, $4, $5, $6, now() + $7 * interval '1 day'
             WHERE (SELECT count(*) FROM circle_invitation WHERE circle_id = $2
                 AND uses_left > 0 AND until > now()) < $8",
            [
                id.into(),
                circle.into(),
                by.into(),
                hash.into(),
                user.into(),
                most_uses.into(),
                i64::from(days).into(),
                most.into(),
            ],
        );
        Ok(self.0.execute_raw(make).await?.rows_affected() > 0)
    }

    /// Takes an invitation back; whom it was for, if it was for one. `None` where there
    /// is none.
    pub async fn end_invitation(
        &self,
        circle: Uuid,
        id: Uuid,
    ) -> Result<Option<Option<Uuid>>, StoreError> {
        let end = sql(
            "DELETE FROM circle_invitation WHERE id = $1 AND circle_id = $2 RETURNING user_id",
            [id.into(), circle.into()],
        );
        let row = self.0.query_one_raw(end).await?;
        Ok(row.map(|row| row.try_get("", "user_id")).transpose()?)
    }

    /// Whether a place is kept for somebody.
    pub async fn is_invited(&self, circle: Uuid, user: Uuid) -> Result<bool, StoreError> {
        let find = sql(
            "SELECT FROM circle_invitation WHERE circle_id = $1 AND user_id = $2
                 AND uses_left > 0 AND until > now()",
            [circle.into(), user.into()],
        );
        Ok(self.0.query_one_raw(find).await?.is_some())
    }

    /// Uses an invitation up: the one of a secret, or else one that is for that person.
    pub async fn use_invitation(
        &self,
        circle: Uuid,
        user: Uuid,
        hash: Option<[u8; 32]>,
    ) -> Result<bool, StoreError> {
        let hash = hash.map(|hash| hash.to_vec());
        let take = sql(
            "UPDATE circle_invitation SET uses_left = uses_left - 1
             WHERE id = (SELECT id FROM circle_invitation WHERE circle_id = $1
                 AND uses_left > 0 AND until > now() AND (hash = $3 OR user_id = $2)
                 ORDER BY user_id IS NULL LIMIT 1)",
            [circle.into(), user.into(), hash.into()],
        );
        Ok(self.0.execute_raw(take).await?.rows_affected() > 0)
    }
}
