//! A journal: drafts as many people type them, and a search through thousands of entries.

use std::time::Duration;

use anyhow::{Context as _, ensure};
use downbeat_boot::{clock, task};
use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{browser::Browser, installation::Installation, process, report};

/// Drafts a second, and people who type them.
const PER_S: u32 = 500;
const PEOPLE: u32 = 100;
/// Each goes over all of them, so that a draft is typed on as often as this.
const TEXT_BYTES: usize = 600;
const ENTRIES: usize = 5_000;
const ENTRY_BYTES: usize = 2_048;
const AT_ONCE: usize = 100;
const SEARCHES: usize = 40;
/// A draft waits for half a minute before it is written there.
const DURABLE: Duration = Duration::from_mins(2);

/// Somebody who types.
struct Writer(Browser);

pub async fn run(installation: &Installation) -> anyhow::Result<()> {
    drafts(installation).await?;
    searches(installation).await
}

/// Each person types at a draft of theirs, one change after the other; every tenth change
/// begins another draft.
async fn drafts(installation: &Installation) -> anyhow::Result<()> {
    let run = installation.much(Duration::from_secs(20), Duration::from_secs(5));
    let store = installation.store().await?;
    let (mut writers, mut firsts) = (Vec::new(), Vec::new());
    for n in 0..PEOPLE {
        let writer = Writer(Browser::new(installation, &store, &format!("writer_{n}")).await?);
        // Whoever writes for the first time is given a key, once in a life.
        let began = clock::monotonic();
        writer.types(Uuid::now_v7(), (None, Uuid::now_v7()), 1).await?;
        firsts.push(began.elapsed());
        writers.push(writer);
    }
    report::latency("the first draft of somebody's life", &mut firsts);
    let before = process::cpu(installation.pid("api-0")?)?;
    let start = clock::monotonic() + Duration::from_millis(200);
    let between = Duration::from_secs(1) * PEOPLE / PER_S;
    let mut lanes = Vec::new();
    for (n, writer) in (0..).zip(writers) {
        lanes.push(task::spawn("writer", async move {
            let mut due = start + between * n / PEOPLE;
            let (mut samples, mut newest) = (Vec::new(), Vec::new());
            let (mut draft, mut base, editor) = (Uuid::now_v7(), None, Uuid::now_v7());
            for seq in 1.. {
                if due >= start + run {
                    newest.push((draft, seq - 1));
                    break;
                }
                clock::sleep_until(due).await;
                if seq % 10 == 0 {
                    newest.push((draft, seq - 1));
                    (draft, base) = (Uuid::now_v7(), None);
                }
                base = Some(writer.types(draft, (base, editor), seq).await?);
                samples.push(due.elapsed());
                due += between;
            }
            anyhow::Ok((writer, newest, samples))
        }));
    }
    let (mut all, mut typed) = (Vec::new(), Vec::new());
    for lane in lanes {
        let (writer, newest, samples) = lane.await??;
        all.extend(samples);
        typed.push((writer, newest));
    }
    let cost = process::cpu(installation.pid("api-0")?)?.saturating_sub(before);
    let each_us = cost.as_secs_f64() * 1e6 / f64::from(u32::try_from(all.len())?);
    report::latency("draft at 500 changes/s, open loop", &mut all);
    report::figure("CPU of the API a change of a draft", each_us, "µs");
    kept(installation, &typed).await
}

/// The newest of each is there, and in the end in Postgres.
async fn kept(
    installation: &Installation,
    typed: &[(Writer, Vec<(Uuid, u64)>)],
) -> anyhow::Result<()> {
    for (writer, newest) in typed {
        for (draft, seq) in newest {
            let draft = writer.0.ask(Method::GET, &format!("/drafts/{draft}"), None).await?;
            let text = draft["content"]["text"].as_str().unwrap_or_default();
            ensure!(text.starts_with(&format!("{seq} ")), "a draft is not what was typed last");
        }
    }
    if installation.is_brief {
        return Ok(());
    }
    let began = clock::monotonic();
    for (writer, _) in typed {
        while !writer.is_durable().await? {
            ensure!(began.elapsed() < DURABLE, "not every draft came to Postgres");
            clock::sleep(Duration::from_millis(500)).await;
        }
    }
    let took = began.elapsed().as_secs_f64();
    report::figure("10,000 drafts typed: all of them in Postgres", took, "s");
    Ok(())
}

/// For a word that the oldest entry has, and for one that none has: all are opened.
async fn searches(installation: &Installation) -> anyhow::Result<()> {
    let store = installation.store().await?;
    let writer = Writer(Browser::new(installation, &store, "reader").await?);
    for first in (0..ENTRIES).step_by(AT_ONCE) {
        let entries: Vec<Value> = (first..first + AT_ONCE).map(entry).collect();
        writer.0.ask(Method::POST, "/journal/import", Some(json!({ "entries": entries }))).await?;
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
        let taken = self.0.ask(Method::PUT, &format!("/drafts/{draft}"), Some(body)).await?;
        Ok(taken["rev"].as_str().context("a draft without a rev")?.to_owned())
    }

    /// Whether Postgres has all that they type.
    async fn is_durable(&self) -> anyhow::Result<bool> {
        let drafts = self.0.ask(Method::GET, "/drafts", None).await?;
        let drafts = drafts["items"].as_array().context("no list of drafts")?;
        Ok(drafts.iter().all(|draft| draft["durable"] == draft["rev"]))
    }

    /// How many entries have it, however many calls that takes.
    async fn search(&self, word: &str) -> anyhow::Result<usize> {
        let (mut found, mut cursor) = (0, String::new());
        loop {
            let path = format!("/journal/entries?q={word}{cursor}");
            let page = self.0.ask(Method::GET, &path, None).await?;
            found += page["items"].as_array().map_or(0, Vec::len);
            let Some(next) = page["next"].as_str() else { return Ok(found) };
            cursor = format!("&cursor={next}");
        }
    }
}
