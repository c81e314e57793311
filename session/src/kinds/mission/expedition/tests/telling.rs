//! Ticks come once, by the resolver, dated when they were due, whoever tells them
//! and however late.

use proptest::prelude::*;

use super::*;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn a_mission_is_its_story_however_it_is_cut(
        seed in any::<[u8; 16]>(),
        party in 1_u8..=4,
        steps in prop::collection::vec(1_i64..400_000, 1..40),
        lost in any::<prop::sample::Index>(),
    ) {
        let departing = departing(seed, party);
        let mut life = Life::departed(departing.clone());
        let mut now_ms = MADE_MS;
        for step in steps {
            now_ms += step;
            life.pass(now_ms);
            prop_assert!(life.state.due_ms().is_none_or(|due_ms| due_ms > now_ms));
        }
        // Of what was told, history has only a part; the rest is told again.
        let mut again = Life::departed(departing.clone());
        let events = life.told[again.told.len()..].to_vec();
        for (at_ms, event) in &events[..lost.index(events.len() + 1)] {
            again.happen(*at_ms, event.clone());
        }
        again.pass(now_ms);
        prop_assert_eq!(&again.told, &life.told);
        prop_assert_eq!(&again.state, &life.state);
        life.end();
        is_the_story(&life, &story(&departing, &Wishes::default()));
        let terms = &departing.terms;
        for (tick, at_ms) in life.ticks() {
            prop_assert_eq!(at_ms, terms.due_ms(config().mission, tick, 0));
        }
    }
}

#[test]
fn the_first_tick_is_within_one_and_missions_are_spread() {
    let terms = departing([0; 16], 1).terms;
    let firsts: Vec<i64> =
        (0..1_000).map(|id| terms.due_ms(Uuid::from_u128(id), 1, 0) - terms.depart_ms).collect();
    assert!(firsts.iter().all(|first_ms| (1..=TICK_MS).contains(first_ms)));
    let in_a_second = (0..60).map(|s| firsts.iter().filter(|ms| **ms / 1_000 == s).count());
    assert!(in_a_second.max().unwrap() < 50);
}

#[test]
fn no_more_is_told_at_once_than_was_asked_for_and_an_instant_comes_whole() {
    let mut life = Life::departed(departing([5; 16], 3));
    let late_ms = MADE_MS + 1_000 * TICK_MS;
    let told = life.state.advance(late_ms, 2);
    assert_eq!(told.len(), 2, "two ticks");
    let mut parts = life.clone();
    while parts.state.due_ms().is_some() {
        for (at_ms, event) in parts.state.advance(late_ms, 1) {
            parts.happen(at_ms, event);
        }
    }
    life.end();
    assert_eq!(parts.told, life.told);
    assert!(matches!(parts.told.last(), Some((_, Event::Ended { .. }))));
}

#[test]
fn an_outage_shifts_what_is_left_by_whole_ticks_where_that_is_wanted() {
    let mut departing = departing([7; 16], 1);
    departing.terms.after_outage = AfterOutage::Hold;
    let due_ms = |tick, held_ms| departing.terms.due_ms(config().mission, tick, held_ms);
    let mut life = Life::departed(departing.clone());
    life.pass(due_ms(1, 0));
    life.pass(due_ms(2, 0) + OUTAGE_MS_LESS);
    assert_eq!(life.ticks().len(), 2, "an owner that is late is no outage");
    let back_ms = due_ms(3, 0) + 10 * TICK_MS + 5;
    life.pass(back_ms);
    assert_eq!(life.told.last(), Some(&(back_ms, Event::Held { ms: 11 * TICK_MS })));
    life.pass(due_ms(3, 11 * TICK_MS));
    assert_eq!(life.ticks().last(), Some(&(3, due_ms(3, 11 * TICK_MS))));
    while let Some(next_ms) = life.state.due_ms() {
        life.pass(next_ms);
    }
    is_the_story(&life, &story(&departing, &Wishes::default()));
}

const OUTAGE_MS_LESS: i64 = super::super::OUTAGE_MS - 1;

#[test]
fn the_seed_is_shown_when_it_is_over_and_its_seal_before() {
    let departing = departing([9; 16], 1);
    let seed = String::from(departing.seed);
    let mut life = Life::departed(departing.clone());
    life.pass(MADE_MS + 2 * TICK_MS);
    let view = life.view();
    assert_eq!(view["seal"], departing.seed.seal());
    assert!(!view.to_string().contains(&seed));
    for (_, event) in &life.told {
        let kind = crate::Description::of::<Expedition>();
        let event = serde_json::to_value(event).unwrap();
        // A program that does not know the kind shows no more.
        let by_name = crate::kinds::shown("expedition", event.clone());
        for shown in [kind.shown(event), by_name] {
            assert!(!shown.to_string().contains(&seed), "{shown}");
        }
    }
    life.end();
    assert_eq!(life.view()["seed"], seed);
}

#[test]
fn a_line_has_the_names_of_those_it_is_about() {
    let mut life = Life::departed(departing([3; 16], 2));
    life.end();
    let view = life.view();
    let lines = view["lines"].as_array().unwrap();
    assert!(lines.iter().any(|line| line["text"].as_str().unwrap().contains("Name 0")));
    assert!(lines.iter().all(|line| !line["text"].as_str().unwrap().contains('{')));
}

#[test]
fn one_mission_is_small() {
    let mut life = Life::departed(departing([1; 16], 1));
    life.end();
    let bytes = serde_json::to_string(&life.state).unwrap().len();
    assert!(bytes < 4_096, "{bytes}");
}
