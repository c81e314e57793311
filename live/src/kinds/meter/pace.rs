//! How many votes a session had in the last ten minutes.

use std::collections::BTreeMap;

use redis::cmd;
use uuid::Uuid;

use crate::{
    Live, LiveError, key,
    kinds::meter::{ballots::vote_marks, marks},
};

/// As the functions keep it.
pub const PACE_MS: i64 = 5_000;
const PACE_BUCKETS: i64 = 120;
const SLOT_BYTES: usize = 8;

impl Live {
    /// Votes of a session in the last ten minutes: buckets of 5 s, oldest first,
    /// each with the time at which it begins.
    pub async fn pace(&self, session: Uuid) -> Result<Vec<(i64, u64)>, LiveError> {
        let shard = self.shard(session);
        let mut asked = vec![cmd("GET")];
        asked[0].arg(key::pace(shard, session));
        for hash in vote_marks(self, session) {
            let mut ask = cmd("HGET");
            ask.arg(hash).arg(&marks::pace(session)[..]);
            asked.push(ask);
        }
        let answers = self.query_all::<Option<Vec<u8>>>(asked).await?;
        let answers: Result<Vec<_>, LiveError> = answers.into_iter().collect();
        let mut answers = answers?.into_iter().map(Option::unwrap_or_default);
        let ring = answers.next().unwrap_or_default();
        let mut known: BTreeMap<i64, u64> =
            ring.chunks_exact(SLOT_BYTES).filter_map(slot).collect();
        // The bucket of now is not in the ring yet, unless an older release counts.
        let newest = answers.find(|mark| !mark.is_empty());
        if let Some((bucket, votes)) = newest.as_deref().and_then(slot) {
            *known.entry(bucket).or_default() += votes;
        }
        let newest = self.now_ms(shard) / PACE_MS;
        let buckets = newest - PACE_BUCKETS + 1..=newest;
        let votes = |bucket| known.get(&bucket).copied().unwrap_or(0);
        Ok(buckets.map(|bucket| (bucket * PACE_MS, votes(bucket))).collect())
    }
}

/// A bucket and its votes.
fn slot(bytes: &[u8]) -> Option<(i64, u64)> {
    let word = |at: usize| bytes.get(at..at + 4)?.try_into().ok().map(u32::from_be_bytes);
    Some((word(0)?.into(), word(4)?.into()))
}
