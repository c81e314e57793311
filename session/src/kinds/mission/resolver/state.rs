//! How a mission stands after some ticks: the fold of what was told, for which
//! neither pack nor seed is needed.

use serde::{Deserialize, Serialize};

use super::{Line, Mission, PARTY, Tick, pick, purpose};
use crate::kinds::mission::Outcome;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct State {
    /// Of the whole mission.
    pub ticks: u32,
    /// Ticks that must succeed.
    pub goal: u32,
    /// The last one told.
    pub tick: u32,
    pub progress: u32,
    /// The encounter of that tick, which is not met again at once.
    pub last: Option<String>,
    pub recalled: bool,
    /// By slot.
    pub party: Vec<Member>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[expect(clippy::struct_excessive_bools, reason = "each is true or not by itself")]
pub struct Member {
    pub caution: u8,
    /// Still on the way.
    pub upright: bool,
    /// Turns back after the next tick.
    pub leaving: bool,
    pub lost: bool,
    pub hurt: bool,
    pub marks: u8,
    pub successes: u32,
    pub setbacks: u32,
    pub hurts: u32,
    /// The sum of the finds.
    pub found: i64,
}

impl Mission<'_> {
    /// How things stand at departure.
    #[must_use]
    pub fn begin(&self) -> State {
        let rules = &self.pack.rules;
        let drawn = self.seed.draw(0, PARTY, purpose::LENGTH);
        let ticks = rules.ticks_min + pick(drawn, rules.ticks_span);
        let [first, second, third] = rules.goal_pct;
        let percent = match self.difficulty {
            1 => first,
            2 => second,
            _ => third,
        };
        // Rounded up.
        let goal = (ticks * percent + 99) / 100;
        State {
            ticks: small(ticks),
            goal: small(goal),
            tick: 0,
            progress: 0,
            last: None,
            recalled: false,
            party: self.party.iter().map(|one| Member::new(one.sheet)).collect(),
        }
    }
}

/// What a pack's bounds keep far below the most of an `u32`.
pub(super) fn small(number: i64) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

impl Member {
    fn new(sheet: &super::Sheet) -> Self {
        Self {
            caution: sheet.caution,
            upright: true,
            leaving: false,
            lost: false,
            hurt: sheet.hurt,
            marks: sheet.marks,
            successes: 0,
            setbacks: 0,
            hurts: 0,
            found: 0,
        }
    }
}

impl State {
    /// Whether nothing more will happen.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.recalled || self.tick >= self.ticks || !self.party.iter().any(|one| one.upright)
    }

    /// Slots of those who are still on the way.
    pub fn upright(&self) -> impl Iterator<Item = u8> {
        (0_u8..).zip(&self.party).filter(|(_, one)| one.upright).map(|(slot, _)| slot)
    }

    /// Has one of the party turn back: the next tick is the last that it meets.
    pub fn turn_back(&mut self, slot: u8) {
        if let Some(one) = self.party.get_mut(usize::from(slot)).filter(|one| one.upright) {
            one.leaving = true;
        }
    }

    /// Ends the mission as it is.
    pub fn recall(&mut self) {
        self.recalled = true;
    }

    /// Has a tick happen. One that does not come next is passed over, so that a
    /// tick told twice counts once.
    pub fn fold(&mut self, told: &Tick) {
        let Tick { tick, encounter, mends, lines } = told;
        if *tick != self.tick + 1 {
            return;
        }
        let leaving: Vec<usize> = (0..self.party.len())
            .filter(|slot| self.party[*slot].upright && self.party[*slot].leaving)
            .collect();
        for line in lines {
            if let Some(one) = self.party.get_mut(usize::from(line.slot)) {
                one.meet(line, *mends);
            }
        }
        let successes = lines.iter().filter(|line| line.outcome == Outcome::Success).count();
        if 2 * successes >= lines.len() {
            self.progress += 1;
        }
        for slot in leaving {
            self.party[slot].upright = false;
        }
        self.tick = *tick;
        self.last = Some(encounter.clone());
    }
}

impl Member {
    fn meet(&mut self, line: &Line, mends: bool) {
        self.marks = line.marks;
        self.found += i64::from(line.find);
        match line.outcome {
            Outcome::Success => {
                self.successes += 1;
                self.hurt &= !mends;
            }
            Outcome::Setback => self.setbacks += 1,
            Outcome::Hurt => {
                self.hurts += 1;
                self.hurt = true;
                self.leaving |= self.marks >= self.caution;
            }
            Outcome::Lost => {
                self.lost = true;
                self.upright = false;
            }
        }
    }
}
