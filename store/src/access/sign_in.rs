//! Who is signed in, and how they come in.
//!
//! Tokens never come here: callers hash them. A sign-in and its line in the
//! audit log are one transaction.

use std::time::Duration;

use sea_orm::{ConnectionTrait, FromQueryResult};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::audit::{AuditEntry, Doer};
use crate::sql::statement::sql;
use crate::{Store, StoreError, Transaction};

/// What a member of the staff may do in the console.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Staff {
    /// Looks only.
    Reader,
    Admin,
}

impl Staff {
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Reader => "reader",
            Self::Admin => "admin",
        }
    }

    pub fn named(name: &str) -> Option<Self> {
        [Self::Reader, Self::Admin].into_iter().find(|staff| staff.as_str() == name)
    }
}

/// A person who is signed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedIn {
    pub user_id: Uuid,
    pub display_name: String,
    pub staff: Option<Staff>,
}

/// How long a browser may be silent and stay signed in.
#[derive(Debug, Clone, Copy)]
pub struct Idle {
    pub staff: Duration,
    pub others: Duration,
}

#[derive(Debug, Clone)]
pub struct NewLink<'a> {
    pub hash: [u8; 32],
    pub user_id: Uuid,
    /// The page it opens, as `/admin`.
    pub lands_on: &'a str,
    pub is_reusable: bool,
    pub lives: Duration,
}

/// Where a request came from, for the record.
#[derive(Debug, Clone, Default)]
pub struct Origin<'a> {
    pub address: Option<&'a str>,
    pub agent: Option<&'a str>,
}

/// Somebody who has just come in, and where they want to go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CameIn {
    pub user_id: Uuid,
    pub lands_on: String,
}

impl Store {
    /// The person behind a cookie; `None` once it has been silent for too long
    /// or was ended. Notes that it was seen, once a minute. One statement.
    pub async fn signed_in(
        &self,
        hash: [u8; 32],
        idle: Idle,
    ) -> Result<Option<SignedIn>, StoreError> {
        let find = sql(
            "WITH known AS (
                 SELECT l.hash, l.seen_at, u.id, u.display_name, u.staff
                 FROM login_session l JOIN users u ON u.id = l.user_id
                 WHERE l.hash = $1 AND l.ended_at IS NULL AND l.seen_at > now()
                     - (CASE WHEN u.staff IS NULL THEN $3 ELSE $2 END) * interval '1 second'
             ), seen AS (
                 UPDATE login_session SET seen_at = now() FROM known
                 WHERE login_session.hash = known.hash
                     AND known.seen_at < now() - interval '1 minute'
             )
             SELECT id, display_name, staff FROM known",
            [hash.to_vec().into(), seconds(idle.staff).into(), seconds(idle.others).into()],
        );
        let Some(row) = self.db.query_one_raw(find).await? else { return Ok(None) };
        let staff: Option<String> = row.try_get("", "staff")?;
        Ok(Some(SignedIn {
            user_id: row.try_get("", "id")?,
            display_name: row.try_get("", "display_name")?,
            staff: staff.and_then(|staff| Staff::named(&staff)),
        }))
    }

    /// Comes in by a link, which is used up unless it is reusable. `None` for
    /// one that opens nothing (any more). One transaction.
    pub async fn come_in(
        &self,
        link: [u8; 32],
        cookie: [u8; 32],
        origin: &Origin<'_>,
    ) -> Result<Option<CameIn>, StoreError> {
        let transaction = self.begin().await?;
        let take = sql(
            "UPDATE login_link SET used_at = now() FROM users
             WHERE hash = $1 AND expires_at > now() AND (is_reusable OR used_at IS NULL)
                 AND users.id = login_link.user_id
             RETURNING user_id, lands_on, display_name",
            [link.to_vec().into()],
        );
        let Some(row) = transaction.0.query_one_raw(take).await? else { return Ok(None) };
        let Taken { user_id, lands_on, display_name } = Taken::from_query_result(&row, "")?;
        let person = Person { id: user_id, display_name: &display_name };
        transaction.sign_in(person, "link", cookie, origin).await?;
        transaction.commit().await?;
        Ok(Some(CameIn { user_id, lands_on }))
    }

    /// Makes a link that signs a person in.
    pub async fn create_login_link(
        &self,
        link: &NewLink<'_>,
        doer: &Doer,
    ) -> Result<(), StoreError> {
        let NewLink { hash, user_id, lands_on, is_reusable, lives } = link;
        let transaction = self.begin().await?;
        let insert = sql(
            "INSERT INTO login_link (hash, user_id, lands_on, is_reusable, expires_at)
             VALUES ($1, $2, $3, $4, now() + $5 * interval '1 second')",
            [
                hash.to_vec().into(),
                (*user_id).into(),
                (*lands_on).into(),
                (*is_reusable).into(),
                seconds(*lives).into(),
            ],
        );
        transaction.0.execute_raw(insert).await?;
        let details = json!({ "lands_on": lands_on, "reusable": is_reusable });
        note(&transaction, doer, "login_link.create", *user_id, details).await?;
        transaction.commit().await
    }

    /// Makes a member of the staff without an account elsewhere.
    pub async fn create_staff(
        &self,
        display_name: &str,
        staff: Staff,
        doer: &Doer,
    ) -> Result<Uuid, StoreError> {
        let id = Uuid::now_v7();
        let transaction = self.begin().await?;
        let insert = sql(
            "INSERT INTO users (id, display_name, staff) VALUES ($1, $2, $3)",
            [id.into(), display_name.into(), staff.as_str().into()],
        );
        transaction.0.execute_raw(insert).await?;
        let details = json!({ "staff": staff.as_str(), "name": display_name });
        note(&transaction, doer, "user.create", id, details).await?;
        transaction.commit().await?;
        Ok(id)
    }

    /// The staff, in the order in which they came.
    pub async fn staff(&self) -> Result<Vec<SignedIn>, StoreError> {
        let list = sql(
            "SELECT id, display_name, staff FROM users WHERE staff IS NOT NULL ORDER BY id",
            [],
        );
        let mut people = Vec::new();
        for row in self.db.query_all_raw(list).await? {
            let staff: String = row.try_get("", "staff")?;
            people.push(SignedIn {
                user_id: row.try_get("", "id")?,
                display_name: row.try_get("", "display_name")?,
                staff: Staff::named(&staff),
            });
        }
        Ok(people)
    }
}

/// Somebody who is signing in.
#[derive(Debug, Clone, Copy)]
pub struct Person<'a> {
    pub id: Uuid,
    pub display_name: &'a str,
}

impl Transaction {
    /// Ends one browser's session; answers its cookie's hash, if it had not ended
    /// before.
    pub async fn sign_out(
        &self,
        cookie: [u8; 32],
        doer: &Doer,
    ) -> Result<Vec<[u8; 32]>, StoreError> {
        let end = sql(
            "UPDATE login_session SET ended_at = now() WHERE hash = $1 AND ended_at IS NULL
             RETURNING user_id, hash",
            [cookie.to_vec().into()],
        );
        self.sign_out_by(end, doer, "logout").await
    }

    /// Ends all sessions of a person; answers the hashes of their cookies.
    pub async fn sign_out_everywhere(
        &self,
        user: Uuid,
        doer: &Doer,
    ) -> Result<Vec<[u8; 32]>, StoreError> {
        let end = sql(
            "UPDATE login_session SET ended_at = now() WHERE user_id = $1 AND ended_at IS NULL
             RETURNING user_id, hash",
            [user.into()],
        );
        self.sign_out_by(end, doer, "logout.everywhere").await
    }

    async fn sign_out_by(
        &self,
        end: sea_orm::Statement,
        doer: &Doer,
        action: &'static str,
    ) -> Result<Vec<[u8; 32]>, StoreError> {
        let ended = self.0.query_all_raw(end).await?;
        if let Some(first) = ended.first() {
            let user: Uuid = first.try_get("", "user_id")?;
            note(self, doer, action, user, json!({ "sessions": ended.len() })).await?;
        }
        let hash = |row: &sea_orm::QueryResult| row.try_get("", "hash");
        let hashes = ended.iter().map(hash).collect::<Result<Vec<Vec<u8>>, _>>()?;
        Ok(hashes.into_iter().filter_map(|hash| hash.try_into().ok()).collect())
    }

    /// Starts a browser's session, with its line in the audit log.
    pub async fn sign_in(
        &self,
        person: Person<'_>,
        by: &str,
        cookie: [u8; 32],
        origin: &Origin<'_>,
    ) -> Result<(), StoreError> {
        let address = origin.address.map(str::to_owned);
        let start = sql(
            "INSERT INTO login_session (hash, user_id, address, agent) VALUES ($1, $2, $3, $4)",
            [
                cookie.to_vec().into(),
                person.id.into(),
                address.clone().into(),
                origin.agent.map(str::to_owned).into(),
            ],
        );
        self.0.execute_raw(start).await?;
        let (name, user_id) = (person.display_name.to_owned(), Some(person.id));
        let details = json!({ "by": by, "agent": origin.agent });
        note(self, &Doer { name, user_id, address }, "login", person.id, details).await
    }
}

#[derive(FromQueryResult)]
struct Taken {
    user_id: Uuid,
    lands_on: String,
    display_name: String,
}

async fn note(
    transaction: &Transaction,
    doer: &Doer,
    action: &'static str,
    user: Uuid,
    details: Value,
) -> Result<(), StoreError> {
    let target_id = user.to_string();
    let entry = AuditEntry { doer, action, target_kind: "user", target_id, reason: None, details };
    transaction.note(&entry).await
}

fn seconds(duration: Duration) -> i64 {
    i64::try_from(duration.as_secs()).unwrap_or(i64::MAX)
}
