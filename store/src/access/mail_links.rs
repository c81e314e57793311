//! Links that are mailed, each good once and for minutes.
//!
//! Who asked is nobody yet, so a row says what was asked for and no more: the job that
//! sends the mail looks up whom it concerns. Tokens never come here.

use std::time::Duration;

use downbeat_session::Email;
use sea_orm::{ConnectionTrait, QueryResult};
use serde_json::json;
use uuid::Uuid;

use crate::access::sign_in::seconds;
use crate::audit::{AuditEntry, Doer};
use crate::sql::statement::sql;
use crate::{Store, StoreError, Transaction};

/// What a link does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// Makes an account that was asked for.
    Verify,
    /// Lets somebody choose another password.
    Recover,
    /// Gives somebody this address.
    Change,
    /// Lets somebody make an account whom the operator asked.
    Invite,
}

impl Purpose {
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Verify => "verify",
            Self::Recover => "recover",
            Self::Change => "change",
            Self::Invite => "invite",
        }
    }

    fn named(name: &str) -> Option<Self> {
        let all = [Self::Verify, Self::Recover, Self::Change, Self::Invite];
        all.into_iter().find(|purpose| purpose.as_str() == name)
    }
}

/// What an account is made of once its link is used.
#[derive(Debug, Clone, Copy)]
pub struct SignUp<'a> {
    pub name: &'a str,
    /// Hashed.
    pub password: &'a str,
}

#[derive(Debug, Clone)]
pub struct NewMailLink<'a> {
    pub id: Uuid,
    pub hash: [u8; 32],
    pub purpose: Purpose,
    /// Where it is known.
    pub user_id: Option<Uuid>,
    pub email: &'a Email,
    pub sign_up: Option<SignUp<'a>>,
    pub language: &'a str,
    pub is_mailed: bool,
    pub lives: Duration,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailLink {
    pub id: Uuid,
    pub purpose: Purpose,
    pub user_id: Option<Uuid>,
    /// As it was typed by whoever asked.
    pub email: Email,
    pub name: Option<String>,
    pub password: Option<String>,
    pub language: String,
    pub is_mailed: bool,
}

macro_rules! with_columns {
    ($before:literal, $behind:literal) => {
        concat!(
            $before,
            " id, purpose, user_id, email, name, password, language, is_mailed ",
            $behind
        )
    };
}

impl Store {
    /// What a link does, which is not used up by that; `None` for one that opens
    /// nothing (any more).
    pub async fn mail_link(&self, hash: [u8; 32]) -> Result<Option<MailLink>, StoreError> {
        let find = with_columns!(
            "SELECT",
            "FROM mail_link WHERE hash = $1 AND expires_at > now() AND used_at IS NULL"
        );
        let row = self.db.query_one_raw(sql(find, [hash.to_vec().into()])).await?;
        row.as_ref().map(read).transpose()
    }

    /// A link that is about to be mailed: its time begins now, however long the mail
    /// had to wait. `None` once it was used or is forgotten.
    pub async fn mailing(&self, id: Uuid, lives: Duration) -> Result<Option<MailLink>, StoreError> {
        let renew = with_columns!(
            "UPDATE mail_link SET expires_at = now() + $2 * interval '1 second'
             WHERE id = $1 AND used_at IS NULL RETURNING",
            ""
        );
        let row = self.db.query_one_raw(sql(renew, [id.into(), seconds(lives).into()])).await?;
        row.as_ref().map(read).transpose()
    }

    /// Says whose a link is.
    pub async fn address_mail_link(&self, id: Uuid, user: Uuid) -> Result<(), StoreError> {
        let set = sql("UPDATE mail_link SET user_id = $2 WHERE id = $1", [id.into(), user.into()]);
        self.db.execute_raw(set).await?;
        Ok(())
    }

    /// A link that nobody is to be sent.
    pub async fn drop_mail_link(&self, id: Uuid) -> Result<(), StoreError> {
        self.db.execute_raw(sql("DELETE FROM mail_link WHERE id = $1", [id.into()])).await?;
        Ok(())
    }
}

impl Store {
    /// Those that opened nothing any more for longer than a mail is tried: so many at
    /// most; how many went.
    pub(crate) async fn prune_mail_links(&self, most: i64) -> Result<u64, StoreError> {
        let prune = sql(
            "DELETE FROM mail_link WHERE id IN (
                 SELECT id FROM mail_link WHERE expires_at < now() - interval '1 day' LIMIT $1)",
            [most.into()],
        );
        Ok(self.db.execute_raw(prune).await?.rows_affected())
    }
}

impl Transaction {
    pub async fn create_mail_link(&self, new: &NewMailLink<'_>) -> Result<(), StoreError> {
        let NewMailLink { id, hash, purpose, user_id, email, sign_up, language, is_mailed, lives } =
            new;
        let insert = sql(
            "INSERT INTO mail_link (id, hash, purpose, user_id, email, email_folded, name,
                 password, language, is_mailed, expires_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, now() + $11 * interval '1 second')",
            [
                (*id).into(),
                hash.to_vec().into(),
                purpose.as_str().into(),
                (*user_id).into(),
                email.typed().into(),
                email.folded().into(),
                sign_up.map(|it| it.name.to_owned()).into(),
                sign_up.map(|it| it.password.to_owned()).into(),
                (*language).into(),
                (*is_mailed).into(),
                seconds(*lives).into(),
            ],
        );
        self.0.execute_raw(insert).await?;
        Ok(())
    }

    /// Notes that the operator made one. Whose address it is for is not said of whoever
    /// is not known yet: nothing would take it out again.
    pub async fn note_mail_link(
        &self,
        user: Option<Uuid>,
        purpose: Purpose,
        doer: &Doer,
    ) -> Result<(), StoreError> {
        let (action, target_kind) = ("mail_link.create", "user");
        let target_id = user.map_or_else(|| "unknown".to_owned(), |user| user.to_string());
        let details = json!({ "purpose": purpose.as_str() });
        let entry = AuditEntry { doer, action, target_kind, target_id, reason: None, details };
        self.note(&entry).await
    }

    /// Uses a link up; `None` for one that opens nothing (any more).
    pub async fn use_mail_link(&self, hash: [u8; 32]) -> Result<Option<MailLink>, StoreError> {
        let take = with_columns!(
            "UPDATE mail_link SET used_at = now()
             WHERE hash = $1 AND expires_at > now() AND used_at IS NULL RETURNING",
            ""
        );
        let row = self.0.query_one_raw(sql(take, [hash.to_vec().into()])).await?;
        row.as_ref().map(read).transpose()
    }

    /// Links that are on their way to a person open nothing any more.
    pub async fn void_mail_links(&self, user: Uuid) -> Result<(), StoreError> {
        let void = "UPDATE mail_link SET used_at = now() WHERE user_id = $1 AND used_at IS NULL";
        self.0.execute_raw(sql(void, [user.into()])).await?;
        Ok(())
    }
}

fn read(row: &QueryResult) -> Result<MailLink, StoreError> {
    let (named, email): (String, String) = (row.try_get("", "purpose")?, row.try_get("", "email")?);
    let purpose = Purpose::named(&named)
        .ok_or_else(|| StoreError::unreadable(format!("the purpose `{named:.40}` of a link")))?;
    let email =
        Email::read(&email).ok_or_else(|| StoreError::unreadable("the address of a link"))?;
    Ok(MailLink {
        id: row.try_get("", "id")?,
        purpose,
        user_id: row.try_get("", "user_id")?,
        email,
        name: row.try_get("", "name")?,
        password: row.try_get("", "password")?,
        language: row.try_get("", "language")?,
        is_mailed: row.try_get("", "is_mailed")?,
    })
}
