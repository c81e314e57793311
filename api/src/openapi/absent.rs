//! What has no value is null in what we write, and may be in what we read.

use serde_json::{Value, json};

/// Lists in which null is a gap.
const WITH_GAPS: [(&str, &str); 2] = [("Series", "wait_ms"), ("Series", "run_ms")];

/// Says so of every member that need not be there. Schemas of kinds, which
/// come later, say it themselves.
pub fn describe(document: &mut Value) {
    for (_, schema) in document["components"]["schemas"].as_object_mut().into_iter().flatten() {
        let required = schema["required"].as_array().cloned().unwrap_or_default();
        for (name, member) in schema["properties"].as_object_mut().into_iter().flatten() {
            if !required.iter().any(|one| one == name) {
                allow_null(member);
            }
        }
    }
    for (schema, member) in WITH_GAPS {
        let items = format!("/components/schemas/{schema}/properties/{member}/items");
        if let Some(items) = document.pointer_mut(&items) {
            allow_null(items);
        }
    }
}

/// OpenAPI 3.0 reads nothing beside a reference.
fn allow_null(member: &mut Value) {
    if member.get("$ref").is_some() {
        *member = json!({ "allOf": [member.take()] });
    }
    member["nullable"] = json!(true);
}
