//! What its owner is told of a circle.

use serde_json::{Value, json};

use super::Somebody;
use crate::{harness::World, streamer::code};

#[tokio::test(flavor = "multi_thread")]
async fn an_owner_is_told_how_many_and_never_of_few() {
    let world = World::new().await.with("API__REQUESTS_PER_MIN", "0");
    let api = world.api().await;
    let mut all = Vec::new();
    for name in ["Ann", "Bob", "Cid", "Dan", "Eve"] {
        all.push(Somebody::new(&world, &api, name).await);
    }
    let [ann, bob, cid, dan, eve] = &all[..] else { panic!() };
    let circle = ann.makes("public").await;
    for one in [bob, cid, dan] {
        one.joins(&circle).await;
    }
    let path = format!("/circles/{circle}/statistics");
    assert_eq!(code(&ann.get(&path).await), (409, "too_few"), "of four nothing is counted");
    eve.joins(&circle).await;
    assert_eq!(code(&bob.get(&path).await), (403, "forbidden"), "this is for its owner");
    assert_eq!(code(&ann.get(&format!("{path}?days=91")).await), (422, "invalid"));

    let first = bob.said(&circle, "One").await;
    let second = cid.said(&circle, "Two").await;
    let like = json!({ "kind": "like" });
    dan.ask(reqwest::Method::PUT, &format!("/messages/{first}/reaction"), like).await;
    cid.post(&format!("/messages/{second}/comments"), json!({ "text": "my own" })).await;
    let read = ann.get(&format!("{path}?days=7")).await;
    assert_eq!(read.status, 200, "{}", read.body);
    let days = read.body["days"].as_array().unwrap();
    assert_eq!(days.len(), 7);
    let today = &days[6];
    assert_eq!(today["members"], 5);
    assert_eq!((&today["active"], &today["messages"]), (&json!(3), &json!(2)), "{today}");
    assert_eq!(days[0]["active"], 0);
    assert_eq!(read.body["answers"], json!({ "count": 0, "of": 0 }), "none has had its day");
    assert_eq!(read.body["returned"], Value::Null);

    // Ten days pass: one was answered by somebody else.
    world
        .postgres
        .run(
            "UPDATE message SET created_at = created_at - interval '10 days';
             UPDATE comment SET created_at = created_at - interval '10 days';
             UPDATE reaction SET at = at - interval '10 days';
             UPDATE circle_member SET joined_at = joined_at - interval '11 days'",
        )
        .await;
    for one in [ann, eve] {
        one.ask(
            reqwest::Method::PUT,
            &format!("/messages/{first}/reaction"),
            json!({ "kind": "love" }),
        )
        .await;
    }
    world.postgres.run("UPDATE reaction SET at = at - interval '9 days' WHERE kind = 'love'").await;
    cid.said(&circle, "Back").await;
    let read = ann.get(&path).await.body;
    assert_eq!(read["answers"], json!({ "count": 1, "of": 2 }), "{read}");
    assert_eq!(read["returned"], json!({ "count": 1, "of": 5 }), "{read}");
    assert_eq!(read["days"][0]["members"], 0);
    let told = read.to_string();
    assert!(all.iter().all(|one| !told.contains(&one.user.to_string())), "never of whom");
    eve.post(&format!("/circles/{circle}/leave"), json!({})).await;
    assert_eq!(code(&ann.get(&path).await), (409, "too_few"));
}
