//! Five thousand sockets whose API goes: when are they back at another, and
//! with what is true.

use std::{process::Command, time::Duration};

use anyhow::Context as _;
use downbeat_boot::clock;

use crate::{chat::Line, installation::Installation, report, viewers::Viewers};

const SOCKETS: usize = 5_000;
const PATIENCE: Duration = Duration::from_secs(30);

pub async fn run(installation: &Installation) -> anyhow::Result<()> {
    for (signal, what) in [("TERM", "is asked to stop"), ("KILL", "is killed")] {
        let (mut away, mut cut_off) = leave(installation, signal).await?;
        report::latency(&format!("5,000 sockets whose API {what}: back after"), &mut away);
        let most = report::percentile(&mut away, 0.95).as_secs_f64();
        report::figure(&format!("5,000 sockets whose API {what}: 95 % are back"), most, "s");
        report::latency(
            &format!("5,000 sockets whose API {what}: each after it was cut off itself"),
            &mut cut_off,
        );
    }
    Ok(())
}

/// How long after the end of their API, and after it was cut off itself, each
/// was back.
async fn leave(
    installation: &Installation,
    signal: &str,
) -> anyhow::Result<(Vec<Duration>, Vec<Duration>)> {
    let ready = &installation.ready;
    let (mut victim, base) = installation.start_api(&[])?;
    until_ready(&base).await?;
    let here = ready.overlay_ws_url.clone();
    let token = here.rsplit('/').next().context("an overlay's token")?;
    let there = format!("{}/ws/overlay/{token}", base.replacen("http", "ws", 1));
    let mut viewers = Viewers::open(&[there, here], SOCKETS, |_| 0).await?;
    let mut line = Line::open(&ready.webhook_url, &ready.webhook_secret).await?;
    let gone = clock::monotonic();
    Command::new("kill").args(["-s", signal, &victim.id().to_string()]).status()?;
    // What happens meanwhile is what they must see when they are back.
    let status = line.vote(&ready.broadcaster_id, "yes").await?;
    anyhow::ensure!(status == 204, "a vote was answered {status}");
    let (mut away, mut cut_off) = (Vec::with_capacity(SOCKETS), Vec::with_capacity(SOCKETS));
    while away.len() < SOCKETS {
        let back = clock::timeout(PATIENCE, viewers.back.recv()).await;
        let (cut, at) = back.context("some sockets never came back")?.context("no viewers")?;
        away.push(at - gone);
        cut_off.push(at - cut);
    }
    // The beat after the last of them.
    clock::sleep(Duration::from_secs(1)).await;
    anyhow::ensure!(viewers.behind() == 0, "{} show what was true before", viewers.behind());
    victim.wait()?;
    Ok((away, cut_off))
}

async fn until_ready(base: &str) -> anyhow::Result<()> {
    let deadline = clock::monotonic() + PATIENCE;
    loop {
        let answer = reqwest::get(format!("{base}/readyz")).await;
        if answer.is_ok_and(|answer| answer.status().is_success()) {
            return Ok(());
        }
        anyhow::ensure!(clock::monotonic() < deadline, "an API never came up");
        clock::sleep(Duration::from_millis(50)).await;
    }
}
