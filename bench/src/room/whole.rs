//! A room with all that it may have: 500 seats, each with a socket, and 500 items.

use std::time::Duration;

use anyhow::{Context as _, ensure};
use downbeat_boot::clock;
use serde_json::{Value, json};

use super::{lost, made::Room};
use crate::{
    installation::Installation,
    process, report,
    talkers::{Talkers, connect, next},
};

pub const SEATS: usize = 500;
pub const ITEMS: usize = 500;
const BETWEEN: Duration = Duration::from_millis(400);
const LINES_PER_S: u32 = 50;

pub async fn run(installation: &Installation) -> anyhow::Result<()> {
    let room = Room::made(installation, (SEATS, ITEMS)).await?;
    let mut talkers = Talkers::open(room.places()).await?;
    talkers.settle().await?;
    commands(installation, &mut talkers).await?;
    lines(installation, &mut talkers).await?;
    late(installation, &room).await?;
    lost::run(installation, &room, talkers).await
}

/// Its rev, how long it took, and its bytes.
type Change = (Option<u64>, Duration, usize);

/// Plays, seeks and pauses, of one seat after the other.
async fn commands(installation: &Installation, talkers: &mut Talkers) -> anyhow::Result<()> {
    let times = installation.much(60, 12);
    let (mut all, mut last, mut most_bytes) = (Vec::new(), Vec::new(), 0);
    let before = process::cpu(installation.pid("api-0")?)?;
    for n in 0..times {
        let (name, args) = match n % 4 {
            0 => ("play", json!({})),
            2 => ("pause", json!({})),
            _ => ("seek", json!({ "media_ms": 10_000 * (n + 1) })),
        };
        let began = clock::monotonic();
        let id = talkers.command(n * 37 % SEATS, name, &args).await?;
        let (mut rev, mut changes): (_, Vec<Change>) = (None, Vec::new());
        while told(rev, &changes) < SEATS {
            let missing = || format!("{} of {SEATS} heard a {name}", told(rev, &changes));
            let heard = talkers.hear(Duration::from_secs(5)).await?.with_context(missing)?;
            if heard.answers(id) {
                rev = heard.rev();
            } else if heard.is("change") {
                changes.push((heard.rev(), heard.at - began, heard.text.len()));
            }
        }
        let of_this = changes.into_iter().filter(|(of, ..)| *of == rev);
        let (took, bytes): (Vec<_>, Vec<_>) = of_this.map(|(_, took, bytes)| (took, bytes)).unzip();
        last.extend(took.iter().max().copied());
        all.extend(took);
        if name == "play" {
            most_bytes = most_bytes.max(bytes.into_iter().max().unwrap_or_default());
        }
        clock::sleep(BETWEEN).await;
    }
    let cost = process::cpu(installation.pid("api-0")?)?.saturating_sub(before);
    report::latency("500 here: a play, pause or seek to all sockets", &mut all);
    let last_ms = report::percentile(&mut last, 0.99).as_secs_f64() * 1e3;
    report::figure("500 here: a play, pause or seek to the last socket, p99", last_ms, "ms");
    report::count("500 seats and items: a play to a socket", u64::try_from(most_bytes)?, "bytes");
    let each_us = cost.as_secs_f64() * 1e6 / f64::from(u32::try_from(all.len())?);
    report::figure("500 here: CPU of the API a command's delivery", each_us, "µs");
    Ok(())
}

/// How many changes are of that rev, once it is known.
fn told(rev: Option<u64>, changes: &[Change]) -> usize {
    changes.iter().filter(|(of, ..)| rev.is_some() && *of == rev).count()
}

/// Each line to each socket, once, and numbered without gaps.
async fn lines(installation: &Installation, talkers: &mut Talkers) -> anyhow::Result<()> {
    let run_s = installation.much(10, 4);
    let start = clock::monotonic() + Duration::from_millis(200);
    let mut dues = Vec::new();
    let mut samples = Vec::new();
    let mut numbers = vec![Vec::new(); SEATS];
    let count = run_s * LINES_PER_S;
    let all = usize::try_from(count)? * SEATS;
    let mut n = 0;
    while samples.len() < all {
        let due = start + Duration::from_secs(1) * n / LINES_PER_S;
        if n < count && due <= clock::monotonic() {
            let line = json!({ "text": format!("line {n} of the bench") });
            talkers.say(usize::try_from(n)? % SEATS, "line", &line).await?;
            dues.push(due);
            n += 1;
            continue;
        }
        let last = clock::monotonic() + Duration::from_secs(5);
        let until = if n < count { due } else { last };
        let heard = talkers.hear(until - clock::monotonic()).await?;
        let Some(heard) = heard else {
            ensure!(n < count, "{} of {all} lines came", samples.len());
            continue;
        };
        if heard.says("line") {
            let of = usize::try_from(heard.number("\"line ").context("a line of nobody")?)?;
            samples.push(heard.at.saturating_duration_since(dues[of]));
            numbers[heard.socket].push(heard.number("\"n\":").context("a line without n")?);
        }
    }
    let more = talkers.rest().await?;
    ensure!(!more.iter().any(|heard| heard.says("line")), "a line was told more than once");
    for heard in &numbers {
        let is_whole = heard.windows(2).all(|two| two[1] == two[0] + 1);
        ensure!(is_whole && heard.len() == dues.len(), "a socket's lines have gaps");
    }
    report::latency("500 here: 50 lines/s to all sockets", &mut samples);
    Ok(())
}

/// Whoever comes late has all of it at once.
async fn late(installation: &Installation, room: &Room) -> anyhow::Result<()> {
    let mut samples = Vec::new();
    for n in 0..installation.much(40, 10) {
        let began = clock::monotonic();
        let mut socket = connect(&room.place(n)).await?;
        let hello = next(&mut socket).await?;
        samples.push(began.elapsed());
        is_whole(&hello)?;
    }
    report::latency("500 seats and items: a late one's hello", &mut samples);
    let slowest_ms = report::percentile(&mut samples, 1.0).as_secs_f64() * 1e3;
    report::figure("500 seats and items: a late one's hello, the slowest", slowest_ms, "ms");
    Ok(())
}

/// A `hello` with everybody and everything; its view.
pub fn is_whole(hello: &str) -> anyhow::Result<Value> {
    let mut hello: Value = serde_json::from_str(hello)?;
    ensure!(hello["type"] == "hello", "the first word is {}", hello["type"]);
    let view = hello["view"].take();
    let count = |member: &str| view[member].as_object().map_or(0, serde_json::Map::len);
    let (seats, items) = (count("seats"), count("queue"));
    ensure!((seats, items) == (SEATS, ITEMS), "it has {seats} seats and {items} items");
    Ok(view)
}
