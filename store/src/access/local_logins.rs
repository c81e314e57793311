//! Whoever signs in by e-mail and password.
//!
//! Passwords never come here: callers hash them. An address is one person's, as it is
//! **folded**; mail goes to it as it was typed.

use downbeat_session::Email;
use sea_orm::{ConnectionTrait, FromQueryResult, Statement};
use serde_json::json;
use uuid::Uuid;

use crate::access::sign_in::note;
use crate::access::users::Human;
use crate::audit::Doer;
use crate::sql::statement::sql;
use crate::{Store, StoreError, Transaction};

/// An account's way in.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct LocalLogin {
    pub user_id: Uuid,
    pub display_name: String,
    /// As it was typed.
    pub email: String,
    pub email_folded: String,
    /// In the form of PHC; `None` while none was chosen.
    pub password: Option<String>,
    pub is_verified: bool,
}

/// Somebody who is about to have an account.
#[derive(Debug, Clone, Copy)]
pub struct NewLocalPerson<'a> {
    pub name: &'a str,
    pub email: &'a Email,
    pub password: &'a str,
    pub is_verified: bool,
}

macro_rules! find {
    ($which:literal) => {
        concat!(
            "SELECT l.user_id, u.display_name, l.email, l.email_folded, l.password, l.is_verified
             FROM local_login l JOIN users u ON u.id = l.user_id WHERE ",
            $which
        )
    };
}

impl Store {
    pub async fn local_login(&self, email_folded: &str) -> Result<Option<LocalLogin>, StoreError> {
        one(&self.db, sql(find!("l.email_folded = $1"), [email_folded.into()])).await
    }

    pub async fn local_login_of(&self, user: Uuid) -> Result<Option<LocalLogin>, StoreError> {
        one(&self.db, sql(find!("l.user_id = $1"), [user.into()])).await
    }

    /// Whoever has this address.
    pub async fn human_by_email(&self, email: &Email) -> Result<Option<Human>, StoreError> {
        let found = self.local_login(email.folded()).await?;
        Ok(found.map(|one| Human { id: one.user_id, display_name: one.display_name }))
    }
}

impl Transaction {
    /// Somebody's way in, which nobody changes until this transaction is over.
    pub async fn hold_local_login(&self, user: Uuid) -> Result<Option<LocalLogin>, StoreError> {
        one(&self.0, sql(find!("l.user_id = $1 FOR UPDATE OF l"), [user.into()])).await
    }

    /// Makes a person who signs in by e-mail. [`StoreError::Conflict`] where somebody
    /// has that address.
    pub async fn create_local_person(
        &self,
        new: NewLocalPerson<'_>,
        doer: impl FnOnce(Uuid) -> Doer + Send,
    ) -> Result<Uuid, StoreError> {
        let NewLocalPerson { name, email, password, is_verified } = new;
        self.hold_email(email).await?;
        let user = Uuid::now_v7();
        let person =
            sql("INSERT INTO users (id, display_name) VALUES ($1, $2)", [user.into(), name.into()]);
        self.0.execute_raw(person).await?;
        let login = sql(
            "INSERT INTO local_login (user_id, email, email_folded, password, is_verified)
             VALUES ($1, $2, $3, $4, $5) ON CONFLICT (email_folded) DO NOTHING",
            [
                user.into(),
                email.typed().into(),
                email.folded().into(),
                password.into(),
                is_verified.into(),
            ],
        );
        if self.0.execute_raw(login).await?.rows_affected() == 0 {
            return Err(StoreError::Conflict);
        }
        let details = json!({ "verified": is_verified });
        note(self, (&doer(user), None), "local_login.create", user, details).await?;
        Ok(user)
    }

    /// Sets a password; links that are on their way to its person open nothing any
    /// more. With `proves_mail` whoever did it read mail to their address.
    pub async fn set_password(
        &self,
        user: Uuid,
        password: &str,
        proves_mail: bool,
        doer: &Doer,
    ) -> Result<(), StoreError> {
        let set = sql(
            "UPDATE local_login SET password = $2, is_verified = is_verified OR $3,
                 changed_at = now()
             WHERE user_id = $1",
            [user.into(), password.into(), proves_mail.into()],
        );
        if self.0.execute_raw(set).await?.rows_affected() == 0 {
            return Err(StoreError::NotFound);
        }
        self.void_mail_links(user).await?;
        note(self, (doer, None), "local_login.password", user, json!({})).await
    }

    /// Gives a person an address, or another one, that mail reached them by.
    /// [`StoreError::Conflict`] where it is somebody else's.
    pub async fn put_email(
        &self,
        user: Uuid,
        email: &Email,
        doer: &Doer,
    ) -> Result<(), StoreError> {
        self.hold_email(email).await?;
        let other = sql(
            "SELECT FROM local_login WHERE email_folded = $1 AND user_id <> $2",
            [email.folded().into(), user.into()],
        );
        if self.0.query_one_raw(other).await?.is_some() {
            return Err(StoreError::Conflict);
        }
        let put = sql(
            "INSERT INTO local_login (user_id, email, email_folded, is_verified)
             VALUES ($1, $2, $3, true)
             ON CONFLICT (user_id) DO UPDATE SET email = excluded.email,
                 email_folded = excluded.email_folded, is_verified = true, changed_at = now()",
            [user.into(), email.typed().into(), email.folded().into()],
        );
        self.0.execute_raw(put).await?;
        self.void_mail_links(user).await?;
        note(self, (doer, None), "local_login.email", user, json!({})).await
    }

    /// Of two who want one address the second waits for the first.
    async fn hold_email(&self, email: &Email) -> Result<(), StoreError> {
        let lock = sql("SELECT pg_advisory_xact_lock(hashtext($1))", [email.folded().into()]);
        self.0.query_one_raw(lock).await?;
        Ok(())
    }

    /// Takes out how a person signs in by e-mail, and what is on its way there, also
    /// where nobody knew yet whom it was for.
    pub(crate) async fn erase_local_login(&self, user: Uuid) -> Result<(), StoreError> {
        let erase = "WITH login AS (
                 DELETE FROM local_login WHERE user_id = $1 RETURNING email_folded
             ), links AS (
                 DELETE FROM mail_link WHERE user_id = $1
                     OR email_folded IN (SELECT email_folded FROM login) RETURNING id
             ), over AS (
                 DELETE FROM job WHERE name = 'send_mail' AND state <> 'running'
                     AND (payload->>'user' = $1::text
                         OR payload->>'mail' IN (SELECT id::text FROM links)) RETURNING id
             ) DELETE FROM job_attempt USING over WHERE job_id = over.id";
        self.run(erase, [user.into()]).await
    }
}

async fn one(db: &impl ConnectionTrait, find: Statement) -> Result<Option<LocalLogin>, StoreError> {
    let row = db.query_one_raw(find).await?;
    Ok(row.map(|row| LocalLogin::from_query_result(&row, "")).transpose()?)
}
