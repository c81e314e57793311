//! What a vote says of itself, who reads it, and what is told where nobody does.

use downbeat_live::{
    Asked, Counted, Frame, Heard, Lease, Line, Live, Outcome, Protocol, Tallied, Vote, key,
};
use downbeat_session::{Actor, Audience, kinds::meter::Config};
use redis::{FromRedisValue, aio::MultiplexedConnection, cmd};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::harness::{Redis, Shown, beaten, open_meter, window_config};

/// A meter whose shard has an owner and a listener, on a Redis of their own.
struct Table {
    server: Redis,
    live: Live,
    bare: MultiplexedConnection,
    channel: Line,
    lease: Lease,
    id: Uuid,
    shard: u16,
}

impl Table {
    async fn set(config: &Config) -> Self {
        let server = Redis::start();
        let (live, bare) = (server.live().await, server.bare().await);
        let id = open_meter(&live, config).await.id;
        let shard = live.shard(id);
        let channel = Line::open(&live).await.unwrap();
        channel.subscriber().listen(shard).await.unwrap();
        let lease = live.acquire(shard).await.unwrap().unwrap();
        Self { server, live, bare, channel, lease, id, shard }
    }

    async fn vote(&self, text: &str) {
        let id = Uuid::new_v4().to_string();
        let vote =
            Vote { session: self.id, message_id: &id, delivery_id: "", chatter_id: &id, text };
        assert_eq!(self.live.vote(&vote).await.unwrap(), Outcome::Counted);
    }

    async fn ask<T: FromRedisValue>(&mut self, command: &[&str], key: String) -> T {
        let mut ask = cmd(command[0]);
        ask.arg(key).arg(&command[1..]);
        ask.query_async(&mut self.bare).await.unwrap()
    }

    /// Whether the session is marked as one to be told as a whole.
    async fn is_dirty(&mut self) -> bool {
        let id = self.id.to_string();
        self.ask::<Option<f64>>(&["ZSCORE", &id], key::dirty(self.shard)).await.is_some()
    }

    async fn changes_bytes(&mut self) -> usize {
        self.ask(&["STRLEN"], key::changes(self.shard)).await
    }

    /// Takes the mark of what was told.
    async fn is_told(&mut self) {
        let _: u8 = self.ask(&["DEL"], key::dirty(self.shard)).await;
    }

    /// The number of the next message, and what is in it.
    async fn hear(&mut self) -> (u64, Vec<Frame>) {
        match self.channel.hear().await.unwrap() {
            Heard::Message { message, .. } => (message.n, message.frames),
            heard => panic!("{heard:?}"),
        }
    }

    async fn truth(&self) -> (String, Value) {
        let hot = self.live.read(self.id).await.unwrap().unwrap();
        let view = serde_json::from_slice(&hot.view(Audience::Public)).unwrap();
        (hot.rev.to_string(), view)
    }
}

#[tokio::test]
async fn votes_are_told_as_they_came_once_somebody_reads_them() {
    let mut table = Table::set(&Config { votes_per_min: 0, ..Config::default() }).await;
    table.vote("yes").await;
    assert!(table.is_dirty().await, "the owner has not begun to read");
    assert_eq!(table.changes_bytes().await, 0);
    let first = beaten(&table.live, &table.lease).await.unwrap();
    assert_eq!((first.dirty.sessions, first.told), (vec![table.id], vec![]));
    table.is_told().await;

    let hot = table.live.read(table.id).await.unwrap().unwrap();
    let mut tallied = Tallied::of(&hot).unwrap();
    for text in ["yes", "no", "yes"] {
        table.vote(text).await;
    }
    assert!(!table.is_dirty().await);
    let second = beaten(&table.live, &table.lease).await.unwrap();
    assert_eq!((second.dirty.sessions, second.told), (vec![], vec![table.id; 3]));
    assert_eq!(table.changes_bytes().await, 1, "it goes on being read");
    assert_eq!(table.hear().await.0, 1);
    let (n, frames) = table.hear().await;
    assert_eq!((n, frames.len()), (2, 3));
    for frame in &frames {
        let Frame::Tally(change) = frame else { panic!("{frame:?}") };
        assert_eq!(tallied.take(change), Counted::Moved);
        assert_eq!(tallied.take(change), Counted::Known);
    }
    let told = tallied.change();
    let text = told.text(Audience::Public, Protocol::V1).unwrap();
    assert_eq!(Some(text), told.text(Audience::Owner, Protocol::V2), "the same for everybody");
    let told: Value = serde_json::from_slice(text).unwrap();
    let mut members: Vec<&String> = told["change"].as_object().unwrap().keys().collect();
    members.sort();
    assert_eq!(members, ["at_ms", "tally_seq", "value"]);
    let (rev, truth) = table.truth().await;
    assert_eq!((&told["from"], &told["rev"]), (&json!(rev), &json!(rev)));
    let whole = json!({ "type": "hello", "rev": rev, "view": view(&hot) });
    let mut shown = Shown::of(&whole);
    assert!(shown.takes(&told));
    assert_eq!(shown.view, truth);
}

fn view(hot: &downbeat_live::Hot) -> Value {
    serde_json::from_slice(&hot.view(Audience::Public)).unwrap()
}

#[tokio::test]
async fn a_round_tells_its_votes_with_its_question() {
    let mut table = Table::set(&window_config(60)).await;
    let args = json!({ "question": "Where to?", "choices": [
        { "trigger": "1", "label": "Castle" }, { "trigger": "2", "label": "Woods" },
    ] });
    let (session, name, actor) = (table.id, "start_round".into(), Actor::system());
    let asked = Asked { session, id: None, name, args, actor, owner: None, rev: None };
    table.live.command(&asked).await.unwrap();
    beaten(&table.live, &table.lease).await.unwrap();
    let hot = table.live.read(table.id).await.unwrap().unwrap();
    let mut tallied = Tallied::of(&hot).unwrap();
    for text in ["2", "1", "2"] {
        table.vote(text).await;
    }
    beaten(&table.live, &table.lease).await.unwrap();
    table.hear().await;
    for frame in table.hear().await.1 {
        let Frame::Tally(change) = frame else { panic!("{frame:?}") };
        assert_eq!(tallied.take(&change), Counted::Moved);
    }
    let told = tallied.change();
    let told: Value =
        serde_json::from_slice(told.text(Audience::Public, Protocol::V2).unwrap()).unwrap();
    assert_eq!(told["change"]["round"], table.truth().await.1["round"]);
    assert_eq!(told["change"]["round"]["question"], "Where to?");
}

#[tokio::test]
async fn a_list_that_is_too_long_is_given_up_and_leaves_a_gap() {
    let mut table = Table::set(&Config { votes_per_min: 0, ..Config::default() }).await;
    beaten(&table.live, &table.lease).await.unwrap();
    table.vote("yes").await;
    let much = "x".repeat(128 * 1024);
    let _: usize = table.ask(&["APPEND", &much], key::changes(table.shard)).await;
    table.is_told().await;
    table.vote("yes").await;
    assert_eq!(table.changes_bytes().await, 0, "it is bounded");
    assert!(table.is_dirty().await, "it is told as a whole");
    table.vote("yes").await;
    assert_eq!(table.changes_bytes().await, 0);
    let news = beaten(&table.live, &table.lease).await.unwrap();
    assert_eq!((news.dirty.sessions, news.told), (vec![table.id], vec![]));
    assert_eq!((table.hear().await.0, table.hear().await.0), (1, 3), "others read what was lost");
    table.vote("yes").await;
    assert_eq!(beaten(&table.live, &table.lease).await.unwrap().told, [table.id]);
    assert_eq!(table.hear().await.0, 4);
}

#[tokio::test]
async fn a_list_lives_no_longer_than_the_lease_of_who_reads_it() {
    let mut table = Table::set(&Config::default()).await;
    beaten(&table.live, &table.lease).await.unwrap();
    table.vote("yes").await;
    for _ in 0..2 {
        let mut times = Vec::new();
        for key in [key::lease(table.shard), key::changes(table.shard)] {
            times.push(table.ask::<i64>(&["PEXPIRETIME"], key).await);
        }
        assert!(times[0] > 0 && times[0] == times[1], "{times:?}");
        beaten(&table.live, &table.lease).await.unwrap();
        table.live.renew(std::slice::from_ref(&table.lease)).await.unwrap();
    }
    table.is_told().await;
    table.live.release(&table.lease).await.unwrap();
    assert_eq!(table.changes_bytes().await, 0);
    // A release before this one may be the next owner: it looks for what is dirty.
    let other = table.live.acquire(table.shard).await.unwrap().unwrap();
    table.vote("yes").await;
    assert!(table.is_dirty().await);
    // Who has been replaced neither tells nor takes anything.
    beaten(&table.live, &other).await.unwrap();
    table.vote("yes").await;
    let bytes = table.changes_bytes().await;
    assert!(beaten(&table.live, &table.lease).await.is_none());
    assert_eq!(table.changes_bytes().await, bytes);
    assert_eq!(beaten(&table.live, &other).await.unwrap().told, [table.id]);
}

#[tokio::test]
async fn an_emptied_redis_has_no_list_and_its_owner_begins_again() {
    let mut table = Table::set(&Config::default()).await;
    beaten(&table.live, &table.lease).await.unwrap();
    table.server.empty().await;
    assert!(beaten(&table.live, &table.lease).await.is_none());
    table.id = open_meter(&table.live, &Config::default()).await.id;
    table.shard = table.live.shard(table.id);
    let lease = table.live.acquire(table.shard).await.unwrap().unwrap();
    table.vote("yes").await;
    assert!(table.is_dirty().await);
    beaten(&table.live, &lease).await.unwrap();
    table.vote("yes").await;
    assert_eq!(beaten(&table.live, &lease).await.unwrap().told, [table.id]);
}
