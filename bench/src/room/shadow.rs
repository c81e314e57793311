//! Lines of somebody who is muted in the shadow: nobody else hears them, and they take
//! as long as all others.

use std::time::Duration;

use anyhow::{Context as _, ensure};
use downbeat_boot::clock;
use serde_json::json;

use super::made::Room;
use crate::{installation::Installation, report, talkers::Talkers};

/// The owner, who keeps order, hears all.
const OWNER: usize = 0;

pub async fn run(
    installation: &Installation,
    room: &Room,
    talkers: &mut Talkers,
) -> anyhow::Result<()> {
    let lines = installation.much(8, 4);
    let is_muted = |socket: usize| socket % 2 == 1;
    for socket in (0..talkers.len()).filter(|socket| is_muted(*socket)) {
        let seat = &room.seats[socket].id;
        let mute = json!({ "seat": seat, "scope": "chat", "minutes": 60, "shadow": true });
        // One that was not told anybody must be taken all the same.
        talkers.does(OWNER, "mute", &mute).await?;
        clock::sleep(Duration::from_millis(60)).await;
    }
    talkers.settle().await?;
    let mut samples = [Vec::new(), Vec::new()];
    for line in 0..lines {
        for socket in 1..talkers.len() {
            let text = format!("a line {line} by {socket} in this bench");
            let began = clock::monotonic();
            talkers.say(socket, "line", &json!({ "text": text })).await?;
            let mut heard_by = 0;
            let most = if is_muted(socket) { 2 } else { talkers.len() };
            while heard_by < most {
                let heard = talkers.hear(Duration::from_secs(5)).await?;
                let heard = heard.with_context(|| format!("{heard_by} of {most} heard a line"))?;
                if !heard.says("line") {
                    continue;
                }
                let is_theirs = [OWNER, socket].contains(&heard.socket);
                ensure!(!is_muted(socket) || is_theirs, "{} heard what is hidden", heard.socket);
                if heard.socket == socket {
                    samples[usize::from(is_muted(socket))].push(heard.at - began);
                }
                heard_by += 1;
            }
        }
    }
    let more = talkers.rest().await?;
    ensure!(!more.iter().any(|heard| heard.says("line")), "a line was heard more than once");
    let [open, hidden] = &mut samples;
    ensure!(open.len() + hidden.len() == lines * (talkers.len() - 1), "a line was lost");
    let medians = [hidden, open].map(|samples| report::percentile(samples, 0.5).as_secs_f64());
    report::figure("one's own line in the shadow, of another's, p50", medians[0] / medians[1], "×");
    Ok(())
}
