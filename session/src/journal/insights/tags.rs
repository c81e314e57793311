//! Tags that stood beside better days, or worse ones.
//!
//! The days with a tag are held against all other days that have a mood. How often
//! chance alone puts them as far apart is tried: the moods are dealt out to the days
//! anew, many times (a permutation test; Fisher, *The Design of Experiments*, 1935).
//! Whoever tries many tags finds one by chance, so what is found is held to Holm's
//! step-down correction (*Scandinavian Journal of Statistics* 6, 1979).

use std::collections::{BTreeMap, BTreeSet};

use super::{draws::Draws, figures::Felt};
use crate::{journal::Day, text};

/// A side that has fewer days says nothing.
const DAYS_A_SIDE: usize = 5;
/// Tags that are tried. With one that is dealt as far in no deal, as many could be told
/// at once by so many deals.
const TAGS_MAX: usize = 50;
const DEALS: u32 = 2_000;
/// What is told comes about by chance less often than once in so many.
const ONE_IN: u32 = 20;
/// Of a day's mean mood, so that all of this is in whole numbers.
const PARTS: i64 = 1_000;

/// A tag, and how days with it were beside days without.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TagMood {
    /// As it was last written.
    pub tag: String,
    pub days_with: u32,
    pub days_without: u32,
    /// Of the days' means, in tenths.
    pub mean_with_tenths: u32,
    pub mean_without_tenths: u32,
    /// How much higher days with it were; negative where they were lower.
    pub difference_tenths: i32,
    /// How likely chance alone puts them as far apart, corrected, in thousandths.
    pub chance_thousandths: u32,
}

/// Which days have which tags, by their folded names.
#[derive(Debug, Default)]
pub struct Tagged(BTreeMap<String, (String, BTreeSet<Day>)>);

impl Tagged {
    /// Of an entry. Newest first: what a tag is called is what it was called last.
    pub fn add(&mut self, day: Day, tags: &[String]) {
        for tag in tags {
            let (_, days) =
                self.0.entry(text::folded(tag)).or_insert_with(|| (tag.clone(), BTreeSet::new()));
            days.insert(day);
        }
    }

    /// Those that chance does not account for, the largest difference first.
    pub fn told(&self, felt: &[Felt], mut draws: Draws) -> Vec<TagMood> {
        let days = daily(felt);
        let mut moods: Vec<i64> = days.iter().map(|(_, mood)| *mood).collect();
        let total = moods.iter().sum();
        let tried = self.tried(&days);
        let observed: Vec<Sides> = tried.iter().map(|tag| tag.sides(&moods, total)).collect();
        let mut as_far = vec![0_u32; tried.len()];
        for _ in 0..DEALS {
            draws.shuffle(&mut moods);
            for ((tag, seen), count) in tried.iter().zip(&observed).zip(&mut as_far) {
                if tag.sides(&moods, total).lean().abs() >= seen.lean().abs() {
                    *count += 1;
                }
            }
        }
        let corrected = corrected(&as_far);
        let all = tried.iter().zip(&observed).zip(corrected);
        let mut told: Vec<_> = all
            .filter(|(_, chance)| chance * ONE_IN < DEALS + 1)
            .map(|((tag, sides), chance)| sides.told(tag.name, chance))
            .filter(|tag| tag.difference_tenths != 0)
            .collect();
        told.sort_by(|one, other| {
            let size = |tag: &TagMood| tag.difference_tenths.abs();
            size(other).cmp(&size(one)).then_with(|| one.tag.cmp(&other.tag))
        });
        told
    }

    /// Those with enough days on either side; where they are too many, those whose
    /// smaller side has most. No mood has a say in which.
    fn tried(&self, days: &[(Day, i64)]) -> Vec<Tried<'_>> {
        let mut tried: Vec<_> = self
            .0
            .values()
            .map(|(name, tagged)| {
                let places = days.iter().enumerate();
                let with = places.filter(|(_, (day, _))| tagged.contains(day));
                let with: Vec<_> = with.map(|(at, _)| at).collect();
                Tried { name, without: days.len() - with.len(), with }
            })
            .filter(|tag| tag.smaller() >= DAYS_A_SIDE)
            .collect();
        // Stable: among equals it goes by their folded names.
        tried.sort_by_key(|tag| std::cmp::Reverse(tag.smaller()));
        tried.truncate(TAGS_MAX);
        tried
    }
}

/// The mean mood of each day that has one.
fn daily(felt: &[Felt]) -> Vec<(Day, i64)> {
    let mut sums: BTreeMap<Day, (i64, i64)> = BTreeMap::new();
    for Felt { day, value, .. } in felt {
        let (sum, count) = sums.entry(*day).or_default();
        *sum += i64::from(*value);
        *count += 1;
    }
    sums.into_iter().map(|(day, (sum, count))| (day, (sum * PARTS + count / 2) / count)).collect()
}

/// A tag that is tried, the places of the days with it, and how many are without.
struct Tried<'a> {
    name: &'a str,
    with: Vec<usize>,
    without: usize,
}

impl Tried<'_> {
    fn smaller(&self) -> usize {
        self.with.len().min(self.without)
    }

    fn sides(&self, moods: &[i64], total: i64) -> Sides {
        let days = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
        let with: i64 = self.with.iter().filter_map(|at| moods.get(*at)).sum();
        Sides { with: (with, days(self.with.len())), without: (total - with, days(self.without)) }
    }
}

/// What moods of either side add up to, and how many there are.
#[derive(Debug, Clone, Copy)]
struct Sides {
    with: (i64, i64),
    without: (i64, i64),
}

impl Sides {
    /// How much higher days with it are, times the days of both sides: it tells how far
    /// they are apart without a fraction, so that ties are ties.
    const fn lean(self) -> i64 {
        self.with.0 * self.without.1 - self.without.0 * self.with.1
    }

    fn told(self, name: &str, chance: u32) -> TagMood {
        let count = |number: i64| u32::try_from(number).unwrap_or(u32::MAX);
        let mean = |(sum, days): (i64, i64)| count(tenths(sum, days));
        TagMood {
            tag: name.to_owned(),
            days_with: count(self.with.1),
            days_without: count(self.without.1),
            mean_with_tenths: mean(self.with),
            mean_without_tenths: mean(self.without),
            difference_tenths: i32::try_from(tenths(self.lean(), self.with.1 * self.without.1))
                .unwrap_or(0),
            chance_thousandths: (chance * 1_000).div_ceil(DEALS + 1),
        }
    }
}

/// Thousandths, divided, as tenths; half of one is away from zero.
fn tenths(parts: i64, by: i64) -> i64 {
    let by = by * PARTS / 10;
    (parts.abs() + by / 2) / by * parts.signum()
}

/// How likely each is by chance, in parts of all deals and the one that was seen, held
/// to how many were tried.
fn corrected(as_far: &[u32]) -> Vec<u32> {
    let mut order: Vec<usize> = (0..as_far.len()).collect();
    order.sort_by_key(|at| as_far[*at]);
    let mut corrected = vec![0; as_far.len()];
    let mut most = 0;
    for (at, left) in order.iter().zip((1..=as_far.len()).rev()) {
        let left = u32::try_from(left).unwrap_or(u32::MAX);
        most = most.max((as_far[*at] + 1).saturating_mul(left)).min(DEALS + 1);
        corrected[*at] = most;
    }
    corrected
}

#[cfg(test)]
mod tests;
