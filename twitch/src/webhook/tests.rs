use proptest::prelude::*;

use super::*;
use crate::sim;

const SECRET: &str = "a secret of ten or more";
const NOW_MS: i64 = 1_700_000_000_000;

/// What becomes of a message that is right but for its age.
fn opened(age_ms: i64) -> Result<Delivery, Refusal> {
    let body = sim::notification("11", "22", "m1", "yes");
    let timestamp = timestamp(NOW_MS - age_ms);
    let signature = sign(SECRET, "id1", &timestamp, body.as_bytes());
    let headers = Headers {
        id: Some("id1"),
        timestamp: Some(&timestamp),
        signature: Some(&signature),
        kind: Some("notification"),
    };
    open(&Secrets::new([SECRET]), &headers, body.as_bytes(), NOW_MS)
}

/// Made with another implementation of HMAC-SHA256.
#[test]
fn a_signature_is_what_it_was() {
    let known = [
        (
            ["downbeat-secret", "id-1", "2026-01-02T03:04:05Z", "{}"],
            "sha256=8ba68f294e965b8f1a1f72baba04adfe699f750b6a9e982144a951d7a444c2a7",
        ),
        (
            ["ten chars!", "6f1c", "2026-01-02T03:04:05.678901234Z", r#"{"text":"はい"}"#],
            "sha256=6518f5152044e5cb9fe6aafd7f9ed7d80a00006b5b2ab4d3e996e45b3770c2ec",
        ),
    ];
    for ([secret, id, timestamp, body], signature) in known {
        assert_eq!(sign(secret, id, timestamp, body.as_bytes()), signature);
        assert!(Secrets::new([secret]).verify(id, timestamp, body.as_bytes(), signature));
    }
}

#[test]
fn each_missing_header_is_named() {
    let all =
        Headers { id: Some("i"), timestamp: Some("t"), signature: Some("s"), kind: Some("k") };
    for (headers, name) in [
        (Headers { id: None, ..all }, "Id"),
        (Headers { timestamp: None, ..all }, "Timestamp"),
        (Headers { signature: None, ..all }, "Signature"),
        (Headers { kind: None, ..all }, "Type"),
    ] {
        let refused = open(&Secrets::new([SECRET]), &headers, b"{}", NOW_MS);
        assert_eq!(refused, Err(Refusal::MissingHeader(name)));
    }
}

#[test]
fn the_signature_is_checked_before_the_age() {
    let (old, body) = (timestamp(0), b"{}");
    let signature = sign(SECRET, "i", &old, body);
    let headers = |signature| Headers {
        id: Some("i"),
        timestamp: Some(&old),
        signature: Some(signature),
        kind: Some("notification"),
    };
    let secrets = Secrets::new([SECRET]);
    let opened = |signature| open(&secrets, &headers(signature), body, NOW_MS);
    assert_eq!(opened("sha256=00"), Err(Refusal::BadSignature));
    assert_eq!(opened(&signature), Err(Refusal::Stale));
}

#[test]
fn chat_is_read() {
    let delivery = opened(0).unwrap();
    let chat = ChatMessage {
        broadcaster_id: "11".into(),
        source_id: None,
        chatter_id: "22".into(),
        message_id: "m1".into(),
        text: "yes".into(),
        is_reply: false,
        is_of_moderator: false,
    };
    assert_eq!(delivery, Delivery { id: "id1".into(), sent_ms: NOW_MS, event: Event::Chat(chat) });
}

#[test]
fn age_is_held_to_both_limits() {
    for (age_ms, good) in
        [(0, true), (600_000, true), (600_001, false), (-60_000, true), (-60_001, false)]
    {
        assert_eq!(opened(age_ms).is_ok(), good, "{age_ms}");
    }
}

#[test]
fn an_old_and_a_new_secret_are_both_right() {
    let signature = sign("the older secret", "i", "t", b"{}");
    let both = Secrets::new(["the newer secret", "the older secret"]);
    assert!(both.verify("i", "t", b"{}", &signature));
    assert!(!Secrets::new(["the newer secret"]).verify("i", "t", b"{}", &signature));
    for wrong in ["", "sha256=", "sha256=zz", &signature[7..], &signature[..70]] {
        assert!(!both.verify("i", "t", b"{}", wrong), "{wrong}");
    }
}

#[test]
fn what_is_not_chat_is_told_apart() {
    let event = |kind, body: &str| read::event(kind, body.as_bytes());
    let other = r#"{"subscription":{"id":"s","type":"stream.online"},"event":{"message":7}}"#;
    assert_eq!(
        event("notification", other),
        Event::Other { subscription_type: "stream.online".into() }
    );
    let disabled = r#"{"subscription":{"id":"s","type":"conduit.shard.disabled"},"event":{"conduit_id":"c","shard_id":"4"}}"#;
    assert_eq!(
        event("notification", disabled),
        Event::ShardDisabled {
            subscription_id: "s".into(),
            conduit_id: Some("c".into()),
            shard_id: Some("4".into()),
        }
    );
    let strange = disabled.replace(r#""4""#, "4");
    assert!(matches!(event("notification", &strange), Event::ShardDisabled { .. }));
    let revoked = r#"{"subscription":{"id":"s","type":"x","status":"authorization_revoked","condition":{"broadcaster_user_id":"11"}}}"#;
    assert_eq!(
        event("revocation", revoked),
        Event::Revocation {
            subscription_id: "s".into(),
            subscription_type: "x".into(),
            status: "authorization_revoked".into(),
        }
    );
    let left = r#"{"subscription":{"id":"s","type":"user.authorization.revoke","status":"enabled"},"event":{"client_id":"c","user_id":"7","user_login":null}}"#;
    assert_eq!(
        event("notification", left),
        Event::AuthorizationRevoked { client_id: "c".into(), user_id: "7".into() }
    );
    let challenge = r#"{"challenge":"abc","subscription":{"type":"x"}}"#;
    assert_eq!(event("webhook_callback_verification", challenge), Event::Challenge("abc".into()));
    let broken = r#"{"subscription":{"id":"s","type":"channel.chat.message"},"event":{}}"#;
    for (kind, body) in [("notification", broken), ("notification", "{"), ("dance", "{}")] {
        assert!(matches!(event(kind, body), Event::Unreadable { .. }), "{kind} {body}");
    }
}

/// The header that names the type is not signed: a message that somebody caught
/// may come again as another type.
#[test]
fn a_message_has_the_shape_of_its_type_or_is_not_understood() {
    let chat = sim::notification("11", "22", "m1", "yes");
    let left = r#"{"subscription":{"id":"s","type":"user.authorization.revoke","status":"enabled"},"event":{"client_id":"c","user_id":"7"}}"#;
    let ended =
        r#"{"subscription":{"id":"s","type":"channel.chat.message","status":"user_removed"}}"#;
    let asked = r#"{"challenge":"abc","subscription":{"id":"s","type":"x","status":"webhook_callback_verification_pending"}}"#;
    let messages = [
        ("notification", chat.as_str()),
        ("notification", left),
        ("revocation", ended),
        ("webhook_callback_verification", asked),
    ];
    for (own, body) in messages {
        for kind in ["notification", "revocation", "webhook_callback_verification"] {
            let read = read::event(kind, body.as_bytes());
            let is_understood = !matches!(read, Event::Unreadable { .. });
            assert_eq!(is_understood, kind == own, "{kind}: {body}");
        }
    }
    let mixed = chat.replacen('{', r#"{"challenge":"abc","#, 1);
    for kind in ["notification", "webhook_callback_verification"] {
        let read = read::event(kind, mixed.as_bytes());
        assert!(matches!(read, Event::Unreadable { .. }), "{kind}");
    }
    for notification in [chat.as_str(), left] {
        let over = notification.replacen("\"enabled\"", "\"authorization_revoked\"", 1);
        assert!(matches!(read::event("notification", over.as_bytes()), Event::Unreadable { .. }));
    }
    let still = ended.replace("user_removed", "enabled");
    assert!(matches!(read::event("revocation", still.as_bytes()), Event::Unreadable { .. }));
}

proptest! {
    #[test]
    fn nothing_signed_makes_it_panic(
        kind in "(notification|revocation|webhook_callback_verification|.{0,20})",
        body in prop::collection::vec(any::<u8>(), 0..200),
        stamp in "\\PC{0,40}",
    ) {
        let signature = sign(SECRET, "i", &stamp, &body);
        let headers = Headers {
            id: Some("i"),
            timestamp: Some(&stamp),
            signature: Some(&signature),
            kind: Some(&kind),
        };
        let _ = open(&Secrets::new([SECRET]), &headers, &body, NOW_MS);
    }

    #[test]
    fn a_changed_body_is_refused(at in 0..100_usize, flip in 1..=255_u8) {
        let mut body = sim::notification("11", "22", "m1", "yes").into_bytes();
        let stamp = timestamp(NOW_MS);
        let signature = sign(SECRET, "i", &stamp, &body);
        body[at] ^= flip;
        prop_assert!(!Secrets::new([SECRET]).verify("i", &stamp, &body, &signature));
    }
}
