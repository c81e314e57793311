//! What somebody says of themselves.

use std::sync::Arc;

use downbeat_session::kinds::circle::{limits::PROFILE_CHARS_MAX, message::said};
use downbeat_store::CircleProfile as Stored;
use poem::web::Data;
use poem_openapi::{ApiResponse, Object, OpenApi, param::Header, payload::Json};

use super::visit::{LOOK, SPEAK, account};
use crate::{
    access::Caller,
    app::App,
    refusal::{FieldError, Refusal},
    session::found::matched,
};

pub struct Profiles;

/// What you say of yourself.
#[derive(Debug, Object)]
struct CircleProfile {
    /// Plain text; empty where you say nothing.
    about: String,
    /// 0 where you never said anything.
    version: i64,
}

#[derive(Debug, Object)]
struct CircleProfileBody {
    /// 500 characters at most; may be empty.
    about: String,
}

#[derive(ApiResponse)]
enum ReadProfile {
    /// Your profile. The `ETag` is its version.
    #[oai(status = 200)]
    Profile(Json<CircleProfile>, #[oai(header = "ETag")] String),
}

#[OpenApi(prefix_path = "/api/v1")]
impl Profiles {
    /// Get your profile
    ///
    /// Scope: `sessions:read`.
    #[oai(path = "/me/profile", method = "get")]
    async fn read(&self, app: Data<&Arc<App>>, caller: Caller) -> Result<ReadProfile, Refusal> {
        let user = account(&caller, LOOK)?;
        Ok(shown(app.store.circle_profile(user).await?))
    }

    /// Set your profile
    ///
    /// People in circles who see you read it. `If-Match` is the `ETag` of what you read.
    /// Scope: `sessions:command`.
    #[oai(path = "/me/profile", method = "put")]
    async fn set(
        &self,
        app: Data<&Arc<App>>,
        caller: Caller,
        #[oai(name = "If-Match")] if_match: Header<Option<String>>,
        body: Json<CircleProfileBody>,
    ) -> Result<ReadProfile, Refusal> {
        let user = account(&caller, SPEAK)?;
        let about = about_of(&body.0.about)?;
        let transaction = app.store.begin().await?;
        let stored = transaction.hold_profile(user).await?;
        matched(if_match.0.as_deref(), stored.version)?;
        let now = transaction.set_profile(user, &about).await?;
        transaction.commit().await?;
        Ok(shown(now))
    }
}

fn about_of(given: &str) -> Result<String, Refusal> {
    if given.trim().is_empty() {
        return Ok(String::new());
    }
    said(given, PROFILE_CHARS_MAX).ok_or_else(|| {
        let message = format!("must have {PROFILE_CHARS_MAX} characters at most");
        Refusal::invalid(vec![FieldError::new("about", message)])
    })
}

fn shown(stored: Stored) -> ReadProfile {
    let Stored { about, version } = stored;
    let tag = format!("\"{version}\"");
    ReadProfile::Profile(Json(CircleProfile { about, version }), tag)
}
