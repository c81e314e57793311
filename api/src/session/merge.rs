//! A change of a config: what is given, put into what is stored.

use downbeat_session::json;
use serde_json::{Map, Value};

use crate::refusal::{FieldError, Refusal};

/// `{"config": …}`, or the config's own fields.
pub fn patch(body: &Value) -> Result<&Value, Refusal> {
    let fields = body
        .as_object()
        .ok_or_else(|| Refusal::invalid(vec![FieldError::new("config", "must be an object")]))?;
    match fields.get("config") {
        Some(config) if fields.len() == 1 => Ok(config),
        _ => Ok(body),
    }
}

/// JSON merge patch (RFC 7396).
pub fn merge(target: &mut Value, patch: &Value) {
    let Value::Object(fields) = patch else {
        *target = patch.clone();
        return;
    };
    if !target.is_object() {
        *target = Value::Object(Map::new());
    }
    let Value::Object(members) = target else { return };
    for (name, value) in fields {
        if value.is_null() {
            members.remove(name);
        } else {
            merge(members.entry(name.clone()).or_insert(Value::Null), value);
        }
    }
}

/// Postgres cannot keep it.
pub fn no_nul(config: &Value) -> Result<(), Refusal> {
    let Some(field) = json::nul(config) else { return Ok(()) };
    let field = if field.is_empty() { "config" } else { &field };
    Err(Refusal::invalid(vec![FieldError::new(field, "must hold no NUL")]))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn six_characters_that_look_like_nul_are_a_text_and_nul_is_refused_with_its_field() {
        let like = json!({ "choices": [{ "label": r"\u0000", r"\u0000": "\\0" }] });
        assert!(no_nul(&like).is_ok());
        for (config, field) in [
            (json!({ "choices": [{}, { "label": "a\0b" }] }), "choices.1.label"),
            (json!({ "labels": { "a\0": 1 } }), "labels"),
            (json!({ "\0": 1 }), "config"),
            (json!("\0"), "config"),
        ] {
            let refused = format!("{:?}", no_nul(&config).unwrap_err());
            assert!(refused.contains(&format!("field: \"{field}\"")), "{refused}");
        }
    }

    /// The cases of RFC 7396, appendix A, that objects can have.
    #[test]
    fn a_patch_is_merged_as_the_standard_says() {
        for (target, patch, expected) in [
            (json!({"a": "b"}), json!({"a": "c"}), json!({"a": "c"})),
            (json!({"a": "b"}), json!({"b": "c"}), json!({"a": "b", "b": "c"})),
            (json!({"a": "b"}), json!({"a": null}), json!({})),
            (json!({"a": ["b"]}), json!({"a": "c"}), json!({"a": "c"})),
            (
                json!({"a": {"b": "c"}}),
                json!({"a": {"b": "d", "c": null}}),
                json!({"a": {"b": "d"}}),
            ),
            (json!({"a": "dark"}), json!({"a": {"b": "c"}}), json!({"a": {"b": "c"}})),
        ] {
            let mut merged = target.clone();
            merge(&mut merged, &patch);
            assert_eq!(merged, expected, "{target} and {patch}");
        }
    }
}
