//! Every draft ends with what it was a draft of, in both stores.

use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{Writer, flush, vault};
use crate::{
    harness::{Answered, World, answered},
    streamer::code,
};

/// What stands in Postgres and is no tombstone.
const OPEN: &str = "SELECT count(*) FROM draft WHERE ended_at IS NULL OR content IS NOT NULL";

impl Writer {
    /// A draft as a page puts it; how a body names it.
    async fn drafts(&self, what: &str, inside: Value, text: &str) -> Value {
        let id = Uuid::now_v7();
        let body = json!({
            "editor": Uuid::new_v4(), "seq": 1, "of": { "what": what, "in": inside },
            "content": { "text": text },
        });
        let path = format!("/api/v1/drafts/{id}");
        let put = answered(self.program.ask(Method::PUT, &path).json(&body)).await;
        assert_eq!(put.status, 200, "{what}: {}", put.body);
        json!({ "id": id, "rev": put.body["rev"] })
    }

    async fn asks(&self, method: Method, path: &str, body: Value) -> Answered {
        let request = self.program.ask(method, &format!("/api/v1{path}")).json(&body);
        answered(request.header("idempotency-key", Uuid::new_v4().to_string())).await
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn each_draft_ends_with_its_thing() {
    let world = World::new().await;
    let api = world.api().await;
    let live = world.live.live().await;
    let (ann, vault) = (Writer::new(&world, &api, "Ann").await, vault(&world, &live));
    let circle = ann.post("/circles", json!({ "name": "Early Birds" })).await.body["id"].clone();
    let id = |value: &Value| value.as_str().unwrap().to_owned();
    let messages = format!("/circles/{}/messages", id(&circle));
    let open = async || ann.get("/drafts").await.body["items"].as_array().unwrap().len();

    let draft = ann.drafts("message", circle.clone(), "Hello").await;
    let shown = ann.get("/drafts").await.body;
    assert_eq!(shown["items"][0]["of"], json!({ "what": "message", "in": circle }));
    // One that Postgres has by now, and the others while only live Redis has them.
    flush(&world, &vault).await;
    assert_eq!(world.postgres.number(OPEN).await, 1);
    let body = json!({ "kind": "support", "text": "Hello", "draft": draft });
    let said = ann.asks(Method::POST, &messages, body).await;
    assert_eq!(said.status, 201, "{}", said.body);
    assert_eq!((open().await, world.postgres.number(OPEN).await), (0, 0));
    let message = id(&said.body["id"]);

    let draft = ann.drafts("comment", said.body["id"].clone(), "With you").await;
    let body = json!({ "text": "With you", "draft": draft });
    let comment = ann.asks(Method::POST, &format!("/messages/{message}/comments"), body).await;
    assert_eq!((comment.status, open().await), (201, 0), "{}", comment.body);

    for (path, of) in [("messages", &said.body["id"]), ("comments", &comment.body["id"])] {
        let draft = ann.drafts("edit", of.clone(), "Better").await;
        let path = format!("/{path}/{}", id(of));
        let edit = json!({ "text": "Better", "draft": draft });
        let stale = ann.tagged(Method::PATCH, &path, "\"7\"", edit.clone()).await;
        assert_eq!((code(&stale), open().await), ((412, "stale"), 1), "what is not saved stays");
        let edited = ann.tagged(Method::PATCH, &path, "\"1\"", edit).await;
        assert_eq!((edited.status, open().await), (200, 0), "{}", edited.body);
    }

    let draft = ann.drafts("mood", Value::Null, "rested").await;
    let noted = ann.post("/journal/moods", json!({ "value": 7, "note": "rested", "draft": draft }));
    assert_eq!((noted.await.status, open().await), (201, 0));

    let prompt = ann.get("/journal/prompts/today").await.body["prompt"].clone();
    let draft = ann.drafts("answer", prompt["id"].clone(), "Tea").await;
    ann.writes(json!({ "text": "Tea", "prompt": prompt["number"], "draft": draft })).await;
    assert_eq!(open().await, 0);
    flush(&world, &vault).await;
    assert_eq!(world.postgres.number(OPEN).await, 0);
    world.live.empty().await;
    assert_eq!(open().await, 0, "none comes back");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_sent_again_ends_the_draft_that_it_names() {
    let world = World::new().await;
    let api = world.api().await;
    let ann = Writer::new(&world, &api, "Ann").await;
    let circle = ann.post("/circles", json!({ "name": "Early Birds" })).await.body["id"].clone();
    let messages = format!("/api/v1/circles/{}/messages", circle.as_str().unwrap());
    let key = Uuid::new_v4().to_string();
    let say = async |draft: Value| {
        let body = json!({ "kind": "support", "text": "Hello", "draft": draft });
        let request = ann.program.ask(Method::POST, &messages);
        answered(request.header("idempotency-key", &key).json(&body)).await
    };
    let first = say(Value::Null).await;
    // The answer was lost, and the page names the draft that it has by now.
    let draft = ann.drafts("message", circle, "Hello").await;
    assert_eq!(say(draft).await.body, first.body);
    assert_eq!(ann.get("/drafts").await.body["items"], json!([]));

    let mood = json!({ "id": Uuid::now_v7(), "value": 3 });
    assert_eq!(ann.post("/journal/moods", mood.clone()).await.status, 201);
    let mut again = mood;
    again["draft"] = ann.drafts("mood", Value::Null, "").await;
    assert_eq!(ann.post("/journal/moods", again).await.status, 201);
    assert_eq!(ann.get("/drafts").await.body["items"], json!([]));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_says_what_it_is_in_and_is_no_programs() {
    let world = World::new().await;
    let api = world.api().await;
    let ann = Writer::new(&world, &api, "Ann").await;
    for (what, inside) in [("message", Value::Null), ("mood", json!(Uuid::now_v7()))] {
        let body = json!({
            "editor": Uuid::new_v4(), "seq": 1, "of": { "what": what, "in": inside },
            "content": {},
        });
        let path = format!("/drafts/{}", Uuid::now_v7());
        let refused = ann.asks(Method::PUT, &path, body).await;
        assert_eq!(code(&refused), (422, "invalid"), "{what}");
        assert_eq!(refused.body["errors"][0]["field"], "of.in", "{what}");
    }
    // A draft that is not theirs ends with nothing.
    let circle = ann.post("/circles", json!({ "name": "Early Birds" })).await.body["id"].clone();
    let draft = ann.drafts("message", circle.clone(), "Hello").await;
    let bob = Writer::new(&world, &api, "Bob").await;
    let place = circle.as_str().unwrap();
    bob.post(&format!("/circles/{place}/join"), json!({})).await;
    let body = json!({ "kind": "support", "text": "Mine", "draft": draft });
    let said = bob.asks(Method::POST, &format!("/circles/{place}/messages"), body).await;
    assert_eq!(said.status, 201, "{}", said.body);
    assert_eq!(ann.get("/drafts").await.body["items"].as_array().unwrap().len(), 1);
}
