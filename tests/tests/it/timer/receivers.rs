//! Receivers of webhooks that want no more, want it later, lead elsewhere or are
//! silent.

use reqwest::{
    Method, StatusCode,
    header::{LOCATION, RETRY_AFTER},
};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{does, make, two};
use crate::harness::{Process, Program, Receiver, Tarpit, World, answered, until};

/// A world whose receivers are on this machine.
async fn world() -> (World, Process, Process, Program) {
    let world = World::new().await.with("WEBHOOKS__ALLOW_PRIVATE", "true");
    let (api, worker) = (world.api().await, world.worker().await);
    let ann = world.program(&api);
    (world, api, worker, ann)
}

/// A timer that tells a receiver when it ends.
async fn told_to(ann: &Program, url: &str) -> Uuid {
    let id = make(ann, &two(600_000)).await;
    set(ann, id, url).await;
    id
}

async fn set(ann: &Program, id: Uuid, url: &str) {
    let set = ann.ask(Method::PUT, &place(id)).json(&json!({ "url": url }));
    assert_eq!(answered(set).await.status, 200);
}

fn place(id: Uuid) -> String {
    format!("/api/v1/sessions/{id}/webhook")
}

async fn ends(ann: &Program, id: Uuid) {
    does(ann, id, "start", json!({})).await;
    does(ann, id, "complete", json!({})).await;
}

/// The webhook once it is so.
async fn once(ann: &Program, id: Uuid, is: impl Fn(&Value) -> bool) -> Value {
    until("the webhook is told of it", async || {
        let told = ann.get(&place(id)).await.body;
        is(&told).then_some(told)
    })
    .await
}

async fn deliveries(world: &World, which: &str) -> i64 {
    let count = format!("SELECT count(*) FROM job WHERE name = 'deliver_webhook' AND {which}");
    world.postgres.number(&count).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_receiver_that_is_gone_is_sent_nothing_more_until_its_owner_says_so() {
    let (world, _api, _worker, ann) = world().await;
    let mut receiver = Receiver::start().await;
    let mut config = two(1_000);
    config["on_end"] = json!({ "kind": "auto_action", "action": "ring" });
    let id = make(&ann, &config).await;
    set(&ann, id, &receiver.url).await;
    receiver.answer(&[StatusCode::GONE]);
    does(&ann, id, "start", json!({})).await;
    receiver.next().await;
    let stopped = once(&ann, id, |told| told["stopped_ms"].is_i64()).await;
    assert!(stopped["problem"].as_str().unwrap().contains("410"), "{stopped}");
    // Neither what was on its way nor what happens next is sent.
    until("what was on its way is done with", async || {
        (deliveries(&world, "state <> 'done'").await == 0).then_some(())
    })
    .await;
    let sent = deliveries(&world, "true").await;
    does(&ann, id, "complete", json!({})).await;
    until("the end is on record", async || {
        let events = world.postgres.events(id, None, 100).await.unwrap();
        events.iter().any(|event| event.name == "ended").then_some(())
    })
    .await;
    assert_eq!(deliveries(&world, "true").await, sent);
    let noted = format!(
        "SELECT count(*) FROM audit_log WHERE action = 'webhook.stop' AND target_id = '{id}'
             AND actor = 'system' AND details->>'host' LIKE '127.0.0.1:%'"
    );
    assert_eq!(world.postgres.number(&noted).await, 1);
    assert!(!receiver.has_more(), "it was called again");

    let other = told_to(&ann, &receiver.url).await;
    ends(&ann, other).await;
    assert_eq!(receiver.next().await.body["data"]["session"], other.to_string());
    set(&ann, id, &receiver.url).await;
    let anew = ann.get(&place(id)).await.body;
    assert_eq!((&anew["stopped_ms"], &anew["problem"]), (&Value::Null, &Value::Null));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_receiver_that_says_when_to_come_back_is_left_alone_until_then() {
    let (world, _api, _worker, ann) = world().await;
    let mut receiver = Receiver::start().await;
    for (status, told, hours) in [
        (StatusCode::TOO_MANY_REQUESTS, "7200", 2),
        (StatusCode::SERVICE_UNAVAILABLE, "999999999", 12),
    ] {
        let id = told_to(&ann, &receiver.url).await;
        receiver.answer_with(status, (RETRY_AFTER, told));
        ends(&ann, id).await;
        receiver.next().await;
        let its = format!("payload->>'session' = '{id}'");
        let waits = format!(
            "{its} AND state = 'retrying' AND attempt = 1 AND run_at BETWEEN
                 now() + interval '{hours} hours - 1 minute' AND now() + interval '{hours} hours'"
        );
        until("it waits as it was told", async || {
            (deliveries(&world, &waits).await == 1).then_some(())
        })
        .await;
        let told = once(&ann, id, |told| told["problem"].is_string()).await;
        assert!(told["problem"].as_str().unwrap().contains(status.as_str()), "{told}");
    }
    assert!(!receiver.has_more());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_receiver_that_leads_elsewhere_is_not_followed() {
    let (_world, _api, _worker, ann) = world().await;
    let (mut receiver, mut elsewhere) = (Receiver::start().await, Receiver::start().await);
    let id = told_to(&ann, &receiver.url).await;
    for status in [StatusCode::FOUND, StatusCode::TEMPORARY_REDIRECT] {
        receiver.answer_with(status, (LOCATION, &elsewhere.url));
    }
    ends(&ann, id).await;
    let first = receiver.next().await;
    let told = once(&ann, id, |told| told["problem"].is_string()).await;
    assert!(told["problem"].as_str().unwrap().contains("302"), "{told}");
    assert_eq!(receiver.next().await.text, first.text, "it is tried again");
    assert!(!elsewhere.has_more(), "it was followed");
}

/// It would look names up by itself, and reach what we may not.
#[tokio::test(flavor = "multi_thread")]
async fn a_proxy_of_the_environment_is_not_asked() {
    let world = World::new().await.with("WEBHOOKS__ALLOW_PRIVATE", "true");
    let (proxy, mut receiver) = (Tarpit::start().await, Receiver::start().await);
    let address = proxy.url.replace("/hook", "");
    let mut settings = world.settings();
    let names = ["HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy", "ALL_PROXY"];
    settings.extend(names.map(|name| (name.to_owned(), address.clone())));
    let api = world.api().await;
    let _worker = Process::start("downbeat-worker", "DOWNBEAT__WORKER__BIND", &settings).await;
    let ann = world.program(&api);
    let id = told_to(&ann, &receiver.url).await;
    ends(&ann, id).await;
    assert_eq!(receiver.next().await.body["data"]["session"], id.to_string());
    assert_eq!(proxy.calls(), 0);
}

/// More deliveries to a receiver that never answers than a worker has slots.
#[tokio::test(flavor = "multi_thread")]
async fn a_receiver_that_is_silent_takes_no_slots_from_others() {
    let (world, _api, _worker, ann) = world().await;
    let (tarpit, mut receiver) = (Tarpit::start().await, Receiver::start().await);
    for _ in 0..20 {
        let id = told_to(&ann, &tarpit.url).await;
        ends(&ann, id).await;
    }
    let waits = "SELECT count(DISTINCT job_id) FROM job_attempt WHERE name = 'deliver_webhook'
        AND outcome = 'waiting' AND error LIKE '%turn%'";
    until("two of a person are called, and the others wait for their turn", async || {
        (tarpit.calls() == 2 && world.postgres.number(waits).await == 18).then_some(())
    })
    .await;
    let other = told_to(&ann, &receiver.url).await;
    ends(&ann, other).await;
    assert_eq!(receiver.next().await.body["data"]["session"], other.to_string());
    assert!(tarpit.calls() <= 4, "{} of 16 slots were taken", tarpit.calls());
}

/// It may be a secret: only whoever set it is shown it.
#[tokio::test(flavor = "multi_thread")]
async fn the_address_of_a_webhook_is_told_nobody() {
    let world = World::new().await.with("WEBHOOKS__ALLOW_PRIVATE", "true");
    let world = world.with("LOG__LEVEL", "debug");
    let (api, worker) = (world.api().await, world.worker().await);
    let ann = world.program(&api);
    let receiver = Receiver::start().await;
    let secret = "a-secret-of-the-address";
    // One that answers no, and two that cannot be reached.
    let refusing = format!("{}?token={secret}", receiver.url);
    receiver.answer(&[StatusCode::FORBIDDEN; 3]);
    let closed = format!("http://127.0.0.1:1/{secret}");
    let nowhere = format!("https://127.0.0.1:1/{secret}");
    let mut ids = Vec::new();
    for url in [&refusing, &closed, &nowhere] {
        let id = told_to(&ann, url).await;
        ends(&ann, id).await;
        once(&ann, id, |told| told["problem"].is_string()).await;
        ids.push(id);
    }
    let dead = "UPDATE job SET state = 'dead', ended_at = now() WHERE name = 'deliver_webhook'
        AND state = 'retrying'";
    world.postgres.run(dead).await;
    for id in &ids {
        assert_eq!(answered(ann.ask(Method::DELETE, &place(*id))).await.status, 204);
    }
    for process in [&api, &worker] {
        assert!(!process.log().contains(secret), "{} tells it", process.name);
    }
    let tables = "job job_attempt audit_log webhook session_event";
    for table in tables.split(' ') {
        let held =
            format!("SELECT count(*) FROM {table} AS t WHERE position('{secret}' IN t::text) > 0");
        assert_eq!(world.postgres.number(&held).await, 0, "{table} holds it");
    }
    let hosts = "SELECT count(*) FROM audit_log WHERE action LIKE 'webhook.%'
        AND details->>'host' LIKE '127.0.0.1:%'";
    assert_eq!(world.postgres.number(hosts).await, 6);
}
