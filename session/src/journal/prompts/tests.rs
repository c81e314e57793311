use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;

#[test]
fn there_are_ninety_and_none_twice() {
    assert_eq!(PROMPTS.len(), 90);
    let texts: BTreeSet<&str> = PROMPTS.iter().map(|prompt| prompt.text).collect();
    assert_eq!(texts.len(), 90);
    assert!(PROMPTS.iter().all(|prompt| (1..=3).contains(&prompt.level)));
    assert_eq!(numbered(90), PROMPTS.last());
    assert_eq!((numbered(0), numbered(91)), (None, None));
}

fn asked<'a>(seed: &'a [u8], day: i32, level_max: u8, before: &'a [(Day, u16)]) -> Asked<'a> {
    Asked { seed, day: Day::new(day), level_max, before }
}

#[test]
fn a_day_has_its_prompt_and_sixty_days_have_sixty() {
    let mut before = Vec::new();
    for day in 20_000..20_200 {
        let prompt = first(asked(b"ann", day, 3, &before));
        assert_eq!(first(asked(b"ann", day, 3, &before)), prompt);
        let near = before.iter().rev().take(59).any(|(_, known)| *known == prompt.number);
        assert!(!near, "{day}");
        before.push((Day::new(day), prompt.number));
    }
    let ann = first(asked(b"ann", 20_000, 3, &[]));
    let others = (0..20_u8).filter(|of| first(asked(&[*of], 20_000, 3, &[])) != ann);
    assert!(others.count() > 10, "not everybody has the same");
}

#[test]
fn whoever_begins_is_asked_for_a_line() {
    let level = |max| (0..50).map(move |n| first(asked(b"bob", n, max, &[])).level);
    assert!(level(1).all(|level| level == 1));
    assert!(level(2).any(|level| level == 2) && level(2).all(|level| level <= 2));
}

#[test]
fn where_all_were_offered_the_oldest_comes_again() {
    let all = PROMPTS.map(|prompt| (Day::new(100 + i32::from(prompt.number)), prompt.number));
    let again = asked(b"ann", 191, 3, &all[31..]);
    assert!(first(again).number <= 31, "there are others yet");
    let long_ago = all.map(|(_, number)| (Day::new(110), number));
    let none_is_left = asked(b"ann", 160, 3, &long_ago);
    let seen: BTreeSet<u16> = std::iter::successors(Some(first(none_is_left)), |prompt| {
        next(none_is_left, prompt.number)
    })
    .map(|prompt| prompt.number)
    .collect();
    assert_eq!(seen.len(), 90);
    let one_is_older = all.map(|(_, number)| (Day::new(110 - i32::from(number == 7)), number));
    assert_eq!(first(asked(b"ann", 160, 3, &one_is_older)).number, 7);
}

proptest! {
    /// Six of a day are six, whatever was before and however its level changes.
    #[test]
    fn what_is_swapped_does_not_come_back(
        seed in any::<u64>(),
        levels in prop::collection::vec(1_u8..=3, 6),
        before in prop::collection::vec((1_i32..120, 1_u16..=90), 0..150),
    ) {
        let (seed, today) = (seed.to_be_bytes(), 20_000);
        let before: Vec<_> =
            before.into_iter().map(|(ago, number)| (Day::new(today - ago), number)).collect();
        let asked = |level| asked(&seed, today, level, &before);
        let mut shown = vec![first(asked(levels[0]))];
        for level in &levels[1..] {
            let prompt = next(asked(*level), shown[shown.len() - 1].number).unwrap();
            prop_assert!(prompt.level <= *level);
            shown.push(prompt);
        }
        let numbers: BTreeSet<u16> = shown.iter().map(|prompt| prompt.number).collect();
        prop_assert_eq!(numbers.len(), 6);
    }

    /// None comes again within its rest while another has rested.
    #[test]
    fn those_that_rested_come_first(
        seed in any::<u64>(),
        level in 1_u8..=3,
        before in prop::collection::vec((1_i32..120, 1_u16..=90), 0..150),
    ) {
        let (seed, today) = (seed.to_be_bytes(), 20_000);
        let tired: BTreeSet<u16> = before
            .iter()
            .filter(|(ago, _)| *ago < PROMPT_REST_DAYS)
            .map(|(_, number)| *number)
            .collect();
        let before: Vec<_> =
            before.iter().map(|(ago, number)| (Day::new(today - ago), *number)).collect();
        let asked = asked(&seed, today, level, &before);
        let all = std::iter::successors(Some(first(asked)), |it| next(asked, it.number));
        let all: Vec<bool> = all.map(|prompt| tired.contains(&prompt.number)).collect();
        prop_assert_eq!(all.len(), usize::from(level) * 30);
        prop_assert!(all.is_sorted(), "false comes before true");
    }
}
