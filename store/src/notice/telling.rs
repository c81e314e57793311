//! Notices of one cause: made in the transaction of what they tell of.

use downbeat_session::notice::NoticeType;
use sea_orm::ConnectionTrait;
use serde_json::Value;
use uuid::Uuid;

use crate::sql::statement::sql;
use crate::{StoreError, Transaction};

/// What somebody is to be told.
#[derive(Clone, Debug)]
pub struct NewNotice<'a> {
    pub user: Uuid,
    pub of: NoticeType,
    /// What is told as one.
    pub subject: &'a str,
    pub circle: Option<Uuid>,
    pub about: Value,
    pub actor: Option<Uuid>,
}

impl Transaction {
    /// Tells somebody something; what they have not read of the same is no longer so.
    pub async fn tell_notice(&self, new: NewNotice<'_>) -> Result<(), StoreError> {
        let NewNotice { user, of, subject, circle, about, actor } = new;
        self.untell_notice(user, subject).await?;
        let tell = sql(
            "INSERT INTO notice (id, user_id, type, subject, circle_id, about, actors, deliver_at)
             SELECT $1, $2, $3, $4, $5, $6, $7, CASE WHEN EXISTS (SELECT FROM notice_settings
                 WHERE user_id = $2 AND jsonb_exists(settings->'off', $3)) THEN NULL ELSE now() END",
            [
                Uuid::now_v7().into(),
                user.into(),
                of.as_str().into(),
                subject.into(),
                circle.into(),
                about.into(),
                actor.into_iter().collect::<Vec<_>>().into(),
            ],
        );
        self.0.execute_raw(tell).await?;
        Ok(())
    }

    /// What somebody has not read of something is no longer so.
    pub async fn untell_notice(&self, user: Uuid, subject: &str) -> Result<(), StoreError> {
        let forget = sql(
            "DELETE FROM notice WHERE user_id = $1 AND subject = $2 AND state <> 'read'",
            [user.into(), subject.into()],
        );
        self.0.execute_raw(forget).await?;
        Ok(())
    }

    /// What somebody has not read of another's doing is no longer told: the other is veiled
    /// for them. Who asks to join is told all the same. Where more did the same, the others
    /// are counted anew with what comes next.
    pub async fn untell_doings(&self, user: Uuid, of: Uuid) -> Result<(), StoreError> {
        self.hold_told(user).await?;
        for rows in [
            "DELETE FROM notice WHERE user_id = $1 AND $2 = ANY (actors) AND count <= 1
                 AND state <> 'read' AND type <> $3",
            "UPDATE notice SET actors = array_remove(actors, $2), count = count - 1
             WHERE user_id = $1 AND $2 = ANY (actors) AND state <> 'read' AND type <> $3",
        ] {
            let asks = NoticeType::CircleJoinRequest.as_str();
            self.0.execute_raw(sql(rows, [user.into(), of.into(), asks.into()])).await?;
        }
        Ok(())
    }

    /// Somebody is not in a circle any more: what was said and asked there is not told to
    /// them; what became of them themselves is.
    pub(crate) async fn leave_notices(&self, circle: Uuid, user: Uuid) -> Result<(), StoreError> {
        self.hold_told(user).await?;
        let forget = sql(
            "DELETE FROM notice WHERE user_id = $2 AND circle_id = $1 AND type <> 'system'",
            [circle.into(), user.into()],
        );
        self.0.execute_raw(forget).await?;
        Ok(())
    }

    /// Takes a person's notices away, and their name out of those of others.
    pub(crate) async fn erase_notices(&self, user: Uuid) -> Result<(), StoreError> {
        for rows in [
            "DELETE FROM notice WHERE user_id = $1",
            "DELETE FROM notice_told WHERE user_id = $1",
            "DELETE FROM notice WHERE $1 = ANY (actors) AND (count = 1 OR type = 'circle_invitation')",
            "UPDATE notice SET actors = array_remove(actors, $1), count = count - 1
             WHERE id IN (SELECT id FROM notice WHERE $1 = ANY (actors) ORDER BY id FOR UPDATE)",
        ] {
            self.0.execute_raw(sql(rows, [user.into()])).await?;
        }
        Ok(())
    }
}
