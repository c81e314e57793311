//! A mission as it stands, the fold of what happened.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{
    Config, Event,
    event::{Results, Seating},
    terms::{Departing, Terms},
    told::{Kept, ToldLine},
};
use crate::kinds::mission::resolver::{self, Status, Tick};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct State {
    pub config: Config,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub host: Option<Uuid>,
    /// By slot.
    pub seats: Vec<Seat>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub way: Option<Way>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<End>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_recovered: bool,
    /// When something last happened.
    pub at_ms: i64,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Seat {
    pub who: Seating,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_ready: bool,
    /// When they last said whether they are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub said_ms: Option<i64>,
}

/// From departure on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Way {
    pub departing: Departing,
    pub story: resolver::State,
    pub told: Vec<Kept>,
    /// By how much what is left comes later.
    pub held_ms: i64,
    /// Who turns back, and from when on.
    pub turned: Vec<(u8, i64)>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recall_ms: Option<i64>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct End {
    pub status: Status,
    pub results: Option<Results>,
}

impl State {
    pub fn open(config: &Config, now_ms: i64) -> Self {
        Self {
            config: config.clone(),
            host: None,
            seats: Vec::new(),
            way: None,
            end: None,
            is_recovered: false,
            at_ms: config.made_ms.min(now_ms),
        }
    }

    pub fn status(&self) -> &'static str {
        match (&self.end, &self.way) {
            (Some(end), _) => end.status.name(),
            (None, Some(_)) => "in_progress",
            (None, None) => "lobby",
        }
    }

    pub fn is_lobby(&self) -> bool {
        self.end.is_none() && self.way.is_none()
    }

    /// Those who are on their way, of a mission that goes on.
    pub fn on_the_way(&self) -> Option<&Way> {
        self.way.as_ref().filter(|_| self.end.is_none())
    }

    pub fn seat(&self, survivor: Uuid) -> Option<&Seat> {
        self.seats.iter().find(|seat| seat.who.survivor == survivor)
    }

    pub fn slot(&self, survivor: Uuid) -> Option<u8> {
        self.seat(survivor).map(|seat| seat.who.slot)
    }

    pub fn names(&self) -> Vec<&str> {
        self.seats.iter().map(|seat| seat.who.name.as_str()).collect()
    }

    pub fn apply(&mut self, event: &Event, at_ms: i64) {
        self.at_ms = at_ms;
        match event {
            Event::Seated { seat } => self.sit(seat),
            Event::Unseated { survivor, why: _ } => {
                self.seats.retain(|seat| seat.who.survivor != *survivor);
            }
            Event::HostChanged { survivor } => self.host = Some(*survivor),
            Event::Readied { survivor, on } => {
                let seat = self.seats.iter_mut().find(|seat| seat.who.survivor == *survivor);
                if let Some(seat) = seat {
                    seat.is_ready = *on;
                    seat.said_ms = Some(at_ms);
                }
            }
            Event::Departed { seal: _, ticks: _, goal: _, seed, terms } => {
                self.depart(&Departing { seed: *seed, terms: Terms::clone(terms) });
            }
            Event::Ticked { tick, encounter, mends, lines } => {
                let lines = lines.iter().map(|ToldLine { line, .. }| line.clone()).collect();
                let tick = Tick { tick: *tick, encounter: encounter.clone(), mends: *mends, lines };
                if let Some(way) = &mut self.way {
                    way.story = way.story_at(at_ms);
                    way.story.fold(&tick);
                    way.told.push(Kept { at_ms, tick });
                }
            }
            Event::TurnedBack { survivor, from_ms } => {
                let slot = self.slot(*survivor);
                if let (Some(way), Some(slot)) = (&mut self.way, slot) {
                    way.turned.push((slot, *from_ms));
                }
            }
            Event::Held { ms } => {
                if let Some(way) = &mut self.way {
                    way.held_ms += ms;
                }
            }
            Event::Recalled { from_ms } => {
                if let Some(way) = &mut self.way {
                    way.recall_ms = Some(*from_ms);
                }
            }
            Event::Ended { status, results, released: _ } => {
                self.end = Some(End { status: *status, results: results.clone() });
            }
            Event::Recovered => self.is_recovered = true,
        }
    }

    fn sit(&mut self, who: &Seating) {
        if let Some(seat) = self.seats.iter_mut().find(|seat| seat.who.survivor == who.survivor) {
            seat.who = who.clone();
        } else {
            self.seats.push(Seat { who: who.clone(), is_ready: false, said_ms: None });
        }
        self.seats.sort_by_key(|seat| seat.who.slot);
    }

    /// The party takes its places as it leaves: slots without a gap.
    fn depart(&mut self, departing: &Departing) {
        let Some(story) = departing.begun(self.config.difficulty) else { return };
        for (slot, traveller) in (0_u8..).zip(&departing.terms.party) {
            let survivor = traveller.survivor;
            let seat = self.seats.iter_mut().find(|seat| seat.who.survivor == survivor);
            if let Some(seat) = seat {
                seat.who.slot = slot;
            }
        }
        self.seats.sort_by_key(|seat| seat.who.slot);
        self.way = Some(Way {
            departing: departing.clone(),
            story,
            told: Vec::new(),
            held_ms: 0,
            turned: Vec::new(),
            recall_ms: None,
        });
    }
}

impl Way {
    /// When the last tick was due that was told, or the party left.
    pub fn told_ms(&self) -> i64 {
        self.told.last().map_or(self.departing.terms.depart_ms, |told| told.at_ms)
    }

    /// The story with what was wished by then.
    pub fn story_at(&self, at_ms: i64) -> resolver::State {
        let mut story = self.story.clone();
        for (slot, _) in self.turned.iter().filter(|(_, from_ms)| *from_ms <= at_ms) {
            story.turn_back(*slot);
        }
        story
    }
}
