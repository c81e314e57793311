//! What is no pack, each with its place.

use serde_json::{Value, json};

use super::{sheet, tiny};
use crate::kinds::mission::{
    pack::{PACK_BYTES_MAX, Pack},
    resolver::{Departure, Seed, Sheet, Wishes, resolve},
};

/// Why a pack is refused.
fn refused(pack: &Value) -> String {
    Pack::read(&pack.to_string()).unwrap_err().to_string()
}

fn with(place: &str, value: Value) -> Value {
    let mut pack = tiny::dressed(tiny::numbers());
    let (parent, member) = place.rsplit_once('/').unwrap();
    match pack.pointer_mut(parent).unwrap() {
        Value::Array(items) => match items.get_mut(member.parse::<usize>().unwrap()) {
            Some(item) => *item = value,
            None => items.push(value),
        },
        object => object[member] = value,
    }
    pack
}

#[test]
fn an_unknown_member_is_refused_wherever_it_is() {
    for (place, told) in [
        ("/more", "more: unknown field `more`"),
        ("/rules/more", "rules.more: unknown field `more`"),
        ("/rules/xp/more", "rules.xp.more: unknown field `more`"),
        ("/encounters/1/more", "encounters.1.more: unknown field `more`"),
        ("/encounters/1/texts/more", "encounters.1.texts.more: unknown field `more`"),
        ("/knacks/2/more", "knacks.2.more: unknown field `more`"),
        ("/words/more", "words.more: is not known"),
    ] {
        let error = refused(&with(place, json!("x")));
        assert!(error.starts_with(told), "{error}");
    }
}

#[test]
fn a_missing_member_is_refused() {
    let pack = tiny::dressed(tiny::numbers());
    for (parent, place) in [
        ("", ""),
        ("/rules", "rules"),
        ("/rules/xp", "rules.xp"),
        ("/encounters/1", "encounters.1"),
        ("/encounters/1/texts", "encounters.1.texts"),
        ("/knacks/0", "knacks.0"),
    ] {
        let members = pack.pointer(parent).unwrap().as_object().unwrap();
        for member in members.keys() {
            let mut pack = pack.clone();
            pack.pointer_mut(parent).unwrap().as_object_mut().unwrap().remove(member).unwrap();
            let error = refused(&pack);
            assert!(error.contains(&format!("missing field `{member}`")), "{error}");
            assert!(error.starts_with(place), "{error}");
        }
    }
}

/// The places of all numbers, as pointers.
fn numbers(value: &Value, at: &str, found: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            members.iter().for_each(|(name, value)| numbers(value, &format!("{at}/{name}"), found));
        }
        Value::Array(items) => {
            items
                .iter()
                .enumerate()
                .for_each(|(n, item)| numbers(item, &format!("{at}/{n}"), found));
        }
        Value::Number(_) => found.push(at.to_owned()),
        _ => {}
    }
}

#[test]
fn every_number_is_an_integer_within_bounds() {
    let mut places = Vec::new();
    numbers(&tiny::dressed(tiny::numbers()), "", &mut places);
    assert_eq!(places.len(), 1 + 17 + 3 + 5 + 3 * 8 + 3 * 2);
    for place in places {
        let named = place[1..].replace('/', ".");
        for number in [json!(5.5), json!(5.0), json!("5"), json!(null), json!(1_u64 << 63)] {
            let error = refused(&with(&place, number));
            assert!(error.starts_with(&format!("{named}: invalid ")), "{named} {error}");
        }
        for number in [i64::MIN, -1_000_000_000, 1_000_000_000, i64::MAX] {
            let error = refused(&with(&place, json!(number)));
            assert!(error.contains(&format!("{named}: {number} is not within")), "{named} {error}");
        }
    }
}

#[test]
fn texts_are_as_many_as_the_rules_say_and_take_what_they_may() {
    let mut pack = tiny::dressed(tiny::numbers());
    pack["encounters"][2]["texts"]["hurt"].as_array_mut().unwrap().pop();
    assert_eq!(refused(&pack), "encounters.2.texts.hurt: 5 of 6");
    let mut pack = tiny::dressed(tiny::numbers());
    pack["encounters"][0]["texts"]["lost"].as_array_mut().unwrap().push(json!("one more"));
    assert_eq!(refused(&pack), "encounters.0.texts.lost: 7 of 6");
    let hurt = "/encounters/1/texts/hurt/3";
    for text in
        ["", " ", " a", "a\u{7}b", "{find} brass", "{you}", "{", "}", "{me", "a}{me}", "{0}"]
    {
        let error = refused(&with(hurt, json!(text)));
        assert!(error.starts_with("encounters.1.texts.hurt.3: "), "{text} {error}");
    }
    assert!(refused(&with(hurt, json!("x".repeat(141)))).contains("141 characters; 1 to 140"));
    for fine in ["x".repeat(140), "{mate}{me}".to_owned()] {
        assert!(Pack::read(&with(hurt, json!(fine)).to_string()).is_ok());
    }
    let success = "/encounters/1/texts/success/0";
    assert!(Pack::read(&with(success, json!("{find}")).to_string()).is_ok());
}

#[test]
fn names_are_many_different_and_plain() {
    let mut pack = tiny::dressed(tiny::numbers());
    pack["names"].as_array_mut().unwrap().pop();
    assert_eq!(refused(&pack), "names: 199; 200 to 2000");
    let long = "x".repeat(21);
    for name in ["x", &long, " ab", "a\u{202e}b", "a{b", "\u{fb01}n", "a\nb", "NAME 0"] {
        let error = refused(&with("/names/7", json!(name)));
        assert!(error.starts_with("names.7: "), "{name} {error}");
    }
}

#[test]
fn what_hangs_together_is_held_together() {
    for (place, value, told) in [
        ("/id", json!("Tiny"), "id: 1 to 32 of a to z"),
        ("/encounters/1/id", json!("pool"), "encounters.1: `pool` is there twice"),
        (
            "/encounters/1/tags",
            json!(["rope", "rope"]),
            "encounters.1.tags.1: `rope` is there twice",
        ),
        ("/encounters/1/family", json!(""), "encounters.1.family: 1 to 32"),
        ("/knacks/1/id", json!("owl"), "knacks.1: `owl` is there twice"),
        ("/knacks/0/on", json!("tag:lock"), "knacks.0.on: no encounter has it"),
        ("/knacks/0/on", json!("family:sky"), "knacks.0.on: no encounter has it"),
        ("/knacks/0/on", json!("stat:luck"), "knacks.0.on: `luck` is no stat"),
        ("/knacks/0/on", json!("harm:all"), "knacks.0.on: a knack cannot be on `harm:all`"),
        ("/knacks/1/on", json!("stat:grit"), "knacks.1.op: changes nothing there"),
        ("/knacks/0/on", json!("xp"), "knacks.0.op: changes nothing there"),
        ("/knacks/0/op", json!("sub"), "knacks.0.op: unknown variant `sub`"),
        ("/rules/chance_max", json!(400), "rules.chance_max: 400 is not within 500 to 10000"),
        ("/rules/goal_pct", json!([45, 50]), "rules.goal_pct: invalid length 2"),
        ("/words/title", json!("{me}"), "words.title: 1 to 40 characters, no braces"),
        ("/words/title", json!(""), "words.title: 1 to 40 characters, no braces"),
    ] {
        let error = refused(&with(place, value));
        assert!(error.contains(told), "{error}");
    }
    let mut pack = tiny::dressed(tiny::numbers());
    pack["words"].as_object_mut().unwrap().remove("knack:owl");
    assert_eq!(refused(&pack), "words.knack:owl: is missing");
    // At difficulty 1 the second tick would find nothing.
    let mut pack = tiny::dressed(tiny::numbers());
    pack["encounters"][0]["from_difficulty"] = json!(2);
    pack["encounters"][1]["from_difficulty"] = json!(3);
    assert_eq!(refused(&pack), "encounters: 1 from difficulty 1 on, 3 in all; 2 to 200");
    let mut pack = tiny::dressed(tiny::numbers());
    pack["knacks"][1]["on"] = json!("salvage");
    pack["knacks"][1]["scope"] = json!("team");
    assert_eq!(refused(&pack), "knacks.1.scope: is each one's own there");
}

#[test]
fn nothing_is_said_twice_and_nothing_stands_behind() {
    let fine = tiny::dressed(tiny::numbers()).to_string();
    let pack = Pack::read(&fine).unwrap();
    assert_eq!(Pack::read(&format!(" {fine}\n")).unwrap().hash(), pack.hash());
    let xp = format!("{}", tiny::rules()["xp"]);
    let xp_list = "[10,4,6,0,25]".to_owned();
    for (text, told) in [
        (
            fine.replacen("\"id\":\"tiny\"", "\"id\":\"tiny\",\"id\":\"tiny\"", 1),
            "duplicate field `id`",
        ),
        (fine.replacen("\"words\":{", "\"words\":{\"title\":\"x\",", 1), "`title` is there twice"),
        (format!("{fine}{{}}"), "trailing characters"),
        // The reader would take a list of its members for an object.
        (fine.replacen(&xp, &xp_list, 1), "objects and numbers are written in one way"),
        (String::new(), "EOF"),
        ("[".repeat(100_000), "invalid type"),
        (" ".repeat(PACK_BYTES_MAX + 1), "more than 1048576 bytes"),
    ] {
        let error = Pack::read(&text).unwrap_err().to_string();
        assert!(error.contains(told), "{error}");
    }
}

#[test]
fn a_hundred_wrong_places_are_not_all_told() {
    let mut pack = tiny::dressed(tiny::numbers());
    pack["names"] = (0..200).map(|_| json!("Ada")).collect();
    let error = refused(&pack);
    assert!(error.starts_with("names.1: `Ada` is there twice; names.2: "), "{error}");
    assert!(error.ends_with("; and 179 more"), "{error}");
}

#[test]
fn a_departure_that_a_pack_does_not_know_is_refused() {
    let pack = tiny::pack();
    let fine = sheet([5, 4, 4], &["owl"]);
    let of = |difficulty, party: Vec<Sheet>| {
        let departure = Departure { seed: Seed([0; 16]), difficulty, party };
        resolve(&pack, &departure, &Wishes::default())
            .map(|_| ())
            .map_err(|error| error.to_string())
    };
    assert_eq!(of(3, vec![fine.clone(); 4]), Ok(()));
    for (refused, told) in [
        (of(0, vec![fine.clone()]), "difficulty 0; there are 1 to 3"),
        (of(4, vec![fine.clone()]), "difficulty 4; there are 1 to 3"),
        (of(1, vec![]), "a party of 0; 1 to 4"),
        (of(1, vec![fine.clone(); 5]), "a party of 5; 1 to 4"),
        (of(1, vec![sheet([5, 0, 4], &[])]), "party.0.stats: each is 1 to 100"),
        (of(1, vec![sheet([5, 4, i64::MAX], &[])]), "party.0.stats: each is 1 to 100"),
        (
            of(1, vec![fine.clone(), sheet([5, 4, 4], &["fly"])]),
            "party.1.knacks: the pack has no `fly`",
        ),
        (of(1, vec![sheet([5, 4, 4], &["owl", "owl"])]), "party.0.knacks: `owl` is there twice"),
        (of(1, vec![sheet([5, 4, 4], &["owl"; 5])]), "party.0.knacks: 5 of at most 4"),
        (
            of(1, vec![Sheet { marks: 3, ..fine }]),
            "party.0.marks: 3 are more than a survivor can have",
        ),
    ] {
        assert_eq!(refused, Err(told.to_owned()));
    }
}
