//! Loops that only one kind needs, a folder a kind. Adding a kind that needs one
//! is its folder and its line here.

pub mod meter;

use downbeat_boot::Shutdown;
use downbeat_live::Live;
use downbeat_store::Store;
use tokio::task::JoinHandle;

use crate::loops::{ownership::Leases, turns::start};

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
