//! Two resolvers, one story.

use proptest::prelude::*;
use serde_json::Value;

use super::{
    LONG_EBB, LONG_EBB_JSON,
    naive::{self, Person, Told},
    random::{self, Dice},
};
use crate::kinds::mission::{
    Stats,
    pack::Pack,
    resolver::{Departure, Return, Sheet, Story, Wishes, resolve},
};

fn naively(pack: &Value, departure: &Departure, wishes: &Wishes) -> Told {
    let Departure { seed, difficulty, party } = departure;
    let person = |sheet: &Sheet| {
        let Stats { craft, grit, heart } = sheet.stats;
        let mut one = Person::new([craft, grit, heart].map(i128::from), sheet.knacks.clone());
        one.hurt = sheet.hurt;
        one.marks = i128::from(sheet.marks);
        one.caution = i128::from(sheet.caution);
        one
    };
    let backs: Vec<_> = wishes
        .turn_backs
        .iter()
        .map(|wish| (i128::from(wish.tick), usize::from(wish.slot)))
        .collect();
    let party = party.iter().map(person).collect();
    let recall = wishes.recall.map(i128::from);
    naive::resolve(pack, (seed.0, i128::from(*difficulty)), party, &backs, recall)
}

/// A story as the naive one writes it.
fn written(story: &Story) -> Told {
    let mates = story.ticks.iter().flat_map(|tick| &tick.lines).map(|line| line.mate);
    let lines = story.lines().zip(mates).map(|(line, mate)| match mate {
        Some(mate) => format!("{line}|{mate}"),
        None => format!("{line}|-"),
    });
    let all = &story.results;
    let status = all.status.name();
    let (ticks, goal, progress, ended_at) = (all.ticks, all.goal, all.progress, all.ended_at);
    let mut results = vec![format!("{status}|{ticks}|{goal}|{progress}|{ended_at}")];
    results.extend(all.party.iter().map(|one| {
        let Return { slot, upright, lost, hurt, healed: _, marks, xp, salvage } = one;
        format!("{slot}|{upright}|{lost}|{hurt}|{marks}|{xp}|{salvage}")
    }));
    Told { lines: lines.collect(), results }
}

fn hold(value: &Value, pack: &Pack, departure: &Departure, wishes: &Wishes) {
    let story = resolve(pack, departure, wishes).unwrap();
    let (one, other) = (written(&story), naively(value, departure, wishes));
    assert_eq!(one.lines, other.lines);
    assert_eq!(one.results, other.results);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn on_any_pack(
        seed in any::<[u8; 16]>(),
        numbers in prop::collection::vec(any::<u32>(), 300),
    ) {
        let mut dice = Dice(numbers.iter());
        let value = random::pack(&mut dice);
        let pack = Pack::read(&value.to_string()).unwrap();
        for _ in 0..3 {
            let departure = random::departure(seed, &value, &mut dice);
            hold(&value, &pack, &departure, &random::wishes(&mut dice));
        }
    }

    #[test]
    fn on_the_long_ebb(
        seed in any::<[u8; 16]>(),
        numbers in prop::collection::vec(any::<u32>(), 60),
    ) {
        let mut dice = Dice(numbers.iter());
        let departure = random::departure(seed, &LONG_EBB_JSON, &mut dice);
        hold(&LONG_EBB_JSON, &LONG_EBB, &departure, &random::wishes(&mut dice));
    }
}
