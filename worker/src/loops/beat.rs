//! The beat: 20 times a second, what votes changed goes on as it is, and what
//! else is dirty is told as a whole.
//!
//! While nothing is dirty it sleeps, until a shard of ours gets a dirty session;
//! the next turn is on the same grid of 50 ms. What is urgent is told between two turns.
//! Once a second it looks for what
//! nobody woke it for, which is also the sign of life that a shard's watchers hear.
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

use crate::loops::{
    frame_cap::FrameCap, ownership::Leases, pulse::Pulse, turns::Trouble, wakes::LOOK_EVERY,
};

const TURN: Duration = Duration::from_millis(50);
const SIGN_OF_LIFE: Duration = Duration::from_secs(1);
/// However much is urgent, between two beats is so much time.
const APART: Duration = Duration::from_millis(10);

pub struct Beat {
    live: Live,
    leases: Leases,
    /// When each shard last had a message, by the epoch that it had it in.
    told: HashMap<u16, (u64, Instant)>,
    cap: FrameCap,
    pulse: Pulse,
    /// The last turn found nothing to tell, and nothing is held.
    is_quiet: bool,
    /// How often it had been woken when that turn began.
    woken: u64,
    looked: Option<Instant>,
    /// When the last beat began.
    began: Option<Instant>,
    /// A look found what no wake had come for after so many.
    suspect: Option<u64>,
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
        let (told, cap) = (HashMap::new(), FrameCap::default());
        let (is_quiet, woken, looked, began, suspect) = (false, 0, None, None, None);
        Self { live, leases, told, cap, pulse, is_quiet, woken, looked, began, suspect }
    }

    /// One round trip for all shards together, where votes alone changed anything;
    /// two more for what is told as a whole: how it is now, and the telling.
    pub async fn run_once(&mut self) -> Result<(), LiveError> {
        self.is_quiet = false;
        self.woken = self.leases.wakes().times();
        let leases = self.leases.all();
        let shards: Vec<u16> = leases.iter().map(|lease| lease.shard).collect();
        let now = clock::monotonic();
        self.began = Some(now);
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
        let is_silent = found.is_empty() && turns.is_empty();
        self.is_quiet = trouble.is_none() && is_silent && !self.cap.is_holding();
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

    /// What nobody woke us for, and a sign of life on each shard. What waits for
    /// other loops wakes them.
    pub async fn look_once(&mut self) -> Result<(), LiveError> {
        let (leases, now) = (self.leases.all(), clock::monotonic());
        let mut trouble = None;
        let mut is_dirty = false;
        for (lease, looked) in leases.iter().zip(self.live.look(&leases).await?) {
            match looked {
                Ok(Some(looked)) => {
                    self.told.insert(lease.shard, (lease.epoch(), now));
                    is_dirty |= looked.is_dirty;
                    self.leases.wakes().found(looked, self.live.now_ms(lease.shard));
                }
                Ok(None) => self.leases.fenced(lease),
                Err(error) => trouble = Some(error),
            }
        }
        self.suspect = (self.is_quiet && is_dirty).then_some(self.woken);
        self.is_quiet &= !is_dirty;
        if self.suspect.is_none() {
            looked_and("nothing");
        }
        trouble.map_or(Ok(()), Err)
    }

    /// A turn later a wake that was on its way is there.
    fn settle_suspicion(&mut self) {
        if let Some(woken) = self.suspect.take() {
            let is_woken = self.leases.wakes().times() > woken;
            looked_and(if is_woken { "nothing" } else { "missed" });
        }
    }

    /// A turn at its time: the look if it is time for it, and what is to be told.
    async fn turn(&mut self) -> Result<(), LiveError> {
        self.settle_suspicion();
        let now = clock::monotonic();
        let mut looked = Ok(());
        if self.looked.is_none_or(|looked| now - looked >= LOOK_EVERY) {
            looked = self.look_once().await;
            // What failed is tried again in the next turn, and nobody knows what it
            // would have found.
            self.looked = looked.is_ok().then_some(now);
            self.is_quiet &= looked.is_ok();
        }
        if !self.is_quiet || !self.leases.are_watched() {
            looked = looked.and(self.run_once().await);
        }
        looked
    }

    /// While nothing is to be told: until somebody has something, or it is time to
    /// look.
    async fn rest(&mut self, shutdown: &Shutdown, trouble: &mut Trouble) {
        let Some(looked) = self.looked else { return };
        while self.is_quiet && self.leases.are_watched() {
            let wakes = self.leases.wakes();
            tokio::select! {
                () = wakes.dirty() => self.is_quiet = false,
                () = clock::sleep_until(looked + LOOK_EVERY) => return,
                () = self.leases.taken() => trouble.note("beat", self.run_once().await),
                () = self.urgent() => trouble.note("beat", self.run_once().await),
                () = shutdown.requested() => return,
            }
        }
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
                        if hot.session.broadcasts().is_some() {
                            self.leases.wakes().found_untold();
                        }
                        let per_s = hot.session.frames_per_s();
                        if self.cap.may_publish(lease.shard, hot.id, per_s, now) {
                            hot.write_frame(&mut frames);
                            published += 1;
                        }
                    }
                    // Its children change one that is cold.
                    Ok(None) => self.leases.wakes().found_untold(),
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

    /// Until it is time. A shard that was just taken is told at once: its watchers have
    /// waited for a new owner. So is what is urgent.
    pub async fn until(&mut self, next: Instant, trouble: &mut Trouble) {
        loop {
            tokio::select! {
                () = clock::sleep_until(next) => return,
                () = self.leases.taken() => trouble.note("beat", self.run_once().await),
                () = self.urgent() => trouble.note("beat", self.run_once().await),
            }
        }
    }

    /// Until something is urgent, and the last beat is a while ago.
    async fn urgent(&self) {
        self.leases.wakes().urgent().await;
        if let Some(began) = self.began {
            clock::sleep_until(began + APART).await;
        }
    }

    pub async fn run(mut self, shutdown: Shutdown) {
        let mut next = clock::monotonic();
        let mut trouble = Trouble::default();
        while !shutdown.is_requested() {
            next += TURN;
            self.until(next, &mut trouble).await;
            let start = clock::monotonic();
            histogram!("downbeat_beat_lateness_seconds").record(start - next);
            self.pulse.late(start - next);
            trouble.note("beat", self.turn().await);
            histogram!("downbeat_beat_work_seconds").record(start.elapsed());
            let missed = turns_since(next);
            counter!("downbeat_beats_skipped_total").increment(u64::from(missed));
            next += TURN * missed;
            self.rest(&shutdown, &mut trouble).await;
            // Those that were slept through were not missed.
            next += TURN * turns_since(next);
        }
    }
}

fn looked_and(found: &'static str) {
    counter!("downbeat_looks_total", "found" => found).increment(1);
}

/// How many whole turns have passed.
fn turns_since(last: Instant) -> u32 {
    u32::try_from(last.elapsed().as_millis() / TURN.as_millis()).unwrap_or(u32::MAX)
}
