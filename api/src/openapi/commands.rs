//! A path for each command, in place of the one for any.
//!
//! Two kinds may have a command of the same name, and take other arguments. Its path
//! is one: the body is what one of the kinds takes, and the kind of the session says
//! which. Whoever makes a client has each kind's commands apart in `<Kind>Command`.

use std::collections::{BTreeMap, BTreeSet};

use downbeat_session::{Description, Role};
use schemars::Schema;
use serde_json::{Map, Value, json};

use super::dialect::{capital, localise};

const ANY: &str = "/api/v1/sessions/{id}/commands/{name}";

/// A command as one kind has it: its schema, and its arguments without its name.
struct Command<'a> {
    kind: &'a str,
    description: &'a str,
    arguments: Value,
}

/// Where a command of that name is sent.
pub fn path_of(name: &str) -> String {
    ANY.replace("{name}", name)
}

/// The commands of a kind that somebody may send: those that are Downbeat's own are
/// nobody's to read about. With the definitions that these refer to.
pub fn sent(kind: &Description) -> Schema {
    let mut schema = (kind.command_schema)().to_value();
    if let Some(commands) = schema["oneOf"].as_array_mut() {
        commands.retain(|command| {
            let name = command.pointer("/properties/command/const").and_then(Value::as_str);
            name.is_some_and(|name| Role::GIVEN.iter().any(|role| (kind.may)(*role, name)))
        });
    }
    let mut wanted = BTreeSet::new();
    follow(&schema, &schema["oneOf"], &mut wanted);
    if let Some(definitions) = schema.get_mut("$defs").and_then(Value::as_object_mut) {
        definitions.retain(|name, _| wanted.contains(name));
    }
    Schema::try_from(schema).unwrap_or_default()
}

/// The names of all definitions that a place leads to.
fn follow(schema: &Value, place: &Value, names: &mut BTreeSet<String>) {
    match place {
        Value::Array(items) => items.iter().for_each(|item| follow(schema, item, names)),
        Value::Object(members) => {
            let name = members.get("$ref").and_then(Value::as_str);
            let name = name.and_then(|reference| reference.strip_prefix("#/$defs/"));
            if let Some(name) = name
                && names.insert(name.to_owned())
            {
                follow(schema, &schema["$defs"][name], names);
            }
            members.values().for_each(|member| follow(schema, member, names));
        }
        _ => {}
    }
}

/// Adds the commands of kinds, of which each comes with the schema of all of its own.
pub fn describe(document: &mut Value, kinds: &[(&str, Value)]) {
    let paths = document["paths"].as_object_mut();
    let any = paths.and_then(|paths| paths.remove(ANY)).unwrap_or_default();
    let mut by_name: BTreeMap<&str, Vec<Command<'_>>> = BTreeMap::new();
    for (kind, schema) in kinds {
        for command in schema["oneOf"].as_array().into_iter().flatten() {
            let Some(name) = command.pointer("/properties/command/const").and_then(Value::as_str)
            else {
                continue;
            };
            by_name.entry(name).or_default().push(Command::of(kind, command));
        }
    }
    for (name, commands) in by_name {
        let mut path = any.clone();
        tell(&mut path["post"], name, &commands);
        document["paths"][path_of(name)] = path;
    }
}

impl<'a> Command<'a> {
    fn of(kind: &'a str, schema: &'a Value) -> Self {
        let mut arguments = schema.clone();
        if let Some(properties) = arguments.get_mut("properties").and_then(Value::as_object_mut) {
            properties.remove("command");
        }
        if let Some(required) = arguments.get_mut("required").and_then(Value::as_array_mut) {
            required.retain(|member| member != "command");
            if required.is_empty() {
                arguments.as_object_mut().map(|members| members.remove("required"));
            }
        }
        localise(&mut arguments, &capital(kind));
        let description = schema["description"].as_str().unwrap_or_default();
        Self { kind, description, arguments }
    }

    fn is_required(&self) -> bool {
        self.arguments.get("required").is_some()
    }
}

/// Makes the operation for any command that of one name.
fn tell(post: &mut Value, name: &str, commands: &[Command<'_>]) {
    if let Some(parameters) = post["parameters"].as_array_mut() {
        parameters.retain(|parameter| parameter["name"] != "name");
    }
    let capitals: Vec<String> = commands.iter().map(|command| capital(command.kind)).collect();
    let names: Vec<&str> = commands.iter().map(|command| command.kind).collect();
    post["summary"] = json!(format!("{}: {}", capitals.join(", "), name.replace('_', " ")));
    post["operationId"] = json!(format!("{}_{name}", names.join("_or_")));
    let common = post["description"].as_str().unwrap_or_default().to_owned();
    post["description"] = json!(format!("{}\n\n{common}", said(commands)));
    post["requestBody"] = json!({
        "content": { "application/json; charset=utf-8": { "schema": arguments(commands) } },
        "required": commands.iter().all(Command::is_required),
    });
}

fn said(commands: &[Command<'_>]) -> String {
    match commands {
        [one] => one.description.to_owned(),
        several => {
            let said = |one: &Command<'_>| format!("{}: {}", capital(one.kind), one.description);
            several.iter().map(said).collect::<Vec<_>>().join("\n\n")
        }
    }
}

/// Of several kinds any: what one takes, another may take as well.
fn arguments(commands: &[Command<'_>]) -> Value {
    match commands {
        [one] => one.arguments.clone(),
        several => {
            let choices = several.iter().map(|one| {
                let mut choice = one.arguments.as_object().cloned().unwrap_or_else(Map::new);
                choice.insert("title".into(), json!(capital(one.kind)));
                Value::Object(choice)
            });
            json!({ "anyOf": choices.collect::<Vec<_>>() })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLACE: &str = "/api/v1/sessions/{id}/commands/reset";

    fn command(name: &str, said: &str, arguments: &Value, required: &[&str]) -> Value {
        let mut properties = arguments.clone();
        properties["command"] = json!({ "const": name });
        let required: Vec<&str> = [&["command"], required].concat();
        let object = json!({ "type": "object", "description": said });
        let mut schema = object;
        schema["properties"] = properties;
        schema["required"] = json!(required);
        schema
    }

    fn described(kinds: &[(&str, Value)]) -> Value {
        let mut document = json!({ "paths": { ANY: { "post": {
            "description": "The body is its arguments.",
            "parameters": [{ "name": "id" }, { "name": "name" }],
        } } } });
        describe(&mut document, kinds);
        document["paths"].take()
    }

    fn two() -> [(&'static str, Value); 2] {
        let side = json!({ "side": { "$ref": "#/$defs/Side" } });
        let seat = json!({ "seat": { "type": "string" } });
        [
            (
                "meter",
                json!({ "oneOf": [
                command("reset", "Centres the bar.", &side, &["side"]),
                command("vote", "Votes.", &json!({}), &[]),
            ] }),
            ),
            ("room", json!({ "oneOf": [command("reset", "Empties a seat.", &seat, &[])] })),
        ]
    }

    #[test]
    fn one_kinds_command_is_its_own() {
        let paths = described(&two()[..1]);
        let post = &paths[PLACE]["post"];
        assert_eq!(post["operationId"], "meter_reset");
        assert_eq!(post["summary"], "Meter: reset");
        assert_eq!(post["description"], "Centres the bar.\n\nThe body is its arguments.");
        assert_eq!(post["requestBody"]["required"], true);
        assert_eq!(post["parameters"], json!([{ "name": "id" }]));
        assert!(paths.get(ANY).is_none());
    }

    #[test]
    fn a_command_of_two_kinds_takes_what_either_takes() {
        let paths = described(&two());
        let post = &paths[PLACE]["post"];
        assert_eq!(post["operationId"], "meter_or_room_reset");
        assert_eq!(post["summary"], "Meter, Room: reset");
        let said = post["description"].as_str().unwrap_or_default();
        assert!(said.contains("Meter: Centres the bar.\n\nRoom: Empties a seat."), "{said}");
        let body = &post["requestBody"];
        assert_eq!(body["required"], false, "a room's needs none");
        let choices = &body["content"]["application/json; charset=utf-8"]["schema"]["anyOf"];
        assert_eq!(choices[0]["title"], "Meter");
        assert_eq!(choices[0]["required"], json!(["side"]));
        assert_eq!(
            choices[0]["properties"],
            json!({ "side": { "$ref": "#/components/schemas/MeterSide" } })
        );
        assert_eq!(choices[1]["title"], "Room");
        assert_eq!(choices[1]["properties"], json!({ "seat": { "type": "string" } }));
        assert_eq!(
            paths["/api/v1/sessions/{id}/commands/vote"]["post"]["operationId"],
            "meter_vote"
        );
    }
}
