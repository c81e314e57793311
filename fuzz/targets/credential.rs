//! Who asks, as requests say it: tokens, cookies with their CSRF token, links.

#![cfg_attr(fuzzing, no_main)]

use downbeat_api::foreign;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| {
    foreign::credential(input);
    if let Ok(text) = std::str::from_utf8(input) {
        foreign::link(text);
    }
});
