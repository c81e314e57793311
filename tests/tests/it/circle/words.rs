//! Words that a circle looks out for.

use reqwest::Method;
use serde_json::{Value, json};

use super::Somebody;
use crate::{
    harness::{Answered, World},
    streamer::code,
};

async fn sets(who: &Somebody, circle: &str, tag: &str, words: Value) -> Answered {
    let path = format!("/circles/{circle}/words");
    who.tagged(Method::PUT, &path, tag, json!({ "words": words })).await
}

/// The queue as a moderator reads it: each case's reason, and how many reports it has.
async fn cases(who: &Somebody, circle: &str) -> Vec<(Value, usize)> {
    let queue = who.get(&format!("/circles/{circle}/queue")).await.body;
    let items = queue["items"].as_array().unwrap().clone();
    items.iter().map(|it| (it["reason"].clone(), it["reports"].as_array().unwrap().len())).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn admins_set_words_and_each_is_kept_once() {
    let world = World::new().await;
    let api = world.api().await;
    let (ann, bob) =
        (Somebody::new(&world, &api, "Ann").await, Somebody::new(&world, &api, "Bob").await);
    let circle = ann.makes("public").await;
    bob.joins(&circle).await;
    ann.changes(&circle, bob.user, json!({ "role": "moderator" })).await;
    let path = format!("/circles/{circle}/words");
    let read = ann.get(&path).await;
    assert_eq!((read.status, &read.body), (200, &json!({ "words": [], "version": 0 })));
    assert_eq!(code(&bob.get(&path).await), (403, "forbidden"), "this is for admins");
    let words = json!([
        { "word": " Buy now ", "act": "note" }, { "word": "", "act": "block" },
        { "word": "ＢＵＹ　NOW", "act": "hold" },
    ]);
    assert_eq!(code(&ann.ask(Method::PUT, &path, json!({ "words": [] })).await).0, 428);
    let set = sets(&ann, &circle, "\"0\"", words.clone()).await;
    assert_eq!(set.status, 200, "{}", set.body);
    assert_eq!(set.body["words"], json!([{ "word": "Buy now", "act": "hold" }]));
    assert_eq!(code(&sets(&ann, &circle, "\"0\"", words).await), (412, "stale"));
    let long = json!([{ "word": "w".repeat(61), "act": "note" }]);
    let wrong = sets(&ann, &circle, "*", long).await;
    assert_eq!(code(&wrong), (422, "invalid"));
    assert_eq!(wrong.body["errors"][0]["field"], "words.0.word");
    let many: Vec<Value> =
        (0..201).map(|n| json!({ "word": n.to_string(), "act": "note" })).collect();
    assert_eq!(code(&sets(&ann, &circle, "*", json!(many)).await), (422, "invalid"));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_has_a_word_is_noted_or_held_or_not_said() {
    let world = World::new().await.with("API__REQUESTS_PER_MIN", "0");
    let api = world.api().await;
    let (ann, bob) =
        (Somebody::new(&world, &api, "Ann").await, Somebody::new(&world, &api, "Bob").await);
    let circle = ann.makes("public").await;
    bob.joins(&circle).await;
    let words = json!([
        { "word": "odd", "act": "note" }, { "word": "rude", "act": "hold" },
        { "word": "no way", "act": "block" },
    ]);
    assert_eq!(sets(&ann, &circle, "\"0\"", words).await.status, 200);

    let blocked = bob.says(&circle, "No  w*ay*!").await;
    assert_eq!(code(&blocked), (422, "words"));
    assert_eq!(blocked.body["errors"][0]["field"], "text");
    assert!(!blocked.body.to_string().contains("no way"), "the word is not told");
    assert_eq!(code(&ann.says(&circle, "no way").await), (422, "words"), "it is for all");
    let held = bob.says(&circle, "R\u{200b}UDE words").await;
    assert_eq!((held.status, &held.body["state"]), (202, &json!("held")), "{}", held.body);
    assert_eq!(bob.says(&circle, "a rudel of deer").await.status, 201, "within another word");
    assert_eq!(ann.says(&circle, "odd and rude").await.status, 201, "an owner's is not looked at");
    assert_eq!(cases(&ann, &circle).await, [(json!("words"), 0)]);

    let noted = bob.said(&circle, "How odd").await;
    assert_eq!(cases(&ann, &circle).await, [(json!("words"), 0), (json!("words"), 0)]);
    let dismiss = json!({ "act": "dismiss" });
    let decided = ann.post(&format!("/circles/{circle}/queue/{noted}/decide"), dismiss).await;
    assert_eq!(decided.body["count"], 1, "{}", decided.body);
    let keep = format!("/circles/{circle}/queue/{}/decide", held.body["id"].as_str().unwrap());
    assert_eq!(ann.post(&keep, json!({ "act": "keep" })).await.body["count"], 0);

    // Neither an edit nor a comment can be held.
    let path = format!("/messages/{noted}");
    let edit =
        async |text: &str| bob.tagged(Method::PATCH, &path, "*", json!({ "text": text })).await;
    assert_eq!(code(&edit("rude").await), (422, "words"));
    assert_eq!(code(&edit("no way").await), (422, "words"));
    assert_eq!(edit("odd again").await.status, 200);
    assert_eq!(cases(&ann, &circle).await, [(json!("words"), 0)]);
    let comments = format!("{path}/comments");
    assert_eq!(code(&bob.post(&comments, json!({ "text": "rude" })).await), (422, "words"));
    let comment = bob.post(&comments, json!({ "text": "odd" })).await;
    assert_eq!(comment.status, 201, "{}", comment.body);
    assert_eq!(cases(&ann, &circle).await.len(), 2);
    let own = format!("/comments/{}", comment.body["id"].as_str().unwrap());
    let edited = bob.tagged(Method::PATCH, &own, "*", json!({ "text": "_rude_" })).await;
    assert_eq!(code(&edited), (422, "words"));
    let report = json!({ "reason": "spam" });
    ann.post(&format!("{path}/report"), report).await;
    assert_eq!(cases(&ann, &circle).await[0], (json!("words"), 1), "one case has both");
}
