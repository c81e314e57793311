//! How likely an encounter goes well for one of the party, and what it may cost.

use super::{Mission, State, departure::Traveller};
use crate::kinds::mission::{
    Stat,
    pack::{Encounter, Knack, On, Op, Rules, Scope},
};

/// The stat with which nothing is easier and nothing harder.
const STAT_EVEN: i64 = 5;

/// In 1/10,000.
pub(super) struct Odds {
    pub chance: i64,
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

        let of_stats = |each: Stat| encounter.stats().of(each) * stat(each);
        let mut chance = encounter.base_bp + Stat::ALL.map(of_stats).iter().sum::<i64>();
        let known = sums(one, &upright, rules, |on| on.applies(encounter));
        chance += known.add - rules.difficulty_bp * harder;
        if state.party[usize::from(slot)].hurt {
            chance -= rules.hurt_bp;
        }
        let others = i64::try_from(upright.len()).unwrap_or(i64::MAX) - 1;
        chance += rules.mate_bp * others.min(rules.mates_max);

        let careful = sums(one, &upright, rules, |on| *on == On::Harm);
        let harm = encounter.harm_bp + rules.harm_difficulty_bp * harder
            - rules.harm_grit_bp * stat(Stat::Grit)
            + careful.add;
        Odds {
            chance: percent(chance, known.mul).clamp(rules.chance_min, rules.chance_max),
            harm: percent(harm, careful.mul).clamp(rules.harm_min, rules.harm_max),
        }
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
