//! Those who are far away. The delay is simulated beside the socket, on either way:
//! what is measured is whether a command's moment lies ahead of whoever hears it late,
//! and how true a clock is that was set over such a line.

use std::time::Duration;

use anyhow::{Context as _, ensure};
use downbeat_boot::{clock, task};
use futures::SinkExt;
use serde_json::{Value, json};
use tokio_tungstenite::tungstenite::Message;

use super::{made::Room, small::ROUND_TRIP_MS};
use crate::{
    installation::Installation,
    report,
    talkers::{Talkers, connect, next},
};

/// Between two commands, so that each is over before the next.
const BETWEEN: Duration = Duration::from_millis(700);
/// As often as a page asks at first.
const PROBES: u32 = 8;
/// Of a round trip, on both ways together.
const JITTER_MS: f64 = 50.0;

/// A room that knows of round trips of 200 ms: whoever is so far away hears of each
/// play and pause before it takes effect.
pub async fn ahead(installation: &Installation, talkers: &mut Talkers) -> anyhow::Result<()> {
    let times = installation.much(40, 10);
    let late_ms = i64::try_from(ROUND_TRIP_MS / 2)? + 25;
    let (mut least_ms, mut in_time, mut all) = (i64::MAX, 0_u32, 0_u32);
    for n in 0..times {
        let name = if n % 2 == 0 { "play" } else { "pause" };
        let id = talkers.command(n % talkers.len(), name, &json!({})).await?;
        let (mut told, mut is_taken) = (0, false);
        while told < talkers.len() || !is_taken {
            let heard = talkers.hear(Duration::from_secs(5)).await?;
            let heard = heard.with_context(|| format!("{told} sockets heard of a {name}"))?;
            is_taken |= heard.answers(id);
            if !heard.is("change") {
                continue;
            }
            let change = heard.json()?;
            let Some(anchor_ms) = change["entries"]["playback"]["anchor_server_ms"].as_i64() else {
                continue;
            };
            let ahead_ms = anchor_ms - clock::unix_ms() - late_ms;
            least_ms = least_ms.min(ahead_ms);
            in_time += u32::from(ahead_ms >= 0);
            all += 1;
            told += 1;
        }
        clock::sleep(BETWEEN).await;
    }
    let share = f64::from(in_time) / f64::from(all) * 100.0;
    let what = "a play or pause, 200 ms away: heard before it takes effect";
    report::line(&format!("{what}, at the least by"), &format!("{least_ms} ms"));
    report::figure(what, share, "% (rate)");
    Ok(())
}

/// Clocks that are set as pages set theirs: of eight probes the shortest counts.
pub async fn clocks(installation: &Installation, room: &Room) -> anyhow::Result<()> {
    let rounds = installation.much(4, 1);
    let mut wrong = Vec::new();
    for _ in 0..rounds {
        let clocks: Vec<_> = (0..room.seats.len())
            .zip((0..).step_by(4))
            .map(|(seat, round_trip_ms)| {
                let place = room.place(seat);
                task::spawn("clock", async move { set(&place, round_trip_ms).await })
            })
            .collect();
        for clock in clocks {
            wrong.push(clock.await??);
        }
    }
    ensure!(!wrong.is_empty(), "no clock was set");
    let p95 = report::percentile(&mut wrong, 0.95).as_secs_f64() * 1e3;
    let what = "a clock set by eight probes, 0 to 200 ms away with 50 ms of jitter: wrong by, p95";
    report::figure(what, p95, "ms");
    Ok(())
}

/// How wrong it is: both clocks are this machine's.
async fn set(place: &str, round_trip_ms: u32) -> anyhow::Result<Duration> {
    let mut socket = connect(place).await?;
    let mut best: Option<(Duration, f64)> = None;
    for n in 0..PROBES {
        let half = f64::from(round_trip_ms) / 2.0;
        let way =
            || Duration::from_secs_f64((half + rand::random::<f64>() * JITTER_MS / 2.0) / 1e3);
        let (began, began_ms) = (clock::monotonic(), clock::unix_ms());
        clock::sleep(way()).await;
        socket.send(Message::text(json!({ "type": "ping", "t0": n }).to_string())).await?;
        let server_ms = loop {
            let told: Value = serde_json::from_str(&next(&mut socket).await?)?;
            if told["type"] == "pong" {
                break told["server_ms"].as_i64().context("a pong without a time")?;
            }
        };
        clock::sleep(way()).await;
        let took = began.elapsed();
        // What the page would take for now, and what is.
        #[expect(clippy::cast_precision_loss, reason = "milliseconds since a moment ago")]
        let wrong_ms = (server_ms - began_ms) as f64 - took.as_secs_f64() * 1e3 / 2.0;
        if best.is_none_or(|(shortest, _)| took < shortest) {
            best = Some((took, wrong_ms));
        }
    }
    let (_, wrong_ms) = best.context("no probe came back")?;
    Ok(Duration::from_secs_f64(wrong_ms.abs() / 1e3))
}
