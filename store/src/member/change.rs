//! Members, put and removed, each with its line in the audit log.

use sea_orm::ConnectionTrait;
use serde_json::{Value, json};
use uuid::Uuid;

use super::MemberState;
use crate::audit::{AuditEntry, Doer};
use crate::sql::statement::sql;
use crate::{StoreError, Transaction};

#[derive(Clone, Copy, Debug)]
pub struct NewMember<'a> {
    pub session_id: Uuid,
    pub user_id: Uuid,
    pub role: &'a str,
    /// Permissions beyond the role's, as bits.
    pub rights: i32,
    pub state: MemberState,
}

impl Transaction {
    /// Makes somebody a member, or changes what they are. [`StoreError::NotFound`]
    /// for a session that is not there, [`StoreError::Conflict`] for one that has
    /// `most` members already.
    pub async fn put_member(
        &self,
        new: NewMember<'_>,
        most: u32,
        doer: &Doer,
    ) -> Result<(), StoreError> {
        let NewMember { session_id, user_id, role, rights, state } = new;
        // Of two that come at once the second waits, and counts the first. None
        // comes into a session that is being ended.
        let hold = sql(
            "SELECT id FROM sessions WHERE id = $1 AND deleted_at IS NULL FOR UPDATE",
            [session_id.into()],
        );
        self.0.query_one_raw(hold).await?.ok_or(StoreError::NotFound)?;
        let put = sql(
            "INSERT INTO member (id, session_id, user_id, role, rights, state)
             SELECT $1, $2, $3, $4, $5, $6
             WHERE (SELECT count(*) FROM member WHERE session_id = $2 AND user_id <> $3) < $7
             ON CONFLICT (session_id, user_id) DO UPDATE
                 SET role = excluded.role, rights = excluded.rights, state = excluded.state,
                     updated_at = now(),
                     created_at = greatest(member.created_at,
                         (SELECT created_at FROM sessions WHERE id = $2))
             RETURNING id",
            [
                Uuid::now_v7().into(),
                session_id.into(),
                user_id.into(),
                role.into(),
                rights.into(),
                state.as_str().into(),
                i64::from(most).into(),
            ],
        );
        let row = self.0.query_one_raw(put).await?.ok_or(StoreError::Conflict)?;
        let details = json!({
            "session": session_id, "user": user_id, "role": role, "rights": rights,
            "state": state.as_str(),
        });
        note(self, doer, "member.put", row.try_get("", "id")?, details).await
    }

    /// Removes a member; `false` if there is none.
    pub async fn remove_member(
        &self,
        session: Uuid,
        user: Uuid,
        doer: &Doer,
    ) -> Result<bool, StoreError> {
        let remove = sql(
            "DELETE FROM member WHERE session_id = $1 AND user_id = $2 RETURNING id",
            [session.into(), user.into()],
        );
        let Some(row) = self.0.query_one_raw(remove).await? else { return Ok(false) };
        let details = json!({ "session": session, "user": user });
        note(self, doer, "member.remove", row.try_get("", "id")?, details).await?;
        Ok(true)
    }

    /// Removes all members of a session that has ended; the line in the audit log
    /// is the session's.
    pub(crate) async fn end_members(&self, session: Uuid) -> Result<Vec<Uuid>, StoreError> {
        let end =
            sql("DELETE FROM member WHERE session_id = $1 RETURNING user_id", [session.into()]);
        let rows = self.0.query_all_raw(end).await?;
        Ok(rows.iter().map(|row| row.try_get("", "user_id")).collect::<Result<_, _>>()?)
    }
}

async fn note(
    transaction: &Transaction,
    doer: &Doer,
    action: &'static str,
    id: Uuid,
    details: Value,
) -> Result<(), StoreError> {
    let target_id = id.to_string();
    let entry =
        AuditEntry { doer, action, target_kind: "member", target_id, reason: None, details };
    transaction.note(&entry).await
}
