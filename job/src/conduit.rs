//! The one conduit of the installation, made, taken over or repaired.

use std::time::Duration;

use anyhow::Context as _;
use downbeat_boot::clock;
use downbeat_store::Store;
use downbeat_twitch::{Twitch, client::Conduit};

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

/// Sees to it that there is a conduit with as many shards as are set up, and that
/// they lead to us. One process at a time does.
pub async fn ensure(twitch: &Twitch, store: &Store) -> anyhow::Result<String> {
    let transaction = store.begin().await?;
    let known = transaction.hold_conduit().await?;
    let there = twitch.conduits().await?;
    let of_ours = |one: &&Conduit| Some(&one.id) == known.as_ref();
    let conduit = if let Some(known) = there.iter().find(of_ours) {
        known.clone()
    } else {
        let found = match ours(twitch, &there).await? {
            Some(ours) => ours,
            None => twitch.create_conduit(twitch.application().shards).await?,
        };
        tracing::info!(conduit = found.id, "took a conduit");
        transaction.set_conduit(&found.id).await?;
        found
    };
    let conduit = sized(twitch, conduit).await;
    transaction.commit().await?;
    point(twitch, &conduit).await?;
    Ok(conduit.id)
}

/// A conduit that leads to us already: one that was made, and then forgotten.
async fn ours(twitch: &Twitch, there: &[Conduit]) -> anyhow::Result<Option<Conduit>> {
    let callback = twitch.application().callback.as_str();
    for conduit in there {
        let shards = twitch.shards(&conduit.id).await?;
        if shards.iter().any(|shard| shard.callback.as_deref() == Some(callback)) {
            return Ok(Some(conduit.clone()));
        }
    }
    Ok(None)
}

/// With as many shards as are set up. If Twitch does not want to, what it has does
/// as well: the next sweep asks again, and no chat waits for it.
async fn sized(twitch: &Twitch, conduit: Conduit) -> Conduit {
    let shards = twitch.application().shards;
    if conduit.shard_count == shards {
        return conduit;
    }
    match twitch.resize_conduit(&conduit.id, shards).await {
        Ok(resized) => {
            tracing::info!(conduit = resized.id, shards, "gave a conduit another size");
            resized
        }
        Err(error) => {
            let has = conduit.shard_count;
            tracing::warn!(%error, has, wanted = shards, "a conduit keeps its size");
            conduit
        }
    }
}

async fn point(twitch: &Twitch, conduit: &Conduit) -> anyhow::Result<()> {
    let lost = lost(twitch, conduit).await?;
    if lost.is_empty() {
        return Ok(());
    }
    twitch.point_shards(&conduit.id, &lost).await.context("pointing a conduit's shards at us")?;
    for _ in 0..LOOKS {
        clock::sleep(LOOK_EVERY).await;
        let shards = twitch.shards(&conduit.id).await?;
        // Twitch may go on showing those that it took away.
        let is_enabled =
            |id: u16| shards.iter().any(|one| one.id == id.to_string() && one.status == "enabled");
        if (0..conduit.shard_count).all(is_enabled) {
            let id = conduit.id.as_str();
            tracing::info!(conduit = id, shards = lost.len(), "pointed a conduit's shards at us");
            return Ok(());
        }
    }
    let why = format!("{} was not found to be ours", twitch.application().callback);
    Err(Later { after: LATER, why }.into())
}

/// Shards that do not lead to us.
async fn lost(twitch: &Twitch, conduit: &Conduit) -> anyhow::Result<Vec<u16>> {
    let shards = twitch.shards(&conduit.id).await?;
    let callback = twitch.application().callback.as_str();
    let serves =
        |id: &u16| shards.iter().any(|shard| shard.id == id.to_string() && shard.serves(callback));
    Ok((0..conduit.shard_count).filter(|id| !serves(id)).collect())
}
