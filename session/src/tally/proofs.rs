//! The arithmetic against plainer, slower arithmetic.

use proptest::prelude::*;

use super::{BUCKETS, Model, Rules, Tally, VALUE_MAX};

const START_MS: i64 = 1_700_000_000_000;

fn rules(model: Model) -> impl Strategy<Value = Rules> {
    (0.1..2.0_f64, 1.0..50.0_f64, 5..=120_u32).prop_map(move |(decay_per_s, weight, window_s)| {
        Rules {
            model,
            decay_per_s,
            weight,
            bucket_ms: window_s * 1000 / BUCKETS,
            votes_per_min: 0,
            sides: vec![vec!["yes".into()], vec!["no".into()]],
            round: None,
        }
    })
}

/// Waits in milliseconds, each with the side of the vote that follows.
fn votes() -> impl Strategy<Value = Vec<(i32, u8)>> {
    prop::collection::vec((0..20_000_i32, 0..2_u8), 0..60)
}

proptest! {
    #[test]
    fn a_value_stays_in_bounds_and_decays_in_closed_form(
        rules in rules(Model::Decay), votes in votes(),
    ) {
        let mut tally = Tally { at_ms: START_MS, ..Tally::default() };
        let mut now_ms = START_MS;
        for (seq, (wait_ms, side)) in votes.into_iter().enumerate() {
            now_ms += i64::from(wait_ms);
            let before = tally.value;
            tally.add(&rules, side, now_ms);
            prop_assert!(tally.value.abs() <= VALUE_MAX);
            prop_assert_eq!(tally.seq, seq as u64 + 1);
            prop_assert_eq!(tally.at_ms, now_ms);
            let push = if side == 0 { rules.weight } else { -rules.weight };
            let half = (-rules.decay_per_s * f64::from(wait_ms) / 2000.0).exp();
            let twice = (before * half * half + push).clamp(-VALUE_MAX, VALUE_MAX);
            prop_assert!((tally.value - twice).abs() < 1e-9);
        }
    }

    #[test]
    fn a_window_counts_what_a_list_of_votes_would(rules in rules(Model::Window), votes in votes()) {
        let mut tally = Tally { at_ms: START_MS, ..Tally::default() };
        let mut list: Vec<(i64, u8)> = Vec::new();
        let mut now_ms = START_MS;
        for (wait_ms, side) in votes {
            now_ms += i64::from(wait_ms);
            tally.add(&rules, side, now_ms);
            list.push((now_ms, side));
            let bucket = |at_ms: i64| at_ms / i64::from(rules.bucket_ms);
            let inside = |at_ms: i64| bucket(at_ms) > bucket(now_ms) - i64::from(BUCKETS);
            let expected = [0_u8, 1].map(|side| {
                list.iter().filter(|(at_ms, of)| *of == side && inside(*at_ms)).count() as u64
            });
            prop_assert_eq!(tally.counts(&rules), expected.to_vec());
            let oldest = list.iter().map(|(at_ms, _)| *at_ms).filter(|at_ms| inside(*at_ms)).min();
            let leaves = oldest.map(|at_ms| (bucket(at_ms) + i64::from(BUCKETS)) * i64::from(rules.bucket_ms));
            prop_assert_eq!(tally.due_ms(&rules), leaves);
        }
    }

    #[test]
    fn a_clock_that_goes_back_changes_no_order(rules in rules(Model::Decay), back_ms in 0..10_000_i64) {
        let mut tally = Tally::default();
        tally.add(&rules, 0, START_MS);
        tally.add(&rules, 0, START_MS - back_ms);
        prop_assert_eq!(tally.at_ms, START_MS);
        prop_assert_eq!(tally.seq, 2);
    }
}
