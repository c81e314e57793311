//! The one form of a JSON text by which it is hashed: RFC 8785, for what has
//! integers only.

use serde_json::Value;

/// Integers that every reader of JSON holds exactly.
const INTEGER_MAX: i64 = (1 << 53) - 1;

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0} is not an integer of at most 53 bits")]
pub struct NotCanonical(String);

/// # Errors
/// With a number that is no such integer.
pub fn canonical(value: &Value) -> Result<Vec<u8>, NotCanonical> {
    let mut form = String::new();
    write(value, &mut form)?;
    Ok(form.into_bytes())
}

fn write(value: &Value, form: &mut String) -> Result<(), NotCanonical> {
    match value {
        Value::Object(members) => {
            let mut members: Vec<_> = members.iter().collect();
            // By UTF-16 code units, as the RFC says, not by bytes.
            members.sort_by_cached_key(|(name, _)| name.encode_utf16().collect::<Vec<_>>());
            list(form, ['{', '}'], members, |(name, value), form| {
                // A text's escapes are as the RFC has them.
                form.push_str(&Value::from(name.as_str()).to_string());
                form.push(':');
                write(value, form)
            })
        }
        Value::Array(items) => list(form, ['[', ']'], items, write),
        Value::Number(number) => {
            let fits = number.as_i64().is_some_and(|n| (-INTEGER_MAX..=INTEGER_MAX).contains(&n));
            if !fits {
                return Err(NotCanonical(number.to_string()));
            }
            form.push_str(&number.to_string());
            Ok(())
        }
        Value::Null | Value::Bool(_) | Value::String(_) => {
            form.push_str(&value.to_string());
            Ok(())
        }
    }
}

fn list<T>(
    form: &mut String,
    [open, close]: [char; 2],
    items: impl IntoIterator<Item = T>,
    each: impl Fn(T, &mut String) -> Result<(), NotCanonical>,
) -> Result<(), NotCanonical> {
    form.push(open);
    for (n, item) in items.into_iter().enumerate() {
        if n > 0 {
            form.push(',');
        }
        each(item, form)?;
    }
    form.push(close);
    Ok(())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn form(value: &Value) -> String {
        String::from_utf8(canonical(value).unwrap()).unwrap()
    }

    /// The RFC's own examples of order (3.2.3) and of texts (3.2.2).
    #[test]
    fn members_go_by_utf_16_and_texts_have_few_escapes() {
        let value = json!({
            "\u{20ac}": 1, "\r": 2, "\u{fb33}": 3, "1": 4, "\u{1f600}": 5, "\u{80}": 6, "\u{f6}": 7,
        });
        assert_eq!(
            form(&value),
            "{\"\\r\":2,\"1\":4,\"\u{80}\":6,\"\u{f6}\":7,\"\u{20ac}\":1,\"\u{1f600}\":5,\"\u{fb33}\":3}"
        );
        let text = json!(["\u{20ac}$\u{f}\nA'B\"\\\\\"/\u{7f}", null, true, -7]);
        assert_eq!(form(&text), "[\"\u{20ac}$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\u{7f}\",null,true,-7]");
    }

    #[test]
    fn a_number_that_readers_differ_on_has_no_form() {
        for number in [json!(0.5), json!(1.0), json!(1_u64 << 53), json!(-(1_i64 << 53))] {
            assert!(canonical(&json!([number])).is_err());
        }
        assert_eq!(form(&json!(INTEGER_MAX)), "9007199254740991");
    }
}
