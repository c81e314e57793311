//! Arguments as anybody in the console may see them.

use serde_json::Value;

const HIDDEN: &str = "•••";

/// Hides every value but those of fields that the job shows; whether any was.
pub fn redacted(arguments: &Value, shown: &[&str]) -> (Value, bool) {
    match arguments {
        Value::Object(fields) => {
            let mut is_redacted = false;
            let mut hide = |(name, value): (&String, &Value)| {
                if shown.contains(&name.as_str()) {
                    return (name.clone(), value.clone());
                }
                is_redacted = true;
                (name.clone(), hidden(value))
            };
            let fields = fields.iter().map(&mut hide).collect();
            (Value::Object(fields), is_redacted)
        }
        Value::Null => (Value::Null, false),
        other => (hidden(other), true),
    }
}

/// The shape stays: it tells a reader what kind of job this is.
fn hidden(value: &Value) -> Value {
    match value {
        Value::Object(fields) => {
            fields.iter().map(|(name, value)| (name.clone(), hidden(value))).collect()
        }
        Value::Array(items) => items.iter().map(hidden).collect(),
        Value::Null => Value::Null,
        Value::Bool(_) | Value::Number(_) | Value::String(_) => HIDDEN.into(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn only_what_a_job_shows_is_seen() {
        let arguments = json!({ "session": "x", "who": { "mail": "a@b" }, "n": [1, null] });
        let (seen, is_redacted) = redacted(&arguments, &["session"]);
        let expected = json!({ "session": "x", "who": { "mail": HIDDEN }, "n": [HIDDEN, null] });
        assert_eq!((seen, is_redacted), (expected, true));
        assert_eq!(redacted(&json!({ "n": 1 }), &["n"]), (json!({ "n": 1 }), false));
        assert_eq!(redacted(&json!("secret"), &["n"]).0, json!(HIDDEN));
    }
}
