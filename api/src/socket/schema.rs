//! The JSON Schema of all messages: what is the same for every kind stands in
//! `messages.schema.json`, views come from the kinds' own schemas.

use downbeat_session::kinds;
use serde_json::{Value, json};

const MESSAGES: &str = include_str!("messages.schema.json");

/// The whole document, the same each time.
#[must_use]
pub fn document() -> String {
    let mut document: Value = serde_json::from_str(MESSAGES).unwrap_or_default();
    let mut views = Vec::new();
    for kind in kinds::ALL {
        let view = format!("{}_view", kind.name);
        add(&mut document, kind.name, &view, (kind.view_schema)().to_value());
        views.push(json!({ "$ref": format!("#/$defs/{view}") }));
    }
    let names: Vec<&str> = kinds::ALL.iter().map(|kind| kind.name).collect();
    document["$defs"]["kind"] = json!({ "enum": names });
    document["$defs"]["view"] = json!({ "oneOf": views });
    serde_json::to_string_pretty(&document).unwrap_or_default() + "\n"
}

/// Adds a schema under a name, its definitions beside it.
fn add(document: &mut Value, kind: &str, name: &str, mut schema: Value) {
    let members = schema.as_object_mut();
    let definitions = members.and_then(|members| {
        members.remove("$schema");
        members.remove("$defs")
    });
    let definitions = definitions.as_ref().and_then(Value::as_object).into_iter().flatten();
    for (definition, body) in definitions {
        let mut body = body.clone();
        rename(&mut body, kind);
        document["$defs"][format!("{kind}_{definition}")] = body;
    }
    rename(&mut schema, kind);
    document["$defs"][name] = schema;
}

/// Two kinds may have definitions of the same name.
fn rename(schema: &mut Value, kind: &str) {
    match schema {
        Value::Array(items) => items.iter_mut().for_each(|item| rename(item, kind)),
        Value::Object(members) => {
            if let Some(Value::String(reference)) = members.get_mut("$ref") {
                *reference = reference.replace("#/$defs/", &format!("#/$defs/{kind}_"));
            }
            members.values_mut().for_each(|member| rename(member, kind));
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    /// Programs are written against the committed document.
    #[test]
    fn the_committed_schema_is_what_the_code_says() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/sockets.schema.json");
        let committed = std::fs::read_to_string(path).unwrap_or_default();
        assert!(
            committed == super::document(),
            "docs/sockets.schema.json has drifted: `cargo run -p downbeat-api -- sockets > docs/sockets.schema.json`"
        );
    }
}
