//! What may be null.
//!
//! An `Option` in an answer is always there, as null where there is nothing; in
//! a body it may be null or left out. Of either, what poem says is only that it
//! is not required.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

const COMPONENTS: &str = "#/components/schemas/";

/// Members of answers that are left out in place of being null.
const LEFT_OUT: &[(&str, &[&str])] = &[
    ("Problem", &["errors", "count", "current"]),
    ("Session", &["stale"]),
    ("SaidLine", &["reply", "shadow"]),
    ("SaidLines", &["events", "more_events"]),
    ("Happening", &["seat", "called", "to", "role", "item", "by", "why"]),
];

pub fn describe(document: &mut Value) {
    let told = reached(document, "responses");
    let given = reached(document, "requestBody");
    let schemas = document["components"]["schemas"].as_object_mut();
    for (name, schema) in schemas.into_iter().flatten() {
        tidy(schema);
        let (is_told, is_given) = (told.contains(name), given.contains(name));
        let required = words(&schema["required"]);
        let left_out = LEFT_OUT.iter().find(|(of, _)| of == name).map_or(&[][..], |(_, it)| it);
        let mut always = Vec::new();
        let properties = schema.get_mut("properties").and_then(Value::as_object_mut);
        for (member, property) in properties.into_iter().flatten() {
            let has_default = property.get("default").is_some();
            let is_left_out = left_out.contains(&member.as_str());
            let is_required = required.contains(member);
            if !is_required && !is_left_out {
                nullable(property);
            }
            if is_required && !(is_given && has_default)
                || !is_required && !is_left_out && is_told && !is_given
            {
                always.push(member.clone());
            }
        }
        if let Some(members) = schema.as_object_mut() {
            members.remove("required");
            if !always.is_empty() {
                members.insert("required".into(), json!(always));
            }
        }
    }
}

/// A schema may be null. Beside a reference nothing else is heard, so it gets
/// a place of its own.
fn nullable(schema: &mut Value) {
    if schema.get("$ref").is_some() {
        *schema = json!({ "allOf": [schema.take()] });
    }
    schema["nullable"] = json!(true);
}

/// Takes out the parts of an `allOf` that are only a description, which stands
/// beside it, too.
fn tidy(schema: &mut Value) {
    match schema {
        Value::Array(items) => items.iter_mut().for_each(tidy),
        Value::Object(members) => {
            if let Some(Value::Array(parts)) = members.get_mut("allOf") {
                let is_more = |part: &Map<_, _>| part.keys().any(|key| key != "description");
                parts.retain(|part| part.as_object().is_none_or(is_more));
            }
            members.values_mut().for_each(tidy);
        }
        _ => {}
    }
}

/// The names of all schemas that the operations' answers, or their bodies, lead to.
fn reached(document: &Value, part: &str) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for operations in document["paths"].as_object().into_iter().flat_map(Map::values) {
        for operation in operations.as_object().into_iter().flat_map(Map::values) {
            follow(document, &operation[part], &mut names);
        }
    }
    names
}

fn follow(document: &Value, place: &Value, names: &mut BTreeSet<String>) {
    match place {
        Value::Array(items) => items.iter().for_each(|item| follow(document, item, names)),
        Value::Object(members) => {
            let name = members.get("$ref").and_then(Value::as_str);
            let name = name.and_then(|reference| reference.strip_prefix(COMPONENTS));
            if let Some(name) = name
                && names.insert(name.to_owned())
            {
                follow(document, &document["components"]["schemas"][name], names);
            }
            members.values().for_each(|member| follow(document, member, names));
        }
        _ => {}
    }
}

fn words(list: &Value) -> Vec<String> {
    let words = list.as_array().into_iter().flatten().filter_map(Value::as_str);
    words.map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn described(schema: &Value) -> Value {
        let place = |name: &str| json!({ "schema": { "$ref": format!("{COMPONENTS}{name}") } });
        let mut document = json!({
            "paths": { "/a": { "post": {
                "requestBody": place("Given"), "responses": { "200": place("Answered") },
            } } },
            "components": { "schemas": { "Given": schema, "Answered": schema } },
        });
        describe(&mut document);
        document["components"]["schemas"].take()
    }

    #[test]
    fn an_answer_has_all_its_members_and_a_body_may_leave_some_out() {
        let schemas = described(&json!({
            "properties": { "id": { "type": "string" }, "by": { "type": "string" } },
            "required": ["id"],
        }));
        assert_eq!(schemas["Answered"]["required"], json!(["by", "id"]));
        assert_eq!(schemas["Given"]["required"], json!(["id"]));
        for name in ["Answered", "Given"] {
            let properties = &schemas[name]["properties"];
            assert_eq!(properties["by"]["nullable"], json!(true), "{name}");
            assert_eq!(properties["id"].get("nullable"), None, "{name}");
        }
    }

    #[test]
    fn a_reference_that_may_be_null_has_a_place_to_say_so() {
        let reference = json!({ "$ref": format!("{COMPONENTS}Other") });
        let schemas = described(&json!({ "properties": { "peak": reference } }));
        let expected = json!({ "allOf": [reference], "nullable": true });
        assert_eq!(schemas["Answered"]["properties"]["peak"], expected);
    }

    #[test]
    fn what_has_a_default_need_not_be_given() {
        let schemas = described(&json!({
            "properties": { "state": { "type": "array", "default": [] } },
            "required": ["state"],
        }));
        assert_eq!(schemas["Given"].get("required"), None);
        assert_eq!(schemas["Answered"]["required"], json!(["state"]));
    }
}
