//! Codes: replaced, worded, and not found by trying.

use serde_json::json;

use super::{nobody, room};
use crate::{harness::World, streamer::code};

#[tokio::test(flavor = "multi_thread")]
async fn a_code_is_replaced_and_a_word_stands_for_it() {
    let world = World::new().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let (one, other) = (room(&world, &api, json!({})).await, room(&world, &api, json!({})).await);
    let kit = one.joined(&api, "Kit").await;
    let replace = format!("{}/code", one.path());
    assert_eq!(code(&kit.program.post(&replace, json!({})).await), (403, "forbidden"));
    let made = one.owner.post(&replace, json!({})).await;
    assert_eq!(made.status, 201, "{}", made.body);
    assert_eq!(code(&one.look(&nobody(&api)).await), (404, "not_found"));
    let fresh = made.body["code"].as_str().unwrap();
    assert_eq!(nobody(&api).get(&format!("/api/v1/rooms/{fresh}")).await.status, 200);
    assert_eq!(one.seen(&world).await["code"], fresh);

    let set = other.put(&other.owner, "slug", json!({ "slug": "Friday-Films" })).await;
    assert_eq!(set.status, 204, "{}", set.body);
    let found = nobody(&api).get("/api/v1/rooms/friday-films").await;
    assert_eq!(found.body["id"], other.id.to_string());
    let third = room(&world, &api, json!({})).await;
    let taken = third.put(&third.owner, "slug", json!({ "slug": "friday-films" })).await;
    assert_eq!(code(&taken), (409, "taken"));
    for wrong in ["ab", "a b c", "BCDFGHJK"] {
        let refused = third.put(&third.owner, "slug", json!({ "slug": wrong })).await;
        assert_eq!(code(&refused), (422, "invalid"), "{wrong}");
    }
    assert_eq!(other.put(&other.owner, "slug", json!({})).await.status, 204);
    assert_eq!(code(&nobody(&api).get("/api/v1/rooms/friday-films").await), (404, "not_found"));
}

#[tokio::test(flavor = "multi_thread")]
async fn codes_are_not_found_by_trying_and_joins_are_counted() {
    let world = World::new().await.with("ROOMS__UNKNOWN_CODES_PER_HOUR", "5");
    let world = world.with("ROOMS__JOINS_PER_MIN", "3").with("ROOMS__MADE_PER_HOUR", "2");
    let (api, _worker) = (world.api().await, world.worker().await);
    let made = room(&world, &api, json!({})).await;
    for _ in 0..3 {
        assert_eq!(made.ask(&nobody(&api), json!({})).await.status, 201);
    }
    let much = made.ask(&nobody(&api), json!({})).await;
    assert_eq!(code(&much), (429, "limited"));
    assert!(much.headers.contains_key("retry-after"));
    room(&world, &api, json!({})).await;
    let third = world.program(&api).post("/api/v1/rooms", json!({})).await;
    assert_eq!(code(&third), (429, "limited"));
    for letter in ["B", "C", "D", "F", "G"] {
        let guess = nobody(&api).get(&format!("/api/v1/rooms/{}", letter.repeat(8))).await;
        assert_eq!(code(&guess), (404, "not_found"));
    }
    assert_eq!(code(&made.look(&nobody(&api)).await), (429, "limited"), "for a while");
}
