//! Requests with an `Idempotency-Key`: the same key and body get the same
//! answer, and what they ask for happens once.
//!
//! The answer is kept in the transaction of its effect, encrypted under a key
//! that comes from the asker's own credential: it may hold a token.

use downbeat_store::{AskedOnce, Cell, Keys, StoreError, Transaction};
use serde::{Serialize, de::DeserializeOwned};
use sha2::{Digest, Sha256};

use crate::{access::Caller, app::App, refusal::Refusal};

const KEY_CHARS_MAX: usize = 255;
const CELL: Cell<'_> = Cell { table: "idempotent_answer", column: "answer", row: "" };

/// A request that is to happen once, or any other.
pub struct Once {
    asked: Option<AskedOnce>,
    keys: Keys,
}

impl Once {
    /// What was answered before, or a request that is new. `what` names the
    /// operation and all of its arguments.
    pub async fn begin<T: DeserializeOwned>(
        app: &App,
        caller: &Caller,
        key: Option<String>,
        what: &impl Serialize,
    ) -> Result<Result<T, Self>, Refusal> {
        let keys = caller.own_keys.clone();
        let Some(key) = key else { return Ok(Err(Self { asked: None, keys })) };
        let request = Sha256::digest(serde_json::to_vec(what)?).into();
        let asked = AskedOnce { scope: caller.scope, key, request };
        let Some(remembered) = app.store.remembered(&asked).await? else {
            return Ok(Err(Self { asked: Some(asked), keys }));
        };
        if remembered.request != asked.request {
            let detail = "this Idempotency-Key was used for another request";
            return Err(Refusal::refused("key_reused", detail));
        }
        let cell = Cell { row: &asked.key, ..CELL };
        let answer =
            keys.open(cell, &remembered.answer).map_err(|error| Refusal::internal(&error))?;
        Ok(Ok(serde_json::from_slice(&answer)?))
    }

    /// Keeps the answer with its effect.
    pub async fn keep(
        &self,
        transaction: &Transaction,
        answer: &impl Serialize,
    ) -> Result<(), Refusal> {
        let Some(asked) = &self.asked else { return Ok(()) };
        let cell = Cell { row: &asked.key, ..CELL };
        let sealed = self.keys.seal(cell, &serde_json::to_vec(answer)?);
        match transaction.remember(asked, sealed).await {
            Err(StoreError::Conflict) => {
                let detail = "the same request was under way: send it again for its answer";
                Err(Refusal::conflict("in_flight", detail))
            }
            kept => Ok(kept?),
        }
    }
}

/// Whether a key can be one; it has been looked at before any route is reached.
pub fn check(key: &str) -> Result<(), String> {
    let is_key =
        (1..=KEY_CHARS_MAX).contains(&key.len()) && key.bytes().all(|b| b.is_ascii_graphic());
    if is_key {
        return Ok(());
    }
    Err(format!("must be 1 to {KEY_CHARS_MAX} visible ASCII characters"))
}
