//! Who is in a circle, and as what.

use sea_orm::{ConnectionTrait, FromQueryResult, QueryResult};
use uuid::Uuid;

use crate::sql::statement::sql;
use crate::{Store, StoreError, Transaction};

/// A member as the row says it: a ban whose `until_ms` is over is none.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct CircleMember {
    pub circle_id: Uuid,
    pub user_id: Uuid,
    pub name: String,
    pub role: String,
    pub state: String,
    pub until_ms: Option<i64>,
    pub restricted_ms: Option<i64>,
    pub reason: Option<String>,
    pub answer: Option<String>,
    pub read: i64,
    pub joined_ms: i64,
}

/// Where a list goes on: behind this one, whoever came last last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CircleMemberCursor {
    pub joined_ms: i64,
    pub user: Uuid,
}

/// What becomes of somebody.
#[derive(Clone, Debug, Default)]
pub struct CircleMemberChange<'a> {
    pub role: Option<&'a str>,
    pub state: Option<&'a str>,
    pub until_ms: Option<i64>,
    pub reason: Option<&'a str>,
}

macro_rules! members {
    ($rest:literal) => {
        concat!(
            "SELECT m.circle_id, m.user_id, u.display_name AS name, m.role, m.state, m.reason, m.answer, m.read,
                 (extract(epoch FROM m.until) * 1000)::bigint AS until_ms,
                 (extract(epoch FROM m.restricted_until) * 1000)::bigint AS restricted_ms,
                 (extract(epoch FROM m.joined_at) * 1000)::bigint AS joined_ms
             FROM circle_member m JOIN users u ON u.id = m.user_id ",
            $rest
        )
    };
}

macro_rules! one {
    () => {
        members!("WHERE m.circle_id = $1 AND m.user_id = $2")
    };
}

impl Store {
    pub async fn circle_member(
        &self,
        circle: Uuid,
        user: Uuid,
    ) -> Result<Option<CircleMember>, StoreError> {
        let row = self.db.query_one_raw(sql(one!(), [circle.into(), user.into()])).await?;
        row.map(|row| member(&row)).transpose()
    }

    /// What somebody is in some circles, in any order.
    pub async fn memberships(
        &self,
        user: Uuid,
        circles: &[Uuid],
    ) -> Result<Vec<CircleMember>, StoreError> {
        let find = sql(
            members!("WHERE m.user_id = $1 AND m.circle_id = ANY($2)"),
            [user.into(), circles.to_vec().into()],
        );
        self.db.query_all_raw(find).await?.iter().map(member).collect()
    }

    /// Those in a state, whoever came first first.
    pub async fn circle_members(
        &self,
        circle: Uuid,
        state: &str,
        after: Option<CircleMemberCursor>,
        limit: u32,
    ) -> Result<Vec<CircleMember>, StoreError> {
        let first = CircleMemberCursor { joined_ms: i64::MIN, user: Uuid::nil() };
        let CircleMemberCursor { joined_ms, user } = after.unwrap_or(first);
        let find = sql(
            members!(
                "WHERE m.circle_id = $1 AND m.state = $2
                     AND ((extract(epoch FROM m.joined_at) * 1000)::bigint, m.user_id) > ($3, $4)
                 ORDER BY (extract(epoch FROM m.joined_at) * 1000)::bigint, m.user_id LIMIT $5"
            ),
            [circle.into(), state.into(), joined_ms.into(), user.into(), i64::from(limit).into()],
        );
        self.db.query_all_raw(find).await?.iter().map(member).collect()
    }

    /// Whether a circle is offered to somebody.
    pub async fn is_offered(&self, circle: Uuid, user: Uuid) -> Result<bool, StoreError> {
        let find = sql(
            "SELECT FROM circle_transfer WHERE circle_id = $1 AND user_id = $2 AND until > now()",
            [circle.into(), user.into()],
        );
        Ok(self.db.query_one_raw(find).await?.is_some())
    }

    /// Says up to where somebody has read; never less than before.
    pub async fn set_read(&self, circle: Uuid, user: Uuid, seq: i64) -> Result<i64, StoreError> {
        let set = sql(
            "UPDATE circle_member m SET read = greatest(m.read, least($3, c.head))
             FROM circle c WHERE c.id = $1 AND m.circle_id = $1 AND m.user_id = $2
             RETURNING m.read",
            [circle.into(), user.into(), seq.into()],
        );
        let row = self.db.query_one_raw(set).await?.ok_or(StoreError::NotFound)?;
        Ok(row.try_get("", "read")?)
    }
}

impl Transaction {
    pub async fn circle_member(
        &self,
        circle: Uuid,
        user: Uuid,
    ) -> Result<Option<CircleMember>, StoreError> {
        let row = self.0.query_one_raw(sql(one!(), [circle.into(), user.into()])).await?;
        row.map(|row| member(&row)).transpose()
    }

    /// Lets somebody in, or has them ask. Whoever comes back begins as a member, and has
    /// read what was said before.
    pub async fn join_circle(
        &self,
        circle: Uuid,
        user: Uuid,
        state: &str,
        answer: Option<&str>,
    ) -> Result<(), StoreError> {
        let join = sql(
            "INSERT INTO circle_member (circle_id, user_id, role, state, answer, read, joined_at)
             SELECT $1, $2, 'member', $3, $4, head, clock_timestamp() FROM circle WHERE id = $1
             ON CONFLICT (circle_id, user_id) DO UPDATE SET role = 'member',
                 state = excluded.state, answer = excluded.answer, read = excluded.read,
                 until = NULL, reason = NULL, joined_at = excluded.joined_at, updated_at = now()",
            [circle.into(), user.into(), state.into(), answer.into()],
        );
        self.0.execute_raw(join).await?;
        Ok(())
    }

    pub async fn change_circle_member(
        &self,
        circle: Uuid,
        user: Uuid,
        change: CircleMemberChange<'_>,
    ) -> Result<(), StoreError> {
        let CircleMemberChange { role, state, until_ms, reason } = change;
        // Whoever is let in has read what was said before, and is in from now on.
        let set = sql(
            "UPDATE circle_member m SET role = coalesce($3, m.role), state = coalesce($4, m.state),
                 until = CASE WHEN $4::text IS NULL THEN m.until
                     ELSE to_timestamp($5::bigint / 1000.0) END,
                 reason = CASE WHEN $4::text IS NULL THEN m.reason ELSE $6 END,
                 joined_at = CASE WHEN $4 = 'active' AND m.state <> 'active'
                     THEN now() ELSE m.joined_at END,
                 read = CASE WHEN $4 = 'active' AND m.state <> 'active' THEN c.head ELSE m.read END,
                 updated_at = now()
             FROM circle c WHERE c.id = $1 AND m.circle_id = $1 AND m.user_id = $2",
            [circle.into(), user.into(), role.into(), state.into(), until_ms.into(), reason.into()],
        );
        self.0.execute_raw(set).await?;
        match (state, role) {
            (Some("active"), _) => {}
            (Some(_), _) => self.leave_notices(circle, user).await?,
            (None, Some("member")) => {
                for what in ["circle_join_request", "circle_waiting"] {
                    self.untell_notice(user, &format!("{what}:{circle}")).await?;
                }
            }
            (None, _) => {}
        }
        Ok(())
    }

    /// Lets a member write nothing until then.
    pub async fn restrict_circle_member(
        &self,
        circle: Uuid,
        user: Uuid,
        until_ms: i64,
    ) -> Result<(), StoreError> {
        let set = sql(
            "UPDATE circle_member SET restricted_until = to_timestamp($3::bigint / 1000.0),
                 updated_at = now()
             WHERE circle_id = $1 AND user_id = $2",
            [circle.into(), user.into(), until_ms.into()],
        );
        self.0.execute_raw(set).await?;
        Ok(())
    }

    /// How many circles somebody is in, or asks to be in; nobody joins another for them
    /// meanwhile.
    pub async fn count_circles(&self, user: Uuid) -> Result<i64, StoreError> {
        let hold = sql("SELECT FROM users WHERE id = $1 FOR NO KEY UPDATE", [user.into()]);
        self.0.query_one_raw(hold).await?;
        let count = sql(
            "SELECT count(*) AS count FROM circle_member
             WHERE user_id = $1 AND state IN ('active', 'pending')",
            [user.into()],
        );
        let row = self.0.query_one_raw(count).await?.ok_or(StoreError::NotFound)?;
        Ok(row.try_get("", "count")?)
    }

    /// Whom the owner wants to have a held circle.
    pub async fn offer_circle(
        &self,
        circle: Uuid,
        user: Uuid,
        days: u16,
    ) -> Result<(), StoreError> {
        let offer = sql(
            "INSERT INTO circle_transfer (circle_id, user_id, until)
             VALUES ($1, $2, now() + $3 * interval '1 day')
             ON CONFLICT (circle_id) DO UPDATE SET user_id = excluded.user_id, until = excluded.until",
            [circle.into(), user.into(), i64::from(days).into()],
        );
        self.0.execute_raw(offer).await?;
        Ok(())
    }

    /// Hands a held circle over to whom it was offered; the owner becomes an admin.
    /// `false` where it was not.
    pub async fn take_circle_over(&self, circle: Uuid, user: Uuid) -> Result<bool, StoreError> {
        let take = sql(
            "DELETE FROM circle_transfer WHERE circle_id = $1 AND user_id = $2 AND until > now()",
            [circle.into(), user.into()],
        );
        if self.0.execute_raw(take).await?.rows_affected() == 0 {
            return Ok(false);
        }
        self.set_owner(circle, user).await?;
        Ok(true)
    }

    pub(super) async fn set_owner(&self, circle: Uuid, user: Uuid) -> Result<(), StoreError> {
        let step_down = sql(
            "UPDATE circle_member SET role = 'admin', updated_at = now()
             WHERE circle_id = $1 AND role = 'owner'",
            [circle.into()],
        );
        self.0.execute_raw(step_down).await?;
        let own = sql(
            "UPDATE circle_member SET role = 'owner', updated_at = now()
             WHERE circle_id = $1 AND user_id = $2",
            [circle.into(), user.into()],
        );
        self.0.execute_raw(own).await?;
        Ok(())
    }
}

fn member(row: &QueryResult) -> Result<CircleMember, StoreError> {
    Ok(CircleMember::from_query_result(row, "")?)
}
