//! The sessions that are to be read again.
//!
//! Each is wanted once, however often it is asked for: what is asked for before
//! a read begins is answered by that read. One that is asked for while its read
//! is under way is read once more, for that read may have come too early. A
//! [`Want`] that is dropped takes back what it asked for, so no more is kept than
//! is watched.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap, HashSet},
    sync::Arc,
    time::Duration,
};

use downbeat_boot::clock::{self, Instant};
use parking_lot::Mutex;
use tokio::sync::Notify;
use uuid::Uuid;

/// A shard that could not be read is left alone for so long.
const RETRY_AFTER: Duration = Duration::from_millis(500);
/// What waits though its time has come is looked at again after so long.
const LOOK_AFTER: Duration = Duration::from_millis(1);

#[derive(Clone, Default)]
pub struct Wanted(Arc<Shared>);

#[derive(Default)]
struct Shared {
    sessions: Mutex<Sessions>,
    added: Notify,
}

#[derive(Default)]
struct Sessions {
    /// From when on each may be read.
    waiting: BTreeMap<u16, HashMap<Uuid, Instant>>,
    /// Those that are wanted, also while they are read.
    wanted: HashSet<Uuid>,
    /// Shards have their turn one after the other.
    next: u16,
    /// Shards that could not be read last, and when they may be asked again.
    held_off: HashMap<u16, Instant>,
    /// Shards of which a word on a revocation may have been missed.
    missed: BTreeSet<u16>,
}

/// That a session is wanted.
pub struct Want {
    wanted: Wanted,
    shard: u16,
    session: Uuid,
}

/// Sessions of a shard, to be read in one go.
pub type OfShard = (u16, Vec<Uuid>);

impl Wanted {
    /// It waits until it is said when.
    pub fn want(&self, shard: u16, session: Uuid) -> Want {
        Want { wanted: self.clone(), shard, session }
    }

    /// A word on a revocation may have been missed in a shard.
    pub fn missed(&self, shard: u16) {
        self.0.sessions.lock().missed.insert(shard);
        self.0.added.notify_one();
    }

    /// The shards of which that was said.
    pub fn take_missed(&self) -> BTreeSet<u16> {
        std::mem::take(&mut self.0.sessions.lock().missed)
    }

    /// What to read next: so many shards and so many sessions at most.
    pub fn take(&self, shards_max: usize, sessions_max: usize) -> Vec<OfShard> {
        let mut sessions = self.0.sessions.lock();
        let Sessions { waiting, held_off, next, .. } = &mut *sessions;
        let now = clock::monotonic();
        let in_turn = waiting.range(*next..).chain(waiting.range(..*next));
        let free = in_turn
            .map(|(shard, _)| *shard)
            .filter(|shard| held_off.get(shard).is_none_or(|until| *until <= now));
        let free: Vec<u16> = free.take(shards_max).collect();
        let (mut taken, mut left) = (Vec::with_capacity(free.len()), sessions_max);
        for shard in free {
            let Some(ids) = waiting.get_mut(&shard) else { continue };
            let free = ids.iter().filter(|(_, from)| **from <= now);
            let some: Vec<Uuid> = free.map(|(id, _)| *id).take(left).collect();
            for id in &some {
                ids.remove(id);
            }
            if ids.is_empty() {
                waiting.remove(&shard);
            }
            if some.is_empty() {
                continue;
            }
            left -= some.len();
            taken.push((shard, some));
            *next = shard.wrapping_add(1);
            if left == 0 {
                break;
            }
        }
        taken
    }

    /// A shard was read.
    pub fn read(&self, shard: u16) {
        self.0.sessions.lock().held_off.remove(&shard);
    }

    /// A shard could not be asked: what is still wanted of it waits. Answers
    /// whether it could before.
    pub fn failed(&self, (shard, ids): &OfShard) -> bool {
        let mut sessions = self.0.sessions.lock();
        let Sessions { waiting, wanted, held_off, .. } = &mut *sessions;
        let now = clock::monotonic();
        let again = ids.iter().filter(|id| wanted.contains(*id)).map(|id| (*id, now));
        let again: Vec<(Uuid, Instant)> = again.collect();
        if !again.is_empty() {
            waiting.entry(*shard).or_default().extend(again);
        }
        held_off.insert(*shard, now + RETRY_AFTER).is_none()
    }

    /// Until there may be more to read.
    pub async fn added(&self) {
        let now = clock::monotonic();
        let next = {
            let sessions = self.0.sessions.lock();
            let Sessions { waiting, held_off, .. } = &*sessions;
            let from = waiting.iter().flat_map(|(shard, ids)| {
                let free = held_off.get(shard).copied();
                ids.values().map(move |from| free.map_or(*from, |free| free.max(*from)))
            });
            // One whose time came since nothing was taken is not slept over.
            from.min().map(|from| from.max(now + LOOK_AFTER))
        };
        tokio::select! {
            () = self.0.added.notified() => {}
            () = clock::sleep_until(next.unwrap_or(now)), if next.is_some() => {}
        }
    }
}

impl Want {
    /// It is read from now on, once more if a read is under way.
    pub fn now(&self) {
        self.from(clock::monotonic());
    }

    /// The same from a time on, or from an earlier one that was said before.
    pub fn from(&self, from: Instant) {
        let mut sessions = self.wanted.0.sessions.lock();
        sessions.wanted.insert(self.session);
        let waiting = sessions.waiting.entry(self.shard).or_default();
        let known = waiting.entry(self.session).or_insert(from);
        *known = from.min(*known);
        drop(sessions);
        self.wanted.0.added.notify_one();
    }
}

impl Drop for Want {
    fn drop(&mut self) {
        let mut sessions = self.wanted.0.sessions.lock();
        sessions.wanted.remove(&self.session);
        if let Some(ids) = sessions.waiting.get_mut(&self.shard) {
            ids.remove(&self.session);
            if ids.is_empty() {
                sessions.waiting.remove(&self.shard);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const A: Uuid = Uuid::from_u128(1);

    fn take(wanted: &Wanted) -> Vec<OfShard> {
        wanted.take(16, 500)
    }

    #[tokio::test]
    async fn what_is_asked_for_often_is_read_once_and_again_only_if_it_was_under_way() {
        let wanted = Wanted::default();
        let want = wanted.want(3, A);
        for _ in 0..1_000 {
            want.now();
        }
        assert_eq!(take(&wanted), [(3, vec![A])]);
        assert!(take(&wanted).is_empty());
        // The read that is under way may have come too early.
        want.now();
        assert_eq!(take(&wanted), [(3, vec![A])]);
        assert!(take(&wanted).is_empty());
    }

    #[tokio::test]
    async fn nothing_is_kept_of_what_nobody_wants_any_more() {
        let wanted = Wanted::default();
        let (waits, is_read) = (wanted.want(3, A), wanted.want(5, Uuid::from_u128(2)));
        waits.now();
        is_read.now();
        drop(waits);
        assert_eq!(take(&wanted), [(5, vec![Uuid::from_u128(2)])]);
        drop(is_read);
        wanted.failed(&(5, vec![Uuid::from_u128(2)]));
        let sessions = wanted.0.sessions.lock();
        assert!(sessions.waiting.is_empty() && sessions.wanted.is_empty());
    }

    #[tokio::test]
    async fn what_is_wanted_later_waits_for_its_time_unless_it_is_wanted_now() {
        let wanted = Wanted::default();
        let want = wanted.want(3, A);
        let later = clock::monotonic() + Duration::from_millis(20);
        want.from(later);
        assert!(take(&wanted).is_empty() || clock::monotonic() >= later);
        want.now();
        want.from(later);
        assert_eq!(take(&wanted), [(3, vec![A])]);
        want.from(clock::monotonic() + Duration::from_millis(20));
        wanted.added().await;
        while take(&wanted).is_empty() {
            wanted.added().await;
        }
    }

    #[tokio::test]
    async fn a_shard_that_cannot_be_asked_waits_alone() {
        let wanted = Wanted::default();
        let (here, there) = (wanted.want(3, A), wanted.want(5, Uuid::from_u128(2)));
        here.now();
        there.now();
        let both = take(&wanted);
        wanted.failed(&both[0]);
        there.now();
        assert_eq!(take(&wanted), [(5, vec![Uuid::from_u128(2)])]);
        let later = loop {
            wanted.added().await;
            let taken = take(&wanted);
            if !taken.is_empty() {
                break taken;
            }
        };
        assert_eq!(later, [(3, vec![A])]);
    }

    #[tokio::test]
    async fn so_many_at_once() {
        let wanted = Wanted::default();
        let wants: Vec<Want> =
            (0..100).map(|n| wanted.want(n % 10, Uuid::from_u128(n.into()))).collect();
        wants.iter().for_each(Want::now);
        let mut read = 0;
        loop {
            let taken = wanted.take(4, 25);
            let sessions: usize = taken.iter().map(|(_, ids)| ids.len()).sum();
            assert!(taken.len() <= 4 && sessions <= 25, "{taken:?}");
            if sessions == 0 {
                break;
            }
            read += sessions;
        }
        assert_eq!(read, wants.len());
    }
}
