//! What a dashboard asks of the API, at a rate.

use std::time::Duration;

use downbeat_boot::{
    clock::{self, Instant},
    task,
};
use reqwest::{Client, Method, RequestBuilder, StatusCode};
use serde_json::json;

use crate::{installation::Installation, process, report};

const PER_S: u32 = 500;
const LANES: u32 = 32;
const RUN: Duration = Duration::from_secs(20);

/// Reads, and what they are beside: of twenty requests three are commands and
/// one is a save.
const READS: [&str; 4] = ["", "/activity", "/rounds?limit=20", "/links"];

struct Lane {
    client: Client,
    session: String,
    token: String,
    /// The version that the next save expects; saves come from one lane.
    version: Option<u64>,
}

pub async fn run(installation: &Installation) -> anyhow::Result<()> {
    let start = clock::monotonic() + Duration::from_millis(200);
    let before = process::cpu(installation.pid("api-0")?)?;
    let mut lanes = Vec::new();
    for n in 0..LANES {
        let mut lane = Lane::new(installation, n == 0);
        lanes.push(task::spawn("lane", async move {
            let between = Duration::from_secs(1) * LANES / PER_S;
            let mut due = start + between * n / LANES;
            let mut samples = Vec::new();
            for turn in 0.. {
                if due >= start + RUN {
                    break;
                }
                clock::sleep_until(due).await;
                samples.push(lane.ask(turn, due).await?);
                due += between;
            }
            anyhow::Ok(samples)
        }));
    }
    let mut all = Vec::new();
    for lane in lanes {
        all.extend(lane.await??);
    }
    let cost = process::cpu(installation.pid("api-0")?)?.saturating_sub(before);
    let each_us = cost.as_secs_f64() * 1e6 / f64::from(u32::try_from(all.len())?);
    let of = |what: &str, wanted: Option<Asked>| {
        let chosen = all.iter().filter(|(asked, _)| wanted.is_none_or(|wanted| wanted == *asked));
        let mut samples: Vec<Duration> = chosen.map(|(_, took)| *took).collect();
        report::latency(what, &mut samples);
    };
    of("API at 500 requests/s, open loop", None);
    of("API at 500 requests/s: reads", Some(Asked::Read));
    of("API at 500 requests/s: commands", Some(Asked::Command));
    of("API at 500 requests/s: saves", Some(Asked::Save));
    report::figure("CPU of the API a request", each_us, "µs");
    Ok(())
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Asked {
    Read,
    Command,
    Save,
}

impl Lane {
    fn new(installation: &Installation, saves: bool) -> Self {
        let ready = &installation.ready;
        Self {
            client: Client::new(),
            session: format!("{}/api/v1/sessions/{}", ready.api, ready.session_id),
            token: ready.api_token.clone(),
            version: saves.then_some(1),
        }
    }

    /// One request, and how long after its time it was answered.
    async fn ask(&mut self, turn: usize, due: Instant) -> anyhow::Result<(Asked, Duration)> {
        let asked = match (self.version, turn % 20) {
            (Some(version), n) if n % 2 == 0 => {
                self.save(version, turn).await?;
                Asked::Save
            }
            (_, 5 | 10 | 15) => {
                let place = format!("{}/commands/test_vote", self.session);
                self.send(Method::POST, &place, |ask| ask.json(&json!({ "side": "for" }))).await?;
                Asked::Command
            }
            _ => {
                let place = format!("{}{}", self.session, READS[turn % READS.len()]);
                self.send(Method::GET, &place, |ask| ask).await?;
                Asked::Read
            }
        };
        Ok((asked, due.elapsed()))
    }

    async fn save(&mut self, version: u64, turn: usize) -> anyhow::Result<()> {
        let weight = 1 + turn % 50;
        let place = self.session.clone();
        self.send(Method::PATCH, &place, |ask| {
            let body = json!({ "config": { "weight": weight } });
            ask.header("If-Match", format!("\"{version}\"")).json(&body)
        })
        .await?;
        self.version = Some(version + 1);
        Ok(())
    }

    async fn send(
        &self,
        method: Method,
        place: &str,
        with: impl FnOnce(RequestBuilder) -> RequestBuilder,
    ) -> anyhow::Result<()> {
        let ask = self.client.request(method, place).bearer_auth(&self.token);
        let answer = with(ask).send().await?;
        let status = answer.status();
        answer.bytes().await?;
        anyhow::ensure!(status == StatusCode::OK, "{place} answered {status}");
        Ok(())
    }
}
