//! A worker says how it fares, and hears what is wanted of it.

use std::time::Duration;

use downbeat_boot::{
    Shutdown,
    clock::{self, Instant},
};
use downbeat_job::Board;
use downbeat_store::{DesiredState, Store};
use serde_json::{Value, json};

use crate::loops::{notifications::Heard, ownership::Leases, pulse::Pulse, turns::Turns};

/// So often it says at least that it lives: the console believes it for three
/// times that.
const SAY_EVERY: Duration = Duration::from_secs(5);

pub struct Reporting {
    pub store: Store,
    pub name: String,
    pub leases: Leases,
    pub pulse: Pulse,
    pub board: Board,
    pub shutdown: Shutdown,
    pub heard: Heard,
    /// What was said last, and when.
    pub said: Option<(Value, Instant)>,
}

impl Turns for Reporting {
    const NAME: &'static str = "reporting";
    const TURN: Duration = Duration::from_secs(2);

    /// Something else may be wanted of it.
    async fn rest(&mut self) {
        if clock::timeout(Self::TURN, self.heard.workers()).await.is_ok()
            && let Some((said, _)) = &mut self.said
        {
            *said = Value::Null;
        }
    }

    async fn run_once(&mut self) -> anyhow::Result<()> {
        let shards: Vec<u16> = self.leases.all().iter().map(|lease| lease.shard).collect();
        let now = clock::monotonic();
        let fares = json!({
            "shards": shards,
            "hottest": self.pulse.hottest(),
            "running": self.board.running(),
            "slots": self.board.slots(),
        });
        if self.said.as_ref().is_some_and(|(said, at)| *said == fares && now - *at < SAY_EVERY) {
            return Ok(());
        }
        let mut report = fares.clone();
        report["lateness_ms"] = self.pulse.take_lateness_ms().into();
        let version = env!("CARGO_PKG_VERSION");
        let wanted = self.store.report(&self.name, version, self.said.is_none(), &report).await?;
        self.said = Some((fares, now));
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
