//! Events on their way to their owner's own backend.

use base64::{Engine, prelude::BASE64_STANDARD};
use hmac::{Hmac, Mac};
use reqwest::{Method, StatusCode};
use serde_json::json;
use sha2::Sha256;

use super::{does, make, two};
use crate::harness::{Program, Received, Receiver, World, answered, until};

async fn put(ann: &Program, place: &str, url: &str) -> crate::harness::Answered {
    answered(ann.ask(Method::PUT, place).json(&json!({ "url": url }))).await
}

/// As a receiver checks it, by the standard.
fn is_signed(received: &Received, secret: &str) -> bool {
    let header = |name: &str| received.headers[name].to_str().unwrap();
    let secret = BASE64_STANDARD.decode(secret.strip_prefix("whsec_").unwrap()).unwrap();
    let mut mac = Hmac::<Sha256>::new_from_slice(&secret).unwrap();
    let (id, timestamp) = (header("webhook-id"), header("webhook-timestamp"));
    mac.update(format!("{id}.{timestamp}.{}", received.text).as_bytes());
    header("webhook-signature")
        == format!("v1,{}", BASE64_STANDARD.encode(mac.finalize().into_bytes()))
}

#[tokio::test(flavor = "multi_thread")]
async fn an_event_is_sent_signed_until_it_is_taken() {
    let world = World::new().await.with("WEBHOOKS__ALLOW_PRIVATE", "true");
    let (api, _worker) = (world.api().await, world.worker().await);
    let (ann, mut receiver) = (world.program(&api), Receiver::start().await);
    let mut config = two(1_000);
    config["on_end"] = json!({ "kind": "auto_action", "action": "ring" });
    let id = make(&ann, &config).await;
    let place = format!("/api/v1/sessions/{id}/webhook");
    assert_eq!(ann.get(&place).await.status, 404);
    let set = put(&ann, &place, &receiver.url).await;
    assert_eq!(set.status, 200, "{}", set.body);
    let secret = set.body["secret"].as_str().unwrap();
    receiver.answer(&[StatusCode::INTERNAL_SERVER_ERROR]);
    does(&ann, id, "start", json!({})).await;

    let (first, second) = (receiver.next().await, receiver.next().await);
    let id_of = |received: &Received| received.headers["webhook-id"].clone();
    let again = receiver.next().await;
    let refused = if id_of(&again) == id_of(&first) { &first } else { &second };
    assert_eq!((id_of(&again), &again.text), (id_of(refused), &refused.text), "the same again");
    let mut types: Vec<&str> =
        [&first, &second].iter().map(|received| received.body["type"].as_str().unwrap()).collect();
    types.sort_unstable();
    assert_eq!(types, ["timer.action_due", "timer.expired"]);
    for received in [&first, &second, &again] {
        assert!(is_signed(received, secret));
        assert_eq!(received.body["data"]["session"], id.to_string());
    }
    let due = [&first, &second].into_iter().find(|one| one.body["type"] == "timer.action_due");
    assert_eq!(due.unwrap().body["data"]["event"]["action"], "ring");
    until("the delivery is on record", async || {
        let told = ann.get(&place).await.body;
        (told["delivered_ms"].is_i64() && told["problem"].is_null()).then_some(())
    })
    .await;
    assert!(!ann.get(&place).await.body.to_string().contains("whsec_"));
    // Neither as it was shown nor as the bytes that it stands for.
    let bytes = BASE64_STANDARD.decode(secret.strip_prefix("whsec_").unwrap()).unwrap();
    let kept = format!(
        "SELECT count(*) FROM webhook WHERE position('\\x{}'::bytea IN secret) > 0
             OR position('{secret}' IN encode(secret, 'escape')) > 0",
        hex::encode(&bytes),
    );
    assert_eq!((bytes.len(), world.postgres.number(&kept).await), (32, 0), "it is sealed");
    let all = "SELECT count(*) FROM webhook WHERE octet_length(secret) > 32";
    assert_eq!(world.postgres.number(all).await, 1);

    assert_eq!(answered(ann.ask(Method::DELETE, &place)).await.status, 204);
    does(&ann, id, "complete", json!({})).await;
    until("the end is on record", async || {
        let events = world.postgres.events(id, None, 100).await.unwrap();
        events.iter().any(|event| event.name == "ended").then_some(())
    })
    .await;
    let wanted = "SELECT count(*) FROM job WHERE name = 'deliver_webhook'";
    assert_eq!(world.postgres.number(wanted).await, 2, "nothing is sent any more");
    assert!(!receiver.has_more());
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_that_only_we_can_reach_is_refused() {
    let world = World::new().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let ann = world.program(&api);
    let id = make(&ann, &two(1_000)).await;
    let place = format!("/api/v1/sessions/{id}/webhook");
    for address in [
        "http://example.org/",
        "https://127.0.0.1/x",
        "https://[::1]/",
        "https://168.63.129.16/",
        "https://[3fff::1]/",
        "https://ann:secret@example.org/",
        "https://example.org:22/",
        "nonsense",
        "",
    ] {
        let refused = put(&ann, &place, address).await;
        assert_eq!((refused.status, &refused.body["errors"][0]["field"]), (422, &json!("url")));
    }
    for address in ["https://example.org/hook", "https://example.org:8443/hook"] {
        assert_eq!(put(&ann, &place, address).await.status, 200);
    }
    let eve = Program::with(&api, Vec::new());
    assert_eq!(eve.get(&place).await.status, 401);
}
