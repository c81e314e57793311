//! `POST /auth/local/sign-up`: an account is asked for.

use std::sync::Arc;

use downbeat_boot::settings::SignUp as Setting;
use downbeat_job::mail::{Asked, Language, ask};
use downbeat_session::text::is_name;
use downbeat_store::{Purpose, SignUp, is_reserved};
use poem::{Body, IntoResponse, Request, Response, handler, http::StatusCode, web::Data};
use serde::Deserialize;

use super::{email_of, given::given, guessable, may_mail};
use crate::{
    access::passwords,
    app::App,
    refusal::{FieldError, Refusal},
};

const NAME_CHARS_MAX: usize = 60;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Given {
    email: String,
    password: String,
    /// What they are called here.
    name: String,
    #[serde(default)]
    language: Language,
}

/// 202, whoever has the address.
#[handler]
pub async fn sign_up(request: &Request, body: Body, app: Data<&Arc<App>>) -> Response {
    match asked(request, body, &app).await {
        Ok(status) => status.into_response(),
        Err(refusal) => refusal.into_response(),
    }
}

async fn asked(request: &Request, body: Body, app: &App) -> Result<StatusCode, Refusal> {
    let Given { email, password, name, language } = given(request, app, body).await?;
    if !app.is_open() {
        let detail = "accounts are made by invitation here: ask the operator of this server";
        return Err(Refusal::forbidden_because("invited_only", detail));
    }
    let (email, name) = (email_of(&email)?, named(&name)?);
    let beside = vec![email.folded().to_owned(), name.to_owned()];
    let password = passwords::chosen(password, beside).await?.ok_or_else(guessable)?;
    if may_mail(app, &email).await? {
        let new = SignUp { name, password: &password };
        let (purpose, user) = (Purpose::Verify, None);
        let asked = Asked { purpose, email: &email, user, sign_up: Some(new), language };
        let transaction = app.store.begin().await?;
        let enqueued = ask(&transaction, &app.keys, asked).await?;
        transaction.commit().await?;
        app.queue.announce(&enqueued).await;
    }
    Ok(StatusCode::ACCEPTED)
}

/// What somebody may be called.
pub fn named(name: &str) -> Result<&str, Refusal> {
    let name = name.trim();
    let message = if !is_name(name, NAME_CHARS_MAX) {
        format!("must have 1 to {NAME_CHARS_MAX} characters")
    } else if is_reserved(name) {
        "is what the audit log calls what is no person".to_owned()
    } else {
        return Ok(name);
    };
    Err(Refusal::invalid(vec![FieldError::new("name", message)]))
}

impl App {
    /// Whether anybody may make an account who gets our mail.
    pub fn is_open(&self) -> bool {
        self.sends_mail && self.sign_up == Setting::Open
    }
}
