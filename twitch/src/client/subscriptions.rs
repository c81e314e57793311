//! Subscriptions of EventSub, carried by a conduit.

use std::collections::BTreeMap;

use reqwest::Method;
use serde::Deserialize;
use serde_json::json;

use super::{Twitch, TwitchError, ask::Data};

pub const CHAT: &str = "channel.chat.message";
pub const REVOKED: &str = "user.authorization.revoke";
pub const SHARD_DISABLED: &str = "conduit.shard.disabled";

const PATH: &str = "/eventsub/subscriptions";

/// What we want to be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wanted<'a> {
    pub kind: &'a str,
    /// The broadcaster, if it is about one.
    pub account_id: &'a str,
}

/// A subscription as Twitch has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    pub id: String,
    pub status: String,
    pub kind: String,
    pub condition: BTreeMap<String, String>,
    pub conduit_id: Option<String>,
}

#[derive(Deserialize)]
struct Row {
    id: String,
    status: String,
    #[serde(rename = "type")]
    kind: String,
    #[serde(default)]
    condition: BTreeMap<String, String>,
    #[serde(default)]
    transport: Transport,
}

#[derive(Default, Deserialize)]
struct Transport {
    conduit_id: Option<String>,
}

impl Found {
    #[must_use]
    pub fn is_enabled(&self) -> bool {
        self.status == "enabled"
    }

    /// The account it is about; empty for one of the application's own.
    #[must_use]
    pub fn account_id(&self) -> &str {
        self.condition.get("broadcaster_user_id").map_or("", String::as_str)
    }
}

impl Twitch {
    fn condition(&self, wanted: Wanted<'_>) -> BTreeMap<String, String> {
        let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        let Wanted { kind, account_id } = wanted;
        match kind {
            REVOKED | SHARD_DISABLED => [pair("client_id", &self.application.client_id)].into(),
            _ => {
                let bot = pair("user_id", &self.application.bot_user_id);
                [pair("broadcaster_user_id", account_id), bot].into()
            }
        }
    }

    /// Whether what was found is what is wanted, on that conduit.
    #[must_use]
    pub fn is_wanted(&self, found: &Found, wanted: Wanted<'_>, conduit: &str) -> bool {
        found.kind == wanted.kind
            && found.conduit_id.as_deref() == Some(conduit)
            && self.condition(wanted).iter().all(|pair| found.condition.get(pair.0) == Some(pair.1))
    }

    pub async fn subscribe(&self, wanted: Wanted<'_>, conduit: &str) -> Result<Found, TwitchError> {
        let body = json!({
            "type": wanted.kind,
            "version": "1",
            "condition": self.condition(wanted),
            "transport": { "method": "conduit", "conduit_id": conduit },
        });
        let answer = self.helix(Method::POST, PATH, &[], Some(body)).await?;
        let made: Data<Row> = answer.json().await.map_err(TwitchError::Unreadable)?;
        made.data.into_iter().next().map(Found::from).ok_or(TwitchError::NotFound)
    }

    /// One that is gone already is gone.
    pub async fn unsubscribe(&self, id: &str) -> Result<(), TwitchError> {
        match self.helix(Method::DELETE, PATH, &[("id", id)], None).await {
            Ok(_) | Err(TwitchError::NotFound) => Ok(()),
            Err(error) => Err(error),
        }
    }

    /// A page of all our subscriptions, or of those that an account is in.
    pub async fn subscriptions(
        &self,
        account_id: Option<&str>,
        after: Option<&str>,
    ) -> Result<(Vec<Found>, Option<String>), TwitchError> {
        let mut query = Vec::new();
        query.extend(account_id.map(|id| ("user_id", id)));
        query.extend(after.map(|cursor| ("after", cursor)));
        let Data { data, pagination } = self.list::<Row>(PATH, &query).await?;
        let cursor = pagination.cursor.filter(|cursor| !cursor.is_empty());
        Ok((data.into_iter().map(Found::from).collect(), cursor))
    }
}

impl From<Row> for Found {
    fn from(row: Row) -> Self {
        let Row { id, status, kind, condition, transport } = row;
        Self { id, status, kind, condition, conduit_id: transport.conduit_id }
    }
}
