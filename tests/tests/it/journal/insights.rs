//! What a journal tells its person, and nobody else.

use serde_json::{Value, json};
use uuid::Uuid;

use downbeat_session::journal::Day;

use super::Writer;
use crate::{
    harness::{Process, World, until},
    streamer::code,
};

const DAY_MS: i64 = 24 * 3_600_000;
/// The hour in Tokyo at which days of UTC begin.
const HOUR: usize = 9;
const DAYS: i32 = 24;

/// What is told once there was time to read all of it.
async fn told(of: &Writer, query: &str) -> Value {
    until("all of it is read", async || {
        let told = of.get(&format!("/journal/insights{query}")).await;
        assert_eq!(told.status, 200, "{}", told.body);
        (told.body["is_whole"] == json!(true)).then_some(told.body)
    })
    .await
}

async fn today(of: &Writer) -> Day {
    told(of, "?span=month").await["as_of_day"].as_str().unwrap().parse().unwrap()
}

/// The same day so many years ago: fours, so that a 29th of February has one.
fn years_ago(day: Day, years: i32) -> String {
    let day = day.to_string();
    let (year, rest) = day.split_at(4);
    format!("{}{rest}", year.parse::<i32>().unwrap() - years)
}

/// Days before today with an entry and a mood each, every third of them with a walk.
fn lived(today: Day) -> Value {
    let days: Vec<_> = (1..=DAYS).map(|by| (today.plus(-by), by % 3 == 0, by)).collect();
    let value = |walked: bool, by: i32| if walked { 8 } else { 5 + by % 2 };
    let entries = days.iter().map(|(day, walked, by)| {
        let (text, tags) =
            if *walked { ("Along the RIVER with Momo", &["Walk"][..]) } else { ("Desk", &[][..]) };
        json!({ "day": day, "text": text, "tags": tags, "mood": value(*walked, *by) })
    });
    let moods = days.iter().map(|(day, walked, by)| {
        let at_ms = i64::from(day.number()) * DAY_MS;
        json!({ "day": day, "at_ms": at_ms, "value": value(*walked, *by) })
    });
    json!({ "entries": entries.collect::<Vec<_>>(), "moods": moods.collect::<Vec<_>>() })
}

/// Somebody in Tokyo, and their day.
async fn in_tokyo(world: &World, api: &Process) -> (Writer, Day) {
    let ann = Writer::new(world, api, "Ann").await;
    let zone = json!({ "zone": "Asia/Tokyo", "starts_h": 0 });
    let set = ann.tagged(reqwest::Method::PUT, "/journal/calendar", "*", zone).await;
    assert_eq!(set.status, 200, "{}", set.body);
    let today = today(&ann).await;
    (ann, today)
}

fn counts(figures: &Value) -> Vec<u64> {
    figures.as_array().unwrap().iter().map(|one| one["count"].as_u64().unwrap()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_month_tells_moods_tags_and_words() {
    let world = World::new().await;
    let api = world.api().await;
    let (ann, today) = in_tokyo(&world, &api).await;
    let imported = ann.post("/journal/import", lived(today)).await;
    assert_eq!(imported.body, json!({ "entries": DAYS, "moods": DAYS }), "{}", imported.status);
    ann.writes(json!({ "text": "River, river.", "mood": 5 })).await;
    ann.post("/journal/moods", json!({ "value": 5 })).await;

    let month = told(&ann, "?span=month").await;
    assert_eq!(
        (&month["from"], &month["until"], &month["as_of_day"]),
        (&json!(today.plus(-29)), &json!(today), &json!(today))
    );
    assert_eq!(month["moods"]["count"], json!(2 * DAYS + 2));
    assert_eq!(month["moods"]["mean_tenths"], json!(63), "{month}");
    assert_eq!(month["moods"]["spread_tenths"], json!(13), "{month}");
    let (week, hours) = (counts(&month["by_weekday"]), counts(&month["by_hour"]));
    assert_eq!((week.len(), week.iter().sum::<u64>()), (7, 50), "{month}");
    let noted: u64 = hours.iter().sum();
    assert_eq!((hours.len(), noted), (24, 25), "moods of entries have no hour: {month}");
    assert!(hours[HOUR] >= 24, "{month}");

    let walk = json!([{
        "tag": "Walk", "days_with": 8, "days_without": 17, "mean_with_tenths": 80,
        "mean_without_tenths": 55, "difference_tenths": 25, "chance_thousandths": 1,
    }]);
    assert_eq!(month["tags"], walk);
    let words = json!([
        { "word": "desk", "count": 16 },
        { "word": "river", "count": 10 },
        { "word": "momo", "count": 8 },
    ]);
    assert_eq!(month["words"], words);
    assert_eq!(told(&ann, "?span=month").await, month, "told again it is the same");

    // A year has what is older, and is what is told if nothing is asked for.
    let old = today.plus(-100);
    let mood = json!({ "day": old, "at_ms": i64::from(old.number()) * DAY_MS, "value": 1 });
    ann.post("/journal/import", json!({ "moods": [mood] })).await;
    assert_eq!(told(&ann, "?span=month").await["moods"], month["moods"]);
    let year = told(&ann, "").await;
    assert_eq!(code(&ann.get("/journal/insights?span=age").await), (422, "invalid"));
    assert_eq!(year["from"], json!(today.plus(-364)));
    assert_eq!(year["moods"]["count"], json!(2 * DAYS + 3));
}

#[tokio::test(flavor = "multi_thread")]
async fn this_day_is_told_of_other_years() {
    let world = World::new().await;
    let api = world.api().await;
    let (ann, today) = in_tokyo(&world, &api).await;
    let (four, eight) = (Uuid::now_v7(), Uuid::now_v7());
    let import = json!({ "entries": [
        { "id": eight, "day": years_ago(today, 8), "title": "The old house", "text": "Packed." },
        { "id": four, "day": years_ago(today, 4), "text": "\nA new house. \nUnpacked." },
        { "day": today.plus(-1), "text": "Yesterday" },
    ] });
    assert_eq!(ann.post("/journal/import", import).await.status, 200);
    ann.writes(json!({ "text": "Today" })).await;
    let this_day = json!([
        { "id": four, "day": years_ago(today, 4), "line": "A new house." },
        { "id": eight, "day": years_ago(today, 8), "line": "The old house" },
    ]);
    assert_eq!(told(&ann, "?span=month").await["this_day"], this_day, "whatever the span");
    let thrown = format!("/journal/entries/{four}");
    ann.tagged(reqwest::Method::DELETE, &thrown, "\"1\"", json!({})).await;
    assert_eq!(
        told(&ann, "?span=year").await["this_day"],
        json!([this_day[1]]),
        "trash is not told"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_is_told_of_others_and_of_an_erased_journal_nothing() {
    let world = World::new().await;
    let api = world.api().await;
    let (ann, today) = in_tokyo(&world, &api).await;
    let bob = Writer::new(&world, &api, "Bob").await;
    let nothing = told(&bob, "?span=year").await;
    assert_eq!(nothing["moods"], json!({ "count": 0, "mean_tenths": null, "spread_tenths": null }));
    for part in ["tags", "words", "this_day"] {
        assert_eq!(nothing[part], json!([]), "{part}");
    }
    let body = lived(today);
    assert_eq!(ann.post("/journal/import", body).await.status, 200);
    let ago = json!({ "entries": [{ "day": years_ago(today, 4), "text": "Long ago." }] });
    ann.post("/journal/import", ago).await;
    assert_eq!(told(&bob, "?span=year").await, nothing, "what Ann wrote is Ann's");
    assert_eq!(told(&ann, "?span=year").await["tags"][0]["tag"], "Walk");
    assert_eq!(ann.program.delete("/api/v1/journal").await.status, 200);
    let after = told(&ann, "?span=year").await;
    for part in ["moods", "by_weekday", "by_hour", "tags", "words", "this_day"] {
        assert_eq!(after[part], nothing[part], "{part}");
    }
}
