//! What each kind of session adds to the document.

use downbeat_session::{Description, kinds};
use schemars::{Schema, generate::Contract};
use serde_json::{Map, Value, json};

use super::place;

const COMMAND: &str = "/api/v1/sessions/{id}/commands/{name}";
const COMPONENTS: &str = "#/components/schemas/";

/// Where a config of any kind is given; what is left out has its default, or
/// stays as it is.
const CHANGE: &str = "/api/v1/sessions/{id}";

/// Adds the configs and views of all kinds as one choice each, and a path for
/// each command in place of the one for any.
pub fn describe(document: &mut Value) {
    let (mut given, mut configs, mut views) = (Vec::new(), Vec::new(), Vec::new());
    let any = take_path(document, COMMAND);
    for kind in kinds::ALL {
        let title = capital(kind.name);
        let mut add = |name: &str, schema: Schema| add(document, &title, name, &schema);
        given.push(add("ConfigGiven", (kind.config_schema)(Contract::Deserialize)));
        configs.push(add("Config", (kind.config_schema)(Contract::Serialize)));
        views.push(add("View", (kind.view_schema)()));
        // For the definitions that the commands share.
        let commands = (kind.command_schema)();
        add("Command", commands.clone());
        for command in commands.get("oneOf").and_then(Value::as_array).into_iter().flatten() {
            add_command(document, kind, &any, command);
        }
    }
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

fn take_path(document: &mut Value, path: &str) -> Value {
    let paths = document["paths"].as_object_mut();
    paths.and_then(|paths| paths.remove(path)).unwrap_or_default()
}

/// A path for one command: the one for any, with its name in it and the
/// command's arguments as the body.
fn add_command(document: &mut Value, kind: &Description, any: &Value, command: &Value) {
    let Some(name) = command.pointer("/properties/command/const").and_then(Value::as_str) else {
        return;
    };
    let mut arguments = command.clone();
    if let Some(properties) = arguments.get_mut("properties").and_then(Value::as_object_mut) {
        properties.remove("command");
    }
    if let Some(required) = arguments.get_mut("required").and_then(Value::as_array_mut) {
        required.retain(|member| member != "command");
        if required.is_empty() {
            arguments.as_object_mut().map(|members| members.remove("required"));
        }
    }
    localise(&mut arguments, &capital(kind.name));
    let mut path = any.clone();
    let post = &mut path["post"];
    if let Some(parameters) = post["parameters"].as_array_mut() {
        parameters.retain(|parameter| parameter["name"] != "name");
    }
    let words = name.replace('_', " ");
    post["summary"] = json!(format!("{}: {words}", capital(kind.name)));
    let said = command.get("description").and_then(Value::as_str).unwrap_or_default();
    let common = post["description"].as_str().unwrap_or_default().to_owned();
    post["description"] = json!(format!("{said}\n\n{common}"));
    post["operationId"] = json!(format!("{}_{name}", kind.name));
    let is_required = arguments.get("required").is_some();
    post["requestBody"] = json!({
        "content": { "application/json; charset=utf-8": { "schema": arguments } },
        "required": is_required,
    });
    document["paths"][COMMAND.replace("{name}", name)] = path;
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

/// From JSON Schema 2020-12 to what OpenAPI 3.0 has of it: references lead to
/// the components, a constant is a list of one, and null is a word beside the
/// type.
fn localise(schema: &mut Value, prefix: &str) {
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

fn capital(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
