//! What only one kind needs of a worker, a folder a kind: loops, what is done
//! before them, and what is measured beside them. Adding it is a folder and a line here.

pub mod circle;
pub mod meter;
pub mod mission;

use downbeat_boot::Shutdown;
use downbeat_live::Live;
use downbeat_store::Store;
use tokio::task::JoinHandle;

use crate::loops::{ownership::Leases, turns::start};
pub use circle::seed::seed as seed_circles;
pub use mission::seed::seed as seed_camp;

/// What is done before a worker works.
pub async fn prepare(store: &Store) -> anyhow::Result<()> {
    mission::keep_packs(store).await
}

/// What the whole service has of sessions of each kind, for metrics.
pub async fn measure(store: &Store) -> anyhow::Result<()> {
    mission::measure(store).await
}

/// Starts the loops of all kinds.
pub fn start_loops(
    live: &Live,
    store: &Store,
    leases: &Leases,
    shutdown: &Shutdown,
) -> Vec<JoinHandle<()>> {
    let (live, store, leases) = (live.clone(), store.clone(), leases.clone());
    vec![start(meter::rounds::Rounds { live, store, leases }, shutdown.clone())]
}
