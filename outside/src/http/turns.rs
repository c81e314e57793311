//! Whose turn it is to be called, so that a receiver that is slow or silent takes
//! no slot from others: one call for a session at a time, some for one person and
//! to one host, of which one person has half, none of a person to a host that does
//! not answer them. A host has many tenants: one that is silent speaks for itself.
//!
//! Of one process each; nothing of it is kept. What finds no place is told when
//! its turn comes: each behind the one before, so that many who wait do not all
//! come back to ask.

use std::{collections::HashMap, sync::Arc, time::Duration};

use downbeat_boot::clock::{self, Instant};
use parking_lot::Mutex;
use uuid::Uuid;

/// Calls under way at once, of the queue's 16.
const OF_A_SESSION: u32 = 1;
const TO_A_HOST: u32 = 4;
const OF_A_PERSON_TO_A_HOST: u32 = 2;
const OF_A_PERSON: u32 = 8;

/// A turn is not sooner than that, nor later.
const TURN: (Duration, Duration) = (Duration::from_millis(250), Duration::from_hours(1));

/// After so many calls of a person without an answer, one after another, a host gets
/// none of theirs for the first of these, then for twice as long each time; the other
/// is the most.
const SILENT_MAX: u32 = 5;
pub const REST: (Duration, Duration) = (Duration::from_secs(30), Duration::from_mins(10));

/// Whoever is called: all of these count.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Key {
    Session(Uuid),
    Person(Uuid),
    Host(String),
    /// A person's calls to a host.
    Pair(Uuid, String),
}

impl Key {
    const fn most(&self) -> u32 {
        match self {
            Self::Session(_) => OF_A_SESSION,
            Self::Person(_) => OF_A_PERSON,
            Self::Host(_) => TO_A_HOST,
            Self::Pair(..) => OF_A_PERSON_TO_A_HOST,
        }
    }
}

#[derive(Debug)]
struct Place {
    under_way: u32,
    /// How long the last call took.
    lasted: Duration,
    /// The last turn that was given away.
    given: Instant,
    /// Calls without an answer since the last one, and when the last of them was.
    silent: u32,
    silent_at: Option<Instant>,
    /// Nobody is called before.
    shut_until: Option<Instant>,
}

#[derive(Debug, Clone, Default)]
pub struct Turns(Arc<Mutex<HashMap<Key, Place>>>);

/// Why nobody is called now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotNow {
    /// Others are being called, and this one comes after so long.
    Busy(Duration),
    /// The receiver asked to be left alone, or its host does not answer.
    Shut(Duration),
}

/// The right to call, until it is dropped.
#[derive(Debug)]
pub struct Turn {
    turns: Turns,
    keys: [Key; 4],
    since: Instant,
}

impl Turns {
    pub fn take(&self, session: Uuid, person: Uuid, host: String) -> Result<Turn, NotNow> {
        self.take_at((session, person, host), clock::monotonic())
    }

    fn take_at(
        &self,
        (session, person, host): (Uuid, Uuid, String),
        now: Instant,
    ) -> Result<Turn, NotNow> {
        let pair = Key::Pair(person, host.clone());
        let keys = [Key::Session(session), Key::Person(person), Key::Host(host), pair];
        let mut places = self.0.lock();
        places.retain(|_, place| place.is_needed(now));
        for key in &keys {
            places.entry(key.clone()).or_insert_with(|| Place::new(now));
        }
        for key in &keys {
            let Some(place) = places.get_mut(key) else { continue };
            if let Some(until) = place.shut_until.filter(|until| *until > now) {
                return Err(NotNow::Shut(until.saturating_duration_since(now)));
            }
            // Where a host was silent, one call finds out whether it still is.
            let most = if place.silent < SILENT_MAX { key.most() } else { 1 };
            if place.under_way >= most {
                return Err(NotNow::Busy(place.give(now, most)));
            }
        }
        for key in &keys {
            if let Some(place) = places.get_mut(key) {
                place.under_way += 1;
            }
        }
        drop(places);
        Ok(Turn { turns: self.clone(), keys, since: now })
    }
}

impl Place {
    const fn new(now: Instant) -> Self {
        Self {
            under_way: 0,
            lasted: TURN.0,
            given: now,
            silent: 0,
            silent_at: None,
            shut_until: None,
        }
    }

    /// Whether it says anything that one who comes for the first time would not. A
    /// host that was silent is known for longer than it is left alone.
    fn is_needed(&self, now: Instant) -> bool {
        let is_shut = self.shut_until.is_some_and(|until| until > now);
        let was_silent = self.silent_at.is_some_and(|at| at + REST.1 * 2 > now);
        self.under_way > 0 || self.given > now || is_shut || was_silent
    }

    fn give(&mut self, now: Instant, most: u32) -> Duration {
        self.given = self.given.max(now) + self.lasted / most;
        self.given.saturating_duration_since(now).clamp(TURN.0, TURN.1)
    }
}

impl Turn {
    /// The host answered, whatever it said.
    pub fn answered(&self) {
        let [.., pair] = &self.keys;
        if let Some(place) = self.turns.0.lock().get_mut(pair) {
            (place.silent, place.silent_at, place.shut_until) = (0, None, None);
        }
    }

    /// It did not.
    pub fn unanswered(&self) {
        let [.., pair] = &self.keys;
        if let Some(place) = self.turns.0.lock().get_mut(pair) {
            (place.silent, place.silent_at) = (place.silent + 1, Some(clock::monotonic()));
            if let Some(times) = place.silent.checked_sub(SILENT_MAX) {
                let rest = REST.0.saturating_mul(1 << times.min(10)).min(REST.1);
                place.shut_until = Some(clock::monotonic() + rest);
            }
        }
    }

    /// The receiver asks to be left alone for so long. Others at its host are
    /// called as ever: it speaks for itself.
    pub fn rest(&self, wait: Duration) {
        let [session, ..] = &self.keys;
        if let Some(place) = self.turns.0.lock().get_mut(session) {
            place.shut_until = Some(clock::monotonic() + wait);
        }
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        let lasted = clock::monotonic().saturating_duration_since(self.since);
        let mut places = self.turns.0.lock();
        for key in &self.keys {
            if let Some(place) = places.get_mut(key) {
                place.under_way = place.under_way.saturating_sub(1);
                place.lasted = lasted;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn id(n: u128) -> Uuid {
        Uuid::from_u128(n)
    }

    /// Of a person of its own, to a host of its own, where it is not said.
    fn place(session: u128, person: u128, host: &str) -> (Uuid, Uuid, String) {
        (id(session), id(person), host.to_owned())
    }

    fn is_busy(taken: &Result<Turn, NotNow>) -> bool {
        matches!(taken, Err(NotNow::Busy(_)))
    }

    #[test]
    fn one_of_a_session_some_to_a_host_and_of_a_person_are_called_at_once() {
        let (turns, now) = (Turns::default(), clock::monotonic());
        let take = |session, person, host: &str| turns.take_at(place(session, person, host), now);
        let first = take(1, 1, "a").unwrap();
        assert!(is_busy(&take(1, 1, "a")));
        let more: Vec<Turn> = (2..=4).map(|n| take(n, n, "a").unwrap()).collect();
        assert!(is_busy(&take(5, 5, "a")), "a host has four");
        let own: Vec<Turn> = (20..22).map(|n| take(n, 8, "c").unwrap()).collect();
        assert!(is_busy(&take(22, 8, "c")), "of which a person has two");
        take(22, 7, "c").unwrap();
        take(5, 5, "b").unwrap();
        let hosts: Vec<Turn> = (10..18).map(|n| take(n, 9, &n.to_string()).unwrap()).collect();
        assert!(is_busy(&take(18, 9, "18")), "a person has eight");
        take(18, 10, "18").unwrap();
        drop((first, more, own, hosts));
        take(1, 1, "a").unwrap();
    }

    #[test]
    fn whoever_waits_comes_behind_whoever_waited_before() {
        let (turns, now) = (Turns::default(), clock::monotonic());
        let _first = turns.take_at(place(1, 1, "a"), now).unwrap();
        let wait = || match turns.take_at(place(1, 1, "a"), now) {
            Err(NotNow::Busy(wait)) => wait,
            other => panic!("{other:?}"),
        };
        let waits: Vec<Duration> = (0..10_000).map(|_| wait()).collect();
        assert_eq!(waits[0], TURN.0);
        assert!(waits.is_sorted(), "one after the other");
        assert!(waits[99] >= TURN.0 * 99, "{:?}", waits[99]);
        assert_eq!(waits.last(), Some(&(TURN.0 * 10_000).min(TURN.1)));
    }

    #[test]
    fn a_host_that_is_silent_is_left_alone_ever_longer_and_asked_by_one() {
        let (turns, start) = (Turns::default(), clock::monotonic());
        for n in 0..SILENT_MAX {
            turns.take_at(place(n.into(), 1, "a"), start).unwrap().unanswered();
        }
        let shut = turns.take_at(place(9, 1, "a"), clock::monotonic());
        assert!(matches!(shut, Err(NotNow::Shut(wait)) if wait <= REST.0), "{shut:?}");
        turns.take_at(place(9, 1, "b"), start).unwrap();
        turns.take_at(place(9, 9, "a"), start).expect("another person is called there");
        let later = clock::monotonic() + REST.0;
        let probe = turns.take_at(place(9, 1, "a"), later).unwrap();
        assert!(is_busy(&turns.take_at(place(8, 1, "a"), later)));
        probe.unanswered();
        drop(probe);
        let shut = turns.take_at(place(9, 1, "a"), clock::monotonic());
        assert!(matches!(shut, Err(NotNow::Shut(wait)) if wait > REST.0), "{shut:?}");
        let probe = turns.take_at(place(9, 1, "a"), later + REST.1).unwrap();
        probe.answered();
        turns.take_at(place(8, 1, "a"), later + REST.1).unwrap();
    }

    #[test]
    fn who_asks_to_be_left_alone_speaks_for_one_session_only() {
        let turns = Turns::default();
        let told = turns.take(id(1), id(1), "a".to_owned()).unwrap();
        told.rest(Duration::from_mins(2));
        drop(told);
        let shut = turns.take(id(1), id(1), "a".to_owned());
        assert!(matches!(shut, Err(NotNow::Shut(_))), "{shut:?}");
        turns.take(id(2), id(1), "a".to_owned()).unwrap();
    }

    #[test]
    fn nothing_is_kept_of_those_who_were_called() {
        let (turns, now) = (Turns::default(), clock::monotonic());
        for n in 0..1_000_u128 {
            drop(turns.take_at(place(n, n, &n.to_string()), now).unwrap());
        }
        drop(turns.take_at(place(1, 1, "a"), clock::monotonic()).unwrap());
        assert!(turns.0.lock().len() <= 8, "{}", turns.0.lock().len());
    }
}
