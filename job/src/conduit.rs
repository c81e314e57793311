//! The one conduit of the installation, made, taken over or repaired.

use std::time::Duration;

use anyhow::Context as _;
use downbeat_boot::clock;
use downbeat_store::Store;
use downbeat_twitch::Twitch;

use crate::Later;

/// Looks at a shard that was pointed at us until it has heard our answer to its
/// challenge.
const LOOKS: usize = 20;
const LOOK_EVERY: Duration = Duration::from_millis(100);
const LATER: Duration = Duration::from_secs(2);

/// The conduit as we know it; looked after if we know none.
pub async fn known(twitch: &Twitch, store: &Store) -> anyhow::Result<String> {
    match store.conduit().await? {
        Some(conduit) => Ok(conduit),
        None => ensure(twitch, store).await,
    }
}

/// Sees to it that there is a conduit and that its shards lead to us. One
/// process at a time does.
pub async fn ensure(twitch: &Twitch, store: &Store) -> anyhow::Result<String> {
    let transaction = store.begin().await?;
    let known = transaction.hold_conduit().await?;
    let there = twitch.conduits().await?;
    let conduit = if let Some(known) = known.filter(|known| there.contains(known)) {
        known
    } else {
        let found = match ours(twitch, &there).await? {
            Some(ours) => ours,
            None => twitch.create_conduit(twitch.application().shards).await?,
        };
        tracing::info!(conduit = found, "took a conduit");
        transaction.set_conduit(&found).await?;
        found
    };
    transaction.commit().await?;
    point(twitch, &conduit).await?;
    Ok(conduit)
}

/// A conduit that leads to us already: one that was made, and then forgotten.
async fn ours(twitch: &Twitch, there: &[String]) -> anyhow::Result<Option<String>> {
    let callback = twitch.application().callback.as_str();
    for conduit in there {
        let shards = twitch.shards(conduit).await?;
        if shards.iter().any(|shard| shard.callback.as_deref() == Some(callback)) {
            return Ok(Some(conduit.clone()));
        }
    }
    Ok(None)
}

async fn point(twitch: &Twitch, conduit: &str) -> anyhow::Result<()> {
    let lost = lost(twitch, conduit).await?;
    if lost.is_empty() {
        return Ok(());
    }
    twitch.point_shards(conduit, &lost).await.context("pointing a conduit's shards at us")?;
    for _ in 0..LOOKS {
        clock::sleep(LOOK_EVERY).await;
        if twitch.shards(conduit).await?.iter().all(|shard| shard.status == "enabled") {
            tracing::info!(conduit, shards = lost.len(), "pointed a conduit's shards at us");
            return Ok(());
        }
    }
    let why = format!("{} was not found to be ours", twitch.application().callback);
    Err(Later { after: LATER, why }.into())
}

/// Shards that do not lead to us.
async fn lost(twitch: &Twitch, conduit: &str) -> anyhow::Result<Vec<u16>> {
    let shards = twitch.shards(conduit).await?;
    let callback = twitch.application().callback.as_str();
    let serves =
        |id: &u16| shards.iter().any(|shard| shard.id == id.to_string() && shard.serves(callback));
    Ok((0..twitch.application().shards).filter(|id| !serves(id)).collect())
}
