//! A room of fifty: what players report, what voices signal, how true clocks are.

use std::time::Duration;

use anyhow::{Context as _, ensure};
use downbeat_boot::clock::{self, Instant};
use serde_json::{Value, json};

use super::{far, made::Room, shadow};
use crate::{installation::Installation, report, talkers::Talkers};

/// With more, reports are told to nobody.
const SEATS: usize = 50;
const VOICES: usize = 8;
/// Of all voices together.
const SIGNALS_PER_S: u32 = 100;
const SIGNAL_BYTES: usize = 1_024;
/// A seat reports once in so long.
const REPORTS_EVERY: Duration = Duration::from_millis(5_200);
/// What those who are far away report.
pub const ROUND_TRIP_MS: u64 = 200;

pub async fn run(installation: &Installation) -> anyhow::Result<()> {
    let room = Room::made(installation, (SEATS, 1)).await?;
    let mut talkers = Talkers::open(room.places()).await?;
    talkers.settle().await?;
    signals(installation, &room, &mut talkers).await?;
    reports(installation, &mut talkers).await?;
    // From here on the room knows how far away they are.
    far::ahead(installation, &mut talkers).await?;
    far::clocks(installation, &room).await?;
    shadow::run(installation, &room, &mut talkers).await
}

/// From one voice to the next, in a ring.
async fn signals(
    installation: &Installation,
    room: &Room,
    talkers: &mut Talkers,
) -> anyhow::Result<()> {
    let run_s = installation.much(8, 3);
    let joins = json!({ "mic": true, "camera": false, "share": false });
    for socket in 0..VOICES {
        talkers.does(socket, "voice", &joins).await?;
    }
    talkers.settle().await?;
    let start = clock::monotonic() + Duration::from_millis(200);
    let (mut dues, mut heard) = (Vec::new(), Vec::new());
    for n in 0..run_s * SIGNALS_PER_S {
        let due = start + Duration::from_secs(1) * n / SIGNALS_PER_S;
        while due > clock::monotonic() {
            heard.extend(talkers.hear(due - clock::monotonic()).await?);
        }
        let from = usize::try_from(n)? % VOICES;
        let to = &room.seats[(from + 1) % VOICES].id;
        let sdp = format!("bench {n} {}", "x".repeat(SIGNAL_BYTES));
        let signal = json!({ "to": to, "description": { "type": "offer", "sdp": sdp } });
        talkers.say(from, "signal", &signal).await?;
        dues.push(due);
    }
    heard.extend(talkers.rest().await?);
    let mut samples = Vec::new();
    for signal in heard.iter().filter(|heard| heard.says("signal")) {
        let n = signal.number("\"bench ").context("a signal without its number")?;
        let n = usize::try_from(n)?;
        let is_for = (n + 1) % VOICES;
        ensure!(signal.socket == is_for, "a signal for {is_for} came to {}", signal.socket);
        samples.push(signal.at.saturating_duration_since(dues[n]));
    }
    ensure!(samples.len() == dues.len(), "{} of {} signals came", samples.len(), dues.len());
    report::latency("a signal of 1 KiB to another voice, 100/s in a room of eight", &mut samples);
    Ok(())
}

/// Each says how it plays, and all are told of all, together.
async fn reports(installation: &Installation, talkers: &mut Talkers) -> anyhow::Result<()> {
    let rounds = installation.much(4, 2);
    let mut samples = Vec::new();
    for round in 0..rounds {
        let due = clock::monotonic();
        for socket in 0..talkers.len() {
            let drift_ms = round * talkers.len() + socket;
            let report = json!({
                "rtt_ms": ROUND_TRIP_MS, "drift_ms": drift_ms, "buffer_ms": 10_000,
                "player": "ready",
            });
            talkers.say(socket, "report", &report).await?;
        }
        samples.extend(told(talkers, round, due).await?);
        clock::sleep_until(due + REPORTS_EVERY).await;
    }
    report::latency("fifty report how they play: told to all of them", &mut samples);
    Ok(())
}

/// When each socket had heard of all.
async fn told(talkers: &mut Talkers, round: usize, due: Instant) -> anyhow::Result<Vec<Duration>> {
    let (first, all) = (round * talkers.len(), talkers.len());
    let mut known = vec![vec![false; all]; all];
    let mut samples = Vec::new();
    while samples.len() < all {
        let missing = || format!("{} of {all} heard all reports", all - samples.len());
        let heard = talkers.hear(Duration::from_secs(10)).await?.with_context(missing)?;
        if !heard.says("report") {
            continue;
        }
        let said = heard.json()?;
        let each = said["body"]["all"].as_array().context("reports of nobody")?;
        let known = &mut known[heard.socket];
        let was_whole = !known.contains(&false);
        let drifts = each.iter().filter_map(|report: &Value| report["drift_ms"].as_u64());
        for drift in drifts {
            let of = usize::try_from(drift)?.checked_sub(first).context("an old report")?;
            known[of] = true;
        }
        if !was_whole && !known.contains(&false) {
            samples.push(heard.at - due);
        }
    }
    Ok(samples)
}
