//! The doors of interfaces: what each refuses, and how it says so.

use downbeat_boot::clock;
use downbeat_twitch::{sim, webhook};
use reqwest::{Client, StatusCode};
use serde_json::Value;
use uuid::Uuid;

use crate::harness::{Process, SECRET, Screen, World, signed};

/// A webhook that is right but for what a test changes.
struct Attempt {
    secret: &'static str,
    age_ms: i64,
    body: Vec<u8>,
}

impl Attempt {
    fn right() -> Self {
        let body = sim::notification("4242", "ann", &Uuid::new_v4().to_string(), "yes");
        Self { secret: SECRET, age_ms: 0, body: body.into() }
    }

    async fn status(self, api: &Process) -> StatusCode {
        let timestamp = webhook::timestamp(clock::unix_ms() - self.age_ms);
        let id = Uuid::new_v4().to_string();
        let request = Client::new().post(format!("{}/webhooks/twitch", api.base));
        let request = signed(request, self.secret, &id, &timestamp, &self.body);
        request.body(self.body).send().await.unwrap().status()
    }
}

async fn webhooks(api: &Process, outcome: &str) -> u64 {
    let kind = "notification";
    api.counted(&format!("downbeat_webhooks_total{{type=\"{kind}\",outcome=\"{outcome}\"}}")).await
}

#[tokio::test(flavor = "multi_thread")]
async fn webhooks_are_refused_for_a_reason_that_is_counted() {
    let world = World::new().await;
    let api = world.api().await;
    let minute = 60_000;
    for (attempt, status, outcome) in [
        (Attempt::right(), 204, "accepted"),
        (Attempt { secret: "another secret", ..Attempt::right() }, 403, "bad_signature"),
        (Attempt { age_ms: 11 * minute, ..Attempt::right() }, 403, "stale"),
        (Attempt { age_ms: -2 * minute, ..Attempt::right() }, 403, "stale"),
        (Attempt { body: vec![b'x'; 65 * 1024], ..Attempt::right() }, 413, "too_large"),
        (Attempt { body: b"{".to_vec(), ..Attempt::right() }, 204, "unreadable"),
        (Attempt { body: b"{\"event\":7}".to_vec(), ..Attempt::right() }, 204, "unreadable"),
    ] {
        let before = webhooks(&api, outcome).await;
        assert_eq!(attempt.status(&api).await.as_u16(), status, "{outcome}");
        assert!(webhooks(&api, outcome).await > before, "{outcome} is not counted");
    }
    let bare = Client::new().post(format!("{}/webhooks/twitch", api.base)).send().await.unwrap();
    assert_eq!(bare.status(), StatusCode::FORBIDDEN);
    let problem: Value = bare.json().await.unwrap();
    assert_eq!(problem["code"], "missing_header");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_challenge_is_answered_with_itself() {
    let world = World::new().await;
    let api = world.api().await;
    let body = r#"{"challenge":"pogchamp-kappa-360noscope-vohiyo","subscription":{"id":"s1","type":"channel.chat.message","version":"1","status":"webhook_callback_verification_pending"}}"#;
    let timestamp = webhook::timestamp(clock::unix_ms());
    let answer = Client::new()
        .post(format!("{}/webhooks/twitch", api.base))
        .header("Twitch-Eventsub-Message-Id", "c1")
        .header("Twitch-Eventsub-Message-Timestamp", &timestamp)
        .header(
            "Twitch-Eventsub-Message-Signature",
            webhook::sign(SECRET, "c1", &timestamp, body.as_bytes()),
        )
        .header("Twitch-Eventsub-Message-Type", "webhook_callback_verification")
        .body(body)
        .send()
        .await
        .unwrap();
    assert_eq!(answer.status(), StatusCode::OK);
    assert!(answer.headers()["content-type"].to_str().unwrap().starts_with("text/plain"));
    assert_eq!(answer.text().await.unwrap(), "pogchamp-kappa-360noscope-vohiyo");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_socket_answers_what_it_is_told() {
    let world = World::new().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let mut screen = world.screen(&api).await;
    let hello = screen.hello.clone();
    assert_eq!((hello["kind"].as_str(), hello["role"].as_str()), (Some("meter"), Some("overlay")));
    assert_eq!(hello["session"], world.seeded.session_id.to_string());
    assert_eq!(hello["view"]["model"], "decay");

    screen.say(r#"{"type":"ping","t0":17.25}"#).await;
    let pong = screen.next().await;
    assert_eq!((pong["type"].as_str(), pong["t0"].as_f64()), (Some("pong"), Some(17.25)));
    assert!(pong["server_ms"].is_i64());

    screen.say(r#"{"type":"command","id":"c1","name":"reset","args":{}}"#).await;
    let reject = screen.next().await;
    assert_eq!((reject["id"].as_str(), reject["code"].as_str()), (Some("c1"), Some("forbidden")));

    screen.say(r#"{"type":"resume","rev":"0-9"}"#).await;
    assert_eq!(screen.next().await["type"], "hello");
    screen.say(&format!(r#"{{"type":"resume","rev":{}}}"#, hello["rev"])).await;
    screen.say(r#"{"type":"ping","t0":1}"#).await;
    assert_eq!(screen.next().await["type"], "pong", "what is current needs no hello");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_socket_forgives_two_malformed_messages_in_a_row() {
    let world = World::new().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let mut screen = world.screen(&api).await;
    for text in ["{", "7"] {
        screen.say(text).await;
        let reject = screen.next().await;
        assert_eq!(
            (reject["id"].clone(), reject["code"].as_str()),
            (Value::Null, Some("malformed"))
        );
    }
    screen.say(r#"{"type":"ping","t0":1}"#).await;
    assert_eq!(screen.next().await["type"], "pong");
    for text in ["", "[]", r#"{"type":"dance"}"#] {
        screen.say(text).await;
    }
    assert_eq!(screen.bye().await, (3003, 3003));

    let mut screen = world.screen(&api).await;
    screen.say(&"x".repeat(17 * 1024)).await;
    assert_eq!(screen.bye().await, (3003, 3003));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_that_opens_nothing_is_told_so_for_good() {
    let world = World::new().await.with("API__SOCKETS_MAX", "1");
    let (api, _worker) = (world.api().await, world.worker().await);
    for token in ["wrong", &"x".repeat(500)] {
        let mut screen = Screen::connect(&api.socket_url(token)).await;
        assert_eq!(screen.bye().await, (3500, 3500));
        while screen.heard().await.is_some() {}
    }
    let screen = world.screen(&api).await;
    let mut second = Screen::connect(&api.socket_url(&world.seeded.overlay_token)).await;
    assert_eq!(second.bye().await, (3004, 3004));
    drop(screen);
}

/// Whatever stands in the address: a page hears why, which it cannot from a status.
#[tokio::test(flavor = "multi_thread")]
async fn a_socket_is_upgraded_whatever_its_address_says() {
    let world = World::new().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let (session, id) = (api.session_url(world.seeded.session_id), world.seeded.session_id);
    let sessions = session.trim_end_matches(&id.to_string());
    let overlay = api.socket_url("");
    for url in [
        format!("{session}?link=a&link=b"),
        format!("{session}?link=%ED%A0%80"),
        format!("{session}?link=%"),
        format!("{session}?link"),
        format!("{session}?%ff=%ff&&=&link=a"),
        format!("{sessions}%ED%A0%80"),
        format!("{sessions}%ff?link=a"),
        format!("{sessions}nobody"),
        format!("{overlay}%ED%A0%80"),
        format!("{overlay}%00"),
        format!("{overlay}%2f%"),
    ] {
        let said = Screen::connect_raw(&url, &[]).await.bye().await;
        assert_eq!(said, (3500, 3500), "{url}");
    }
    let token = &world.seeded.overlay_token;
    let twice = format!("{session}?link={token}&x=%ff&link={token}");
    Screen::connect_raw(&twice, &[]).await.greeted().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deleted_session_ends_its_sockets() {
    let world = World::new().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let mut screen = world.screen(&api).await;
    let id = world.seeded.session_id;
    let tombstone = world.postgres.deleted(id).await.unwrap();
    let live = world.live.live().await;
    live.delete(id, u64::try_from(tombstone).unwrap()).await.unwrap();
    assert_eq!(screen.bye().await, (3501, 3501));
    // Its link is still in Redis; whoever comes with it is told the same.
    let mut again = Screen::connect(&api.socket_url(&world.seeded.overlay_token)).await;
    assert_eq!(again.bye().await, (3501, 3501));
}

#[tokio::test(flavor = "multi_thread")]
async fn every_answer_carries_its_headers_and_every_error_its_code() {
    let world = World::new().await;
    let (api, worker) = (world.api().await, world.worker().await);
    let missing = reqwest::get(format!("{}/nothing", api.base)).await.unwrap();
    assert_eq!(missing.status(), StatusCode::NOT_FOUND);
    assert_eq!(missing.headers()["content-type"], "application/problem+json");
    for header in ["content-security-policy", "x-content-type-options", "referrer-policy"] {
        assert!(missing.headers().contains_key(header), "{header}");
    }
    assert_eq!(missing.json::<Value>().await.unwrap()["code"], "not_found");
    let wrong = reqwest::get(format!("{}/webhooks/twitch", api.base)).await.unwrap();
    assert_eq!(wrong.status(), StatusCode::METHOD_NOT_ALLOWED);
    let plain = reqwest::get(api.socket_url("token").replacen("ws", "http", 1)).await.unwrap();
    assert_eq!(plain.status(), StatusCode::UPGRADE_REQUIRED);

    for base in [&api.base, &worker.base] {
        for path in ["livez", "readyz", "version"] {
            let answer = reqwest::get(format!("{base}/{path}")).await.unwrap();
            assert_eq!(answer.status(), StatusCode::OK, "{path}");
            let wrong = Client::new().post(format!("{base}/{path}")).send().await.unwrap();
            assert_eq!(wrong.status(), StatusCode::METHOD_NOT_ALLOWED, "{path}");
            assert_eq!(wrong.headers()["allow"], "GET, HEAD", "{path}");
        }
    }
    for process in [&api, &worker] {
        let page = reqwest::get(&process.metrics).await.unwrap().text().await.unwrap();
        for metric in downbeat_boot::metric::all() {
            assert!(page.contains(&format!("# TYPE {} ", metric.name)), "{}", metric.name);
        }
    }
}
