//! The numbers that hold for a whole pack. `bp` is 1/10,000.

use serde::{Deserialize, Serialize};

use super::check::Findings;

/// Ticks of the longest mission that a pack may allow: what resolving one costs.
const TICKS_MAX: i64 = 100;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rules {
    /// What each difficulty above the first takes from a chance.
    pub difficulty_bp: i64,
    /// What being hurt takes from a chance.
    pub hurt_bp: i64,
    /// What each other of the party who is upright adds, `mates_max` of them at most.
    pub mate_bp: i64,
    pub mates_max: i64,
    /// What the team's knacks add at most, or take.
    pub team_add_max: i64,
    /// Percent that knacks add or take at most.
    pub mul_max: i64,
    pub chance_min: i64,
    pub chance_max: i64,
    pub harm_difficulty_bp: i64,
    pub harm_grit_bp: i64,
    pub harm_min: i64,
    pub harm_max: i64,
    /// A stat with its knacks; 1 is the least.
    pub stat_max: i64,
    pub ticks_min: i64,
    /// How many lengths there are, from `ticks_min` on.
    pub ticks_span: i64,
    /// Percent of the ticks that must succeed, by difficulty.
    pub goal_pct: [i64; 3],
    /// The mark with which a survivor is lost.
    pub marks_max: i64,
    /// Texts of each outcome of each encounter.
    pub variants: i64,
    pub xp: Xp,
}

/// Experience, at difficulty 1.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Xp {
    pub success: i64,
    pub setback: i64,
    pub hurt: i64,
    pub lost: i64,
    /// For those who are upright at the end of a completed mission.
    pub completed: i64,
}

pub(super) fn check(rules: &Rules, findings: &mut Findings) {
    let Rules {
        difficulty_bp,
        hurt_bp,
        mate_bp,
        mates_max,
        team_add_max,
        mul_max,
        chance_min,
        chance_max,
        harm_difficulty_bp,
        harm_grit_bp,
        harm_min,
        harm_max,
        stat_max,
        ticks_min,
        ticks_span,
        goal_pct,
        marks_max,
        variants,
        xp: Xp { success, setback, hurt, lost, completed },
    } = rules;
    let [first, second, third] = goal_pct;
    for (field, number, bounds) in [
        ("difficulty_bp", difficulty_bp, [0, 10_000]),
        ("hurt_bp", hurt_bp, [0, 10_000]),
        ("mate_bp", mate_bp, [0, 10_000]),
        ("mates_max", mates_max, [0, 3]),
        ("team_add_max", team_add_max, [0, 10_000]),
        // At 100 a chance could be less than nothing.
        ("mul_max", mul_max, [0, 99]),
        ("chance_min", chance_min, [0, 10_000]),
        ("chance_max", chance_max, [*chance_min, 10_000]),
        ("harm_difficulty_bp", harm_difficulty_bp, [0, 10_000]),
        ("harm_grit_bp", harm_grit_bp, [0, 10_000]),
        ("harm_min", harm_min, [0, 10_000]),
        ("harm_max", harm_max, [*harm_min, 10_000]),
        ("stat_max", stat_max, [1, 100]),
        ("ticks_min", ticks_min, [1, TICKS_MAX]),
        ("ticks_span", ticks_span, [1, (TICKS_MAX + 1).saturating_sub(*ticks_min)]),
        ("goal_pct.0", first, [0, 100]),
        ("goal_pct.1", second, [0, 100]),
        ("goal_pct.2", third, [0, 100]),
        ("marks_max", marks_max, [1, 10]),
        ("variants", variants, [1, 20]),
        ("xp.success", success, [0, 1_000]),
        ("xp.setback", setback, [0, 1_000]),
        ("xp.hurt", hurt, [0, 1_000]),
        ("xp.lost", lost, [0, 1_000]),
        ("xp.completed", completed, [0, 10_000]),
    ] {
        findings.within(*number, bounds, format!("rules.{field}"));
    }
}
