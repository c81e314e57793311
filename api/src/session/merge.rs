//! A change of a config: what is given, put into what is stored.

use serde_json::{Value, json};

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
        *target = json!({});
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
    if config.to_string().contains("\\u0000") {
        return Err(Refusal::invalid(vec![FieldError::new("config", "must hold no NUL")]));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

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
