//! Says every few seconds what is watched here and by how many sockets, so that
//! it stays hot: beside the task that hands frames on, for several shards at
//! once. A shard that cannot be told fails alone.

use std::time::Duration;

use downbeat_boot::clock;
use downbeat_live::{Live, LiveError, Watchers};
use futures::{StreamExt, stream};
use uuid::Uuid;

use super::{activations::Activations, watchers::Counts};

pub const ASSERT_EVERY: Duration = Duration::from_secs(5);
/// Shards that are told in one go.
const SHARDS_AT_ONCE: usize = 16;
/// Such goes under way at once: on a cluster one of them may wait for a node that
/// is silent.
const GOES_AT_ONCE: usize = 4;
/// Sessions that one call names.
const SESSIONS_A_CALL: usize = 500;

pub struct Assertions {
    /// A name that no other API has.
    pub name: String,
    pub live: Live,
    pub counts: Counts,
    pub activations: Activations,
}

impl Assertions {
    pub async fn run(self) {
        let mut turns = clock::interval(ASSERT_EVERY);
        loop {
            turns.tick().await;
            self.run_once().await;
        }
    }

    async fn run_once(&self) {
        let shards = self.counts.shards();
        let goes: Vec<_> =
            shards.chunks(SHARDS_AT_ONCE).map(|shards| self.say(shards.to_vec())).collect();
        let failed = stream::iter(goes).buffer_unordered(GOES_AT_ONCE);
        let failed: Vec<Option<LiveError>> = failed.collect().await;
        if let Some(error) = failed.into_iter().flatten().next() {
            tracing::warn!(%error, "some of what is watched could not be said");
        }
    }

    /// Answers what went wrong, if anything did.
    async fn say(&self, shards: Vec<u16>) -> Option<LiveError> {
        let watched: Vec<(u16, Vec<(Uuid, Watchers)>)> =
            shards.into_iter().map(|shard| (shard, self.counts.of_shard(shard))).collect();
        let told = self.live.say_watchers(&self.name, &watched).await;
        let ids: Vec<(u16, Vec<Uuid>)> = watched
            .into_iter()
            .map(|(shard, sessions)| (shard, sessions.into_iter().map(|(id, _)| id).collect()))
            .collect();
        let calls: Vec<(u16, &[Uuid])> = ids
            .iter()
            .flat_map(|(shard, ids)| ids.chunks(SESSIONS_A_CALL).map(|ids| (*shard, ids)))
            .collect();
        let answers = match self.live.watch_shards(&calls).await {
            Ok(answers) => answers,
            Err(error) => return Some(error),
        };
        let mut trouble = told.map_or_else(Some, |told| told.into_iter().find_map(Result::err));
        for answer in answers {
            match answer {
                Ok(cold) => cold.into_iter().for_each(|session| self.activations.ask(session)),
                Err(error) => trouble = Some(error),
            }
        }
        trouble
    }
}
