//! Who stands in for an owner: by the owner's will, or because the owner is away.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{
    config::{StandIn, StandInWord},
    event::Event,
    limits::OWNER_AWAY_MS,
    seat::{Seat, SeatRole},
    state::State,
};
use crate::omitted::is_default;

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Host {
    pub seat: String,
    pub why: HostWhy,
    #[serde(default, skip_serializing_if = "is_default")]
    pub until_ms: Option<i64>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum HostWhy {
    /// The owner is away.
    Away,
    /// The owner said so.
    Given,
}

/// Why the owner is in charge again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum BackWhy {
    Asked,
    /// The owner is here again.
    Returned,
    /// Its time is over.
    Time,
    /// The host has no seat any more.
    Left,
    /// The host may not stand in any more.
    Off,
}

impl State {
    /// What is to be said at once of who is in charge.
    pub fn follow_host(&self, now_ms: i64) -> Option<Event> {
        if let Some(host) = &self.host {
            let back = |why| Some(Event::TakenBack { why, by: None });
            if self.seat(&host.seat).is_none_or(Seat::knocks) {
                return back(BackWhy::Left);
            }
            if host.why == HostWhy::Away && self.owner_away_ms.is_none() {
                return back(BackWhy::Returned);
            }
            if host.why == HostWhy::Away && !self.stands_in() {
                return back(BackWhy::Off);
            }
        }
        self.succeeds_ms().filter(|at_ms| *at_ms <= now_ms).and_then(|_| self.succeed())
    }

    /// When somebody stands in for who is away.
    pub fn succeeds_ms(&self) -> Option<i64> {
        let away_ms = self.owner_away_ms.filter(|_| self.stands_in())?;
        let since_ms = match &self.host {
            None => away_ms,
            Some(host) if host.why == HostWhy::Given => return None,
            Some(host) => self.seat(&host.seat)?.dropped_ms?.max(away_ms),
        };
        self.stand_in()?;
        Some(since_ms + OWNER_AWAY_MS)
    }

    pub fn succeed(&self) -> Option<Event> {
        let seat = self.stand_in()?.clone();
        Some(Event::HandedOver(Host { seat, why: HostWhy::Away, until_ms: None }))
    }

    fn stands_in(&self) -> bool {
        self.config.stand_in != StandIn::Word(StandInWord::Off)
    }

    /// Whom the config names, a cohost, or the longest seated member, of those
    /// who are here.
    fn stand_in(&self) -> Option<&String> {
        if let StandIn::Seats(named) = &self.config.stand_in {
            let is_here = |id: &&String| {
                self.seat(id).is_some_and(|seat| seat.is_present() && seat.role != SeatRole::Owner)
            };
            if let Some(id) = named.iter().find(is_here) {
                return Some(id);
            }
        }
        let longest = |role| {
            let those = self.present().filter(move |(_, seat)| seat.role == role);
            those.min_by_key(|(id, seat)| (seat.since_ms, *id)).map(|(id, _)| id)
        };
        longest(SeatRole::Cohost).or_else(|| longest(SeatRole::Member))
    }
}
