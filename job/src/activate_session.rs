//! Cold to hot: from Postgres into live Redis.

use std::time::Duration;

use downbeat_live::{Opened, Opening};
use metrics::counter;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{Signal, stand::Stand};

/// Turns before a session whose config keeps changing is left to whoever asks
/// next.
const TURNS: usize = 4;
const LIMIT: Duration = Duration::from_secs(5);

/// Somebody wants this session to be hot.
#[derive(Debug, Serialize, Deserialize)]
pub struct ActivateSession {
    pub session: Uuid,
}

impl Signal for ActivateSession {
    type Context = Stand;

    const NAME: &'static str = "activate_session";
    const QUEUE: &'static str = "sessions";
    const CONCURRENCY: usize = 16;
    const TIMEOUT: Duration = LIMIT;

    fn key(&self) -> String {
        self.session.to_string()
    }

    async fn run(self, stand: &Stand) -> anyhow::Result<()> {
        let loaded = stand.live.alone(self.session, LIMIT, load(stand, self.session)).await;
        let outcome = match &loaded {
            Ok(Some(Ok(Loaded::Here))) => "loaded",
            // Somebody else is at it or was; a session that is gone is no failure.
            Ok(None | Some(Ok(Loaded::Before | Loaded::Gone))) => "hit",
            Ok(Some(Err(_))) | Err(_) => "failed",
        };
        counter!("downbeat_activations_total", "outcome" => outcome).increment(1);
        loaded?.transpose()?;
        Ok(())
    }
}

enum Loaded {
    Here,
    Before,
    Gone,
}

async fn load(stand: &Stand, session: Uuid) -> anyhow::Result<Loaded> {
    if stand.live.read(session).await?.is_some() {
        return Ok(Loaded::Before);
    }
    for _ in 0..TURNS {
        let Some(stored) = stand.store.activate(session).await? else {
            stand.live.end(session).await?;
            return Ok(Loaded::Gone);
        };
        let opening = Opening {
            id: stored.id,
            kind: stored.kind,
            owner: stored.owner,
            config: stored.config,
            config_version: u64::try_from(stored.config_version)?,
            incarnation: u64::try_from(stored.incarnation)?,
        };
        match stand.live.open(&opening).await? {
            Opened::Open => return Ok(Loaded::Here),
            Opened::AlreadyHot => return Ok(Loaded::Before),
            // Edited or deleted since it was read: Postgres knows by now.
            Opened::Stale | Opened::Deleted => {}
        }
    }
    anyhow::bail!("the config of session {session} changed {TURNS} times while it was opened")
}
