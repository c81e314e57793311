//! Seasons follow each other for as long as they are wanted.

use super::*;
use crate::kinds::mission::camp::Seasons;

const DAY_MS: i64 = 24 * 60 * 60 * 1_000;

fn config(days: u32) -> Config {
    Config { season: Some(Seasons { title: "Spring".into(), days }), ..Config::default() }
}

fn begun(number: u32, ends_ms: i64) -> Event {
    Event::SeasonBegun { number, title: "Spring".into(), ends_ms }
}

fn closed(number: u32, begun_ms: i64) -> Event {
    Event::SeasonClosed { number, title: "Spring".into(), begun_ms }
}

#[test]
fn one_follows_the_other_and_each_is_closed_once() {
    let mut state = open(&config(2));
    assert_eq!(pass(&mut state, NOW_MS), [(NOW_MS, begun(1, NOW_MS + 2 * DAY_MS))]);
    assert!(pass(&mut state, NOW_MS + 2 * DAY_MS - 1).is_empty());
    // Nobody looked for five days.
    let (first_ms, second_ms) = (NOW_MS + 2 * DAY_MS, NOW_MS + 4 * DAY_MS);
    assert_eq!(
        pass(&mut state, NOW_MS + 5 * DAY_MS),
        [
            (first_ms, closed(1, NOW_MS)),
            (first_ms, begun(2, second_ms)),
            (second_ms, closed(2, first_ms)),
            (second_ms, begun(3, NOW_MS + 6 * DAY_MS)),
        ]
    );
}

#[test]
fn a_season_that_is_not_wanted_any_more_is_over() {
    let mut state = open(&config(2));
    pass(&mut state, NOW_MS);
    Camp::configure(&mut state, &Config::default(), NOW_MS + 5);
    assert_eq!(pass(&mut state, NOW_MS + 9), [(NOW_MS + 5, closed(1, NOW_MS))]);
    assert_eq!(view(&state, &Beside::default(), Audience::Public, NOW_MS)["season"], Value::Null);
    Camp::configure(&mut state, &config(1), NOW_MS + 20);
    assert_eq!(pass(&mut state, NOW_MS + 30), [(NOW_MS + 20, begun(2, NOW_MS + 20 + DAY_MS))]);
}

#[test]
fn a_change_of_its_title_is_for_the_next() {
    let mut state = open(&config(1));
    pass(&mut state, NOW_MS);
    let mut config = config(1);
    config.season.as_mut().unwrap().title = "Autumn".into();
    Camp::configure(&mut state, &config, NOW_MS + 5);
    assert!(pass(&mut state, NOW_MS + 9).is_empty());
    let told = pass(&mut state, NOW_MS + DAY_MS);
    assert!(matches!(&told[1].1, Event::SeasonBegun { title, .. } if title == "Autumn"));
}
