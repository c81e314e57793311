//! A list of 500: what a command that changes one entry costs beside a small
//! state's, and what a socket of each protocol is sent for it.

use std::time::Duration;

use anyhow::Context as _;
use downbeat_boot::clock;
use downbeat_live::Asked;
use downbeat_session::{Actor, Audience, Role};
use futures::StreamExt;
use serde_json::{Value, json};
use tokio_tungstenite::tungstenite::{Message, client::IntoClientRequest};
use uuid::Uuid;

use crate::{
    installation::Installation,
    process, report,
    timer::{self, switch},
};

const PEOPLE: usize = 500;
/// Those who have the turn, as in a timer of two.
const PAIR: [&str; 2] = ["a", "b"];
/// Small and large take turns, so that what else runs here meets both.
const TURNS: usize = 10;
const SWITCHES: usize = 400;

pub async fn run(installation: &Installation) -> anyhow::Result<()> {
    let small = timer::make(installation).await?;
    let large = timer::make_of(installation, crowd()).await?;
    let sessions = [small, large];
    for id in sessions {
        switch(installation, id, "start").await?;
        Cost::default().measure(installation, id).await?;
    }
    let hot = installation.live.read(large).await?.context("it is hot")?;
    let bytes = hot.session.to_bytes().len();
    report::count("a timer of 500: its state", u64::try_from(bytes)?, "bytes");
    let mut costs = [Cost::default(), Cost::default()];
    for _ in 0..TURNS {
        for (id, cost) in sessions.into_iter().zip(&mut costs) {
            cost.measure(installation, id).await?;
        }
    }
    let [small, large_cost] = &mut costs;
    let (small, large_cost) = (small.report("of two"), large_cost.report("of 500"));
    let ratio = |n: usize| large_cost[n] / small[n];
    for (n, of) in ["p50", "CPU of the caller", "CPU of live Redis"].into_iter().enumerate() {
        report::figure(&format!("a switch of 500 beside one of two, {of}"), ratio(n), "×");
    }
    for protocol in ["downbeat.v2", "downbeat.v1"] {
        told(installation, large, protocol).await?;
    }
    Ok(())
}

/// Passes the turn between two, however many there are: more clocks that have run
/// would make the state larger.
async fn turn(installation: &Installation, session: Uuid, n: usize) -> anyhow::Result<()> {
    let to = PAIR[(n + 1) % PAIR.len()];
    let asked = Asked {
        session,
        id: None,
        name: "switch".into(),
        args: json!({ "to": to }),
        actor: Actor { role: Role::Owner, id: None },
        owner: None,
        rev: None,
    };
    installation.live.command(&asked).await?;
    Ok(())
}

/// Its state has 64 KiB.
fn crowd() -> Value {
    let one = |n: usize| {
        let (id, name) = (PAIR.get(n).copied(), format!("{n:03} {}", "n".repeat(56)));
        json!({ "id": id, "name": name, "group": "g", "color": "#3b82f6", "budget_ms": 86_000_000 })
    };
    let everyone: Vec<Value> = (0..PEOPLE).map(one).collect();
    json!({ "mode": "per_participant", "participants": everyone, "budget_ms": 86_400_000 })
}

#[derive(Default)]
struct Cost {
    samples: Vec<Duration>,
    caller: Duration,
    redis: Duration,
}

impl Cost {
    async fn measure(&mut self, installation: &Installation, id: Uuid) -> anyhow::Result<()> {
        let (caller, redis) = (std::process::id(), installation.pid("redis-live")?);
        let before = (process::cpu(caller)?, process::cpu(redis)?);
        for n in 0..SWITCHES {
            let start = clock::monotonic();
            turn(installation, id, n).await?;
            self.samples.push(start.elapsed());
        }
        self.caller += process::cpu(caller)?.saturating_sub(before.0);
        self.redis += process::cpu(redis)?.saturating_sub(before.1);
        Ok(())
    }

    /// The median, and what one costs the caller and Redis, in microseconds.
    fn report(&mut self, of: &str) -> [f64; 3] {
        report::latency(&format!("a switch in a timer {of}, library call"), &mut self.samples);
        #[expect(clippy::cast_precision_loss, reason = "a few thousand switches")]
        let count = self.samples.len() as f64;
        let median = report::percentile(&mut self.samples, 0.5).as_secs_f64() * 1e6;
        let each = [self.caller, self.redis].map(|cpu| cpu.as_secs_f64() * 1e6 / count);
        let [caller, redis] = each;
        report::figure(&format!("CPU a switch in a timer {of}: caller"), caller, "µs");
        report::figure(&format!("CPU a switch in a timer {of}: live Redis"), redis, "µs");
        [median, caller, redis]
    }
}

/// What a socket hears of one switch.
async fn told(installation: &Installation, id: Uuid, protocol: &str) -> anyhow::Result<()> {
    let ready = &installation.ready;
    let place = format!("{}/ws/sessions/{id}", ready.api.replacen("http", "ws", 1));
    let mut request = place.into_client_request()?;
    let headers = request.headers_mut();
    headers.insert("authorization", format!("Bearer {}", ready.api_token).parse()?);
    headers.insert("sec-websocket-protocol", protocol.parse()?);
    let (mut socket, _) = tokio_tungstenite::connect_async(request).await?;
    let mut is_greeted = false;
    while let Some(message) = socket.next().await {
        let Message::Text(text) = message? else { continue };
        if is_greeted {
            let what = format!("a switch of 500 to a socket of {protocol}");
            report::count(&what, u64::try_from(text.len())?, "bytes");
            return Ok(());
        }
        is_greeted = true;
        // It is the second one's turn, or the first one's again.
        let hot = installation.live.read(id).await?.context("it is hot")?;
        let view: Value = serde_json::from_slice(&hot.view(Audience::Public))?;
        turn(installation, id, usize::from(view["active"] == PAIR[1])).await?;
    }
    anyhow::bail!("the socket was closed")
}
