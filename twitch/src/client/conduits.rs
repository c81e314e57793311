//! Conduits: what carries an application's messages, to its webhook.

use reqwest::Method;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Twitch, TwitchError};

/// One way out of a conduit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shard {
    pub id: String,
    pub status: String,
    pub callback: Option<String>,
}

#[derive(Deserialize)]
struct Conduit {
    id: String,
}

#[derive(Deserialize)]
struct ShardRow {
    id: String,
    status: String,
    #[serde(default)]
    transport: Transport,
}

#[derive(Default, Deserialize)]
struct Transport {
    callback: Option<String>,
}

#[derive(Deserialize)]
struct Updated {
    #[serde(default)]
    errors: Vec<Value>,
}

const ENABLED: &str = "enabled";
const VERIFYING: &str = "webhook_callback_verification_pending";

impl Shard {
    /// Whether it brings messages to that address, or is about to.
    #[must_use]
    pub fn serves(&self, callback: &str) -> bool {
        [ENABLED, VERIFYING].contains(&self.status.as_str())
            && self.callback.as_deref() == Some(callback)
    }
}

impl Twitch {
    /// The ids of our application's conduits.
    pub async fn conduits(&self) -> Result<Vec<String>, TwitchError> {
        let found = self.list::<Conduit>("/eventsub/conduits", &[]).await?;
        Ok(found.data.into_iter().map(|conduit| conduit.id).collect())
    }

    pub async fn create_conduit(&self, shards: u16) -> Result<String, TwitchError> {
        let body = json!({ "shard_count": shards });
        let answer = self.helix(Method::POST, "/eventsub/conduits", &[], Some(body)).await?;
        let made: super::ask::Data<Conduit> =
            answer.json().await.map_err(TwitchError::Unreadable)?;
        made.data.into_iter().next().map(|conduit| conduit.id).ok_or(TwitchError::NotFound)
    }

    pub async fn shards(&self, conduit: &str) -> Result<Vec<Shard>, TwitchError> {
        let query = [("conduit_id", conduit)];
        let found = self.list::<ShardRow>("/eventsub/conduits/shards", &query).await?;
        let shard = |row: ShardRow| {
            let ShardRow { id, status, transport } = row;
            Shard { id, status, callback: transport.callback }
        };
        Ok(found.data.into_iter().map(shard).collect())
    }

    /// Points shards of a conduit at our webhook.
    pub async fn point_shards(&self, conduit: &str, shards: &[u16]) -> Result<(), TwitchError> {
        let transport = json!({
            "method": "webhook",
            "callback": self.application.callback,
            "secret": self.application.secret,
        });
        let shard = |id: &u16| json!({ "id": id.to_string(), "transport": transport });
        let shards: Vec<Value> = shards.iter().map(shard).collect();
        let body = json!({ "conduit_id": conduit, "shards": shards });
        let path = "/eventsub/conduits/shards";
        let answer = self.helix(Method::PATCH, path, &[], Some(body)).await?;
        let Updated { errors } = answer.json().await.map_err(TwitchError::Unreadable)?;
        match errors.first() {
            None => Ok(()),
            Some(error) => Err(TwitchError::Refused { status: 202, message: error.to_string() }),
        }
    }
}
