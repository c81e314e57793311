//! Settings as an operator meets them: from outside.

use std::process::Command;

use crate::harness::{KEY, program};

fn run(
    program_name: &str,
    arguments: &[&str],
    settings: &[(&str, &str)],
) -> (Option<i32>, String, String) {
    let output = Command::new(program(program_name))
        .args(arguments)
        .env_clear()
        .envs(settings.iter().copied())
        .output()
        .unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code(), text(output.stdout), text(output.stderr))
}

#[test]
fn all_problems_are_told_at_once() {
    let wrong = [
        ("DOWNBEAT__API__BIND", "nowhere"),
        ("DOWNBEAT__DATABASE__POOL_MAX", "many"),
        ("DOWNBEAT__DATABASE__REPLICA_URL", "mysql://ann:hunter2@replica/downbeat"),
        ("DOWNBEAT__NO_SUCH", "1"),
    ];
    for name in ["downbeat-api", "downbeat-worker"] {
        let (code, _, told) = run(name, &[], &wrong);
        assert_eq!(code, Some(2), "{told}");
        for (variable, _) in wrong {
            assert!(told.contains(variable), "{variable} is not named in: {told}");
        }
        assert!(told.contains("redis_live.url"), "{told}");
        assert!(!told.contains("hunter2"), "{told}");
    }
}

#[test]
fn what_would_be_used_is_shown_without_secrets() {
    let right = [
        ("DOWNBEAT__DATABASE__URL", "postgres://ann:hunter2@localhost/downbeat"),
        ("DOWNBEAT__DATABASE__REPLICA_URL", "postgres://ann:hunter2@replica/downbeat"),
        ("DOWNBEAT__REDIS_LIVE__URL", "redis://:hunter2@localhost"),
        ("DOWNBEAT__REDIS_QUEUE__URL", "redis://localhost"),
        ("DOWNBEAT__TWITCH__WEBHOOK_SECRETS", "hunter2hunter2"),
        ("DOWNBEAT__SECRETS__KEYS", "k:aHVudGVyMmh1bnRlcjJodW50ZXIyaHVudGVyMjEyMzQ="),
    ];
    let (code, shown, told) = run("downbeat-api", &["--check-config"], &right);
    assert_eq!(code, Some(0), "{told}");
    assert!(shown.contains("pool_max = 10"), "{shown}");
    assert!(!shown.contains("hunter2"), "{shown}");
}

#[test]
fn a_process_that_is_not_there_is_not_healthy() {
    let right = [
        ("DOWNBEAT__DATABASE__URL", "postgres://localhost/downbeat"),
        ("DOWNBEAT__REDIS_LIVE__URL", "redis://localhost"),
        ("DOWNBEAT__REDIS_QUEUE__URL", "redis://localhost"),
        ("DOWNBEAT__TWITCH__WEBHOOK_SECRETS", "a secret of tests"),
        ("DOWNBEAT__SECRETS__KEYS", KEY),
        ("DOWNBEAT__API__BIND", "127.0.0.1:1"),
    ];
    let (code, _, told) = run("downbeat-api", &["healthcheck"], &right);
    assert_eq!(code, Some(1));
    assert!(told.contains("127.0.0.1:1"), "{told}");
}
