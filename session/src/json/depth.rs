//! How deep JSON may be that somebody gives: as deep wherever it is read.
//!
//! What was accepted is wrapped as it is kept and shown (an event in a stored
//! event, a config in a state in a snapshot), and whoever reads it stops at 128
//! levels. So far fewer than that are taken.

use std::{borrow::Cow, fmt};

use serde::{
    Deserializer,
    de::{DeserializeSeed, Error, MapAccess, SeqAccess, Visitor},
};
use serde_json::Value;

/// Levels of lists and objects in a config or in a command's arguments.
pub const LEVELS_MAX: usize = 32;

/// Names of a path that help somebody find the place.
const NAMED: usize = 4;

/// Where the first list or object lies that is deeper than `levels`: the
/// beginning of its path. JSON that cannot be read is not too deep: whoever
/// reads it says so.
pub fn too_deep<'de, D: Deserializer<'de>>(json: D, levels: usize) -> Option<String> {
    let mut walk = Walk { path: Vec::new(), is_too_deep: false };
    // An error is either ours, which the walk knows, or the reader's.
    let _ = Level { left: levels, walk: &mut walk }.deserialize(json);
    walk.is_too_deep.then(|| {
        let is_index = |name: &String| name.bytes().all(|byte| byte.is_ascii_digit());
        let named = walk.path.iter().rposition(|name| !is_index(name)).map_or(0, |last| last + 1);
        walk.path[..named.min(NAMED)].join(".")
    })
}

/// Where a text or a name lies that has NUL in it, which Postgres cannot keep: the
/// path of the text, or of what has the name.
pub fn nul(value: &Value) -> Option<String> {
    let below = |name: &str, value: &Value| {
        let path = nul(value)?;
        Some(if path.is_empty() { name.to_owned() } else { format!("{name}.{path}") })
    };
    match value {
        Value::String(text) => text.contains('\0').then(String::new),
        Value::Array(items) => {
            let mut items = items.iter().enumerate();
            items.find_map(|(place, item)| below(&place.to_string(), item))
        }
        Value::Object(members) => members.iter().find_map(|(name, value)| {
            if name.contains('\0') { Some(String::new()) } else { below(name, value) }
        }),
        Value::Null | Value::Bool(_) | Value::Number(_) => None,
    }
}

struct Walk {
    path: Vec<String>,
    is_too_deep: bool,
}

/// What may still lie below this place.
struct Level<'a> {
    left: usize,
    walk: &'a mut Walk,
}

impl Level<'_> {
    fn below<E: Error>(&mut self) -> Result<usize, E> {
        self.left.checked_sub(1).ok_or_else(|| {
            self.walk.is_too_deep = true;
            E::custom("too deep")
        })
    }
}

impl<'de> DeserializeSeed<'de> for Level<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<(), D::Error> {
        json.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Level<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_str<E>(self, _: &str) -> Result<(), E> {
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut items: A) -> Result<(), A::Error> {
        let left = self.below()?;
        for n in 0_usize.. {
            self.walk.path.push(n.to_string());
            if items.next_element_seed(Level { left, walk: self.walk })?.is_none() {
                self.walk.path.pop();
                break;
            }
            self.walk.path.pop();
        }
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut members: A) -> Result<(), A::Error> {
        let left = self.below()?;
        while let Some(name) = members.next_key::<Cow<'de, str>>()? {
            self.walk.path.push(name.into_owned());
            members.next_value_seed(Level { left, walk: self.walk })?;
            self.walk.path.pop();
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::{Deserializer, Value, json};

    use super::too_deep;

    fn nested(levels: usize) -> String {
        format!("{}{}", "[".repeat(levels), "]".repeat(levels))
    }

    fn of_text(text: &str, levels: usize) -> Option<String> {
        too_deep(&mut Deserializer::from_str(text), levels)
    }

    #[test]
    fn what_is_as_deep_as_it_may_be_passes_and_one_level_more_is_named() {
        assert_eq!(of_text(&nested(32), 32), None);
        assert_eq!(of_text(&nested(3), 2).as_deref(), Some(""));
        let text = format!(r#"{{"a":1,"people":[{{}},{{"meta":{}}}]}}"#, nested(122));
        let field = of_text(&text, 5).unwrap();
        assert_eq!(field, "people.1.meta");
        // Deeper than the reader goes: it is told all the same.
        assert!(of_text(&nested(100_000), 32).is_some());
        for plain in ["1", "-1", "1.5", "true", "null", "\"[[[\"", "", "[[", "{\"a\""] {
            assert_eq!(of_text(plain, 2), None, "{plain}");
        }
    }

    fn any_json() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![Just(json!(null)), any::<i64>().prop_map(Value::from)];
        leaf.prop_recursive(8, 64, 4, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
                prop::collection::btree_map("[a-c]{1,2}", inner, 0..4)
                    .prop_map(|members| members.into_iter().collect()),
            ]
        })
    }

    fn levels(json: &Value) -> usize {
        match json {
            Value::Array(items) => 1 + items.iter().map(levels).max().unwrap_or(0),
            Value::Object(members) => 1 + members.values().map(levels).max().unwrap_or(0),
            _ => 0,
        }
    }

    proptest! {
        #[test]
        fn it_is_as_deep_as_it_is(json in any_json(), most in 0_usize..8) {
            let is_too_deep = levels(&json) > most;
            prop_assert_eq!(too_deep(&json, most).is_some(), is_too_deep);
            prop_assert_eq!(of_text(&json.to_string(), most).is_some(), is_too_deep);
        }
    }
}
