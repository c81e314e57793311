//! Who is signed in, and how they come in.
//!
//! Tokens never come here: callers hash them. A sign-in and its line in the
//! audit log are one transaction.

use std::time::Duration;

use sea_orm::{ConnectionTrait, FromQueryResult};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::access::staff::{Staff, staff};
use crate::audit::{AuditEntry, Doer};
use crate::sql::statement::sql;
use crate::{Store, StoreError, Transaction};

/// A person who is signed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedIn {
    pub user_id: Uuid,
    pub display_name: String,
    pub staff: Option<Staff>,
    /// When the sign-in is over, whatever is done with it.
    pub until_ms: i64,
}

/// How long a browser stays signed in.
#[derive(Debug, Clone, Copy)]
pub struct Stay {
    /// While nothing is heard of it.
    pub silent: Duration,
    /// At all.
    pub whole: Duration,
}

#[derive(Debug, Clone, Copy)]
pub struct StayLimits {
    pub staff: Stay,
    pub others: Stay,
}

/// What a login link opens.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct LoginLink {
    /// Whom it signs in.
    pub display_name: String,
    pub is_reusable: bool,
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
    pub display_name: String,
    pub lands_on: String,
}

impl Store {
    /// The person behind a cookie; `None` once it has been silent for too long, is
    /// too old or was ended. Notes that it was seen, once a minute. One statement.
    pub async fn signed_in(
        &self,
        hash: [u8; 32],
        stay: StayLimits,
    ) -> Result<Option<SignedIn>, StoreError> {
        let find = sql(
            "WITH known AS (
                 SELECT l.hash, l.seen_at, u.id, u.display_name, u.staff, l.created_at
                     + (CASE WHEN u.staff IS NULL THEN $5 ELSE $4 END) * interval '1 second'
                     AS until
                 FROM login_session l JOIN users u ON u.id = l.user_id
                 WHERE l.hash = $1 AND l.ended_at IS NULL AND l.seen_at > now()
                     - (CASE WHEN u.staff IS NULL THEN $3 ELSE $2 END) * interval '1 second'
             ), seen AS (
                 UPDATE login_session SET seen_at = now() FROM known
                 WHERE login_session.hash = known.hash AND known.until > now()
                     AND known.seen_at < now() - interval '1 minute'
             )
             SELECT id, display_name, staff,
                 (extract(epoch FROM until) * 1000)::bigint AS until_ms
             FROM known WHERE until > now()",
            [
                hash.to_vec().into(),
                seconds(stay.staff.silent).into(),
                seconds(stay.others.silent).into(),
                seconds(stay.staff.whole).into(),
                seconds(stay.others.whole).into(),
            ],
        );
        let Some(row) = self.db.query_one_raw(find).await? else { return Ok(None) };
        Ok(Some(SignedIn {
            user_id: row.try_get("", "id")?,
            display_name: row.try_get("", "display_name")?,
            staff: staff(&row)?,
            until_ms: row.try_get("", "until_ms")?,
        }))
    }

    /// What a login link opens, which is not used up by that; `None` for one that
    /// opens nothing (any more).
    pub async fn login_link(&self, link: [u8; 32]) -> Result<Option<LoginLink>, StoreError> {
        let find = sql(
            "SELECT display_name, is_reusable FROM login_link JOIN users ON users.id = user_id
             WHERE hash = $1 AND expires_at > now() AND (is_reusable OR used_at IS NULL)",
            [link.to_vec().into()],
        );
        let row = self.db.query_one_raw(find).await?;
        Ok(row.map(|row| LoginLink::from_query_result(&row, "")).transpose()?)
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
        note(&transaction, (doer, None), "login_link.create", *user_id, details).await?;
        transaction.commit().await
    }
}

/// Somebody who is signing in.
#[derive(Debug, Clone, Copy)]
pub struct Person<'a> {
    pub id: Uuid,
    pub display_name: &'a str,
}

impl Transaction {
    /// Comes in by a link, which is used up unless it is reusable. `None` for one
    /// that opens nothing (any more).
    pub async fn come_in(
        &self,
        link: [u8; 32],
        cookie: [u8; 32],
        origin: &Origin<'_>,
    ) -> Result<Option<CameIn>, StoreError> {
        let take = sql(
            "UPDATE login_link SET used_at = now() FROM users
             WHERE hash = $1 AND expires_at > now() AND (is_reusable OR used_at IS NULL)
                 AND users.id = login_link.user_id
             RETURNING user_id, lands_on, display_name",
            [link.to_vec().into()],
        );
        let Some(row) = self.0.query_one_raw(take).await? else { return Ok(None) };
        let Taken { user_id, lands_on, display_name } = Taken::from_query_result(&row, "")?;
        let person = Person { id: user_id, display_name: &display_name };
        self.sign_in(person, "link", cookie, origin).await?;
        Ok(Some(CameIn { user_id, display_name, lands_on }))
    }

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
        self.sign_out_by(end, (doer, None), "logout").await
    }

    /// Ends all sessions of a person; answers the hashes of their cookies.
    pub async fn sign_out_everywhere(
        &self,
        user: Uuid,
        by: (&Doer, Option<&str>),
    ) -> Result<Vec<[u8; 32]>, StoreError> {
        let end = sql(
            "UPDATE login_session SET ended_at = now() WHERE user_id = $1 AND ended_at IS NULL
             RETURNING user_id, hash",
            [user.into()],
        );
        self.sign_out_by(end, by, "logout.everywhere").await
    }

    /// The same of all but one, which its person has just proved to be theirs.
    pub async fn sign_out_others(
        &self,
        user: Uuid,
        stays: [u8; 32],
        by: (&Doer, Option<&str>),
    ) -> Result<Vec<[u8; 32]>, StoreError> {
        let end = sql(
            "UPDATE login_session SET ended_at = now()
             WHERE user_id = $1 AND hash <> $2 AND ended_at IS NULL RETURNING user_id, hash",
            [user.into(), stays.to_vec().into()],
        );
        self.sign_out_by(end, by, "logout.everywhere").await
    }

    async fn sign_out_by(
        &self,
        end: sea_orm::Statement,
        by: (&Doer, Option<&str>),
        action: &'static str,
    ) -> Result<Vec<[u8; 32]>, StoreError> {
        let ended = self.0.query_all_raw(end).await?;
        if let Some(first) = ended.first() {
            let user: Uuid = first.try_get("", "user_id")?;
            note(self, by, action, user, json!({ "sessions": ended.len() })).await?;
        }
        let hash = |row: &sea_orm::QueryResult| row.try_get("", "hash");
        let hashes = ended.iter().map(hash).collect::<Result<Vec<Vec<u8>>, _>>()?;
        let hashes: Vec<[u8; 32]> =
            hashes.into_iter().filter_map(|hash| hash.try_into().ok()).collect();
        self.end_devices(&hashes).await?;
        Ok(hashes)
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
        let doer = Doer::person(person.id, person.display_name, address);
        let details = json!({ "by": by, "agent": origin.agent });
        note(self, (&doer, None), "login", person.id, details).await
    }
}

#[derive(FromQueryResult)]
struct Taken {
    user_id: Uuid,
    lands_on: String,
    display_name: String,
}

/// Notes what was done to a person.
pub(super) async fn note(
    transaction: &Transaction,
    (doer, reason): (&Doer, Option<&str>),
    action: &'static str,
    user: Uuid,
    details: Value,
) -> Result<(), StoreError> {
    let target_id = user.to_string();
    let entry = AuditEntry { doer, action, target_kind: "user", target_id, reason, details };
    transaction.note(&entry).await
}

pub(super) fn seconds(duration: Duration) -> i64 {
    i64::try_from(duration.as_secs()).unwrap_or(i64::MAX)
}
