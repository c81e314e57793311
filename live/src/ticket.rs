//! Tickets of viewers: each opens a socket once, within seconds.

use std::time::Duration;

use redis::cmd;
use serde::{Serialize, de::DeserializeOwned};

use crate::{Live, LiveError, key};

impl Live {
    pub async fn put_ticket<T: Serialize + Sync>(
        &self,
        hash_hex: &str,
        ticket: &T,
        good_for: Duration,
    ) -> Result<(), LiveError> {
        let text = serde_json::to_string(ticket)
            .map_err(|error| LiveError::Unreadable(error.to_string()))?;
        let mut set = cmd("SET");
        set.arg(key::ticket(hash_hex)).arg(text).arg("PX").arg(good_for.as_millis().to_string());
        self.query(&set).await
    }

    /// `None` for one that never was, is too old or was taken before.
    pub async fn take_ticket<T: DeserializeOwned>(
        &self,
        hash_hex: &str,
    ) -> Result<Option<T>, LiveError> {
        let key = key::ticket(hash_hex);
        let text: Option<Vec<u8>> = self.query(cmd("GETDEL").arg(key)).await?;
        Ok(text.and_then(|text| serde_json::from_slice(&text).ok()))
    }
}
