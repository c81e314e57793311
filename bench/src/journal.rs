//! A journal: drafts as many people type them, and a search through thousands of entries.

use std::time::Duration;

use anyhow::{Context as _, bail, ensure};
use downbeat_boot::{clock, task};
use downbeat_store::{NewIdentity, Origin, Person, Store};
use reqwest::{Client, Method, StatusCode};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::{installation::Installation, process, report};

/// Drafts a second, and people who type them.
const PER_S: u32 = 500;
const PEOPLE: u32 = 100;
/// Each goes over all of them, so that a draft is typed on as often as this.
const TEXT_BYTES: usize = 600;
const ENTRIES: usize = 5_000;
const ENTRY_BYTES: usize = 2_048;
const AT_ONCE: usize = 100;
const SEARCHES: usize = 40;

/// Somebody with a browser.
struct Writer {
    client: Client,
    api: String,
    cookie: String,
    csrf: String,
}

pub async fn run(installation: &Installation) -> anyhow::Result<()> {
    drafts(installation).await?;
    searches(installation).await
}

/// Each person types at a draft of theirs, one change after the other; every tenth change
/// begins another draft.
async fn drafts(installation: &Installation) -> anyhow::Result<()> {
    let run = installation.much(Duration::from_secs(20), Duration::from_secs(5));
    let store = installation.store().await?;
    let mut writers = Vec::new();
    for n in 0..PEOPLE {
        writers.push(Writer::new(installation, &store, n).await?);
    }
    let before = process::cpu(installation.pid("api-0")?)?;
    let start = clock::monotonic() + Duration::from_millis(200);
    let between = Duration::from_secs(1) * PEOPLE / PER_S;
    let mut lanes = Vec::new();
    for (n, writer) in (0..).zip(writers) {
        lanes.push(task::spawn("writer", async move {
            let mut due = start + between * n / PEOPLE;
            let mut samples = Vec::new();
            let (mut draft, mut base, editor) = (Uuid::now_v7(), None, Uuid::now_v7());
            for seq in 1.. {
                if due >= start + run {
                    break;
                }
                clock::sleep_until(due).await;
                if seq % 10 == 0 {
                    (draft, base) = (Uuid::now_v7(), None);
                }
                base = Some(writer.types(draft, (base, editor), seq).await?);
                samples.push(due.elapsed());
                due += between;
            }
            anyhow::Ok(samples)
        }));
    }
    let mut all: Vec<Duration> = Vec::new();
    for lane in lanes {
        all.extend(lane.await??);
    }
    let cost = process::cpu(installation.pid("api-0")?)?.saturating_sub(before);
    let each_us = cost.as_secs_f64() * 1e6 / f64::from(u32::try_from(all.len())?);
    report::latency("draft at 500 changes/s, open loop", &mut all);
    report::figure("CPU of the API a change of a draft", each_us, "µs");
    Ok(())
}

/// For a word that the oldest entry has, and for one that none has: all are opened.
async fn searches(installation: &Installation) -> anyhow::Result<()> {
    let store = installation.store().await?;
    let writer = Writer::new(installation, &store, PEOPLE).await?;
    for first in (0..ENTRIES).step_by(AT_ONCE) {
        let entries: Vec<Value> = (first..first + AT_ONCE).map(entry).collect();
        writer.ask(Method::POST, "/journal/import", Some(json!({ "entries": entries }))).await?;
    }
    let mut samples = Vec::new();
    for n in 0..installation.much(SEARCHES, 10) {
        let word = if n % 2 == 0 { "marigold" } else { "larkspur" };
        let began = clock::monotonic();
        let found = writer.search(word).await?;
        samples.push(began.elapsed());
        ensure!(found == (n + 1) % 2, "{word} was found {found} times");
    }
    let p95_ms = report::percentile(&mut samples, 0.95).as_secs_f64() * 1_000.0;
    report::figure("search through 5,000 entries of 2 KiB, p95", p95_ms, "ms");
    Ok(())
}

fn entry(n: usize) -> Value {
    let day = format!("{}-{:02}-{:02}", 2010 + n / 336, n / 28 % 12 + 1, n % 28 + 1);
    let mut text = format!("{n} ");
    text.push_str(if n == 0 { "marigold " } else { "daisy " });
    while text.len() < ENTRY_BYTES {
        text.push_str("some words about the day ");
    }
    json!({ "day": day, "text": text })
}

impl Writer {
    async fn new(installation: &Installation, store: &Store, n: u32) -> anyhow::Result<Self> {
        let login = format!("writer_{n}");
        let account = NewIdentity {
            provider: "twitch",
            provider_user_id: &Uuid::new_v4().to_string(),
            login: &login,
            display_name: &login,
        };
        let id = store.create_user_with_identity(account).await?.id;
        let secret = Uuid::new_v4().simple().to_string();
        let transaction = store.begin().await?;
        let person = Person { id, display_name: &login };
        let hash = Sha256::digest(&secret).into();
        transaction.sign_in(person, "bench", hash, &Origin::default()).await?;
        transaction.commit().await?;
        let cookie = format!("__Host-downbeat={secret}");
        let (client, api) = (Client::new(), format!("{}/api/v1", installation.ready.api));
        let reader = Self { client, api, cookie, csrf: String::new() };
        let me = reader.ask(Method::GET, "/me", None).await?;
        let csrf = me["csrf"].as_str().context("an account without a csrf")?.to_owned();
        Ok(Self { csrf, ..reader })
    }

    /// A change; the rev that it made.
    async fn types(
        &self,
        draft: Uuid,
        (base, editor): (Option<String>, Uuid),
        seq: u64,
    ) -> anyhow::Result<String> {
        let text = format!("{seq} {}", "and so on ".repeat(TEXT_BYTES / 10));
        let body = json!({
            "base": base, "durable": null, "editor": editor, "seq": seq,
            "of": { "what": "entry", "in": null }, "content": { "text": text },
        });
        let taken = self.ask(Method::PUT, &format!("/drafts/{draft}"), Some(body)).await?;
        Ok(taken["rev"].as_str().context("a draft without a rev")?.to_owned())
    }

    /// How many entries have it, however many calls that takes.
    async fn search(&self, word: &str) -> anyhow::Result<usize> {
        let (mut found, mut cursor) = (0, String::new());
        loop {
            let path = format!("/journal/entries?q={word}{cursor}");
            let page = self.ask(Method::GET, &path, None).await?;
            found += page["items"].as_array().map_or(0, Vec::len);
            let Some(next) = page["next"].as_str() else { return Ok(found) };
            cursor = format!("&cursor={next}");
        }
    }

    async fn ask(&self, method: Method, path: &str, body: Option<Value>) -> anyhow::Result<Value> {
        let request = self.client.request(method, format!("{}{path}", self.api));
        let request = request.header("cookie", &self.cookie).header("x-csrf-token", &self.csrf);
        let request = match &body {
            Some(body) => request.json(body),
            None => request,
        };
        let answer = request.send().await?;
        let status = answer.status();
        if status.is_success() {
            return Ok(answer.json().await?);
        }
        if status == StatusCode::TOO_MANY_REQUESTS {
            bail!("{path} is limited: the bench asks for more than a person may");
        }
        bail!("{path} is {status}: {}", answer.text().await?)
    }
}
