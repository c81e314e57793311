//! What somebody writes for themselves: kept, found again, and nobody else's.

mod copies;
mod drafts;
mod ending;
mod entries;
mod erasing;
mod insights;
mod keys;
mod outages;
mod races;
mod sharing;

use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;

use downbeat_job::journal::Vault;
use downbeat_live::{Live, key};
use downbeat_store::Keys;

use crate::{
    harness::{Answered, JOURNAL_KEY, Process, Program, World, answered},
    standing::cast::{cookie, person},
};

/// Somebody at their own journal.
pub struct Writer {
    pub user: Uuid,
    pub program: Program,
}

impl Writer {
    pub async fn new(world: &World, api: &Process, name: &str) -> Self {
        let user = person(&world.postgres, name).await;
        Self { user, program: cookie(&world.postgres, user).await.program(api).await }
    }

    pub async fn get(&self, path: &str) -> Answered {
        self.program.get(&format!("/api/v1{path}")).await
    }

    pub async fn post(&self, path: &str, body: Value) -> Answered {
        self.program.post(&format!("/api/v1{path}"), body).await
    }

    /// With the tag of what was read.
    pub async fn tagged(&self, method: Method, path: &str, tag: &str, body: Value) -> Answered {
        let request = self.program.ask(method, &format!("/api/v1{path}"));
        answered(request.header("if-match", tag).json(&body)).await
    }

    /// A new entry; answers it.
    pub async fn writes(&self, body: Value) -> Value {
        let written = self.post("/journal/entries", body).await;
        assert_eq!(written.status, 201, "{}", written.body);
        written.body
    }

    pub async fn puts(&self, draft: Uuid, put: &Put) -> Answered {
        let path = format!("/api/v1/drafts/{draft}");
        answered(self.program.ask(Method::PUT, &path).json(&put.body())).await
    }

    /// What it says in a draft.
    pub async fn reads(&self, draft: Uuid) -> Option<String> {
        let read = self.get(&format!("/drafts/{draft}")).await;
        (read.status == 200).then(|| read.body["content"]["text"].as_str().unwrap().to_owned())
    }
}

/// What an editor sends.
#[derive(Debug, Clone)]
pub struct Put {
    pub editor: Uuid,
    pub seq: u64,
    pub base: Value,
    pub durable: Value,
    pub text: String,
}

impl Put {
    pub fn new(text: &str) -> Self {
        let (base, durable) = (Value::Null, Value::Null);
        Self { editor: Uuid::new_v4(), seq: 1, base, durable, text: text.to_owned() }
    }

    /// The same editor types on, from what it was answered.
    pub fn then(&self, answer: &Answered, text: &str) -> Self {
        assert_eq!(answer.status, 200, "{}", answer.body);
        Self {
            seq: self.seq + 1,
            base: answer.body["rev"].clone(),
            durable: answer.body["durable"].clone(),
            text: text.to_owned(),
            ..self.clone()
        }
    }

    fn body(&self) -> Value {
        let Self { editor, seq, base, durable, text } = self;
        json!({
            "base": base, "durable": durable, "editor": editor, "seq": seq,
            "of": { "what": "entry", "in": null }, "content": { "text": text },
        })
    }
}

/// What a worker has drafts written with.
pub fn vault(world: &World, live: &Live) -> Vault {
    let keys = Keys::read(&[JOURNAL_KEY.to_owned()]).unwrap();
    Vault { live: live.clone(), store: (*world.postgres).clone(), keys }
}

/// All drafts that wait have waited for long enough, and come to Postgres.
pub async fn flush(world: &World, vault: &Vault) {
    let mut redis = world.live.bare().await;
    for shard in 0..vault.live.shards() {
        let mut range = redis::cmd("ZRANGE");
        range.arg(key::drafts(shard)).arg(0).arg(-1);
        let waiting: Vec<String> = range.query_async(&mut redis).await.unwrap();
        for draft in waiting {
            let mut ages = redis::cmd("ZADD");
            ages.arg(key::drafts(shard)).arg("XX").arg(1).arg(draft);
            ages.exec_async(&mut redis).await.unwrap();
        }
        vault.flush_drafts(shard).await.unwrap();
    }
}
