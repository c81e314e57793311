//! What wakes those who own shards, and what they look for once a second in case
//! a wake was lost.

use super::subscription::{Pushed, Source, Subscription};
use crate::{
    Lease, Live, LiveError, key,
    redis::{call::Call, library::BEAT},
};

/// Why somebody is woken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wake {
    /// A shard has something to be told and had nothing.
    Dirty { shard: u16 },
    /// Another session of a shard is due first, or at another time.
    Due { shard: u16 },
    /// A worker let leases go.
    Released,
    /// A node's connection is gone: nobody knows which subscriptions still are.
    Lost,
}

/// A connection that hears wakes.
pub struct WakeLine(Subscription);

/// The same connection, to ask for more.
#[derive(Clone)]
pub struct WakeSubscriber(Source);

impl WakeLine {
    pub async fn open(live: &Live) -> Result<Self, LiveError> {
        Ok(Self(Subscription::open(live).await?))
    }

    #[must_use]
    pub fn subscriber(&self) -> WakeSubscriber {
        WakeSubscriber(self.0.source())
    }

    /// The next wake. `Err` means the connection is gone: open a new one.
    pub async fn next(&mut self) -> Result<Wake, LiveError> {
        loop {
            let Pushed::Message { channel, payload } = self.0.next().await? else {
                return Ok(Wake::Lost);
            };
            if channel == key::MEMBERS_WAKE {
                return Ok(Wake::Released);
            }
            // What another release may say besides wakes nobody here.
            match (key::shard_of_wake(&channel), payload.as_ref()) {
                (Some(shard), b"dirty") => return Ok(Wake::Dirty { shard }),
                (Some(shard), b"due") => return Ok(Wake::Due { shard }),
                _ => {}
            }
        }
    }
}

impl WakeSubscriber {
    /// Whether all shards are on one server, so that none fails alone.
    #[must_use]
    pub const fn is_one_server(&self) -> bool {
        self.0.is_one_server()
    }

    /// Hears the wakes of a shard from when this returns.
    pub async fn shard(&mut self, shard: u16) -> Result<(), LiveError> {
        self.0.subscribe_sharded(key::wake(shard)).await
    }

    /// Hears when leases are let go.
    pub async fn members(&mut self) -> Result<(), LiveError> {
        self.0.subscribe_sharded(key::MEMBERS_WAKE.into()).await
    }

    /// Whether the connection to a server still answers.
    pub async fn ping(&mut self) -> Result<(), LiveError> {
        self.0.ping().await
    }
}

/// What waits in a shard for its owner.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Looked {
    pub is_dirty: bool,
    pub has_events: bool,
    pub has_rounds: bool,
    /// When the first session is due.
    pub due_ms: Option<i64>,
    /// When the first lease of a seat ends.
    pub gone_ms: Option<i64>,
}

/// Word, dirty, events, rounds, the first that is due, and the first seat's lease.
type Answer = (String, u8, u64, u8, Vec<(String, f64)>, Vec<(String, f64)>);

impl Live {
    /// An owner's look at its shards, which is a sign of life to their watchers;
    /// `None` where the lease is no longer ours. A shard that cannot be asked
    /// fails alone.
    pub async fn look(
        &self,
        leases: &[Lease],
    ) -> Result<Vec<Result<Option<Looked>, LiveError>>, LiveError> {
        let call = |leases: &[Lease]| {
            let call = Call::new(&BEAT, "look").arg(self.connection.publish_command());
            leases.iter().fold(call, |call, Lease { shard, value, .. }| {
                let shard = *shard;
                call.key(key::lease(shard))
                    .key(key::line(shard))
                    .key(key::dirty(shard))
                    .key(key::changes(shard))
                    .key(key::events(shard))
                    .key(key::rounds(shard))
                    .key(key::due(shard))
                    .key(key::waiting(shard))
                    .key(key::present(shard))
                    .arg(value.as_str())
                    .arg(key::channel(shard))
            })
        };
        #[expect(clippy::cast_possible_truncation, reason = "scores are epoch milliseconds")]
        let looked = |(word, dirty, events, rounds, due, gone): Answer| {
            (word == "ok").then(|| Looked {
                is_dirty: dirty > 0,
                has_events: events > 0,
                has_rounds: rounds > 0,
                due_ms: due.first().map(|(_, due_ms)| *due_ms as i64),
                gone_ms: gone.first().map(|(_, gone_ms)| *gone_ms as i64),
            })
        };
        let answers = self.ask_briefly::<_, Answer>(leases, call).await?;
        Ok(answers.into_iter().map(|answer| answer.map(looked)).collect())
    }
}
