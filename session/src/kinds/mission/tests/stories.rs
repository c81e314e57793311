//! Two hundred stories whose digests are written down: what a release told once,
//! every later one tells, and so do the pages (`web/src/kinds/mission/story/`).

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{LONG_EBB, sheet};
use crate::kinds::mission::resolver::{
    Departure, Return, Seed, Sheet, Story, TurnBack, Wishes, resolve,
};

const STORIES: u32 = 200;
const WRITTEN: &str = include_str!("stories.json");

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Written {
    pack: String,
    digests: Vec<String>,
}

fn byte(number: u32) -> u8 {
    u8::try_from(number).unwrap()
}

/// The pages' tests make the same of a number.
fn departure(n: u32) -> (Departure, Wishes) {
    let draws = Seed(std::array::from_fn(|i| u8::try_from(i).unwrap()));
    let mut seed = [0; 16];
    seed[..8].copy_from_slice(&draws.draw(n, 0, 0).to_le_bytes());
    seed[8..].copy_from_slice(&draws.draw(n, 0, 1).to_le_bytes());
    let size = 1 + n / 3 % 4;
    let member = |i: u32| {
        let stats = [n + 3 * i, 3 * n + i, 7 * n + 5 * i].map(|stat| i64::from(1 + stat % 10));
        let knack = |k| &LONG_EBB.knacks[usize::from(byte((5 * n + 11 * i + 7 * k) % 24))];
        let knacks: Vec<&str> = (0..(n + i) % 5).map(|k| knack(k).id.as_str()).collect();
        Sheet {
            hurt: (n + i).is_multiple_of(4),
            marks: byte((n + i) % 3),
            caution: byte((n + 2 * i) % 4),
            ..sheet(stats, &knacks)
        }
    };
    let turned = n.is_multiple_of(5).then(|| TurnBack { tick: 1 + n % 7, slot: byte(n % size) });
    let wishes = Wishes {
        turn_backs: turned.into_iter().collect(),
        recall: n.is_multiple_of(11).then_some(2 + n % 5),
    };
    let party = (0..size).map(member).collect();
    (Departure { seed: Seed(seed), difficulty: byte(1 + n % 3), party }, wishes)
}

/// Of all that a story says: its lines, whom and how they are told, and the end.
fn digest(story: &Story) -> String {
    let told = story.ticks.iter().flat_map(|tick| tick.lines.iter().map(move |line| (tick, line)));
    let lines = story.lines().zip(told).map(|(line, (tick, told))| {
        let mate = told.mate.map_or_else(|| "-".to_owned(), |mate| mate.to_string());
        format!("{line}|{mate}|{}", LONG_EBB.stored_text(tick, told).unwrap())
    });
    let mut lines: Vec<String> = lines.collect();
    let all = &story.results;
    let status = all.status.name();
    lines.push(format!("{status}|{}|{}|{}|{}", all.ticks, all.goal, all.progress, all.ended_at));
    lines.extend(all.party.iter().map(|one| {
        let Return { slot, upright, lost, hurt, healed, marks, xp, salvage } = one;
        format!("{slot}|{upright}|{lost}|{hurt}|{healed}|{marks}|{xp}|{salvage}")
    }));
    hex::encode(Sha256::digest(lines.join("\n")))
}

fn now() -> Written {
    let story = |n| {
        let (departure, wishes) = departure(n);
        digest(&resolve(&LONG_EBB, &departure, &wishes).unwrap())
    };
    Written { pack: LONG_EBB.hash().to_owned(), digests: (0..STORIES).map(story).collect() }
}

#[test]
fn they_are_what_they_were() {
    assert_eq!(now(), serde_json::from_str::<Written>(WRITTEN).unwrap());
}

/// For the pack or the resolver that comes after these.
#[test]
#[ignore = "writes the file that the others read"]
fn write_the_stories() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/src/kinds/mission/tests/stories.json");
    let text = serde_json::to_string_pretty(&now()).unwrap();
    std::fs::write(path, text + "\n").unwrap();
}
