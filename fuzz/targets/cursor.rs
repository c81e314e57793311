//! Cursors and revs, as they stand in requests.

#![cfg_attr(fuzzing, no_main)]

use downbeat_api::foreign;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| {
    let Ok(text) = std::str::from_utf8(input) else { return };
    foreign::cursor(text);
    foreign::rev(text);
});
