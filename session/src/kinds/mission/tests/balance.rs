//! How often missions are won and survivors lost, of the published reference
//! survivors at level 6.

use std::thread;

use sha2::{Digest, Sha256};

use super::{LONG_EBB, sheet};
use crate::kinds::mission::{
    Stat, growth,
    resolver::{Departure, Seed, Sheet, Status, Wishes, resolve},
};

const LEVEL: u8 = 6;
const PEOPLE: [(Stat, [&str; 3]); 3] = [
    (Stat::Craft, ["night_eyes", "wreck_wise", "clever_hands"]),
    (Stat::Grit, ["thick_coat", "tide_sense", "deep_breath"]),
    (Stat::Heart, ["old_songs", "kind_word", "field_nurse"]),
];

#[derive(Debug, Default, PartialEq)]
struct Totals {
    won: i64,
    lost: i64,
    members: i64,
    xp: i64,
    salvage: i64,
}

impl Totals {
    fn of(size: usize, difficulty: u8, numbers: std::ops::Range<usize>) -> Self {
        let mut totals = Self::default();
        for number in numbers {
            let label = format!("balance level {LEVEL} {size} {difficulty} {number}");
            let mut seed = [0; 16];
            seed.copy_from_slice(&Sha256::digest(label)[..16]);
            let member = |i: usize| {
                let (bent, knacks) = &PEOPLE[(number + i) % 3];
                let stats = growth::stats(*bent, LEVEL);
                // A third each goes about with none, one and two.
                let marks = u8::try_from(number % 3).unwrap();
                Sheet { marks, ..sheet(Stat::ALL.map(|stat| stats.of(stat)), knacks) }
            };
            let party = (0..size).map(member).collect();
            let departure = Departure { seed: Seed(seed), difficulty, party };
            let results = resolve(&LONG_EBB, &departure, &Wishes::default()).unwrap().results;
            totals.won += i64::from(results.status == Status::Completed);
            for one in results.party {
                totals.members += 1;
                totals.lost += i64::from(one.lost);
                totals.xp += one.xp;
                totals.salvage += one.salvage;
            }
        }
        totals
    }

    fn with(mut self, other: &Self) -> Self {
        let Self { won, lost, members, xp, salvage } = other;
        self.won += won;
        self.lost += lost;
        self.members += members;
        self.xp += xp;
        self.salvage += salvage;
        self
    }
}

/// The first three thousand, as the published program counts them.
#[test]
fn a_few_are_counted_as_elsewhere() {
    for (size, difficulty, won, lost, members, xp, salvage) in [
        (1, 1, 2_677, 61, 3_000, 280_571, 88_723),
        (1, 2, 2_197, 140, 3_000, 504_514, 154_581),
        (1, 3, 1_289, 210, 3_000, 641_805, 175_608),
        (3, 1, 2_954, 119, 9_000, 890_253, 293_222),
        (3, 2, 2_768, 307, 9_000, 1_634_830, 526_667),
        (3, 3, 1_909, 522, 9_000, 2_115_432, 609_877),
    ] {
        let totals = Totals::of(size, difficulty, 0..3_000);
        assert_eq!(totals, Totals { won, lost, members, xp, salvage }, "{size} {difficulty}");
    }
}

/// Percent won, and lost of a thousand, from and to.
const BANDS: [(usize, u8, [i64; 2], [i64; 2]); 6] = [
    (1, 1, [85, 92], [15, 26]),
    (1, 2, [70, 78], [36, 52]),
    (1, 3, [38, 48], [62, 86]),
    (3, 1, [96, 100], [0, 1_000]),
    (3, 2, [88, 95], [0, 1_000]),
    (3, 3, [58, 70], [0, 1_000]),
];

const MISSIONS: usize = 100_000;

#[test]
#[cfg_attr(
    debug_assertions,
    ignore = "seconds in release, a minute without: `cargo xtask test a_hundred_thousand_missions --ignored`"
)]
fn a_hundred_thousand_missions_a_difficulty_stay_within_their_bands() {
    for (size, difficulty, won, lost) in BANDS {
        let halves = [0..MISSIONS / 2, MISSIONS / 2..MISSIONS];
        let totals = thread::scope(|scope| {
            let halves = halves.map(|half| scope.spawn(move || Totals::of(size, difficulty, half)));
            let [one, other] = halves.map(|half| half.join().unwrap());
            one.with(&other)
        });
        let share = |count: i64, of: i64, per: i64| {
            let share = count * per;
            move |[low, high]: [i64; 2]| (low * of..=high * of).contains(&share)
        };
        let missions = i64::try_from(MISSIONS).unwrap();
        assert!(share(totals.won, missions, 100)(won), "{size} {difficulty} {totals:?}");
        assert!(share(totals.lost, totals.members, 1_000)(lost), "{size} {difficulty} {totals:?}");
    }
}
