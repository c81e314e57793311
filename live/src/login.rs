//! Sign-ins under way: known for minutes, taken once.

use std::time::Duration;

use redis::cmd;
use serde::{Serialize, de::DeserializeOwned};

use crate::{Live, LiveError, key};

const KEPT: Duration = Duration::from_mins(10);

impl Live {
    pub async fn begin_login<T: Serialize + Sync>(
        &self,
        state_hash: &str,
        login: &T,
    ) -> Result<(), LiveError> {
        let text = serde_json::to_string(login).unwrap_or_default();
        let mut set = cmd("SET");
        set.arg(key::login(state_hash)).arg(text).arg("EX").arg(KEPT.as_secs());
        self.query(&set).await
    }

    /// `None` for one that never was, took too long, or was taken before.
    pub async fn take_login<T: DeserializeOwned>(
        &self,
        state_hash: &str,
    ) -> Result<Option<T>, LiveError> {
        let text: Option<Vec<u8>> = self.query(cmd("GETDEL").arg(key::login(state_hash))).await?;
        Ok(text.and_then(|text| serde_json::from_slice(&text).ok()))
    }
}
