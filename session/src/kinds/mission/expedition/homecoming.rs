//! What a mission made of a survivor.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::terms::{Terms, ThirdMark, Traveller};
use crate::kinds::mission::{
    growth::level,
    resolver::{Member, Results as Resolved, Return, Status},
};

/// An injury heals in that time, where no completed mission heals it before.
pub const HEALS_MS: i64 = 2 * 60 * 60 * 1_000;
/// How long the third mark keeps a survivor home, where it does not take it.
pub const LONG_REST_MS: i64 = 12 * 60 * 60 * 1_000;
/// Missions in a row, completed and unhurt, that take a mark away.
const UNHURT_FOR_A_MARK: u32 = 2;

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[expect(clippy::struct_excessive_bools, reason = "each is true or not by itself")]
pub struct Homecoming {
    pub slot: u8,
    pub survivor: Uuid,
    /// Whether it was there when the mission ended.
    pub upright: bool,
    /// For good.
    pub lost: bool,
    pub hurt: bool,
    pub healed: bool,
    pub marks: u8,
    /// What the mission brought.
    pub xp: i64,
    pub salvage: i64,
    /// After it.
    pub level: u8,
    /// The survivor's own, after it.
    pub after: After,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct After {
    pub xp: i64,
    pub salvage: i64,
    pub missions: u32,
    pub completed: u32,
    pub unhurt: u32,
    /// It is injured until then.
    pub heals_ms: Option<i64>,
    /// It goes out no earlier.
    pub rests_ms: i64,
}

/// How each of the party came home, by slot.
pub fn of_party(
    terms: &Terms,
    resolved: &Resolved,
    party: &[Member],
    at_ms: i64,
) -> Vec<Homecoming> {
    let all = resolved.party.iter().zip(party).zip(&terms.party);
    all.map(|((came, member), traveller)| {
        one(terms, resolved.status, (came, member, traveller), at_ms)
    })
    .collect()
}

fn one(
    terms: &Terms,
    status: Status,
    (came, member, traveller): (&Return, &Member, &Traveller),
    at_ms: i64,
) -> Homecoming {
    let Return { slot, upright, lost: fell, hurt, healed, marks, xp, salvage } = *came;
    let Traveller { survivor, sheet: _, xp: xp_before, salvage: had, missions, completed, unhurt } =
        *traveller;
    let lost = fell && terms.third_mark == ThirdMark::Lost;
    let rests = fell && !lost;
    let has_completed = status == Status::Completed && upright;
    let mut unhurt = if has_completed && member.hurts == 0 { unhurt + 1 } else { 0 };
    let mut marks = if rests { 0 } else { marks };
    if unhurt >= UNHURT_FOR_A_MARK {
        unhurt = 0;
        marks = marks.saturating_sub(1);
    }
    let hurt = hurt && !rests && !lost;
    let rest_ms = if rests { LONG_REST_MS } else { i64::from(terms.rest_s) * 1_000 };
    let after = After {
        xp: xp_before + xp,
        salvage: had + salvage,
        missions: missions + 1,
        completed: completed + u32::from(has_completed),
        unhurt,
        heals_ms: hurt.then_some(at_ms + HEALS_MS),
        rests_ms: at_ms + rest_ms,
    };
    let level = level(after.xp);
    Homecoming { slot, survivor, upright, lost, hurt, healed, marks, xp, salvage, level, after }
}
