//! Members that are handed through as JSON: what it looks like.

use serde_json::{Value, json};

use super::place;

pub fn describe(document: &mut Value) {
    for (schema, member, shape) in shapes() {
        let Some(property) = place(document, schema, member) else { continue };
        let description = property.get("description").cloned();
        *property = shape;
        if let Some(description) = description {
            // Beside a reference nothing else is heard.
            if property.get("$ref").is_some() {
                *property = json!({ "allOf": [property.take()] });
            }
            property["description"] = description;
        }
    }
    for (name, schema) in named() {
        document["components"]["schemas"][name] = schema;
    }
    for member in ["wait_ms", "run_ms"] {
        if let Some(property) = place(document, "Series", member) {
            property["items"]["nullable"] = json!(true);
        }
    }
    times(document);
}

/// Schemas that take no member which they do not name.
const CLOSED: [&str; 1] = ["FilterView"];

pub fn close(document: &mut Value) {
    for name in CLOSED {
        if let Some(schema) = document["components"]["schemas"].get_mut(name) {
            schema["additionalProperties"] = json!(false);
        }
    }
}

/// Times in an address are read from text, so that an empty one is none.
fn times(document: &mut Value) {
    for path in [
        "/api/v1/admin/jobs",
        "/api/v1/admin/jobs/count",
        "/api/v1/admin/jobs/failures",
        "/api/v1/admin/audit",
    ] {
        let parameters = document["paths"][path]["get"]["parameters"].as_array_mut();
        for parameter in parameters.into_iter().flatten() {
            if matches!(parameter["name"].as_str(), Some("since_ms" | "until_ms")) {
                parameter["schema"] = json!({ "type": "integer", "format": "int64" });
            }
        }
    }
}

fn shapes() -> Vec<(&'static str, &'static str, Value)> {
    let list = |name: &str| json!({ "type": "array", "items": of(name) });
    let object = || json!({ "type": "object", "additionalProperties": true });
    vec![
        ("AttemptView", "log", list("LogLine")),
        ("FailedView", "log", list("LogLine")),
        ("WorkerView", "running", list("RunningJob")),
        ("HappenedView", "actor", of("Actor")),
        ("HistoryEvent", "actor", of("Actor")),
        ("AcceptedView", "events", list("Named")),
        ("HistoryEvent", "event", of("Named")),
        ("HappenedView", "payload", object()),
        ("AuditView", "details", object()),
        ("JobView", "payload", object()),
        ("Revealed", "payload", object()),
        ("Round", "counts", of("MeterCounts")),
        ("RoundDetail", "counts", of("MeterCounts")),
        ("CampShown", "view", of("MissionView")),
        ("Mission", "view", of("ExpeditionView")),
        ("Replay", "results", of("ExpeditionResults")),
        ("Replay", "turn_backs", list("TurnedBack")),
    ]
}

fn of(name: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{name}") })
}

fn named() -> [(&'static str, Value); 5] {
    let text = || json!({ "type": "string" });
    let time = || json!({ "type": "integer", "format": "int64" });
    let id = json!({ "type": "string", "format": "uuid" });
    [
        (
            "LogLine",
            json!({
                "description": "What a run logged.",
                "type": "object",
                "properties": { "at_ms": time(), "level": text(), "text": text() },
                "required": ["at_ms", "level", "text"],
            }),
        ),
        (
            "RunningJob",
            json!({
                "description": "A durable job that a worker runs.",
                "type": "object",
                "properties": {
                    "id": id, "name": text(), "queue": text(), "started_ms": time(),
                },
                "required": ["id", "name", "queue", "started_ms"],
            }),
        ),
        (
            "Actor",
            json!({
                "description": "Who asked: a role, and an id where there is one.",
                "type": "object",
                "properties": { "role": text(), "id": text() },
                "required": ["role"],
            }),
        ),
        (
            "TurnedBack",
            json!({
                "description": "Somebody who turned back: the first tick due from then on was the last.",
                "type": "object",
                "properties": { "slot": { "type": "integer" }, "from_ms": time() },
                "required": ["slot", "from_ms"],
            }),
        ),
        (
            "Named",
            json!({
                "description": "An event of a kind: its name, and what else it has.",
                "type": "object",
                "properties": { "name": text() },
                "required": ["name"],
                "additionalProperties": true,
            }),
        ),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_member_is_there() {
        let mut document = super::super::plain();
        for (schema, member, _) in shapes() {
            assert!(place(&mut document, schema, member).is_some(), "{schema}.{member}");
        }
        for name in CLOSED {
            assert!(document["components"]["schemas"].get(name).is_some(), "{name}");
        }
    }
}
