//! One watched session: its seats, and what was handed to them.
//!
//! A change applies to the rev before it alone. Where one is missing, what comes
//! is held back until the whole has come: from the beat, or read once for all
//! seats. What was held back and is newer follows it, so that a session whose
//! changes come faster than it can be read gets on all the same.

use downbeat_live::{Order, Told};
use tokio_tungstenite::tungstenite::Utf8Bytes;
use uuid::Uuid;

use super::{
    seat::{LastWord, Outgoing, Place},
    wanted::Want,
};

/// Changes that wait for the whole. One more, and all of them are read instead.
const HELD_MAX: usize = 64;
const HELD_BYTES_MAX: usize = 1024 * 1024;

#[derive(Default)]
pub struct Session {
    /// Of the last frame that was handed on.
    order: Option<Order>,
    /// Something may be missing.
    doubt: Option<Doubt>,
    places: Vec<Place>,
}

struct Doubt {
    want: Want,
    held: Vec<Told>,
}

impl Session {
    pub fn sit(&mut self, place: Place) {
        self.places.push(place);
    }

    pub fn leave(&mut self, number: u64) {
        self.places.retain(|place| place.number != number);
    }

    pub const fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    pub const fn count(&self) -> usize {
        self.places.len()
    }

    pub const fn is_in_doubt(&self) -> bool {
        self.doubt.is_some()
    }

    pub fn doubt(&mut self, want: impl FnOnce() -> Want) {
        match &self.doubt {
            Some(doubt) => doubt.want.again(),
            None => self.doubt = Some(Doubt { want: want(), held: Vec::new() }),
        }
    }

    pub fn change(&mut self, told: Told, want: impl FnOnce(Uuid) -> Want) {
        if self.order.is_some_and(|known| known >= told.order) {
            return;
        }
        match &mut self.doubt {
            Some(doubt) => doubt.hold(told),
            None if self.order.is_some_and(|known| told.order.follows(known)) => {
                self.hand(&told, true);
            }
            None => {
                let want = want(told.session);
                self.doubt = Some(Doubt { want, held: vec![told] });
            }
        }
    }

    /// Hands on the whole, unless something newer was handed on. One that is as
    /// new says something to seats that have missed it.
    pub fn whole(&mut self, told: &Told, want: impl Fn(Uuid) -> Want) {
        let is_news = match self.order {
            Some(known) if self.is_in_doubt() => known <= told.order,
            Some(known) => known < told.order,
            None => true,
        };
        if !is_news {
            return;
        }
        let doubt = self.doubt.take();
        self.hand(told, false);
        for change in doubt.into_iter().flat_map(|doubt| doubt.held) {
            self.change(change, &want);
        }
    }

    /// Takes back so many of some seats; answers how many it were.
    pub fn take_back(
        &mut self,
        word: LastWord,
        most: usize,
        is_meant: impl Fn(&Place) -> bool,
    ) -> usize {
        let meant = self.places.extract_if(.., |place| is_meant(place)).take(most);
        meant.map(|place| place.take_back(word)).count()
    }

    fn hand(&mut self, told: &Told, is_change: bool) {
        let Told { session: _, order, at_ms: _, parts } = told;
        let order = *order;
        self.order = Some(order);
        let texts: Vec<_> = parts
            .iter()
            .filter_map(|part| Some((part, Utf8Bytes::try_from(part.text.clone()).ok()?)))
            .collect();
        let is_behind = |place: &mut Place| {
            let text = texts.iter().find(|(part, _)| part.is_for(place.visit.audience));
            text.is_some_and(|(_, text)| {
                !place.hand(Outgoing { order, text: text.clone(), is_change })
            })
        };
        for place in self.places.extract_if(.., is_behind) {
            place.take_back(LastWord::Behind);
        }
    }
}

impl Doubt {
    fn hold(&mut self, told: Told) {
        self.held.push(told);
        let bytes: usize = self.held.iter().map(Told::bytes).sum();
        if self.held.len() > HELD_MAX || bytes > HELD_BYTES_MAX {
            self.held.clear();
            self.want.again();
        }
    }
}

#[cfg(test)]
mod tests {
    use downbeat_session::{Audience, Rev};
    use tokio::sync::mpsc;

    use super::*;
    use crate::hub::{
        seat::{self, Seat, Visit},
        wanted::Wanted,
    };

    const ID: Uuid = Uuid::from_u128(7);

    struct Fixture {
        session: Session,
        seat: Seat,
        wanted: Wanted,
    }

    fn fixture() -> Fixture {
        let (words, _) = mpsc::unbounded_channel();
        let visit =
            Visit { session: ID, audience: Audience::Public, pass: Uuid::nil(), is_overlay: false };
        let (place, seat) = seat::of(1, visit, words);
        let mut session = Session::default();
        session.sit(place);
        Fixture { session, seat, wanted: Wanted::default() }
    }

    fn told(rev: u64) -> Told {
        let order = Order { rev: Rev { incarnation: 1, rev }, tally_seq: 0 };
        let parts = downbeat_live::Part::for_all(rev.to_string().into());
        Told { session: ID, order, at_ms: 0, parts: vec![parts] }
    }

    impl Fixture {
        fn whole(&mut self, rev: u64) {
            self.session.whole(&told(rev), |session| self.wanted.want(0, session));
        }

        fn change(&mut self, rev: u64) {
            self.session.change(told(rev), |session| self.wanted.want(0, session));
        }

        /// The revs that were handed on, changes with a sign.
        async fn handed(&mut self) -> Vec<String> {
            let mut handed = Vec::new();
            while let std::task::Poll::Ready(frame) =
                futures::poll!(std::pin::pin!(self.seat.next()))
            {
                let Outgoing { text, is_change, .. } = frame.unwrap();
                handed.push(format!("{}{text}", if is_change { "+" } else { "" }));
            }
            handed
        }

        fn is_wanted(&self) -> bool {
            !self.wanted.take(1, 1).is_empty()
        }
    }

    #[tokio::test]
    async fn a_change_whose_base_is_missing_waits_for_the_whole_with_all_behind_it() {
        let mut it = fixture();
        it.whole(4);
        it.change(5);
        assert_eq!(it.handed().await, ["4", "+5"]);
        // 6 was too large to be told.
        it.change(7);
        it.change(8);
        assert!(it.handed().await.is_empty() && it.is_wanted());
        assert!(!it.is_wanted(), "it is wanted once");
        it.whole(7);
        assert_eq!(it.handed().await, ["7", "+8"]);
        it.change(9);
        assert_eq!(it.handed().await, ["+9"]);
    }

    #[tokio::test]
    async fn a_read_that_came_too_early_changes_nothing_and_another_follows() {
        let mut it = fixture();
        it.whole(4);
        it.change(7);
        assert!(it.is_wanted());
        // Read before 6 was, or what the beat told then.
        it.whole(5);
        assert!(it.is_wanted(), "what was held back still does not follow");
        it.whole(3);
        assert_eq!(it.handed().await, ["4", "5"]);
        it.whole(8);
        assert_eq!(it.handed().await, ["8"], "7 is older");
        assert!(!it.session.is_in_doubt());
        it.whole(8);
        it.change(8);
        assert!(it.handed().await.is_empty());
    }

    #[tokio::test]
    async fn one_as_new_as_what_was_handed_on_goes_to_those_who_missed_it() {
        let mut it = fixture();
        it.whole(4);
        it.session.doubt(|| it.wanted.want(0, ID));
        it.session.doubt(|| unreachable!("it is wanted already"));
        it.whole(4);
        assert_eq!(it.handed().await, ["4", "4"]);
        it.whole(4);
        assert!(it.handed().await.is_empty());
    }

    #[tokio::test]
    async fn what_is_held_back_is_bounded() {
        let mut it = fixture();
        it.whole(4);
        for rev in 6..=6 + HELD_MAX as u64 {
            it.change(rev);
            assert!(it.session.doubt.as_ref().unwrap().held.len() <= HELD_MAX);
        }
        assert!(it.is_wanted(), "what was let go is read");
        it.whole(6 + HELD_MAX as u64);
        assert_eq!(it.handed().await.len(), 2);
    }

    #[tokio::test]
    async fn the_last_word_reaches_a_seat_whose_queue_is_full() {
        let mut it = fixture();
        for rev in 0..64 {
            it.whole(rev);
        }
        assert_eq!(it.session.count(), 1, "it is not given up yet");
        it.session.take_back(LastWord::Revoked, usize::MAX, |_| true);
        assert_eq!(it.seat.next().await.unwrap_err(), LastWord::Revoked);
    }

    #[tokio::test]
    async fn a_seat_that_is_too_far_behind_is_given_up_at_once() {
        let mut it = fixture();
        for rev in 0..65 {
            it.whole(rev);
        }
        assert!(it.session.is_empty());
        assert_eq!(it.seat.next().await.unwrap_err(), LastWord::Behind);
    }
}
