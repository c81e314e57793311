//! *The Long Ebb* as it is read: every text is there, is its own, and can be told.

use std::collections::HashSet;

use super::{LONG_EBB, sheet};
use crate::kinds::mission::{
    Outcome,
    pack::shipped,
    resolver::{Departure, Seed, Wishes, resolve, with_names},
};

/// A released pack is never edited: its stories are told from it. A new version is
/// another file.
#[test]
fn it_is_what_it_was() {
    let packs = shipped().unwrap();
    let own: Vec<_> =
        packs.iter().map(|pack| (pack.id.as_str(), pack.version, pack.hash())).collect();
    assert_eq!(
        own,
        [("long_ebb", 1, "e0365e885e39bd6e79da83f88b81babffec9c62588d4ab8d78b4b8bfd35ca30c")]
    );
}

#[test]
fn it_has_what_its_page_promises() {
    let pack = &*LONG_EBB;
    let families: HashSet<_> = pack.encounters.iter().map(|met| met.family.as_str()).collect();
    assert_eq!(families, HashSet::from(["wreck", "weed", "weather", "beast", "folk"]));
    assert_eq!((pack.encounters.len(), pack.knacks.len(), pack.names.len()), (30, 24, 200));
    let at = |level| pack.knacks.iter().filter(|knack| knack.level == level).count();
    assert_eq!([1, 3, 6, 10].map(at), [8, 8, 6, 2]);
    assert_eq!(texts().count(), 720);
}

/// Each text with where it stands.
fn texts() -> impl Iterator<Item = (String, Outcome, &'static str)> {
    LONG_EBB.encounters.iter().flat_map(|met| {
        Outcome::ALL.into_iter().flat_map(move |outcome| {
            let place = move |n| format!("{}.{}.{n}", met.id, outcome.name());
            let texts = met.texts.of(outcome).iter().enumerate();
            texts.map(move |(n, text)| (place(n), outcome, text.as_str()))
        })
    })
}

/// Words that any sentence has.
const STOP_WORDS: &str = "a an the and or but of in on at to by for with from into onto as is it \
    its be are was were has had have do does did not no nor so than then that this there these \
    those them they their he she his her him who whom which what where when while one i you we us \
    all some out up down over under off away back after before if will would can could may might \
    until only just too very own how more most again still about";

/// What a text says: its words without people, placeholders and stop words.
fn said(text: &str) -> HashSet<String> {
    let stop: HashSet<&str> = STOP_WORDS.split_whitespace().collect();
    let mut bare = text.to_lowercase();
    for placeholder in ["{me}'s", "{mate}'s", "{me}", "{mate}", "{find}"] {
        bare = bare.replace(placeholder, " ");
    }
    let words = bare.split(|c: char| !c.is_alphabetic() && c != '\'');
    words.filter(|word| !word.is_empty() && !stop.contains(word)).map(str::to_owned).collect()
}

/// The share of the shorter one's words that the other has too, in percent.
fn shared(one: &HashSet<String>, other: &HashSet<String>) -> usize {
    100 * one.intersection(other).count() / one.len().min(other.len()).max(1)
}

#[test]
fn no_two_texts_say_the_same() {
    let all: Vec<_> = texts().map(|(place, _, text)| (place, said(text))).collect();
    for (n, (place, one)) in all.iter().enumerate() {
        assert!(one.len() >= 3, "{place} says next to nothing");
        for (other_place, other) in &all[..n] {
            assert!(shared(one, other) <= 60, "{place} and {other_place}: {one:?} {other:?}");
        }
    }
    let folded = |text| shared(&said(text), &said("{me} opens the safe with a spoon."));
    assert_eq!(folded("{mate}'s spoon has opened; {me} opens a safe"), 100);
    assert_eq!(folded("A gull sits on the spoon"), 33);
}

/// Who walks alone has the word for a mate as a name, so it is nothing else.
#[test]
fn the_word_for_nobody_is_a_name() {
    let alone = LONG_EBB.words.get("alone").unwrap();
    assert!(texts().all(|(_, _, text)| !text.contains(alone)));
    assert!(LONG_EBB.names.iter().all(|name| name != alone));
}

/// What makes a loss an accident report.
const GORY: &[&str] = &[
    "blood", "bone", "break", "broke", "bite", "bites", "corpse", "crush", "crushed", "cut",
    "dead", "death", "die", "dies", "drown", "drowns", "drowned", "eat", "eaten", "eats", "flesh",
    "gore", "kill", "kills", "killed", "pain", "rot", "scream", "screams", "skull", "teeth",
    "tear", "torn", "wound",
];

#[test]
fn who_is_lost_is_named_and_told_of_gently() {
    for (place, _, text) in texts().filter(|(_, outcome, _)| *outcome == Outcome::Lost) {
        assert!(text.contains("{me}"), "{place} does not say who");
        let words = said(text);
        let found = GORY.iter().find(|word| words.contains(**word));
        assert_eq!(found, None, "{place}: {text}");
    }
}

#[test]
fn texts_are_short_and_a_find_is_of_brass() {
    let lengths: Vec<usize> = texts().map(|(_, _, text)| text.chars().count()).collect();
    assert!(lengths.iter().all(|length| *length <= 110), "{lengths:?}");
    for (place, _, text) in texts().filter(|(_, _, text)| text.contains("{find}")) {
        let says_what = text.contains("{find} brass")
            || text.contains("{find} of it")
            || text.contains("at {find}");
        assert!(says_what, "{place}: {text}");
    }
}

/// For people a stored text has placeholders; who walks alone has the pack's word
/// for company.
#[test]
fn every_line_can_be_told_alone_and_in_company() {
    let mut told = HashSet::new();
    for number in 0..400_u32 {
        let mut seed = [0; 16];
        seed[..4].copy_from_slice(&number.to_le_bytes());
        let party = vec![sheet([5, 5, 5], &[]); if number.is_multiple_of(2) { 1 } else { 3 }];
        let difficulty = u8::try_from(1 + number % 3).unwrap();
        let departure = Departure { seed: Seed(seed), difficulty, party };
        let story = resolve(&LONG_EBB, &departure, &Wishes::default()).unwrap();
        for (tick, line) in
            story.ticks.iter().flat_map(|tick| tick.lines.iter().map(move |line| (tick, line)))
        {
            let stored = LONG_EBB.stored_text(tick, line).unwrap();
            let shown = with_names(&stored, &["Ada", "Brim", "Cobb"]);
            assert!(!shown.contains(['{', '}']), "{shown}");
            let text = &LONG_EBB.encounter(&tick.encounter).unwrap().texts.of(line.outcome)
                [usize::from(line.text)];
            let has_mate = text.contains("{mate}");
            assert_eq!(stored.contains("Nobody"), has_mate && line.mate.is_none(), "{stored}");
            assert_eq!(stored.contains(&format!("{{{}}}", line.slot)), text.contains("{me}"));
            if let Some(mate) = line.mate.filter(|_| has_mate) {
                assert!(mate != line.slot && stored.contains(&format!("{{{mate}}}")), "{stored}");
            }
            told.insert(text.as_str());
        }
    }
    assert!(told.len() > 500, "{}", told.len());
}
