use proptest::prelude::*;

use super::*;

fn felt(day: usize, value: u8) -> Felt {
    Felt { day: Day::new(i32::try_from(day).unwrap()), hour: None, value }
}

fn moods(values: &[u8]) -> Vec<Felt> {
    values.iter().enumerate().map(|(day, value)| felt(day, *value)).collect()
}

/// Each tag with the days that have it.
fn tagged(tags: &[(&str, &[usize])]) -> Tagged {
    let mut tagged = Tagged::default();
    for (tag, days) in tags {
        for day in *days {
            tagged.add(Day::new(i32::try_from(*day).unwrap()), &[(*tag).to_owned()]);
        }
    }
    tagged
}

fn told(tagged: &Tagged, moods: &[Felt]) -> Vec<TagMood> {
    tagged.told(moods, Draws::new(b"ann year"))
}

#[test]
fn better_days_with_a_tag_are_told() {
    let values: Vec<u8> = (0..24).map(|day| if day % 3 == 0 { 8 } else { 5 + day % 2 }).collect();
    let walks: Vec<usize> = (0..24).step_by(3).collect();
    let found = told(&tagged(&[("Walk", &walks), ("tea", &[1, 2, 3, 4, 5, 6])]), &moods(&values));
    let [walk] = &found[..] else { panic!("{found:?}") };
    assert_eq!((walk.tag.as_str(), walk.days_with, walk.days_without), ("Walk", 8, 16));
    assert_eq!((walk.mean_with_tenths, walk.mean_without_tenths), (80, 55));
    assert_eq!(walk.difference_tenths, 25);
    assert!(walk.chance_thousandths <= 2, "{walk:?}");
    let worse: Vec<u8> = values.iter().map(|value| 11 - value).collect();
    assert_eq!(told(&tagged(&[("walk", &walks)]), &moods(&worse))[0].difference_tenths, -25);
}

#[test]
fn four_days_are_not_enough_on_either_side() {
    let values: Vec<u8> = (0..20).map(|day| if day < 4 { 10 } else { 1 }).collect();
    assert!(told(&tagged(&[("few", &[0, 1, 2, 3])]), &moods(&values)).is_empty());
    let most: Vec<usize> = (4..20).collect();
    assert!(told(&tagged(&[("most", &most)]), &moods(&values)).is_empty());
    let values: Vec<u8> = (0..20).map(|day| if day < 5 { 10 } else { 1 }).collect();
    assert_eq!(told(&tagged(&[("enough", &[0, 1, 2, 3, 4])]), &moods(&values)).len(), 1);
    // A day without a mood is on neither side.
    let tags = tagged(&[("enough", &[0, 1, 2, 3, 40])]);
    assert!(told(&tags, &moods(&values)).is_empty());
}

#[test]
fn a_day_counts_once_by_its_mean_and_a_tag_in_any_case() {
    let mut all = moods(&[9, 9, 9, 9, 9, 2, 2, 2, 2, 2]);
    for (day, value) in [(0, 7), (0, 8), (5, 3)] {
        all.push(felt(day, value));
    }
    let tags = tagged(&[("Sea", &[0, 1, 2]), ("SEA", &[2, 3, 4])]);
    let found = told(&tags, &all);
    assert_eq!((found[0].tag.as_str(), found[0].days_with), ("Sea", 5));
    assert_eq!((found[0].mean_with_tenths, found[0].mean_without_tenths), (88, 21));
}

#[test]
fn what_is_tried_among_many_has_to_be_clearer() {
    // Alone one deal in forty puts it as far: told. Among ten that say nothing it is not.
    assert_eq!(corrected(&[49]), [50]);
    let mut many = vec![1_500; 9];
    many.push(49);
    assert_eq!(corrected(&many)[9], 500);
    assert_eq!(corrected(&[]), [0_u32; 0]);
    assert_eq!(corrected(&[DEALS, DEALS]), [DEALS + 1, DEALS + 1]);
}

#[test]
fn as_many_tags_can_be_told_as_are_tried() {
    let most = u32::try_from(TAGS_MAX).unwrap();
    assert!(most * 2 * ONE_IN < DEALS + 1, "with a deal to spare");
}

/// All ways to choose five days of ten.
fn exact(values: &[u8; 10]) -> f64 {
    let total: i64 = values.iter().map(|value| i64::from(*value)).sum();
    let lean = |chosen: u32| {
        let with = (0..10).filter(|at| (chosen >> at) & 1 == 1);
        let sum: i64 = with.map(|at: usize| i64::from(values[at])).sum();
        (2 * sum - total).abs()
    };
    let ways: Vec<u32> = (0..1_024).filter(|chosen: &u32| chosen.count_ones() == 5).collect();
    let seen = lean(0b1_1111);
    let as_far = ways.iter().filter(|chosen| lean(**chosen) >= seen).count();
    f64::from(u32::try_from(as_far).unwrap()) / f64::from(u32::try_from(ways.len()).unwrap())
}

/// How often the moods were dealt as far apart, of one tag on the first five days.
fn dealt(values: &[u8]) -> f64 {
    let tags = tagged(&[("tag", &[0, 1, 2, 3, 4])]);
    let days = daily(&moods(values));
    let tried = tags.tried(&days);
    let mut moods: Vec<i64> = days.iter().map(|(_, mood)| *mood).collect();
    let total = moods.iter().sum();
    let seen = tried[0].sides(&moods, total).lean().abs();
    let mut draws = Draws::new(b"ann");
    let mut as_far = 0;
    for _ in 0..DEALS {
        draws.shuffle(&mut moods);
        as_far += u32::from(tried[0].sides(&moods, total).lean().abs() >= seen);
    }
    f64::from(as_far) / f64::from(DEALS)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn dealing_comes_near_to_trying_all_ways(values in any::<[u8; 10]>()) {
        let values = values.map(|value| value % 10 + 1);
        let (exact, dealt) = (exact(&values), dealt(&values));
        prop_assert!((exact - dealt).abs() < 0.06, "{exact} {dealt}");
    }

    /// Which side is called the one with it makes no difference, nor how high all are.
    #[test]
    fn the_other_side_is_told_the_other_way_round(
        values in prop::collection::vec(1_u8..=9, 12..40),
        with in prop::collection::btree_set(0_usize..40, 5..20),
    ) {
        let with: Vec<usize> = with.into_iter().filter(|day| *day < values.len()).collect();
        let without: Vec<usize> = (0..values.len()).filter(|day| !with.contains(day)).collect();
        let one = told(&tagged(&[("tag", &with)]), &moods(&values));
        let other = told(&tagged(&[("tag", &without)]), &moods(&values));
        let higher: Vec<u8> = values.iter().map(|value| value + 1).collect();
        let above = told(&tagged(&[("tag", &with)]), &moods(&higher));
        let told = |all: &[TagMood]| -> Vec<(i32, u32)> {
            all.iter().map(|tag| (tag.difference_tenths, tag.chance_thousandths)).collect()
        };
        let turned: Vec<_> = told(&other).iter().map(|(by, chance)| (-by, *chance)).collect();
        prop_assert_eq!(told(&one), turned);
        prop_assert_eq!(told(&one), told(&above));
        prop_assert!(one.iter().all(|tag| tag.days_with >= 5 && tag.days_without >= 5));
    }

    /// As Holm says it: sorted, each times how many are left, never less than before.
    #[test]
    fn correction_is_holms(as_far in prop::collection::vec(0..=DEALS, 0..60)) {
        let corrected = corrected(&as_far);
        for (at, count) in as_far.iter().enumerate() {
            let before = |other: &usize| {
                (as_far[*other], *other) <= (*count, at)
            };
            let expected = (0..as_far.len()).filter(before).map(|other| {
                let smaller = (0..as_far.len())
                    .filter(|third| (as_far[*third], *third) < (as_far[other], other));
                let left = u32::try_from(as_far.len() - smaller.count()).unwrap();
                (left * (as_far[other] + 1)).min(DEALS + 1)
            });
            prop_assert_eq!(corrected[at], expected.max().unwrap());
            prop_assert!(corrected[at] > *count);
        }
    }
}
