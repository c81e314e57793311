//! People's keys: made when they write for the first time, wrapped anew when
//! `journal.keys` has another first, and gone with whatever they sealed.

use std::collections::BTreeMap;

use chacha20poly1305::aead::{OsRng, rand_core::RngCore};
use sea_orm::ConnectionTrait;
use serde_json::json;
use uuid::Uuid;

use super::sealing::{KEY_BYTES, WrappedKey};
use crate::audit::{AuditEntry, Doer};
use crate::sealed::Keys;
use crate::sql::statement::sql;
use crate::{Store, StoreError, Transaction};

const BATCH: i64 = 500;

/// A key of `journal.keys`, as Postgres knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JournalKey {
    pub id: String,
    pub first_used_ms: i64,
    pub retired_ms: Option<i64>,
    /// People whose key it wraps.
    pub people: i64,
}

impl Store {
    /// One statement.
    pub async fn user_key(&self, user: Uuid) -> Result<Option<WrappedKey>, StoreError> {
        let find =
            sql("SELECT generation, wrapped FROM user_key WHERE user_id = $1", [user.into()]);
        let row = self.db.query_one_raw(find).await?;
        row.map(|row| {
            let (generation, wrapped) =
                (row.try_get("", "generation")?, row.try_get("", "wrapped")?);
            Ok(WrappedKey { generation, wrapped })
        })
        .transpose()
    }

    /// The key of somebody who is about to write: theirs, or a new one.
    pub async fn user_key_or_new(&self, user: Uuid, keys: &Keys) -> Result<WrappedKey, StoreError> {
        if let Some(known) = self.user_key(user).await? {
            return Ok(known);
        }
        let mut secret = [0; KEY_BYTES];
        OsRng.fill_bytes(&mut secret);
        // Told apart from one that was there before: what that one sealed stays closed.
        let generation = i32::try_from(OsRng.next_u32() >> 1).map_err(StoreError::unwritable)?;
        let wrapped = keys.seal(WrappedKey::cell(&user.to_string()), &secret)?;
        let transaction = self.begin().await?;
        transaction.use_journal_key(keys.newest()).await?;
        let insert = sql(
            "INSERT INTO user_key (user_id, generation, wrapped) VALUES ($1, $2, $3)
             ON CONFLICT (user_id) DO NOTHING",
            [user.into(), generation.into(), wrapped.into()],
        );
        transaction.0.execute_raw(insert).await?;
        transaction.commit().await?;
        // Whoever was first has the key.
        self.user_key(user).await?.ok_or(StoreError::NotFound)
    }

    /// Every key that ever wrapped one, the newest first.
    pub async fn journal_keys(&self) -> Result<Vec<JournalKey>, StoreError> {
        let list = sql(
            "WITH used AS (
                 SELECT convert_from(substring(wrapped FROM 3 FOR get_byte(wrapped, 1)), 'UTF8')
                     AS id, count(*) AS people
                 FROM user_key GROUP BY 1)
             SELECT coalesce(k.id, u.id) AS id, coalesce(u.people, 0) AS people,
                 (extract(epoch FROM coalesce(k.first_used_at, now())) * 1000)::bigint AS first_ms,
                 (extract(epoch FROM k.retired_at) * 1000)::bigint AS retired_ms
             FROM journal_key k FULL JOIN used u ON u.id = k.id
             ORDER BY k.first_used_at DESC NULLS FIRST, 1",
            [],
        );
        let rows = self.db.query_all_raw(list).await?;
        let key = |row: &sea_orm::QueryResult| {
            Ok(JournalKey {
                id: row.try_get("", "id")?,
                first_used_ms: row.try_get("", "first_ms")?,
                retired_ms: row.try_get("", "retired_ms")?,
                people: row.try_get("", "people")?,
            })
        };
        rows.iter().map(key).collect()
    }

    /// How many people's keys each key wraps.
    pub async fn people_by_key(&self) -> Result<BTreeMap<String, i64>, StoreError> {
        let used = self.journal_keys().await?.into_iter().filter(|key| key.people > 0);
        Ok(used.map(|key| (key.id, key.people)).collect())
    }

    /// Wraps the next batch anew behind `after`: one transaction, with its line in
    /// the audit log. Answers how many, and where to go on; `None` at the end. A key
    /// that does not open stays as it is.
    pub async fn rewrap(
        &self,
        keys: &Keys,
        after: Uuid,
        doer: &Doer,
    ) -> Result<(u64, Option<Uuid>), StoreError> {
        let transaction = self.begin().await?;
        let newest = keys.newest();
        transaction.use_journal_key(newest).await?;
        let take = sql(
            "SELECT user_id, wrapped FROM user_key
             WHERE user_id > $1 AND substring(wrapped FROM 3 FOR get_byte(wrapped, 1)) <> $2
             ORDER BY user_id LIMIT $3 FOR NO KEY UPDATE",
            [after.into(), newest.as_bytes().to_vec().into(), BATCH.into()],
        );
        let (mut people, mut values, mut last) = (Vec::new(), Vec::new(), None);
        for row in transaction.0.query_all_raw(take).await? {
            let user: Uuid = row.try_get("", "user_id")?;
            let wrapped: Vec<u8> = row.try_get("", "wrapped")?;
            last = Some(user);
            let name = user.to_string();
            let cell = WrappedKey::cell(&name);
            match keys.open(cell, &wrapped) {
                Ok(secret) => {
                    people.push(user);
                    values.push(keys.seal(cell, &secret)?);
                }
                Err(error) => tracing::error!(%user, %error, "a person's key does not open"),
            }
        }
        let count = u64::try_from(people.len()).unwrap_or(u64::MAX);
        if count > 0 {
            let put = sql(
                "UPDATE user_key SET wrapped = new.wrapped
                 FROM unnest($1::uuid[], $2::bytea[]) AS new (user_id, wrapped)
                 WHERE user_key.user_id = new.user_id",
                [people.into(), values.into()],
            );
            transaction.0.execute_raw(put).await?;
            let (action, target_kind, target_id) = ("keys.rewrap", "key", newest.to_owned());
            let (reason, details) = (None, json!({ "people": count }));
            let entry = AuditEntry { doer, action, target_kind, target_id, reason, details };
            transaction.note(&entry).await?;
        }
        transaction.commit().await?;
        Ok((count, last))
    }

    /// Notes that a key is thrown away. [`StoreError::Conflict`] while it wraps
    /// somebody's, [`StoreError::NotFound`] if it never did.
    pub async fn retire_journal_key(&self, id: &str, doer: &Doer) -> Result<(), StoreError> {
        let transaction = self.begin().await?;
        let lock = sql("SELECT FROM journal_key WHERE id = $1 FOR UPDATE", [id.into()]);
        transaction.0.query_one_raw(lock).await?.ok_or(StoreError::NotFound)?;
        let used = sql(
            "SELECT FROM user_key
             WHERE substring(wrapped FROM 3 FOR get_byte(wrapped, 1)) = $1 LIMIT 1",
            [id.as_bytes().to_vec().into()],
        );
        if transaction.0.query_one_raw(used).await?.is_some() {
            return Err(StoreError::Conflict);
        }
        let retire = sql(
            "UPDATE journal_key SET retired_at = coalesce(retired_at, now()) WHERE id = $1",
            [id.into()],
        );
        transaction.0.execute_raw(retire).await?;
        let (action, target_kind, target_id) = ("keys.retire", "key", id.to_owned());
        let (reason, details) = (None, json!({}));
        let entry = AuditEntry { doer, action, target_kind, target_id, reason, details };
        transaction.note(&entry).await?;
        transaction.commit().await
    }
}

impl Transaction {
    /// A key wraps from now on; one that was retired is used again.
    async fn use_journal_key(&self, id: &str) -> Result<(), StoreError> {
        let note = sql(
            "INSERT INTO journal_key (id) VALUES ($1)
             ON CONFLICT (id) DO UPDATE SET retired_at = NULL",
            [id.into()],
        );
        self.0.execute_raw(note).await?;
        Ok(())
    }

    /// Whoever writes does so one after the other, and with the key that is theirs:
    /// [`StoreError::NotFound`] if it is gone, or was made anew.
    pub(super) async fn hold_user_key(
        &self,
        user: Uuid,
        generation: i32,
    ) -> Result<(), StoreError> {
        let hold = sql(
            "SELECT FROM user_key WHERE user_id = $1 AND generation = $2 FOR NO KEY UPDATE",
            [user.into(), generation.into()],
        );
        self.0.query_one_raw(hold).await?.map(drop).ok_or(StoreError::NotFound)
    }
}
