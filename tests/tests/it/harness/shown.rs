//! What a client shows: the view that it was told, with each change put over it.

use serde_json::Value;

pub struct Shown {
    pub view: Value,
    pub rev: String,
}

impl Shown {
    pub fn of(whole: &Value) -> Self {
        let rev = whole["rev"].as_str().unwrap().to_owned();
        Self { view: whole["view"].clone(), rev }
    }

    /// Whether it was a change of what is shown, or the whole.
    pub fn takes(&mut self, told: &Value) -> bool {
        match told["type"].as_str().unwrap() {
            "hello" | "frame" => *self = Self::of(told),
            "change" if told["from"] == *self.rev => {
                told["rev"].as_str().unwrap().clone_into(&mut self.rev);
                for (member, value) in told["change"].as_object().unwrap() {
                    self.view[member] = value.clone();
                }
                for (member, entries) in told["entries"].as_object().into_iter().flatten() {
                    merge(&mut self.view[member], entries);
                }
            }
            _ => return false,
        }
        true
    }
}

fn merge(whole: &mut Value, entries: &Value) {
    for (id, item) in entries.as_object().unwrap() {
        match whole {
            Value::Array(items) => {
                let at = items.iter().position(|known| known["id"] == *id);
                match (at, item) {
                    (Some(at), Value::Null) => drop(items.remove(at)),
                    (Some(at), item) => items[at] = item.clone(),
                    (None, item) => items.push(item.clone()),
                }
            }
            Value::Object(map) if item.is_null() => drop(map.remove(id)),
            Value::Object(map) => drop(map.insert(id.clone(), item.clone())),
            other => panic!("entries of {other}"),
        }
    }
}
