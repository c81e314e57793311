//! Conduits: what carries an application's messages, to its webhook.

use reqwest::Method;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Twitch, TwitchError, ask::Data};

/// A conduit, and how many shards it has.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Conduit {
    pub id: String,
    pub shard_count: u16,
}

/// One way out of a conduit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shard {
    pub id: String,
    pub status: String,
    pub callback: Option<String>,
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

const PATH: &str = "/eventsub/conduits";
const SHARDS_PATH: &str = "/eventsub/conduits/shards";
/// Pages of shards, more than there are of any conduit of ours.
const PAGES_MAX: usize = 100;

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
    /// Our application's conduits.
    pub async fn conduits(&self) -> Result<Vec<Conduit>, TwitchError> {
        Ok(self.list::<Conduit>(PATH, &[]).await?.data)
    }

    pub async fn create_conduit(&self, shards: u16) -> Result<Conduit, TwitchError> {
        self.sized(Method::POST, json!({ "shard_count": shards })).await
    }

    /// Gives a conduit so many shards. Those that are new lead nowhere yet.
    pub async fn resize_conduit(&self, id: &str, shards: u16) -> Result<Conduit, TwitchError> {
        self.sized(Method::PATCH, json!({ "id": id, "shard_count": shards })).await
    }

    async fn sized(&self, method: Method, body: Value) -> Result<Conduit, TwitchError> {
        let answer = self.helix(method, PATH, &[], Some(body)).await?;
        let sized: Data<Conduit> = answer.json().await.map_err(TwitchError::Unreadable)?;
        sized.data.into_iter().next().ok_or(TwitchError::NotFound)
    }

    pub async fn shards(&self, conduit: &str) -> Result<Vec<Shard>, TwitchError> {
        let (mut shards, mut after) = (Vec::new(), None);
        for _ in 0..PAGES_MAX {
            let mut query = vec![("conduit_id", conduit)];
            query.extend(after.as_deref().map(|cursor| ("after", cursor)));
            let Data { data, pagination } = self.list::<ShardRow>(SHARDS_PATH, &query).await?;
            shards.extend(data.into_iter().map(Shard::from));
            after = pagination.cursor.filter(|cursor| !cursor.is_empty());
            if after.is_none() {
                break;
            }
        }
        Ok(shards)
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
        let answer = self.helix(Method::PATCH, SHARDS_PATH, &[], Some(body)).await?;
        let Updated { errors } = answer.json().await.map_err(TwitchError::Unreadable)?;
        match errors.first() {
            None => Ok(()),
            Some(error) => Err(TwitchError::Refused { status: 202, message: error.to_string() }),
        }
    }
}

impl From<ShardRow> for Shard {
    fn from(row: ShardRow) -> Self {
        let ShardRow { id, status, transport } = row;
        Self { id, status, callback: transport.callback }
    }
}
