//! What clients leave unfinished: each is over in time, and holds up nobody else.

use std::time::Duration;

use downbeat_boot::clock;
use futures::future::join_all;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

use crate::harness::{HANGS, Process, Screen, World, until};

/// A webhook that may be signed: its body is to tell.
const WEBHOOK: &str = "POST /webhooks/twitch HTTP/1.1\r\nTwitch-Eventsub-Message-Id: 1\r\n\
    Twitch-Eventsub-Message-Timestamp: 1\r\nTwitch-Eventsub-Message-Signature: 1\r\n\
    Twitch-Eventsub-Message-Type: notification\r\n";
const MAKE: &str = "POST /api/v1/sessions HTTP/1.1\r\n";
const DRIP: Duration = Duration::from_millis(20);

async fn impatient() -> (World, Process) {
    let world = World::new().await.with("API__HEADER_TIMEOUT_MS", "200");
    let world = world.with("API__BODY_TIMEOUT_MS", "200").with("API__IDLE_TIMEOUT_MS", "1000");
    let api = world.api().await;
    (world, api)
}

async fn connected(api: &Process) -> TcpStream {
    TcpStream::connect(api.base.trim_start_matches("http://")).await.unwrap()
}

/// All that is answered to this and nothing more, until the connection ends.
async fn answer(api: &Process, said: &str) -> String {
    let mut stream = connected(api).await;
    stream.write_all(said.as_bytes()).await.unwrap();
    rest(&mut stream).await
}

async fn rest(stream: &mut TcpStream) -> String {
    let mut told = Vec::new();
    // One that is cut while something is under way ends with an error.
    let ended = clock::timeout(HANGS, stream.read_to_end(&mut told)).await;
    let _ = ended.expect("it is open for ever");
    String::from_utf8_lossy(&told).into_owned()
}

/// The same, with one byte more after the other for as long as it is taken.
async fn answer_to_drops(api: &Process, said: &str) -> String {
    let (mut reads, mut writes) = connected(api).await.into_split();
    writes.write_all(said.as_bytes()).await.unwrap();
    let drips = async {
        let mut drops = clock::interval(DRIP);
        while writes.write_all(b"x").await.is_ok() {
            drops.tick().await;
        }
        std::future::pending::<()>().await;
    };
    let mut told = Vec::new();
    let reading = clock::timeout(HANGS, reads.read_to_end(&mut told));
    tokio::select! {
        ended = reading => drop(ended.expect("it is open for ever")),
        () = drips => {}
    }
    String::from_utf8_lossy(&told).into_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn each_request_that_is_not_finished_is_over_in_time() {
    let (world, api) = impatient().await;
    let owner = format!("Authorization: Bearer {}\r\n", world.seeded.api_token);
    let body = "Host: x\r\nContent-Length: 100\r\n\r\n";
    let quiet = [
        String::new(),
        "GET /li".to_owned(),
        "PRI * HTTP/2.0\r\n".to_owned(),
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".to_owned(),
        "GET /livez HTTP/1.1\r\nHost: x\r\nAccep".to_owned(),
        "GET /ws/overlay/x HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\n".to_owned(),
        "GET /livez HTTP/1.1\r\nHost: x\r\n\r\n".to_owned(),
        "GET /livez HTTP/1.1\r\nHost: x\r\n\r\nGET /liv".to_owned(),
        format!("{WEBHOOK}{body}"),
        format!("{MAKE}{owner}{body}"),
    ];
    let answers = join_all(quiet.iter().map(|said| answer(&api, said))).await;
    for (said, answer) in quiet.iter().zip(answers) {
        let is_idle = said.starts_with("GET /livez HTTP/1.1\r\nHost: x\r\n\r\n");
        let expected = if is_idle {
            "HTTP/1.1 200 "
        } else if said.starts_with("POST") {
            "HTTP/1.1 408 "
        } else {
            ""
        };
        assert!(answer.starts_with(expected), "{said}: {answer}");
    }
    let dripping = [
        "GET /li".to_owned(),
        "GET /livez HTTP/1.1\r\nHost: x\r\nA: ".to_owned(),
        format!("{WEBHOOK}Host: x\r\nContent-Length: 60000\r\n\r\n"),
        format!("{MAKE}{owner}Host: x\r\nContent-Length: 60000\r\n\r\n"),
        format!("{MAKE}{owner}Host: x\r\nTransfer-Encoding: chunked\r\n\r\nffff\r\n"),
    ];
    let answers = join_all(dripping.iter().map(|said| answer_to_drops(&api, said))).await;
    for (said, answer) in dripping.iter().zip(answers) {
        let is_told = !said.starts_with("POST") || answer.starts_with("HTTP/1.1 408 ");
        assert!(is_told, "{said}: {answer}");
    }
}

/// Those who ask the whole time, and sockets, are not unfinished.
#[tokio::test(flavor = "multi_thread")]
async fn what_goes_on_is_not_cut() {
    let (world, api) = impatient().await;
    let _worker = world.worker().await;
    let mut screen = world.screen(&api).await;
    let mut stream = connected(&api).await;
    let mut asks = clock::interval(DRIP);
    // Longer than anything is waited for.
    for _ in 0..75 {
        asks.tick().await;
        stream.write_all(b"GET /livez HTTP/1.1\r\nHost: x\r\n\r\n").await.unwrap();
        let mut answer = [0; 9];
        stream.read_exact(&mut answer).await.unwrap();
        assert_eq!(&answer, b"HTTP/1.1 ");
        let mut text = Vec::new();
        while !text.ends_with(b"\r\n\r\nok") {
            text.push(stream.read_u8().await.unwrap());
        }
    }
    screen.say(r#"{"type":"ping","t0":1}"#).await;
    screen.answer_to("pong").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_body_that_is_cut_is_a_bad_request_and_one_of_a_stranger_is_not_read() {
    let world = World::new().await;
    let api = world.api().await;
    let owner = format!("Authorization: Bearer {}\r\n", world.seeded.api_token);
    for start in [WEBHOOK, MAKE] {
        let mut stream = connected(&api).await;
        let said = format!("{start}{owner}Host: x\r\nContent-Length: 100\r\n\r\n{{\"kind\"");
        stream.write_all(said.as_bytes()).await.unwrap();
        stream.shutdown().await.unwrap();
        let told = rest(&mut stream).await;
        assert!(told.starts_with("HTTP/1.1 400 "), "{start}: {told}");
    }
    let unknown = "Authorization: Bearer nothing\r\n";
    for (who, expected) in [("", "401"), (unknown, "401"), ("Cookie: a=b\r\n", "401")] {
        for length in ["Content-Length: 200000", "Transfer-Encoding: chunked"] {
            let mut stream = connected(&api).await;
            let said = format!("{MAKE}Host: x\r\n{who}{length}\r\n\r\n");
            stream.write_all(said.as_bytes()).await.unwrap();
            let mut told = [0; 12];
            clock::timeout(HANGS, stream.read_exact(&mut told)).await.unwrap().unwrap();
            let told = String::from_utf8_lossy(&told);
            assert_eq!(told, format!("HTTP/1.1 {expected}"), "{who} {length}");
        }
    }
    // A webhook that is not signed is not, either.
    let unsigned = "POST /webhooks/twitch HTTP/1.1\r\nHost: x\r\nContent-Length: 60000\r\n\r\n";
    let told = answer(&api, unsigned).await;
    assert!(told.starts_with("HTTP/1.1 403 "), "{told}");
}

/// Whoever sent as many files as they may is told so before another is read.
#[tokio::test(flavor = "multi_thread")]
async fn a_file_more_than_somebody_may_send_is_not_read() {
    let (world, api) = impatient().await;
    let send = format!(
        "POST /api/v1/media HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {}\r\n\
         Content-Type: image/png\r\nConnection: close\r\n",
        world.seeded.api_token
    );
    let small = format!("{send}Content-Length: 1\r\n\r\nx");
    until("they sent as many as they may", async || {
        let told = answer(&api, &small).await;
        assert!(told.starts_with("HTTP/1.1 415 ") || told.starts_with("HTTP/1.1 429 "), "{told}");
        told.starts_with("HTTP/1.1 429 ").then_some(())
    })
    .await;
    // Of a live Redis that is slow for a moment nobody waits, and nothing is counted.
    until("they are told before", async || {
        let told = answer(&api, &format!("{send}Content-Length: 5000000\r\n\r\n")).await;
        told.starts_with("HTTP/1.1 429 ").then_some(())
    })
    .await;
}

/// So many connections, and those that are sockets are not among them.
#[tokio::test(flavor = "multi_thread")]
async fn a_connection_more_than_may_be_open_waits_for_one_to_close() {
    let world = World::new().await.with("API__CONNECTIONS_MAX", "3");
    let world = world.with("API__HEADER_TIMEOUT_MS", "1000").with("API__IDLE_TIMEOUT_MS", "300");
    let (api, _worker) = (world.api().await, world.worker().await);
    let mut screens = Vec::new();
    for _ in 0..6 {
        screens.push(world.screen(&api).await);
    }
    let idle = join_all((0..3).map(|_| connected(&api))).await;
    let waits = answer(&api, "GET /livez HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").await;
    assert!(waits.starts_with("HTTP/1.1 200 "), "{waits}");
    drop(idle);
    let mut seventh = Screen::open(&api.socket_url(&world.seeded.overlay_token)).await;
    for screen in screens.iter_mut().chain([&mut seventh]) {
        screen.say(r#"{"type":"ping","t0":1}"#).await;
        screen.answer_to("pong").await;
    }
    until_said(&api).await;
}

async fn until_said(api: &Process) {
    until("the log says so", async || api.log().contains("all connections are open").then_some(()))
        .await;
}
