//! By which servers those who talk reach each other: the REST API of coturn
//! (draft-uberti-behave-turn-rest-00), good for an hour.

use std::sync::Arc;

use base64::{Engine, prelude::BASE64_STANDARD};
use downbeat_session::Audience;
use hmac::{Hmac, Mac};
use poem::{Request, web::Data};
use poem_openapi::{Object, OpenApi, param::Path, payload::Json};
use serde_json::Value;
use sha1::Sha1;
use uuid::Uuid;

use super::{limits, moderation::permitted};
use crate::{
    access::{Caller, Limit},
    app::App,
    refusal::{Answer, Refusal},
};

const GOOD_FOR_S: i64 = 3_600;

pub struct Ice;

#[derive(Debug, Object)]
struct IceServers {
    servers: Vec<IceServer>,
    /// How long they are good, in seconds.
    ttl_s: i64,
    /// Whether whoever talks here goes by a relay and by nothing else.
    relay_only: bool,
}

#[derive(Debug, Object)]
struct IceServer {
    urls: Vec<String>,
    /// When it is over, in epoch seconds, and whose it is.
    #[oai(skip_serializing_if_is_none)]
    username: Option<String>,
    #[oai(skip_serializing_if_is_none)]
    credential: Option<String>,
}

#[OpenApi(prefix_path = "/api/v1")]
impl Ice {
    /// Get servers for talking
    ///
    /// By the right `voice`, six in an hour. Where a room hides addresses behind a relay
    /// and the installation has none, talking is 409 `off`. Scope: `sessions:command`.
    #[oai(path = "/sessions/:id/ice", method = "get")]
    async fn servers(
        &self,
        app: Data<&Arc<App>>,
        request: &Request,
        caller: Caller,
        id: Path<Uuid>,
    ) -> Answer<IceServers> {
        let (hot, standing) = permitted(&app, &caller, id.0, ("voice", None)).await?;
        let limit = request.data::<Limit>().cloned().unwrap_or_default();
        let whose = standing.actor.id.unwrap_or_default();
        let settings = &app.kinds.rooms.settings;
        let view: Value = serde_json::from_slice(&hot.view(Audience::Participant))?;
        let relay_only = relay_only(&view["settings"]);
        let (relays, plain): (Vec<String>, Vec<String>) =
            settings.turn_urls.iter().cloned().partition(|url| !url.starts_with("stun:"));
        if view["settings"]["voice"]["on"] == false || relay_only && relays.is_empty() {
            return Err(Refusal::conflict("off", "nobody talks in this room"));
        }
        limits::ice(&app, &limit, &whose).await?;
        let username = format!("{}:{whose}", hot.now_ms / 1_000 + GOOD_FOR_S);
        let mut servers = Vec::new();
        if !plain.is_empty() && !relay_only {
            servers.push(IceServer { urls: plain, username: None, credential: None });
        }
        if !relays.is_empty() {
            let credential = Some(credential(&settings.turn_secret, &username)?);
            servers.push(IceServer { urls: relays, username: Some(username), credential });
        }
        Ok(Json(IceServers { servers, ttl_s: GOOD_FOR_S, relay_only }))
    }
}

/// As the room says it; without a word, where anybody may find it.
fn relay_only(settings: &Value) -> bool {
    let said = settings["voice"]["relay_only"].as_bool();
    said.unwrap_or(settings["visibility"] == "public")
}

fn credential(secret: &str, username: &str) -> Result<String, Refusal> {
    let mac = Hmac::<Sha1>::new_from_slice(secret.as_bytes());
    let mut mac = mac.map_err(|error| Refusal::internal(&error))?;
    mac.update(username.as_bytes());
    Ok(BASE64_STANDARD.encode(mac.finalize().into_bytes()))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    /// As `openssl dgst -sha1 -hmac north -binary | base64` says.
    #[test]
    fn a_credential_is_what_coturn_computes() {
        let known = credential("north", "1433895918:ninefingers").unwrap();
        assert_eq!(known, "jy8hTxmOO7UtEKXqSkSlvakPVYA=");
    }

    #[test]
    fn public_rooms_hide_addresses_unless_they_say_otherwise() {
        let of = |visibility: &str, said: Value| {
            relay_only(&json!({ "visibility": visibility, "voice": { "relay_only": said } }))
        };
        assert!(of("public", Value::Null) && !of("unlisted", Value::Null));
        assert!(!of("public", json!(false)) && of("unlisted", json!(true)));
    }
}
