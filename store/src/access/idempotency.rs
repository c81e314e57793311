//! What requests with an `Idempotency-Key` were answered.
//!
//! The answer is kept in the transaction of what the request did. Of two that
//! come at once the second waits for the first's end, and then finds its answer.

use sea_orm::ConnectionTrait;

use crate::sql::statement::sql;
use crate::{Store, StoreError, Transaction};

/// A key, of whoever used it.
#[derive(Clone, Debug)]
pub struct AskedOnce {
    pub scope: [u8; 32],
    pub key: String,
    /// What was asked under it.
    pub request: [u8; 32],
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remembered {
    pub request: [u8; 32],
    pub answer: Vec<u8>,
}

impl Store {
    /// What was answered under a key.
    pub async fn remembered(&self, asked: &AskedOnce) -> Result<Option<Remembered>, StoreError> {
        let find = sql(
            "SELECT request, answer FROM idempotent_answer WHERE scope = $1 AND key = $2",
            [asked.scope.to_vec().into(), asked.key.clone().into()],
        );
        let Some(row) = self.db.query_one_raw(find).await? else { return Ok(None) };
        let request: Vec<u8> = row.try_get("", "request")?;
        let request = request.try_into().unwrap_or_default();
        Ok(Some(Remembered { request, answer: row.try_get("", "answer")? }))
    }

    /// Keeps another answer in the place of one; `false` if that is not there any
    /// more.
    pub async fn remember_instead(
        &self,
        asked: &AskedOnce,
        before: &[u8],
        answer: Vec<u8>,
    ) -> Result<bool, StoreError> {
        let AskedOnce { scope, key, request: _ } = asked;
        let replace = sql(
            "UPDATE idempotent_answer SET answer = $4
             WHERE scope = $1 AND key = $2 AND answer = $3",
            [scope.to_vec().into(), key.clone().into(), before.to_vec().into(), answer.into()],
        );
        Ok(self.db.execute_raw(replace).await?.rows_affected() > 0)
    }
}

impl Transaction {
    /// Keeps an answer. [`StoreError::Conflict`] when the key was used meanwhile:
    /// then nothing of this transaction may be.
    pub async fn remember(&self, asked: &AskedOnce, answer: Vec<u8>) -> Result<(), StoreError> {
        let AskedOnce { scope, key, request } = asked;
        let keep = sql(
            "INSERT INTO idempotent_answer (scope, key, request, answer) VALUES ($1, $2, $3, $4)
             ON CONFLICT DO NOTHING",
            [scope.to_vec().into(), key.clone().into(), request.to_vec().into(), answer.into()],
        );
        match self.0.execute_raw(keep).await?.rows_affected() {
            0 => Err(StoreError::Conflict),
            _ => Ok(()),
        }
    }
}
