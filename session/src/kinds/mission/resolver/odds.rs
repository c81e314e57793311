//! How likely an encounter goes well for one of the party, and what it may cost.

use serde::{Deserialize, Serialize};

use super::{Mission, State, Tick, departure::Traveller};
use crate::kinds::mission::{
    Stat,
    pack::{Encounter, Knack, On, Op, Rules, Scope},
};

/// The stat with which nothing is easier and nothing harder.
const STAT_EVEN: i64 = 5;

/// How likely one of the party succeeds and what a failure may cost, with all that
/// adds to it: in 1/10,000, but for percents.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Odds {
    /// The encounter's own.
    pub base: i64,
    pub craft: i64,
    pub grit: i64,
    pub heart: i64,
    /// What knacks add, those of the team as far as they count.
    pub knacks: i64,
    pub difficulty: i64,
    pub hurt: i64,
    /// Of others who are upright.
    pub mates: i64,
    /// By how many percent knacks change the sum.
    pub percent: i64,
    /// The sum, within its bounds.
    pub chance: i64,
    pub harm_base: i64,
    pub harm_difficulty: i64,
    pub harm_grit: i64,
    pub harm_knacks: i64,
    pub harm_percent: i64,
    pub harm: i64,
}

/// What knacks add, and percent that they change it by.
struct Sums {
    add: i64,
    mul: i64,
}

impl Mission<'_> {
    /// Of who is in `slot`, from the party as the tick began.
    pub(super) fn odds(&self, state: &State, encounter: &Encounter, slot: u8) -> Odds {
        let rules = &self.pack.rules;
        let upright: Vec<&Traveller> =
            state.upright().map(|other| &self.party[usize::from(other)]).collect();
        let one = &self.party[usize::from(slot)];
        let stat = |stat| {
            let sums = sums(one, &upright, rules, |on| *on == On::Stat(stat));
            (one.sheet.stats.of(stat) + sums.add).clamp(1, rules.stat_max) - STAT_EVEN
        };
        let harder = self.difficulty - 1;

        let of_stat = |each: Stat| encounter.stats().of(each) * stat(each);
        let known = sums(one, &upright, rules, |on| on.applies(encounter));
        let is_hurt = state.party[usize::from(slot)].hurt;
        let others = i64::try_from(upright.len()).unwrap_or(i64::MAX) - 1;
        let careful = sums(one, &upright, rules, |on| *on == On::Harm);
        let mut odds = Odds {
            base: encounter.base_bp,
            craft: of_stat(Stat::Craft),
            grit: of_stat(Stat::Grit),
            heart: of_stat(Stat::Heart),
            knacks: known.add,
            difficulty: -rules.difficulty_bp * harder,
            hurt: if is_hurt { -rules.hurt_bp } else { 0 },
            mates: rules.mate_bp * others.min(rules.mates_max),
            percent: known.mul,
            chance: 0,
            harm_base: encounter.harm_bp,
            harm_difficulty: rules.harm_difficulty_bp * harder,
            harm_grit: -rules.harm_grit_bp * stat(Stat::Grit),
            harm_knacks: careful.add,
            harm_percent: careful.mul,
            harm: 0,
        };
        odds.chance = percent(odds.chance_sum(), odds.percent);
        odds.chance = odds.chance.clamp(rules.chance_min, rules.chance_max);
        odds.harm = percent(odds.harm_sum(), odds.harm_percent);
        odds.harm = odds.harm.clamp(rules.harm_min, rules.harm_max);
        odds
    }

    /// As [`State`] was when a tick began, for each line of it.
    #[must_use]
    pub fn odds_of(&self, state: &State, tick: &Tick) -> Vec<Odds> {
        let Some(encounter) = self.pack.encounter(&tick.encounter) else { return Vec::new() };
        tick.lines.iter().map(|line| self.odds(state, encounter, line.slot)).collect()
    }
}

impl Odds {
    const fn chance_sum(&self) -> i64 {
        self.base
            + self.craft
            + self.grit
            + self.heart
            + self.knacks
            + self.difficulty
            + self.hurt
            + self.mates
    }

    const fn harm_sum(&self) -> i64 {
        self.harm_base + self.harm_difficulty + self.harm_grit + self.harm_knacks
    }
}

/// Rounded down, also below zero.
fn percent(number: i64, more: i64) -> i64 {
    (number * (100 + more)).div_euclid(100)
}

/// Of one's own knacks and of the team's, which are those of all who are upright.
fn sums(
    one: &Traveller,
    upright: &[&Traveller],
    rules: &Rules,
    wanted: impl Fn(&On) -> bool,
) -> Sums {
    let (mut own_add, mut team_add, mut mul) = (0, 0, 0);
    let mut count = |knack: &Knack, add: &mut i64| match knack.op {
        Op::Add => *add += knack.amount,
        Op::Mul => mul += knack.amount,
    };
    for knack in one.knacks.iter().filter(|knack| knack.scope == Scope::Own && wanted(&knack.on)) {
        count(knack, &mut own_add);
    }
    let team = upright.iter().flat_map(|other| &other.knacks);
    for knack in team.filter(|knack| knack.scope == Scope::Team && wanted(&knack.on)) {
        count(knack, &mut team_add);
    }
    let most = rules.team_add_max;
    Sums {
        add: own_add + team_add.clamp(-most, most),
        mul: mul.clamp(-rules.mul_max, rules.mul_max),
    }
}

/// What one's own knacks change experience or salvage by.
pub(super) fn own_percent(one: &Traveller, rules: &Rules, on: &On, number: i64) -> i64 {
    percent(number, sums(one, &[one], rules, |other| other == on).mul)
}
