//! Whoever applies what is told has the view that it leads to. `cases.json` has
//! cases for clients in other languages, which the tests of `web/client` apply.

use proptest::{prelude::*, strategy::ValueTree, test_runner::TestRunner};
use serde::{Deserialize, Deserializer, de};
use serde_json::{Map, Value, json};

use super::{Difference, Outlined};

/// What one change tells: of `downbeat.v1`, and of `downbeat.v2`.
#[derive(Debug)]
struct Told {
    whole: String,
    change: String,
    entries: Option<String>,
}

fn told(before: &Value, after: &Value) -> Told {
    let before = Outlined::new(before.to_string().into_bytes());
    let after = Outlined::like(after.to_string().into_bytes(), &before);
    let difference = Difference::between(&before, &after).unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    let whole = text(difference.whole());
    assert_eq!(whole.len(), difference.whole_bytes());
    let has_entries = difference.has_entries();
    let entries = has_entries.then(|| text(difference.entries()));
    Told { whole, change: text(difference.change()), entries }
}

/// An object with its members in the order of the text.
struct Ordered<T>(Vec<(String, T)>);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Ordered<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Members<T>(std::marker::PhantomData<T>);
        impl<'de, T: Deserialize<'de>> de::Visitor<'de> for Members<T> {
            type Value = Ordered<T>;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: de::MapAccess<'de>>(self, mut map: A) -> Result<Ordered<T>, A::Error> {
                let mut members = Vec::new();
                while let Some(member) = map.next_entry()? {
                    members.push(member);
                }
                Ok(Ordered(members))
            }
        }
        deserializer.deserialize_map(Members(std::marker::PhantomData))
    }
}

impl<T> Ordered<T> {
    /// As JavaScript has it: indices first, smallest first.
    fn of_javascript(mut self) -> Self {
        let index = |(key, _): &(String, T)| {
            let index: Option<u32> = key.parse().ok();
            index.filter(|index| index.to_string() == *key).unwrap_or(u32::MAX)
        };
        self.0.sort_by_key(index);
        self
    }
}

/// As docs/sockets.md says.
fn apply(view: &Value, told: &Told, order: fn(Ordered<Value>) -> Ordered<Value>) -> Value {
    let mut view = view.clone();
    let change: Map<String, Value> = serde_json::from_str(&told.change).unwrap();
    for (member, value) in change {
        view[&member] = value;
    }
    let Some(entries) = &told.entries else { return view };
    let members: Ordered<Ordered<Value>> = serde_json::from_str(entries).unwrap();
    for (member, entries) in members.0 {
        match &mut view[&member] {
            Value::Object(map) => order(entries).0.into_iter().for_each(|(key, value)| {
                if value.is_null() {
                    map.remove(&key)
                } else {
                    map.insert(key, value)
                };
            }),
            Value::Array(list) => order(entries).0.into_iter().for_each(|(id, value)| {
                let at = list.iter().position(|item| item["id"] == *id);
                match (at, value) {
                    (Some(at), Value::Null) => drop(list.remove(at)),
                    (Some(at), value) => list[at] = value,
                    (None, value) => list.push(value),
                }
            }),
            other => panic!("entries of {other}"),
        }
    }
    view
}

/// A member that is null and one that is not there are the same.
fn without_nulls(view: &Value) -> Value {
    let members = view.as_object().unwrap().iter().filter(|(_, value)| !value.is_null());
    members.map(|(name, value)| (name.clone(), value.clone())).collect()
}

fn holds(before: &Value, after: &Value) {
    let told = told(before, after);
    let of_v1 = Told { change: told.whole.clone(), entries: None, ..told_empty() };
    for (told, order) in
        [(&told, (|it| it) as fn(_) -> _), (&told, Ordered::of_javascript), (&of_v1, |it| it)]
    {
        let applied = apply(before, told, order);
        assert_eq!(without_nulls(&applied), without_nulls(after), "{told:?} on {before}");
    }
    let v2 = told.change.len() + told.entries.as_ref().map_or(0, String::len);
    assert!(v2 <= told.whole.len() + "{}{}".len() + 32, "{told:?}");
}

fn told_empty() -> Told {
    Told { whole: String::new(), change: String::new(), entries: None }
}

fn scalar() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(json!(null)),
        any::<bool>().prop_map(Value::from),
        (-9_i64..99).prop_map(Value::from),
        "[a\"\\\\{}\\[\\],: é\n]{0,6}".prop_map(Value::from),
    ]
}

fn value() -> impl Strategy<Value = Value> {
    scalar().prop_recursive(2, 8, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..3).prop_map(Value::from),
            prop::collection::btree_map("[a-c]", inner, 0..3)
                .prop_map(|members| members.into_iter().collect()),
        ]
    })
}

fn item() -> impl Strategy<Value = Value> {
    let id = prop_oneof![
        12 => "[a-d\"é]".prop_map(Value::from),
        12 => "(1?[0-9]|01|__proto__|4294967295)".prop_map(Value::from),
        1 => (0..3).prop_map(Value::from),
        1 => Just(json!(null)),
    ];
    (id, value()).prop_map(|(id, v)| json!({ "id": id, "a": v }))
}

fn member() -> impl Strategy<Value = Value> {
    // Items that are alike in two views are many.
    let small = prop_oneof![4 => Just(json!({ "id": "z", "a": 1 })), 12 => item(), 1 => value()];
    prop_oneof![
        1 => value(),
        3 => prop::collection::vec(small, 0..7).prop_map(|items| unique(items).into()),
        1 => prop::collection::vec(item(), 0..5).prop_map(Value::from),
        2 => prop::collection::btree_map("([a-e\"]|[0-9]|__proto__)", value(), 0..6)
            .prop_map(|members| members.into_iter().collect()),
    ]
}

/// The first of each id.
fn unique(items: Vec<Value>) -> Vec<Value> {
    let mut ids: Vec<Value> = Vec::new();
    let is_first = |item: &Value| {
        let is_first = !ids.contains(&item["id"]);
        ids.push(item["id"].clone());
        is_first
    };
    items.into_iter().filter(is_first).collect()
}

fn view() -> impl Strategy<Value = Value> {
    prop::collection::btree_map("[p-s]", member(), 0..4)
        .prop_map(|members| members.into_iter().collect())
}

/// What somebody does to a view.
fn steps() -> impl Strategy<Value = Vec<(usize, usize, usize, Value)>> {
    prop::collection::vec((0_usize..5, any::<usize>(), any::<usize>(), item()), 0..4)
}

fn stepped(mut view: Value, steps: Vec<(usize, usize, usize, Value)>) -> Value {
    let Some(members) = view.as_object_mut() else { return view };
    for (what, member, at, item) in steps {
        let count = members.len().max(1);
        match members.values_mut().nth(member % count) {
            Some(Value::Array(list)) => {
                let place = at % (list.len() + 1);
                match what {
                    0 => list.push(item),
                    1 => list.insert(place, item),
                    2 if place < list.len() => drop(list.remove(place)),
                    3 if list.get(place).is_some_and(Value::is_object) => list[place]["a"] = item,
                    _ => list.reverse(),
                }
            }
            Some(Value::Object(map)) => {
                let key = map.keys().nth(at % map.len().max(1)).cloned();
                match (what, key) {
                    (0 | 1, _) => drop(map.insert("new".into(), item)),
                    (2, Some(key)) => drop(map.remove(&key)),
                    (3, Some(key)) => drop(map.insert(key, item)),
                    _ => {}
                }
            }
            _ => {}
        }
    }
    view
}

proptest! {
    #[test]
    fn what_is_told_leads_to_the_view(before in view(), after in view()) {
        holds(&before, &after);
    }

    #[test]
    fn what_is_told_of_a_step_leads_to_the_view(before in view(), steps in steps()) {
        let after = stepped(before.clone(), steps);
        holds(&before, &after);
        holds(&after, &before);
    }

    #[test]
    fn no_text_makes_it_fail(text in "[{}\\[\\]\":,a1\\\\ ]{0,24}") {
        let view = Outlined::new(br#"{"a":[{"id":"a"}]}"#.to_vec());
        let text = Outlined::like(text.into_bytes(), &view);
        let _ = Difference::between(&text, &view);
        let _ = Difference::between(&view, &text);
    }
}

#[test]
fn a_change_has_what_is_new_and_what_is_gone() {
    let before = json!({ "status": "running", "active": "a", "list": [1, 2], "recovered": true });
    let after = json!({ "status": "running", "active": null, "list": [1, 3], "cycle": 1 });
    let told = told(&before, &after);
    assert_eq!(told.whole, r#"{"recovered":null,"active":null,"cycle":1,"list":[1,3]}"#);
    assert_eq!((told.change, told.entries), (told.whole, None));
    let [list, object] = [b"[]", b"{}"].map(|text| Outlined::new(text.to_vec()));
    assert!(Difference::between(&list, &object).is_none());
}

/// Items that are long enough for entries to be shorter than all of them.
fn list(ids: &[Value]) -> Value {
    let item = |id: &Value| json!({ "id": id, "text": "x".repeat(40) });
    json!({ "n": 1, "list": ids.iter().map(item).collect::<Vec<_>>() })
}

#[test]
fn entries_say_what_an_order_allows() {
    let ids = |text: &str| list(&text.chars().map(|id| json!(id.to_string())).collect::<Vec<_>>());
    let keys = |before: &str, after: &str| {
        let told = told(&ids(before), &ids(after));
        let entries: Ordered<Ordered<Value>> = serde_json::from_str(&told.entries?).unwrap();
        let (_, entries) = entries.0.into_iter().next()?;
        let sign =
            |(id, value): (String, Value)| if value.is_null() { format!("-{id}") } else { id };
        Some(entries.0.into_iter().map(sign).collect::<Vec<_>>().join(" "))
    };
    assert_eq!(keys("abc", "abcd").as_deref(), Some("d"));
    assert_eq!(keys("abc", "ac").as_deref(), Some("-b"));
    assert_eq!(keys("abcd", "acdfe").as_deref(), Some("-b f e"));
    assert_eq!(keys("abc", "").as_deref(), None, "all of them are shorter");
    assert_eq!(keys("abc", "bac"), None, "another order");
    assert_eq!(keys("abc", "abxc"), None, "one in the middle");
    assert_eq!(keys("abc", "abca"), None, "one that is there twice");
    assert_eq!(keys("abcc", "abc"), None, "one that was there twice");
    // JavaScript would have 2 before 9, and both before x.
    assert_eq!(keys("abc", "abc29x").as_deref(), Some("2 9 x"));
    assert_eq!(keys("abc", "abc92"), None);
    assert_eq!(keys("abc", "abcx2"), None);
    let numbers = told(&list(&[json!(1), json!(2)]), &list(&[json!(1), json!(2), json!(3)]));
    assert!(numbers.entries.is_none(), "an id that is no text");
}

#[test]
fn of_a_map_the_keys_are_told_and_a_null_is_not_taken_for_one_that_is_gone() {
    let text = "x".repeat(40);
    let before = json!({ "map": { "a": text, "b": text, "\"c\n": text } });
    let after = json!({ "map": { "a": text, "b": 1, "d": 2 } });
    let told_entries = told(&before, &after).entries.unwrap();
    assert_eq!(told_entries, r#"{"map":{"\"c\n":null,"b":1,"d":2}}"#);
    let nulled = json!({ "map": { "a": text, "b": null, "\"c\n": text } });
    assert!(told(&before, &nulled).entries.is_none());
    let into_list = json!({ "map": [{ "id": "a" }] });
    assert!(told(&before, &into_list).entries.is_none());
}

/// One on a line, so that the order within stays as it is told.
fn cases() -> String {
    let mut pairs = vec![
        (list(&[json!("b"), json!("a")]), list(&[json!("b"), json!("a"), json!("c")])),
        (list(&[json!("9"), json!("10")]), list(&[json!("9"), json!("10"), json!("2")])),
        (
            list(&[json!("9"), json!("10")]),
            list(&[json!("9"), json!("10"), json!("3"), json!("2")]),
        ),
        (list(&[json!("a"), json!("b"), json!("c")]), list(&[json!("c"), json!("b"), json!("a")])),
    ];
    let mut runner = TestRunner::deterministic();
    let random = (view(), steps(), view());
    while pairs.len() < 120 {
        let (before, steps, other) = random.new_tree(&mut runner).unwrap().current();
        let after = stepped(before.clone(), steps);
        let is_told = told(&before, &after).entries.is_some();
        if is_told || pairs.len() % 4 == 0 {
            pairs.push((before, if is_told { after } else { other }));
        }
    }
    let case = |(before, after): &(Value, Value)| {
        let Told { whole: _, change, entries } = told(before, after);
        let entries =
            entries.map_or_else(String::new, |entries| format!(r#","entries":{entries}"#));
        format!(r#"{{"before":{before},"after":{after},"change":{change}{entries}}}"#)
    };
    format!("[\n{}\n]\n", pairs.iter().map(case).collect::<Vec<_>>().join(",\n"))
}

const CASES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/difference/cases.json");

#[test]
fn the_cases_for_other_languages_are_what_the_code_says() {
    let committed = std::fs::read_to_string(CASES).unwrap_or_default();
    assert!(committed == cases(), "cases.json has drifted: run this file's ignored test");
}

#[test]
#[ignore = "writes cases.json"]
fn write_the_cases() {
    std::fs::write(CASES, cases()).unwrap();
}
