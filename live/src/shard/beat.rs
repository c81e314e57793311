//! One turn of the broadcast: what is dirty, told once.

use uuid::Uuid;

use crate::{
    Lease, Live, LiveError, key,
    redis::{call::Call, library::BEAT},
};

/// Sessions told in one beat of a shard at most; the rest waits for the next.
const DIRTY_MAX: usize = 1_000;
/// Bytes of frames after which a shard's message takes no more sessions: Redis
/// cuts the line of a subscriber who is 32 MB behind.
pub const FRAMES_BYTES_MAX: usize = 4 * 1024 * 1024;

/// Everything marked up to here has been taken.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Mark(u64);

#[derive(Debug)]
pub struct Dirty {
    pub sessions: Vec<Uuid>,
    /// Up to which mark each of them, and all before it, were taken.
    pub marks: Vec<Mark>,
}

/// What one shard is told: its frames, and up to which mark they are all that
/// was dirty. Neither makes the sign of life that an owner sends each second.
#[derive(Debug)]
pub struct ShardUpdate<'a> {
    pub lease: &'a Lease,
    pub mark: Option<Mark>,
    pub frames: Vec<u8>,
}

impl Dirty {
    /// Up to which mark all of it was taken.
    #[must_use]
    pub fn mark(&self) -> Option<Mark> {
        self.marks.last().copied()
    }

    fn of(marked: &[(String, f64)]) -> Self {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "marks are counted up from 1 and stay far below 2^53"
        )]
        let mark = |score: f64| Mark(score as u64);
        // What is no id is taken with what follows it.
        let read = |(id, score): &(String, f64)| Some((Uuid::parse_str(id).ok()?, mark(*score)));
        let (sessions, marks) = marked.iter().filter_map(read).unzip();
        Self { sessions, marks }
    }
}

impl Live {
    /// The sessions of each shard that changed since they were told, oldest
    /// first. One that cannot be asked fails alone.
    pub async fn dirty(&self, shards: &[u16]) -> Result<Vec<Result<Dirty, LiveError>>, LiveError> {
        let call = |shards: &[u16]| {
            Call::new(&BEAT, "dirty").keys(shards.iter().copied().map(key::dirty)).number(DIRTY_MAX)
        };
        let answers = self.call_shards(shards, call).await?;
        let dirty = |answer: Result<Vec<_>, _>| answer.map(|marked| Dirty::of(&marked));
        Ok(answers.into_iter().map(dirty).collect())
    }

    /// Tells shards, each under its lease; `false` where the lease is no longer
    /// ours. A shard that cannot be told fails alone.
    pub async fn beat(
        &self,
        shards: &[ShardUpdate<'_>],
    ) -> Result<Vec<Result<bool, LiveError>>, LiveError> {
        let calls = shards.iter().map(|ShardUpdate { lease, mark, frames }| {
            let shard = lease.shard;
            Call::new(&BEAT, "beat")
                .key(key::lease(shard))
                .key(key::dirty(shard))
                .key(key::line(shard))
                .arg(lease.value.as_str())
                .maybe(mark.map(|Mark(mark)| mark))
                .arg(self.connection.publish_command())
                .arg(key::channel(shard))
                .arg(frames.as_slice())
        });
        self.call_all(calls).await
    }
}
