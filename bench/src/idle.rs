//! What it costs that sessions merely exist.

use std::time::Duration;

use downbeat_boot::clock;

use crate::{installation::Installation, process, report};

const SESSIONS: u32 = 100_000;

pub async fn run(installation: &Installation, seconds: u64) -> anyhow::Result<()> {
    let empty = installation.live_memory().await?;
    installation.open_meters(SESSIONS).await?;
    // Each is told once, and then there is silence.
    clock::sleep(Duration::from_secs(10)).await;
    let pids = &installation.ready.pids;
    let measured = || -> anyhow::Result<Vec<(String, Duration)>> {
        let named =
            |(name, pid): (&String, &u32)| Ok((name.clone(), process::cpu_with_children(*pid)?));
        pids.iter().filter(|(name, _)| *name != "twitch").map(named).collect()
    };
    let before = measured()?;
    clock::sleep(Duration::from_secs(seconds)).await;
    let mut total = Duration::ZERO;
    for ((name, before), (_, after)) in before.into_iter().zip(measured()?) {
        let used = after.saturating_sub(before);
        total += used;
        report::line(&format!("idle, {name}"), &share(used, seconds));
    }
    report::line("idle, 100,000 hot sessions, all processes", &share(total, seconds));
    let each = (installation.live_memory().await? - empty) / u64::from(SESSIONS);
    report::line("live Redis, memory of a hot meter", &format!("{each} bytes"));
    Ok(())
}

fn share(used: Duration, seconds: u64) -> String {
    format!(
        "{:.2} % of a core",
        used.as_secs_f64() * 100.0 / Duration::from_secs(seconds).as_secs_f64()
    )
}
