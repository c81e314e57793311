//! What a mission makes of survivors, and what of it is written down.

use super::*;
use crate::{
    Write,
    kinds::mission::expedition::{HEALS_MS, Homecoming, LONG_REST_MS},
};

fn party(life: &Life) -> &[Homecoming] {
    &life.state.end.as_ref().unwrap().results.as_ref().unwrap().party
}

fn ended_ms(life: &Life) -> i64 {
    life.told.last().unwrap().0
}

/// The first story of which this is so.
fn found(
    mut departing: impl FnMut(u8) -> Departing,
    is_so: impl Fn(&Homecoming) -> bool,
) -> (Life, Homecoming) {
    for seed in 0..=255 {
        let mut life = Life::departed(departing(seed));
        life.end();
        let one = party(&life).iter().find(|one| is_so(one)).cloned();
        if let Some(one) = one {
            return (life, one);
        }
    }
    panic!("no such story");
}

/// Somebody who is likely to fall.
fn weak(seed: u8, third_mark: ThirdMark) -> Departing {
    let mut departing = departing([seed; 16], 1);
    departing.terms.third_mark = third_mark;
    let sheet = &mut departing.terms.party[0].sheet;
    (sheet.stats, sheet.hurt, sheet.marks) = (Stats { craft: 1, grit: 1, heart: 1 }, true, 2);
    departing
}

#[test]
fn the_third_mark_takes_a_survivor_or_keeps_it_home() {
    let (life, lost) = found(|seed| weak(seed, ThirdMark::Lost), |one| one.lost);
    assert_eq!((lost.xp, lost.salvage, lost.marks), (0, 0, 3));
    assert_eq!(life.view()["party"][0]["state"], "lost");
    let row = life.rows().into_iter().find(|row| row.table.name == "survivors").unwrap();
    assert_eq!((row.write, &row.values["state"]), (Write::Update, &json!("lost")));
    assert_eq!(row.values["lost_in"], json!(config().mission));

    let fell = |one: &Homecoming| one.after.rests_ms - MADE_MS > LONG_REST_MS;
    let (life, rests) = found(|seed| weak(seed, ThirdMark::Rest), fell);
    assert_eq!((rests.lost, rests.marks, rests.hurt), (false, 0, false));
    assert_eq!(rests.after.rests_ms, ended_ms(&life) + LONG_REST_MS);
    let row = life.rows().into_iter().find(|row| row.table.name == "survivors").unwrap();
    assert!(!row.values.contains_key("state"));
}

#[test]
fn an_injury_heals_in_its_time() {
    let (life, hurt) = found(|seed| departing([seed; 16], 1), |one| one.hurt);
    assert_eq!(hurt.after.heals_ms, Some(ended_ms(&life) + HEALS_MS));
    let (_, well) = found(|seed| departing([seed; 16], 1), |one| !one.hurt);
    assert_eq!(well.after.heals_ms, None);
}

#[test]
fn two_missions_unhurt_take_a_mark_away() {
    let marked = |unhurt: u32| {
        move |seed: u8| {
            let mut departing = departing([seed; 16], 1);
            let one = &mut departing.terms.party[0];
            (one.sheet.marks, one.unhurt) = (2, unhurt);
            departing
        }
    };
    let was_unhurt = |one: &Homecoming| one.after.completed == 3 && one.after.unhurt != 0;
    let (_, first) = found(marked(0), was_unhurt);
    assert_eq!((first.marks, first.after.unhurt), (2, 1));
    let (_, second) = found(marked(1), |one| one.marks == 1);
    assert_eq!((second.after.completed, second.after.unhurt), (3, 0));
}

#[test]
fn each_line_is_a_row_and_totals_are_of_the_survivor() {
    let mut life = Life::departed(departing([31; 16], 3));
    life.end();
    let rows = life.rows();
    let logs: Vec<_> = rows.iter().filter(|row| row.table.name == "mission_logs").collect();
    let told = life.state.way.as_ref().unwrap().told.iter().map(|kept| kept.tick.lines.len());
    assert_eq!(logs.len(), told.sum::<usize>());
    assert!(logs.iter().all(|row| row.write == Write::Insert));
    let texts = logs.iter().map(|row| row.values["text"].as_str().unwrap());
    assert!(texts.into_iter().all(|text| !text.contains("Name")), "people are placeholders");
    for came in party(&life) {
        let row = rows
            .iter()
            .find(|row| row.table.name == "survivors" && row.values["id"] == json!(came.survivor));
        let values = &row.unwrap().values;
        assert_eq!(values["xp"], json!(came.xp));
        assert_eq!(values["salvage"], json!(7 + came.salvage));
        assert_eq!(values["missions"], json!(4));
    }
}
