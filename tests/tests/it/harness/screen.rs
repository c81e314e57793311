//! An overlay's socket, as a page has it. Whatever it hears must be as the
//! published schema says.

use std::sync::LazyLock;

use downbeat_boot::clock;
use futures::{SinkExt, StreamExt};
use jsonschema::Validator;
use serde_json::Value;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};
use tokio_tungstenite::{
    MaybeTlsStream, WebSocketStream,
    tungstenite::{
        Message, Utf8Bytes, client::IntoClientRequest, http::header::SEC_WEBSOCKET_PROTOCOL,
        protocol::Role,
    },
};

use super::{HANGS, Shown};

static SCHEMA: LazyLock<Validator> = LazyLock::new(|| {
    let text = include_str!("../../../../docs/sockets.schema.json");
    jsonschema::validator_for(&serde_json::from_str(text).unwrap()).unwrap()
});

pub struct Screen {
    socket: WebSocketStream<MaybeTlsStream<TcpStream>>,
    pub hello: Value,
    /// What a page would show; nothing until `hello`.
    shown: Option<Shown>,
    /// Incarnation, rev and count of votes of what was last seen, and its time.
    order: (u64, u64, u64),
    at_ms: i64,
}

impl Screen {
    /// Connects and waits for `hello`.
    pub async fn open(url: &str) -> Self {
        let mut screen = Self::connect(url).await;
        screen.hello = screen.next().await;
        assert_eq!(screen.hello["type"], "hello", "{}", screen.hello);
        screen.order = order(&screen.hello);
        screen
    }

    /// Connects, whatever comes.
    pub async fn connect(url: &str) -> Self {
        let (socket, _) = tokio_tungstenite::connect_async(url).await.unwrap();
        Self { socket, hello: Value::Null, shown: None, order: (0, 0, 0), at_ms: 0 }
    }

    /// Connects with headers of one's own, whatever comes.
    pub async fn connect_with(url: &str, headers: &[(&'static str, String)]) -> Self {
        let mut request = url.into_client_request().unwrap();
        for (name, value) in headers {
            request.headers_mut().insert(*name, value.parse().unwrap());
        }
        let (socket, _) = tokio_tungstenite::connect_async(request).await.unwrap();
        Self { socket, hello: Value::Null, shown: None, order: (0, 0, 0), at_ms: 0 }
    }

    /// Connects and offers subprotocols; with what the server took.
    pub async fn offering(url: &str, offered: &str) -> (Self, Option<String>) {
        let mut request = url.into_client_request().unwrap();
        request.headers_mut().insert(SEC_WEBSOCKET_PROTOCOL, offered.parse().unwrap());
        let (socket, answer) = tokio_tungstenite::connect_async(request).await.unwrap();
        let taken = answer.headers().get(SEC_WEBSOCKET_PROTOCOL);
        let taken = taken.map(|name| name.to_str().unwrap().to_owned());
        (Self { socket, hello: Value::Null, shown: None, order: (0, 0, 0), at_ms: 0 }, taken)
    }

    /// Connects with lines of any bytes, which no client would write, whatever
    /// comes.
    pub async fn connect_raw(url: &str, lines: &[(&str, &[u8])]) -> Self {
        let (host, path) = url.strip_prefix("ws://").unwrap().split_once('/').unwrap();
        let mut stream = TcpStream::connect(host).await.unwrap();
        let head = format!(
            "GET /{path} HTTP/1.1\r\nHost: {host}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\
             Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
        );
        let mut request = head.into_bytes();
        for (name, value) in lines {
            request.extend([name.as_bytes(), b": ", value, b"\r\n"].concat());
        }
        request.extend(b"\r\n");
        stream.write_all(&request).await.unwrap();
        let mut answer = Vec::new();
        while !answer.ends_with(b"\r\n\r\n") {
            answer.push(stream.read_u8().await.unwrap());
        }
        let answer = String::from_utf8_lossy(&answer);
        assert!(answer.starts_with("HTTP/1.1 101 "), "{answer}");
        let stream = MaybeTlsStream::Plain(stream);
        let socket = WebSocketStream::from_raw_socket(stream, Role::Client, None).await;
        Self { socket, hello: Value::Null, shown: None, order: (0, 0, 0), at_ms: 0 }
    }

    /// Waits for `hello` on a socket that was just opened.
    pub async fn greeted(mut self) -> Self {
        self.hello = self.next().await;
        assert_eq!(self.hello["type"], "hello", "{}", self.hello);
        self.order = order(&self.hello);
        self
    }

    /// The answer to a command, whatever is told before it.
    pub async fn answer(&mut self, id: &str) -> Value {
        loop {
            let message = self.next().await;
            if message["id"] == id {
                return message;
            }
        }
    }

    /// The next message of a type, whatever is told before it.
    pub async fn answer_to(&mut self, kind: &str) -> Value {
        loop {
            let message = self.next().await;
            if message["type"] == kind {
                return message;
            }
        }
    }

    pub async fn say(&mut self, text: &str) {
        self.socket.send(Message::text(text)).await.unwrap();
    }

    /// The next message, if the socket still has one. Pings are none, however
    /// many come.
    pub async fn heard(&mut self) -> Option<Value> {
        let text = clock::timeout(HANGS, self.text()).await.expect("the socket is silent")?;
        let message = serde_json::from_str(&text).unwrap();
        if let Err(wrong) = SCHEMA.validate(&message) {
            panic!("no message of the schema: {wrong}: {message}");
        }
        match &mut self.shown {
            Some(shown) => drop(shown.takes(&message)),
            None if message["type"] == "hello" => self.shown = Some(Shown::of(&message)),
            None => {}
        }
        Some(message)
    }

    async fn text(&mut self) -> Option<Utf8Bytes> {
        loop {
            match self.socket.next().await {
                Some(Ok(Message::Text(text))) => return Some(text),
                Some(Ok(Message::Close(_)) | Err(_)) | None => return None,
                Some(Ok(_)) => {}
            }
        }
    }

    pub async fn next(&mut self) -> Value {
        self.heard().await.expect("the socket was closed")
    }

    /// The next frame, or the view that the next change makes; it is newer than all
    /// before it.
    pub async fn frame(&mut self) -> Value {
        self.try_frame().await.expect("the socket was closed")
    }

    pub async fn try_frame(&mut self) -> Option<Value> {
        let mut frame = self.heard().await?;
        if frame["type"] == "change" {
            let shown = self.shown.as_ref().expect("a change of what was shown");
            assert_eq!(frame["rev"], *shown.rev, "it applies");
            frame["view"] = shown.view.clone();
        } else {
            assert_eq!(frame["type"], "frame", "{frame}");
        }
        let newer = order(&frame);
        let at_ms = frame["at_ms"].as_i64().unwrap();
        assert!(newer > self.order, "order went back: {newer:?} after {:?}", self.order);
        assert!(at_ms >= self.at_ms, "time went back: {at_ms} after {}", self.at_ms);
        (self.order, self.at_ms) = (newer, at_ms);
        Some(frame)
    }

    /// Frames until one has this many votes in it since the session opened.
    pub async fn frame_with(&mut self, tally_seq: u64) -> Value {
        loop {
            let frame = self.frame().await;
            if frame["view"]["tally_seq"].as_u64().unwrap() >= tally_seq {
                return frame;
            }
        }
    }

    /// Incarnation, rev and count of votes of what it shows.
    pub const fn order(&self) -> (u64, u64, u64) {
        self.order
    }

    /// What it shows.
    pub fn view(&self) -> &Value {
        &self.shown.as_ref().expect("it was greeted").view
    }

    pub fn incarnation(&self) -> u64 {
        self.order.0
    }

    /// The code of the `bye` that comes next, and of the close behind it.
    pub async fn bye(&mut self) -> (u64, u16) {
        let bye = loop {
            let message = self.next().await;
            if message["type"] == "bye" {
                break message["code"].as_u64().unwrap();
            }
        };
        match clock::timeout(HANGS, self.socket.next()).await.expect("the socket is silent") {
            Some(Ok(Message::Close(Some(close)))) => (bye, close.code.into()),
            other => panic!("no close after bye: {other:?}"),
        }
    }
}

fn order(message: &Value) -> (u64, u64, u64) {
    let (incarnation, rev) = message["rev"].as_str().unwrap().split_once('-').unwrap();
    // Of what counts votes; other views have none.
    let tally_seq = message["view"]["tally_seq"].as_u64().unwrap_or(0);
    (incarnation.parse().unwrap(), rev.parse().unwrap(), tally_seq)
}
