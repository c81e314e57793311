//! A journal goes to a file and comes from one.

use serde_json::{Value, json};

use super::Writer;
use crate::{harness::World, streamer::code};

#[tokio::test(flavor = "multi_thread")]
async fn an_imported_export_is_equal_and_twice_adds_nothing() {
    let world = World::new().await;
    let api = world.api().await;
    let ann = Writer::new(&world, &api, "Ann").await;
    for text in ["First.", "Second.", "Third."] {
        let body = json!({
            "text": text, "title": "A day", "mood": 6, "tags": ["one", "two"],
            "grateful_for": ["tea"], "wins": ["got up"], "prompt": 7,
        });
        ann.writes(body).await;
    }
    ann.post("/journal/moods", json!({ "value": 3, "note": "low" })).await;
    let export = ann.get("/journal/export?format=json").await.body;
    assert_eq!(export["entries"].as_array().unwrap().len(), 3);

    let bob = Writer::new(&world, &api, "Bob").await;
    let import = json!({ "entries": export["entries"], "moods": export["moods"] });
    let imported = bob.post("/journal/import", import.clone()).await;
    assert_eq!(imported.body, json!({ "entries": 3, "moods": 1 }), "{}", imported.status);
    let again = bob.post("/journal/import", import).await.body;
    assert_eq!(again, json!({ "entries": 0, "moods": 0 }));
    let theirs = bob.get("/journal/export").await.body;
    let all = |export: &Value| json!([export["entries"], export["moods"]]);
    assert_eq!(all(&theirs), all(&export), "and it says when it was written");
    // What came along was written today, and a day has ten.
    for n in 3..10 {
        bob.writes(json!({ "text": n.to_string() })).await;
    }
    let more = bob.post("/journal/entries", json!({ "text": "more" })).await;
    assert_eq!(code(&more), (409, "enough"));

    let read = ann.program.ask(reqwest::Method::GET, "/api/v1/journal/export?format=markdown");
    let text = read.send().await.unwrap().text().await.unwrap();
    for part in ["# Journal", "· A day", "Second.", "- tea", "Mood: 6 of 10", "#one #two", "> "] {
        assert!(text.contains(part), "{part} in {text}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_comes_without_an_id_comes_once() {
    let world = World::new().await;
    let api = world.api().await;
    let ann = Writer::new(&world, &api, "Ann").await;
    let import = json!({
        "entries": [{ "day": "1999-12-31", "text": "The last day." }],
        "moods": [{ "day": "1999-12-31", "at_ms": 946_670_400_000_i64, "value": 9 }],
    });
    let one = json!({ "entries": 1, "moods": 1 });
    assert_eq!(ann.post("/journal/import", import.clone()).await.body, one);
    let none = json!({ "entries": 0, "moods": 0 });
    assert_eq!(ann.post("/journal/import", import).await.body, none);
    let found = ann.get("/journal/entries?until=2000-01-01").await.body;
    assert_eq!(found["items"][0]["day"], "1999-12-31");
    ann.writes(json!({ "text": "Old days leave room for today." })).await;
    // So does what does not say that it was written just now.
    let today = ann.get("/journal/streak").await.body["today"].clone();
    let texts = (0..10).map(|n| json!({ "day": today, "text": n.to_string() }));
    let import = json!({ "entries": texts.collect::<Vec<_>>() });
    let imported = ann.post("/journal/import", import).await;
    assert_eq!(imported.body, json!({ "entries": 10, "moods": 0 }), "{}", imported.status);
    ann.writes(json!({ "text": "Today has room still." })).await;
    let wrong = json!({ "entries": [{ "day": "1999-02-30", "text": "No day." }] });
    let refused = ann.post("/journal/import", wrong).await;
    assert_eq!(refused.body["errors"][0]["field"], "entries.0.day", "{}", refused.body);
}
