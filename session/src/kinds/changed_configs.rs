//! Configs that differ from one in a single place, of any kind: what the contract
//! saves while a session goes on.

use serde_json::{Value, json};

use super::ALL;
use crate::Description;

/// One that may be saved, if there is one where `pick` leads.
pub fn changed(kind: &Description, config: &Value, pick: usize) -> Option<Value> {
    let places = places(config);
    if places.is_empty() {
        return None;
    }
    let place = &places[pick % places.len()];
    let words = words(kind);
    let others = others(config.pointer(place)?, &words);
    let other = others.get((pick / places.len()) % others.len().max(1))?;
    let mut changed = config.clone();
    *changed.pointer_mut(place)? = other.clone();
    (kind.check)(&changed).ok().filter(|changed| changed != config)
}

/// Where something stands, as JSON pointers.
pub fn places(value: &Value) -> Vec<String> {
    let mut places = Vec::new();
    walk(value, String::new(), &mut places);
    places
}

fn walk(value: &Value, at: String, places: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                walk(member, format!("{at}/{name}"), places);
            }
        }
        Value::Array(items) => {
            for (n, item) in items.iter().enumerate() {
                walk(item, format!("{at}/{n}"), places);
            }
        }
        _ => {}
    }
    if !at.is_empty() {
        places.push(at);
    }
}

/// What may stand there in its place.
fn others(value: &Value, words: &[Value]) -> Vec<Value> {
    match value {
        Value::Bool(is) => vec![json!(!is)],
        Value::Number(number) if number.is_f64() => {
            let number = number.as_f64().unwrap();
            vec![json!(number + 1.0), json!(number / 2.0)]
        }
        Value::Number(number) => {
            let number = number.as_i64().unwrap();
            vec![json!(number + 1), json!(number / 2), json!(number * 2)]
        }
        Value::String(text) => {
            let longer = json!(format!("{text} too"));
            std::iter::once(longer).chain(words.iter().cloned()).collect()
        }
        Value::Array(items) => {
            let fewer = items.iter().skip(1).cloned().collect();
            let turned = items.iter().rev().cloned().collect();
            vec![Value::Array(fewer), Value::Array(turned)]
        }
        Value::Object(_) | Value::Null => vec![json!(null)],
    }
}

/// Every word that its schema has, wherever that is.
fn words(kind: &Description) -> Vec<Value> {
    fn gather(schema: &Value, words: &mut Vec<Value>) {
        match schema {
            Value::Object(members) => {
                let listed = members.get("enum").and_then(Value::as_array).into_iter().flatten();
                words.extend(
                    listed.chain(members.get("const")).filter(|one| one.is_string()).cloned(),
                );
                members.values().for_each(|member| gather(member, words));
            }
            Value::Array(items) => items.iter().for_each(|item| gather(item, words)),
            _ => {}
        }
    }
    let schema = (kind.config_schema)(schemars::generate::Contract::Deserialize);
    let mut words = Vec::new();
    gather(schema.as_value(), &mut words);
    words
}

/// A contract that saves the same each time would say nothing of saving. Nobody saves
/// the config of an inner kind.
#[test]
fn there_are_many_of_each_kind() {
    for kind in ALL.iter().filter(|kind| kind.is_made()) {
        let config = (kind.example)().config;
        let all = (0..500).filter_map(|pick| changed(kind, &config, pick));
        let texts: std::collections::BTreeSet<String> = all.map(|one| one.to_string()).collect();
        assert!(texts.len() > 10, "{}: {}", kind.name, texts.len());
    }
}
