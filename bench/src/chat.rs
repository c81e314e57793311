//! Signed notifications over bare HTTP/1.1: a load generator must cost less
//! than what it measures.

use anyhow::Context as _;
use downbeat_boot::clock;
use downbeat_twitch::{sim, webhook};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};
use uuid::Uuid;

/// One kept-alive connection to an API.
pub struct Line {
    stream: TcpStream,
    host: String,
    path: String,
    secret: String,
    answer: Vec<u8>,
}

impl Line {
    pub async fn open(webhook_url: &str, secret: &str) -> anyhow::Result<Self> {
        let place = webhook_url.strip_prefix("http://").context("a webhook URL over http")?;
        let (host, path) = place.split_once('/').context("a path in the webhook URL")?;
        let stream = TcpStream::connect(host).await?;
        stream.set_nodelay(true)?;
        Ok(Self {
            stream,
            host: host.into(),
            path: format!("/{path}"),
            secret: secret.into(),
            answer: vec![0; 4096],
        })
    }

    /// A vote of a chatter who has never voted; answers the status.
    pub async fn vote(&mut self, broadcaster: &str, text: &str) -> anyhow::Result<u16> {
        let request = self.prepare(broadcaster, text);
        self.send(&request).await
    }

    /// A request that was made beforehand; answers the status.
    pub async fn send(&mut self, request: &str) -> anyhow::Result<u16> {
        self.stream.write_all(request.as_bytes()).await?;
        let mut got = 0;
        loop {
            let read = self.stream.read(&mut self.answer[got..]).await?;
            anyhow::ensure!(read > 0, "the API closed the connection");
            got += read;
            if self.answer[..got].windows(4).any(|four| four == b"\r\n\r\n") {
                break;
            }
        }
        let status = std::str::from_utf8(&self.answer[9..12])?.parse()?;
        Ok(status)
    }

    /// The vote of a chatter who has never voted, as it is sent.
    pub fn prepare(&self, broadcaster: &str, text: &str) -> String {
        let id = Uuid::new_v4().to_string();
        let chatter = rand::random::<u32>().to_string();
        let body = sim::notification(broadcaster, &chatter, &id, text);
        let timestamp = webhook::timestamp(clock::unix_ms());
        let signature = webhook::sign(&self.secret, &id, &timestamp, body.as_bytes());
        let Self { host, path, .. } = self;
        let length = body.len();
        format!(
            "POST {path} HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/json\r\n\
             Twitch-Eventsub-Message-Id: {id}\r\n\
             Twitch-Eventsub-Message-Timestamp: {timestamp}\r\n\
             Twitch-Eventsub-Message-Signature: {signature}\r\n\
             Twitch-Eventsub-Message-Type: notification\r\n\
             Twitch-Eventsub-Subscription-Type: channel.chat.message\r\n\
             Content-Length: {length}\r\n\r\n{body}"
        )
    }
}
