//! Who sees what: fronts, messages, feeds, and what was said before a circle opened.

use reqwest::Method;
use serde_json::json;

use super::Somebody;
use crate::{
    harness::{Program, World},
    streamer::code,
};

#[tokio::test(flavor = "multi_thread")]
async fn a_private_circle_is_not_there_word_for_word() {
    let world = World::new().await;
    let api = world.api().await;
    let ann = Somebody::new(&world, &api, "Ann").await;
    let circle = ann.makes("private").await;
    let message = ann.said(&circle, "Between us").await;
    let comment = ann.post(&format!("/messages/{message}/comments"), json!({ "text": "so" })).await;
    let comment = comment.body["id"].as_str().unwrap().to_owned();
    let bob = Somebody::new(&world, &api, "Bob").await;
    let never = uuid::Uuid::now_v7().to_string();
    let nobody = Program::with(&api, Vec::new());
    for (there, nowhere) in [
        (format!("/circles/{circle}"), format!("/circles/{never}")),
        (format!("/circles/{circle}/messages"), format!("/circles/{never}/messages")),
        (format!("/circles/{circle}/changes?after=0"), format!("/circles/{never}/changes?after=0")),
        (format!("/messages/{message}"), format!("/messages/{never}")),
        (format!("/messages/{message}/comments"), format!("/messages/{never}/comments")),
        (format!("/comments/{comment}"), format!("/comments/{never}")),
    ] {
        let (one, other) = (bob.get(&there).await, bob.get(&nowhere).await);
        assert_eq!((one.status, &one.body), (404, &other.body), "{there}");
        let guest = nobody.get(&format!("/api/v1{there}")).await;
        assert_eq!((guest.status, &guest.body), (404, &other.body), "{there}, of nobody");
    }
    for path in [format!("/circles/{circle}/members"), format!("/circles/{circle}/queue")] {
        assert_eq!(code(&bob.get(&path).await), (404, "not_found"), "{path}");
    }
    let reaction = format!("/messages/{message}/reaction");
    let put = bob.ask(Method::PUT, &reaction, json!({ "kind": "like" })).await;
    assert_eq!(code(&put), (404, "not_found"));
    for feed in ["global", "home", "following", "favourites"] {
        let read = bob.get(&format!("/feeds/{feed}")).await;
        assert_eq!(read.body["items"], json!([]), "{feed}");
    }
    assert_eq!(bob.get("/circles").await.body["items"], json!([]));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_circle_that_opens_keeps_what_was_said_to_those_who_were_in_it() {
    let world = World::new().await.with("API__REQUESTS_PER_MIN", "0");
    let api = world.api().await;
    let ann = Somebody::new(&world, &api, "Ann").await;
    let circle = ann.makes("private").await;
    let before = ann.said(&circle, "Between us").await;
    let path = format!("/circles/{circle}");
    let open = json!({ "kind": "public" });
    assert_eq!(ann.ask(Method::PATCH, &path, open.clone()).await.status, 428);
    let opened = ann.tagged(Method::PATCH, &path, "\"1\"", open.clone()).await;
    assert_eq!((opened.status, opened.etag.as_deref()), (200, Some("\"2\"")), "{}", opened.body);
    assert_eq!(code(&ann.tagged(Method::PATCH, &path, "\"1\"", open).await), (412, "stale"));
    let after = ann.said(&circle, "To all").await;
    let bob = Somebody::new(&world, &api, "Bob").await;
    let nobody = Program::with(&api, Vec::new());
    bob.joins(&circle).await;
    assert_eq!(ann.texts(&circle).await, ["Between us", "To all"]);
    assert_eq!(bob.texts(&circle).await, ["To all"]);
    assert_eq!(bob.get(&format!("/messages/{before}")).await.status, 404);
    let read = nobody.get(&format!("/api/v1/messages/{after}")).await;
    assert_eq!((read.status, &read.body["text"]), (200, &json!("To all")));
    assert_eq!(nobody.get(&format!("/api/v1/messages/{before}")).await.status, 404);
    let changes = bob.get(&format!("/circles/{circle}/changes?after=0")).await.body;
    assert_eq!(changes["items"].as_array().unwrap().len(), 1, "{changes}");
    assert_eq!(changes["n"], 2);
    let old = bob.get(&format!("/circles/{circle}/changes?after=9")).await;
    assert_eq!(code(&old), (410, "too_far"));
    for (who, count) in [(&ann, 2), (&bob, 1)] {
        let home = who.get("/feeds/home").await.body;
        assert_eq!(home["items"].as_array().unwrap().len(), count, "{home}");
    }
    let global = nobody.get("/api/v1/feeds/global").await.body;
    assert_eq!(global["items"].as_array().unwrap().len(), 1, "{global}");
    assert_eq!(nobody.get("/api/v1/feeds/home").await.status, 401);
}

#[tokio::test(flavor = "multi_thread")]
async fn circles_are_found_by_what_they_are_about() {
    let world = World::new().await.with("API__REQUESTS_PER_MIN", "0");
    let api = world.api().await;
    let ann = Somebody::new(&world, &api, "Ann").await;
    let walks = json!({ "name": "Walks", "kind": "public", "category": "health",
        "tags": ["Sea", " sea "], "description": "By the water" });
    let walks = ann.makes_with(walks).await;
    let books = json!({ "name": "Books", "kind": "public", "category": "learning" });
    let books = ann.makes_with(books).await;
    ann.makes("invite_only").await;
    let nobody = Program::with(&api, Vec::new());
    let found = async |query: &str| {
        let found = nobody.get(&format!("/api/v1/circles{query}")).await.body;
        let items = found["items"].as_array().unwrap().clone();
        items.iter().map(|it| it["id"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(found("").await, [books.clone(), walks.clone()]);
    assert_eq!(found("?category=health").await, std::slice::from_ref(&walks));
    assert_eq!(found("?tag=SEA").await, std::slice::from_ref(&walks));
    assert_eq!(found("?q=WATER").await, std::slice::from_ref(&walks));
    ann.said(&walks, "A walk").await;
    assert_eq!(found("?limit=1").await, [walks]);
    let page = nobody.get("/api/v1/circles?limit=1").await.body;
    let next = page["next"].as_str().unwrap();
    assert_eq!(found(&format!("?limit=1&cursor={next}")).await, [books]);
    let own = ann.get("/circles").await.body;
    let items = own["items"].as_array().unwrap();
    assert!(items.iter().all(|it| it["you"]["role"] == "owner"), "each says what one is: {own}");
    assert_eq!(code(&nobody.get("/api/v1/circles?cursor=x").await), (422, "invalid"));
}

#[tokio::test(flavor = "multi_thread")]
async fn favourites_are_ones_own_and_pins_the_circles() {
    let world = World::new().await.with("API__REQUESTS_PER_MIN", "0");
    let api = world.api().await;
    let ann = Somebody::new(&world, &api, "Ann").await;
    let circle = ann.makes("public").await;
    let bob = Somebody::new(&world, &api, "Bob").await;
    bob.joins(&circle).await;
    let mut said = Vec::new();
    for n in 0..6 {
        said.push(ann.said(&circle, &n.to_string()).await);
    }
    let favourite = format!("/messages/{}/favourite", said[0]);
    assert_eq!(bob.ask(Method::PUT, &favourite, json!({})).await.status, 204);
    assert_eq!(bob.get("/feeds/favourites").await.body["items"][0]["id"], json!(said[0]));
    assert_eq!(ann.get("/feeds/favourites").await.body["items"], json!([]));
    assert_eq!(bob.ask(Method::DELETE, &favourite, json!({})).await.status, 204);
    assert_eq!(bob.get("/feeds/favourites").await.body["items"], json!([]));

    let pin = |id: &str| format!("/messages/{id}/pin");
    assert_eq!(code(&bob.ask(Method::PUT, &pin(&said[0]), json!({})).await), (403, "forbidden"));
    for id in &said[..5] {
        let pinned = ann.ask(Method::PUT, &pin(id), json!({})).await;
        assert_eq!((pinned.status, &pinned.body["pinned"]), (200, &json!(true)));
    }
    assert_eq!(code(&ann.ask(Method::PUT, &pin(&said[5]), json!({})).await), (409, "full"));
    let read = bob.get(&format!("/circles/{circle}/messages")).await.body;
    assert_eq!(read["pinned"].as_array().unwrap().len(), 5);
    ann.ask(Method::DELETE, &pin(&said[0]), json!({})).await;
    assert_eq!(ann.ask(Method::PUT, &pin(&said[5]), json!({})).await.status, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_frozen_circle_is_read_and_a_deleted_one_is_had_back() {
    let world = World::new().await.with("API__REQUESTS_PER_MIN", "0");
    let api = world.api().await;
    let ann = Somebody::new(&world, &api, "Ann").await;
    let circle = ann.makes("public").await;
    let bob = Somebody::new(&world, &api, "Bob").await;
    bob.joins(&circle).await;
    let path = format!("/circles/{circle}");
    let frozen = ann.tagged(Method::PATCH, &path, "*", json!({ "frozen": true })).await;
    assert_eq!(frozen.body["status"], "frozen", "{}", frozen.body);
    assert_eq!(code(&bob.says(&circle, "hello").await), (409, "frozen"));
    ann.said(&circle, "A rest").await;
    assert_eq!(code(&bob.tagged(Method::DELETE, &path, "*", json!({})).await), (403, "forbidden"));
    let closing = ann.tagged(Method::DELETE, &path, "*", json!({})).await;
    assert_eq!(closing.body["status"], "closing", "{}", closing.body);
    assert_eq!(code(&ann.says(&circle, "hello").await), (409, "closing"));
    assert_eq!(bob.texts(&circle).await, ["A rest"], "its members read it");
    let cid = Somebody::new(&world, &api, "Cid").await;
    assert_eq!(cid.get(&path).await.status, 404);
    assert_eq!(ann.post(&format!("{path}/restore"), json!({})).await.status, 200);
    assert_eq!(cid.get(&path).await.status, 200);
    ann.tagged(Method::DELETE, &path, "*", json!({})).await;
    world.postgres.run("UPDATE circle SET closing_at = now() - interval '1 second'").await;
    let keep = downbeat_store::Keep { done_jobs_days: 1, dead_jobs_days: 1, logins_days: 1 };
    while world.postgres.prune(keep).await.unwrap() > 0 {}
    assert_eq!(ann.get(&path).await.status, 404);
    for table in ["circle", "circle_member", "message", "circle_change"] {
        let left = format!("SELECT count(*) FROM {table}");
        assert_eq!(world.postgres.number(&left).await, 0, "{table}");
    }
}
