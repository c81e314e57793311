//! One watched session: its seats, by the protocol that they speak.
//!
//! A frame may say to one protocol what another has to be told otherwise, so each
//! has an order of its own. What both may have missed is read once. What votes
//! move is told to both in the same words.

use std::{str, sync::Arc};

use downbeat_live::{Order, Protocol, Said, Tallied, TallyChange, Told};
use uuid::Uuid;

use super::{
    group::Group,
    seat::{LastWord, Place},
    votes::Votes,
    wanted::Want,
};
use crate::socket::frame;

pub struct Session {
    v1: Group,
    v2: Group,
    votes: Votes,
}

impl Default for Session {
    fn default() -> Self {
        let [v1, v2] = [Protocol::V1, Protocol::V2].map(Group::of);
        Self { v1, v2, votes: Votes::default() }
    }
}

impl Session {
    pub fn sit(&mut self, place: Place) {
        self.group(place.visit.protocol).sit(place);
    }

    pub fn leave(&mut self, number: u64) {
        self.groups().for_each(|group| group.leave(number));
    }

    pub const fn is_empty(&self) -> bool {
        self.count() == 0
    }

    pub const fn count(&self) -> usize {
        self.v1.count() + self.v2.count()
    }

    pub fn is_in_doubt(&self) -> bool {
        self.wanted().is_some()
    }

    pub fn doubt(&mut self, protocols: &[Protocol], want: impl Fn() -> Want) {
        for protocol in protocols {
            let wanted = self.wanted();
            self.group(*protocol).doubt(|| wanted.unwrap_or_else(|| Arc::new(want())));
        }
    }

    pub fn change(&mut self, told: &Told, want: impl Fn(Uuid) -> Want) {
        for protocol in [Protocol::V1, Protocol::V2] {
            let wanted = self.wanted();
            let want = || wanted.unwrap_or_else(|| Arc::new(want(told.session)));
            self.group(protocol).change(told, want);
        }
    }

    pub fn whole(&mut self, told: &Told, want: impl Fn(Uuid) -> Want) {
        for protocol in [Protocol::V1, Protocol::V2] {
            let wanted = self.wanted();
            let want = || wanted.clone().unwrap_or_else(|| Arc::new(want(told.session)));
            self.group(protocol).whole(told, want);
        }
        self.votes.shown(told.order);
    }

    /// What votes moved is taken here, and told once for all that came at once.
    pub fn take(&mut self, change: &TallyChange) {
        let seen = self.seen();
        self.votes.take(change, seen);
    }

    /// Hands on how the session was read, with what votes moved since.
    pub fn read(
        &mut self,
        told: &Told,
        tallied: Option<Box<Tallied>>,
        want: impl Fn(Uuid) -> Want,
    ) {
        let newer = tallied.and_then(|tallied| self.votes.read(tallied));
        self.whole(newer.as_ref().unwrap_or(told), want);
    }

    pub fn tell_votes(&mut self, want: impl Fn() -> Want) {
        if let Some(told) = self.votes.change(self.seen()) {
            self.groups().for_each(|group| group.votes(&told));
        }
        if self.votes.is_missing() {
            self.doubt(&[Protocol::V1, Protocol::V2], want);
        }
    }

    /// Hands on what is said, encoded once for all who hear it.
    pub fn said(&mut self, said: &Said) {
        let Ok(text) = str::from_utf8(&said.text) else { return };
        let frame = frame::text(text);
        self.groups().for_each(|group| group.said(&said.whom, &frame));
    }

    /// Takes back so many of some seats; answers how many it were.
    pub fn take_back(
        &mut self,
        word: LastWord,
        most: usize,
        is_meant: impl Fn(&Place) -> bool,
    ) -> usize {
        let count = self.v1.take_back(word, most, &is_meant);
        count + self.v2.take_back(word, most - count, &is_meant)
    }

    /// What all sockets were shown, or something newer.
    fn seen(&self) -> Option<Order> {
        let watched = [&self.v1, &self.v2].into_iter().filter(|group| group.count() > 0);
        watched.map(Group::order).min().flatten()
    }

    fn groups(&mut self) -> impl Iterator<Item = &mut Group> {
        [&mut self.v1, &mut self.v2].into_iter()
    }

    const fn group(&mut self, protocol: Protocol) -> &mut Group {
        match protocol {
            Protocol::V1 => &mut self.v1,
            Protocol::V2 => &mut self.v2,
        }
    }

    /// What any of them waits for.
    fn wanted(&self) -> Option<Arc<Want>> {
        self.v1.wanted().or_else(|| self.v2.wanted()).cloned()
    }
}

#[cfg(test)]
mod tests {
    use downbeat_live::{Order, Part};
    use downbeat_session::{Audience, Rev};

    use super::*;
    use crate::hub::{
        group::HELD_MAX,
        seat::{self, Seat, Visit, door},
        wanted::Wanted,
    };

    const ID: Uuid = Uuid::from_u128(7);

    struct Fixture {
        session: Session,
        seat: Seat,
        wanted: Wanted,
    }

    /// Somebody of an older protocol.
    async fn fixture() -> Fixture {
        let mut session = Session::default();
        let seat = sit(&mut session, Protocol::V1).await;
        Fixture { session, seat, wanted: Wanted::default() }
    }

    async fn sit(session: &mut Session, protocol: Protocol) -> Seat {
        let (audience, pass, is_overlay) = (Audience::Public, Uuid::nil(), false);
        let (seat, has_seat, above) = (None, false, None);
        let visit =
            Visit { session: ID, audience, seat, pass, is_overlay, has_seat, above, protocol };
        let (place, seat) = seat::of(1, visit, door().await);
        session.sit(place);
        seat
    }

    fn told(rev: u64) -> Told {
        told_as(rev, Part::for_all(rev.to_string().into()))
    }

    fn told_as(rev: u64, part: Part) -> Told {
        let order = Order { rev: Rev { incarnation: 1, rev }, tally_seq: 0 };
        Told { session: ID, order, at_ms: 0, parts: vec![part] }
    }

    /// The revs that were handed on, changes with a sign. Before `hello` a seat
    /// keeps them.
    fn handed(seat: &Seat) -> Vec<String> {
        let said = |frame: &[u8]| String::from_utf8(frame[2..].to_vec()).unwrap();
        let handed = seat.take_held().into_iter();
        handed
            .map(|one| format!("{}{}", if one.is_change { "+" } else { "" }, said(&one.frame)))
            .collect()
    }

    impl Fixture {
        fn whole(&mut self, rev: u64) {
            self.session.whole(&told(rev), |session| self.wanted.want(0, session));
        }

        fn change(&mut self, rev: u64) {
            self.session.change(&told(rev), |session| self.wanted.want(0, session));
        }

        /// One that cannot be said shortly to those of an older protocol.
        fn change_for_v2(&mut self, rev: u64) {
            let told = told_as(rev, Part::for_v2(rev.to_string().into()));
            self.session.change(&told, |session| self.wanted.want(0, session));
        }

        fn handed(&self) -> Vec<String> {
            handed(&self.seat)
        }

        fn is_wanted(&self) -> bool {
            !self.wanted.take(1, 1).is_empty()
        }
    }

    #[tokio::test]
    async fn a_change_whose_base_is_missing_waits_for_the_whole_with_all_behind_it() {
        let mut it = fixture().await;
        it.whole(4);
        it.change(5);
        assert_eq!(it.handed(), ["4", "+5"]);
        // 6 was too large to be told.
        it.change(7);
        it.change(8);
        assert!(it.handed().is_empty() && it.is_wanted());
        assert!(!it.is_wanted(), "it is wanted once");
        it.whole(7);
        assert_eq!(it.handed(), ["7", "+8"]);
        it.change(9);
        assert_eq!(it.handed(), ["+9"]);
    }

    #[tokio::test]
    async fn a_read_that_came_too_early_changes_nothing_and_another_follows() {
        let mut it = fixture().await;
        it.whole(4);
        it.change(7);
        assert!(it.is_wanted());
        // Read before 6 was, or what the beat told then.
        it.whole(5);
        assert!(it.is_wanted(), "what was held back still does not follow");
        it.whole(3);
        assert_eq!(it.handed(), ["4", "5"]);
        it.whole(8);
        assert_eq!(it.handed(), ["8"], "7 is older");
        assert!(!it.session.is_in_doubt());
        it.whole(8);
        it.change(8);
        assert!(it.handed().is_empty());
    }

    #[tokio::test]
    async fn one_as_new_as_what_was_handed_on_goes_to_those_who_missed_it() {
        let mut it = fixture().await;
        it.whole(4);
        it.session.doubt(&[Protocol::V1], || it.wanted.want(0, ID));
        it.session.doubt(&[Protocol::V1], || unreachable!("it is wanted already"));
        it.whole(4);
        assert_eq!(it.handed(), ["4", "4"]);
        it.whole(4);
        assert!(it.handed().is_empty());
    }

    #[tokio::test]
    async fn what_is_held_back_is_bounded() {
        let mut it = fixture().await;
        it.whole(4);
        for rev in 6..=6 + HELD_MAX as u64 {
            it.change(rev);
            assert!(it.session.v1.held() <= HELD_MAX);
        }
        assert!(it.is_wanted(), "what was let go is read");
        it.whole(8);
        assert!(it.session.is_in_doubt(), "that was read before the last one was let go");
        it.whole(6 + HELD_MAX as u64);
        assert_eq!(it.handed().len(), 3);
        assert!(!it.session.is_in_doubt());
    }

    #[tokio::test]
    async fn what_only_the_newer_protocol_can_say_is_read_for_the_older_one() {
        let mut it = fixture().await;
        let newer = sit(&mut it.session, Protocol::V2).await;
        it.whole(4);
        it.change_for_v2(5);
        // The whole was handed on just now, and what is large is not told at once.
        while !it.is_wanted() {
            it.wanted.added().await;
        }
        // One that was read too early goes to those who have nothing newer.
        it.change_for_v2(6);
        it.change(7);
        it.whole(5);
        assert_eq!(handed(&newer), ["4", "+5", "+6", "+7"]);
        assert_eq!(it.handed(), ["4", "5"]);
        it.whole(6);
        assert_eq!(it.handed(), ["6", "+7"]);
        assert!(handed(&newer).is_empty() && !it.session.is_in_doubt());
        it.change(8);
        assert_eq!((it.handed(), handed(&newer)), (vec!["+8".into()], vec!["+8".into()]));
    }

    #[tokio::test]
    async fn the_first_change_is_handed_on_to_those_who_have_just_come() {
        let mut it = fixture().await;
        it.change(5);
        it.change(6);
        assert_eq!(it.handed(), ["+5", "+6"]);
        it.change(8);
        assert!(it.handed().is_empty() && it.is_wanted());
    }

    #[tokio::test]
    async fn nothing_is_read_for_a_protocol_that_nobody_speaks() {
        let (mut session, wanted) = (Session::default(), Wanted::default());
        let mut newer = sit(&mut session, Protocol::V2).await;
        let mut it = Fixture { session, seat: newer, wanted };
        it.whole(4);
        it.change_for_v2(5);
        it.change(6);
        assert_eq!(it.handed(), ["4", "+5", "+6"]);
        assert!(!it.session.is_in_doubt());
        // Whoever comes now reads it by themselves, and follows.
        newer = sit(&mut it.session, Protocol::V1).await;
        it.change(7);
        assert_eq!(handed(&newer), ["+7"]);
    }

    /// What one protocol waits for is not taken back by the other.
    #[tokio::test]
    async fn both_protocols_are_read_for_until_neither_misses_anything() {
        let mut it = fixture().await;
        let newer = sit(&mut it.session, Protocol::V2).await;
        it.whole(4);
        it.change(5);
        it.change_for_v2(6);
        it.change(8);
        assert!(it.is_wanted());
        it.session.doubt(&[Protocol::V1, Protocol::V2], || unreachable!("it is wanted"));
        it.whole(6);
        assert!(it.session.is_in_doubt() && it.is_wanted(), "8 does not follow");
        it.whole(8);
        assert_eq!(it.handed(), ["4", "+5", "6", "8"]);
        assert_eq!(handed(&newer), ["4", "+5", "+6", "6", "8"]);
    }

    #[tokio::test]
    async fn the_last_word_reaches_a_seat_whose_queue_is_full() {
        let mut it = fixture().await;
        for rev in 0..64 {
            it.whole(rev);
        }
        assert_eq!(it.session.count(), 1, "it is not given up yet");
        it.session.take_back(LastWord::Revoked, usize::MAX, |_| true);
        assert_eq!(it.seat.last_word(), Some(LastWord::Revoked));
    }

    #[tokio::test]
    async fn a_seat_that_is_too_far_behind_is_given_up_at_once() {
        let mut it = fixture().await;
        for rev in 0..65 {
            it.whole(rev);
        }
        assert!(it.session.is_empty());
        assert_eq!(it.seat.last_word(), Some(LastWord::Behind));
    }
}
