//! What one delivery costs the server, beside uWebSockets as Bun has it.

use std::{path::Path, process::Stdio, sync::atomic::Ordering, time::Duration};

use downbeat_boot::{clock, task};

use crate::{
    chat::Line,
    installation::Installation,
    process::{self, Peer},
    report,
    screens::{self, Screens},
};

const SCREENS: usize = 1_000;
const RUN: (Duration, Duration) = (Duration::from_secs(8), Duration::from_secs(3));
const RUNS: (usize, usize) = (5, 2);
const VOTE_EVERY: Duration = Duration::from_millis(50);

pub async fn run(installation: &Installation, bun: &Path, peer: &Path) -> anyhow::Result<()> {
    let (mut ours, mut theirs, mut ratios) = (Vec::new(), Vec::new(), Vec::new());
    let run = installation.much(RUN.0, RUN.1);
    for _ in 0..installation.much(RUNS.0, RUNS.1) {
        let us = downbeat(installation, run).await?;
        let them = bun_server(bun, peer, run).await?;
        ours.push(us);
        theirs.push(them);
        ratios.push(us / them);
    }
    report::spread("fan-out, CPU a delivery: downbeat-api", "µs", &mut ours);
    report::spread("fan-out, CPU a delivery: uWebSockets (Bun)", "µs", &mut theirs);
    report::spread("fan-out, CPU a delivery of uWebSockets' in the same runs", "×", &mut ratios);
    memory(installation).await
}

async fn downbeat(installation: &Installation, run: Duration) -> anyhow::Result<f64> {
    let ready = &installation.ready;
    let screens = screens::open(&ready.overlay_ws_url, SCREENS, None).await?;
    settle(&screens).await;
    installation.lift_limit().await?;
    let mut line = Line::open(&ready.webhook_url, &ready.webhook_secret).await?;
    let broadcaster = ready.broadcaster_id.clone();
    let voting = task::spawn("votes", async move {
        let mut turns = clock::interval(VOTE_EVERY);
        loop {
            turns.tick().await;
            if line.vote(&broadcaster, "yes").await.is_err() {
                return;
            }
        }
    });
    let cost = cost(installation.pid("api-0")?, &screens, run).await;
    voting.abort();
    cost
}

async fn bun_server(bun: &Path, peer: &Path, run: Duration) -> anyhow::Result<f64> {
    let port = std::net::TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
    let mut command = process::on_all_cores(bun);
    command.arg(peer).env("PORT", port.to_string()).stdout(Stdio::null());
    let server = Peer(command.spawn()?);
    let url = format!("ws://127.0.0.1:{port}");
    while tokio::net::TcpStream::connect(("127.0.0.1", port)).await.is_err() {
        clock::sleep(Duration::from_millis(50)).await;
    }
    let screens = screens::open(&url, SCREENS, None).await?;
    settle(&screens).await;
    cost(server.0.id(), &screens, run).await
}

/// Lets every socket have heard something.
async fn settle(screens: &Screens) {
    while screens.heard.load(Ordering::Relaxed) < SCREENS as u64 {
        clock::sleep(Duration::from_millis(50)).await;
    }
    clock::sleep(Duration::from_millis(500)).await;
}

/// CPU of a process for each message that was heard, in microseconds.
async fn cost(pid: u32, screens: &Screens, run: Duration) -> anyhow::Result<f64> {
    clock::sleep(Duration::from_secs(1)).await;
    let (cpu, heard) = (process::cpu(pid)?, screens.heard.load(Ordering::Relaxed));
    clock::sleep(run).await;
    let cpu = process::cpu(pid)?.saturating_sub(cpu);
    let heard = screens.heard.load(Ordering::Relaxed) - heard;
    #[expect(clippy::cast_precision_loss, reason = "some 100,000 messages")]
    Ok(cpu.as_secs_f64() * 1e6 / heard.max(1) as f64)
}

/// What an idle socket holds in memory.
async fn memory(installation: &Installation) -> anyhow::Result<()> {
    let pid = installation.pid("api-0")?;
    let before = process::memory(pid)?;
    let screens = screens::open(&installation.ready.overlay_ws_url, 4 * SCREENS, None).await?;
    settle(&screens).await;
    let after = process::memory(pid)?;
    let bytes = after.saturating_sub(before) / (4 * SCREENS as u64);
    report::count("an idle socket, resident memory of the API", bytes, "bytes");
    Ok(())
}
