//! Messages, comments, reactions, and what a page that missed something asks for.

use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;

use super::Somebody;
use crate::{harness::World, streamer::code};

#[tokio::test(flavor = "multi_thread")]
async fn a_message_is_said_once_edited_and_removed() {
    let world = World::new().await;
    let api = world.api().await;
    let ann = Somebody::new(&world, &api, "Ann").await;
    let circle = ann.makes("public").await;
    let path = format!("/circles/{circle}/messages");
    let body = json!({ "kind": "support", "text": "Hello" });
    assert_eq!(code(&ann.post(&path, body).await), (428, "key_required"));
    let key = Uuid::new_v4().to_string();
    let said = ann.says_with(&circle, &key, "You *can* <b>do</b> it").await;
    assert_eq!((said.status, said.etag.as_deref()), (201, Some("\"1\"")), "{}", said.body);
    assert_eq!((&said.body["seq"], &said.body["mine"]), (&json!(1), &json!(true)));
    let html = "<p>You <em>can</em> &lt;b&gt;do&lt;/b&gt; it</p>\n";
    assert_eq!(said.body["html"], html);
    assert_eq!(ann.says_with(&circle, &key, "You *can* <b>do</b> it").await.body, said.body);
    assert_eq!(code(&ann.says_with(&circle, &key, "Another").await), (422, "key_reused"));
    assert_eq!(code(&ann.says(&circle, " \u{200b} ").await), (422, "invalid"));

    let message = format!("/messages/{}", said.body["id"].as_str().unwrap());
    let edit = json!({ "text": "You can." });
    assert_eq!(ann.ask(Method::PATCH, &message, edit.clone()).await.status, 428);
    let edited = ann.tagged(Method::PATCH, &message, "\"1\"", edit.clone()).await;
    assert_eq!((edited.status, &edited.body["text"]), (200, &json!("You can.")));
    assert_eq!(code(&ann.tagged(Method::PATCH, &message, "\"1\"", edit).await), (412, "stale"));
    let bob = Somebody::new(&world, &api, "Bob").await;
    bob.joins(&circle).await;
    let foreign = bob.tagged(Method::PATCH, &message, "\"2\"", json!({ "text": "No" })).await;
    assert_eq!(code(&foreign), (403, "forbidden"));
    assert_eq!(code(&bob.tagged(Method::DELETE, &message, "\"2\"", json!({})).await).0, 403);
    let removed = ann.tagged(Method::DELETE, &message, "\"2\"", json!({})).await;
    assert_eq!((&removed.body["state"], &removed.body["text"]), (&json!("removed"), &json!(null)));
    assert_eq!(bob.texts(&circle).await, [Value::Null], "its place stays");
    let left = "SELECT count(*) FROM message_version";
    assert_eq!(world.postgres.number(left).await, 0, "what it was before goes with it");
}

#[tokio::test(flavor = "multi_thread")]
async fn changes_are_numbered_without_gaps_and_unread_is_what_came_since() {
    let world = World::new().await.with("API__REQUESTS_PER_MIN", "0");
    let (api, other) = (world.api().await, world.api().await);
    let ann = Somebody::new(&world, &api, "Ann").await;
    let circle = ann.makes("public").await;
    let bob = Somebody::new(&world, &other, "Bob").await;
    bob.joins(&circle).await;
    let all = (0..20).map(async |n| {
        let who = if n % 2 == 0 { &ann } else { &bob };
        who.said(&circle, &format!("{n}")).await
    });
    futures::future::join_all(all).await;
    let read = ann.get(&format!("/circles/{circle}/messages")).await.body;
    let seqs: Vec<_> = read["items"].as_array().unwrap().iter().map(|it| &it["seq"]).collect();
    assert_eq!(seqs, (1..=20).map(|seq| json!(seq)).collect::<Vec<_>>().iter().collect::<Vec<_>>());
    assert_eq!((&read["head"], &read["n"]), (&json!(20), &json!(20)));
    let changes = bob.get(&format!("/circles/{circle}/changes?after=15")).await.body;
    let numbers: Vec<_> =
        changes["items"].as_array().unwrap().iter().map(|it| it["n"].as_i64().unwrap()).collect();
    assert_eq!(numbers, [16, 17, 18, 19, 20]);

    let cid = Somebody::new(&world, &api, "Cid").await;
    cid.joins(&circle).await;
    ann.said(&circle, "21").await;
    ann.said(&circle, "22").await;
    let unread =
        async || cid.get(&format!("/circles/{circle}")).await.body["you"]["unread"].clone();
    assert_eq!(unread().await, 2);
    let put = async |seq: i64| {
        let path = format!("/circles/{circle}/read");
        cid.ask(Method::PUT, &path, json!({ "seq": seq })).await.body["read"].clone()
    };
    assert_eq!(put(21).await, 21);
    assert_eq!(put(3).await, 21, "it never goes back");
    assert_eq!(unread().await, 1);
    assert_eq!(put(i64::MAX).await, 22, "nobody has read what was not said");
    cid.said(&circle, "23").await;
    assert_eq!(unread().await, 0, "one's own is read");
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_go_both_ways_and_around() {
    let world = World::new().await.with("API__REQUESTS_PER_MIN", "0");
    let api = world.api().await;
    let ann = Somebody::new(&world, &api, "Ann").await;
    let circle = ann.makes("private").await;
    for n in 1..=12 {
        ann.said(&circle, &n.to_string()).await;
    }
    let texts = async |query: &str| {
        let read = ann.get(&format!("/circles/{circle}/messages?{query}")).await.body;
        let items = read["items"].as_array().unwrap().clone();
        items.iter().map(|it| it["text"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(texts("limit=3").await, ["10", "11", "12"]);
    assert_eq!(texts("limit=3&before=10").await, ["7", "8", "9"]);
    assert_eq!(texts("limit=3&after=4").await, ["5", "6", "7"]);
    assert_eq!(texts("limit=4&around=6").await, ["4", "5", "6", "7"]);
    let both = ann.get(&format!("/circles/{circle}/messages?before=3&after=1")).await;
    assert_eq!(code(&both), (422, "invalid"));
    let many = ann.get(&format!("/circles/{circle}/messages?limit=51")).await;
    assert_eq!(code(&many), (422, "invalid"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reaction_is_one_a_person_and_comments_are_two_deep() {
    let world = World::new().await.with("API__REQUESTS_PER_MIN", "0");
    let api = world.api().await;
    let ann = Somebody::new(&world, &api, "Ann").await;
    let circle = ann.makes("public").await;
    let message = format!("/messages/{}", ann.said(&circle, "A hard week").await);
    let bob = Somebody::new(&world, &api, "Bob").await;
    let early =
        bob.ask(Method::PUT, &format!("{message}/reaction"), json!({ "kind": "love" })).await;
    assert_eq!(code(&early), (403, "forbidden"));
    bob.joins(&circle).await;
    let react = async |who: &Somebody, kind: &str| {
        who.ask(Method::PUT, &format!("{message}/reaction"), json!({ "kind": kind })).await.body
    };
    react(&bob, "love").await;
    react(&bob, "love").await;
    let (one, other) = tokio::join!(react(&ann, "pray"), react(&bob, "pray"));
    let newest = one["counts"]["pray"].as_i64().max(other["counts"]["pray"].as_i64());
    assert_eq!(newest, Some(2), "{one} {other}");
    let read = ann.get(&message).await.body;
    assert_eq!((&read["counts"]["love"], &read["counts"]["pray"]), (&json!(0), &json!(2)));
    let taken = bob.ask(Method::DELETE, &format!("{message}/reaction"), json!({})).await.body;
    assert_eq!((&taken["counts"]["pray"], &taken["reaction"]), (&json!(1), &json!(null)));

    let comments = format!("{message}/comments");
    let first = bob.post(&comments, json!({ "text": "With you" })).await;
    assert_eq!(first.status, 201, "{}", first.body);
    let answer = json!({ "text": "Thanks", "parent": first.body["id"] });
    let second = ann.post(&comments, answer).await;
    assert_eq!(second.body["parent"], first.body["id"], "{}", second.body);
    let third = json!({ "text": "More", "parent": second.body["id"] });
    assert_eq!(code(&bob.post(&comments, third).await), (422, "invalid"));
    assert_eq!(ann.get(&message).await.body["comments"], 2);
    let comment = format!("/comments/{}", first.body["id"].as_str().unwrap());
    assert_eq!(bob.tagged(Method::DELETE, &comment, "\"1\"", json!({})).await.status, 200);
    assert_eq!(ann.get(&message).await.body["comments"], 1);
    let listed = ann.get(&comments).await.body;
    assert_eq!(listed["items"][0]["state"], "removed", "{listed}");
}

#[tokio::test(flavor = "multi_thread")]
async fn limits_count_all_windows_and_the_circle_has_its_own() {
    let world = World::new().await;
    let api = world.api().await;
    let ann = Somebody::new(&world, &api, "Ann").await;
    let slow = json!({ "name": "Slow", "kind": "public", "slow_s": 60 });
    let circle = ann.makes_with(slow).await;
    let bob = Somebody::new(&world, &api, "Bob").await;
    bob.joins(&circle).await;
    bob.said(&circle, "one").await;
    let fast = bob.says(&circle, "two").await;
    assert_eq!(code(&fast), (429, "limited"));
    assert!(fast.body["detail"].as_str().unwrap().contains("60 seconds"), "{}", fast.body);
    for n in 0..10 {
        ann.said(&circle, &n.to_string()).await;
    }
    let more = ann.says(&circle, "more").await;
    assert_eq!(code(&more), (429, "limited"));
    assert!(more.body["detail"].as_str().unwrap().contains("10 messages a minute"));
    let third = [
        ann.post("/circles", json!({ "name": "B" })).await.status,
        ann.post("/circles", json!({ "name": "C" })).await.status,
    ];
    assert_eq!(third, [201, 429], "two circles in a day");
}

#[tokio::test(flavor = "multi_thread")]
async fn links_are_for_whoever_the_circle_trusts() {
    let world = World::new().await;
    let api = world.api().await;
    let ann = Somebody::new(&world, &api, "Ann").await;
    let circle = ann.makes("public").await;
    let bob = Somebody::new(&world, &api, "Bob").await;
    bob.joins(&circle).await;
    let link = "see https://example.com/";
    assert_eq!(code(&bob.says(&circle, link).await), (422, "links"));
    ann.said(&circle, link).await;
    let older = "UPDATE circle_member SET joined_at = now() - interval '8 days'";
    world.postgres.run(older).await;
    bob.said(&circle, link).await;
    let announce = json!({ "kind": "announcement", "text": "News" });
    let request = bob.program.ask(Method::POST, &format!("/api/v1/circles/{circle}/messages"));
    let announced = request.header("idempotency-key", "k").json(&announce);
    assert_eq!(code(&crate::harness::answered(announced).await), (403, "forbidden"));
}
