//! Where JSON that somebody gives is not as its schema says.
//!
//! A reader of a type knows that something is wrong, and the place only sometimes:
//! what is chosen by a word in it is read as a whole first. So once a reader has
//! refused, the type's own schema says which fields are meant. It knows shapes alone:
//! members, types and words. Limits are told by the rules that hold them.

use serde_json::{Map, Value};
use uuid::Uuid;

use crate::Problem;

/// Fields that are told of at once.
const TOLD_MAX: usize = 20;
/// Choices and references in each other, until their words are found.
const CHOICES_MAX: usize = 8;
/// Words that a message lists.
const WORDS_MAX: usize = 20;

/// Every field that is not as the schema says, `whole` being the name of all of it.
/// References lead into `root`. OpenAPI's `nullable` counts as JSON Schema's `null`.
#[must_use]
pub fn misfits(root: &Value, schema: &Value, value: &Value, whole: &str) -> Vec<Problem> {
    let mut walk = Walk { root, path: Vec::new(), found: Vec::new() };
    walk.look(schema, value);
    for problem in walk.found.iter_mut().filter(|problem| problem.field.is_empty()) {
        whole.clone_into(&mut problem.field);
    }
    walk.found
}

/// What is taken of a shape.
type Part<'a> = fn(&'a Map<String, Value>) -> Vec<&'a Value>;

struct Walk<'a> {
    root: &'a Value,
    path: Vec<String>,
    found: Vec<Problem>,
}

impl<'a> Walk<'a> {
    fn look(&mut self, schema: &'a Value, value: &Value) {
        let Some(shape) = schema.as_object() else { return };
        if self.found.len() >= TOLD_MAX || value.is_null() && is_nullable(shape) {
            return;
        }
        let told = self.found.len();
        for part in self.referred(schema).into_iter().chain(list(shape, "allOf")) {
            self.look(part, value);
        }
        if self.found.len() > told {
            return;
        }
        for choices in ["oneOf", "anyOf"].map(|name| list(shape, name)) {
            if !choices.is_empty() && !choices.iter().any(|choice| self.fits(choice, value)) {
                self.choose(choices, value);
            }
        }
        let words = words(shape);
        if !words.is_empty() && !words.contains(&value) {
            return self.say(one_of(&words));
        }
        let types: Vec<&str> = types_of(shape).into_iter().filter_map(Value::as_str).collect();
        if !types.is_empty() && !types.iter().any(|name| is_of(name, value)) {
            return self.say(format!("must be {}", kinds(&types)));
        }
        if let Some(limit) = shape.get("format").and_then(|name| beyond(name.as_str()?, value)) {
            self.say(limit);
        }
        match value {
            Value::Object(members) => self.members(shape, members),
            Value::Array(items) => {
                if let Some(schema) = shape.get("items") {
                    for (place, item) in items.iter().enumerate() {
                        self.below(&place.to_string(), |walk| walk.look(schema, item));
                    }
                }
            }
            _ => {}
        }
    }

    fn members(&mut self, shape: &'a Map<String, Value>, members: &Map<String, Value>) {
        let known = shape.get("properties").and_then(Value::as_object);
        for name in list(shape, "required").iter().filter_map(Value::as_str) {
            if !members.contains_key(name) {
                self.below(name, |walk| walk.say("is missing".into()));
            }
        }
        for (name, value) in members {
            let others = shape.get("additionalProperties");
            match known.and_then(|known| known.get(name)).or(others) {
                Some(Value::Bool(false)) => {
                    self.below(name, |walk| walk.say("is not known here".into()));
                }
                Some(schema) => self.below(name, |walk| walk.look(schema, value)),
                None => {}
            }
        }
    }

    /// None of the choices fits: the one that was meant says why, if it can be told.
    fn choose(&mut self, choices: &'a [Value], value: &Value) {
        let tag = value.as_object().zip(self.tag(choices));
        if let Some((members, tag)) = tag {
            let Some(word) = members.get(tag) else {
                return self.below(tag, |walk| walk.say("is missing".into()));
            };
            let named = choices.iter().find(|choice| self.words_of(choice, tag).contains(&word));
            let Some(meant) = named else {
                let all = choices.iter().flat_map(|choice| self.words_of(choice, tag));
                let said = one_of(&all.collect::<Vec<_>>());
                return self.below(tag, |walk| walk.say(said));
            };
            return self.look(meant, value);
        }
        let all = |part: Part<'a>| {
            let mut found = Vec::new();
            for choice in choices {
                self.gather(choice, part, CHOICES_MAX, &mut found);
            }
            found
        };
        let (words, types) = (all(words), all(types_of));
        let types: Vec<&str> = types.iter().filter_map(|name| name.as_str()).collect();
        let mut near = choices.iter().filter(|choice| {
            let mut types = Vec::new();
            self.gather(choice, types_of, CHOICES_MAX, &mut types);
            types.iter().filter_map(|name| name.as_str()).any(|name| is_of(name, value))
        });
        match (near.next(), near.next()) {
            (Some(meant), None) => self.look(meant, value),
            _ if !words.is_empty() => self.say(one_of(&words)),
            (None, _) if !types.is_empty() => self.say(format!("must be {}", kinds(&types))),
            _ => self.say("is none of what it may be".into()),
        }
    }

    /// A part of a schema, of what it refers to and of its choices.
    fn gather(&self, schema: &'a Value, part: Part<'a>, left: usize, found: &mut Vec<&'a Value>) {
        let Some(shape) = schema.as_object().filter(|_| left > 0) else { return };
        found.extend(part(shape).into_iter().filter(|one| one.as_str() != Some("null")));
        let choices = ["oneOf", "anyOf", "allOf"].into_iter().flat_map(|name| list(shape, name));
        for below in self.referred(schema).into_iter().chain(choices) {
            self.gather(below, part, left - 1, found);
        }
    }

    fn fits(&self, schema: &'a Value, value: &Value) -> bool {
        misfits(self.root, schema, value, "").is_empty()
    }

    /// The member whose word tells the choices apart.
    fn tag(&self, choices: &'a [Value]) -> Option<&'a str> {
        let first = choices.first()?;
        let own = first.get("properties");
        let first = own.or_else(|| self.referred(first)?.get("properties"))?;
        let tells =
            |name: &&String| choices.iter().all(|choice| !self.words_of(choice, name).is_empty());
        first.as_object()?.keys().find(tells).map(String::as_str)
    }

    fn words_of(&self, choice: &'a Value, member: &str) -> Vec<&'a Value> {
        let property = |schema: &'a Value| schema.get("properties")?.get(member);
        let property = property(choice).or_else(|| property(self.referred(choice)?));
        let mut found = Vec::new();
        if let Some(property) = property {
            self.gather(property, words, CHOICES_MAX, &mut found);
        }
        found
    }

    /// What stands where a schema leads.
    fn referred(&self, schema: &'a Value) -> Option<&'a Value> {
        let reference = schema.get("$ref")?.as_str()?;
        self.root.pointer(reference.strip_prefix('#')?)
    }

    fn below(&mut self, name: &str, look: impl FnOnce(&mut Self)) {
        self.path.push(name.to_owned());
        look(self);
        self.path.pop();
    }

    fn say(&mut self, message: String) {
        self.found.push(Problem::new(self.path.join("."), message));
    }
}

fn list<'a>(shape: &'a Map<String, Value>, name: &str) -> &'a [Value] {
    shape.get(name).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default()
}

fn is_nullable(shape: &Map<String, Value>) -> bool {
    shape.get("nullable") == Some(&Value::Bool(true))
        || types_of(shape).iter().any(|name| *name == "null")
}

/// The only values that there are.
fn words(shape: &Map<String, Value>) -> Vec<&Value> {
    list(shape, "enum").iter().chain(shape.get("const")).collect()
}

fn types_of(shape: &Map<String, Value>) -> Vec<&Value> {
    match shape.get("type") {
        Some(Value::Array(names)) => names.iter().collect(),
        name => name.into_iter().collect(),
    }
}

fn is_of(name: &str, value: &Value) -> bool {
    match name {
        "null" => value.is_null(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "string" => value.is_string(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        _ => true,
    }
}

fn kinds(types: &[&str]) -> String {
    let said = |name: &&str| match *name {
        "null" => "null",
        "boolean" => "true or false",
        "integer" => "an integer",
        "number" => "a number",
        "string" => "a text",
        "array" => "a list",
        _ => "an object",
    };
    let mut said: Vec<&str> = types.iter().map(said).collect();
    said.dedup();
    said.join(" or ")
}

fn one_of(words: &[&Value]) -> String {
    let said = |word: &&Value| match word {
        Value::String(word) => format!("`{word}`"),
        other => other.to_string(),
    };
    let said: Vec<String> = words.iter().take(WORDS_MAX).map(said).collect();
    format!("must be one of {}", said.join(", "))
}

/// What is not of a format that readers hold.
fn beyond(format: &str, value: &Value) -> Option<String> {
    let (least, most) = match format {
        "uuid" => {
            let is_good = value.as_str().is_none_or(|text| Uuid::parse_str(text).is_ok());
            return (!is_good).then(|| "must be a UUID".into());
        }
        "uint8" => (0, i128::from(u8::MAX)),
        "uint16" => (0, i128::from(u16::MAX)),
        "uint32" => (0, i128::from(u32::MAX)),
        "uint" | "uint64" => (0, i128::from(u64::MAX)),
        "int16" => (i128::from(i16::MIN), i128::from(i16::MAX)),
        "int32" => (i128::from(i32::MIN), i128::from(i32::MAX)),
        "int64" => (i128::from(i64::MIN), i128::from(i64::MAX)),
        _ => return None,
    };
    let number = value.as_i64().map(i128::from).or_else(|| value.as_u64().map(i128::from))?;
    (!(least..=most).contains(&number)).then(|| format!("must be {least} to {most}"))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn schema() -> Value {
        json!({
            "type": "object",
            "properties": {
                "name": { "type": "string" },
                "count": { "type": ["integer", "null"], "format": "uint16" },
                "side": { "$ref": "#/$defs/Side" },
                "end": { "oneOf": [
                    { "type": "object", "required": ["kind", "ms"], "properties": {
                        "kind": { "const": "skip" }, "ms": { "type": "integer" } } },
                    { "type": "object", "required": ["kind"], "additionalProperties": false,
                      "properties": { "kind": { "enum": ["none"] } } },
                ] },
                "theme": { "anyOf": [
                    { "$ref": "#/$defs/Side" },
                    { "type": "object", "properties": { "text": { "type": "string" } } },
                ] },
                "people": { "type": "array", "items": {
                    "type": "object", "required": ["id"],
                    "properties": { "id": { "type": "string", "format": "uuid" } } } },
            },
            "required": ["name"],
            "additionalProperties": false,
            "$defs": { "Side": { "oneOf": [{ "const": "for" }, { "const": "against" }] } },
        })
    }

    fn told(value: &Value) -> Vec<(String, String)> {
        let schema = schema();
        let found = misfits(&schema, &schema, value, "body");
        found.into_iter().map(|problem| (problem.field, problem.message)).collect()
    }

    #[test]
    fn each_field_is_named_with_what_it_must_be() {
        for (member, field, message) in [
            (json!({ "name": 5 }), "name", "must be a text"),
            (json!({ "count": "5" }), "count", "must be an integer or null"),
            (json!({ "count": 1.5 }), "count", "must be an integer or null"),
            (json!({ "count": 70_000 }), "count", "must be 0 to 65535"),
            (json!({ "side": "up" }), "side", "must be one of `for`, `against`"),
            (json!({ "end": {} }), "end.kind", "is missing"),
            (json!({ "end": { "kind": "skip" } }), "end.ms", "is missing"),
            (json!({ "end": { "kind": "none", "ms": 1 } }), "end.ms", "is not known here"),
            (json!({ "end": { "kind": "fly" } }), "end.kind", "must be one of `skip`, `none`"),
            (json!({ "end": 5 }), "end", "must be an object"),
            (json!({ "theme": { "text": 5 } }), "theme.text", "must be a text"),
            (json!({ "theme": "pink" }), "theme", "must be one of `for`, `against`"),
            (json!({ "people": [{ "id": "x" }] }), "people.0.id", "must be a UUID"),
            (json!({ "people": {} }), "people", "must be a list"),
            (json!({ "wings": 2 }), "wings", "is not known here"),
        ] {
            let mut whole = json!({ "name": "x" });
            for (name, value) in member.as_object().unwrap() {
                whole[name] = value.clone();
            }
            assert_eq!(told(&whole), [(field.to_owned(), message.to_owned())], "{member}");
        }
    }

    #[test]
    fn all_that_is_wrong_is_told_and_what_is_right_is_not() {
        let fields = |value| told(&value).into_iter().map(|(field, _)| field).collect::<Vec<_>>();
        assert_eq!(fields(json!({ "count": -1, "side": 1 })), ["name", "count", "side"]);
        assert_eq!(fields(json!("text")), ["body"]);
        let good = json!({ "name": "x", "count": null, "theme": "for", "end": { "kind": "none" } });
        assert!(told(&good).is_empty());
        let crowd: Vec<Value> = (0..1_000).map(|_| json!({})).collect();
        assert_eq!(told(&json!({ "name": "x", "people": crowd })).len(), TOLD_MAX);
    }
}
