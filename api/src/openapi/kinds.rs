//! What each kind of session adds to the document.

use downbeat_session::kinds;
use schemars::{Schema, generate::Contract};
use serde_json::{Map, Value, json};

use super::{
    commands,
    dialect::{COMPONENTS, capital, localise},
    place,
};

/// Where a config of any kind is given; what is left out has its default, or
/// stays as it is.
const CHANGE: &str = "/api/v1/sessions/{id}";

/// Adds the configs and views of all kinds as one choice each, and a path for
/// each command in place of the one for any.
pub fn describe(document: &mut Value) {
    let (mut given, mut configs, mut views) = (Vec::new(), Vec::new(), Vec::new());
    let mut asked = Vec::new();
    for kind in kinds::ALL.iter().filter(|kind| !kind.is_of_rows) {
        let title = capital(kind.name);
        let mut add = |name: &str, schema: Schema| add(document, &title, name, &schema);
        if !kind.is_inner {
            given.push(add("ConfigGiven", (kind.config_schema)(Contract::Deserialize)));
        }
        configs.push(add("Config", (kind.config_schema)(Contract::Serialize)));
        views.push(add("View", (kind.view_schema)()));
        // With the definitions that the commands share.
        let schema = commands::sent(kind);
        add("Command", schema.clone());
        asked.push((kind.name, schema.to_value()));
    }
    commands::describe(document, &asked);
    for (schema, member, choices, is_nullable) in [
        ("Session", "config", &configs, false),
        ("Export", "config", &configs, false),
        ("Session", "view", &views, true),
        ("Past", "view", &views, false),
        ("NewSessionBody", "config", &given, true),
    ] {
        if let Some(member) = place(document, schema, member) {
            *member = one_of(choices, is_nullable);
        }
    }
    let body = &mut document["paths"][CHANGE]["patch"]["requestBody"]["content"];
    for content in body.as_object_mut().into_iter().flat_map(Map::values_mut) {
        content["schema"] = json!({
            "type": "object",
            "properties": { "config": one_of(&given, false) },
            "required": ["config"],
        });
    }
}

fn one_of(names: &[String], is_nullable: bool) -> Value {
    let choices: Vec<Value> =
        names.iter().map(|name| json!({ "$ref": format!("{COMPONENTS}{name}") })).collect();
    if is_nullable {
        json!({ "oneOf": choices, "nullable": true })
    } else {
        json!({ "oneOf": choices })
    }
}

/// Adds a schema of a kind, its definitions beside it; answers its name.
fn add(document: &mut Value, kind: &str, name: &str, schema: &Schema) -> String {
    let mut schema = schema.as_value().clone();
    let definitions = schema.as_object_mut().and_then(|members| {
        members.remove("$schema");
        members.remove("title");
        members.remove("$defs")
    });
    localise(&mut schema, kind);
    let schemas = &mut document["components"]["schemas"];
    for (definition, mut body) in definitions.and_then(as_map).unwrap_or_default() {
        localise(&mut body, kind);
        if name == "View" {
            left_out(&mut body);
        }
        schemas[format!("{kind}{definition}")] = body;
    }
    let name = format!("{kind}{name}");
    schemas[&name] = schema;
    name
}

/// What a view need not have is left out of it where there is nothing, and
/// never null.
fn left_out(schema: &mut Value) {
    let required = schema.get("required").cloned().unwrap_or_else(|| json!([]));
    let is_required =
        |name: &str| required.as_array().is_some_and(|all| all.contains(&json!(name)));
    let properties = schema.get_mut("properties").and_then(Value::as_object_mut);
    for (name, property) in properties.into_iter().flatten() {
        if !is_required(name) {
            property.as_object_mut().map(|members| members.remove("nullable"));
        }
    }
}

fn as_map(value: Value) -> Option<Map<String, Value>> {
    match value {
        Value::Object(map) => Some(map),
        _ => None,
    }
}
