//! Has sessions of our shards that are nothing but rows told what these say.
//!
//! Postgres tells whose rows changed; who owns the shard reads them, one reading at a time
//! a session, and again where they changed meanwhile. Whoever takes a shard, or was not
//! told for a while, reads all that are open there. One that cannot be read is read again,
//! less and less often; while it is tried, others are read beside it.

use std::{
    collections::{BTreeMap, HashMap, HashSet},
    mem,
    time::Duration,
};

use downbeat_boot::clock::{self, Instant};
use downbeat_job::of_rows::{restand, session_of_rows, tell_rows};
use downbeat_live::{Lease, Live};
use downbeat_session::kinds;
use downbeat_store::Store;
use uuid::Uuid;

use crate::{
    failures::Failures,
    loops::{
        beside::Beside,
        notifications::{Heard, HeardRows},
        ownership::Leases,
        turns::Turns,
        wakes::Wakes,
    },
};

/// Sessions that are read at once: so many may hang before others wait.
const AT_ONCE: usize = 8;
/// A reading that takes longer is made again.
const READ_LIMIT: Duration = Duration::from_secs(2);
/// People of one session whose sockets are told; where it is more, everybody's are.
const RESTANDING_MAX: usize = 1_000;
/// What failed waits for so long, and a session that fails again for twice as long each
/// time, up to sixteen times.
const RETRY_AFTER: Duration = Duration::from_millis(500);
const DOUBLED_MAX: u32 = 4;
/// Open sessions of a shard that are looked at when it is taken.
const OPEN_MAX: usize = 100_000;
const OPEN_AT_ONCE: usize = 500;
/// Whoever had a shard before may not have told what came so long ago.
const LATELY: Duration = Duration::from_secs(10);
const LATELY_MAX: usize = 10_000;
const DAY_MS: i64 = 24 * 60 * 60 * 1_000;

/// A session, and whose standing there is another, or everybody's.
type Restanding = (Uuid, Option<Uuid>);

/// People of a session; `None` is everybody.
type Whom = Vec<Option<Uuid>>;

/// What became of a session: of those whose standing was another, and of its rows.
enum Done {
    Restood(Whom, anyhow::Result<()>),
    Told(&'static str, anyhow::Result<()>),
}

pub struct Rows {
    live: Live,
    store: Store,
    leases: Leases,
    heard: Heard,
    /// Our shards, and the lease under which all that is open there was read.
    known: BTreeMap<u16, String>,
    /// What is to be read, with its kind.
    waiting: HashMap<Uuid, &'static str>,
    /// Sessions that could not be read: how often, and when they are tried again.
    failing: HashMap<Uuid, (u32, Instant)>,
    restanding: HashSet<Restanding>,
    beside: Beside<Done>,
    /// What ended while nothing else was to be done.
    ended: Vec<(Uuid, Done)>,
    /// Of shards that may become ours: nobody else may have told them.
    lately: HashMap<Restanding, Instant>,
    /// Nobody knows whose standing is another, until all that is open was looked at.
    is_missed: bool,
    /// Something has to be tried again.
    has_failed: bool,
}

impl Turns for Rows {
    const NAME: &'static str = "rows";
    /// However much changes, a session is not read more often: frames go by the beat.
    const TURN: Duration = Duration::from_millis(40);

    async fn rest(&mut self) {
        let mut changes = self.leases.changes();
        // One that was taken until now is looked at at once.
        if self.is_another() && !self.has_failed {
            return;
        }
        tokio::select! {
            () = self.heard.rows() => {}
            _ = changes.changed() => {}
            ended = self.beside.next() => self.ended.push(ended),
            () = clock::sleep(RETRY_AFTER), if self.has_failed => {}
        }
    }

    async fn run_once(&mut self) -> anyhow::Result<()> {
        let mut failures = Failures::default();
        let ended = mem::take(&mut self.ended);
        self.settle(ended, &mut failures);
        failures.note(self.take().await);
        self.restand(&mut failures).await;
        let told = self.tell(&mut failures).await;
        failures.note(told);
        self.has_failed =
            !self.waiting.is_empty() || !self.restanding.is_empty() || self.is_another();
        failures.outcome()
    }
}

impl Rows {
    #[must_use]
    pub fn new(live: Live, store: Store, leases: Leases, heard: Heard) -> Self {
        Self {
            live,
            store,
            leases,
            heard,
            known: BTreeMap::new(),
            waiting: HashMap::new(),
            failing: HashMap::new(),
            restanding: HashSet::new(),
            beside: Beside::new(AT_ONCE),
            ended: Vec::new(),
            lately: HashMap::new(),
            is_missed: false,
            has_failed: false,
        }
    }

    /// Whether shards are ours that were not looked through.
    fn is_another(&self) -> bool {
        self.leases.all().iter().any(|lease| self.known.get(&lease.shard) != Some(&lease.value))
    }

    /// Takes what was told, of our shards, and all that is open where it may be that
    /// nobody was told.
    async fn take(&mut self) -> anyhow::Result<()> {
        let HeardRows { changed, rights, is_missed } = self.heard.take_rows();
        let leases = self.leases.all();
        if is_missed {
            self.known.clear();
            // Postgres may be there again.
            self.failing.clear();
            self.is_missed = true;
        }
        self.known.retain(|shard, _| leases.iter().any(|lease| lease.shard == *shard));
        for told in changed {
            let session = session_of_rows(told);
            if self.leases.has(self.live.shard(session)) {
                self.waiting.insert(session, told.kind);
            }
        }
        let now = clock::monotonic();
        self.lately.retain(|_, at| now.duration_since(*at) < LATELY);
        for (told, account) in rights {
            let session = session_of_rows(told);
            if self.leases.has(self.live.shard(session)) {
                self.restanding.insert((session, account));
            } else if self.lately.len() < LATELY_MAX {
                self.lately.insert((session, account), now);
            }
        }
        let mut failures = Failures::default();
        for lease in leases {
            if self.known.get(&lease.shard) != Some(&lease.value) {
                failures.note(self.look_through(lease).await);
            }
        }
        self.is_missed &= !failures.is_empty();
        failures.outcome()
    }

    async fn look_through(&mut self, lease: Lease) -> anyhow::Result<()> {
        let shard = lease.shard;
        // All that anybody watched until tomorrow.
        let until_ms = self.live.now_ms(shard) + DAY_MS;
        let open = self.live.unwatched(&[(shard, until_ms)], OPEN_MAX).await?;
        let open = open.into_iter().next().unwrap_or_else(|| Ok(Vec::new()))?;
        for ids in open.chunks(OPEN_AT_ONCE) {
            for hot in self.live.read_many(shard, ids).await?.into_iter().flatten().flatten() {
                if let Some(kind) = kinds::named(hot.session.kind()).filter(|it| it.is_of_rows) {
                    self.waiting.insert(hot.id, kind.name);
                    if self.is_missed {
                        self.restanding.insert((hot.id, None));
                    }
                }
            }
        }
        let lately = self.lately.keys().filter(|(session, _)| self.live.shard(*session) == shard);
        self.restanding.extend(lately.copied());
        self.known.insert(shard, lease.value);
        Ok(())
    }

    async fn restand(&mut self, failures: &mut Failures) {
        let mut of_sessions: HashMap<Uuid, Whom> = HashMap::new();
        for (session, account) in self.restanding.drain() {
            of_sessions.entry(session).or_default().push(account);
        }
        let (later, now): (Vec<_>, Vec<_>) =
            of_sessions.into_iter().partition(|(session, _)| self.beside.is_of(*session));
        let (live, store) = (self.live.clone(), self.store.clone());
        let one = |session, whom| restand_one(live.clone(), store.clone(), session, whom);
        let (ended, left) = self.beside.go(now, one).await;
        for (session, whom) in later.into_iter().chain(left) {
            self.restand_later(session, whom);
        }
        self.settle(ended, failures);
    }

    fn restand_later(&mut self, session: Uuid, whom: Whom) {
        self.restanding.extend(whom.into_iter().map(|account| (session, account)));
    }

    /// Reads what is open; what is not is read when it is opened.
    async fn tell(&mut self, failures: &mut Failures) -> anyhow::Result<()> {
        let waiting = self.due();
        if waiting.is_empty() {
            return Ok(());
        }
        let ids: Vec<Uuid> = waiting.iter().map(|(session, _)| *session).collect();
        let are_hot = match self.live.are_hot(&ids).await {
            Ok(are_hot) => are_hot,
            Err(error) => {
                self.waiting.extend(waiting);
                return Err(error.into());
            }
        };
        let mut open = Vec::new();
        for ((session, kind), is_hot) in waiting.into_iter().zip(are_hot) {
            if is_hot {
                open.push((session, kind));
            } else {
                self.failing.remove(&session);
            }
        }
        let (live, store) = (self.live.clone(), self.store.clone());
        let wakes = self.leases.wakes().clone();
        let one =
            |session, kind| read_one(live.clone(), store.clone(), wakes.clone(), (session, kind));
        let (ended, left) = self.beside.go(open, one).await;
        self.waiting.extend(left);
        self.settle(ended, failures);
        Ok(())
    }

    /// Takes what may be read now: one reading of a session at a time.
    fn due(&mut self) -> Vec<(Uuid, &'static str)> {
        let now = clock::monotonic();
        // Whoever may look no more is sent away before anything new is told.
        let unsure: HashSet<Uuid> = self.restanding.iter().map(|(session, _)| *session).collect();
        let is_due = |session: &Uuid| {
            let is_again = self.failing.get(session).is_none_or(|(_, again)| *again <= now);
            is_again && !unsure.contains(session) && !self.beside.is_of(*session)
        };
        let (due, later): (Vec<_>, Vec<_>) =
            self.waiting.drain().partition(|(session, _)| is_due(session));
        self.waiting.extend(later);
        due
    }

    /// Notes what became of what was under way.
    fn settle(&mut self, ended: Vec<(Uuid, Done)>, failures: &mut Failures) {
        for (session, done) in ended {
            match done {
                Done::Restood(whom, told) => {
                    if failures.note(told).is_none() {
                        self.restand_later(session, whom);
                    }
                }
                Done::Told(kind, read) => {
                    if failures.note(read).is_some() {
                        self.failing.remove(&session);
                        continue;
                    }
                    self.waiting.insert(session, kind);
                    let times = self.failing.get(&session).map_or(0, |(times, _)| *times);
                    let again = clock::monotonic() + pause(times);
                    self.failing.insert(session, (times.saturating_add(1), again));
                }
            }
        }
    }
}

/// How long a session that failed so often before is left alone.
fn pause(times: u32) -> Duration {
    RETRY_AFTER * (1_u32 << times.min(DOUBLED_MAX))
}

/// All of a session in one question: a circle that ends has many members.
async fn restand_one(live: Live, store: Store, session: Uuid, whom: Whom) -> Done {
    // Word to everybody is word to each, and so many are as good as everybody.
    let people: Option<Vec<Uuid>> = whom.iter().copied().collect();
    let people = people.filter(|people| people.len() <= RESTANDING_MAX);
    let telling = restand(&live, &store, session, people.as_deref());
    let told = clock::timeout(READ_LIMIT, telling).await;
    Done::Restood(whom, told.unwrap_or_else(|_| Err(anyhow::anyhow!("telling takes too long"))))
}

/// What is new is told at once, and not with the next beat: people look at it.
async fn read_one(
    live: Live,
    store: Store,
    wakes: Wakes,
    (session, kind): (Uuid, &'static str),
) -> Done {
    let reading = tell_rows(&live, &store, (session, Some(kind)));
    let read = clock::timeout(READ_LIMIT, reading).await;
    let read = read.unwrap_or_else(|_| Err(anyhow::anyhow!("reading takes too long")));
    if matches!(read, Ok(true)) {
        wakes.hurry();
    }
    Done::Told(kind, read.map(drop))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_fails_again_and_again_is_tried_less_and_less_often() {
        let pauses: Vec<u128> = [0, 1, 2, 4, 5, u32::MAX].map(|n| pause(n).as_millis()).into();
        assert_eq!(pauses, [500, 1_000, 2_000, 8_000, 8_000, 8_000]);
    }
}
