//! One turn of the broadcast: what votes changed goes on as it is, and what is
//! dirty is told as a whole.

use uuid::Uuid;

use crate::{
    Lease, Live, LiveError, key,
    redis::{call::Call, library::BEAT},
    shard::tallied,
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

/// A shard whose turn it is.
#[derive(Debug, Clone, Copy)]
pub struct ShardBeat<'a> {
    pub lease: &'a Lease,
    /// It was told nothing for a second: a sign of life is due, which is a message
    /// with nothing in it.
    pub is_silent: bool,
}

/// What a turn did and found.
#[derive(Debug)]
pub struct ShardNews {
    /// Whose votes were told of, as often as there was a change.
    pub told: Vec<Uuid>,
    /// What is to be told as a whole.
    pub dirty: Dirty,
}

/// What one shard is told: its frames, and up to which mark they are all that
/// was dirty.
#[derive(Debug)]
pub struct ShardUpdate<'a> {
    pub lease: &'a Lease,
    pub mark: Option<Mark>,
    pub frames: Vec<u8>,
}

/// Whether the lease is another's, the changes that were published, and marked ids
/// with their marks.
type Answer = (u8, Vec<u8>, Vec<(String, f64)>);

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
    /// Tells each shard, under its lease, what votes changed there, and finds what
    /// else did since it was told, oldest first; `None` where the lease is no
    /// longer ours. A shard that cannot be asked fails alone.
    pub async fn beat(
        &self,
        beats: &[ShardBeat<'_>],
    ) -> Result<Vec<Result<Option<ShardNews>, LiveError>>, LiveError> {
        let publish = self.connection.publish_command();
        let call = |beats: &[ShardBeat<'_>]| {
            let shards = || beats.iter().map(|beat| beat.lease.shard);
            let call = Call::new(&BEAT, "beat")
                .keys(shards().map(key::changes))
                .keys(shards().map(key::dirty))
                .keys(shards().map(key::lease))
                .keys(shards().map(key::line))
                .arg(publish)
                .number(DIRTY_MAX);
            beats.iter().fold(call, |call, ShardBeat { lease, is_silent }| {
                call.arg(lease.value.as_str())
                    .arg(key::channel(lease.shard))
                    .number(u8::from(*is_silent))
            })
        };
        let answers: Vec<Result<Answer, _>> = self.call_shards(beats, call).await?;
        let news = |(is_fenced, changes, marked): Answer| {
            let (told, dirty) = (tallied::sessions(&changes), Dirty::of(&marked));
            (is_fenced == 0).then_some(ShardNews { told, dirty })
        };
        Ok(answers.into_iter().map(|answer| answer.map(news)).collect())
    }

    /// Tells shards what was dirty, each under its lease; `false` where the lease
    /// is no longer ours. A shard that cannot be told fails alone.
    pub async fn tell_shards(
        &self,
        shards: &[ShardUpdate<'_>],
    ) -> Result<Vec<Result<bool, LiveError>>, LiveError> {
        let calls = shards.iter().map(|ShardUpdate { lease, mark, frames }| {
            let shard = lease.shard;
            Call::new(&BEAT, "tell")
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
