//! Reads again what sockets may have missed, once for all of them, beside the
//! task that hands frames on.

use std::sync::Arc;

use downbeat_live::{Live, LiveError, Reading, Tallied, Told};
use futures::{StreamExt, stream::FuturesUnordered};
use tokio::sync::mpsc;
use uuid::Uuid;

use super::{
    activations::Activations,
    wanted::{OfShard, Wanted},
};
use crate::socket::Passes;

/// Sessions that are read in one go.
const SESSIONS_AT_ONCE: usize = 500;
/// Calls under way on a cluster, where each is for one shard: those to a node
/// that is silent leave others to the rest.
const CALLS_AT_ONCE: usize = 32;
/// Whole frames that wait for the listener: a reader waits for it, never the
/// other way round.
pub const READ_MAX: usize = 64;

/// What became of a read.
pub enum Read {
    /// With what votes are counted on top of, where any are.
    Whole {
        shard: u16,
        told: Told,
        tallied: Option<Box<Tallied>>,
    },
    Unreadable {
        shard: u16,
        session: Uuid,
    },
}

pub struct Reader {
    pub live: Live,
    pub wanted: Wanted,
    pub read: mpsc::Sender<Read>,
    pub activations: Activations,
    pub passes: Arc<Passes>,
}

impl Reader {
    pub async fn run(self) {
        let together = self.live.together_max();
        // On one server another call would only wait behind the first.
        let calls_max = if together == 1 { CALLS_AT_ONCE } else { 1 };
        let mut under_way = FuturesUnordered::new();
        loop {
            self.look_at_passes();
            while under_way.len() < calls_max {
                let sessions = self.wanted.take(together, SESSIONS_AT_ONCE);
                if sessions.is_empty() {
                    break;
                }
                under_way.push(self.read(sessions));
            }
            tokio::select! {
                Some(()) = under_way.next() => {}
                () = self.wanted.added() => {}
            }
        }
    }

    /// Word of a revocation may have been missed, too.
    fn look_at_passes(&self) {
        let shards = self.wanted.take_missed();
        if !shards.is_empty() {
            self.passes.look_soon(|session| shards.contains(&self.live.shard(session)));
        }
    }

    async fn read(&self, wanted: Vec<OfShard>) {
        let shards: Vec<(u16, &[Uuid])> =
            wanted.iter().map(|(shard, ids)| (*shard, ids.as_slice())).collect();
        let read = match self.live.read_shards(&shards).await {
            Ok(read) => read,
            Err(error) => return wanted.iter().for_each(|shard| self.fails(shard, &error)),
        };
        for (of_shard, read) in wanted.iter().zip(read) {
            match read {
                Ok(read) => {
                    self.wanted.read(of_shard.0);
                    self.tell(of_shard, read).await;
                }
                Err(error) => self.fails(of_shard, &error),
            }
        }
    }

    async fn tell(&self, (shard, ids): &OfShard, read: Vec<Reading>) {
        let shard = *shard;
        for (session, reading) in ids.iter().copied().zip(read) {
            let read = match reading {
                Ok(Some(hot)) => {
                    let tallied = Tallied::of(&hot).map(Box::new);
                    Read::Whole { shard, told: hot.told(), tallied }
                }
                // Its first frame is whole.
                Ok(None) => {
                    self.activations.ask(session);
                    continue;
                }
                Err(error) => {
                    tracing::error!(%session, %error, "a session cannot be read");
                    Read::Unreadable { shard, session }
                }
            };
            // The listener is gone only when the process stops.
            let _ = self.read.send(read).await;
        }
    }

    fn fails(&self, of_shard: &OfShard, error: &LiveError) {
        let (shard, sessions) = (of_shard.0, of_shard.1.len());
        if self.wanted.failed(of_shard) {
            tracing::warn!(shard, sessions, %error, "watched sessions are read again later");
        }
    }
}
