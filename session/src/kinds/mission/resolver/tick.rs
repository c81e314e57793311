//! What happens in one tick.

use serde::{Deserialize, Serialize};

use super::{Mission, State, pick, purpose, state::small};
use crate::kinds::mission::{Outcome, pack::Encounter};

/// What one tick brought, and how it went for each who was upright.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tick {
    /// From 1.
    pub tick: u32,
    pub encounter: String,
    /// Whether who succeeded is healed.
    pub mends: bool,
    /// In the order of slots.
    pub lines: Vec<Line>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    pub slot: u8,
    /// In 1/10,000, as the rolls.
    pub chance: u32,
    pub roll: u32,
    pub harm: u32,
    pub harm_roll: u32,
    pub outcome: Outcome,
    /// After it.
    pub marks: u8,
    pub find: u32,
    /// Which of the variants tells it.
    pub text: u8,
    /// The slot of the other of whom that may tell; `None` for who is alone.
    pub mate: Option<u8>,
}

const ROLLS: i64 = 10_000;
/// A find is so many percent of its worth, and up to `FIND_SPAN - 1` more.
const FIND_MIN: i64 = 75;
const FIND_SPAN: i64 = 51;

impl Mission<'_> {
    /// The tick after `state`, if there is one more.
    #[must_use]
    pub fn tick(&self, state: &State) -> Option<Tick> {
        if state.is_over() || state.party.len() != self.party.len() {
            return None;
        }
        let tick = state.tick + 1;
        let encounter = self.meeting(tick, state.last.as_deref())?;
        let lines = state.upright().map(|slot| self.line(state, encounter, slot)).collect();
        Some(Tick { tick, encounter: encounter.id.clone(), mends: encounter.mends(), lines })
    }

    fn line(&self, state: &State, encounter: &Encounter, slot: u8) -> Line {
        let rules = &self.pack.rules;
        let tick = state.tick + 1;
        let draw = |purpose, below| pick(self.seed.draw(tick, slot, purpose), below);
        let odds = self.odds(state, encounter, slot);
        let (chance, harm) = (odds.chance, odds.harm);
        let roll = draw(purpose::ROLL, ROLLS);
        let harm_roll = draw(purpose::HARM_ROLL, ROLLS);
        let one = &state.party[usize::from(slot)];
        let (mut marks, mut find) = (one.marks, 0);
        let outcome = if roll < chance {
            let part = FIND_MIN + draw(purpose::FIND, FIND_SPAN);
            find = encounter.worth * self.difficulty * part / 100;
            Outcome::Success
        } else if harm_roll >= harm {
            Outcome::Setback
        } else if !one.hurt {
            Outcome::Hurt
        } else {
            marks += 1;
            if i64::from(marks) >= rules.marks_max { Outcome::Lost } else { Outcome::Hurt }
        };
        Line {
            slot,
            chance: small(chance),
            roll: small(roll),
            harm: small(harm),
            harm_roll: small(harm_roll),
            outcome,
            marks,
            find: small(find),
            text: u8::try_from(draw(purpose::TEXT, rules.variants)).unwrap_or(u8::MAX),
            mate: self.mate(state, slot),
        }
    }

    /// One of the others who were upright as the tick began.
    fn mate(&self, state: &State, slot: u8) -> Option<u8> {
        let others: Vec<u8> = state.upright().filter(|other| *other != slot).collect();
        let drawn = self.seed.draw(state.tick + 1, slot, purpose::MATE);
        let at = pick(drawn, i64::try_from(others.len()).unwrap_or(0));
        usize::try_from(at).ok().and_then(|at| others.get(at)).copied()
    }
}
