//! How a mission ended, and what each brought home.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Member, Mission, State, departure::Traveller, odds::own_percent};
use crate::kinds::mission::pack::On;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    Completed,
    Failed,
    /// Recalled by its host.
    Abandoned,
}

impl Status {
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Completed => "completed",
            Self::Failed => "failed",
            Self::Abandoned => "abandoned",
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Results {
    pub status: Status,
    pub ticks: u32,
    pub goal: u32,
    pub progress: u32,
    /// The last tick that was told.
    pub ended_at: u32,
    /// By slot.
    pub party: Vec<Return>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[expect(clippy::struct_excessive_bools, reason = "each is true or not by itself")]
pub struct Return {
    pub slot: u8,
    /// Was there when the mission ended.
    pub upright: bool,
    pub lost: bool,
    /// Once home: an injury heals with a completed mission.
    pub hurt: bool,
    pub healed: bool,
    pub marks: u8,
    pub xp: i64,
    pub salvage: i64,
}

impl Mission<'_> {
    /// `None` while more may happen.
    #[must_use]
    pub fn results(&self, state: &State) -> Option<Results> {
        state.is_over().then(|| self.settle(state))
    }

    /// As if nothing more happened.
    pub(super) fn settle(&self, state: &State) -> Results {
        let State { ticks, goal, progress, tick, .. } = *state;
        let stayed = tick >= ticks && state.upright().next().is_some();
        let status = if state.recalled {
            Status::Abandoned
        } else if stayed && progress >= goal {
            Status::Completed
        } else {
            Status::Failed
        };
        let party = (0_u8..).zip(state.party.iter().zip(&self.party));
        let party = party.map(|(slot, (one, traveller))| self.reward(slot, one, traveller, status));
        Results { status, ticks, goal, progress, ended_at: tick, party: party.collect() }
    }

    fn reward(&self, slot: u8, one: &Member, traveller: &Traveller, status: Status) -> Return {
        let rules = &self.pack.rules;
        let has_completed = status == Status::Completed && one.upright;
        let told = i64::from(one.successes) * rules.xp.success
            + i64::from(one.setbacks) * rules.xp.setback
            + i64::from(one.hurts) * rules.xp.hurt;
        let completed = if has_completed { rules.xp.completed } else { 0 };
        let mut xp = own_percent(traveller, rules, &On::Xp, (told + completed) * self.difficulty);
        let mut salvage = own_percent(traveller, rules, &On::Salvage, one.found);
        if !has_completed {
            salvage /= 2;
        }
        if one.lost {
            (xp, salvage) = (0, 0);
        }
        let healed = has_completed && one.hurt;
        Return {
            slot,
            upright: one.upright,
            lost: one.lost,
            hurt: one.hurt && !healed,
            healed,
            marks: one.marks,
            xp,
            salvage,
        }
    }
}
