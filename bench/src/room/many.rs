//! A thousand commands a second in two hundred rooms of five.

use std::{collections::HashMap, time::Duration};

use anyhow::{Context as _, ensure};
use downbeat_boot::clock::{self, Instant};
use futures::{StreamExt, TryStreamExt, stream};
use serde_json::json;

use super::made::Room;
use crate::{
    installation::Installation,
    report,
    spent::Spent,
    talkers::{Heard, Talkers},
};

const ROOMS: usize = 200;
const SEATS: usize = 5;
const PER_S: u32 = 1_000;
const AT_ONCE: usize = 4;

pub async fn run(installation: &Installation) -> anyhow::Result<()> {
    let run_s = installation.much(15, 4);
    let making = stream::iter(0..ROOMS).map(|_| Room::made(installation, (SEATS, 1)));
    let rooms: Vec<Room> = making.buffer_unordered(AT_ONCE).try_collect().await?;
    let places = rooms.iter().flat_map(Room::places).collect();
    let mut talkers = Talkers::open(places).await?;
    talkers.settle().await?;

    let spent = Spent::until_now(installation)?;
    let (mut asked, mut heard) = (HashMap::new(), Vec::new());
    let start = clock::monotonic() + Duration::from_millis(200);
    for n in 0..run_s * PER_S {
        let due = start + Duration::from_secs(1) * n / PER_S;
        while due > clock::monotonic() {
            heard.extend(talkers.hear(due - clock::monotonic()).await?);
        }
        let turn = usize::try_from(n)?;
        let socket = turn % ROOMS * SEATS + turn / ROOMS % SEATS;
        let args = json!({ "media_ms": 1_000 * (n + 1) });
        asked.insert(talkers.command(socket, "seek", &args).await?, due);
    }
    heard.extend(talkers.rest().await?);
    let spent = spent.since(installation)?;
    let (mut acks, mut all) = told(&asked, &heard)?;
    report::latency("1,000 commands/s in 200 rooms of five: to its answer", &mut acks);
    report::latency("1,000 commands/s in 200 rooms of five: to all five", &mut all);
    #[expect(clippy::cast_precision_loss, reason = "some ten thousand commands")]
    spent.report("a command in a room of five", asked.len() as f64);
    Ok(())
}

/// How long each answer took, and each of its five changes; all are there, once.
fn told(
    sent: &HashMap<u64, Instant>,
    heard: &[Heard],
) -> anyhow::Result<(Vec<Duration>, Vec<Duration>)> {
    let (mut acks, mut due_of) = (Vec::new(), HashMap::new());
    for answer in heard.iter().filter(|heard| heard.is("ack")) {
        let id = answer.number(r#""id":""#).context("an answer without an id")?;
        let due = *sent.get(&id).context("an answer to nothing")?;
        acks.push(answer.at - due);
        let rev = answer.rev().context("a command without a rev")?;
        due_of.insert((answer.socket / SEATS, rev), due);
    }
    ensure!(acks.len() == sent.len(), "{} of {} commands were answered", acks.len(), sent.len());
    let mut counts: HashMap<(usize, u64), usize> = HashMap::new();
    let mut all = Vec::new();
    for change in heard.iter().filter(|heard| heard.is("change")) {
        let of = (change.socket / SEATS, change.rev().context("a change without a rev")?);
        // What is no command of ours is what time did.
        let Some(due) = due_of.get(&of) else { continue };
        *counts.entry(of).or_default() += 1;
        all.push(change.at.saturating_duration_since(*due));
    }
    let lost = due_of.keys().filter(|of| counts.get(of) != Some(&SEATS)).count();
    ensure!(lost == 0, "{lost} of {} commands were not told to five sockets, once", due_of.len());
    Ok((acks, all))
}
