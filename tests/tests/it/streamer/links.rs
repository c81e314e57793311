//! Links and sockets: who may come in, and when they must go.

use downbeat_job::{Durable, ForgetLink, Queue};
use downbeat_store::Doer;
use serde_json::json;
use uuid::Uuid;

use super::{code, path};
use crate::harness::{Screen, World};

#[tokio::test(flavor = "multi_thread")]
async fn a_rotated_link_closes_its_sockets_and_opens_nothing() {
    let world = World::new().await;
    let (api, other) = (world.api().await, world.api().await);
    let _worker = world.worker().await;
    let (ann, id) = (world.program(&api), world.seeded.session_id);
    // The newest is the one that the world's screens use.
    let links = ann.get(&format!("{}/links", path(id))).await.body;
    let old = links["items"][0]["id"].as_str().unwrap();
    let (mut here, mut there) = (world.screen(&api).await, world.screen(&other).await);
    let rotated = ann.post(&format!("/api/v1/links/{old}/rotate"), json!({})).await;
    assert_eq!(rotated.status, 200);
    assert_eq!(here.bye().await, (3500, 3500));
    assert_eq!(there.bye().await, (3500, 3500));
    for api in [&api, &other] {
        let url = api.socket_url(&world.seeded.overlay_token);
        assert_eq!(Screen::connect(&url).await.bye().await, (3500, 3500));
    }
    let token = rotated.body["token"].as_str().unwrap();
    Screen::open(&api.socket_url(token)).await;
    assert_eq!(code(&ann.get(&format!("/api/v1/links/{old}")).await), (404, "not_found"));
    let new = rotated.body["id"].as_str().unwrap();
    let mut screen = Screen::open(&other.socket_url(token)).await;
    assert_eq!(ann.delete(&format!("/api/v1/links/{new}")).await.status, 204);
    assert_eq!(screen.bye().await, (3500, 3500));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_that_redis_was_not_told_of_is_forgotten_by_its_job() {
    let world = World::new().await;
    let api = world.api().await;
    let _worker = world.worker().await;
    let (ann, id) = (world.program(&api), world.seeded.session_id);
    let mut screen = world.screen(&api).await;
    let link = ann.get(&format!("{}/links", path(id))).await.body["items"][0]["id"].clone();
    let link: Uuid = link.as_str().unwrap().parse().unwrap();
    // What the API does when live Redis is away: the row and the job, no more.
    let transaction = world.postgres.begin().await.unwrap();
    transaction.revoke_link(link, &Doer::cli()).await.unwrap();
    let job = ForgetLink { link }.job().unwrap();
    let enqueued = transaction.enqueue(&[job]).await.unwrap();
    transaction.commit().await.unwrap();
    let queue: Queue = world.queue.queue().await;
    queue.announce(&enqueued).await;
    assert_eq!(screen.bye().await, (3500, 3500));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_socket_of_ones_own_takes_commands_and_a_links_its_role() {
    let world = World::new().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let (ann, id) = (world.program(&api), world.seeded.session_id);
    let headers = [("authorization", format!("Bearer {}", world.seeded.api_token))];
    let mut own = Screen::connect_with(&api.session_url(id), &headers).await.greeted().await;
    assert_eq!(own.hello["role"], "owner");
    own.say(r#"{"type":"command","id":"c1","name":"test_vote","args":{"side":"for"}}"#).await;
    let ack = own.answer("c1").await;
    assert_eq!((&ack["type"], &ack["rev"]), (&json!("ack"), &json!("1-1")));
    for (command, expected) in [
        (json!({ "id": "c2", "name": "fly" }), "unknown_command"),
        (json!({ "id": "c3", "name": "stop_round" }), "no_round"),
        (json!({ "id": "c4", "name": "test_vote", "args": { "side": "up" } }), "invalid"),
        (json!({ "id": "c5", "name": "reset", "rev": "1-0" }), "stale"),
        (json!({ "id": "c1", "name": "reset" }), "key_reused"),
    ] {
        let mut message = command.clone();
        message["type"] = "command".into();
        own.say(&message.to_string()).await;
        let reject = own.answer(command["id"].as_str().unwrap()).await;
        assert_eq!((&reject["type"], &reject["code"]), (&json!("reject"), &json!(expected)));
    }
    let viewer = ann.post(&format!("{}/links", path(id)), json!({ "role": "viewer" })).await.body;
    let by_link = format!("{}?link={}", api.session_url(id), viewer["token"].as_str().unwrap());
    let mut looks = Screen::open(&by_link).await;
    assert_eq!(looks.hello["role"], "viewer");
    looks.say(r#"{"type":"command","id":"v1","name":"reset","args":{}}"#).await;
    assert_eq!(looks.answer("v1").await["code"], "forbidden");
    let elsewhere =
        format!("{}?link={}", api.session_url(Uuid::new_v4()), viewer["token"].as_str().unwrap());
    assert_eq!(Screen::connect(&elsewhere).await.bye().await, (3500, 3500));
    let overlay = api.socket_url(viewer["token"].as_str().unwrap());
    assert_eq!(Screen::connect(&overlay).await.bye().await, (3500, 3500));
    assert_eq!(Screen::connect(&api.session_url(id)).await.bye().await, (3500, 3500));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_of_another_site_opens_no_socket() {
    let world = World::new().await.with("API__ORIGINS", "https://friend.example");
    let (api, _worker) = (world.api().await, world.worker().await);
    let url = api.socket_url(&world.seeded.overlay_token);
    let from = |origin: &str| vec![("origin", origin.to_owned())];
    for welcome in [api.base.as_str(), "https://friend.example"] {
        Screen::connect_with(&url, &from(welcome)).await.greeted().await;
    }
    for stranger in ["https://evil.example", "null", "http://127.0.0.1:1"] {
        let mut refused = Screen::connect_with(&url, &from(stranger)).await;
        assert_eq!(refused.bye().await, (3502, 3502), "{stranger}");
    }
}
