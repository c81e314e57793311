//! A room as documentation and the contract test use it.

use serde_json::{Value, json};

use super::{
    config::{Chat, Config, Order, StandIn, Wait},
    item::Given,
    source::Source,
};
use crate::{Audience, Example};

const ADA: &str = "8f14e45f-ceea-467f-a0e6-1b2c3d4e5f60";
const KIT: &str = "c9f0f895-fb98-4b91-9e0d-2a3b4c5d6e7f";
const LOU: &str = "45c48cce-2e2d-4fbd-aa1f-3b4c5d6e7f80";

pub fn example() -> Example<Config> {
    let refused = "a word that nobody writes";
    let config = Config {
        about: Some("Every Friday at eight".into()),
        order: Order::List,
        wait: Wait { on: true, limit_s: 10 },
        chat: Chat { words: vec![refused.into()], ..Chat::default() },
        stand_in: StandIn::Seats(vec![KIT.into()]),
        idle_close_min: Some(30),
        items: vec![Given {
            source: Source::File { url: "https://video.example/clock.webm".into() },
            title: Some("A quiet clock".into()),
            tracks: Vec::new(),
            skips: Vec::new(),
        }],
        ..Config::titled("Friday films")
    };
    let commands = [system(), playback(), queue(), votes(), people()].concat();
    let secrets = vec![
        (refused, None),
        ("A quiet clock", Some(Audience::Participant)),
        (ADA, Some(Audience::Participant)),
    ];
    Example { config, commands, secrets }
}

fn system() -> Vec<(&'static str, Value)> {
    vec![
        ("seat", json!({ "seat": ADA, "name": "Ada", "role": "owner", "account": true })),
        ("arrive", json!({ "seat": ADA })),
        ("seat", json!({ "seat": KIT, "name": "Kit", "role": "member", "account": true })),
        ("arrive", json!({ "seat": KIT })),
        ("tune", json!({ "lead_ms": 300, "code": "K7M2PQ9R" })),
    ]
}

fn playback() -> Vec<(&'static str, Value)> {
    let film = |name: &str| json!({ "source": { "kind": "file", "url": format!("https://video.example/{name}.mp4") } });
    vec![
        (
            "add",
            json!({ "items": [film("one"), { "source": { "kind": "youtube", "video": "dQw4w9WgXcQ" } }] }),
        ),
        ("measured", json!({ "item": "i1", "duration_ms": 60_000 })),
        ("play", json!({})),
        ("pause", json!({})),
        ("play", json!({ "countdown": 5 })),
        ("seek", json!({ "media_ms": 12_000 })),
        ("rate", json!({ "rate": 1.25 })),
        ("next", json!({})),
        ("previous", json!({})),
        ("jump", json!({ "item": "i2" })),
        ("undo", json!({})),
        ("player", json!({ "item": "i1", "state": "ready" })),
    ]
}

fn queue() -> Vec<(&'static str, Value)> {
    vec![
        (
            "edit",
            json!({ "item": "i2", "title": "The first one", "skips": [{ "from_ms": 0, "to_ms": 5_000 }] }),
        ),
        ("move", json!({ "item": "i3", "before": "i2" })),
        ("like", json!({ "item": "i2", "on": true })),
        ("shuffle", json!({})),
        ("remove", json!({ "item": "i2" })),
        ("clear", json!({})),
    ]
}

fn votes() -> Vec<(&'static str, Value)> {
    vec![
        (
            "ballot",
            json!({ "about": "poll", "question": "Which one?", "choices": ["This", "That"], "ends_s": 60 }),
        ),
        ("cast", json!({ "ballot": "b4", "choice": 1 })),
        ("end_ballot", json!({ "ballot": "b4" })),
        ("check", json!({})),
        ("answer", json!({ "check": "c5", "ready": true })),
        ("end_check", json!({ "check": "c5" })),
    ]
}

fn people() -> Vec<(&'static str, Value)> {
    vec![
        ("rename", json!({ "name": "Ada L." })),
        ("role", json!({ "seat": KIT, "role": "cohost" })),
        ("grant", json!({ "seat": KIT, "add": ["ban"], "take": ["rate"] })),
        ("hand_over", json!({ "seat": KIT })),
        ("take_back", json!({})),
        ("seat", json!({ "seat": LOU, "name": "Lou", "role": "viewer" })),
        ("arrive", json!({ "seat": LOU })),
        ("admit", json!({ "seat": LOU })),
        ("mute", json!({ "seat": LOU, "scope": "chat", "minutes": 10 })),
        ("unmute", json!({ "seat": LOU })),
        ("kick", json!({ "seat": LOU, "reason": "the wrong room" })),
        ("voice", json!({ "mic": true, "camera": false, "share": false })),
        ("hang_up", json!({})),
        ("drop", json!({ "seat": KIT })),
        ("leave", json!({})),
        ("close", json!({})),
    ]
}
