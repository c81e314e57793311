//! Sessions that cannot go on by themselves: their rules panic, or what is
//! stored of them cannot be read. They wait for a person.

use std::time::Duration;

use metrics::counter;
use redis::cmd;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    Live, LiveError, key,
    redis::{call::Call, library::SESSION},
};

const WHY_CHARS_MAX: usize = 500;

/// A session that waits for a person, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parked {
    pub session: Uuid,
    pub at_ms: i64,
    pub why: String,
}

#[derive(Serialize, Deserialize)]
struct Stored {
    at_ms: i64,
    why: String,
}

impl Live {
    /// Takes a session out of the due ones and notes why. Several may find it at once;
    /// it is counted once.
    pub async fn park(&self, id: Uuid, why: &str) -> Result<(), LiveError> {
        let shard = self.shard(id);
        let kept = why.chars().take(WHY_CHARS_MAX).collect();
        let stored = serde_json::to_vec(&Stored { at_ms: self.now_ms(shard), why: kept })?;
        let call = Call::new(&SESSION, "park")
            .key(key::parked(shard))
            .key(key::due(shard))
            .arg(id.to_string())
            .arg(stored);
        let is_new: bool = self.call(&call).await?;
        if is_new {
            tracing::error!(shard, session = %id, why, "parked a session");
            counter!("downbeat_sessions_parked_total").increment(1);
        }
        Ok(())
    }

    /// Every session that waits for a person, the latest first, and the shards
    /// that could not be asked.
    pub async fn parked(&self) -> Result<(Vec<Parked>, Vec<u16>), LiveError> {
        let ask = |shard| {
            let mut ask = cmd("HGETALL");
            ask.arg(key::parked(shard));
            ask
        };
        let shards: Vec<u16> = (0..self.shards()).collect();
        let answers = self
            .query_all::<Vec<(String, Vec<u8>)>>(shards.iter().copied().map(ask).collect())
            .await?;
        let (mut parked, mut missing) = (Vec::new(), Vec::new());
        for (shard, answer) in shards.into_iter().zip(answers) {
            match answer {
                Ok(stored) => parked.extend(stored.iter().filter_map(Parked::listed)),
                Err(_) => missing.push(shard),
            }
        }
        parked.sort_by_key(|one| std::cmp::Reverse(one.at_ms));
        Ok((parked, missing))
    }

    /// Why a session waits for a person, if it does.
    pub async fn why_parked(&self, id: Uuid) -> Result<Option<Parked>, LiveError> {
        let mut ask = cmd("HGET");
        ask.arg(key::parked(self.shard(id))).arg(id.to_string());
        let stored: Option<Vec<u8>> = self.query(&ask).await?;
        Ok(stored.map(|stored| Parked::read(id, &stored)))
    }

    /// Those of some sessions of a shard that wait for a person.
    pub async fn parked_of(&self, shard: u16, ids: &[Uuid]) -> Result<Vec<Uuid>, LiveError> {
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let mut ask = cmd("HMGET");
        ask.arg(key::parked(shard));
        for id in ids {
            ask.arg(id.to_string());
        }
        let stored: Vec<Option<Vec<u8>>> = self.query(&ask).await?;
        let parked = ids.iter().zip(stored).filter(|(_, stored)| stored.is_some());
        Ok(parked.map(|(id, _)| *id).collect())
    }

    /// A session that a newer release wrote is left to its workers: it is looked
    /// at again later.
    pub async fn postpone(&self, shard: u16, id: Uuid, by: Duration) -> Result<(), LiveError> {
        let later_ms =
            self.now_ms(shard) + i64::try_from(by.as_millis()).unwrap_or(i64::from(u32::MAX));
        let mut postpone = cmd("ZADD");
        postpone.arg(key::due(shard)).arg("XX").arg("GT").arg(later_ms).arg(id.to_string());
        self.query(&postpone).await
    }

    /// Lets a life of a session go, so that it can be brought back from its
    /// history. What is being changed meanwhile stays: `false`.
    pub async fn discard(&self, id: Uuid) -> Result<bool, LiveError> {
        let shard = self.shard(id);
        let state: Option<Vec<u8>> = self.query(cmd("GET").arg(key::state(shard, id))).await?;
        let call = Call::new(&SESSION, "discard")
            .key(key::state(shard, id))
            .key(key::hot(shard))
            .key(key::due(shard))
            .key(key::dirty(shard))
            .key(key::parked(shard))
            .keys(key::beside(shard, id).into_iter())
            .arg(id.to_string())
            .arg(state.unwrap_or_default());
        let discarded: u8 = self.call(&call).await?;
        Ok(discarded == 1)
    }
}

impl Parked {
    fn listed((id, stored): &(String, Vec<u8>)) -> Option<Self> {
        match Uuid::parse_str(id) {
            Ok(session) => Some(Self::read(session, stored)),
            Err(error) => {
                tracing::error!(id, %error, "what is parked is no session");
                None
            }
        }
    }

    fn read(session: Uuid, stored: &[u8]) -> Self {
        // Whatever stands there, the session waits.
        let Stored { at_ms, why } = serde_json::from_slice(stored)
            .unwrap_or_else(|error| Stored { at_ms: 0, why: format!("the note: {error}") });
        Self { session, at_ms, why }
    }
}
