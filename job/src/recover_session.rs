//! Cold to hot after live Redis was lost, in a queue of its own: there may be
//! very many, and who watches one or commands it never waits behind them.

use std::time::Duration;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{ActivateSession, Signal, context::JobContext};

/// This session was awake, or is to be soon.
#[derive(Debug, Serialize, Deserialize)]
pub struct RecoverSession {
    pub session: Uuid,
}

impl Signal for RecoverSession {
    type Context = JobContext;

    const NAME: &'static str = "recover_session";
    const QUEUE: &'static str = "recovery";
    /// Half as many as those that are wanted now.
    const CONCURRENCY: usize = ActivateSession::CONCURRENCY / 2;
    const TIMEOUT: Duration = ActivateSession::TIMEOUT;

    fn key(&self) -> String {
        self.session.to_string()
    }

    async fn run(self, context: &JobContext) -> anyhow::Result<()> {
        ActivateSession { session: self.session }.run(context).await
    }
}
