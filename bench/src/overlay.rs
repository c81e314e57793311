//! Vote to overlay.
//!
//! Votes are sent at fixed times and counted in the order in which they come,
//! so the k-th vote is on a screen with the first frame that holds k votes.

use std::time::Duration;

use downbeat_boot::{clock, task};
use tokio::sync::mpsc;

use crate::{chat::Line, installation::Installation, report, screens};

const SCREENS: usize = 1_000;
const CONNECTIONS: u32 = 64;
const PER_S: u32 = 5_000;
const RUN: Duration = Duration::from_secs(10);
/// One in so many votes and frames is looked at; all are sent.
const SAMPLE_VOTES: usize = 50;
const SAMPLE_FRAMES: usize = 10;

pub async fn run(installation: &Installation) -> anyhow::Result<()> {
    let ready = &installation.ready;
    let (notes, mut frames) = mpsc::unbounded_channel();
    let screens = screens::open(&ready.overlay_ws_url, SCREENS, Some(notes)).await?;
    while screens.heard.load(std::sync::atomic::Ordering::Relaxed) < SCREENS as u64 {
        clock::sleep(Duration::from_millis(50)).await;
    }
    installation.lift_limit().await?;
    clock::sleep(Duration::from_secs(1)).await;
    let hot = installation.live.read(ready.session_id).await?;
    let base = hot.ok_or_else(|| anyhow::anyhow!("the session is cold"))?.beside.tally.seq;
    while frames.try_recv().is_ok() {}

    let start = clock::monotonic() + Duration::from_millis(200);
    let between = Duration::from_secs(1) / PER_S;
    let mut lines = Vec::new();
    for n in 0..CONNECTIONS {
        let mut line = Line::open(&ready.webhook_url, &ready.webhook_secret).await?;
        let broadcaster = ready.broadcaster_id.clone();
        lines.push(task::spawn("line", async move {
            let mut due = start + between * n;
            while due < start + RUN {
                clock::sleep_until(due).await;
                let text = if rand::random() { "yes" } else { "no" };
                let status = line.vote(&broadcaster, text).await?;
                anyhow::ensure!(status == 204, "answered {status}");
                due += between * CONNECTIONS;
            }
            anyhow::Ok(())
        }));
    }
    for line in lines {
        line.await??;
    }
    clock::sleep(Duration::from_millis(500)).await;
    drop(screens);

    // For each frame, the votes that it was the first to show: those between
    // the count of the frame before it and its own.
    let mut counts: Vec<u64> = Vec::new();
    let mut heard = Vec::new();
    while let Ok(note) = frames.try_recv() {
        heard.push(note);
        counts.push(note.1);
    }
    counts.sort_unstable();
    counts.dedup();
    let mut samples = Vec::new();
    for (at, seq) in heard.iter().step_by(SAMPLE_FRAMES) {
        let place = counts.partition_point(|count| count < seq);
        let before = if place == 0 { base } else { counts[place - 1] };
        for vote in (before.max(base)..*seq).step_by(SAMPLE_VOTES) {
            let sent = start + between * u32::try_from(vote - base)?;
            samples.push(at.saturating_duration_since(sent));
        }
    }
    report::line("frames heard by 1,000 overlays", &heard.len().to_string());
    report::latency("vote to overlay, 5,000/s, 1,000 overlays", &mut samples);
    Ok(())
}
