//! `POST /auth/local/link`: somebody cannot come in, and asks for a mail.

use std::sync::Arc;

use downbeat_job::mail::{Asked, Language, ask};
use downbeat_store::Purpose;
use poem::{Body, IntoResponse, Request, Response, handler, http::StatusCode, web::Data};
use serde::Deserialize;

use super::{email_of, given::given, may_mail};
use crate::{app::App, refusal::Refusal};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Given {
    email: String,
    #[serde(default)]
    language: Language,
}

/// 202, whoever has the address, and whether mail is sent here or not.
#[handler]
pub async fn link(request: &Request, body: Body, app: Data<&Arc<App>>) -> Response {
    match asked(request, body, &app).await {
        Ok(status) => status.into_response(),
        Err(refusal) => refusal.into_response(),
    }
}

async fn asked(request: &Request, body: Body, app: &App) -> Result<StatusCode, Refusal> {
    let Given { email, language } = given(request, app, body).await?;
    let email = email_of(&email)?;
    if app.sends_mail && may_mail(app, &email).await? {
        let (purpose, user, sign_up) = (Purpose::Recover, None, None);
        let asked = Asked { purpose, email: &email, user, sign_up, language };
        let transaction = app.store.begin().await?;
        let enqueued = ask(&transaction, &app.keys, asked).await?;
        transaction.commit().await?;
        app.queue.announce(&enqueued).await;
    }
    Ok(StatusCode::ACCEPTED)
}
