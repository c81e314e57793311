//! An expedition, from its lobby to the end, held to the resolver and to what rows
//! say.

mod facts;
mod homecoming;
mod seats;
mod stories;
mod telling;
mod wishes;

use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    AfterOutage, Command, Config, Departing, Event, Expedition, Party, Seating, State, Terms,
    ThirdMark, Traveller,
};
use crate::{
    Actor, Beside, Fact, Kind, Rejection, Row,
    kinds::mission::{
        Stats,
        pack::Pack,
        resolver::{RESOLVER, Seed, Sheet, Story, Wishes, resolve},
    },
};

const MADE_MS: i64 = 1_700_000_000_000;
const TICK_MS: i64 = 60_000;

fn pack() -> &'static Pack {
    Pack::named("long_ebb", Some(1)).unwrap()
}

fn config() -> Config {
    Config {
        mission: Uuid::from_u128(1),
        camp: Uuid::from_u128(2),
        made_ms: MADE_MS,
        difficulty: 1,
        party: Party::Open,
        party_max: 4,
        pack: pack().name(),
    }
}

fn survivor(slot: u8) -> Uuid {
    Uuid::from_u128(0x10 + u128::from(slot))
}

fn user(slot: u8) -> Uuid {
    Uuid::from_u128(0x100 + u128::from(slot))
}

fn seating(slot: u8) -> Seating {
    Seating {
        slot,
        survivor: survivor(slot),
        user: user(slot),
        name: format!("Name {slot}"),
        level: 1,
        injured: false,
        marks: 0,
    }
}

fn traveller(slot: u8) -> Traveller {
    let stats = Stats { craft: 5, grit: 4, heart: 4 };
    let sheet = Sheet { stats, knacks: Vec::new(), hurt: false, marks: 0, caution: 3 };
    Traveller {
        survivor: survivor(slot),
        sheet,
        xp: 0,
        salvage: 7,
        missions: 3,
        completed: 2,
        unhurt: 0,
    }
}

fn departing(seed: [u8; 16], party: u8) -> Departing {
    let terms = Terms {
        pack: pack().name(),
        resolver: RESOLVER,
        depart_ms: MADE_MS,
        tick_ms: TICK_MS,
        rest_s: 60,
        third_mark: ThirdMark::Lost,
        after_outage: AfterOutage::Tell,
        party: (0..party).map(traveller).collect(),
    };
    Departing { seed: Seed(seed), terms }
}

/// What came back from a database.
fn stored<T: Serialize + DeserializeOwned>(one: &T) -> T {
    serde_json::from_str(&serde_json::to_string(one).unwrap()).unwrap()
}

/// A mission, and all that happened to it, as history has it.
#[derive(Clone)]
struct Life {
    state: State,
    told: Vec<(i64, Event)>,
}

impl Life {
    fn lobby(config: &Config, party: u8) -> Self {
        let mut life = Self { state: State::open(config, MADE_MS), told: Vec::new() };
        for slot in 0..party {
            life.happen(MADE_MS, Event::Seated { seat: seating(slot) });
        }
        life
    }

    fn departed(departing: Departing) -> Self {
        let party = u8::try_from(departing.terms.party.len()).unwrap();
        let mut life = Self::lobby(&config(), party);
        let event = life.state.departed(departing).unwrap();
        life.happen(MADE_MS, event);
        life
    }

    fn happen(&mut self, at_ms: i64, event: Event) {
        self.state.apply(&stored(&event), at_ms);
        self.state = stored(&self.state);
        self.told.push((at_ms, event));
    }

    fn pass(&mut self, now_ms: i64) {
        for (at_ms, event) in self.state.advance(now_ms, usize::MAX) {
            self.happen(at_ms, event);
        }
    }

    /// Until nothing more comes.
    fn end(&mut self) {
        self.pass(MADE_MS + 1_000 * TICK_MS);
    }

    fn ask(&mut self, actor: &Actor, command: Value, at_ms: i64) -> Result<(), Rejection> {
        let command: Command = serde_json::from_value(command).unwrap();
        let beside = Beside::default();
        for event in Expedition::decide(&self.state, &beside, command, actor, at_ms)? {
            self.happen(at_ms, event);
        }
        Ok(())
    }

    fn rows(&self) -> Vec<Row> {
        let rows = |(at_ms, event): &(i64, Event)| {
            let actor = json!({ "role": "system" });
            let session = self.state.config.mission;
            Expedition::rows(&Fact { session, at_ms: *at_ms, actor: &actor, event })
        };
        self.told.iter().flat_map(rows).collect()
    }

    fn view(&self) -> Value {
        let view = super::View::of(&self.state, self.state.at_ms);
        serde_json::to_value(view).unwrap()
    }

    /// Numbers of the ticks that were told, with their times.
    fn ticks(&self) -> Vec<(u32, i64)> {
        let tick = |(at_ms, event): &(i64, Event)| match event {
            Event::Ticked { tick, .. } => Some((*tick, *at_ms)),
            _ => None,
        };
        self.told.iter().filter_map(tick).collect()
    }
}

fn story(departing: &Departing, wishes: &Wishes) -> Story {
    resolve(pack(), &departing.departure(config().difficulty), wishes).unwrap()
}

/// Told of a mission: its lines and how each came home, of which the story has the
/// same.
fn is_the_story(life: &Life, story: &Story) {
    let told: Vec<_> =
        life.state.way.as_ref().unwrap().told.iter().map(|kept| &kept.tick).collect();
    assert_eq!(told, story.ticks.iter().collect::<Vec<_>>());
    let end = life.state.end.as_ref().unwrap();
    assert_eq!(end.status, story.results.status);
    let results = end.results.as_ref().unwrap();
    let [ticks, goal, progress, ended_at] =
        [results.ticks, results.goal, results.progress, results.ended_at];
    let all = &story.results;
    assert_eq!(
        [ticks, goal, progress, ended_at],
        [all.ticks, all.goal, all.progress, all.ended_at]
    );
    for (came, one) in results.party.iter().zip(&all.party) {
        assert_eq!((came.slot, came.xp, came.salvage), (one.slot, one.xp, one.salvage));
        assert_eq!((came.upright, came.lost), (one.upright, one.lost));
    }
}
