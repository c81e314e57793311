//! JWTs for viewers, of any role and in any state.

use std::sync::Arc;

use downbeat_boot::clock;
use poem::{
    Response, Route, handler,
    http::StatusCode,
    post,
    web::{Data, Json},
};
use serde::Deserialize;
use serde_json::json;

use super::Extension;
use crate::{
    extension::Issued,
    sim::{
        control::Stage,
        oauth::{answer_json, problem},
    },
};

/// As long as Twitch's are good.
const GOOD_FOR_S: i64 = 3_600;

pub fn routes(route: Route) -> Route {
    route.at("/sim/extension/jwt", post(jwt))
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Secret {
    #[default]
    Newest,
    /// The one before, which is still good while it changes.
    Old,
    Unknown,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wanted {
    /// As `viewer`, or one that no viewer has.
    pub role: String,
    /// `U…` or `A…`.
    pub opaque_user_id: String,
    /// Shared where it is there.
    pub user_id: Option<String>,
    pub channel_id: Option<String>,
    /// Seconds from now; less than 0 is over.
    pub good_for_s: Option<i64>,
    #[serde(default)]
    pub secret: Secret,
}

impl Extension {
    pub(super) fn issue(&self, wanted: &Wanted, channel: &str) -> Option<String> {
        let channel_id = wanted.channel_id.as_deref().unwrap_or(channel);
        let claims = Issued {
            channel_id,
            opaque_user_id: &wanted.opaque_user_id,
            role: &wanted.role,
            user_id: wanted.user_id.as_deref(),
            is_unlinked: wanted.user_id.is_none(),
        };
        let good_for_ms = wanted.good_for_s.unwrap_or(GOOD_FOR_S) * 1_000;
        self.signer(wanted.secret)?.sign(&claims, clock::unix_ms() + good_for_ms)
    }
}

#[handler]
fn jwt(Json(wanted): Json<Wanted>, Data(stage): Data<&Arc<Stage>>) -> Response {
    let extension = stage.extension.as_ref();
    let token = extension.and_then(|extension| extension.issue(&wanted, &stage.broadcaster));
    match token {
        Some(token) => answer_json(StatusCode::OK, &json!({ "token": token })),
        None => problem(StatusCode::NOT_FOUND, "no such extension or secret"),
    }
}
