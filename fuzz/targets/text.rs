//! Texts as people type them: whatever it is, it is compared with itself as the
//! same, and what is taken for a name has the bounds of one.

#![cfg_attr(fuzzing, no_main)]

use downbeat_session::text::{folded, folded_before, is_name, is_plain, is_text, name_chars};
use libfuzzer_sys::fuzz_target;

const CHARS_MAX: usize = 25;
const BYTES_A_CHARACTER: usize = 32;

fuzz_target!(|input: &[u8]| {
    let Ok(text) = std::str::from_utf8(input) else { return };
    let once = folded(text);
    assert_eq!(folded(&once), once, "{text:?} is compared by something else than itself");
    assert_eq!(folded(&format!(" {text}\t")), once, "white space around {text:?} counts");
    assert_eq!(once.trim(), once);
    assert!(!once.contains("  "));
    let _ = folded_before(text);

    if is_name(text, CHARS_MAX) {
        assert!((1..=CHARS_MAX).contains(&name_chars(text)));
        assert!(text.len() <= CHARS_MAX * BYTES_A_CHARACTER);
        assert!(is_plain(text) && is_name(text, CHARS_MAX + 1));
    }
    if is_text(text, CHARS_MAX) {
        assert!(is_plain(text) && text.chars().count() <= CHARS_MAX);
        assert!(is_name(text, CHARS_MAX), "a reader counts no more than a machine");
    }
});
