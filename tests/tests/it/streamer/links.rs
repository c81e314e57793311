//! Links and sockets: who may come in, and when they must go.

use downbeat_job::{Durable, ForgetLink, Queue};
use downbeat_store::Doer;
use futures::future::join_all;
use serde_json::json;
use uuid::Uuid;

use super::{code, path};
use crate::harness::{Screen, World, until};

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
    assert_eq!(rotated.body["id"], *old);
    let copied = ann.get(&format!("/api/v1/links/{old}")).await.body;
    assert_eq!(copied["token"], token);
    let mut screen = Screen::open(&other.socket_url(token)).await;
    // The job tells it once more, and means the old address only.
    until("the job has told it", async || {
        let told = "SELECT count(*) FROM job WHERE name = 'forget_link' AND state = 'done'";
        (world.postgres.number(told).await == 1).then_some(())
    })
    .await;
    screen.say(r#"{"type":"ping","t0":1}"#).await;
    assert_eq!(screen.answer_to("pong").await["t0"], 1);
    assert_eq!(ann.delete(&format!("/api/v1/links/{old}")).await.status, 204);
    assert_eq!(screen.bye().await, (3500, 3500));
    assert_eq!(code(&ann.get(&format!("/api/v1/links/{old}")).await), (404, "not_found"));
    assert_eq!(ann.delete(&format!("/api/v1/links/{old}")).await.status, 404);
}

/// Ids of commands are whose they are, over sockets, HTTP and addresses.
#[tokio::test(flavor = "multi_thread")]
async fn whoever_holds_a_link_stays_who_they_are_when_its_address_is_replaced() {
    let world = World::new().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let (ann, id) = (world.program(&api), world.seeded.session_id);
    let _overlay = world.screen(&api).await;
    let made = ann.post(&format!("{}/links", path(id)), json!({ "role": "moderator" })).await.body;
    let open = async |token: &serde_json::Value| {
        let url = format!("{}?link={}", api.session_url(id), token.as_str().unwrap());
        Screen::connect(&url).await.greeted().await
    };
    let vote = r#"{"type":"command","id":"1","name":"test_vote","args":{"side":"for"}}"#;
    let (mut one, mut two) = (open(&made["token"]).await, open(&made["token"]).await);
    one.say(vote).await;
    let first = one.answer("1").await;
    assert_eq!((&first["type"], first.get("repeated")), (&json!("ack"), None));
    two.say(vote).await;
    let again = two.answer("1").await;
    assert_eq!((&again["rev"], &again["repeated"]), (&first["rev"], &json!(true)));
    let rotate = format!("/api/v1/links/{}/rotate", made["id"].as_str().unwrap());
    let rotated = ann.post(&rotate, json!({})).await.body;
    assert_eq!(one.bye().await, (3500, 3500));
    let mut three = open(&rotated["token"]).await;
    three.say(vote).await;
    let again = three.answer("1").await;
    assert_eq!((&again["rev"], &again["repeated"]), (&first["rev"], &json!(true)));
    // To somebody else it is another command.
    let other = ann.post(&format!("{}/links", path(id)), json!({ "role": "moderator" })).await.body;
    let mut other = open(&other["token"]).await;
    other.say(vote).await;
    let new = other.answer("1").await;
    assert_eq!((&new["type"], new.get("repeated")), (&json!("ack"), None));
    assert_ne!(new["rev"], first["rev"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_has_a_hundred_links_and_never_more() {
    let world = World::new().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let (ann, id) = (world.program(&api), world.seeded.session_id);
    let place = format!("{}/links", path(id));
    let one_more = async || ann.post(&place, json!({ "role": "viewer" })).await;
    let before = ann.get(&place).await.body["items"].as_array().unwrap().len();
    for _ in before..95 {
        assert_eq!(one_more().await.status, 201);
    }
    let at_once = join_all((0..20).map(|_| one_more())).await;
    let made = at_once.iter().filter(|answer| answer.status == 201).count();
    let refused = at_once.iter().filter(|answer| code(answer) == (409, "too_many")).count();
    assert_eq!((made, refused), (5, 15));
    for limit in [7, 50, 100] {
        let (mut seen, mut next) = (Vec::new(), String::new());
        loop {
            let page = ann.get(&format!("{place}?limit={limit}{next}")).await.body;
            let items = page["items"].as_array().unwrap();
            seen.extend(items.iter().map(|link| link["id"].as_str().unwrap().to_owned()));
            let Some(cursor) = page["next"].as_str() else { break };
            next = format!("&cursor={cursor}");
        }
        assert!(seen.is_sorted_by(|one, next| one > next), "newest first, each once");
        assert_eq!(seen.len(), 100);
    }
    let links = ann.get(&format!("{place}?limit=1")).await.body;
    let one = links["items"][0]["id"].as_str().unwrap();
    assert_eq!(ann.delete(&format!("/api/v1/links/{one}")).await.status, 204);
    assert_eq!(one_more().await.status, 201);
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
    let job = ForgetLink::ended(link).job().unwrap();
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
    // A name that was made to lead here says so of itself.
    let rebound = [("origin", "http://evil.example"), ("host", "evil.example")];
    let rebound = rebound.map(|(name, value)| (name, value.to_owned()));
    assert_eq!(Screen::connect_with(&url, &rebound).await.bye().await, (3502, 3502));

    let world = World::new().await.with("API__PUBLIC_URL", "https://downbeat.example");
    let (api, _worker) = (world.api().await, world.worker().await);
    let url = api.socket_url(&world.seeded.overlay_token);
    Screen::connect_with(&url, &from("https://downbeat.example")).await.greeted().await;
    for stranger in [api.base.as_str(), "http://downbeat.example", "https://downbeat.example:1"] {
        let mut refused = Screen::connect_with(&url, &from(stranger)).await;
        assert_eq!(refused.bye().await, (3502, 3502), "{stranger}");
    }
}
