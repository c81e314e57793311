//! Rounds written behind: what live Redis counts each second, kept in Postgres.
//!
//! A second is told as often as it takes and forgotten in Redis only once it is
//! over and kept; so a round that Redis loses has lost its last seconds only.

use std::time::Duration;

use downbeat_boot::clock;
use downbeat_live::{Live, OpenRound, RoundCount};
use downbeat_store::{RoundSecond, SavedRound, Store};
use metrics::counter;

use crate::{
    failures::Failures,
    loops::{ownership::Leases, turns::Turns, wakes::SELDOM},
};

pub struct Rounds {
    pub live: Live,
    pub store: Store,
    pub leases: Leases,
}

impl Turns for Rounds {
    const NAME: &'static str = "rounds";
    const TURN: Duration = Duration::from_secs(1);

    /// The look of the beat says where rounds run.
    async fn rest(&mut self) {
        let _ = clock::timeout(SELDOM, self.leases.wakes().rounds()).await;
    }

    async fn run_once(&mut self) -> anyhow::Result<()> {
        let shards: Vec<u16> = self.leases.all().iter().map(|lease| lease.shard).collect();
        let mut failures = Failures::default();
        for rounds in self.live.rounds(&shards).await? {
            for round in failures.note(rounds).unwrap_or_default() {
                failures.note(self.save(&round).await);
            }
        }
        failures.outcome()
    }
}

impl Rounds {
    async fn save(&self, round: &OpenRound) -> anyhow::Result<()> {
        let shard = self.live.shard(round.session);
        let hot = self.live.read(round.session).await?;
        let rules = hot.and_then(|hot| hot.session.tally_rules()).and_then(|rules| rules.round);
        let running = rules.filter(|running| running.id == round.round && !round.is_ended);
        // Seconds before this one get no more votes.
        let now_ms = self.live.now_ms(shard);
        let over = running.map(|running| (now_ms - running.started_ms).div_euclid(1_000));
        let RoundCount { seconds, voters, sketch } = self.live.round_count(round).await?;
        let mut kept = Vec::new();
        let mut forget = Vec::new();
        for (second, votes) in seconds {
            if over.is_none_or(|over| i64::from(second) < over) {
                forget.extend((0..votes.len()).map(|side| (second, side)));
            }
            let votes = votes.iter().map(|votes| i32::try_from(*votes).unwrap_or(i32::MAX));
            kept.push(RoundSecond { second: i32::try_from(second)?, votes: votes.collect() });
        }
        let saved = SavedRound {
            session_id: round.session,
            round_id: round.round,
            seconds: kept,
            voters: i64::try_from(voters)?,
            sketch: running.is_some().then_some(sketch),
        };
        // A round that was cancelled left nothing.
        let is_nothing = saved.seconds.is_empty() && voters == 0;
        if is_nothing {
            return Ok(self.live.round_saved(round, &forget).await?);
        }
        match self.store.save_round(&saved).await {
            Ok(true) => {}
            // It is kept here until the event that began it is stored.
            Ok(false) => return Ok(()),
            Err(error) if error.is_refusal() => {
                tracing::error!(session = %round.session, round = %round.round, %error,
                    "a round cannot be kept");
            }
            Err(error) => return Err(error.into()),
        }
        counter!("downbeat_round_seconds_saved_total").increment(saved.seconds.len() as u64);
        Ok(self.live.round_saved(round, &forget).await?)
    }
}
