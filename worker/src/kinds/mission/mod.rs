//! Packs, kept before anything is told from them; a camp to begin with; and what the
//! service has of missions.

pub mod seed;

use anyhow::Context as _;
use downbeat_session::kinds::mission::pack::shipped;
use downbeat_store::Store;
use metrics::gauge;

/// How many are out.
pub async fn measure(store: &Store) -> anyhow::Result<()> {
    let out = store.count_missions_out().await?;
    gauge!("downbeat_missions_out").set(f64::from(out));
    Ok(())
}

/// Checks the packs that this release has, and keeps them for ever.
pub async fn keep_packs(store: &Store) -> anyhow::Result<()> {
    let packs = shipped()
        .map_err(|(path, error)| anyhow::anyhow!("the pack {path} is refused: {error}"))?;
    for pack in &packs {
        let name = format!("{}/{}", pack.id, pack.version);
        store.keep_pack(pack).await.with_context(|| format!("keeping the pack {name}"))?;
    }
    Ok(())
}
