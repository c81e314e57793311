//! The sessions that sockets of this process watch, by shard.

use std::collections::{BTreeMap, HashMap};

use downbeat_live::{Protocol, Said, Tallied, TallyChange, Told};
use uuid::Uuid;

use super::{
    children::Children,
    seat::{LastWord, Place, Visit},
    session::Session,
    wanted::Wanted,
    watchers::Counts,
};

#[derive(Default)]
pub struct Watched {
    shards: BTreeMap<u16, HashMap<Uuid, Session>>,
    children: Children,
    pub wanted: Wanted,
    pub counts: Counts,
}

impl Watched {
    pub(super) fn sit(&mut self, shard: u16, mut place: Place) {
        let session = place.visit.session;
        place.counted = Some(self.counts.count(shard, &place.visit));
        if let Some(parent) = place.visit.above {
            self.children.note(parent, session);
        }
        self.shards.entry(shard).or_default().entry(session).or_default().sit(place);
    }

    pub fn leave(&mut self, shard: u16, session: Uuid, number: u64) {
        self.at(shard, session, |watched, _| watched.leave(number));
    }

    pub fn shards(&self) -> Vec<u16> {
        self.shards.keys().copied().collect()
    }

    /// Hands on what one change made.
    pub fn change(&mut self, shard: u16, told: &Told) {
        self.at(shard, told.session, |watched, wanted| {
            watched.change(told, |session| wanted.want(shard, session));
        });
    }

    /// Hands on how a session is.
    pub fn whole(&mut self, shard: u16, told: &Told) {
        self.at(shard, told.session, |watched, wanted| {
            watched.whole(told, |session| wanted.want(shard, session));
            watched.tell_votes(|| wanted.want(shard, told.session));
        });
    }

    /// Hands on what is said at a session.
    pub fn said(&mut self, shard: u16, said: &Said) {
        self.at(shard, said.session, |watched, _| watched.said(said));
    }

    /// Takes what votes moved; it is told when all that came at once was taken.
    pub fn vote(&mut self, shard: u16, change: &TallyChange) -> bool {
        let session = self.shards.get_mut(&shard).and_then(|all| all.get_mut(&change.session));
        session.map(|session| session.take(change)).is_some()
    }

    pub fn tell_votes(&mut self, shard: u16, session: Uuid) {
        self.at(shard, session, |watched, wanted| {
            watched.tell_votes(|| wanted.want(shard, session));
        });
    }

    /// Hands on how a session was read, and what votes moved since.
    pub fn read(&mut self, shard: u16, told: &Told, tallied: Option<Box<Tallied>>) {
        self.at(shard, told.session, |watched, wanted| {
            watched.read(told, tallied, |session| wanted.want(shard, session));
            watched.tell_votes(|| wanted.want(shard, told.session));
        });
    }

    /// Something may be missing of a session in a protocol: what comes waits for
    /// the whole, which is read.
    pub fn doubt(&mut self, shard: u16, session: Uuid, protocol: Protocol) {
        self.at(shard, session, |watched, wanted| {
            watched.doubt(&[protocol], || wanted.want(shard, session));
        });
    }

    /// The same of all sessions of a shard, and of revocations in it.
    pub fn doubt_shard(&mut self, shard: u16) {
        let Some(sessions) = self.shards.get_mut(&shard) else { return };
        for (id, session) in sessions {
            session.doubt(&[Protocol::V1, Protocol::V2], || self.wanted.want(shard, *id));
        }
        self.wanted.missed(shard);
    }

    /// How a session is now cannot be read: whoever waits for that comes again,
    /// perhaps to a process that can.
    pub fn unreadable(&mut self, shard: u16, session: Uuid) {
        self.at(shard, session, |watched, _| {
            if watched.is_in_doubt() {
                watched.take_back(LastWord::Unreadable, usize::MAX, |_| true);
            }
        });
    }

    pub fn end(&mut self, shard: u16, session: Uuid) {
        self.at(shard, session, |watched, _| {
            watched.take_back(LastWord::Ended, usize::MAX, |_| true);
        });
    }

    /// Ends the seats that were taken by a pass, and those at its children that the pass
    /// was good for. The session's own id is word to all whose standing its state says.
    pub fn revoke(&mut self, shard: u16, session: Uuid, pass: Uuid) {
        let is_concerned = |visit: &Visit| visit.pass == pass || visit.has_seat && pass == session;
        self.at(shard, session, |watched, _| {
            watched.take_back(LastWord::Revoked, usize::MAX, |place| is_concerned(&place.visit));
        });
        let is_below = |visit: &Visit| visit.pass == pass && visit.above == Some(session);
        // A child is in its parent's shard.
        for child in self.children.of(session) {
            self.at(shard, child, |watched, _| {
                watched.take_back(LastWord::Revoked, usize::MAX, |place| is_below(&place.visit));
            });
        }
    }

    /// Tells so many sockets to go elsewhere.
    pub fn drain(&mut self, most: usize) {
        let mut left = most;
        for sessions in self.shards.values_mut() {
            sessions.retain(|id, watched| {
                left -= watched.take_back(LastWord::Draining, left, |_| true);
                if watched.is_empty() {
                    self.children.forget(*id);
                }
                !watched.is_empty()
            });
        }
        self.shards.retain(|_, sessions| !sessions.is_empty());
    }

    /// How many sockets there are.
    pub fn count(&self) -> usize {
        self.shards.values().flat_map(HashMap::values).map(Session::count).sum()
    }

    /// Does something with a session, if it is watched; one that nobody watches
    /// then is let go.
    fn at(&mut self, shard: u16, session: Uuid, act: impl FnOnce(&mut Session, &Wanted)) {
        let Some(sessions) = self.shards.get_mut(&shard) else { return };
        let Some(watched) = sessions.get_mut(&session) else { return };
        act(watched, &self.wanted);
        if watched.is_empty() {
            self.children.forget(session);
            sessions.remove(&session);
            if sessions.is_empty() {
                self.shards.remove(&shard);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use downbeat_session::Audience;

    use super::*;
    use crate::hub::seat::{self, Seat, door};

    async fn sit(watched: &mut Watched, number: u64, session: u128) -> Seat {
        sit_below(watched, (number, 0), session).await
    }

    /// At a child, of which the shard is its parent's; 0 is no parent.
    async fn sit_below(watched: &mut Watched, (number, above): (u64, u128), session: u128) -> Seat {
        let (session, pass) = (Uuid::from_u128(session), Uuid::from_u128(number.into()));
        let shard = if above == 0 { session.as_u128() } else { above };
        let above = (above != 0).then(|| Uuid::from_u128(above));
        let visit = Visit {
            session,
            audience: Audience::Public,
            seat: None,
            pass,
            is_overlay: true,
            has_seat: false,
            above,
            protocol: Protocol::V2,
        };
        let (place, seat) = seat::of(number, visit, door().await);
        watched.sit(u16::try_from(shard).unwrap(), place);
        seat
    }

    #[tokio::test]
    async fn some_leave_and_the_others_stay() {
        let mut watched = Watched::default();
        let mut seats = Vec::new();
        for number in 0..6 {
            seats.push(sit(&mut watched, number, u128::from(number % 2)).await);
        }
        for (here, most) in [(2, 4), (0, 4)] {
            watched.drain(most);
            assert_eq!(watched.count(), here);
            let mut stay = Vec::new();
            for seat in seats {
                if seat.last_word().is_none() {
                    stay.push(seat);
                }
            }
            assert_eq!(stay.len(), here);
            seats = stay;
        }
        assert!(watched.counts.shards().is_empty() && watched.shards.is_empty());
    }

    #[tokio::test]
    async fn a_pass_ends_its_own_seats() {
        let mut watched = Watched::default();
        let ann = sit(&mut watched, 1, 3).await;
        let bob = sit(&mut watched, 2, 3).await;
        watched.revoke(3, Uuid::from_u128(3), Uuid::from_u128(1));
        assert_eq!(ann.last_word(), Some(LastWord::Revoked));
        assert_eq!(bob.last_word(), None);
        watched.end(3, Uuid::from_u128(3));
        assert_eq!(bob.last_word(), Some(LastWord::Ended));
        assert!(watched.shards.is_empty());
    }

    #[tokio::test]
    async fn a_pass_that_ends_at_a_parent_ends_its_seats_at_the_children() {
        let mut watched = Watched::default();
        let ann = sit_below(&mut watched, (1, 3), 30).await;
        let bob = sit_below(&mut watched, (2, 3), 30).await;
        let elsewhere = sit_below(&mut watched, (1, 4), 40).await;
        watched.revoke(3, Uuid::from_u128(3), Uuid::from_u128(1));
        assert_eq!(ann.last_word(), Some(LastWord::Revoked));
        assert_eq!((bob.last_word(), elsewhere.last_word()), (None, None));
        // What ended at a child is nothing to its parent, nor to its siblings.
        let above = sit(&mut watched, 2, 3).await;
        let beside = sit_below(&mut watched, (2, 3), 31).await;
        watched.revoke(3, Uuid::from_u128(30), Uuid::from_u128(2));
        assert_eq!(bob.last_word(), Some(LastWord::Revoked));
        assert_eq!((above.last_word(), beside.last_word()), (None, None));
        watched.drain(3);
        assert!(watched.shards.is_empty());
        assert!([3, 4].iter().all(|one| watched.children.of(Uuid::from_u128(*one)).is_empty()));
    }
}
