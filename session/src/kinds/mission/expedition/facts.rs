//! What rows say: who sits where, and what was settled and wished. They win over
//! what a state knows of it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{
    Event, State,
    event::{Seating, Why},
    terms::{Departing, Terms},
};
use crate::kinds::mission::resolver::Seed;

/// Rows by their tables. Columns that are not named here count for nothing.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Facts {
    #[serde(default)]
    pub missions: Vec<MissionRow>,
    #[serde(default)]
    pub mission_members: Vec<MemberRow>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct MissionRow {
    pub host: Option<Uuid>,
    /// Whether the party was sent away before it left.
    pub is_dissolved: bool,
    /// Both from departure on.
    pub seed: Option<Seed>,
    pub terms: Option<Terms>,
    pub recall_ms: Option<i64>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct MemberRow {
    pub survivor_id: Uuid,
    /// Null once the person is gone.
    pub user_id: Option<Uuid>,
    pub slot: u8,
    pub name: String,
    pub level: u8,
    pub injured: bool,
    pub marks: u8,
    /// Why it sits there no more.
    pub why_left: Option<Why>,
    pub turn_back_ms: Option<i64>,
}

impl MemberRow {
    fn seating(&self) -> Seating {
        let Self { survivor_id, user_id, slot, name, level, injured, marks, .. } = self;
        Seating {
            slot: *slot,
            survivor: *survivor_id,
            user: user_id.unwrap_or_default(),
            name: name.clone(),
            level: *level,
            injured: *injured,
            marks: *marks,
        }
    }
}

impl State {
    /// What happens so that the state is as the rows say, each upon the one before.
    pub fn reconciled(&self, facts: &Facts, now_ms: i64) -> Vec<Event> {
        let Facts { missions, mission_members: members } = facts;
        let Some(mission) = missions.first().filter(|_| self.end.is_none()) else {
            return Vec::new();
        };
        let mut told = Telling { state: self.clone(), events: Vec::new(), now_ms };
        if self.is_lobby() {
            told.settle_seats(members);
            told.settle_host(mission);
            if mission.is_dissolved {
                told.happen(told.state.abandoned());
                return told.events;
            }
            if let (Some(seed), Some(terms)) = (mission.seed, &mission.terms) {
                let departing = Departing { seed, terms: terms.clone() };
                if let Ok(event) = told.state.departed(departing) {
                    told.happen(event);
                }
            }
        } else {
            told.settle_names(members);
        }
        told.settle_wishes(mission, members);
        told.events
    }

    /// That the party leaves; `Err` with why it cannot.
    pub fn departed(&self, departing: Departing) -> Result<Event, &'static str> {
        let seated = |survivor: &Uuid| self.seat(*survivor).is_some();
        let party = departing.terms.party.iter().map(|one| &one.survivor);
        if party.clone().count() != self.seats.len() || !party.clone().all(seated) {
            return Err("the party is another by now");
        }
        let story =
            departing.begun(self.config.difficulty).ok_or("its pack knows no such departure")?;
        let (ticks, goal) = (story.ticks, story.goal);
        let Departing { seed, terms } = departing;
        Ok(Event::Departed { seal: seed.seal(), ticks, goal, seed, terms: Box::new(terms) })
    }

    /// What was told stays as it is: a wish that comes late counts for what comes
    /// behind that.
    pub fn turned_back(&self, survivor: Uuid, from_ms: i64) -> Option<Event> {
        let slot = self.slot(survivor)?;
        let way = self.on_the_way()?;
        let is_new = !way.turned.iter().any(|(turned, _)| *turned == slot);
        let is_upright = way.story.party.get(usize::from(slot)).is_some_and(|one| one.upright);
        let from_ms = from_ms.max(way.told_ms() + 1);
        (is_new && is_upright).then_some(Event::TurnedBack { survivor, from_ms })
    }

    pub fn recalled(&self, from_ms: i64) -> Option<Event> {
        let way = self.on_the_way().filter(|way| way.recall_ms.is_none())?;
        Some(Event::Recalled { from_ms: from_ms.max(way.told_ms()) })
    }
}

/// What is made to happen, and the state that it leads to.
struct Telling {
    state: State,
    events: Vec<Event>,
    now_ms: i64,
}

impl Telling {
    fn happen(&mut self, event: Event) {
        self.state.apply(&event, self.now_ms);
        self.events.push(event);
    }

    fn settle_seats(&mut self, members: &[MemberRow]) {
        let seats: Vec<Uuid> = self.state.seats.iter().map(|seat| seat.who.survivor).collect();
        for survivor in seats {
            let row = members.iter().find(|row| row.survivor_id == survivor);
            let why = row.map_or(Some(Why::Gone), |row| row.why_left);
            if let Some(why) = why {
                self.happen(Event::Unseated { survivor, why });
            }
        }
        for row in members.iter().filter(|row| row.why_left.is_none()) {
            let seat = row.seating();
            let sits = self.state.seat(row.survivor_id).map(|seat| &seat.who);
            if sits != Some(&seat) {
                self.happen(Event::Seated { seat });
            }
        }
    }

    fn settle_host(&mut self, mission: &MissionRow) {
        let host = mission.host.filter(|host| self.state.seat(*host).is_some());
        if let Some(survivor) = host.filter(|host| self.state.host != Some(*host)) {
            self.happen(Event::HostChanged { survivor });
        }
    }

    /// Somebody may be called otherwise on the way, or be nobody any more; all else
    /// is settled.
    fn settle_names(&mut self, members: &[MemberRow]) {
        for row in members {
            let Some(sits) = self.state.seat(row.survivor_id).map(|seat| &seat.who) else {
                continue;
            };
            let Seating { user, name, .. } = row.seating();
            if sits.name != name || sits.user != user {
                let seat = Seating { user, name, ..sits.clone() };
                self.happen(Event::Seated { seat });
            }
        }
    }

    fn settle_wishes(&mut self, mission: &MissionRow, members: &[MemberRow]) {
        for row in members {
            let Some(from_ms) = row.turn_back_ms else { continue };
            let wished = self.state.turned_back(row.survivor_id, from_ms);
            if let Some(event) = wished {
                self.happen(event);
            }
        }
        let recalled = mission.recall_ms.and_then(|at| self.state.recalled(at));
        if let Some(event) = recalled {
            self.happen(event);
        }
    }
}
