//! What it costs that sessions merely exist.

use std::time::Duration;

use downbeat_boot::clock;

use crate::{
    installation::Installation,
    report,
    spent::{self, Spent},
};

const SESSIONS: u32 = 100_000;

pub async fn run(installation: &Installation, seconds: u64) -> anyhow::Result<()> {
    let empty = installation.live_memory().await?;
    installation.open_meters(SESSIONS).await?;
    // Each is told once, and then there is silence.
    clock::sleep(Duration::from_secs(10)).await;
    let (calls, before) = (installation.live_calls().await?, Spent::until_now(installation)?);
    clock::sleep(Duration::from_secs(seconds)).await;
    let spent = before.since(installation)?;
    let calls = installation.live_calls().await? - calls;
    let servers = spent.each().filter(|(name, _)| !["twitch", spent::OURS].contains(name));
    let mut total = Duration::ZERO;
    for (name, used) in servers {
        total += used;
        report::figure(&format!("idle: {name}"), share(used, seconds), "% of a core");
    }
    let what = "idle: 100,000 hot sessions, all processes";
    report::figure(what, share(total, seconds), "% of a core");
    #[expect(clippy::cast_precision_loss, reason = "a rate for people to read")]
    report::figure("idle: calls of live Redis", calls as f64 / seconds as f64, "a second");
    let each = (installation.live_memory().await? - empty) / u64::from(SESSIONS);
    report::count("live Redis, memory of a hot meter", each, "bytes");
    Ok(())
}

fn share(used: Duration, seconds: u64) -> f64 {
    used.as_secs_f64() * 100.0 / Duration::from_secs(seconds).as_secs_f64()
}
