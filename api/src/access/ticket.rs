//! What opens one socket of a viewer, once and within seconds: a JWT in an address
//! would stay in logs, and be good for an hour.

use std::time::Duration;

use downbeat_job::sign_up::token;
use downbeat_live::LiveError;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Viewer, hash};
use crate::app::App;

/// Tells it from a link's token.
const PREFIX: &str = "ticket.";
pub const GOOD_FOR: Duration = Duration::from_secs(30);

/// What a ticket opens, and until when a socket that came in by it may stay.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ticket {
    pub viewer: Viewer,
    pub until_ms: i64,
}

impl Ticket {
    /// Puts it down; answers what opens it.
    pub async fn put(&self, app: &App) -> Result<String, LiveError> {
        let (token, _) = token();
        let text = format!("{PREFIX}{token}");
        app.live.put_ticket(&hex::encode(hash(&text)), self, GOOD_FOR).await?;
        Ok(text)
    }

    /// Takes it: nobody does so again. `None` for one that opens nothing (any more).
    pub async fn take(app: &App, hash: [u8; 32]) -> Result<Option<Self>, LiveError> {
        app.live.take_ticket(&hex::encode(hash)).await
    }

    /// The hash of what may be one's text.
    pub fn hash(text: &str) -> Option<[u8; 32]> {
        text.starts_with(PREFIX).then(|| hash(text))
    }

    /// What ends all sockets of an account that came in by tickets.
    pub fn pass(&self, hash: [u8; 32]) -> Uuid {
        Uuid::new_v5(&self.viewer.account.unwrap_or_default(), &hash)
    }
}
