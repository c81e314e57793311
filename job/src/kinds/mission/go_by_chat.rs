//! Somebody said a camp's word in chat: their survivor goes out alone.

use std::time::Duration;

use downbeat_boot::clock;
use downbeat_session::{
    id,
    kinds::mission::{
        Stat,
        camp::Config,
        expedition::{AHEAD_MS, Party},
        resolver::Seed,
    },
    text::folded,
};
use downbeat_store::{MissionError, NewMission, NewSurvivor, Seat, Survivor, Transaction};
use rand::seq::IndexedRandom;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::tell_mission::TellMission;
use crate::{Attempt, Backoff, Durable, JobContext};

/// Chat has moved on after so long.
const LATE_MS: i64 = 60_000;

/// One message is one departure, however often it is delivered.
#[derive(Debug, Serialize, Deserialize)]
pub struct GoByChat {
    pub camp: Uuid,
    /// Twitch's decimal id of whoever said it.
    pub chatter: String,
    /// What was said.
    pub word: String,
    pub said_ms: i64,
}

impl Durable for GoByChat {
    type Context = JobContext;

    const NAME: &'static str = "go_by_chat";
    const QUEUE: &'static str = "missions";
    const TIMEOUT: Duration = Duration::from_secs(15);
    const BACKOFF: Backoff =
        Backoff { first: Duration::from_secs(1), max: Duration::from_secs(10) };
    const SHOWN: &'static [&'static str] = &["camp"];

    async fn run(self, context: &JobContext, _: &Attempt) -> anyhow::Result<()> {
        let camp = self.camp;
        if clock::unix_ms() - self.said_ms > LATE_MS {
            tracing::info!(%camp, "a word in chat came too late");
            return Ok(());
        }
        let Some(stored) = context.store.find(camp).await? else { return Ok(()) };
        let config: Config = serde_json::from_value(stored.config)?;
        // The streamer may have changed it since it was said.
        let word = config.chat_word.as_deref().map(folded);
        if word != Some(folded(&self.word)) || is_closed(context, camp, stored.status).await? {
            return Ok(());
        }
        let user = context.store.keep_account(&self.chatter).await?;
        match go(context, (camp, &config), user).await {
            Ok(()) => Ok(()),
            // Chat sees that nothing happens; nobody is there to be told why.
            Err(MissionError::Refused(code)) => {
                tracing::info!(%camp, code, "whoever said the word in chat does not go out");
                Ok(())
            }
            Err(error) => Err(error.into()),
        }
    }
}

/// Live Redis knows it of a hot camp before it is on record.
async fn is_closed(
    context: &JobContext,
    camp: Uuid,
    recorded: Option<String>,
) -> anyhow::Result<bool> {
    let hot = context.live.read(camp).await?;
    let known = hot.map(|hot| hot.session.status().map(str::to_owned));
    Ok(known.unwrap_or(recorded).as_deref() == Some("closed"))
}

async fn go(
    context: &JobContext,
    (camp, config): (Uuid, &Config),
    user: Uuid,
) -> Result<(), MissionError> {
    let now_ms = context.live.now_ms(context.live.shard(camp));
    let shards = context.live.shards();
    let transaction = context.store.begin().await?;
    let survivor = match transaction.living_survivor(user).await? {
        Some(survivor) => survivor,
        None => first_survivor(&transaction, config, user).await?,
    };
    let new = NewMission {
        id: id::of_child(camp, shards, Uuid::new_v4),
        camp,
        shard: id::shard(camp, shards),
        difficulty: config.difficulties.iter().copied().min().unwrap_or(1),
        party: Party::Solo,
        code: None,
        now_ms,
    };
    transaction.make_mission(&new, Seat { survivor: survivor.id, user }).await?;
    let (seed, depart_ms) = (Seed(rand::random()), now_ms + AHEAD_MS);
    transaction.depart(new.id, survivor.id, seed, depart_ms).await?;
    let job =
        TellMission { mission: new.id }.job().map_err(downbeat_store::StoreError::unwritable)?;
    let enqueued = transaction.enqueue(&[job]).await?;
    transaction.commit().await?;
    context.queue.announce(&enqueued).await;
    Ok(())
}

/// Whoever says the word has somebody to go out, as chance has it.
async fn first_survivor(
    transaction: &Transaction,
    config: &Config,
    user: Uuid,
) -> Result<Survivor, MissionError> {
    let pack = config.pack().ok_or(MissionError::Refused("closed"))?;
    let (bent, name) = {
        let mut chance = rand::rng();
        (Stat::ALL.choose(&mut chance).copied(), pack.names.choose(&mut chance))
    };
    let (Some(bent), Some(pack_name)) = (bent, name) else {
        return Err(MissionError::Refused("no_survivor"));
    };
    let new = NewSurvivor { id: Uuid::now_v7(), user_id: user, bent, pack_name, own_name: None };
    Ok(transaction.make_survivor(new).await?)
}
