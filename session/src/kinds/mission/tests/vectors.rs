//! The page's vectors, bit for bit.

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::{LONG_EBB_JSON, sheet, tiny};
use crate::kinds::mission::{
    pack::canonical,
    resolver::{
        Departure, PARTY, Return, Seed, Sheet, Status, Story, TurnBack, Wishes, pick, purpose,
        resolve,
    },
};

const SEED: Seed = Seed([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15]);

fn hash(value: &Value) -> String {
    hex::encode(Sha256::digest(canonical(value).unwrap()))
}

#[test]
fn draws_are_the_pages() {
    for (tick, slot, what, drawn, below, is) in [
        (0, PARTY, purpose::LENGTH, 0x555d_2e98_02fe_1c28, 7, 2),
        (1, PARTY, purpose::ENCOUNTER, 0xa68f_0599_9c54_ccbf, 25, 16),
        (1, 0, purpose::ROLL, 0x2b91_b2b0_85e6_d1f6, 10_000, 1_701),
        (12, 3, purpose::MATE, 0xb62f_8eb1_ff75_57ba, 3, 2),
    ] {
        assert_eq!(SEED.draw(tick, slot, what), drawn, "draw({tick},{slot},{what})");
        assert_eq!(pick(drawn, below), is);
    }
    assert_eq!((pick(u64::MAX, i64::MAX), pick(u64::MAX, 1), pick(0, 7)), (i64::MAX - 1, 0, 0));
    assert_eq!(SEED.seal(), "be45cb2605bf36bebde684841a28f0fd43c69850a3dce5fedba69928ee3a8991");
    assert_eq!(format!("{SEED:?}"), "Seed(…)");
    let text = serde_json::to_string(&SEED).unwrap();
    assert_eq!(text, "\"000102030405060708090a0b0c0d0e0f\"");
    assert_eq!(serde_json::from_str::<Seed>(&text).unwrap(), SEED);
    assert!(serde_json::from_str::<Seed>("\"00\"").is_err());
}

/// The numbers of both packs are the published ones.
#[test]
fn packs_without_their_words_are_the_pages() {
    assert_eq!(
        hash(&tiny::numbers()),
        "71a34573618d1d7d9f755c431be09be95ffad29e741668856a0fe91e0c5f7eea"
    );
    let mut bare = LONG_EBB_JSON.clone();
    for member in ["words", "names"] {
        bare.as_object_mut().unwrap().remove(member).unwrap();
    }
    for encounter in bare["encounters"].as_array_mut().unwrap() {
        encounter.as_object_mut().unwrap().remove("texts").unwrap();
    }
    assert_eq!(hash(&bare), "0a52a1855bb0efc284ad6c51c1a29dccfbe03faa77afd50c37b60474f675aa7b");
}

fn told(seed: Seed, difficulty: u8, party: Vec<Sheet>, wishes: &Wishes) -> Story {
    resolve(&tiny::pack(), &Departure { seed, difficulty, party }, wishes).unwrap()
}

#[test]
fn one_alone() {
    let story = told(SEED, 1, vec![sheet([5, 4, 4], &["owl"])], &Wishes::default());
    assert_eq!(story.lines().next().unwrap(), "1|hull|0|5550|1701|4150|8184|success|0|8|4");
    assert_eq!(
        serde_json::to_value(&story.results).unwrap(),
        json!({
            "status": "completed", "ticks": 8, "goal": 4, "progress": 7, "ended_at": 8,
            "party": [{
                "slot": 0, "upright": true, "lost": false, "hurt": false, "healed": false,
                "marks": 0, "xp": 99, "salvage": 46,
            }],
        })
    );
    assert_eq!(story.digest(), "0c5641bb3be40641550dbb98508d330cb89d81ee9ff7530d1e4629482b2a2e53");
    assert!(story.ticks.iter().flat_map(|tick| &tick.lines).all(|line| line.mate.is_none()));
}

#[test]
fn three_on_a_rope() {
    let seed: Seed = serde_json::from_value(json!("5eaf100d".repeat(4))).unwrap();
    let party = vec![
        sheet([8, 5, 5], &["owl", "voice"]),
        Sheet { hurt: true, marks: 2, ..sheet([5, 8, 5], &["coat"]) },
        Sheet { caution: 0, ..sheet([5, 5, 8], &["voice"]) },
    ];
    let turn_backs = vec![TurnBack { tick: 4, slot: 2 }];
    let story = told(seed, 3, party, &Wishes { turn_backs, recall: None });
    assert_eq!(story.digest(), "7b58af80390af79973284e8363623b252d397599339d3f1f5c8e67d92f786bc9");
    let results = &story.results;
    assert_eq!(results.status, Status::Failed);
    assert_eq!((results.ticks, results.goal, results.progress, results.ended_at), (7, 4, 3, 7));
    let of = |one: &Return| (one.upright, one.lost, one.hurt, one.marks, one.xp, one.salvage);
    assert_eq!(
        results.party.iter().map(of).collect::<Vec<_>>(),
        [
            (true, false, false, 0, 144, 26),
            (false, true, true, 3, 0, 0),
            (false, false, false, 0, 102, 26),
        ]
    );
    let mates = |tick: usize| story.ticks[tick - 1].lines.iter().map(|line| line.mate);
    assert!(
        mates(1).zip(0..).all(|(mate, slot)| mate.is_some_and(|mate| mate != slot && mate < 3))
    );
    assert_eq!(mates(5).collect::<Vec<_>>(), [None]);
}
