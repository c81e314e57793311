//! The door of devices: who is told where.

use downbeat_outside::push::sim::Browser;
use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    circle::Somebody,
    harness::{Process, World, pusher},
    standing::cast::cookie,
    streamer::code,
};

pub const PUSH: &str = "/me/push";

/// As a page of theirs would say it.
pub fn body(endpoint: &str, browser: &Browser) -> Value {
    let (p256dh, auth) = browser.keys();
    let key = pusher().public_key().to_owned();
    json!({ "endpoint": endpoint, "p256dh": p256dh, "auth": auth, "key": key, "name": "Firefox" })
}

pub async fn subscribes(who: &Somebody, endpoint: &str, browser: &Browser) {
    let done = who.ask(Method::PUT, PUSH, body(endpoint, browser)).await;
    assert_eq!(done.status, 200, "{}", done.body);
}

pub async fn devices(who: &Somebody) -> Vec<Value> {
    let read = who.get(PUSH).await;
    assert_eq!(read.status, 200, "{}", read.body);
    read.body["devices"].as_array().unwrap().clone()
}

/// A house that pushes, and calls nothing that is private.
async fn stage() -> (World, Process, Somebody) {
    let world = World::new().await.with_push_key();
    let api = world.api().await;
    let ann = Somebody::new(&world, &api, "Ann").await;
    (world, api, ann)
}

fn endpoint(device: &str) -> String {
    format!("https://push.example.org/a-secret/{device}")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_browser_is_one_device_and_an_endpoint_is_one_persons() {
    let (world, api, ann) = stage().await;
    let bob = Somebody::new(&world, &api, "Bob").await;
    let before = ann.get(PUSH).await.body;
    assert_eq!(before["key"], pusher().public_key());
    subscribes(&ann, &endpoint("one"), &Browser::new()).await;
    subscribes(&ann, &endpoint("one"), &Browser::new()).await;
    let first = devices(&ann).await;
    assert_eq!(first.len(), 1, "the same endpoint is the same device");
    assert_eq!(
        (&first[0]["service"], &first[0]["is_this"], &first[0]["is_old"]),
        (&json!("push.example.org"), &json!(true), &json!(false))
    );
    assert!(!first[0].to_string().contains("a-secret"), "{first:?}");
    // A browser that subscribes anew is no second device.
    subscribes(&ann, &endpoint("two"), &Browser::new()).await;
    assert_eq!(devices(&ann).await.len(), 1);
    // Whoever comes in there next is told, and nobody else.
    subscribes(&bob, &endpoint("two"), &Browser::new()).await;
    assert_eq!((devices(&ann).await.len(), devices(&bob).await.len()), (0, 1));

    let theirs = devices(&bob).await[0]["id"].as_str().unwrap().to_owned();
    let path = format!("{PUSH}/{theirs}");
    let refused = ann.ask(Method::DELETE, &path, json!({})).await;
    assert_eq!(code(&refused), (404, "not_found"));
    assert_eq!(bob.ask(Method::DELETE, &path, json!({})).await.status, 204);
    assert_eq!(code(&bob.ask(Method::DELETE, &path, json!({})).await), (404, "not_found"));
    assert!(devices(&bob).await.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_has_ten_devices_and_no_more() {
    let (world, api, ann) = stage().await;
    for n in 0..10 {
        let program = cookie(&world.postgres, ann.user).await.program(&api).await;
        let one = Somebody { user: ann.user, program };
        subscribes(&one, &endpoint(&n.to_string()), &Browser::new()).await;
    }
    let refused = ann.ask(Method::PUT, PUSH, body(&endpoint("more"), &Browser::new())).await;
    assert_eq!(code(&refused), (409, "full"));
    let all = devices(&ann).await;
    assert_eq!(all.len(), 10);
    let path = format!("{PUSH}/{}", all[0]["id"].as_str().unwrap());
    assert_eq!(ann.ask(Method::DELETE, &path, json!({})).await.status, 204);
    subscribes(&ann, &endpoint("more"), &Browser::new()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_device_is_refused_with_its_fields() {
    let (_world, _api, ann) = stage().await;
    let browser = Browser::new();
    let long = endpoint(&"x".repeat(1_024));
    for (member, wrong) in [
        ("endpoint", "http://push.example.org/x"),
        ("endpoint", "https://127.0.0.1/x"),
        ("endpoint", "https://ann:secret@push.example.org/x"),
        ("endpoint", "nonsense"),
        ("endpoint", long.as_str()),
        ("p256dh", "AAAA"),
        ("auth", "AAAA"),
        ("key", "AAAA"),
        ("name", " "),
        ("name", "a\nb"),
    ] {
        let mut given = body(&endpoint("one"), &browser);
        given[member] = json!(wrong);
        let refused = ann.ask(Method::PUT, PUSH, given).await;
        assert_eq!(code(&refused), (422, "invalid"), "{member} {wrong}");
        assert_eq!(refused.body["errors"][0]["field"], member);
    }
    let mut given = body(&endpoint("one"), &browser);
    given["name"] = json!("x".repeat(61));
    assert_eq!(code(&ann.ask(Method::PUT, PUSH, given).await), (422, "invalid"));
    assert!(devices(&ann).await.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_house_without_a_key_pushes_nothing_and_another_key_makes_devices_old() {
    let (world, api, ann) = stage().await;
    subscribes(&ann, &endpoint("one"), &Browser::new()).await;
    world.postgres.run("UPDATE push_subscription SET server_key = 'another'").await;
    assert_eq!(devices(&ann).await[0]["is_old"], true);
    let key = pusher().public_key().to_owned();
    assert_eq!(world.postgres.count_devices(&key).await.unwrap(), (1, 1));
    // Its page begins anew.
    subscribes(&ann, &endpoint("two"), &Browser::new()).await;
    assert_eq!(devices(&ann).await[0]["is_old"], false);
    assert_eq!(world.postgres.count_devices(&key).await.unwrap(), (1, 0));
    drop(api);

    let silent = World::new().await;
    let api = silent.api().await;
    let bob = Somebody::new(&silent, &api, "Bob").await;
    assert_eq!(bob.get(PUSH).await.body, json!({ "key": null, "devices": [] }));
    let refused = bob.ask(Method::PUT, PUSH, body(&endpoint("one"), &Browser::new())).await;
    assert_eq!(code(&refused), (409, "push_off"));
    let path = format!("{PUSH}/{}", Uuid::now_v7());
    assert_eq!(code(&bob.ask(Method::DELETE, &path, json!({})).await), (404, "not_found"));
}
