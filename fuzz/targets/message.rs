//! What a socket may be told.

#![cfg_attr(fuzzing, no_main)]

use downbeat_api::foreign;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| {
    if let Ok(text) = std::str::from_utf8(input) {
        foreign::message(text);
    }
});
