//! From JSON Schema 2020-12 to what OpenAPI 3.0 has of it.

use serde_json::{Map, Value, json};

pub const COMPONENTS: &str = "#/components/schemas/";

/// References lead to the components, a constant is a list of one, and null is a
/// word beside the type.
pub fn localise(schema: &mut Value, prefix: &str) {
    match schema {
        Value::Array(items) => items.iter_mut().for_each(|item| localise(item, prefix)),
        Value::Object(members) => {
            if let Some(Value::String(reference)) = members.get_mut("$ref") {
                *reference = reference.replace("#/$defs/", &format!("{COMPONENTS}{prefix}"));
            }
            if let Some(constant) = members.remove("const") {
                members.insert("enum".into(), json!([constant]));
            }
            nullable(members);
            members.remove("default");
            members.values_mut().for_each(|member| localise(member, prefix));
        }
        _ => {}
    }
}

fn nullable(members: &mut Map<String, Value>) {
    if let Some(Value::Array(types)) = members.get("type") {
        let rest: Vec<Value> = types.iter().filter(|kind| *kind != "null").cloned().collect();
        if let [one] = &rest[..] {
            let one = one.clone();
            members.insert("type".into(), one);
            members.insert("nullable".into(), json!(true));
        }
    }
    if let Some(Value::Array(choices)) = members.get_mut("anyOf") {
        let before = choices.len();
        choices.retain(|choice| choice.get("type") != Some(&json!("null")));
        if choices.len() < before {
            members.insert("nullable".into(), json!(true));
        }
    }
}

/// A kind's name as schemas begin with it.
pub fn capital(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
