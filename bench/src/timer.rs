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

use crate::{installation::Installation, report, spent::Spent, timer_ends};

const SAMPLES: (usize, usize) = (5_000, 1_000);
const SWITCHES: usize = 5_000;
const AT_ONCE: usize = 20;

pub async fn run(installation: &Installation) -> anyhow::Result<()> {
    let id = make(installation).await?;
    switch(installation, id, "start").await?;
    calls(installation, id).await?;
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

/// A person's command comes after a pause, in which a core falls asleep.
const PAUSE: Duration = Duration::from_millis(1);

/// A read and a command, each beside a bare read of Redis after the same pause:
/// turn about, so that the machine treats all three alike.
async fn calls(installation: &Installation, id: Uuid) -> anyhow::Result<()> {
    let client = redis::Client::open(installation.ready.redis_live_url.as_str())?;
    let mut connection = client.get_connection()?;
    let (mut floor, mut reads, mut commands) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..installation.much(SAMPLES.0, SAMPLES.1) {
        clock::sleep(PAUSE).await;
        let start = clock::monotonic();
        let _: Option<String> = redis::cmd("GET").arg("d1:none").query(&mut connection)?;
        floor.push(start.elapsed());
        clock::sleep(PAUSE).await;
        let start = clock::monotonic();
        installation.live.read(id).await?;
        reads.push(start.elapsed());
        clock::sleep(PAUSE).await;
        let start = clock::monotonic();
        switch(installation, id, "switch").await?;
        commands.push(start.elapsed());
    }
    report::latency("a bare GET of Redis, after 1 ms", &mut floor);
    report::latency("read a timer, library call, after 1 ms", &mut reads);
    report::latency_ratio("read a timer, of a bare GET", &mut reads, &mut floor.clone());
    report::latency("accept a command with its audit event, library call", &mut commands);
    report::latency_ratio("accept a command, of a bare GET", &mut commands, &mut floor);
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
    let count = installation.much(SAMPLES.0, SAMPLES.1) / 5;
    let mut samples = Vec::with_capacity(count);
    for _ in 0..count {
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
    let before = Spent::until_now(installation)?;
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
    #[expect(clippy::cast_precision_loss, reason = "a few thousand switches")]
    let count = SWITCHES as f64;
    before.since(installation)?.report(&format!("a switch over HTTP, {of}"), count);
    report::figure(&format!("switches {of}, 20 at a time"), count / took.as_secs_f64(), "/s");
    Ok(())
}
