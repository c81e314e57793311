//! What may be played, by how it is written.

use serde_json::{Value, json};

use super::{InUse, config, problems};
use crate::kinds::room::source::{Address, Hosts, OWN_MEDIA, Source};

fn rule(url: &str) -> Option<&'static str> {
    Address::read(url).err()
}

#[test]
fn an_address_is_public_and_names_nobody() {
    let own = format!("{OWN_MEDIA}{}", "0a".repeat(16));
    for good in [
        "https://video.example/a.mp4",
        "https://video.example:8443/a.m3u8?x=1#t=3",
        "HTTPS://VIDEO.EXAMPLE/a",
        "https://bücher.example/a",
        "https://video.example./a",
        own.as_str(),
    ] {
        assert_eq!(rule(good), None, "{good}");
    }
    for bad in [
        "",
        "a.mp4",
        "//video.example/a",
        "http://video.example/a",
        "ftp://video.example/a",
        "javascript:alert(1)",
        "data:video/mp4;base64,AAAA",
        "blob:https://video.example/1",
        "file:///etc/passwd",
        "https://ada@video.example/a",
        "https://ada:secret@video.example/a",
        "https://@video.example@evil.example/a",
        "https://127.0.0.1/a",
        "https://127.1/a",
        "https://2130706433/a",
        "https://0x7f.1/a",
        "https://0177.0.0.1/a",
        "https://１２７.0.0.1/a",
        "https://[::1]/a",
        "https://[::ffff:10.0.0.1]/a",
        "https://8.8.8.8/a",
        "https://localhost/a",
        "https://LOCALHOST./a",
        "https://x.localhost/a",
        "https://nas/a",
        "https://nas.local/a",
        "https://router.lan/a",
        "https://box.home.arpa/a",
        "https://metadata.google.internal/a",
        "https:///a",
        "/etc/passwd",
        "/api/v1/media/..%2f..%2fsecrets",
        "/api/v1/media/0A0A0A0A0A0A0A0A0A0A0A0A0A0A0A0A",
        "\\\\video.example\\a",
    ] {
        assert!(rule(bad).is_some(), "{bad}");
    }
    let long = format!("https://video.example/{}", "x".repeat(979));
    assert_eq!((long.len(), rule(&long).is_some()), (1_001, true));
    // A browser takes more for the same place, and so it is kept.
    let odd = Address::read(" https:\\\\video.example\\a b\t.mp4").unwrap();
    assert_eq!(odd.into_string(), "https://video.example/a%20b.mp4");
}

#[test]
fn hosts_are_allowed_or_denied_with_all_below_them() {
    let names = |names: &[&str]| names.iter().map(ToString::to_string).collect::<Vec<_>>();
    let allow = Hosts::Allow(names(&["video.example"]));
    let deny = Hosts::Deny(names(&["video.example."]));
    for (host, is_named) in [
        ("video.example", true),
        ("a.b.VIDEO.example", true),
        ("video.example.", true),
        ("othervideo.example", false),
        ("example", false),
    ] {
        assert_eq!((allow.allow(host), deny.allow(host)), (is_named, !is_named), "{host}");
    }
    let more = json!({ "hosts": { "allow": ["good.example"] }, "sources": ["file"] });
    let mut room = InUse::of(more);
    room.sits("ada", "owner");
    let add = |source: Value| json!({ "items": [{ "source": source }] });
    for source in [
        json!({ "kind": "file", "url": "https://video.example/a.mp4" }),
        json!({ "kind": "file", "url": "http://good.example/a.mp4" }),
        json!({ "kind": "hls", "url": "https://good.example/a.m3u8" }),
        json!({ "kind": "youtube", "video": "dQw4w9WgXcQ" }),
    ] {
        assert_eq!(room.refuses("ada", "add", add(source)), "source_refused");
    }
    room.tells(
        "ada",
        "add",
        add(json!({ "kind": "file", "url": "https://cdn.good.example/a.mp4" })),
    );
    // What is here already is nobody else's.
    let own = format!("{OWN_MEDIA}{}", "0".repeat(32));
    room.tells("ada", "add", add(json!({ "kind": "file", "url": own })));
}

#[test]
fn each_kind_has_its_own_rule() {
    let mut room = InUse::of(json!({}));
    room.sits("ada", "owner").sits("kit", "member");
    let add = |source: Value| json!({ "items": [{ "source": source }] });
    for source in [
        json!({ "kind": "youtube", "video": "dQw4w9WgXc" }),
        json!({ "kind": "youtube", "video": "dQw4w9WgXc/" }),
        json!({ "kind": "own", "name": " ", "bytes": 1, "duration_ms": 60_000 }),
        json!({ "kind": "own", "name": "a.mkv", "bytes": 0, "duration_ms": 60_000 }),
        json!({ "kind": "own", "name": "a.mkv", "bytes": 1, "duration_ms": 86_400_001 }),
    ] {
        assert_eq!(room.refuses("ada", "add", add(source)), "source_refused");
    }
    room.tells(
        "kit",
        "add",
        add(json!({ "kind": "own", "name": "a.mkv", "bytes": 7, "duration_ms": 60_000 })),
    );
    assert_eq!(room.view()["queue"]["i1"]["duration_ms"], 60_000);
    // Nobody measures what says itself how long it is.
    room.tells("ada", "measured", json!({ "item": "i1", "duration_ms": 1_000 }));
    assert_eq!(room.view()["queue"]["i1"]["duration_ms"], 60_000);
    room.tells("ada", "grant", json!({ "seat": "kit", "take": ["share"] }));
    assert_eq!(room.refuses("kit", "add", add(json!({ "kind": "screen" }))), "forbidden");
    room.tells("ada", "add", add(json!({ "kind": "screen" })));
}

#[test]
fn join_pages_name_the_hosts_that_see_an_address() {
    let host = |source: Value| serde_json::from_value::<Source>(source).unwrap().host();
    let file = json!({ "kind": "file", "url": "https://CDN.video.example/a" });
    assert_eq!(host(file).as_deref(), Some("cdn.video.example"));
    assert!(host(json!({ "kind": "youtube", "video": "dQw4w9WgXcQ" })).is_some());
    assert_eq!(host(json!({ "kind": "screen" })), None);
}

#[test]
fn the_queue_of_a_config_is_held_to_the_same_rules() {
    let of = |source: Value| {
        let found = problems(&config(json!({ "items": [{ "source": source }] })));
        found.into_iter().map(|problem| problem.field).collect::<Vec<_>>()
    };
    for source in [
        json!({ "kind": "file", "url": "https://127.0.0.1/a" }),
        json!({ "kind": "file", "url": "https://VIDEO.example/a" }),
        json!({ "kind": "screen" }),
    ] {
        assert_eq!(of(source), ["items.0.source"]);
    }
    assert!(of(json!({ "kind": "file", "url": "https://video.example/a" })).is_empty());
}
