//! Chat, players, an editor and bells, who ask until they are answered and
//! write down what they were promised.

use std::{
    collections::BTreeMap,
    fmt,
    sync::{Arc, Mutex},
    time::Duration,
};

use downbeat_boot::{Shutdown, clock, task};
use rand::seq::IndexedRandom;
use reqwest::{Client, Method, StatusCode};
use serde_json::{Value, json};
use tokio::task::JoinHandle;
use uuid::Uuid;

use super::installation::Installation;
use crate::{
    harness::{Chat, Message, Receiver},
    streamer::path,
    timer::two,
};

const VOTERS: usize = 4;
const PLAYERS: usize = 4;
const GAMES: usize = 2;
/// Whoever has no answer by then asks the other API.
const PATIENCE: Duration = Duration::from_secs(3);

/// What was promised.
#[derive(Debug, Default)]
pub struct Record {
    pub votes: u64,
    /// By game and rev: the key of the command that made it.
    pub switches: BTreeMap<Uuid, BTreeMap<i64, String>>,
    pub edits: i64,
    /// Those that may have been made, too: nobody answered.
    pub edits_unanswered: i64,
    /// Timers that ring once.
    pub bells: Vec<Uuid>,
    /// Under which id each was told to have rung, as often as it was.
    pub rung: BTreeMap<String, Vec<String>>,
}

pub struct Load {
    stop: Shutdown,
    record: Arc<Mutex<Record>>,
    tasks: Vec<JoinHandle<()>>,
    receiver: Receiver,
}

/// Somebody who asks, and asks again.
#[derive(Clone)]
struct Asker {
    client: Client,
    apis: [String; 2],
    token: String,
    record: Arc<Mutex<Record>>,
    stop: Shutdown,
}

impl Load {
    pub async fn start(installation: &Installation) -> Self {
        let (record, stop) = (Arc::<Mutex<Record>>::default(), Shutdown::new());
        let client = Client::builder().timeout(PATIENCE).build().unwrap();
        let (apis, token) =
            (installation.apis.clone(), installation.world.seeded.api_token.clone());
        let asker = Asker { client, apis, token, record: Arc::clone(&record), stop: stop.clone() };
        let receiver = Receiver::start().await;
        asker.asks_chat(installation.world.seeded.session_id).await;
        let mut tasks = Vec::new();
        for _ in 0..VOTERS {
            tasks.push(task::spawn("voter", asker.clone().votes()));
        }
        for _ in 0..GAMES {
            let game = asker.make(&two(86_400_000)).await;
            asker.command(game, "start").await;
            for _ in 0..PLAYERS {
                tasks.push(task::spawn("player", asker.clone().plays(game)));
            }
        }
        tasks
            .push(task::spawn("editor", asker.clone().edits(installation.world.seeded.session_id)));
        tasks.push(task::spawn("bells", asker.rings(receiver.url.clone())));
        Self { stop, record, tasks, receiver }
    }

    /// Everybody ends what they have begun.
    pub async fn end(mut self) -> Record {
        self.stop.request();
        for task in self.tasks {
            task.await.unwrap();
        }
        let mut record = std::mem::take(&mut *self.record.lock().unwrap());
        // The last may still be on their way.
        let deadline = clock::monotonic() + Duration::from_mins(2);
        while record.rung.len() < record.bells.len() && clock::monotonic() < deadline {
            clock::sleep(Duration::from_millis(50)).await;
            while let Some(received) = self.receiver.try_next() {
                if received.body["type"] != "timer.expired" {
                    continue;
                }
                let session = received.body["data"]["session"].as_str().unwrap().to_owned();
                let id = received.headers["webhook-id"].to_str().unwrap().to_owned();
                record.rung.entry(session).or_default().push(id);
            }
        }
        record
    }
}

impl Asker {
    async fn votes(self) {
        let chat = Chat::new(crate::harness::SECRET, crate::harness::BROADCASTER);
        while !self.stop.is_requested() {
            let message = Message::new(Uuid::new_v4().to_string(), "yes");
            loop {
                let sent = clock::timeout(PATIENCE, chat.send_to(self.any(), &message)).await;
                match sent {
                    Ok(Ok(StatusCode::NO_CONTENT)) => break,
                    Ok(Ok(StatusCode::SERVICE_UNAVAILABLE) | Err(_)) | Err(_) => pause().await,
                    Ok(Ok(other)) => panic!("a vote was answered {other}"),
                }
            }
            self.record.lock().unwrap().votes += 1;
            clock::sleep(Duration::from_millis(40)).await;
        }
    }

    async fn plays(self, game: Uuid) {
        while !self.stop.is_requested() {
            let (key, answer) = self.command(game, "switch").await;
            let rev = answer["rev"].as_str().unwrap().rsplit_once('-').unwrap().1.parse().unwrap();
            let before = {
                let mut record = self.record.lock().unwrap();
                record.switches.entry(game).or_default().insert(rev, key)
            };
            assert!(before.is_none(), "rev {rev} was given to two");
            clock::sleep(Duration::from_millis(150)).await;
        }
    }

    /// Of an edit that nobody answered it is read what became of it.
    async fn edits(self, session: Uuid) {
        let mut weight = 1;
        while !self.stop.is_requested() {
            let read = self.until(Method::GET, &path(session), &Value::Null, &[]).await;
            let version = read["config_version"].as_i64().unwrap();
            weight = weight % 40 + 1;
            let change = json!({ "config": { "weight": weight } });
            let tag = [("if-match", format!("\"{version}\""))];
            let asked = self.ask(Method::PATCH, &path(session), &change, &tag).await;
            self.note_edit(version, asked);
            clock::sleep(Duration::from_millis(200)).await;
        }
    }

    fn note_edit(&self, version: i64, asked: Option<(StatusCode, Value)>) {
        let mut record = self.record.lock().unwrap();
        match asked {
            Some((StatusCode::OK, saved)) => {
                assert_eq!(saved["config_version"], version + 1);
                record.edits += 1;
            }
            // The one before was made, though nobody said so.
            Some((StatusCode::PRECONDITION_FAILED, _)) => {}
            Some(_) | None => record.edits_unanswered += 1,
        }
    }

    /// Timers of a second that tell their end to a backend.
    async fn rings(self, url: String) {
        while !self.stop.is_requested() {
            let bell = self.make(&two(1_000)).await;
            let place = format!("{}/webhook", path(bell));
            self.until(Method::PUT, &place, &json!({ "url": url }), &[]).await;
            self.command(bell, "start").await;
            self.record.lock().unwrap().bells.push(bell);
            clock::sleep(Duration::from_millis(500)).await;
        }
    }

    async fn make(&self, config: &Value) -> Uuid {
        let key = [("idempotency-key", Uuid::new_v4().to_string())];
        let new = json!({ "kind": "timer", "config": config });
        let made = self.until(Method::POST, "/api/v1/sessions", &new, &key).await;
        made["id"].as_str().unwrap().parse().unwrap()
    }

    /// A round without an end counts every vote for as long as this takes.
    async fn asks_chat(&self, session: Uuid) {
        let place = format!("{}/commands/start_round", path(session));
        let key = [("idempotency-key", Uuid::new_v4().to_string())];
        self.until(Method::POST, &place, &json!({ "question": "Jump?" }), &key).await;
    }

    async fn command(&self, session: Uuid, name: &str) -> (String, Value) {
        let key = Uuid::new_v4().to_string();
        let place = format!("{}/commands/{name}", path(session));
        let header = [("idempotency-key", key.clone())];
        let answer = self.until(Method::POST, &place, &json!({}), &header).await;
        (key, answer)
    }

    /// Asks now one, now the other, until one of them has done it.
    async fn until(
        &self,
        method: Method,
        place: &str,
        body: &Value,
        headers: &[(&str, String)],
    ) -> Value {
        loop {
            match self.ask(method.clone(), place, body, headers).await {
                Some((status, answer)) if status.is_success() => return answer,
                Some((StatusCode::SERVICE_UNAVAILABLE, _)) | None => {}
                // The same request is under way elsewhere.
                Some((StatusCode::CONFLICT, answer)) if answer["code"] == "in_flight" => {}
                Some((status, answer)) => panic!("{method} {place}: {status} {answer}"),
            }
            pause().await;
        }
    }

    /// `None` where nobody answered.
    async fn ask(
        &self,
        method: Method,
        place: &str,
        body: &Value,
        headers: &[(&str, String)],
    ) -> Option<(StatusCode, Value)> {
        let mut request = self.client.request(method.clone(), format!("{}{place}", self.any()));
        request = request.bearer_auth(&self.token);
        for (name, value) in headers {
            request = request.header(*name, value);
        }
        if method != Method::GET {
            request = request.json(body);
        }
        let answer = request.send().await.ok()?;
        let status = answer.status();
        Some((status, answer.json().await.ok()?))
    }

    fn any(&self) -> &str {
        self.apis.choose(&mut rand::rng()).unwrap()
    }
}

async fn pause() {
    clock::sleep(Duration::from_millis(100)).await;
}

impl fmt::Display for Record {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { votes, switches, edits, edits_unanswered, bells, rung } = self;
        let switches: usize = switches.values().map(BTreeMap::len).sum();
        let rung: usize = rung.values().map(Vec::len).sum();
        let bells = bells.len();
        write!(
            f,
            "{votes} votes, {switches} switches and {edits} edits were acknowledged, \
             {edits_unanswered} edits not; {bells} bells rang {rung} times"
        )
    }
}
