//! What comes out of stores: a packed state, a shard's message, a sealed
//! secret. Whatever stands there, it is read or refused.

#![cfg_attr(fuzzing, no_main)]

use std::sync::LazyLock;

use bytes::Bytes;
use downbeat_live::{Message, Packed};
use downbeat_session::kinds;
use downbeat_store::{Cell, Keys};
use libfuzzer_sys::fuzz_target;

static KEYS: LazyLock<Keys> = LazyLock::new(|| Keys::derived("fuzz", b"a secret of the fuzzer"));
const CELL: Cell<'_> = Cell { table: "t", column: "c", row: "1" };

fuzz_target!(|input: &[u8]| {
    if let Ok(packed) = Packed::from_bytes(input) {
        let written = packed.to_bytes().expect("what was read is written");
        assert!(Packed::from_bytes(&written.0).is_ok());
    }
    let _ = Message::read(&Bytes::copy_from_slice(input));
    for kind in kinds::ALL {
        let _ = (kind.read)(input);
    }
    assert!(KEYS.open(CELL, input).is_err(), "nobody has the key");
    let sealed = KEYS.seal(CELL, input).unwrap();
    assert_eq!(KEYS.open(CELL, &sealed).as_deref(), Ok(input));
});
