//! What each kind of session adds to the document.

use downbeat_session::{Description, kinds};
use schemars::Schema;
use serde_json::{Map, Value, json};

const COMMAND: &str = "/api/v1/sessions/{id}/commands/{name}";
const COMPONENTS: &str = "#/components/schemas/";

/// Adds the configs and views of all kinds as one choice each, and a path for
/// each command in place of the one for any.
pub fn describe(document: &mut Value) {
    let mut configs = Vec::new();
    let mut views = Vec::new();
    let any = take_path(document, COMMAND);
    for kind in kinds::ALL {
        let title = capital(kind.name);
        configs.push(add(document, &format!("{title}Config"), &(kind.config_schema)()));
        views.push(add(document, &format!("{title}View"), &(kind.view_schema)()));
        for command in
            (kind.command_schema)().get("oneOf").and_then(Value::as_array).into_iter().flatten()
        {
            add_command(document, kind, &any, command);
        }
        // Definitions that the commands share.
        add(document, &format!("{title}Command"), &(kind.command_schema)());
    }
    let schemas = &mut document["components"]["schemas"];
    for (schema, member, choices) in [
        ("Session", "config", &configs),
        ("NewSessionBody", "config", &configs),
        ("Session", "view", &views),
        ("Past", "view", &views),
        ("Export", "config", &configs),
    ] {
        let choices: Vec<Value> =
            choices.iter().map(|name| json!({ "$ref": format!("{COMPONENTS}{name}") })).collect();
        let member = &mut schemas[schema]["properties"][member];
        if member.is_object() {
            *member = json!({ "oneOf": choices, "nullable": schema == "Session" });
        }
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

/// Adds a schema under a name, its definitions beside it; answers the name.
fn add(document: &mut Value, name: &str, schema: &Schema) -> String {
    let prefix: String =
        name.trim_end_matches("Config").trim_end_matches("View").trim_end_matches("Command").into();
    let mut schema = schema.as_value().clone();
    let definitions = schema.as_object_mut().and_then(|members| {
        members.remove("$schema");
        members.remove("title");
        members.remove("$defs")
    });
    localise(&mut schema, &prefix);
    let schemas = &mut document["components"]["schemas"];
    for (definition, mut body) in definitions.and_then(as_map).unwrap_or_default() {
        localise(&mut body, &prefix);
        schemas[format!("{prefix}{definition}")] = body;
    }
    schemas[name] = schema;
    name.to_owned()
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
