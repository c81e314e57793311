//! What a config may say.

use serde_json::{Value, json};

use super::{config, problems};

fn fields(more: Value) -> Vec<String> {
    problems(&config(more)).into_iter().map(|problem| problem.field).collect()
}

#[test]
fn each_limit_names_its_field() {
    for (more, field) in [
        (json!({ "title": " " }), "title"),
        (json!({ "title": "x".repeat(121) }), "title"),
        (json!({ "about": "x".repeat(301) }), "about"),
        (json!({ "seats_max": 1 }), "seats_max"),
        (json!({ "seats_max": 501 }), "seats_max"),
        (json!({ "per_person": { "items": 0, "minutes": 1 } }), "per_person.items"),
        (json!({ "per_person": { "items": 1, "minutes": 0 } }), "per_person.minutes"),
        (json!({ "wait": { "on": true, "limit_s": 2 } }), "wait.limit_s"),
        (json!({ "wait": { "on": true, "limit_s": 61 } }), "wait.limit_s"),
        (json!({ "chat": { "slow_s": 301 } }), "chat.slow_s"),
        (json!({ "chat": { "days": 366 } }), "chat.days"),
        (json!({ "chat": { "words": vec!["x"; 201] } }), "chat.words"),
        (json!({ "chat": { "words": ["\u{ad}"] } }), "chat.words"),
        (json!({ "reactions": { "set": ["ab"] } }), "reactions.set"),
        (json!({ "reactions": { "set": [] } }), "reactions.set"),
        (json!({ "sources": [] }), "sources"),
        (json!({ "hosts": { "allow": ["https://video.example"] } }), "hosts"),
        (json!({ "hosts": { "deny": vec!["x.example"; 51] } }), "hosts"),
        (json!({ "stand_in": [] }), "stand_in"),
        (json!({ "idle_close_min": 9 }), "idle_close_min"),
        (json!({ "items": [{ "source": { "kind": "youtube", "video": "x" } }] }), "items.0.source"),
    ] {
        assert_eq!(fields(more.clone()), [field], "{more}");
    }
    for unread in [
        json!({ "password": "secret" }),
        json!({ "control": "nobody" }),
        json!({ "stand_in": "somebody" }),
        json!({ "grants": { "owner": ["play"] } }),
        json!({ "grants": { "guest": ["fly"] } }),
    ] {
        assert_eq!(fields(unread.clone()).len(), 1, "{unread}");
    }
}

#[test]
fn ranges_come_one_after_the_other() {
    let of = |skips: Value| {
        let source = json!({ "kind": "youtube", "video": "dQw4w9WgXcQ" });
        fields(json!({ "items": [{ "source": source, "skips": skips }] }))
    };
    assert!(of(json!([{ "from_ms": 0, "to_ms": 5 }, { "from_ms": 5, "to_ms": 9 }])).is_empty());
    for skips in [
        json!([{ "from_ms": 5, "to_ms": 5 }]),
        json!([{ "from_ms": -1, "to_ms": 5 }]),
        json!([{ "from_ms": 0, "to_ms": 86_400_001 }]),
        json!([{ "from_ms": 0, "to_ms": 5 }, { "from_ms": 4, "to_ms": 9 }]),
        json!((0..51).map(|n| json!({ "from_ms": 2 * n, "to_ms": 2 * n + 1 })).collect::<Vec<_>>()),
    ] {
        assert_eq!(of(skips.clone()), ["items.0.skips"], "{skips}");
    }
}

#[test]
fn a_title_is_enough() {
    assert!(problems(&json!({ "title": "Friday films" })).is_empty());
}
