//! What every door tells browsers, and what no door does.

use std::collections::{BTreeMap, BTreeSet};

use downbeat_boot::clock;
use futures::future::join_all;
use reqwest::{Client, Method, Response, StatusCode};
use serde_json::Value;
use uuid::Uuid;

use crate::harness::{Message, World};

/// A policy, as browsers read it: what each of its directives allows.
fn policy(answer: &Response) -> BTreeMap<String, Vec<String>> {
    let lines: Vec<_> = answer.headers().get_all("content-security-policy").iter().collect();
    assert_eq!(lines.len(), 1, "another one could only forbid more");
    let directives = lines[0].to_str().unwrap().split(';');
    let mut policy = BTreeMap::new();
    for directive in directives {
        let mut words = directive.split_whitespace().map(str::to_owned);
        let before = policy.insert(words.next().unwrap(), words.collect());
        assert!(before.is_none(), "{directive} is said twice, and the second is not read");
    }
    policy
}

/// Scripts, styles, frames and sockets are our own or none.
#[tokio::test(flavor = "multi_thread")]
async fn pages_run_nothing_of_others_and_nothing_inline() {
    let world = World::new().await.with("API__PUBLIC_URL", "https://downbeat.example");
    let world = world.with("API__ORIGINS", "https://friend.example:8443");
    let api = world.api().await;
    let doors = ["/", "/dashboard", "/admin", "/api/docs", "/join/x", "/overlay/x", "/meter/x"];
    let others = ["/livez", "/nothing", "/api/v1/me", "/api/openapi.json", "/auth/twitch"];
    for place in doors.into_iter().chain(others) {
        let answer = reqwest::get(format!("{}{place}", api.base)).await.unwrap();
        // OBS puts its *Custom CSS* into overlays.
        let styles: &[&str] =
            if place == "/overlay/x" { &["'self'", "'unsafe-inline'"] } else { &["'self'"] };
        let sockets = ["'self'", "wss://downbeat.example", "wss://friend.example:8443"];
        let expected: [(&str, &[&str]); 8] = [
            ("base-uri", &["'none'"]),
            ("connect-src", &sockets),
            ("default-src", &["'self'"]),
            ("form-action", &["'self'"]),
            ("frame-ancestors", &["'self'"]),
            ("img-src", &["'self'", "data:"]),
            ("object-src", &["'none'"]),
            ("style-src", styles),
        ];
        let expected = expected.map(|(name, allows)| -> (String, Vec<String>) {
            (name.to_owned(), allows.iter().map(|&one| one.to_owned()).collect())
        });
        assert_eq!(policy(&answer), BTreeMap::from(expected), "{place}");
        let header = |name: &str| answer.headers()[name].to_str().unwrap();
        assert_eq!(header("x-content-type-options"), "nosniff");
        assert_eq!(header("referrer-policy"), "no-referrer");
        assert_eq!(header("cross-origin-opener-policy"), "same-origin");
        assert_eq!(header("strict-transport-security"), "max-age=31536000");
        for never in ["camera=()", "geolocation=()", "microphone=()", "payment=()", "usb=()"] {
            assert!(header("permissions-policy").split(", ").any(|one| one == never), "{never}");
        }
    }
    // Where the settings say http, a browser must not be kept from coming so.
    let world = World::new().await;
    let api = world.api().await;
    let answer = reqwest::get(&api.base).await.unwrap();
    assert_eq!(policy(&answer)["connect-src"], ["'self'", "ws://localhost:8080"]);
    assert!(!answer.headers().contains_key("strict-transport-security"));
}

/// What others host is played there, in players of theirs, and nothing of theirs runs.
#[tokio::test(flavor = "multi_thread")]
async fn a_rooms_page_alone_plays_what_others_host() {
    let world = World::new().await.with("API__PUBLIC_URL", "https://downbeat.example");
    let api = world.api().await;
    let answer = reqwest::get(format!("{}/room/BCDFGHJK", api.base)).await.unwrap();
    let allowed = policy(&answer);
    assert_eq!(allowed["media-src"], ["'self'", "https:", "blob:"]);
    assert_eq!(allowed["connect-src"], ["'self'", "https:", "wss://downbeat.example"]);
    assert_eq!(allowed["frame-src"], ["https://www.youtube-nocookie.com"]);
    assert_eq!(allowed["img-src"], ["'self'", "data:"]);
    for ours in ["default-src", "style-src", "form-action", "frame-ancestors"] {
        assert_eq!(allowed[ours], ["'self'"], "{ours}");
    }
    assert!(!allowed.contains_key("script-src"), "scripts are ours");
    let permissions = answer.headers()["permissions-policy"].to_str().unwrap();
    for asked in ["camera=(self)", "display-capture=(self)", "microphone=(self)", "usb=()"] {
        assert!(permissions.split(", ").any(|one| one == asked), "{asked}: {permissions}");
    }
    // The list of one's rooms plays nothing.
    let list = reqwest::get(format!("{}/room", api.base)).await.unwrap();
    assert!(!policy(&list).contains_key("media-src"));
}

/// Every path says which methods it takes (RFC 9110, section 15.5.6).
#[tokio::test(flavor = "multi_thread")]
async fn a_method_that_a_path_does_not_take_is_answered_with_those_that_it_does() {
    const DOCUMENT: &str = include_str!("../../../../docs/openapi.json");
    let world = World::new().await;
    let api = world.api().await;
    let mut expected = BTreeMap::new();
    let get = || BTreeSet::from(["GET", "HEAD"].map(str::to_owned));
    for path in ["/", "/admin", "/dashboard/x", "/meter/x", "/overlay/x", "/ws/overlay/x", "/livez"]
    {
        expected.insert(path.to_owned(), get());
    }
    expected.insert("/api/openapi.json".to_owned(), get());
    for path in ["/webhooks/twitch", "/auth/logout"] {
        expected.insert(path.to_owned(), BTreeSet::from(["POST".to_owned()]));
    }
    let document: Value = serde_json::from_str(DOCUMENT).unwrap();
    for (path, operations) in document["paths"].as_object().unwrap() {
        // One of each kind's commands has a path of its own there.
        let path = if path.contains("/commands/") {
            "/api/v1/sessions/x/commands/x".to_owned()
        } else {
            path.replace(['{', '}'], "x")
        };
        let mut methods: BTreeSet<String> =
            operations.as_object().unwrap().keys().map(|method| method.to_uppercase()).collect();
        if methods.contains("GET") {
            methods.insert("HEAD".to_owned());
        }
        expected.insert(path, methods);
    }
    assert!(expected.len() > 60, "{}", expected.len());
    let client = Client::new();
    for (path, methods) in expected {
        for method in ["BREW", "OPTIONS"] {
            let method = Method::from_bytes(method.as_bytes()).unwrap();
            let asked = client.request(method, format!("{}{path}", api.base));
            let answer = asked.send().await.unwrap();
            assert_eq!(answer.status(), StatusCode::METHOD_NOT_ALLOWED, "{path}");
            let allowed = answer.headers()["allow"].to_str().unwrap();
            let allowed: BTreeSet<String> = allowed.split(", ").map(str::to_owned).collect();
            assert_eq!(allowed, methods, "{path}");
        }
    }
    let missing = client.delete(format!("{}/nothing", api.base)).send().await.unwrap();
    assert_eq!(missing.status(), StatusCode::NOT_FOUND);
    assert!(!missing.headers().contains_key("allow"));
}

#[tokio::test(flavor = "multi_thread")]
async fn metrics_are_told_on_a_port_of_their_own_and_nowhere_else() {
    let world = World::new().await;
    let (api, worker) = (world.api().await, world.worker().await);
    for process in [&api, &worker] {
        let told = reqwest::get(&process.metrics).await.unwrap();
        assert_eq!(told.status(), StatusCode::OK);
        let elsewhere = reqwest::get(format!("{}/metrics", process.base)).await.unwrap();
        assert_eq!(elsewhere.status(), StatusCode::NOT_FOUND, "{}", process.name);
    }
}

/// Twitch is one address for all channels: whoever limited it would lose votes.
#[tokio::test(flavor = "multi_thread")]
async fn webhooks_are_not_limited_by_where_they_come_from() {
    let world = World::new().await.with("API__REQUESTS_PER_MIN", "1");
    let world = world.with("API__LOGINS_PER_MIN", "1");
    let api = world.api().await;
    let messages: Vec<Message> =
        (0..200).map(|_| Message::new(Uuid::new_v4().to_string(), "yes")).collect();
    let start = clock::monotonic();
    let sent = join_all(messages.iter().map(|message| world.chat.send(&api, message))).await;
    assert!(start.elapsed().as_secs() < 60, "they are more than one a minute");
    assert!(sent.into_iter().all(|status| status.unwrap() == StatusCode::NO_CONTENT));
    assert_eq!(api.counted("downbeat_requests_limited_total").await, 0);
}
