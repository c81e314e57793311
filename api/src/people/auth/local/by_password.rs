//! `POST /auth/local/sign-in`: somebody comes in with their password.

use std::sync::Arc;

use downbeat_store::{Doer, LocalLogin, Origin, Person, Transaction};
use metrics::counter;
use poem::{
    Body, IntoResponse, Request, Response, handler,
    http::{StatusCode, header},
    web::Data,
};
use serde::Deserialize;
use uuid::Uuid;

use super::{
    super::{LANDS_ON, claim::Claim, line, signed_in},
    email_of,
    given::given,
};
use crate::{
    access::{Attempts, address, guest_hash, hash, passwords, secret},
    app::App,
    refusal::Refusal,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Given {
    email: String,
    password: String,
}

/// 204 with the cookie of a sign-in, and where its pages are.
#[handler]
pub async fn sign_in(request: &Request, body: Body, app: Data<&Arc<App>>) -> Response {
    let came = come_in(request, body, &app).await;
    let outcome = if came.is_ok() { "accepted" } else { "refused" };
    counter!("downbeat_logins_total", "outcome" => outcome).increment(1);
    match came {
        Ok(Come { cookie, claim }) => {
            let place = claim.lands_on();
            let answer = Response::builder()
                .status(StatusCode::NO_CONTENT)
                .header(header::LOCATION, place.as_deref().unwrap_or(LANDS_ON));
            signed_in(answer, line(request, &app), cookie).finish()
        }
        Err(refusal) => refusal.into_response(),
    }
}

/// Somebody who has come in.
pub struct Come {
    pub cookie: String,
    pub claim: Claim,
}

async fn come_in(request: &Request, body: Body, app: &App) -> Result<Come, Refusal> {
    let Given { email, password } = given(request, app, body).await?;
    let email = email_of(&email)?;
    let attempts = Attempts::of(app, request, email.folded());
    attempts.check().await?;
    let login = app.store.local_login(email.folded()).await?;
    let kept = login.as_ref().and_then(|login| login.password.clone());
    let is_right = passwords::is_right(password, kept.clone()).await?;
    let Some(LocalLogin { user_id, display_name, .. }) = login.filter(|_| is_right) else {
        attempts.wrong().await?;
        return Err(Refusal::wrong());
    };
    // Of many that were tried at the same time, those beyond the limit tell nothing.
    attempts.check().await?;
    let transaction = app.store.begin().await?;
    // It may have been changed meanwhile.
    let held = transaction.hold_local_login(user_id).await?;
    if held.is_none_or(|held| held.password != kept) {
        return Err(Refusal::wrong());
    }
    let come = enter(request, &transaction, (user_id, &display_name), "password").await?;
    transaction.commit().await?;
    come.claim.tell(app).await;
    Ok(come)
}

/// The session of this browser, and what it made as a guest, within a transaction.
pub async fn enter(
    request: &Request,
    transaction: &Transaction,
    (id, display_name): (Uuid, &str),
    by: &str,
) -> Result<Come, Refusal> {
    let (cookie, address) = (secret(), address(request));
    let origin = Origin { address: address.as_deref(), agent: request.header("user-agent") };
    transaction.sign_in(Person { id, display_name }, by, hash(&cookie), &origin).await?;
    let doer = Doer::person(id, display_name, address.clone());
    let claim = Claim::of(transaction, guest_hash(request), (id, &doer)).await?;
    Ok(Come { cookie, claim })
}
