//! How many sockets of this process watch each session, for whoever asks beside
//! the listener.

use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
};

use downbeat_live::Watchers;
use parking_lot::Mutex;
use uuid::Uuid;

use super::seat::Visit;

#[derive(Clone, Default)]
pub struct Counts(Arc<Mutex<BTreeMap<u16, HashMap<Uuid, Watchers>>>>);

impl Counts {
    /// Counts a socket until what is answered is dropped.
    pub fn count(&self, shard: u16, visit: &Visit) -> Counted {
        let mut shards = self.0.lock();
        let watchers = shards.entry(shard).or_default().entry(visit.session).or_default();
        watchers.sockets += 1;
        watchers.overlays += u64::from(visit.is_overlay);
        drop(shards);
        let (session, is_overlay) = (visit.session, visit.is_overlay);
        Counted { counts: self.clone(), shard, session, is_overlay }
    }

    /// The shards that have watched sessions.
    pub fn shards(&self) -> Vec<u16> {
        self.0.lock().keys().copied().collect()
    }

    /// The watched sessions of a shard.
    pub fn of_shard(&self, shard: u16) -> Vec<(Uuid, Watchers)> {
        let shards = self.0.lock();
        let sessions = shards.get(&shard).into_iter().flatten();
        sessions.map(|(id, watchers)| (*id, *watchers)).collect()
    }
}

/// One socket, as it is counted.
pub struct Counted {
    counts: Counts,
    shard: u16,
    session: Uuid,
    is_overlay: bool,
}

impl Drop for Counted {
    fn drop(&mut self) {
        let mut shards = self.counts.0.lock();
        let Some(sessions) = shards.get_mut(&self.shard) else { return };
        let Some(watchers) = sessions.get_mut(&self.session) else { return };
        watchers.sockets -= 1;
        watchers.overlays -= u64::from(self.is_overlay);
        if watchers.sockets == 0 {
            sessions.remove(&self.session);
        }
        if sessions.is_empty() {
            shards.remove(&self.shard);
        }
    }
}

#[cfg(test)]
mod tests {
    use downbeat_live::Protocol;
    use downbeat_session::Audience;

    use super::*;

    #[test]
    fn nothing_is_kept_of_those_who_left() {
        let counts = Counts::default();
        let visit = |session: u128, is_overlay| {
            let (session, pass, seat) = (Uuid::from_u128(session), Uuid::nil(), None);
            let (audience, protocol, has_seat) = (Audience::Public, Protocol::V1, false);
            let above = None;
            Visit { session, audience, seat, pass, is_overlay, has_seat, above, protocol }
        };
        let one = counts.count(3, &visit(1, true));
        let other = counts.count(3, &visit(1, false));
        let elsewhere = counts.count(5, &visit(2, false));
        assert_eq!(counts.shards(), [3, 5]);
        assert_eq!(
            counts.of_shard(3),
            [(Uuid::from_u128(1), Watchers { sockets: 2, overlays: 1 })]
        );
        drop((one, elsewhere));
        assert_eq!(
            counts.of_shard(3),
            [(Uuid::from_u128(1), Watchers { sockets: 1, overlays: 0 })]
        );
        drop(other);
        assert!(counts.0.lock().is_empty());
    }
}
