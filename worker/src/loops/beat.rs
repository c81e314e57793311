//! The beat: 20 times a second, what votes changed goes on as it is, and what
//! else is dirty is told as a whole.
//!
//! It runs on a thread of its own with its own connection, so that nothing
//! else can make it late. Turns have absolute deadlines; one that cannot be
//! met is skipped, never made up for.

use std::{
    collections::{HashMap, HashSet},
    time::Duration,
};

use downbeat_boot::{
    Shutdown,
    clock::{self, Instant},
};
use downbeat_live::{
    Dirty, FRAMES_BYTES_MAX, Lease, Live, LiveError, Mark, ShardBeat, ShardNews, ShardUpdate,
};
use metrics::{counter, gauge, histogram};
use uuid::Uuid;

use crate::loops::{frame_cap::FrameCap, ownership::Leases, pulse::Pulse, turns::Trouble};

const TURN: Duration = Duration::from_millis(50);
const SIGN_OF_LIFE: Duration = Duration::from_secs(1);

pub struct Beat {
    live: Live,
    leases: Leases,
    /// When each shard last had a message, by the epoch that it had it in.
    told: HashMap<u16, (u64, Instant)>,
    cap: FrameCap,
    pulse: Pulse,
}

/// A shard in one beat: what is read of it, and up to which mark each of that
/// was dirty; none for what was held.
struct Turn<'a> {
    lease: &'a Lease,
    sessions: Vec<Uuid>,
    marks: Vec<Option<Mark>>,
}

impl<'a> Turn<'a> {
    /// What was held comes first: it is read, however much is dirty.
    fn of(lease: &'a Lease, dirty: Dirty, held: Vec<Uuid>) -> Self {
        let Dirty { sessions, marks } = dirty;
        let held = held.into_iter().filter(|id| !sessions.contains(id));
        let mut turn = Self { lease, sessions: held.collect(), marks: Vec::new() };
        turn.marks.resize(turn.sessions.len(), None);
        turn.sessions.extend(sessions);
        turn.marks.extend(marks.into_iter().map(Some));
        turn
    }
}

impl Beat {
    #[must_use]
    pub fn new(live: Live, leases: Leases, pulse: Pulse) -> Self {
        Self { live, leases, told: HashMap::new(), cap: FrameCap::default(), pulse }
    }

    /// One round trip for all shards together, where votes alone changed anything;
    /// two more for what is told as a whole: how it is now, and the telling.
    pub async fn run_once(&mut self) -> Result<(), LiveError> {
        let leases = self.leases.all();
        let shards: Vec<u16> = leases.iter().map(|lease| lease.shard).collect();
        let now = clock::monotonic();
        let beat = |lease| ShardBeat { lease, is_silent: self.is_sign_due(lease, now) };
        let beats: Vec<ShardBeat<'_>> = leases.iter().map(beat).collect();
        let beaten = self.live.beat(&beats).await?;
        let mut trouble = None;
        let (mut turns, mut found) = (Vec::new(), HashSet::new());
        self.cap.turn(&shards, now);
        for (ShardBeat { lease, is_silent }, news) in beats.iter().zip(beaten) {
            match news {
                Ok(Some(ShardNews { told, dirty })) => {
                    if *is_silent || !told.is_empty() {
                        self.told.insert(lease.shard, (lease.epoch(), now));
                    }
                    found.extend(told);
                    let turn = Turn::of(lease, dirty, self.cap.due(lease.shard, now));
                    if !turn.sessions.is_empty() {
                        turns.push(turn);
                    }
                }
                // One that was given back meanwhile is nothing to be told of.
                Ok(None) if !self.leases.holds(lease) => {}
                Ok(None) => self.leases.fenced(lease),
                Err(error) => trouble = Some(error),
            }
        }
        self.count(&found, &turns);
        let told = match self.publish(&turns, now).await {
            Ok(told) => told,
            Err(error) => {
                for turn in &turns {
                    self.hold(turn, now);
                }
                return Err(error);
            }
        };
        for (turn, told) in turns.iter().zip(told) {
            if told.is_err() {
                self.hold(turn, now);
            }
            match told {
                Ok(true) => {
                    self.told.insert(turn.lease.shard, (turn.lease.epoch(), now));
                }
                Ok(false) => self.leases.fenced(turn.lease),
                Err(error) => trouble = Some(error),
            }
        }
        trouble.map_or(Ok(()), Err)
    }

    /// Sessions whose votes were told of, and those that are to be told.
    fn count(&self, told: &HashSet<Uuid>, turns: &[Turn<'_>]) {
        counter!("downbeat_frames_published_total").increment(told.len() as u64);
        self.pulse.published(told.iter());
        let dirty = turns.iter().flat_map(|turn| &turn.sessions);
        let sessions = told.len() + dirty.filter(|id| !told.contains(*id)).count();
        #[expect(clippy::cast_precision_loss, reason = "a beat is bounded")]
        gauge!("downbeat_dirty_sessions").set(sessions as f64);
    }

    /// What was held and could not be told is not dirty, so nobody else knows.
    fn hold(&mut self, turn: &Turn<'_>, now: Instant) {
        let held = turn.sessions.iter().zip(&turn.marks).filter(|(_, mark)| mark.is_none());
        self.cap.hold(turn.lease.shard, held.map(|(id, _)| *id), now);
    }

    fn is_sign_due(&self, lease: &Lease, now: Instant) -> bool {
        self.told
            .get(&lease.shard)
            .is_none_or(|(epoch, at)| *epoch != lease.epoch() || now - *at >= SIGN_OF_LIFE)
    }

    async fn publish(
        &mut self,
        turns: &[Turn<'_>],
        now: Instant,
    ) -> Result<Vec<Result<bool, LiveError>>, LiveError> {
        let asked: Vec<(u16, &[Uuid])> =
            turns.iter().map(|turn| (turn.lease.shard, &turn.sessions[..])).collect();
        if asked.is_empty() {
            return Ok(Vec::new());
        }
        let mut updates = Vec::with_capacity(turns.len());
        let mut published = 0;
        for (turn, states) in turns.iter().zip(self.live.read_shards(&asked).await?) {
            let (lease, mut frames) = (turn.lease, Vec::new());
            // A shard that cannot be read is told of nothing, and stays dirty.
            let states = states.unwrap_or_default();
            let mut mark = None;
            for (state, its) in states.into_iter().zip(&turn.marks) {
                mark = its.or(mark);
                match state {
                    Ok(Some(hot)) => {
                        let per_s = hot.session.frames_per_s();
                        if self.cap.may_publish(lease.shard, hot.id, per_s, now) {
                            hot.write_frame(&mut frames);
                            published += 1;
                        }
                    }
                    Ok(None) => {}
                    Err(error) => {
                        tracing::error!(shard = lease.shard, %error, "a session cannot be told");
                    }
                }
                // The rest stays dirty, and is told in the next beat.
                if frames.len() >= FRAMES_BYTES_MAX {
                    break;
                }
            }
            updates.push(ShardUpdate { lease, mark, frames });
        }
        let told = self.live.tell_shards(&updates).await?;
        for turn in turns {
            self.pulse.published(turn.sessions.iter());
        }
        counter!("downbeat_frames_published_total").increment(published);
        Ok(told)
    }

    /// Until it is time. A shard that was just taken is told at once: its
    /// watchers have waited for a new owner.
    async fn wait(&mut self, next: Instant, trouble: &mut Trouble) {
        loop {
            tokio::select! {
                () = clock::sleep_until(next) => return,
                () = self.leases.taken() => trouble.note("beat", self.run_once().await),
            }
        }
    }

    pub async fn run(mut self, shutdown: Shutdown) {
        let mut next = clock::monotonic();
        let mut trouble = Trouble::default();
        while !shutdown.is_requested() {
            next += TURN;
            let now = clock::monotonic();
            if next < now {
                let missed = (now - next).as_millis() / TURN.as_millis();
                let missed = u32::try_from(missed).unwrap_or(u32::MAX).saturating_add(1);
                counter!("downbeat_beats_skipped_total").increment(u64::from(missed));
                next += TURN * missed;
            }
            self.wait(next, &mut trouble).await;
            let start = clock::monotonic();
            histogram!("downbeat_beat_lateness_seconds").record(start - next);
            self.pulse.late(start - next);
            trouble.note("beat", self.run_once().await);
            histogram!("downbeat_beat_work_seconds").record(start.elapsed());
        }
    }
}
