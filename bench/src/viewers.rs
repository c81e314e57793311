//! Screens that come back when they are cut off, as our client does.

use std::{
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use downbeat_boot::{
    clock::{self, Instant},
    task,
};
use futures::{StreamExt, stream};
use serde_json::Value;
use tokio::{
    net::TcpStream,
    sync::mpsc::{self, UnboundedReceiver, UnboundedSender},
    task::JoinHandle,
};
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, tungstenite::Message};

const AT_ONCE: usize = 128;

type Socket = WebSocketStream<MaybeTlsStream<TcpStream>>;

/// That a screen is back: when it was cut off, and when it had its `hello`.
pub type Back = (Instant, Instant);

pub struct Viewers {
    pub back: UnboundedReceiver<Back>,
    /// How many votes each sees.
    seen: Arc<Vec<AtomicU64>>,
    tasks: Vec<JoinHandle<()>>,
}

impl Viewers {
    /// Opens so many, each first at one of the places, then at the next one
    /// whenever it is cut off.
    pub async fn open(
        places: &[String],
        count: usize,
        first: impl Fn(usize) -> usize,
    ) -> anyhow::Result<Self> {
        let (told, back) = mpsc::unbounded_channel();
        let seen: Arc<Vec<_>> = Arc::new((0..count).map(|_| AtomicU64::new(0)).collect());
        let sockets = stream::iter((0..count).map(|n| connect(&places[first(n)])));
        let sockets: Vec<_> = sockets.buffered(AT_ONCE).collect().await;
        let mut tasks = Vec::with_capacity(count);
        for (n, socket) in sockets.into_iter().enumerate() {
            let (places, at) = (places.to_vec(), first(n));
            let viewer = Viewer { n, places, at, seen: seen.clone(), told: told.clone() };
            tasks.push(task::spawn("viewer", viewer.watch(socket?)));
        }
        Ok(Self { back, seen, tasks })
    }

    /// How many see fewer votes than the one that sees the most.
    pub fn behind(&self) -> usize {
        let votes: Vec<u64> = self.seen.iter().map(|votes| votes.load(Ordering::Relaxed)).collect();
        let most = votes.iter().max().copied().unwrap_or_default();
        votes.iter().filter(|votes| **votes < most).count()
    }
}

impl Drop for Viewers {
    fn drop(&mut self) {
        self.tasks.iter().for_each(JoinHandle::abort);
    }
}

struct Viewer {
    n: usize,
    places: Vec<String>,
    /// Which of the places it is at.
    at: usize,
    seen: Arc<Vec<AtomicU64>>,
    told: UnboundedSender<Back>,
}

impl Viewer {
    async fn watch(mut self, socket: Socket) {
        let mut wait_ms = self.listen(socket, None).await;
        loop {
            let gone = clock::monotonic();
            let mut attempt = 0;
            let socket = loop {
                let most_ms = 50 + (250 << attempt.min(5));
                let retry_ms = wait_ms.take().unwrap_or_else(|| rand::random_range(50..=most_ms));
                clock::sleep(Duration::from_millis(retry_ms)).await;
                self.at = (self.at + 1) % self.places.len();
                match connect(&self.places[self.at]).await {
                    Ok(socket) => break socket,
                    Err(_) => attempt += 1,
                }
            };
            wait_ms = self.listen(socket, Some(gone)).await;
        }
    }

    /// Until it is cut off; answers when it was asked to come again.
    async fn listen(&self, mut socket: Socket, gone: Option<Instant>) -> Option<u64> {
        let mut wait_ms = None;
        while let Some(Ok(message)) = socket.next().await {
            let Message::Text(text) = message else { continue };
            let said: Value = serde_json::from_str(&text).unwrap_or_default();
            match (said["type"].as_str(), gone) {
                (Some("bye"), _) => wait_ms = said["retry_ms"].as_u64(),
                (Some("hello"), Some(gone)) => {
                    let _ = self.told.send((gone, clock::monotonic()));
                }
                _ => {}
            }
            let shown = if said["type"] == "change" { &said["change"] } else { &said["view"] };
            let votes = shown["tally_seq"].as_u64().unwrap_or_default();
            self.seen[self.n].fetch_max(votes, Ordering::Relaxed);
        }
        wait_ms
    }
}

async fn connect(url: &str) -> anyhow::Result<Socket> {
    Ok(tokio_tungstenite::connect_async(url).await?.0)
}
