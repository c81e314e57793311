//! A party leaves once all of it are ready.

use std::collections::BTreeSet;

use downbeat_session::{
    Audience,
    kinds::mission::{expedition::AHEAD_MS, resolver::Seed},
};
use downbeat_store::MissionError;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::tell_mission::TellMission;
use crate::{Attempt, Durable, JobContext};

/// Somebody of the party became ready.
#[derive(Debug, Serialize, Deserialize)]
pub struct LeaveWhenReady {
    pub mission: Uuid,
}

/// What is looked at of a mission's view.
#[derive(Deserialize)]
struct Seen {
    status: String,
    host: Option<Uuid>,
    party: Vec<Member>,
}

#[derive(Deserialize)]
struct Member {
    survivor: Uuid,
    ready: bool,
}

impl Seen {
    /// The host and all who sit there, if everybody is ready.
    fn ready(self) -> Option<(Uuid, BTreeSet<Uuid>)> {
        let is_ready = self.status == "lobby" && self.party.iter().all(|member| member.ready);
        let all = self.party.iter().map(|member| member.survivor).collect();
        self.host.filter(|_| is_ready).map(|host| (host, all))
    }
}

impl Durable for LeaveWhenReady {
    type Context = JobContext;

    const NAME: &'static str = "leave_when_ready";
    const QUEUE: &'static str = "missions";
    const SHOWN: &'static [&'static str] = &["mission"];

    async fn run(self, context: &JobContext, _: &Attempt) -> anyhow::Result<()> {
        let mission = self.mission;
        // A lobby that sleeps is told nothing: whoever is ready says so again.
        let Some(lobby) = context.live.read(mission).await? else { return Ok(()) };
        let view: Seen = serde_json::from_slice(&lobby.view(Audience::Public))?;
        let Some((host, ready)) = view.ready() else { return Ok(()) };
        let transaction = context.store.begin().await?;
        let (seed, depart_ms) = (Seed(rand::random()), lobby.now_ms + AHEAD_MS);
        let terms = match transaction.depart(mission, host, seed, depart_ms).await {
            // It left, lost somebody or has another host by now.
            Err(MissionError::Refused(_)) => return Ok(()),
            terms => terms?,
        };
        let leaving: BTreeSet<Uuid> = terms.party.iter().map(|one| one.survivor).collect();
        // Somebody came who is not ready: nothing of this happens.
        if leaving != ready {
            return Ok(());
        }
        let enqueued = transaction.enqueue(&[TellMission { mission }.job()?]).await?;
        transaction.commit().await?;
        context.queue.announce(&enqueued).await;
        Ok(())
    }
}
