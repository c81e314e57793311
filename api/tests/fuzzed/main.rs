//! The fuzz targets, compiled with what they feed, and each fed with its seeds: a
//! change that breaks one is found without a fuzzer, whose own build takes minutes.

#![expect(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a target tells of what it finds by a panic"
)]

extern crate self as libfuzzer_sys;

#[path = "../../../fuzz/targets/body.rs"]
mod body;
#[path = "../../../fuzz/targets/config.rs"]
mod config;
#[path = "../../../fuzz/targets/credential.rs"]
mod credential;
#[path = "../../../fuzz/targets/csv.rs"]
mod csv;
#[path = "../../../fuzz/targets/cursor.rs"]
mod cursor;
#[path = "../../../fuzz/targets/message.rs"]
mod message;
#[path = "../../../fuzz/targets/stored.rs"]
mod stored;
#[path = "../../../fuzz/targets/text.rs"]
mod text;
#[path = "../../../fuzz/targets/webhook.rs"]
mod webhook;

type Feed = fn(&[u8]);

const TARGETS: &[(&str, Feed)] = &[
    ("body", body::feed),
    ("config", config::feed),
    ("credential", credential::feed),
    ("csv", csv::feed),
    ("cursor", cursor::feed),
    ("message", message::feed),
    ("stored", stored::feed),
    ("text", text::feed),
    ("webhook", webhook::feed),
];

const FUZZ: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../fuzz");

fn names(folder: &str) -> Vec<String> {
    let files = std::fs::read_dir(format!("{FUZZ}/{folder}")).unwrap();
    let mut names: Vec<String> =
        files.map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
    names.sort_unstable();
    names
}

#[test]
fn each_fuzz_target_takes_its_seeds() {
    let listed: Vec<String> = TARGETS.iter().map(|(name, _)| format!("{name}.rs")).collect();
    assert_eq!(names("targets"), listed);
    for (name, feed) in TARGETS {
        let folder = format!("seeds/{name}");
        let seeds = names(&folder);
        assert!(!seeds.is_empty(), "{name} has no seeds");
        for seed in seeds {
            let seed = std::fs::read(format!("{FUZZ}/{folder}/{seed}")).unwrap();
            feed(&seed);
            // Cut anywhere it is read or refused, too.
            for end in 0..seed.len() {
                feed(&seed[..end]);
            }
        }
    }
}

/// In place of the fuzzer's own: the same body, to be called by a test.
#[macro_export]
macro_rules! fuzz_target {
    (|$input:ident: &[u8]| $body:block) => {
        pub fn feed($input: &[u8]) $body
    };
}
