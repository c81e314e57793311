//! Headers by which a request asks for care, at the real routes, in whatever
//! bytes they come.

use std::collections::HashSet;

use futures::future::join_all;
use reqwest::{
    Method, RequestBuilder,
    header::{HeaderName, HeaderValue},
};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::harness::{Answered, Browser, Process, Program, Screen, World, answered};

fn path(id: Uuid) -> String {
    format!("/api/v1/sessions/{id}")
}

fn code(answer: &Answered) -> (u16, &str) {
    (answer.status, answer.body["code"].as_str().unwrap_or_default())
}

/// A header's name, and its value in whatever bytes.
type Line<'a> = (&'a str, &'a [u8]);

/// Lines as they are, byte by byte.
fn with(request: RequestBuilder, lines: &[Line<'_>]) -> RequestBuilder {
    lines.iter().fold(request, |request, (name, value)| {
        let name = HeaderName::from_bytes(name.as_bytes()).unwrap();
        request.header(name, HeaderValue::from_bytes(value).unwrap())
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn a_guard_that_cannot_be_read_is_refused_and_nothing_happens() {
    let world = World::new().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let (ann, id) = (world.program(&api), world.seeded.session_id);
    assert_eq!(ann.get(&path(id)).await.status, 200);
    let before = ann.get(&path(id)).await.body;
    let made = world.postgres.number("SELECT count(*) FROM link_tokens").await;
    let long = [&b"k"[..]].concat().repeat(256);
    let cases: Vec<(&str, Vec<&[u8]>)> = vec![
        ("Idempotency-Key", vec!["ü".as_bytes()]),
        ("Idempotency-Key", vec![b"\xff"]),
        ("Idempotency-Key", vec![b"k 1"]),
        ("Idempotency-Key", vec![b""]),
        ("Idempotency-Key", vec![&long]),
        ("Idempotency-Key", vec![b"k1", b"k2"]),
        ("Idempotency-Key", vec![b"k1", "ü".as_bytes()]),
        ("If-Match", vec!["\"9-9ü\"".as_bytes()]),
        ("If-Match", vec![b"\"1\", \xff"]),
        ("If-Match", vec![b""]),
        ("If-Match", vec![b"\"1\" \"2\""]),
        ("If-Match", vec![b"*, \"1\""]),
        ("If-Match", vec![b"\"1\"", "ü".as_bytes()]),
        ("If-None-Match", vec![b"*"]),
        ("If-None-Match", vec!["\"ü\"".as_bytes()]),
        ("X-CSRF-Token", vec!["ü".as_bytes()]),
        ("X-CSRF-Token", vec![b"a", b"b"]),
        ("Origin", vec!["https://ü.example".as_bytes()]),
        ("Sec-WebSocket-Protocol", vec!["downbeat.v1, link.ü".as_bytes()]),
        ("Authorization", vec!["Bearer ü".as_bytes()]),
    ];
    for (name, values) in cases {
        let lines: Vec<Line<'_>> = values.iter().map(|value| (name, *value)).collect();
        let start = ann.ask(Method::POST, &format!("{}/commands/start_round", path(id)));
        let link = ann.ask(Method::POST, &format!("{}/links", path(id)));
        let save = ann.ask(Method::PATCH, &path(id));
        // A PATCH has a good tag unless it is the tag that is tried.
        let save = if name == "If-Match" { save } else { save.header("if-match", "\"1\"") };
        for (request, body) in [
            (start, json!({ "question": "Jump?" })),
            (link, json!({ "role": "viewer" })),
            (save, json!({ "config": { "weight": 7 } })),
        ] {
            let refused = answered(with(request, &lines).json(&body)).await;
            assert_eq!(code(&refused), (400, "bad_header"), "{name} {values:?}: {}", refused.body);
            assert_eq!(refused.headers["content-type"], "application/problem+json");
            let named = refused.body["errors"][0]["field"].as_str().unwrap();
            assert!(named.eq_ignore_ascii_case(name), "{named}");
        }
    }
    let after = ann.get(&path(id)).await.body;
    assert_eq!((&after["rev"], &after["config"]), (&before["rev"], &before["config"]));
    assert_eq!(world.postgres.number("SELECT count(*) FROM link_tokens").await, made);
}

#[tokio::test(flavor = "multi_thread")]
async fn if_match_is_what_the_standard_says() {
    let world = World::new().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let (ann, id) = (world.program(&api), world.seeded.session_id);
    let rev = ann.get(&path(id)).await.body["rev"].as_str().unwrap().to_owned();
    let save = |lines: &[&str]| {
        let lines: Vec<Line<'_>> = lines.iter().map(|line| ("if-match", line.as_bytes())).collect();
        let request = with(ann.ask(Method::PATCH, &path(id)), &lines);
        answered(request.json(&json!({ "config": {} })))
    };
    for stale in ["W/\"1\"", "\"01\"", "\"2\", \"3\"", "\"\"", "\"x\", W/\"1\""] {
        let refused = save(&[stale]).await;
        assert_eq!((code(&refused), &refused.body["current"]), ((412, "stale"), &json!("1")));
    }
    let passing: [&[&str]; 5] =
        [&["\"1\""], &["\"9\", \"2\""], &["\"9\"", "\"3\""], &["*"], &["W/\"x\",\"5\""]];
    for (version, tags) in (1..).zip(passing) {
        let saved = save(tags).await;
        assert_eq!(saved.status, 200, "{tags:?}: {}", saved.body);
        assert_eq!(saved.etag, Some(format!("\"{}\"", version + 1)));
    }
    // `*` is whatever is stored: several who say so all save, and nothing is lost.
    let labels = (0..4).map(|n| {
        let question = json!({ "config": { "labels": { "for": format!("Yes {n}") } } });
        ann.ask(Method::PATCH, &path(id)).header("if-match", "*").json(&question)
    });
    let saved = join_all(labels.map(answered)).await;
    let tags: HashSet<Option<String>> = saved.iter().map(|one| one.etag.clone()).collect();
    assert!(saved.iter().all(|one| one.status == 200));
    assert_eq!(tags.len(), 4);

    let vote = |tags: &str| {
        let place = format!("{}/commands/test_vote", path(id));
        let request = ann.ask(Method::POST, &place).header("if-match", tags);
        answered(request.json(&json!({ "side": "for" })))
    };
    let now = ann.get(&path(id)).await.body["rev"].as_str().unwrap().to_owned();
    assert_ne!(now, rev, "a saved config is a change");
    for stale in [format!("\"{rev}\""), format!("W/\"{now}\""), "\"x\"".to_owned()] {
        assert_eq!(code(&vote(&stale).await), (412, "stale"), "{stale}");
    }
    for good in [format!("\"{rev}\", \"{now}\""), "*".to_owned()] {
        assert_eq!(vote(&good).await.status, 200, "{good}");
    }
    let nobodys = format!("{}/commands/test_vote", path(Uuid::nil()));
    let request = ann.ask(Method::POST, &nobodys).header("if-match", "*");
    assert_eq!(answered(request.json(&json!({ "side": "for" }))).await.status, 404);

    let end = |tags: &str| answered(ann.ask(Method::DELETE, &path(id)).header("if-match", tags));
    assert_eq!(code(&end("\"1\"").await), (412, "stale"));
    assert_eq!(code(&end("W/\"10\"").await), (412, "stale"));
    assert_eq!(end("*").await.status, 204);
}

/// A person, as their browser speaks: its cookie and what proves its page.
async fn person() -> (World, Process, Process, String, String) {
    let (world, sim) = World::with_twitch().await;
    let (api, worker) = (world.api().await, world.worker().await);
    let mut browser = Browser::new(&api);
    let back = browser.ask_twitch(&sim, "AdaPlays").await;
    browser.open(&back).await;
    let cookie = browser.cookie("__Host-downbeat");
    let me = browser.without_csrf(&api).get("/api/v1/me").await;
    let csrf = me.body["csrf"].as_str().unwrap().to_owned();
    (world, api, worker, cookie, csrf)
}

#[tokio::test(flavor = "multi_thread")]
async fn our_cookie_is_found_beside_any_other() {
    let (_world, api, _worker, cookie, csrf) = person().await;
    let ours = format!("__Host-downbeat={cookie}");
    let nobody = Program::with(&api, Vec::new());
    let beside: Vec<Vec<Vec<u8>>> = vec![
        vec![format!("name=Jörg; {ours}").into_bytes()],
        vec![[b"name=J\xf6rg; ", ours.as_bytes()].concat()],
        vec![[ours.as_bytes(), b"; name=J\xf6rg"].concat()],
        vec![[b"flag; =; a=\"b; c\"; ", ours.as_bytes(), b";;"].concat()],
        vec![b"name=J\xf6rg".to_vec(), ours.clone().into_bytes()],
        vec![ours.clone().into_bytes(), b"\xff\xfe\xfd".to_vec()],
        vec![format!("{ours}; {ours}").into_bytes()],
        vec![format!("__Host-downbeat=; x__Host-downbeat=1; {ours}").into_bytes()],
    ];
    for lines in &beside {
        let lines: Vec<Line<'_>> = lines.iter().map(|line| ("cookie", &line[..])).collect();
        let me = answered(with(nobody.ask(Method::GET, "/api/v1/me"), &lines)).await;
        assert_eq!(me.status, 200, "{lines:?}");
        let sessions = answered(with(nobody.ask(Method::GET, "/api/v1/sessions"), &lines)).await;
        assert_eq!(sessions.status, 200, "{lines:?}");
        let post = with(nobody.ask(Method::POST, "/api/v1/sessions"), &lines);
        let unproved = answered(post.json(&json!({ "kind": "meter" }))).await;
        assert_eq!(code(&unproved), (403, "csrf"), "{lines:?}");
        let post = with(nobody.ask(Method::POST, "/api/v1/sessions"), &lines);
        let post = post.header("x-csrf-token", &csrf).json(&json!({ "kind": "meter" }));
        assert_eq!(code(&answered(post).await), (409, "exists"), "{lines:?}");
    }
    let two = format!("{ours}; __Host-downbeat=another");
    let lines: &[Line<'_>] = &[("cookie", two.as_bytes())];
    let refused = answered(with(nobody.ask(Method::GET, "/api/v1/me"), lines)).await;
    assert_eq!(code(&refused), (400, "bad_header"));
    assert_eq!(refused.body["errors"][0]["field"], "cookie");
    // Pages are there all the same, so that one can sign in anew.
    assert_eq!(answered(with(nobody.ask(Method::GET, "/dashboard"), lines)).await.status, 200);
    let begin = answered(with(nobody.ask(Method::GET, "/auth/twitch"), lines)).await;
    assert_eq!(begin.status, 303);

    let out = with(nobody.ask(Method::POST, "/auth/logout"), &[("cookie", b"x=\xf6")]);
    let out = out.header("cookie", &ours).header("x-csrf-token", &csrf);
    assert_eq!(answered(out).await.status, 204, "it is found on the way out, too");
}

#[tokio::test(flavor = "multi_thread")]
async fn our_cookie_counts_beside_a_scheme_that_is_not_ours() {
    let (world, api, _worker, cookie, csrf) = person().await;
    let nobody = Program::with(&api, Vec::new());
    let basic: (&str, &[u8]) = ("authorization", b"Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
    let ours = format!("__Host-downbeat={cookie}");
    let cookie: (&str, &[u8]) = ("cookie", ours.as_bytes());
    let list =
        |lines: &[Line<'_>]| answered(with(nobody.ask(Method::GET, "/api/v1/sessions"), lines));
    assert_eq!(list(&[basic, cookie]).await.status, 200);
    assert_eq!(code(&list(&[basic]).await), (401, "signed_out"));
    let post = with(nobody.ask(Method::POST, "/api/v1/sessions"), &[basic, cookie]);
    let unproved = answered(post.json(&json!({ "kind": "meter" }))).await;
    assert_eq!(code(&unproved), (403, "csrf"), "Basic proves nothing of the page");
    let post = with(nobody.ask(Method::POST, "/api/v1/sessions"), &[basic, cookie]);
    let post = post.header("x-csrf-token", &csrf).json(&json!({ "kind": "meter" }));
    assert_eq!(code(&answered(post).await), (409, "exists"));

    let token = &world.seeded.api_token;
    for scheme in ["Bearer", "bearer", "BEARER", "Bearer  "] {
        let line = format!("{scheme} {token}");
        assert_eq!(list(&[("authorization", line.as_bytes())]).await.status, 200, "{scheme}");
    }
    // A token that is meant to count is not passed over for the cookie.
    let wrong: [&[u8]; 4] = [b"Bearer", b"", "Bearer ü".as_bytes(), b"Bearer a b"];
    for line in wrong {
        let refused = list(&[("authorization", line), cookie]).await;
        assert_eq!(code(&refused), (400, "bad_header"), "{line:?}");
    }
    let good = format!("Bearer {token}");
    let twice = list(&[basic, ("authorization", good.as_bytes()), cookie]).await;
    assert_eq!(code(&twice), (400, "bad_header"));
    assert_eq!(code(&list(&[("authorization", b"Bearer wrong"), cookie]).await).0, 401);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_socket_whose_guard_cannot_be_read_is_told_so() {
    let (world, api, _worker, cookie, _) = person().await;
    let ours = format!("__Host-downbeat={cookie}");
    let own: Value =
        Program::with(&api, vec![("cookie", ours.clone())]).get("/api/v1/sessions").await.body;
    let id: Uuid = own["items"][0]["id"].as_str().unwrap().parse().unwrap();
    let session = api.session_url(id);
    let overlay = api.socket_url(&world.seeded.overlay_token);
    let cookie: (&str, &[u8]) = ("cookie", ours.as_bytes());
    let basic: (&str, &[u8]) = ("authorization", b"Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
    Screen::connect_raw(&session, &[cookie, ("cookie", b"x=\xf6")]).await.greeted().await;
    Screen::connect_raw(&session, &[cookie, basic]).await.greeted().await;
    let two = format!("{ours}; __Host-downbeat=another");
    let cases: [(&str, Vec<Line<'_>>, u64); 6] = [
        (&session, vec![cookie, ("authorization", "Bearer ü".as_bytes())], 3500),
        (&session, vec![cookie, ("origin", "https://ü.example".as_bytes())], 3502),
        (&overlay, vec![("origin", b"https://evil.example\xff")], 3502),
        (&overlay, vec![("origin", b"")], 3502),
        (&overlay, vec![("sec-websocket-protocol", "downbeat.v1, link.ü".as_bytes())], 3500),
        (&session, vec![("cookie", two.as_bytes())], 3500),
    ];
    for (url, lines, expected) in cases {
        let said = Screen::connect_raw(url, &lines).await.next().await;
        let is_final = said["retry_ms"].is_null();
        assert_eq!((&said["type"], &said["code"]), (&json!("bye"), &json!(expected)), "{lines:?}");
        assert!(is_final, "{said}");
    }
}
