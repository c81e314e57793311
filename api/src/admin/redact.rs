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

/// Shorter values stand in too many words.
const VEILED_CHARS_MIN: usize = 3;

/// What hides in texts of a run, which may quote its arguments, what is hidden of
/// the arguments.
pub struct Veil(Vec<String>);

impl Veil {
    pub fn over(arguments: &Value, shown: &[&str]) -> Self {
        let mut values = Vec::new();
        match arguments {
            Value::Object(fields) => {
                for (name, value) in fields {
                    if !shown.contains(&name.as_str()) {
                        collect(value, &mut values);
                    }
                }
            }
            other => collect(other, &mut values),
        }
        // One that stands in another must not leave the rest of it.
        values.sort_by_key(|value| std::cmp::Reverse(value.len()));
        Self(values)
    }

    pub fn text(&self, text: &str) -> String {
        self.0.iter().fold(text.to_owned(), |text, value| text.replace(value.as_str(), HIDDEN))
    }

    /// In every text of a log.
    pub fn log(&self, log: Value) -> Value {
        match log {
            Value::String(text) => self.text(&text).into(),
            Value::Array(lines) => lines.into_iter().map(|line| self.log(line)).collect(),
            Value::Object(line) => {
                line.into_iter().map(|(name, value)| (name, self.log(value))).collect()
            }
            other => other,
        }
    }
}

/// As they are, and as an error quotes them.
fn collect(value: &Value, into: &mut Vec<String>) {
    match value {
        Value::Object(fields) => fields.values().for_each(|value| collect(value, into)),
        Value::Array(items) => items.iter().for_each(|value| collect(value, into)),
        Value::Null | Value::Bool(_) => {}
        Value::Number(number) => add(number.to_string(), into),
        Value::String(text) => {
            add(text.clone(), into);
            add(text.escape_debug().to_string(), into);
        }
    }
}

fn add(value: String, into: &mut Vec<String>) {
    if value.chars().count() >= VEILED_CHARS_MIN {
        into.push(value);
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

    #[test]
    fn what_is_hidden_is_hidden_in_texts_that_quote_it() {
        let arguments = json!({
            "session": "s-12", "account": "12345", "who": { "mail": "ann@example.org", "n": 7 },
            "words": ["ann", "say \"hi\""],
        });
        let veil = Veil::over(&arguments, &["session"]);
        let text = "s-12: no mail to ann@example.org of 12345, 7 times; \"say \\\"hi\\\"\"";
        let seen = "s-12: no mail to ••• of •••, 7 times; \"•••\"";
        assert_eq!(veil.text(text), seen);
        let log = json!([{ "at_ms": 12345, "level": "warn", "text": text }]);
        assert_eq!(veil.log(log), json!([{ "at_ms": 12345, "level": "warn", "text": seen }]));
        assert_eq!(Veil::over(&json!({}), &[]).text(text), text);
    }
}
