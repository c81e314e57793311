//! Timers: a read, a command, its way to a screen, its cost, and ends on time.

use std::time::Duration;

use downbeat_boot::{
    clock::{self, Instant},
    task,
};
use downbeat_live::Asked;
use downbeat_session::{Actor, Kind, Role, kinds::timer::Timer};
use futures::{StreamExt, future::try_join_all};
use reqwest::Client;
use serde_json::{Value, json};
use tokio_tungstenite::tungstenite::{Message, client::IntoClientRequest};
use uuid::Uuid;

use crate::{installation::Installation, process, report, timer_ends};

const SAMPLES: usize = 5_000;
const SWITCHES: usize = 5_000;
const AT_ONCE: usize = 20;

pub async fn run(installation: &Installation) -> anyhow::Result<()> {
    let id = make(installation).await?;
    switch(installation, id, "start").await?;
    floor(installation)?;
    reads(installation, id).await?;
    commands(installation, id).await?;
    to_a_screen(installation, id).await?;
    let mut own = Vec::new();
    for _ in 0..AT_ONCE {
        let id = make(installation).await?;
        switch(installation, id, "start").await?;
        own.push(id);
    }
    over_http(installation, &own, "of twenty timers").await?;
    over_http(installation, &[id; AT_ONCE], "of one timer").await?;
    timer_ends::run(installation).await
}

/// A timer of the installation's person, for two.
pub async fn make(installation: &Installation) -> anyhow::Result<Uuid> {
    let config = json!({
        "mode": "per_participant",
        "participants": [{ "id": "a", "name": "Ann" }, { "id": "b", "name": "Bob" }],
        "budget_ms": 86_400_000,
    });
    make_of(installation, config).await
}

/// One as a program makes it.
pub async fn make_of(installation: &Installation, config: Value) -> anyhow::Result<Uuid> {
    let ready = &installation.ready;
    let answer = Client::new()
        .post(format!("{}/api/v1/sessions", ready.api))
        .bearer_auth(&ready.api_token)
        .json(&json!({ "kind": Timer::NAME, "config": config }))
        .send()
        .await?
        .error_for_status()?;
    let made: Value = answer.json().await?;
    Ok(made["id"].as_str().unwrap_or_default().parse()?)
}

pub async fn switch(installation: &Installation, id: Uuid, name: &str) -> anyhow::Result<()> {
    let asked = Asked {
        session: id,
        id: None,
        name: name.into(),
        args: json!({}),
        actor: Actor { role: Role::Owner, id: None },
        owner: None,
        rev: None,
    };
    installation.live.command(&asked).await?;
    Ok(())
}

/// What a round trip to Redis costs here: the figures below stand on it.
fn floor(installation: &Installation) -> anyhow::Result<()> {
    let client = redis::Client::open(installation.ready.redis_live_url.as_str())?;
    let mut connection = client.get_connection()?;
    let mut samples = Vec::with_capacity(SAMPLES);
    for _ in 0..SAMPLES {
        let start = clock::monotonic();
        let _: Option<String> = redis::cmd("GET").arg("d1:none").query(&mut connection)?;
        samples.push(start.elapsed());
    }
    report::latency("a bare GET of Redis, one blocking connection", &mut samples);
    Ok(())
}

async fn reads(installation: &Installation, id: Uuid) -> anyhow::Result<()> {
    let mut samples = Vec::with_capacity(SAMPLES);
    for _ in 0..SAMPLES {
        let start = clock::monotonic();
        installation.live.read(id).await?;
        samples.push(start.elapsed());
    }
    report::latency("read a timer, library call", &mut samples);
    Ok(())
}

async fn commands(installation: &Installation, id: Uuid) -> anyhow::Result<()> {
    let mut samples = Vec::with_capacity(SAMPLES);
    for _ in 0..SAMPLES {
        let start = clock::monotonic();
        switch(installation, id, "switch").await?;
        samples.push(start.elapsed());
    }
    report::latency("accept a command with its audit event, library call", &mut samples);
    Ok(())
}

/// From our call to what a socket of the API's process hears.
async fn to_a_screen(installation: &Installation, id: Uuid) -> anyhow::Result<()> {
    let ready = &installation.ready;
    let place = format!("{}/ws/sessions/{id}", ready.api.replacen("http", "ws", 1));
    let mut request = place.into_client_request()?;
    let pass = format!("Bearer {}", ready.api_token).parse()?;
    request.headers_mut().insert("authorization", pass);
    let (mut socket, _) = tokio_tungstenite::connect_async(request).await?;
    let (changes, mut heard) = tokio::sync::mpsc::unbounded_channel::<Instant>();
    let listening = task::spawn("screen", async move {
        while let Some(Ok(message)) = socket.next().await {
            if let Message::Text(text) = message
                && text.contains("\"type\":\"change\"")
                && changes.send(clock::monotonic()).is_err()
            {
                break;
            }
        }
    });
    clock::sleep(Duration::from_millis(300)).await;
    let mut samples = Vec::with_capacity(SAMPLES / 5);
    for _ in 0..SAMPLES / 5 {
        let start = clock::monotonic();
        switch(installation, id, "switch").await?;
        let at = heard.recv().await;
        samples.push(at.map_or(Duration::MAX, |at| at - start));
    }
    listening.abort();
    report::latency("command to a screen at another process", &mut samples);
    Ok(())
}

/// What a switch costs all processes together, twenty clients at once: each with
/// a timer of its own, or all with one.
async fn over_http(installation: &Installation, ids: &[Uuid], of: &str) -> anyhow::Result<()> {
    let before = cpu(installation)?;
    let start = clock::monotonic();
    let clients = ids.iter().map(|id| {
        let ready = &installation.ready;
        let place = format!("{}/api/v1/sessions/{id}/commands/switch", ready.api);
        let (client, token) = (Client::new(), ready.api_token.clone());
        async move {
            let mut done = 0;
            while done < SWITCHES / AT_ONCE {
                let ask = client.post(&place).bearer_auth(&token).json(&json!({}));
                let status = ask.send().await?.status();
                // Contended: it is asked again, as a client would.
                anyhow::ensure!(status.is_success() || status == 503, "answered {status}");
                done += usize::from(status.is_success());
            }
            anyhow::Ok(())
        }
    });
    try_join_all(clients).await?;
    let took = start.elapsed();
    // What was told is drained before it is counted.
    clock::sleep(Duration::from_secs(2)).await;
    let each = |cost: Duration| {
        #[expect(clippy::cast_precision_loss, reason = "a few thousand switches")]
        let each_us = cost.as_secs_f64() * 1e6 / SWITCHES as f64;
        each_us
    };
    let mut total = 0.0;
    for ((name, before), (_, after)) in before.iter().zip(cpu(installation)?) {
        let cost_us = each(after.saturating_sub(*before));
        total += cost_us;
        report::line(&format!("CPU a switch over HTTP, {of}: {name}"), &format!("{cost_us:.0} µs"));
    }
    report::line(
        &format!("CPU a switch over HTTP, {of}: all processes"),
        &format!("{total:.0} µs"),
    );
    #[expect(clippy::cast_precision_loss, reason = "a few thousand switches")]
    let rate = SWITCHES as f64 / took.as_secs_f64();
    report::line(&format!("switches {of}, 20 at a time"), &format!("{rate:.0} /s"));
    Ok(())
}

fn cpu(installation: &Installation) -> anyhow::Result<[(&'static str, Duration); 5]> {
    let of = |name: &str| process::cpu(installation.pid(name)?);
    Ok([
        ("api", of("api-0")?),
        ("worker", of("worker-0")?),
        ("live Redis", of("redis-live")?),
        ("queue Redis", of("redis-queue")?),
        ("Postgres", process::cpu_with_children(installation.pid("postgres")?)?),
    ])
}
