//! Entries, moods, days and prompts.

use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;

use super::Writer;
use crate::{harness::World, streamer::code};

#[tokio::test(flavor = "multi_thread")]
async fn an_entry_is_written_edited_and_thrown_away() {
    let world = World::new().await;
    let api = world.api().await;
    let ann = Writer::new(&world, &api, "Ann").await;
    let id = Uuid::now_v7();
    let body = json!({ "id": id, "text": "By the sea.", "mood": 8, "tags": ["sea", "Sea"] });
    let made = ann.post("/journal/entries", body.clone()).await;
    assert_eq!((made.status, made.etag.as_deref()), (201, Some("\"1\"")), "{}", made.body);
    assert_eq!(made.body["tags"], json!(["sea"]));
    let again = ann.post("/journal/entries", body).await;
    assert_eq!((again.status, &again.body), (201, &made.body), "an answer may be lost");
    let other = ann.post("/journal/entries", json!({ "id": id, "text": "Another." })).await;
    assert_eq!(code(&other), (409, "exists"));

    let path = format!("/journal/entries/{id}");
    let edit = json!({ "text": "By the wide sea.", "title": "Home" });
    let unguarded = ann.program.ask(Method::PUT, &format!("/api/v1{path}")).json(&edit);
    assert_eq!(crate::harness::answered(unguarded).await.status, 428);
    let edited = ann.tagged(Method::PUT, &path, "\"1\"", edit.clone()).await;
    assert_eq!((edited.status, edited.etag.as_deref()), (200, Some("\"2\"")), "{}", edited.body);
    assert_eq!(code(&ann.tagged(Method::PUT, &path, "\"1\"", edit).await), (412, "stale"));
    let versions = ann.get(&format!("{path}/versions")).await.body;
    assert_eq!(versions["items"][0]["text"], "By the sea.");

    let bob = Writer::new(&world, &api, "Bob").await;
    assert_eq!(bob.get(&path).await.status, 404, "to others it is not there");
    assert_eq!(ann.tagged(Method::DELETE, &path, "\"2\"", json!({})).await.status, 204);
    assert_eq!(ann.get("/journal/entries").await.body["items"], json!([]));
    let trash = ann.get("/journal/entries?trash=true").await.body;
    assert_eq!(trash["items"][0]["id"], json!(id));
    assert_eq!(ann.post(&format!("{path}/restore"), json!({})).await.status, 200);
    assert_eq!(ann.get("/journal/entries").await.body["items"][0]["title"], "Home");
    let for_good = format!("{path}?for_good=true");
    assert_eq!(ann.tagged(Method::DELETE, &for_good, "\"2\"", json!({})).await.status, 204);
    assert_eq!(ann.get(&path).await.status, 404);
    for table in ["entry", "entry_version"] {
        let left = format!("SELECT count(*) FROM {table}");
        assert_eq!(world.postgres.number(&left).await, 0, "{table}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_journal_keeps_twenty_versions_and_a_day_takes_ten_entries() {
    let world = World::new().await;
    let api = world.api().await;
    let ann = Writer::new(&world, &api, "Ann").await;
    let made = ann.writes(json!({ "text": "0" })).await;
    let path = format!("/journal/entries/{}", made["id"].as_str().unwrap());
    for version in 1..=22 {
        let body = json!({ "text": version.to_string() });
        let tag = format!("\"{version}\"");
        assert_eq!(ann.tagged(Method::PUT, &path, &tag, body).await.status, 200);
    }
    let versions = ann.get(&format!("{path}/versions")).await.body;
    let texts: Vec<_> = versions["items"].as_array().unwrap().iter().collect();
    assert_eq!(
        (texts.len(), &texts[0]["text"], &texts[19]["text"]),
        (20, &json!("21"), &json!("2"))
    );
    for n in 1..10 {
        ann.writes(json!({ "text": n.to_string() })).await;
    }
    let more = ann.post("/journal/entries", json!({ "text": "more" })).await;
    assert_eq!(code(&more), (409, "enough"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_day_is_open_for_two_days_and_a_streak_counts_them() {
    let world = World::new().await;
    let api = world.api().await;
    let ann = Writer::new(&world, &api, "Ann").await;
    let zone = json!({ "zone": "Pacific/Auckland", "starts_h": 4 });
    let set = ann.tagged(Method::PUT, "/journal/calendar", "*", zone).await;
    assert_eq!((set.status, &set.body["is_chosen"]), (200, &json!(true)), "{}", set.body);
    let nowhere = json!({ "zone": "Nowhere", "starts_h": 4 });
    let refused = ann.tagged(Method::PUT, "/journal/calendar", "*", nowhere).await;
    assert_eq!(code(&refused), (422, "invalid"));
    let streak = ann.get("/journal/streak").await.body;
    assert_eq!((&streak["days"], &streak["is_today_written"]), (&json!(0), &json!(false)));
    let today: downbeat_session::journal::Day = streak["today"].as_str().unwrap().parse().unwrap();
    for (by, status) in [(0, 201), (-1, 201), (-2, 409), (1, 409)] {
        let body = json!({ "text": "a day", "day": today.plus(by) });
        let written = ann.post("/journal/entries", body).await;
        assert_eq!(written.status, status, "{by}: {}", written.body);
    }
    let streak = ann.get("/journal/streak").await.body;
    assert_eq!((&streak["days"], &streak["longest"]), (&json!(2), &json!(2)), "{streak}");
    assert_eq!(streak["written"].as_array().unwrap().len(), 2);
    let elsewhere = json!({ "zone": "Pacific/Honolulu", "starts_h": 0 });
    ann.tagged(Method::PUT, "/journal/calendar", "*", elsewhere).await;
    let streak = ann.get("/journal/streak").await.body;
    assert_eq!(streak["days"], json!(2), "who travels loses no day: {streak}");
}

#[tokio::test(flavor = "multi_thread")]
async fn moods_are_noted_and_make_a_trend() {
    let world = World::new().await;
    let api = world.api().await;
    let ann = Writer::new(&world, &api, "Ann").await;
    let first = ann.post("/journal/moods", json!({ "value": 4, "note": " tired " })).await;
    assert_eq!((first.status, &first.body["note"]), (201, &json!("tired")), "{}", first.body);
    ann.post("/journal/moods", json!({ "value": 7 })).await;
    ann.writes(json!({ "text": "Better.", "mood": 10 })).await;
    let wrong = ann.post("/journal/moods", json!({ "value": 11, "at_ms": 0 })).await;
    assert_eq!(code(&wrong), (422, "invalid"));
    let week = ann.get("/journal/trends?period=week").await.body;
    let days = week["items"].as_array().unwrap();
    let today = days.last().unwrap();
    assert_eq!((days.len(), &today["moods"], &today["mean_tenths"]), (7, &json!(3), &json!(70)));
    let year = ann.get("/journal/trends?period=year").await.body;
    assert_eq!(year["items"].as_array().unwrap().len(), 12);
    assert_eq!(code(&ann.get("/journal/trends?period=age").await), (422, "invalid"));
    let path = format!("/api/v1/journal/moods/{}", first.body["id"].as_str().unwrap());
    assert_eq!(ann.program.delete(&path).await.status, 204);
    let moods = ann.get("/journal/moods").await.body;
    assert_eq!(moods["items"].as_array().unwrap().len(), 1, "{moods}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mood_that_is_sent_again_is_there_once_as_it_was() {
    let world = World::new().await;
    let api = world.api().await;
    let ann = Writer::new(&world, &api, "Ann").await;
    let mood = json!({ "id": uuid::Uuid::now_v7(), "value": 4, "note": "tired" });
    let first = ann.post("/journal/moods", mood.clone()).await;
    for _ in 1..20 {
        assert_eq!(ann.post("/journal/moods", json!({ "value": 5 })).await.status, 201);
    }
    let more = ann.post("/journal/moods", json!({ "value": 5 })).await;
    assert_eq!(code(&more), (409, "enough"));
    let again = ann.post("/journal/moods", mood.clone()).await;
    assert_eq!((again.status, &again.body), (201, &first.body), "the limit of a day is no reason");
    let other = json!({ "id": mood["id"], "value": 9 });
    assert_eq!(code(&ann.post("/journal/moods", other).await), (409, "exists"));
    let moods = ann.get("/journal/moods?limit=50").await.body;
    assert_eq!(moods["items"].as_array().unwrap().len(), 20, "{moods}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_written_is_found_by_its_words_and_tags() {
    let world = World::new().await;
    let api = world.api().await;
    let ann = Writer::new(&world, &api, "Ann").await;
    ann.writes(json!({ "text": "Große Wellen", "tags": ["Sea"] })).await;
    ann.writes(json!({ "text": "Rain", "wins": ["a WAVE of calm"] })).await;
    let found = async |query: &str| {
        let found = ann.get(&format!("/journal/entries?{query}")).await;
        assert_eq!(found.status, 200, "{}", found.body);
        assert_eq!(found.body["searched_from_ms"], json!(null), "all were looked at");
        found.body["items"].as_array().unwrap().len()
    };
    assert_eq!(found("q=GROSSE").await, 1);
    assert_eq!(found("q=wave").await, 1);
    assert_eq!(found("tag=sea").await, 1);
    assert_eq!(found("q=rain&tag=sea").await, 0);
    let first = ann.get("/journal/entries?limit=1").await.body;
    let next = first["next"].as_str().unwrap();
    let second = ann.get(&format!("/journal/entries?limit=1&cursor={next}")).await.body;
    assert_eq!(
        (&second["items"][0]["text"], &second["next"]),
        (&json!("Große Wellen"), &json!(null))
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_search_says_how_far_it_got_and_opens_no_more() {
    let world = World::new().await;
    let api = world.api().await;
    let ann = Writer::new(&world, &api, "Ann").await;
    let mut made = Vec::new();
    for text in ["the sea", "rain", "the sea again"] {
        made.push(ann.writes(json!({ "text": text })).await);
    }
    // Texts, where it got to, and where it goes on.
    let page = async |query: &str| {
        let found = ann.get(&format!("/journal/entries?{query}")).await;
        assert_eq!(found.status, 200, "{}", found.body);
        let items = found.body["items"].as_array().unwrap().iter();
        let texts: Vec<String> =
            items.map(|entry| entry["text"].as_str().unwrap().to_owned()).collect();
        let next = found.body["next"].as_str().map(str::to_owned);
        (texts, found.body["searched_from_ms"].clone(), next)
    };
    let (all, _, next) = page("limit=3").await;
    assert_eq!((all.len(), next), (3, None), "there are no others");
    let (two, from_ms, next) = page("limit=2").await;
    assert_eq!((two, from_ms), (all[..2].to_vec(), Value::Null), "a list is no search");
    let (last, _, next) = page(&format!("limit=2&cursor={}", next.unwrap())).await;
    assert_eq!((last, next), (all[2..].to_vec(), None));

    let (found, from_ms, next) = page("q=sea&limit=1").await;
    assert_eq!((found, &from_ms), (vec![all[0].clone()], &made[2]["created_ms"]));
    let (found, from_ms, next) = page(&format!("q=sea&limit=1&cursor={}", next.unwrap())).await;
    assert_eq!((found, from_ms, next), (vec![all[2].clone()], Value::Null, None), "to the end");
    let (found, from_ms, next) = page("q=rain&limit=1").await;
    assert_eq!((found, &from_ms), (vec![all[1].clone()], &made[1]["created_ms"]));
    let rest = page(&format!("q=rain&limit=1&cursor={}", next.unwrap())).await;
    assert_eq!(rest, (Vec::new(), Value::Null, None));

    // What nobody asked for is not opened.
    let first = made[0]["id"].as_str().unwrap();
    let damage = format!("UPDATE entry SET content = '\\x00' WHERE id = '{first}'");
    world.postgres.run(&damage).await;
    assert_eq!(page("limit=2").await.0, all[..2]);
    assert_eq!(page("q=rain&limit=1").await.0, all[1..2]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_day_has_one_prompt_until_it_is_swapped() {
    let world = World::new().await;
    let api = world.api().await;
    let ann = Writer::new(&world, &api, "Ann").await;
    assert_eq!(ann.get("/journal/prompts").await.body["items"].as_array().unwrap().len(), 90);
    let today = "/journal/prompts/today";
    let first = ann.get(today).await.body;
    assert_eq!(ann.get(today).await.body, first);
    assert_eq!((&first["prompt"]["level"], &first["swaps_left"]), (&json!(1), &json!(5)));
    let swap = json!({ "act": "swap", "number": first["prompt"]["number"] });
    let second = ann.post(today, swap.clone()).await.body;
    assert_ne!(second["prompt"]["number"], first["prompt"]["number"]);
    assert_eq!(ann.post(today, swap).await.body, second, "asked twice it is swapped once");
    let skip = |of: &Value| json!({ "act": "skip", "number": of["prompt"]["number"] });
    assert_eq!(code(&ann.post(today, skip(&first)).await), (409, "swapped"));
    assert_eq!(ann.get(today).await.body["is_skipped"], json!(false));
    assert_eq!(ann.post(today, skip(&second)).await.body["is_skipped"], json!(true));
    let mut number = second["prompt"]["number"].clone();
    let mut seen = vec![first["prompt"]["number"].clone(), number.clone()];
    for _ in 0..4 {
        let swapped = ann.post(today, json!({ "act": "swap", "number": number })).await.body;
        number = swapped["prompt"]["number"].clone();
        assert!(!seen.contains(&number), "{number} was there: {seen:?}");
        seen.push(number.clone());
    }
    let more = ann.post(today, json!({ "act": "swap", "number": number })).await;
    assert_eq!(code(&more), (409, "enough"));
}
