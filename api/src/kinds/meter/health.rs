//! What Twitch was asked for, in words a streamer can use.

use std::sync::Arc;

use downbeat_job::{Durable, ReconcileSubscription};
use downbeat_store::{SubscriptionRecord, SubscriptionState};
use poem::web::Data;
use poem_openapi::{ApiResponse, Object, OpenApi, param::Path, payload::Json};
use uuid::Uuid;

use crate::{
    access::{Caller, Permissions},
    app::App,
    refusal::{Answer, Refusal},
    session::found::stored,
};

pub struct Subscriptions;

#[derive(Debug, Clone, Object)]
struct SubscriptionHealth {
    /// `healthy`, `pending`, `broken`, `revoked` or `off`.
    health: String,
    /// One plain sentence.
    detail: String,
    /// Twitch's own word.
    status: Option<String>,
    checked_ms: Option<i64>,
    /// Why the bot could not say the last question or result in chat.
    say_problem: Option<String>,
}

#[derive(ApiResponse)]
enum Asked {
    /// It is being looked at.
    #[oai(status = 202)]
    Asked(Json<SubscriptionHealth>),
}

#[OpenApi(prefix_path = "/api/v1")]
impl Subscriptions {
    /// Subscription status
    ///
    /// Scope: `sessions:read`.
    #[oai(path = "/sessions/:id/subscription", method = "get")]
    async fn health(
        &self,
        app: Data<&Arc<App>>,
        caller: Caller,
        id: Path<Uuid>,
    ) -> Answer<SubscriptionHealth> {
        stored(&app, &caller, id.0, Permissions::TIES).await?;
        let found = app.store.subscription_of(id.0).await?;
        Ok(Json(told(&app, id.0, found.as_ref()).await?))
    }

    /// Repair a subscription
    ///
    /// Scope: `sessions:write`.
    #[oai(path = "/sessions/:id/subscription/repair", method = "post")]
    async fn repair(
        &self,
        app: Data<&Arc<App>>,
        caller: Caller,
        id: Path<Uuid>,
    ) -> Result<Asked, Refusal> {
        stored(&app, &caller, id.0, Permissions::CONFIGURE).await?;
        let found = app.store.subscription_of(id.0).await?;
        if let Some(found) = &found {
            let jobs = [ReconcileSubscription { subscription: found.id }.job()?];
            let enqueued = app.store.enqueue(&jobs).await?;
            app.queue.announce(&enqueued).await;
        }
        Ok(Asked::Asked(Json(told(&app, id.0, found.as_ref()).await?)))
    }
}

async fn told(
    app: &App,
    session: Uuid,
    found: Option<&SubscriptionRecord>,
) -> Result<SubscriptionHealth, Refusal> {
    let say_problem = app.store.saying_problem(session).await?;
    let is_bot_revoked = app.store.is_bot_revoked().await?;
    Ok(SubscriptionHealth { say_problem, ..health(app, found, is_bot_revoked) })
}

fn health(
    app: &App,
    found: Option<&SubscriptionRecord>,
    is_bot_revoked: bool,
) -> SubscriptionHealth {
    let say = |health: &str, detail: &str| SubscriptionHealth {
        health: health.to_owned(),
        detail: detail.to_owned(),
        status: found.and_then(|found| found.status.clone()),
        checked_ms: found.and_then(|found| found.checked_ms),
        say_problem: None,
    };
    if app.twitch.is_none() {
        return say("off", "This server has no Twitch application, so no chat reaches it.");
    }
    let Some(record) = found else {
        return say("pending", "Sign in with Twitch once more, and chat will reach this meter.");
    };
    match record.state {
        SubscriptionState::Enabled => say("healthy", "Twitch sends your chat here."),
        SubscriptionState::Pending => say("pending", "Twitch is being asked for your chat."),
        SubscriptionState::Revoked | SubscriptionState::Removed => {
            say("revoked", "You disconnected Downbeat at Twitch. Sign in again to connect it.")
        }
        SubscriptionState::Broken if is_bot_revoked => say(
            "broken",
            "This server may not read any chat now. It is not you: its operator knows.",
        ),
        SubscriptionState::Broken => {
            let why = record.problem.as_deref().unwrap_or("Twitch does not send your chat");
            say("broken", &format!("{why}."))
        }
    }
}
