//! A webhook from anybody, and one that is signed: neither makes us panic, and
//! only the signed one is believed.

#![cfg_attr(fuzzing, no_main)]

use std::sync::LazyLock;

use downbeat_twitch::webhook::{Headers, Refusal, Secrets, open, sign, timestamp};
use libfuzzer_sys::fuzz_target;

const SECRET: &str = "a secret of the fuzzer";
const NOW_MS: i64 = 1_767_225_600_000;
const KINDS: [&str; 4] = ["notification", "webhook_callback_verification", "revocation", "another"];

static SECRETS: LazyLock<Secrets> = LazyLock::new(|| Secrets::new([SECRET]));

fuzz_target!(|input: &[u8]| {
    let Some((first, body)) = input.split_first() else { return };
    let kind = KINDS[usize::from(*first) % KINDS.len()];
    let text = String::from_utf8_lossy(body);
    let mut parts = text.splitn(3, '\n');
    let headers = Headers {
        id: parts.next(),
        timestamp: parts.next(),
        signature: parts.next(),
        kind: Some(kind),
    };
    assert!(open(&SECRETS, &headers, body, NOW_MS).is_err(), "nobody could have signed it");

    let sent = timestamp(NOW_MS);
    let signature = sign(SECRET, "m1", &sent, body);
    let headers = Headers {
        id: Some("m1"),
        timestamp: Some(&sent),
        signature: Some(&signature),
        kind: Some(kind),
    };
    let delivery = open(&SECRETS, &headers, body, NOW_MS).expect("it is signed");
    assert_eq!((delivery.id.as_str(), delivery.sent_ms), ("m1", NOW_MS));
    let later = open(&SECRETS, &headers, body, NOW_MS + 11 * 60_000);
    assert_eq!(later, Err(Refusal::Stale));
});
