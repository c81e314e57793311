//! Load while others replace the processes, and then the count: what was
//! acknowledged is there, once.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    time::Duration,
};

use anyhow::Context as _;
use downbeat_boot::{clock, task};
use futures::future::try_join_all;
use reqwest::Client;
use serde_json::{Value, json};
use tokio::io::AsyncReadExt;
use uuid::Uuid;

use crate::{
    chat::Line, installation::Installation, outage::in_order, report, timer, viewers::Viewers,
};

const VIEWERS: usize = 500;
const TIMERS: usize = 8;
const ROUND_S: u64 = 1_800;
const VOTE_EVERY: Duration = Duration::from_millis(10);
const SWITCH_EVERY: Duration = Duration::from_millis(50);
const AGAIN: Duration = Duration::from_millis(100);
const PATIENCE: Duration = Duration::from_secs(30);

pub async fn run(installation: &Installation) -> anyhow::Result<()> {
    let ready = &installation.ready;
    let clients = Clients { http: Client::new(), over: Arc::new(AtomicBool::new(false)) };
    clients.unlimited(installation).await?;
    let round = json!({ "question": "Does it roll?", "duration_s": ROUND_S });
    clients.command(installation, ready.session_id, "start_round", &round).await?;
    let mut timers = Vec::new();
    for _ in 0..TIMERS {
        let id = timer::make(installation).await?;
        clients.command(installation, id, "start", &json!({})).await?;
        timers.push(id);
    }
    let token = ready.overlay_ws_url.rsplit('/').next().context("an overlay's token")?;
    let place = |base: &String| format!("{}/ws/overlay/{token}", base.replacen("http", "ws", 1));
    let places: Vec<String> = ready.apis.iter().map(place).collect();
    let mut viewers = Viewers::open(&places, VIEWERS, |n| n % places.len()).await?;

    let over = clients.over.clone();
    task::spawn("until told", async move {
        let mut told = [0];
        while tokio::io::stdin().read(&mut told).await.is_ok_and(|read| read > 0) {}
        over.store(true, Ordering::Relaxed);
    });
    let votes = AtomicU64::new(0);
    let switching = try_join_all(timers.iter().map(|id| clients.switch(installation, *id)));
    let (sent, switches) = futures::try_join!(clients.vote(installation, &votes), switching)?;

    let acknowledged = votes.load(Ordering::Relaxed);
    let counted = counted(&clients, installation, acknowledged).await?;
    report::line(
        "votes sent, acknowledged, counted",
        &format!("{sent}, {acknowledged}, {counted}"),
    );
    anyhow::ensure!((acknowledged..=sent).contains(&counted), "votes were lost or counted twice");
    let mut missing = 0;
    for (id, switches) in timers.iter().zip(&switches) {
        missing += switches + 1 - in_order(installation, *id, switches + 1).await?;
    }
    let total: i64 = switches.iter().sum();
    report::line("commands acknowledged, missing", &format!("{total}, {missing}"));
    anyhow::ensure!(missing == 0, "commands were lost");
    let dead = installation.store().await?.count_dead(100).await?;
    report::line("jobs that are dead", &dead.to_string());
    anyhow::ensure!(dead == 0, "jobs died");
    let mut away = Vec::new();
    while let Ok((gone, back)) = viewers.back.try_recv() {
        away.push(back - gone);
    }
    report::latency("a screen is moved: away for", &mut away);
    anyhow::ensure!(viewers.behind() == 0, "{} screens are behind", viewers.behind());
    Ok(())
}

/// Votes of the round, once they are all in.
async fn counted(
    clients: &Clients,
    installation: &Installation,
    acknowledged: u64,
) -> anyhow::Result<u64> {
    let ready = &installation.ready;
    let deadline = clock::monotonic() + PATIENCE;
    loop {
        let place = format!("{}/api/v1/sessions/{}", ready.api, ready.session_id);
        let answer = clients.http.get(place).bearer_auth(&ready.api_token).send().await?;
        let session: Value = answer.error_for_status()?.json().await?;
        let counts = session["view"]["round"]["counts"].as_object().cloned().unwrap_or_default();
        let counted = counts.values().filter_map(Value::as_u64).sum();
        if counted >= acknowledged || clock::monotonic() > deadline {
            return Ok(counted);
        }
        clock::sleep(AGAIN).await;
    }
}

/// They go from API to API until somebody answers.
struct Clients {
    http: Client,
    over: Arc<AtomicBool>,
}

impl Clients {
    fn is_over(&self) -> bool {
        self.over.load(Ordering::Relaxed)
    }

    /// A channel has its limit: here, none.
    async fn unlimited(&self, installation: &Installation) -> anyhow::Result<()> {
        let ready = &installation.ready;
        let place = format!("{}/api/v1/sessions/{}", ready.api, ready.session_id);
        let read = self.http.get(&place).bearer_auth(&ready.api_token).send().await?;
        let tag = read.error_for_status()?.headers().get("etag").cloned();
        let save = self.http.patch(&place).bearer_auth(&ready.api_token);
        let save = save.header("if-match", tag.context("no ETag")?);
        save.json(&json!({ "votes_per_min": 0 })).send().await?.error_for_status()?;
        Ok(())
    }

    /// A command under one id, until it is acknowledged.
    async fn command(
        &self,
        installation: &Installation,
        id: Uuid,
        name: &str,
        args: &Value,
    ) -> anyhow::Result<()> {
        let ready = &installation.ready;
        let key = Uuid::new_v4().to_string();
        let deadline = clock::monotonic() + PATIENCE;
        for api in ready.apis.iter().cycle() {
            let ask = self.http.post(format!("{api}/api/v1/sessions/{id}/commands/{name}"));
            let ask = ask.bearer_auth(&ready.api_token).header("idempotency-key", &key).json(args);
            match ask.send().await {
                Ok(answer) if answer.status().is_success() => return Ok(()),
                Ok(answer) if !answer.status().is_server_error() => {
                    anyhow::bail!("{name} was answered {}", answer.status());
                }
                _ => {}
            }
            anyhow::ensure!(clock::monotonic() < deadline, "{name} was never acknowledged");
            clock::sleep(AGAIN).await;
        }
        Ok(())
    }

    /// Switches until it is over; how many.
    async fn switch(&self, installation: &Installation, id: Uuid) -> anyhow::Result<i64> {
        let mut switches = 0;
        while !self.is_over() {
            clock::sleep(SWITCH_EVERY).await;
            self.command(installation, id, "switch", &json!({})).await?;
            switches += 1;
        }
        Ok(switches)
    }

    /// Votes until it is over; how many were sent.
    async fn vote(
        &self,
        installation: &Installation,
        acknowledged: &AtomicU64,
    ) -> anyhow::Result<u64> {
        let ready = &installation.ready;
        let mut apis = ready.apis.iter().cycle();
        let (mut sent, mut line) = (0, None);
        while !self.is_over() {
            clock::sleep(VOTE_EVERY).await;
            if line.is_none() {
                let api = apis.next().context("an API")?;
                let place = format!("{api}/webhooks/twitch");
                line = Line::open(&place, &ready.webhook_secret).await.ok();
            }
            let Some(mut open) = line.take() else { continue };
            sent += 1;
            if let Ok(status) = open.vote(&ready.broadcaster_id, "yes").await {
                acknowledged.fetch_add(u64::from(status == 204), Ordering::Relaxed);
                line = Some(open);
            }
        }
        Ok(sent)
    }
}
