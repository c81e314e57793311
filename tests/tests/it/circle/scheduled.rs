//! What is said in a circle when its time comes.

use downbeat_job::{Attempt, DailyMessage, Durable, JobContext};
use futures::future::join_all;
use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;

use super::Somebody;
use crate::{
    harness::{Answered, Process, World, answered},
    streamer::code,
};

/// As two workers would, and a minute later once more.
async fn turns(context: &JobContext) {
    for _ in 0..2 {
        let both = (0..2).map(|_| async {
            let attempt = Attempt::new(Uuid::now_v7(), 1);
            DailyMessage {}.run(context, &attempt).await.unwrap();
        });
        join_all(both).await;
    }
}

async fn schedules(who: &Somebody, circle: &str, text: &str, at_ms: i64) -> Answered {
    let request = who.program.ask(Method::POST, &format!("/api/v1/circles/{circle}/messages"));
    let body = json!({ "kind": "support", "text": text, "at_ms": at_ms });
    let key = Uuid::new_v4().to_string();
    answered(request.header("idempotency-key", key).json(&body)).await
}

/// A circle of Ann's, in which Bob keeps order and Cid is a member.
async fn stage(world: &World) -> (Process, String, [Somebody; 3]) {
    let api = world.api().await;
    let mut all = Vec::new();
    for name in ["Ann", "Bob", "Cid"] {
        all.push(Somebody::new(world, &api, name).await);
    }
    let circle = all[0].makes("public").await;
    for one in &all[1..] {
        one.joins(&circle).await;
    }
    all[0].changes(&circle, all[1].user, json!({ "role": "moderator" })).await;
    (api, circle, all.try_into().ok().unwrap())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_scheduled_message_is_said_once_when_its_time_comes() {
    let world = World::new().await.with("API__REQUESTS_PER_MIN", "0");
    let (_api, circle, [ann, bob, cid]) = stage(&world).await;
    let live = world.live.live().await;
    let context = world.context(&live).await;
    let now = world.postgres.now_ms().await.unwrap();
    let hour = 3_600_000;
    assert_eq!(code(&schedules(&cid, &circle, "Later", now + hour).await), (403, "forbidden"));
    for at_ms in [now - hour, now + 31 * 24 * hour] {
        let wrong = schedules(&bob, &circle, "Later", at_ms).await;
        assert_eq!(code(&wrong), (422, "invalid"), "{at_ms}");
        assert_eq!(wrong.body["errors"][0]["field"], "at_ms");
    }
    let kept = schedules(&bob, &circle, "Later", now + hour).await;
    assert_eq!((kept.status, &kept.body["state"]), (202, &json!("scheduled")), "{}", kept.body);
    let path = format!("/circles/{circle}/scheduled");
    let listed = ann.get(&path).await.body;
    let first = &listed["items"][0];
    assert_eq!((&first["text"], &first["author"]["name"]), (&json!("Later"), &json!("Bob")));
    assert_eq!(first["at_ms"], json!(now + hour));
    assert_eq!(code(&cid.get(&path).await), (403, "forbidden"));

    turns(&context).await;
    assert!(cid.texts(&circle).await.is_empty(), "its time has not come");
    ann.said(&circle, "Meanwhile").await;
    world.postgres.run("UPDATE circle_scheduled SET at = now()").await;
    turns(&context).await;
    assert_eq!(cid.texts(&circle).await, ["Meanwhile", "Later"]);
    assert_eq!(ann.get(&path).await.body["items"], json!([]));
    let you = bob.get(&format!("/circles/{circle}")).await.body;
    assert_eq!(you["you"]["unread"], 2, "who did not look has not read what came before: {you}");

    let kept = schedules(&bob, &circle, "Never", now + hour).await;
    let one = format!("{path}/{}", kept.body["id"].as_str().unwrap());
    assert_eq!(ann.ask(Method::DELETE, &one, json!({})).await.status, 204);
    assert_eq!(code(&ann.ask(Method::DELETE, &one, json!({})).await), (404, "not_found"));

    // Whoever keeps order no more, and whoever left.
    schedules(&bob, &circle, "Of a moderator", now + hour).await;
    ann.changes(&circle, bob.user, json!({ "role": "member" })).await;
    world.postgres.run("UPDATE circle_scheduled SET at = now()").await;
    turns(&context).await;
    assert_eq!(cid.texts(&circle).await.len(), 2);
    assert_eq!(world.postgres.number("SELECT count(*) FROM circle_scheduled").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn twenty_messages_wait_and_no_more() {
    let world = World::new().await.with("API__REQUESTS_PER_MIN", "0");
    let (_api, circle, [ann, ..]) = stage(&world).await;
    let at_ms = world.postgres.now_ms().await.unwrap() + 3_600_000;
    for n in 0..20 {
        assert_eq!(schedules(&ann, &circle, &n.to_string(), at_ms).await.status, 202);
    }
    assert_eq!(code(&schedules(&ann, &circle, "more", at_ms).await), (409, "full"));
}

async fn sets(who: &Somebody, circle: &str, body: Value) -> Answered {
    who.tagged(Method::PUT, &format!("/circles/{circle}/daily"), "*", body).await
}

#[tokio::test(flavor = "multi_thread")]
async fn messages_of_the_day_take_turns_one_a_day() {
    let world = World::new().await.with("API__REQUESTS_PER_MIN", "0");
    let (_api, circle, [ann, bob, cid]) = stage(&world).await;
    let live = world.live.live().await;
    let context = world.context(&live).await;
    let path = format!("/circles/{circle}/daily");
    let none = ann.get(&path).await;
    assert_eq!((none.status, none.etag.as_deref()), (200, Some("\"0\"")), "{}", none.body);
    assert_eq!((&none.body["texts"], &none.body["next_ms"]), (&json!([]), &json!(null)));
    let body = json!({ "kind": "positive", "texts": ["One", "Two"], "at": "08:00" });
    assert_eq!(code(&sets(&bob, &circle, body.clone()).await), (403, "forbidden"));
    assert_eq!(code(&ann.ask(Method::PUT, &path, body.clone()).await).0, 428);
    let odd = json!({ "kind": "positive", "texts": ["One"], "at": "8" });
    assert_eq!(sets(&ann, &circle, odd).await.body["errors"][0]["field"], "at");
    let set = sets(&ann, &circle, body).await;
    assert_eq!(set.status, 200, "{}", set.body);
    assert!(set.body["next_ms"].is_i64() && set.body["by"]["name"] == "Ann", "{}", set.body);

    turns(&context).await;
    assert!(cid.texts(&circle).await.is_empty(), "its time has not come");
    let due = "UPDATE circle_daily SET next_at = now()";
    for texts in [&["One"][..], &["One", "Two"], &["One", "Two", "One"]] {
        world.postgres.run(due).await;
        turns(&context).await;
        assert_eq!(cid.texts(&circle).await, texts);
    }
    let read = cid.get(&format!("/circles/{circle}/messages")).await.body;
    let said = &read["items"][0];
    assert_eq!((&said["daily"], &said["author"]["name"]), (&json!(true), &json!("Ann")));
    let ahead = "SELECT count(*) FROM circle_daily WHERE next_at > now() + interval '1 minute'
        AND next_at < now() + interval '2 days'";
    assert_eq!(world.postgres.number(ahead).await, 1);

    // What is late by hours, what is said in a frozen circle, and what became a word.
    world.postgres.run("UPDATE circle_daily SET next_at = now() - interval '7 hours'").await;
    turns(&context).await;
    let circle_path = format!("/circles/{circle}");
    ann.tagged(Method::PATCH, &circle_path, "*", json!({ "frozen": true })).await;
    world.postgres.run(due).await;
    turns(&context).await;
    ann.tagged(Method::PATCH, &circle_path, "*", json!({ "frozen": false })).await;
    let words = json!({ "words": [{ "word": "two", "act": "block" }] });
    ann.tagged(Method::PUT, &format!("/circles/{circle}/words"), "*", words).await;
    world.postgres.run(due).await;
    turns(&context).await;
    assert_eq!(cid.texts(&circle).await.len(), 3);
    let again = json!({ "kind": "positive", "texts": ["One", "two"], "at": "08:00" });
    let refused = sets(&ann, &circle, again).await;
    assert_eq!(code(&refused), (422, "words"));
    assert_eq!(refused.body["errors"][0]["field"], "texts.1");

    let gone = ann.tagged(Method::DELETE, &path, "*", json!({})).await;
    assert_eq!((gone.status, &gone.body["next_ms"]), (200, &json!(null)), "{}", gone.body);
}

#[tokio::test(flavor = "multi_thread")]
async fn messages_of_the_day_rest_once_who_set_them_is_no_admin() {
    let world = World::new().await.with("API__REQUESTS_PER_MIN", "0");
    let (_api, circle, [ann, bob, cid]) = stage(&world).await;
    let live = world.live.live().await;
    let context = world.context(&live).await;
    ann.changes(&circle, bob.user, json!({ "role": "admin" })).await;
    let body = json!({ "kind": "positive", "texts": ["One"], "at": "08:00" });
    assert_eq!(sets(&bob, &circle, body.clone()).await.status, 200);
    ann.changes(&circle, bob.user, json!({ "role": "moderator" })).await;
    world.postgres.run("UPDATE circle_daily SET next_at = now()").await;
    turns(&context).await;
    assert!(cid.texts(&circle).await.is_empty());
    let read = ann.get(&format!("/circles/{circle}/daily")).await.body;
    assert_eq!((&read["next_ms"], &read["by"]["name"]), (&json!(null), &json!("Bob")));
    assert_eq!(sets(&ann, &circle, body).await.body["by"]["name"], "Ann");
}
