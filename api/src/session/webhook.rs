//! Where a session's events are sent: to the owner's own backend.

use std::sync::Arc;

use base64::{Engine, prelude::BASE64_STANDARD};
use downbeat_boot::clock;
use downbeat_job::{SECRET_PREFIX, webhook_cell};
use downbeat_store::WebhookRecord;
use poem::web::Data;
use poem_openapi::{ApiResponse, Object, OpenApi, param::Path, payload::Json};
use rand::Rng;
use uuid::Uuid;

use super::found::{changeable, stored, unknown};
use crate::{
    access::{Caller, Permissions},
    app::App,
    refusal::{Answer, FieldError, Refusal},
};

const URL_CHARS_MAX: usize = 2_000;
/// As the standard asks for: 24 to 64.
const SECRET_BYTES: usize = 32;

pub struct Webhooks;

#[derive(Debug, Object)]
struct Webhook {
    url: String,
    created_ms: i64,
    /// When the last delivery that was taken was.
    delivered_ms: Option<i64>,
    failed_ms: Option<i64>,
    /// What went wrong with the last one; null when it was taken.
    problem: Option<String>,
    /// Since when nothing is sent: the receiver answered 410. Null while events are
    /// sent. An address that is set, the same or another, begins anew.
    stopped_ms: Option<i64>,
}

#[derive(Debug, Object)]
struct NewWebhookBody {
    /// An `https://` address that everybody can reach, at port 443 or 8443, without
    /// a user or a password.
    url: String,
}

#[derive(Debug, Object)]
struct MadeWebhook {
    url: String,
    created_ms: i64,
    /// What deliveries are signed with. This is the only time that it is shown.
    secret: String,
}

#[derive(ApiResponse)]
enum Gone {
    /// Nothing is sent any more.
    #[oai(status = 204)]
    Gone,
}

#[OpenApi(prefix_path = "/api/v1")]
impl Webhooks {
    /// Get a webhook
    ///
    /// Scope: `sessions:read`.
    #[oai(path = "/sessions/:id/webhook", method = "get")]
    async fn read(&self, app: Data<&Arc<App>>, caller: Caller, id: Path<Uuid>) -> Answer<Webhook> {
        stored(&app, &caller, id.0, Permissions::TIES).await?;
        let found = app.store.webhook_of(id.0).await?;
        let found = found.ok_or_else(|| Refusal::not_found("webhook"))?;
        let WebhookRecord {
            url,
            secret: _,
            created_ms,
            delivered_ms,
            failed_ms,
            problem,
            stopped_ms,
        } = found;
        Ok(Json(Webhook { url, created_ms, delivered_ms, failed_ms, problem, stopped_ms }))
    }

    /// Set a webhook
    ///
    /// In the form of Standard Webhooks: each with an id that stays the same,
    /// signed, tried again for two days at least, not before a `Retry-After` (12
    /// hours at most). Redirects are not followed; 410 stops it. Each call makes a new
    /// secret. It ends with its session, whose last events are still sent, and not
    /// with the token that set it. Scopes: `sessions:write` and `sessions:read`.
    #[oai(path = "/sessions/:id/webhook", method = "put")]
    async fn set(
        &self,
        app: Data<&Arc<App>>,
        caller: Caller,
        id: Path<Uuid>,
        new: Json<NewWebhookBody>,
    ) -> Answer<MadeWebhook> {
        // Whoever receives the events reads them.
        let wanted = Permissions::WEBHOOK.and(Permissions::HISTORY);
        let (record, _) = stored(&app, &caller, id.0, wanted).await?;
        // What happens in a child is sent where its parent's events are.
        changeable(&record)?;
        let url = address(&app, &new.url)?;
        let secret = rand::rng().random::<[u8; SECRET_BYTES]>();
        let sealed = app.keys.seal(webhook_cell(&id.0.to_string()), &secret)?;
        let transaction = app.store.begin().await?;
        if !transaction.set_webhook(id.0, (&url, sealed), &caller.doer).await? {
            return Err(unknown());
        }
        transaction.commit().await?;
        let secret = format!("{SECRET_PREFIX}{}", BASE64_STANDARD.encode(secret));
        Ok(Json(MadeWebhook { url, created_ms: clock::unix_ms(), secret }))
    }

    /// Remove a webhook
    ///
    /// Scope: `sessions:write`.
    #[oai(path = "/sessions/:id/webhook", method = "delete")]
    async fn remove(
        &self,
        app: Data<&Arc<App>>,
        caller: Caller,
        id: Path<Uuid>,
    ) -> Result<Gone, Refusal> {
        stored(&app, &caller, id.0, Permissions::WEBHOOK).await?;
        let transaction = app.store.begin().await?;
        if !transaction.remove_webhook(id.0, &caller.doer).await? {
            return Err(Refusal::not_found("webhook"));
        }
        transaction.commit().await?;
        Ok(Gone::Gone)
    }
}

fn address(app: &App, given: &str) -> Result<String, Refusal> {
    let wrong = |message: String| Refusal::invalid(vec![FieldError::new("url", message)]);
    if given.chars().count() > URL_CHARS_MAX {
        return Err(wrong(format!("at most {URL_CHARS_MAX} characters")));
    }
    let url = app.outside.check(given).map_err(|error| wrong(error.to_string()))?;
    Ok(url.into())
}
