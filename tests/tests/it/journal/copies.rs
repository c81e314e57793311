//! A copy of an entry is said in a circle: what was chosen of it, and no more.

use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;

use super::Writer;
use crate::{
    circle::Somebody,
    harness::{Answered, World, answered},
    streamer::code,
};

const DAY: &str = "We walked to the lighthouse.";

impl Writer {
    async fn shares(&self, entry: &Value, key: &str, body: Value) -> Answered {
        let path = format!("/api/v1/journal/entries/{}/share", entry["id"].as_str().unwrap());
        let request = self.program.ask(Method::POST, &path);
        answered(request.header("idempotency-key", key).json(&body)).await
    }

    /// Under a key of its own.
    async fn shares_now(&self, entry: &Value, body: Value) -> Answered {
        self.shares(entry, &Uuid::new_v4().to_string(), body).await
    }

    async fn has_written(&self) -> Value {
        let body = json!({
            "title": "By the sea", "text": DAY, "mood": 8, "tags": ["canary"],
            "grateful_for": ["tea"], "wins": ["went out"], "prompt": 7,
        });
        self.writes(body).await
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_copy_has_what_was_chosen_and_is_said_once() {
    let world = World::new().await;
    let api = world.api().await;
    let (ann, bob) =
        (Writer::new(&world, &api, "Ann").await, Somebody::new(&world, &api, "Bob").await);
    let circle = bob.makes("public").await;
    ann.post(&format!("/circles/{circle}/join"), json!({})).await;
    let entry = ann.has_written().await;
    let path = format!("/journal/entries/{}/share", entry["id"].as_str().unwrap());
    let keyless = ann.post(&path, json!({ "circle": circle })).await;
    assert_eq!(code(&keyless), (428, "key_required"));

    let key = Uuid::new_v4().to_string();
    let said = ann.shares(&entry, &key, json!({ "circle": circle })).await;
    assert_eq!((said.status, &said.body["text"]), (201, &json!(DAY)), "{}", said.body);
    assert_eq!(said.body["kind"], "positive");
    let again = ann.shares(&entry, &key, json!({ "circle": circle })).await;
    assert_eq!(again.body, said.body, "sent again it is one");
    let parts =
        json!({ "circle": circle, "kind": "gratitude", "parts": ["wins", "title", "mood"] });
    assert_eq!(code(&ann.shares(&entry, &key, parts.clone()).await), (422, "key_reused"));
    let more = ann.shares_now(&entry, parts).await;
    assert_eq!(more.body["text"], "**By the sea**\n\n- went out\n\n8/10", "{}", more.body);
    assert_eq!(more.body["kind"], "gratitude");
    let mine = json!({ "circle": circle, "text": "We walked." });
    assert_eq!(ann.shares_now(&entry, mine).await.body["text"], "We walked.");

    let read = bob.get(&format!("/circles/{circle}/messages")).await.body;
    assert_eq!(read["items"].as_array().unwrap().len(), 3);
    assert!(!read.to_string().contains("canary"), "no part that was not chosen: {read}");
    assert!(!read.to_string().contains(entry["id"].as_str().unwrap()), "and no entry: {read}");
    let stands = ann.get(&format!("/journal/entries/{}", entry["id"].as_str().unwrap())).await;
    assert_eq!(stands.body, entry, "the entry stays as it is");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_message_may_not_be_a_copy_may_not_be() {
    let world = World::new().await;
    let api = world.api().await;
    let (ann, bob) =
        (Writer::new(&world, &api, "Ann").await, Somebody::new(&world, &api, "Bob").await);
    let (circle, private) = (bob.makes("public").await, bob.makes("private").await);
    let entry = ann.has_written().await;
    let here = json!({ "circle": circle });
    assert_eq!(code(&ann.shares_now(&entry, here.clone()).await), (403, "forbidden"), "no member");
    let hidden = ann.shares_now(&entry, json!({ "circle": private })).await;
    let nowhere = ann.shares_now(&entry, json!({ "circle": Uuid::now_v7() })).await;
    assert_eq!(code(&hidden), (404, "not_found"));
    assert_eq!(hidden.body, nowhere.body, "a private circle is not there");
    ann.post(&format!("/circles/{circle}/join"), json!({})).await;

    let long = ann.writes(json!({ "text": "a".repeat(2_345) })).await;
    let refused = ann.shares_now(&long, here.clone()).await;
    assert_eq!(code(&refused), (422, "invalid"), "{}", refused.body);
    assert_eq!(refused.body["errors"][0]["field"], "parts");
    assert!(refused.body["errors"][0]["message"].as_str().unwrap().contains("2345"));
    let shortened = json!({ "circle": circle, "text": "a".repeat(2_000) });
    assert_eq!(ann.shares_now(&long, shortened).await.status, 201);
    let both = json!({ "circle": circle, "parts": ["text"], "text": "a" });
    assert_eq!(code(&ann.shares_now(&entry, both).await), (422, "invalid"));
    let none = ann.writes(json!({ "text": "No tags." })).await;
    let nothing = json!({ "circle": circle, "parts": ["tags"] });
    assert_eq!(code(&ann.shares_now(&none, nothing).await), (422, "invalid"));
    let announced = json!({ "circle": circle, "kind": "announcement" });
    assert_eq!(code(&ann.shares_now(&entry, announced).await), (403, "forbidden"));

    // Nobody else's, and none from the trash.
    let foreign = Writer::new(&world, &api, "Eve").await;
    assert_eq!(code(&foreign.shares_now(&entry, here.clone()).await), (404, "not_found"));
    let path = format!("/journal/entries/{}", entry["id"].as_str().unwrap());
    assert_eq!(ann.tagged(Method::DELETE, &path, "\"1\"", json!({})).await.status, 204);
    assert_eq!(code(&ann.shares_now(&entry, here.clone()).await), (409, "wrong_state"));
    bob.changes(&circle, ann.user, json!({ "state": "banned" })).await;
    assert_eq!(code(&ann.shares_now(&long, here).await), (409, "banned"));
}
