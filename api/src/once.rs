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
        let once = Self::of(caller, key, what)?;
        Ok(once.answer(app).await?.ok_or(once))
    }

    pub fn of(
        caller: &Caller,
        key: Option<String>,
        what: &impl Serialize,
    ) -> Result<Self, Refusal> {
        let request = Sha256::digest(serde_json::to_vec(what)?).into();
        let asked = key.map(|key| AskedOnce { scope: caller.scope, key, request });
        Ok(Self { asked, keys: caller.own_keys.clone() })
    }

    /// What was answered before.
    pub async fn answer<T: DeserializeOwned>(&self, app: &App) -> Result<Option<T>, Refusal> {
        Ok(self.kept(app).await?.map(|(answer, _)| answer))
    }

    /// Keeps the answer with its effect.
    pub async fn keep(
        &self,
        transaction: &Transaction,
        answer: &impl Serialize,
    ) -> Result<(), Refusal> {
        let Some(asked) = &self.asked else { return Ok(()) };
        match transaction.remember(asked, self.sealed(asked, answer)?).await {
            Err(StoreError::Conflict) => {
                let detail = "the same request was under way: send it again for its answer";
                Err(Refusal::conflict("in_flight", detail))
            }
            kept => Ok(kept?),
        }
    }

    /// Where what was kept is a draft, because not all of the answer was known with
    /// its effect: this is the answer now, to everybody who asks. Of several who know
    /// it the first one says; answers what was said.
    pub async fn settle<T: Serialize + DeserializeOwned>(
        &self,
        app: &App,
        answer: T,
        is_draft: fn(&T) -> bool,
    ) -> Result<T, Refusal> {
        let Some(asked) = &self.asked else { return Ok(answer) };
        while let Some((kept, sealed)) = self.kept::<T>(app).await? {
            if !is_draft(&kept) {
                return Ok(kept);
            }
            if app.store.remember_instead(asked, &sealed, self.sealed(asked, &answer)?).await? {
                break;
            }
        }
        Ok(answer)
    }

    /// What is kept, and the bytes that it is kept as.
    async fn kept<T: DeserializeOwned>(&self, app: &App) -> Result<Option<(T, Vec<u8>)>, Refusal> {
        let Some(asked) = &self.asked else { return Ok(None) };
        let Some(remembered) = app.store.remembered(asked).await? else { return Ok(None) };
        if remembered.request != asked.request {
            let detail = "this Idempotency-Key was used for another request";
            return Err(Refusal::refused("key_reused", detail));
        }
        let cell = Cell { row: &asked.key, ..CELL };
        let answer = self.keys.open(cell, &remembered.answer);
        let answer = answer.map_err(|error| Refusal::internal(&error))?;
        Ok(Some((serde_json::from_slice(&answer)?, remembered.answer)))
    }

    fn sealed(&self, asked: &AskedOnce, answer: &impl Serialize) -> Result<Vec<u8>, Refusal> {
        let cell = Cell { row: &asked.key, ..CELL };
        Ok(self.keys.seal(cell, &serde_json::to_vec(answer)?)?)
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
