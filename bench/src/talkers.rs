//! Sockets of people who command and say things, each noting what it is told.

use std::time::Duration;

use anyhow::{Context as _, bail, ensure};
use downbeat_boot::{
    clock::{self, Instant},
    task,
};
use futures::{SinkExt, StreamExt, TryStreamExt, stream, stream::SplitSink};
use serde_json::{Value, json};
use tokio::{net::TcpStream, sync::mpsc, task::JoinHandle};
use tokio_tungstenite::{
    MaybeTlsStream, WebSocketStream,
    tungstenite::{Message, client::IntoClientRequest},
};

const AT_ONCE: usize = 32;
const PATIENCE: Duration = Duration::from_mins(1);
/// So long after the last word all is said.
const QUIET: Duration = Duration::from_secs(2);
/// What a socket that was closed is noted with.
const CLOSED: &str = r#"{"type":"closed"}"#;

pub type Socket = WebSocketStream<MaybeTlsStream<TcpStream>>;

/// A message, when it came, and to which of the sockets.
pub struct Heard {
    pub at: Instant,
    pub socket: usize,
    pub text: String,
}

/// Where a socket is, and who opens it.
pub struct Place {
    pub url: String,
    /// Of somebody who is signed in.
    pub cookie: Option<String>,
}

pub struct Talkers {
    speaking: Vec<SplitSink<Socket, Message>>,
    heard: mpsc::UnboundedReceiver<Heard>,
    tasks: Vec<JoinHandle<()>>,
    /// The id of what was sent last.
    asked: u64,
}

impl Drop for Talkers {
    fn drop(&mut self) {
        self.tasks.iter().for_each(JoinHandle::abort);
    }
}

impl Talkers {
    /// Opens them all, each greeted.
    pub async fn open(places: Vec<String>) -> anyhow::Result<Self> {
        let place = |url| Place { url, cookie: None };
        Self::open_as(places.into_iter().map(place).collect()).await
    }

    pub async fn open_as(places: Vec<Place>) -> anyhow::Result<Self> {
        let opening = stream::iter(places).map(|place| async move { connect_as(&place).await });
        let sockets: Vec<Socket> = opening.buffered(AT_ONCE).try_collect().await?;
        let (told, heard) = mpsc::unbounded_channel();
        let (mut speaking, mut tasks) = (Vec::new(), Vec::new());
        for (n, socket) in sockets.into_iter().enumerate() {
            let (sink, mut stream) = socket.split();
            let told = told.clone();
            speaking.push(sink);
            tasks.push(task::spawn("talker", async move {
                while let Some(Ok(message)) = stream.next().await {
                    let Message::Text(text) = message else { continue };
                    let heard =
                        Heard { at: clock::monotonic(), socket: n, text: text.as_str().to_owned() };
                    let _ = told.send(heard);
                }
                let at = clock::monotonic();
                let _ = told.send(Heard { at, socket: n, text: CLOSED.to_owned() });
            }));
        }
        let mut talkers = Self { speaking, heard, tasks, asked: 0 };
        let mut greeted = vec![false; talkers.len()];
        let began = clock::monotonic();
        while greeted.contains(&false) {
            ensure!(began.elapsed() < PATIENCE, "not every socket was greeted");
            if let Some(heard) = talkers.hear(Duration::from_secs(1)).await? {
                greeted[heard.socket] |= heard.is("hello");
            }
        }
        Ok(talkers)
    }

    pub fn len(&self) -> usize {
        self.speaking.len()
    }

    /// Until all have come, and nobody is told anything any more.
    pub async fn settle(&mut self) -> anyhow::Result<()> {
        let began = clock::monotonic();
        while self.hear(QUIET).await?.is_some() {
            ensure!(began.elapsed() < PATIENCE, "they are told things without end");
        }
        Ok(())
    }

    /// What is told next, if anything is in that time. A socket that is closed, or
    /// something that is refused, is an error.
    pub async fn hear(&mut self, wait: Duration) -> anyhow::Result<Option<Heard>> {
        let Ok(heard) = clock::timeout(wait, self.heard.recv()).await else { return Ok(None) };
        let heard = heard.context("no socket is there")?;
        if ["closed", "bye", "reject"].iter().any(|bad| heard.is(bad)) {
            bail!("socket {} was told {}", heard.socket, heard.text);
        }
        Ok(Some(heard))
    }

    /// What was told until now, and until nothing more comes.
    pub async fn rest(&mut self) -> anyhow::Result<Vec<Heard>> {
        let mut all = Vec::new();
        while let Some(heard) = self.hear(QUIET).await? {
            all.push(heard);
        }
        Ok(all)
    }

    /// The id that it is answered under.
    pub async fn command(
        &mut self,
        socket: usize,
        name: &str,
        args: &Value,
    ) -> anyhow::Result<u64> {
        self.ask(socket, "command", (name, args)).await
    }

    pub async fn say(&mut self, socket: usize, name: &str, args: &Value) -> anyhow::Result<u64> {
        self.ask(socket, "say", (name, args)).await
    }

    async fn ask(
        &mut self,
        socket: usize,
        how: &str,
        (name, args): (&str, &Value),
    ) -> anyhow::Result<u64> {
        self.asked += 1;
        let id = self.asked;
        let text = json!({ "type": how, "id": id.to_string(), "name": name, "args": args });
        self.speaking[socket].send(Message::text(text.to_string())).await?;
        Ok(id)
    }

    /// The same, and waits until it is taken; what it led to is heard meanwhile, and
    /// thrown away.
    pub async fn does(&mut self, socket: usize, name: &str, args: &Value) -> anyhow::Result<()> {
        let id = self.command(socket, name, args).await?;
        loop {
            let heard = self.hear(PATIENCE).await?.with_context(|| format!("no answer: {name}"))?;
            if heard.answers(id) {
                return Ok(());
            }
        }
    }
}

impl Heard {
    /// By its type.
    pub fn is(&self, kind: &str) -> bool {
        let front = self.text.strip_prefix(r#"{"type":""#);
        match front.and_then(|rest| rest.split_once('"')) {
            Some((told, _)) => told == kind,
            // What is told together has its members in another order.
            None => kind == "said" && self.text.contains(r#""type":"said""#),
        }
    }

    /// Whether it is a saying of that name.
    pub fn says(&self, name: &str) -> bool {
        self.is("said") && self.text.contains(&format!(r#""name":"{name}""#))
    }

    pub fn answers(&self, id: u64) -> bool {
        self.is("ack") && self.number(r#""id":""#) == Some(id)
    }

    /// The digits behind a mark, found without reading the rest: many thousands of
    /// messages a second are to be noted.
    pub fn number(&self, mark: &str) -> Option<u64> {
        let (_, after) = self.text.split_once(mark)?;
        after.split(|end: char| !end.is_ascii_digit()).next()?.parse().ok()
    }

    /// The rev that an `ack` or a `change` names, without its incarnation.
    pub fn rev(&self) -> Option<u64> {
        let (_, after) = self.text.split_once(r#""rev":""#)?;
        let (rev, _) = after.split_once('"')?;
        rev.split_once('-')?.1.parse().ok()
    }

    pub fn json(&self) -> anyhow::Result<Value> {
        Ok(serde_json::from_str(&self.text)?)
    }
}

/// A socket of the newer protocol.
pub async fn connect(url: &str) -> anyhow::Result<Socket> {
    connect_as(&Place { url: url.to_owned(), cookie: None }).await
}

async fn connect_as(place: &Place) -> anyhow::Result<Socket> {
    let mut request = place.url.as_str().into_client_request()?;
    let headers = request.headers_mut();
    headers.insert("sec-websocket-protocol", "downbeat.v2".parse()?);
    if let Some(cookie) = &place.cookie {
        headers.insert("cookie", cookie.parse()?);
    }
    let (socket, _) = tokio_tungstenite::connect_async(request).await?;
    Ok(socket)
}

/// The next message that is a text.
pub async fn next(socket: &mut Socket) -> anyhow::Result<String> {
    while let Some(message) = socket.next().await {
        if let Message::Text(text) = message? {
            return Ok(text.as_str().to_owned());
        }
    }
    bail!("the socket was closed")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heard(text: &str) -> Heard {
        Heard { at: clock::monotonic(), socket: 0, text: text.to_owned() }
    }

    #[test]
    fn what_is_told_is_known_by_what_it_begins_with() {
        let change = heard(r#"{"type":"change","from":"3-6","rev":"3-7","at_ms":1,"change":{}}"#);
        assert!(change.is("change") && !change.is("ack"));
        assert_eq!((change.rev(), change.number(r#""at_ms":"#)), (Some(7), Some(1)));
        let ack = heard(r#"{"type":"ack","id":"12","rev":"3-7"}"#);
        assert!(ack.answers(12) && !ack.answers(1));
        assert_eq!(ack.rev(), Some(7));
        let together = heard(r#"{"at_ms":1,"body":{"all":[]},"name":"report","type":"said"}"#);
        assert!(together.says("report") && !together.says("typing"));
    }
}
