//! From an owner's death to others' beats on all of its shards.

use std::{collections::HashMap, process::Child, time::Duration};

use downbeat_boot::clock::{self, Instant};
use downbeat_live::{Heard, Line};

use crate::{installation::Installation, report};

/// Owners tell something at least so often.
const SIGN_OF_LIFE: Duration = Duration::from_millis(1_500);

pub async fn run(installation: &Installation, kills: usize) -> anyhow::Result<()> {
    let mut channel = Line::open(&installation.live).await?;
    for shard in 0..installation.live.shards() {
        channel.subscriber().listen(shard).await?;
    }
    let (mut deaths, mut leaves) = (Vec::new(), Vec::new());
    for n in 0..kills {
        let mut victim = installation.start_worker(&format!("victim-{n}"), &[])?;
        let gone = watch(installation, &mut channel, &mut victim, "KILL").await?;
        deaths.push(gone);
        let mut next = installation.start_worker(&format!("leaver-{n}"), &[])?;
        leaves.push(watch(installation, &mut channel, &mut next, "TERM").await?);
    }
    report::latency("takeover after kill -9, the slowest shard", &mut deaths);
    report::latency("hand-over after SIGTERM, the slowest shard", &mut leaves);
    Ok(())
}

/// Lets a worker settle, ends it, and waits for others on its shards.
async fn watch(
    installation: &Installation,
    channel: &mut Line,
    worker: &mut Child,
    signal: &str,
) -> anyhow::Result<Duration> {
    // Owners yield to it after 2 s.
    let before = listen(channel, Duration::from_secs(4)).await?;
    let pid = worker.id().to_string();
    let start = clock::monotonic();
    std::process::Command::new("kill").args(["-s", signal, &pid]).status()?;
    let mut changed = HashMap::new();
    let until = start + Duration::from_secs(3);
    while clock::monotonic() < until {
        let Ok(heard) = clock::timeout(SIGN_OF_LIFE, channel.hear()).await else { continue };
        if let Heard::Message { shard, message } = heard?
            && before.get(&shard).is_some_and(|epoch| message.epoch > *epoch)
        {
            changed.entry(shard).or_insert_with(clock::monotonic);
        }
    }
    worker.wait()?;
    anyhow::ensure!(!changed.is_empty(), "the worker owned nothing");
    let shards = installation.live.shards();
    anyhow::ensure!(changed.len() < usize::from(shards), "the worker owned everything");
    let last: Option<&Instant> = changed.values().max();
    Ok(last.map(|last| *last - start).unwrap_or_default())
}

/// The newest epoch of each shard, heard for so long.
async fn listen(channel: &mut Line, duration: Duration) -> anyhow::Result<HashMap<u16, u64>> {
    let until = clock::monotonic() + duration;
    let mut epochs = HashMap::new();
    while clock::monotonic() < until {
        let Ok(heard) = clock::timeout(SIGN_OF_LIFE, channel.hear()).await else { continue };
        if let Heard::Message { shard, message } = heard? {
            epochs.insert(shard, message.epoch);
        }
    }
    Ok(epochs)
}
