use std::collections::{HashMap, HashSet};

use super::*;

/// What is said until `limit`, and in which mood.
fn said(seed: u64, per_s: f64, limit: Duration) -> Vec<(Mood, Line)> {
    let mut crowd = Crowd::new(seed, per_s);
    let (mut lines, mut time) = (Vec::new(), Duration::ZERO);
    while let Some(line) = crowd.next() {
        time += line.wait;
        if time > limit {
            break;
        }
        lines.push((crowd.mood(), line));
    }
    lines
}

#[test]
fn the_same_seed_gives_the_same_chat() {
    let lines = |seed| Crowd::new(seed, 10.0).take(500).collect::<Vec<_>>();
    assert_eq!(lines(1), lines(1));
    assert_ne!(lines(1), lines(2));
}

#[test]
fn within_a_minute_there_are_both_sides_and_all_moods() {
    for seed in 0..200 {
        let lines = said(seed, 12.0, Duration::from_mins(1));
        let moods: HashSet<_> = lines.iter().map(|(mood, _)| mood).collect();
        assert_eq!(moods.len(), 4, "seed {seed}");
        for words in [words::FOR, words::AGAINST, words::NOISE] {
            assert!(lines.iter().any(|(_, line)| words.contains(&line.text)), "seed {seed}");
        }
    }
}

#[test]
fn an_hour_has_the_rate_that_was_asked_for_and_every_word() {
    let lines = said(7, 12.0, Duration::from_hours(1));
    assert!((38_000..48_000).contains(&lines.len()), "{} lines", lines.len());
    let texts: HashSet<_> = lines.iter().map(|(_, line)| line.text).collect();
    let mut words = words::FOR.iter().chain(words::AGAINST).chain(words::NOISE);
    assert!(words.all(|word| texts.contains(word)));
    let twice = lines.iter().filter(|(_, line)| line.twice).count();
    assert!((lines.len() / 80..lines.len() / 20).contains(&twice), "{twice} twice");
}

#[test]
fn regulars_are_true_to_their_camp_and_raiders_come_once() {
    let (mut camps, mut raiders) = (HashMap::new(), HashSet::new());
    for (mood, line) in said(5, 12.0, Duration::from_mins(20)) {
        let is_for = words::FOR.contains(&line.text);
        let id: u32 = line.chatter_id.parse().unwrap();
        if id > RAIDERS_FROM {
            assert_eq!(mood, Mood::Raid);
            assert!(raiders.insert(id));
        } else if is_for || words::AGAINST.contains(&line.text) {
            assert_eq!(*camps.entry(id).or_insert(is_for), is_for, "{id}");
        }
    }
    assert!(raiders.len() > 100);
}

#[test]
fn a_rate_of_nothing_is_quiet_and_not_an_error() {
    let lines = said(1, 0.0, Duration::from_mins(1));
    assert!(lines.len() < 20, "{} lines", lines.len());
}
