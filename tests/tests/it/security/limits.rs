//! Limits, tried at every kind of door.

use downbeat_session::Role;
use downbeat_store::{Doer, Staff};
use reqwest::Method;
use serde_json::{Value, json};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};
use uuid::Uuid;

use crate::{
    harness::{Answered, Message, Process, Program, Screen, World, answered, until},
    standing::cast::{Credential, cookie, link, person, token},
    streamer::code,
};

const DOCUMENT: &str = include_str!("../../../../docs/openapi.json");

const NOTHING: &str = "01890000-0000-7000-8000-000000000000";

/// Every documented operation that wants to know who asks.
fn operations() -> Vec<(Method, String)> {
    let document: Value = serde_json::from_str(DOCUMENT).unwrap();
    let mut found = Vec::new();
    for (path, operations) in document["paths"].as_object().unwrap() {
        for (method, operation) in operations.as_object().unwrap() {
            let path = path.replace("{id}", NOTHING).replace("{rev}", "1-0");
            let path = path.replace("{name}", "configs").replace("{round}", NOTHING);
            if operation["security"].as_array().is_some_and(|all| !all.is_empty()) {
                found.push((method.to_uppercase().parse().unwrap(), path));
            }
        }
    }
    found
}

/// What an answer says of the limit, and that it is one's end.
fn told(answer: &Answered) -> (u16, &str, bool) {
    let header = |name: &str| answer.headers.get(name).map_or("", |text| text.to_str().unwrap());
    let policy = header("ratelimit-policy").split(';').next().unwrap();
    let is_empty = header("ratelimit").starts_with(&format!("{policy};r=0;t="));
    let wait: u64 = header("retry-after").parse().unwrap_or_default();
    (answer.status, policy, is_empty && (1..=60).contains(&wait))
}

#[tokio::test(flavor = "multi_thread")]
async fn every_operation_counts_whoever_asks_and_says_so() {
    const END: (u16, &str, bool) = (429, "\"minute\"", true);
    let world = World::new().await.with("API__REQUESTS_PER_MIN", "1");
    let (api, _worker) = (world.api().await, world.worker().await);
    let ada = world.postgres.create_staff("Ada", Staff::Admin, &Doer::cli()).await.unwrap();
    let scopes = downbeat_job::api_token::SCOPES;
    let bot = token(&world.postgres, ada, &scopes).await.program(&api).await;
    // All that she may ask for in a minute.
    let ada = cookie(&world.postgres, ada).await.program(&api).await;
    let operations = operations();
    assert!(operations.len() > 80, "{}", operations.len());
    let mut refused = 0;
    for (method, path) in &operations {
        let ask = |who: &Program| answered(who.ask(method.clone(), path).json(&json!({})));
        let answer = ask(&ada).await;
        // A minute later there is one more.
        assert_eq!(answer.headers["ratelimit-policy"], "\"minute\";q=1;w=60", "{method} {path}");
        refused += usize::from(told(&answer) == END);
        // Her programs are she; what is hers alone they are not told of.
        let answer = ask(&bot).await;
        assert!(answer.status == 401 || told(&answer) == END, "{method} {path}: {answer:?}");
    }
    assert!(refused + 3 > operations.len(), "{refused} of {} are refused", operations.len());
    for place in ["/auth/logout", "/auth/logout-all"] {
        assert_eq!(told(&ada.post(place, json!({})).await), END, "{place}");
    }
    let bob = person(&world.postgres, "Bob").await;
    let bob = cookie(&world.postgres, bob).await.program(&api).await;
    assert_eq!(told(&bob.get("/api/v1/sessions").await), END, "/me is counted");
    assert_eq!(ada.get("/api/v1/time").await.status, 200);
}

/// An address behind the load balancer that these tests are.
fn from(address: &str) -> (&'static str, String) {
    ("x-forwarded-for", address.to_owned())
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_that_asks_too_much_is_not_looked_up() {
    const END: (u16, &str, bool) = (429, "\"address\"", true);
    let world = World::new().await.with("API__ADDRESS_REQUESTS_PER_MIN", "3");
    let world = world.with("API__PROXIES", "127.0.0.1");
    let (api, _worker) = (world.api().await, world.worker().await);
    let owner = ("authorization", format!("Bearer {}", world.seeded.api_token));
    let doors = [
        (Method::GET, "/api/v1/sessions"),
        (Method::GET, "/api/v1/me"),
        (Method::GET, "/api/v1/admin/overview"),
        (Method::POST, "/api/v1/sessions"),
        (Method::POST, "/auth/logout"),
        (Method::GET, "/readyz"),
    ];
    for n in 0..3 {
        // One network of version 6, and one address with another port each time.
        for address in [format!("2001:db8::{n}"), format!("198.51.100.7:{}", 5_000 + n)] {
            let guess = ("authorization", format!("Bearer guess-{n}"));
            let program = Program::with(&api, vec![from(&address), guess]);
            assert_eq!(program.get("/api/v1/sessions").await.status, 401, "{address}");
        }
    }
    let looked_up = async || api.counted("downbeat_cache_reads_total").await;
    let before = looked_up().await;
    for address in ["2001:db8::ffff", "198.51.100.7"] {
        let limited = Program::with(&api, vec![from(address), owner.clone()]);
        for (method, path) in &doors {
            let answer = answered(limited.ask(method.clone(), path).json(&json!({}))).await;
            assert_eq!(told(&answer), END, "{method} {path}");
        }
        let page = limited.get("/auth/twitch").await;
        assert_eq!(told(&page), (429, "\"address\"", true));
        assert_eq!(page.headers["content-type"], "text/html; charset=utf-8");
        for url in
            [api.socket_url(&world.seeded.overlay_token), api.session_url(world.seeded.session_id)]
        {
            let headers = [from(address), owner.clone()];
            let bye = Screen::connect_with(&url, &headers).await.next().await;
            assert_eq!((bye["type"].as_str(), bye["code"].as_u64()), (Some("bye"), Some(3004)));
            assert!(bye["retry_ms"].is_u64(), "it may come again: {bye}");
        }
        // What costs nothing, and what must not be missed.
        for path in ["/", "/livez", "/readyz?only=draining"] {
            assert_eq!(limited.get(path).await.status, 200, "{path}");
        }
    }
    assert_eq!(looked_up().await, before, "nobody was looked up");
    for address in ["2001:db8:0:1::", "198.51.100.8"] {
        let other = Program::with(&api, vec![from(address), owner.clone()]);
        assert_eq!(other.get("/api/v1/sessions").await.status, 200, "{address}");
    }
    assert_eq!(world.chat.say(&api, "yes").await, 204, "Twitch is one address for all");
}

#[tokio::test(flavor = "multi_thread")]
async fn webhooks_of_an_address_that_asked_too_much_are_taken() {
    let world = World::new().await.with("API__ADDRESS_REQUESTS_PER_MIN", "1");
    let api = world.api().await;
    let nobody = Program::with(&api, Vec::new());
    while nobody.get("/api/v1/time").await.status == 200 {}
    for _ in 0..10 {
        let message = Message::new(Uuid::new_v4().to_string(), "yes");
        assert_eq!(world.chat.send(&api, &message).await.unwrap(), 204);
    }
}

/// An overlay from an address; the code that it is told, if it is told to go.
async fn knock(api: &Process, url: &str, address: &str, more: &Credential) -> (Screen, Value) {
    let mut headers = more.headers();
    headers.push(from(address));
    let mut screen = Screen::connect_with(url, &headers).await;
    let said = screen.next().await;
    let is_full = said["code"] == 3004 && said["retry_ms"].is_u64();
    assert!(said["type"] == "hello" || is_full, "{said} {}", api.log());
    (screen, said["type"].clone())
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_a_link_a_session_and_an_account_have_so_many_sockets() {
    let world = World::new().await.with("API__PROXIES", "127.0.0.1");
    let world = world.with("API__ADDRESS_SOCKETS_MAX", "2").with("API__LINK_SOCKETS_MAX", "3");
    let world = world.with("API__ACCOUNT_SOCKETS_MAX", "1").with("API__SESSION_SOCKETS_MAX", "5");
    let (api, _worker) = (world.api().await, world.worker().await);
    let (overlay, id) = (api.socket_url(&world.seeded.overlay_token), world.seeded.session_id);
    let session = api.session_url(id);
    let another = link(&world.postgres, id, Role::Viewer).await.1;
    let viewer = format!("{session}?link={another}");
    let nobody = Credential::Nothing;
    let owner = Credential::Token(world.seeded.api_token.clone());
    let mut here = Vec::new();
    for (url, address, who, expected) in [
        (&overlay, "203.0.113.1", &nobody, "hello"),
        (&overlay, "203.0.113.1", &nobody, "hello"),
        (&overlay, "203.0.113.1", &nobody, "bye"),
        (&viewer, "203.0.113.1", &nobody, "bye"),
        (&overlay, "203.0.113.2", &nobody, "hello"),
        // The link has its three.
        (&overlay, "203.0.113.3", &nobody, "bye"),
        (&session, "203.0.113.3", &owner, "hello"),
        // The account has its one.
        (&session, "203.0.113.4", &owner, "bye"),
        (&viewer, "203.0.113.4", &nobody, "hello"),
        // The session has its five.
        (&viewer, "203.0.113.5", &nobody, "bye"),
    ] {
        let (screen, said) = knock(&api, url, address, who).await;
        assert_eq!(said, expected, "{address} at {url}");
        if said == "hello" {
            here.push(screen);
        }
    }
    assert_eq!(api.counted("downbeat_sockets ").await, 5);
    here.clear();
    until("there is room again", async || {
        let (_screen, said) = knock(&api, &overlay, "203.0.113.1", &nobody).await;
        (said == "hello").then_some(())
    })
    .await;
}

/// One address has so many connections; others, and what became a socket, are not
/// among them.
#[tokio::test(flavor = "multi_thread")]
async fn an_address_has_so_many_connections_and_others_have_their_own() {
    let world = World::new().await.with("API__ADDRESS_CONNECTIONS_MAX", "5");
    let (api, _worker) = (world.api().await, world.worker().await);
    let place = api.base.strip_prefix("http://").unwrap();
    let _screens = (world.screen(&api).await, world.screen(&api).await);
    let asked = async || {
        let mut stream = TcpStream::connect(place).await.unwrap();
        let _ = stream.write_all(b"GET /livez HTTP/1.1\r\nHost: x\r\n\r\n").await;
        let mut first = [0; 12];
        let answered = stream.read_exact(&mut first).await.is_ok();
        (stream, answered)
    };
    let mut open = Vec::new();
    until("it has all that it may", async || {
        let (stream, answered) = asked().await;
        if answered {
            open.push(stream);
        }
        (!answered).then_some(())
    })
    .await;
    assert!(open.len() <= 5, "{}", open.len());
    until("the log says so", async || {
        api.log().contains("it has all the connections").then_some(())
    })
    .await;
    drop(open);
    until("there is room again", async || asked().await.1.then_some(())).await;
}

/// Whoever may not come in takes no room of those who may.
#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_refused_takes_no_room() {
    let world = World::new().await.with("API__SOCKETS_MAX", "1");
    let (api, _worker) = (world.api().await, world.worker().await);
    let url = api.socket_url(&world.seeded.overlay_token);
    let evil = [("origin", "https://evil.example".to_owned())];
    let mut refused = Vec::new();
    for _ in 0..5 {
        // Told to go, and still here.
        let mut screen = Screen::connect_with(&url, &evil).await;
        assert_eq!(screen.next().await["code"], 3502);
        let mut guess = Screen::connect(&api.socket_url("nothing")).await;
        assert_eq!(guess.next().await["code"], 3500);
        refused.extend([screen, guess]);
        world.screen(&api).await;
        until("it has left", async || (api.counted("downbeat_sockets ").await == 0).then_some(()))
            .await;
    }
    assert_eq!(code(&Program::with(&api, Vec::new()).get("/api/v1/me").await), (401, "signed_out"));
}
