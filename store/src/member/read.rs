//! Members, looked up and listed.

use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

use crate::sql::statement::sql;
use crate::{Store, StoreError};

/// What an active member is.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Member {
    pub role: String,
    /// Permissions beyond the role's, as bits.
    pub rights: i32,
}

/// A member as a list shows them.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct MemberRecord {
    pub id: Uuid,
    pub user_id: Uuid,
    pub display_name: String,
    pub role: String,
    pub rights: i32,
    /// See [`MemberState`](crate::MemberState).
    pub state: String,
    pub created_ms: i64,
    pub updated_ms: i64,
}

impl Store {
    /// An active member of a session that is not ended. A record that is older
    /// than the session is of one that had its id before.
    pub async fn member(&self, session: Uuid, user: Uuid) -> Result<Option<Member>, StoreError> {
        let find = sql(
            "SELECT m.role, m.rights FROM member m JOIN sessions s ON s.id = m.session_id
             WHERE m.session_id = $1 AND m.user_id = $2 AND m.state = 'active'
                 AND s.deleted_at IS NULL AND m.created_at >= s.created_at",
            [session.into(), user.into()],
        );
        let row = self.db.query_one_raw(find).await?;
        Ok(row.map(|row| Member::from_query_result(&row, "")).transpose()?)
    }

    /// The members of a session, those that are banned too, newest first.
    pub async fn members(
        &self,
        session: Uuid,
        before: Option<Uuid>,
        limit: u32,
    ) -> Result<Vec<MemberRecord>, StoreError> {
        let list = sql(
            "SELECT m.id, m.user_id, u.display_name, m.role, m.rights, m.state,
                 (extract(epoch FROM m.created_at) * 1000)::bigint AS created_ms,
                 (extract(epoch FROM m.updated_at) * 1000)::bigint AS updated_ms
             FROM member m JOIN users u ON u.id = m.user_id
             WHERE m.session_id = $1 AND m.id < $2 ORDER BY m.id DESC LIMIT $3",
            [session.into(), before.unwrap_or(Uuid::max()).into(), i64::from(limit).into()],
        );
        let rows = self.db.query_all_raw(list).await?;
        let members = rows.iter().map(|row| MemberRecord::from_query_result(row, ""));
        Ok(members.collect::<Result<_, _>>()?)
    }

    /// The sessions where a person is a member, in the order of their ids.
    pub async fn memberships_of(
        &self,
        user: Uuid,
        behind: Option<Uuid>,
        limit: u32,
    ) -> Result<Vec<Uuid>, StoreError> {
        let list = sql(
            "SELECT session_id FROM member WHERE user_id = $1 AND session_id > $2
             ORDER BY session_id LIMIT $3",
            [user.into(), behind.unwrap_or_default().into(), i64::from(limit).into()],
        );
        let rows = self.db.query_all_raw(list).await?;
        Ok(rows.iter().map(|row| row.try_get("", "session_id")).collect::<Result<_, _>>()?)
    }

    /// By what people may be here now: the hashes of their cookies and tokens.
    pub async fn passes_of(&self, users: &[Uuid]) -> Result<Vec<[u8; 32]>, StoreError> {
        let find = sql(
            "SELECT hash FROM login_session WHERE user_id = ANY($1) AND ended_at IS NULL
             UNION ALL SELECT hash FROM api_token WHERE user_id = ANY($1) AND revoked_at IS NULL",
            [users.to_vec().into()],
        );
        let rows = self.db.query_all_raw(find).await?;
        let hash = |row: &sea_orm::QueryResult| row.try_get::<Vec<u8>>("", "hash");
        let hashes = rows.iter().map(hash).collect::<Result<Vec<_>, _>>()?;
        // The tables forbid a hash of another length.
        Ok(hashes.into_iter().filter_map(|hash| hash.try_into().ok()).collect())
    }
}
