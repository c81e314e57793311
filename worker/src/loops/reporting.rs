//! A worker says how it fares, and hears what is wanted of it.

use std::time::Duration;

use downbeat_boot::Shutdown;
use downbeat_job::Board;
use downbeat_store::{DesiredState, Store};
use serde_json::json;

use crate::loops::{ownership::Leases, pulse::Pulse, turns::Turns};

pub struct Reporting {
    pub store: Store,
    pub name: String,
    pub leases: Leases,
    pub pulse: Pulse,
    pub board: Board,
    pub shutdown: Shutdown,
    pub is_known: bool,
}

impl Turns for Reporting {
    const NAME: &'static str = "reporting";
    const TURN: Duration = Duration::from_secs(2);

    async fn run_once(&mut self) -> anyhow::Result<()> {
        let shards: Vec<u16> = self.leases.all().iter().map(|lease| lease.shard).collect();
        let report = json!({
            "shards": shards,
            "lateness_ms": self.pulse.take_lateness_ms(),
            "hottest": self.pulse.hottest(),
            "running": self.board.running(),
            "slots": self.board.slots(),
        });
        let version = env!("CARGO_PKG_VERSION");
        let wanted = self.store.report(&self.name, version, !self.is_known, &report).await?;
        self.is_known = true;
        self.heed(wanted);
        Ok(())
    }
}

impl Reporting {
    fn heed(&self, wanted: DesiredState) {
        self.board.set_quiet(wanted != DesiredState::Work);
        self.leases.set_retired(wanted == DesiredState::Drain);
        if wanted == DesiredState::Stop && !self.shutdown.is_requested() {
            tracing::info!("stopping, as somebody wants it");
            self.shutdown.request();
        }
    }
}
