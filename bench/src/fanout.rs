//! What one delivery costs the server, beside uWebSockets as Bun has it.

use std::{
    path::Path,
    process::{Command, Stdio},
    sync::atomic::Ordering,
    time::Duration,
};

use downbeat_boot::{clock, task};

use crate::{
    chat::Line,
    installation::Installation,
    process, report,
    screens::{self, Screens},
};

const SCREENS: usize = 1_000;
const RUN: Duration = Duration::from_secs(8);
const RUNS: usize = 5;
const VOTE_EVERY: Duration = Duration::from_millis(50);

pub async fn run(installation: &Installation, bun: &Path, peer: &Path) -> anyhow::Result<()> {
    let (mut ours, mut theirs, mut ratios) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..RUNS {
        let us = downbeat(installation).await?;
        let them = bun_server(bun, peer).await?;
        ours.push(us);
        theirs.push(them);
        ratios.push(us / them);
    }
    report::spread("fan-out, CPU a delivery: downbeat-api", "µs", &mut ours);
    report::spread("fan-out, CPU a delivery: uWebSockets (Bun)", "µs", &mut theirs);
    report::spread("fan-out, ratio within a run", "×", &mut ratios);
    memory(installation).await
}

async fn downbeat(installation: &Installation) -> anyhow::Result<f64> {
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
    let cost = cost(installation.pid("api-0")?, &screens).await;
    voting.abort();
    cost
}

async fn bun_server(bun: &Path, peer: &Path) -> anyhow::Result<f64> {
    let port = std::net::TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
    let mut server =
        Command::new(bun).arg(peer).env("PORT", port.to_string()).stdout(Stdio::null()).spawn()?;
    let measured = async {
        let url = format!("ws://127.0.0.1:{port}");
        while tokio::net::TcpStream::connect(("127.0.0.1", port)).await.is_err() {
            clock::sleep(Duration::from_millis(50)).await;
        }
        let screens = screens::open(&url, SCREENS, None).await?;
        settle(&screens).await;
        cost(server.id(), &screens).await
    };
    let measured = measured.await;
    server.kill()?;
    server.wait()?;
    measured
}

/// Lets every socket have heard something.
async fn settle(screens: &Screens) {
    while screens.heard.load(Ordering::Relaxed) < SCREENS as u64 {
        clock::sleep(Duration::from_millis(50)).await;
    }
    clock::sleep(Duration::from_millis(500)).await;
}

/// CPU of a process for each message that was heard, in microseconds.
async fn cost(pid: u32, screens: &Screens) -> anyhow::Result<f64> {
    clock::sleep(Duration::from_secs(1)).await;
    let (cpu, heard) = (process::cpu(pid)?, screens.heard.load(Ordering::Relaxed));
    clock::sleep(RUN).await;
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
    report::line("an idle socket, resident memory of the API", &format!("{bytes} bytes"));
    Ok(())
}
