//! Two hundred lines a second in one channel: what the viewers of its extension are
//! told by Twitch, which takes a message a second.

use std::time::Duration;

use anyhow::{Context as _, ensure};
use downbeat_boot::clock;
use serde::Deserialize;
use serde_json::Value;

use crate::{
    installation::Installation,
    mission_crowd::{Crowd, First},
    report,
};

/// A camp's here, so that a thousand out have two hundred lines a second.
const TICK_MS: i64 = 5_000;
const MISSIONS: usize = 1_000;
/// Behind the first ticks, and before anybody is back.
const BEGINS: Duration = Duration::from_secs(6);
const RUN: Duration = Duration::from_secs(20);
const OUTCOMES: &str = "downbeat_pubsub_messages_total{outcome=\"";

/// What the simulated Twitch took.
#[derive(Deserialize)]
struct Broadcast {
    at_ms: i64,
    channel: String,
    message: String,
}

pub async fn run(installation: &Installation) -> anyhow::Result<()> {
    let store = installation.store().await?;
    let ready = &installation.ready;
    let camp = ready.mission_session_id.context("this installation has no camp")?;
    let crowd =
        Crowd::of_camps(installation, &store, (vec![camp], TICK_MS), (MISSIONS, First::Spread));
    let wait_ms = crowd.await?.wait_ms(installation)?;
    clock::sleep(Duration::from_millis(wait_ms.unsigned_abs()) + BEGINS).await;
    let from_ms = clock::unix_ms();
    clock::sleep(RUN).await;
    let until_ms = clock::unix_ms();
    let heard: Vec<Broadcast> =
        reqwest::get(format!("{}/sim/extension/heard", ready.twitch_url)).await?.json().await?;
    let heard: Vec<&Broadcast> = heard
        .iter()
        .filter(|it| it.channel == ready.broadcaster_id && (from_ms..until_ms).contains(&it.at_ms))
        .collect();
    ensure!(heard.len() > 1, "nothing was broadcast");
    told(&heard)?;
    let others = refused(installation).await?;
    ensure!(others == 0, "{others} messages were not taken by Twitch");
    Ok(())
}

/// How many messages and lines, and how late they are.
fn told(heard: &[&Broadcast]) -> anyhow::Result<()> {
    let (mut lines, mut late, mut before) = (0, Vec::new(), None::<(i64, Value)>);
    let mut longest_ms = 0;
    for broadcast in heard {
        let message: Value = serde_json::from_str(&broadcast.message)?;
        let shown = message["lines"].as_array().context("a message without lines")?;
        let of_missions = shown.iter().filter(|line| !line["mission"].is_null()).count();
        let more = message["more"].as_u64().context("a message without `more`")?;
        if let Some((at_ms, seq)) = &before {
            ensure!(message["after"] == *seq, "a message goes on from one that nobody had");
            longest_ms = longest_ms.max(broadcast.at_ms - at_ms);
            // Of the first it is not known when the one before it came.
            lines += u64::try_from(of_missions)? + more;
        }
        let newest_ms = shown.first().and_then(|line| line["at_ms"].as_i64());
        let age_ms = newest_ms.map(|newest_ms| (broadcast.at_ms - newest_ms).max(0));
        late.extend(age_ms.map(|ms| Duration::from_millis(ms.unsigned_abs())));
        before = Some((broadcast.at_ms, message["seq"].clone()));
    }
    let (first, last) = (heard.first().context("none")?, heard.last().context("none")?);
    #[expect(clippy::cast_precision_loss, reason = "some seconds, and some thousand lines")]
    let (took_s, lines, longest_ms) =
        ((last.at_ms - first.at_ms) as f64 / 1e3, lines as f64, longest_ms as f64);
    let messages = f64::from(u32::try_from(heard.len() - 1)?);
    report::figure("lines in a channel", lines / took_s, "lines/s");
    report::figure("messages by Twitch for them", messages / took_s, "a second");
    report::figure("between two of these messages, the longest", longest_ms, "ms");
    report::latency("age of a channel's newest line when it is sent", &mut late);
    Ok(())
}

/// Messages that Twitch did not take, since the workers began.
async fn refused(installation: &Installation) -> anyhow::Result<u64> {
    let mut count = 0;
    for url in &installation.ready.metrics {
        let page = reqwest::get(url).await?.text().await?;
        let outcomes = page.lines().filter_map(|line| line.strip_prefix(OUTCOMES));
        let others = outcomes.filter(|line| !line.starts_with("sent\""));
        let counts = others.filter_map(|line| line.rsplit_once(' ')?.1.parse::<u64>().ok());
        count += counts.sum::<u64>();
    }
    Ok(count)
}
