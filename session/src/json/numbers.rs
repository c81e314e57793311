//! Numbers as they are meant.
//!
//! A number whose fraction is zero is an integer, however it is written (JSON
//! Schema 2020-12, 6.1.1): `60000.0` and `6e4` are 60000. Readers of integers take
//! digits alone, so it is written so before it is read. One that not every reader
//! would keep exactly is left as it is, and no integer is read of it.

use std::borrow::Cow;

use serde_json::Value;

/// Up to here, and down to minus this, every reader of JSON keeps an integer
/// exactly (RFC 8259, 6).
pub const INTEGER_MAX: u64 = (1 << 53) - 1;
const DIGITS_MAX: i64 = 16;

/// The same JSON, with each integer in digits alone. What is no JSON is none after.
#[must_use]
pub fn whole_numbers(json: &str) -> Cow<'_, str> {
    let bytes = json.as_bytes();
    let mut whole = String::new();
    let (mut at, mut copied) = (0, 0);
    while let Some(byte) = bytes.get(at) {
        at = match byte {
            b'"' => string_end(bytes, at),
            b'-' | b'0'..=b'9' => {
                let end = number_end(bytes, at);
                if let Some(integer) = integer(&json[at..end]) {
                    whole.push_str(&json[copied..at]);
                    whole.push_str(&integer);
                    copied = end;
                }
                end
            }
            _ => at + 1,
        };
    }
    if copied == 0 {
        return Cow::Borrowed(json);
    }
    whole.push_str(&json[copied..]);
    Cow::Owned(whole)
}

/// Whether every reader keeps its numbers as they are.
#[must_use]
pub fn is_exact(value: &Value) -> bool {
    match value {
        // What is larger may have been an integer that was rounded.
        #[expect(clippy::cast_precision_loss, reason = "it is exact, as a float has 53 bits")]
        Value::Number(number) => {
            number.as_f64().is_some_and(|number| number.abs() <= INTEGER_MAX as f64)
        }
        Value::Array(items) => items.iter().all(is_exact),
        Value::Object(members) => members.values().all(is_exact),
        Value::Null | Value::Bool(_) | Value::String(_) => true,
    }
}

/// Behind a text that begins at `from`.
fn string_end(bytes: &[u8], from: usize) -> usize {
    let mut at = from + 1;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' => return at + 1,
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    bytes.len()
}

fn number_end(bytes: &[u8], from: usize) -> usize {
    let is_part = |byte: &u8| matches!(byte, b'0'..=b'9' | b'-' | b'+' | b'.' | b'e' | b'E');
    from + bytes[from..].iter().take_while(|byte| is_part(byte)).count()
}

/// The digits of an integer that has more than digits.
fn integer(token: &str) -> Option<String> {
    let (sign, rest) = token.strip_prefix('-').map_or(("", token), |rest| ("-", rest));
    let (mantissa, exponent) = match rest.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (rest, None),
    };
    let (before, after) = match mantissa.split_once('.') {
        Some((before, after)) => (before, Some(after)),
        None => (mantissa, None),
    };
    let is_plain = exponent.is_none() && after.is_none();
    let has_digits = is_digits(before) && after.is_none_or(is_digits);
    if is_plain || !has_digits || before.len() > 1 && before.starts_with('0') {
        return None;
    }
    let exponent: i64 = exponent.map_or(Some(0), power)?;
    let after = after.unwrap_or_default();
    let digits = format!("{before}{after}");
    let digits = digits.trim_start_matches('0');
    let significant = digits.trim_end_matches('0');
    let zeros = i64::try_from(digits.len() - significant.len()).ok()?;
    let power = exponent.checked_sub(i64::try_from(after.len()).ok()?)?.checked_add(zeros)?;
    if significant.is_empty() {
        return Some("0".to_owned());
    }
    let length = i64::try_from(significant.len()).ok()?.checked_add(power)?;
    if power < 0 || length > DIGITS_MAX {
        return None;
    }
    let zeros = "0".repeat(usize::try_from(power).ok()?);
    let size: u64 = format!("{significant}{zeros}").parse().ok()?;
    (size <= INTEGER_MAX).then(|| format!("{sign}{size}"))
}

fn power(exponent: &str) -> Option<i64> {
    let digits = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
    if is_digits(digits) { exponent.parse().ok() } else { None }
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::{Value, json};

    use super::*;

    #[test]
    fn a_fraction_of_zero_is_none() {
        for (written, meant) in [
            ("60000.0", "60000"),
            ("6e4", "60000"),
            ("6E+4", "60000"),
            ("0.6e5", "60000"),
            ("600000e-1", "60000"),
            ("-1.50e1", "-15"),
            ("0.0", "0"),
            ("-0.0", "0"),
            ("0e99", "0"),
            ("9007199254740991.0", "9007199254740991"),
            ("9.007199254740991e15", "9007199254740991"),
        ] {
            assert_eq!(whole_numbers(written), meant);
            let (held, expected) =
                (format!(r#"{{"a":[{written},1]}}"#), format!(r#"{{"a":[{meant},1]}}"#));
            assert_eq!(whole_numbers(&held), expected);
        }
    }

    #[test]
    fn what_is_no_integer_or_too_large_or_no_number_stays() {
        for text in [
            "0.5",
            "1e-1",
            "15e-2",
            "60000",
            "-7",
            "9007199254740992.0",
            "9007199254740993.0",
            "1e16",
            "1e300",
            "1e999999999999999999999",
            "01.0",
            "1.",
            "1.e3",
            "1e",
            "1e+",
            "-",
            ".5",
            "1.0.0",
            "1e1e1",
            "1-0",
            r#""60000.0""#,
            r#""\"6e4""#,
            r#""6e4"#,
            r#""\"#,
            "",
            "tru",
            "[6e",
            "{\"1.0\":true}",
        ] {
            assert_eq!(whole_numbers(text), text);
        }
    }

    #[test]
    fn a_number_that_may_have_been_rounded_is_not_exact() {
        for text in ["9007199254740991", "-9007199254740991", "0.1", "1e15", r#""1e99""#] {
            assert!(is_exact(&serde_json::from_str(text).unwrap()), "{text}");
        }
        for text in ["9007199254740992", "9007199254740993", "18446744073709551616", "-1e22"] {
            let value: Value = serde_json::from_str(text).unwrap();
            assert!(!is_exact(&json!({ "a": [value] })), "{text}");
        }
    }

    /// JSON text, and the same with its integers written otherwise.
    fn texts() -> impl Strategy<Value = (String, String)> {
        let integer = (any::<i32>(), 0..4_u8).prop_map(|(number, how)| {
            let other = match how {
                0 => format!("{number}.000"),
                1 if number != 0 => format!("{number}0e-1"),
                2 => format!("{number}e0"),
                _ => number.to_string(),
            };
            (number.to_string(), other)
        });
        let text = "\\PC{0,12}".prop_map(|text| {
            let text = Value::from(text).to_string();
            (text.clone(), text)
        });
        let fraction = (any::<i16>(), 1..10_u8).prop_map(|(whole, tenths)| {
            let text = format!("{whole}.{tenths}");
            (text.clone(), text)
        });
        let leaf = prop_oneof![integer, text, fraction];
        leaf.prop_recursive(4, 32, 4, |inner| {
            prop::collection::vec(("[a-z0-9.e]{0,6}", inner), 0..4).prop_map(|members| {
                let write = |of: fn(&(String, String)) -> &String| {
                    let members = members.iter().map(|(name, pair)| {
                        format!("{}: {}", Value::from(name.as_str()), of(pair))
                    });
                    format!("{{{}}}", members.collect::<Vec<_>>().join(", "))
                };
                (write(|pair| &pair.0), write(|pair| &pair.1))
            })
        })
    }

    proptest! {
        #[test]
        fn it_means_the_same((plain, other) in texts()) {
            prop_assert_eq!(whole_numbers(&plain), plain.as_str());
            prop_assert_eq!(whole_numbers(&other), plain.as_str());
        }

        /// Nothing that could not be read can be read after.
        #[test]
        fn it_is_json_where_it_was(text in "[-+0-9.eE\"\\\\\\[\\], ]{0,16}") {
            let whole = whole_numbers(&text);
            let read = |text: &str| serde_json::from_str::<Value>(text).is_ok();
            prop_assert_eq!(read(&whole), read(&text), "{} of {}", whole, text);
        }
    }
}
