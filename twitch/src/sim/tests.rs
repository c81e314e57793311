//! The simulated Twitch against a webhook that reads with the real one's code.

use std::{
    sync::{Arc, Mutex, atomic::AtomicBool},
    time::Duration,
};

use downbeat_boot::{clock, task};
use poem::{
    Body, EndpointExt, IntoResponse, Request, Response, Route, Server, handler,
    http::StatusCode,
    listener::{Acceptor, Listener, TcpListener},
    post,
    test::TestClient,
    web::Data,
};
use serde_json::json;

use super::{
    control::{self, Application, Stage},
    gate::Gate,
    message::Message,
    sender::{Address, Sender},
    tally::Stats,
    world::{Conduit, ENABLED, Shard, Subscription, World, new_id},
};
use crate::{
    client::CHAT,
    webhook::{self, Delivery, Event, Headers, Refusal, Secrets},
};

const SECRET: &str = "a secret of ten or more";
const AT_ONCE: &[Duration] = &[Duration::ZERO; 3];

/// A webhook that fails as often as it is told to, and keeps what it reads.
#[derive(Default)]
struct Webhook {
    failures_left: Mutex<u32>,
    read: Mutex<Vec<(Result<Delivery, Refusal>, u32)>>,
}

#[handler]
async fn hook(request: &Request, body: Body, Data(webhook): Data<&Arc<Webhook>>) -> Response {
    let body = body.into_bytes().await.unwrap();
    let header = |name: &str| request.header(format!("Twitch-Eventsub-Message-{name}"));
    let headers = Headers {
        id: header("Id"),
        timestamp: header("Timestamp"),
        signature: header("Signature"),
        kind: header("Type"),
    };
    let retry = header("Retry").and_then(|retry| retry.parse().ok()).unwrap_or_default();
    let opened = webhook::open(&Secrets::new([SECRET]), &headers, &body, clock::unix_ms());
    webhook.read.lock().unwrap().push((opened.clone(), retry));
    let mut failures = webhook.failures_left.lock().unwrap();
    if *failures > 0 {
        *failures -= 1;
        return StatusCode::SERVICE_UNAVAILABLE.into();
    }
    match opened.map(|delivery| delivery.event) {
        Ok(Event::Challenge(text)) => Response::builder().content_type("text/plain").body(text),
        Ok(_) => StatusCode::NO_CONTENT.into_response(),
        Err(refusal) => refusal.to_string().with_status(StatusCode::FORBIDDEN).into_response(),
    }
}

/// A conduit with one shard, and a subscription to a channel's chat, as if
/// somebody had asked for them.
fn with_chat(broadcaster: &str, bot: &str, address: Address) -> World {
    let mut world = World::default();
    let conduit = new_id();
    let shard = Shard { id: "0".into(), status: ENABLED.into(), address: Some(address) };
    let (id, left_over) = (conduit.clone(), Vec::new());
    world.conduits.push(Conduit { id, shards: vec![shard], left_over });
    let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    let condition = [pair("broadcaster_user_id", broadcaster), pair("user_id", bot)].into();
    world.subscriptions.push(Subscription {
        id: new_id(),
        kind: CHAT.into(),
        version: "1".into(),
        condition,
        conduit,
        status: ENABLED.into(),
        created_at: String::new(),
    });
    world
}

/// A Twitch whose webhook fails `failures` times.
async fn stage(failures: u32) -> (Arc<Stage>, Arc<Webhook>, Address) {
    let webhook = Arc::new(Webhook { failures_left: Mutex::new(failures), ..Webhook::default() });
    let acceptor = TcpListener::bind("127.0.0.1:0").into_acceptor().await.unwrap();
    let address = acceptor.local_addr()[0].as_socket_addr().copied().unwrap();
    let app = Route::new().at("/hook", post(hook)).data(Arc::clone(&webhook));
    task::spawn("webhook", Server::new_with_acceptor(acceptor).run(app));
    let address = Address::new(&format!("http://{address}/hook"), SECRET);
    let stage = Stage {
        sender: Sender::new(AT_ONCE).unwrap(),
        world: with_chat("11", "12", address.clone()).into(),
        gate: Gate::default(),
        application: Application { id: "us".into(), secret: "our secret".into() },
        calls_a_minute: 800,
        broadcaster: "11".into(),
        bot: "12".into(),
        extension: None,
        chat_is_on: AtomicBool::new(false),
    };
    (Arc::new(stage), webhook, address)
}

#[tokio::test]
async fn the_challenge_must_come_back_as_it_was() {
    let (stage, _, address) = stage(1).await;
    let message = Message::challenge("abc", "us");
    assert!(stage.sender.challenge(&address, "abc", &message).await.is_err(), "it is not up yet");
    stage.sender.challenge(&address, "abc", &message).await.unwrap();
    assert!(stage.sender.challenge(&address, "another", &message).await.is_err());
}

#[tokio::test]
async fn a_message_is_tried_until_it_is_taken_and_stays_the_same() {
    let (stage, webhook, address) = stage(3).await;
    let message = stage.message("11", "22", "m1".into(), "yes");
    assert_eq!(stage.sender.deliver(&address, &message).await, Some(StatusCode::NO_CONTENT));
    stage.sender.repeat(&address, &message).await;
    let expected = Stats {
        sent: 5,
        answered: [(204, 2), (503, 3)].into(),
        delivered: 1,
        retried: 3,
        duplicates: 1,
        ..Stats::default()
    };
    assert_eq!(stage.sender.stats(), expected);
    let read = webhook.read.lock().unwrap();
    assert!(read.iter().all(|(opened, _)| opened.as_ref().is_ok_and(|d| d.id == "m1")));
    let retries: Vec<_> = read.iter().map(|(_, retry)| *retry).collect();
    assert_eq!(retries, [0, 1, 2, 3, 0]);
}

#[tokio::test]
async fn a_webhook_that_never_takes_it_is_given_up() {
    let (stage, _, address) = stage(u32::MAX).await;
    let message = stage.message("11", "22", "m1".into(), "yes");
    assert_eq!(
        stage.sender.deliver(&address, &message).await,
        Some(StatusCode::SERVICE_UNAVAILABLE)
    );
    let Stats { delivered, given_up, retried, .. } = stage.sender.stats();
    assert_eq!((delivered, given_up, retried), (0, 1, 3));
}

#[tokio::test]
async fn what_a_person_says_is_read_as_chat() {
    let (stage, webhook, _) = stage(0).await;
    let control = TestClient::new(control::routes(Arc::clone(&stage)));
    let say = json!({ "text": "yes", "chatter_id": "22", "message_id": "m1" });
    control.post("/say").body_json(&say).send().await.assert_status(StatusCode::NO_CONTENT);
    let elsewhere = json!({ "text": "yes", "broadcaster_id": "13" });
    let answer = control.post("/say").body_json(&elsewhere).send().await;
    answer.assert_status(StatusCode::NOT_FOUND);
    let strange = json!({ "text": "yes", "message_id": "a\"b" });
    let answer = control.post("/say").body_json(&strange).send().await;
    answer.assert_status(StatusCode::UNPROCESSABLE_ENTITY);
    let read = webhook.read.lock().unwrap();
    let [(Ok(Delivery { event: Event::Chat(message), .. }), 0)] = read.as_slice() else {
        panic!("{read:?}")
    };
    assert_eq!((&*message.broadcaster_id, &*message.chatter_id), ("11", "22"));
    assert_eq!((&*message.message_id, &*message.text), ("m1", "yes"));
}

#[tokio::test]
async fn a_raw_request_is_as_wrong_as_it_was_made() {
    let (stage, _, _) = stage(0).await;
    let control = TestClient::new(control::routes(stage));
    let kind = ("Twitch-Eventsub-Message-Type", "notification");
    let old = ("Twitch-Eventsub-Message-Timestamp", "2020-01-02T03:04:05Z");
    for (headers, sign, status) in [
        (vec![kind], true, StatusCode::NO_CONTENT),
        (vec![kind], false, StatusCode::FORBIDDEN),
        (vec![kind, old], true, StatusCode::FORBIDDEN),
        (vec![], true, StatusCode::FORBIDDEN),
        (vec![("a header", "x")], false, StatusCode::UNPROCESSABLE_ENTITY),
    ] {
        let headers: serde_json::Map<_, _> =
            headers.iter().map(|(name, value)| ((*name).to_owned(), json!(value))).collect();
        let raw = json!({ "headers": headers, "body": "{", "sign": sign });
        control.post("/raw").body_json(&raw).send().await.assert_status(status);
    }
    let stats = control.get("/stats").send().await;
    stats.assert_status_is_ok();
    let stats = stats.json().await;
    stats.value().object().get("answered").object().get("403").assert_i64(3);
}

#[tokio::test]
async fn chat_is_turned_on_and_off() {
    let (stage, _, _) = stage(0).await;
    let control = TestClient::new(control::routes(Arc::clone(&stage)));
    for on in [true, false] {
        let answer = control.post("/chat").body_json(&json!({ "on": on })).send().await;
        answer.assert_status(StatusCode::NO_CONTENT);
        assert_eq!(stage.chat_is_on.load(std::sync::atomic::Ordering::Relaxed), on);
    }
    control.get("/livez").send().await.assert_status_is_ok();
}
