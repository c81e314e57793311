//! API tokens: a person's programs, each with what it may do.

use std::time::Duration;

use sea_orm::{ConnectionTrait, FromQueryResult, QueryResult};
use serde_json::json;
use uuid::Uuid;

use crate::audit::{AuditEntry, Doer};
use crate::sql::statement::sql;
use crate::{Store, StoreError, Transaction};

#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct TokenRecord {
    pub id: Uuid,
    pub name: String,
    pub scopes: Vec<String>,
    pub created_ms: i64,
    pub used_ms: Option<i64>,
    pub expires_ms: Option<i64>,
}

#[derive(Clone, Debug)]
pub struct NewToken<'a> {
    pub id: Uuid,
    pub user_id: Uuid,
    pub name: &'a str,
    pub hash: [u8; 32],
    pub scopes: Vec<String>,
    pub lives: Option<Duration>,
}

/// Whose program asks, and what it may.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Bearer {
    pub token_id: Uuid,
    pub token_name: String,
    pub user_id: Uuid,
    pub display_name: String,
    pub scopes: Vec<String>,
    pub expires_ms: Option<i64>,
}

impl Store {
    /// The program behind a token; `None` once it is revoked or over. Notes that
    /// it was used, once a minute. One statement.
    pub async fn bearer(&self, hash: [u8; 32]) -> Result<Option<Bearer>, StoreError> {
        let find = sql(
            "WITH known AS (
                 SELECT t.id AS token_id, t.name AS token_name, t.scopes, t.used_at,
                     (extract(epoch FROM t.expires_at) * 1000)::bigint AS expires_ms,
                     u.id AS user_id, u.display_name
                 FROM api_token t JOIN users u ON u.id = t.user_id
                 WHERE t.hash = $1 AND t.revoked_at IS NULL
                     AND coalesce(t.expires_at, 'infinity') > now()
             ), used AS (
                 UPDATE api_token SET used_at = now() FROM known
                 WHERE api_token.id = known.token_id
                     AND coalesce(known.used_at, '-infinity') < now() - interval '1 minute'
             )
             SELECT token_id, token_name, user_id, display_name, scopes, expires_ms FROM known",
            [hash.to_vec().into()],
        );
        let row = self.db.query_one_raw(find).await?;
        Ok(row.map(|row| Bearer::from_query_result(&row, "")).transpose()?)
    }

    /// A person's tokens that are good, newest first.
    pub async fn tokens(&self, user: Uuid) -> Result<Vec<TokenRecord>, StoreError> {
        let list = sql(
            "SELECT id, name, scopes, (extract(epoch FROM created_at) * 1000)::bigint AS created_ms,
                 (extract(epoch FROM used_at) * 1000)::bigint AS used_ms,
                 (extract(epoch FROM expires_at) * 1000)::bigint AS expires_ms
             FROM api_token WHERE user_id = $1 AND revoked_at IS NULL
                 AND coalesce(expires_at, 'infinity') > now()
             ORDER BY id DESC",
            [user.into()],
        );
        let rows = self.db.query_all_raw(list).await?;
        let tokens = rows.iter().map(|row| TokenRecord::from_query_result(row, ""));
        Ok(tokens.collect::<Result<_, _>>()?)
    }
}

impl Transaction {
    /// Makes a token, unless its owner has `most` already: then it is
    /// [`StoreError::Conflict`]. Leaves its line in the audit log.
    pub async fn create_token(
        &self,
        token: NewToken<'_>,
        most: i64,
        doer: &Doer,
    ) -> Result<TokenRecord, StoreError> {
        let NewToken { id, user_id, name, hash, scopes, lives } = token;
        self.hold_tokens(user_id).await?;
        let details = json!({ "name": name, "scopes": scopes });
        let insert = sql(
            "INSERT INTO api_token (id, user_id, name, hash, scopes, expires_at)
             SELECT $1, $2, $3, $4, $5, now() + $6 * interval '1 second'
             WHERE (SELECT count(*) FROM api_token WHERE user_id = $2 AND revoked_at IS NULL
                 AND coalesce(expires_at, 'infinity') > now()) < $7
             RETURNING id, name, scopes,
                 (extract(epoch FROM created_at) * 1000)::bigint AS created_ms,
                 NULL::bigint AS used_ms,
                 (extract(epoch FROM expires_at) * 1000)::bigint AS expires_ms",
            [
                id.into(),
                user_id.into(),
                name.into(),
                hash.to_vec().into(),
                scopes.into(),
                lives.map(|lives| i64::try_from(lives.as_secs()).unwrap_or(i64::MAX)).into(),
                most.into(),
            ],
        );
        let row = self.0.query_one_raw(insert).await?.ok_or(StoreError::Conflict)?;
        let target_id = id.to_string();
        let (action, target_kind, reason) = ("token.create", "token", None);
        self.note(&AuditEntry { doer, action, target_kind, target_id, reason, details }).await?;
        Ok(TokenRecord::from_query_result(&row, "")?)
    }

    /// Ends a person's token, with its line in the audit log, and answers its
    /// hash; `None` if they have none of that id.
    pub async fn revoke_token(
        &self,
        id: Uuid,
        user: Uuid,
        doer: &Doer,
    ) -> Result<Option<[u8; 32]>, StoreError> {
        let end = sql(
            "UPDATE api_token SET revoked_at = now()
             WHERE id = $1 AND user_id = $2 AND revoked_at IS NULL RETURNING name, hash",
            [id.into(), user.into()],
        );
        let Some(row) = self.0.query_one_raw(end).await? else { return Ok(None) };
        self.revoked(id, &row, (doer, None)).await
    }

    /// The same for all of a person's tokens. None is made meanwhile.
    pub async fn revoke_tokens(
        &self,
        user: Uuid,
        by: (&Doer, Option<&str>),
    ) -> Result<Vec<[u8; 32]>, StoreError> {
        self.hold_tokens(user).await?;
        let end = sql(
            "UPDATE api_token SET revoked_at = now() WHERE user_id = $1 AND revoked_at IS NULL
                 AND coalesce(expires_at, 'infinity') > now() RETURNING id, name, hash",
            [user.into()],
        );
        let mut hashes = Vec::new();
        for row in self.0.query_all_raw(end).await? {
            hashes.extend(self.revoked(row.try_get("", "id")?, &row, by).await?);
        }
        Ok(hashes)
    }

    /// Whoever makes two at once makes them one after the other.
    async fn hold_tokens(&self, user: Uuid) -> Result<(), StoreError> {
        let hold = sql("SELECT id FROM users WHERE id = $1 FOR UPDATE", [user.into()]);
        self.0.query_one_raw(hold).await?;
        Ok(())
    }

    async fn revoked(
        &self,
        id: Uuid,
        row: &QueryResult,
        (doer, reason): (&Doer, Option<&str>),
    ) -> Result<Option<[u8; 32]>, StoreError> {
        let name: String = row.try_get("", "name")?;
        let hash: Vec<u8> = row.try_get("", "hash")?;
        let (target_id, details) = (id.to_string(), json!({ "name": name }));
        let (action, target_kind) = ("token.revoke", "token");
        self.note(&AuditEntry { doer, action, target_kind, target_id, reason, details }).await?;
        Ok(hash.try_into().ok())
    }
}
