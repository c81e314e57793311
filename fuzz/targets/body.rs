//! The body of a request: what comes past the door is no larger and no deeper
//! than the door says, whatever else is wrong with it.

#![cfg_attr(fuzzing, no_main)]

use downbeat_api::foreign;
use libfuzzer_sys::fuzz_target;
use serde_json::Value;

const BYTES_MAX: usize = 256 * 1024;
/// Those of a config or of arguments, and what they are wrapped in.
const LEVELS_MAX: usize = 32 + 4;

fuzz_target!(|input: &[u8]| {
    let is_taken = foreign::body(input);
    assert!(!is_taken || input.len() <= BYTES_MAX);
    if let Ok(value) = serde_json::from_slice::<Value>(input) {
        assert_eq!(is_taken, levels(&value) <= LEVELS_MAX, "{} levels", levels(&value));
    }
});

fn levels(value: &Value) -> usize {
    let below = match value {
        Value::Array(items) => items.iter().map(levels).max(),
        Value::Object(members) => members.values().map(levels).max(),
        _ => return 0,
    };
    1 + below.unwrap_or(0)
}
