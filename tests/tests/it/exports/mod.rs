//! All that somebody has here, in one file: what is in it, whose it is, and when it goes.

mod contents;
mod times;

use std::{collections::BTreeMap, io::Read};

use downbeat_job::{Attempt, Durable, Export};
use flate2::{Crc, read::DeflateDecoder};
use reqwest::{Method, Response};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    circle::Somebody,
    harness::{Process, World, until},
};

const EXPORTS: &str = "/me/exports";

/// The files of an export, by their names.
type Files = BTreeMap<String, Vec<u8>>;

impl Somebody {
    /// Asks for an export: its id.
    async fn exports(&self) -> Uuid {
        let asked = self.post(EXPORTS, json!({})).await;
        assert_eq!(
            (asked.status, &asked.body["state"]),
            (202, &json!("pending")),
            "{}",
            asked.body
        );
        asked.body["id"].as_str().unwrap().parse().unwrap()
    }

    /// What is told of one of theirs.
    async fn export(&self, id: Uuid) -> Option<Value> {
        let list = self.get(EXPORTS).await;
        assert_eq!(list.status, 200, "{}", list.body);
        let items = list.body["items"].as_array().unwrap();
        items.iter().find(|item| item["id"] == json!(id)).cloned()
    }

    async fn downloads(&self, id: Uuid) -> Response {
        let path = format!("/api/v1{EXPORTS}/{id}");
        self.program.ask(Method::GET, &path).send().await.unwrap()
    }

    /// The files of one that a worker writes.
    async fn opens(&self, id: Uuid) -> Files {
        until("an export is ready", async || {
            let told = self.export(id).await.unwrap();
            assert_ne!(told["state"], "failed", "{told}");
            (told["state"] == "ready").then_some(())
        })
        .await;
        let answer = self.downloads(id).await;
        assert_eq!(answer.status().as_u16(), 200);
        let file = answer.bytes().await.unwrap();
        let told = self.export(id).await.unwrap();
        assert_eq!(told["bytes"], json!(file.len()), "{told}");
        unpacked(&file)
    }
}

/// The next run of an export's job, as a worker begins it.
async fn run(world: &World, export: Uuid) -> anyhow::Result<()> {
    let live = world.live.live().await;
    let context = world.context(&live).await;
    let jobs = world.postgres.jobs_of("export").await;
    let (job, _) = jobs.iter().find(|(_, payload)| payload["export"] == json!(export)).unwrap();
    let number = world.postgres.claimed(*job).await;
    Export { export }.run(&context, &Attempt::new(*job, number)).await
}

/// Somebody and an API, and no worker.
async fn stage() -> (World, Process, Somebody) {
    let world = World::new().await.with("API__REQUESTS_PER_MIN", "0");
    let api = world.api().await;
    let ann = Somebody::new(&world, &api, "Ann").await;
    (world, api, ann)
}

/// As tools do that go by the directory at the end of a ZIP file.
fn unpacked(zip: &[u8]) -> Files {
    let number = |at: usize, count: usize| {
        zip[at..at + count].iter().rev().fold(0, |sum, byte| (sum << 8) | usize::from(*byte))
    };
    let end = zip.len() - 22;
    assert_eq!(number(end, 4), 0x0605_4b50, "it ends as a ZIP file");
    let (count, mut at) = (number(end + 10, 2), number(end + 16, 4));
    let mut files = Files::new();
    for _ in 0..count {
        assert_eq!(number(at, 4), 0x0201_4b50);
        let (packed, name) = (number(at + 20, 4), number(at + 28, 2));
        let begin = number(at + 42, 4);
        assert_eq!(number(begin, 4), 0x0403_4b50);
        let from = begin + 30 + number(begin + 26, 2) + number(begin + 28, 2);
        let mut content = Vec::new();
        DeflateDecoder::new(&zip[from..from + packed]).read_to_end(&mut content).unwrap();
        let mut sum = Crc::new();
        sum.update(&content);
        assert_eq!(usize::try_from(sum.sum()).unwrap(), number(at + 16, 4));
        let called = String::from_utf8(zip[at + 46..at + 46 + name].to_vec()).unwrap();
        assert!(files.insert(called, content).is_none(), "each name is there once");
        at += 46 + name;
    }
    assert_eq!(at, end);
    files
}

fn json_of(files: &Files, name: &str) -> Value {
    let file = files.get(name).unwrap_or_else(|| panic!("no {name} in {:?}", files.keys()));
    serde_json::from_slice(file).unwrap()
}
