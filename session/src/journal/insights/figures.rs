//! How moods went: how many, their mean, and how far they were apart.

use crate::journal::Day;

const WEEKDAYS: usize = 7;
const HOURS: usize = 24;

/// A mood, when it was felt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Felt {
    pub day: Day,
    /// Of the person's clock, 0 to 23; `None` where only the day is known.
    pub hour: Option<usize>,
    /// 1 to 10.
    pub value: u8,
}

/// Of some moods.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Figure {
    pub count: u32,
    /// In tenths: 65 is 6.5.
    pub mean_tenths: Option<u32>,
    /// Their standard deviation, as of a sample, in tenths; `None` below two.
    pub spread_tenths: Option<u32>,
}

pub fn all(felt: &[Felt]) -> Figure {
    let [all] = by(felt, |_| Some(0));
    all
}

/// From Monday on.
pub fn by_weekday(felt: &[Felt]) -> [Figure; WEEKDAYS] {
    by(felt, |one| Some(one.day.weekday()))
}

pub fn by_hour(felt: &[Felt]) -> [Figure; HOURS] {
    by(felt, |one| one.hour)
}

fn by<const N: usize>(felt: &[Felt], place: impl Fn(&Felt) -> Option<usize>) -> [Figure; N] {
    let mut sums = [Sums::default(); N];
    for one in felt {
        if let Some(here) = place(one).and_then(|at| sums.get_mut(at)) {
            here.add(one.value);
        }
    }
    sums.map(Sums::figure)
}

/// Whole numbers, so that the order in which moods come makes no difference.
#[derive(Debug, Clone, Copy, Default)]
struct Sums {
    count: u64,
    sum: u64,
    squares: u64,
}

impl Sums {
    fn add(&mut self, value: u8) {
        let value = u64::from(value);
        self.count += 1;
        self.sum += value;
        self.squares += value * value;
    }

    fn figure(self) -> Figure {
        let Self { count, sum, squares } = self;
        let told = |number: u64| u32::try_from(number).unwrap_or(u32::MAX);
        Figure {
            count: told(count),
            mean_tenths: (count > 0).then(|| told((sum * 10 + count / 2) / count)),
            // The root of 400 times the variance is the deviation in twentieths: halved
            // upwards it is rounded to tenths.
            spread_tenths: (count > 1).then(|| {
                let variance = 400 * (count * squares - sum * sum) / (count * (count - 1));
                told(variance.isqrt().div_ceil(2))
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn felt(day: i32, hour: Option<usize>, value: u8) -> Felt {
        Felt { day: Day::new(day), hour, value }
    }

    #[test]
    fn moods_stand_by_their_weekday_and_hour() {
        // 1970-01-01 was a Thursday.
        let moods = [felt(0, Some(23), 4), felt(7, None, 7), felt(4, Some(0), 10)];
        let week = by_weekday(&moods);
        assert_eq!((week[3].count, week[3].mean_tenths), (2, Some(55)));
        assert_eq!(week[3].spread_tenths, Some(21), "4 and 7 are 2.12 apart from their mean");
        assert_eq!((week[0].mean_tenths, week[0].spread_tenths), (Some(100), None));
        let hours = by_hour(&moods);
        assert_eq!((hours[23].mean_tenths, hours[0].mean_tenths), (Some(40), Some(100)));
        assert_eq!(hours.iter().map(|hour| hour.count).sum::<u32>(), 2);
        assert_eq!(all(&[]), Figure::default());
    }

    proptest! {
        #[test]
        fn they_are_what_they_come_to_with_fractions(
            values in prop::collection::vec(1_u8..=10, 2..400),
        ) {
            let moods: Vec<_> = values.iter().map(|value| felt(0, None, *value)).collect();
            let figure = all(&moods);
            let count = f64::from(figure.count);
            let mean = values.iter().map(|value| f64::from(*value)).sum::<f64>() / count;
            let apart = |value: &u8| (f64::from(*value) - mean).powi(2);
            let spread = (values.iter().map(apart).sum::<f64>() / (count - 1.0)).sqrt();
            let near = |tenths: Option<u32>, exact: f64| {
                (f64::from(tenths.unwrap()) - exact * 10.0).abs() <= 0.5 + 1e-6
            };
            prop_assert!(near(figure.mean_tenths, mean), "{figure:?} {mean}");
            prop_assert!(near(figure.spread_tenths, spread), "{figure:?} {spread}");
            let whole: u32 = by_weekday(&moods).iter().map(|day| day.count).sum();
            prop_assert_eq!(whole, figure.count);
        }
    }
}
