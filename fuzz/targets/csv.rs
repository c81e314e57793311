//! A field of CSV is read as what it was, and by no spreadsheet as a formula.

#![cfg_attr(fuzzing, no_main)]

use downbeat_api::foreign;
use libfuzzer_sys::fuzz_target;

/// As they begin in some spreadsheet or other.
const FORMULAS: &[char] = &['=', '+', '-', '@', '＝', '＋', '－', '＠'];

fuzz_target!(|input: &[u8]| {
    let Ok(text) = std::str::from_utf8(input) else { return };
    let field = foreign::csv(text);
    let read = if let Some(quoted) = field.strip_prefix('"') {
        let inside = quoted.strip_suffix('"').expect("a quote at its end");
        assert!(!inside.replace("\"\"", "").contains('"'), "{field:?} ends before its end");
        inside.replace("\"\"", "\"")
    } else {
        assert!(!field.contains(['"', ',', '\r', '\n']), "{field:?} is more than a field");
        field
    };
    assert!(read == text || read.strip_prefix('\'') == Some(text), "{read:?} was {text:?}");
    let first = read.trim_start().chars().next();
    assert!(!first.is_some_and(|first| FORMULAS.contains(&first)), "{read:?} is a formula");
});
