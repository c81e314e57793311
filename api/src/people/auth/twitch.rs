//! Signing in with Twitch.
//!
//! The **state** is good once, for ten minutes, in the browser that it was given
//! to: a cookie binds it. Nothing is made before Twitch has said who it is.

use std::sync::Arc;

use anyhow::Context as _;
use downbeat_job::sign_up::arrive;
use downbeat_store::{Doer, NewIdentity, Origin, Person};
use downbeat_twitch::{Twitch, client::Account};
use metrics::counter;
use poem::{
    Request, Response, handler,
    http::header,
    web::{Data, Query},
};
use serde::{Deserialize, Serialize};

use super::{LANDS_ON, LOGIN_LIFE, claim::Claim, landing, line, signed_in, too_often};
use crate::{
    access::{LOGIN_COOKIE, Line, address, cookie_of, guest_hash, hash, secret},
    app::App,
    pages,
    problem::unavailable,
};

const PROVIDER: &str = "twitch";

/// A sign-in under way.
#[derive(Serialize, Deserialize)]
struct Login {
    cookie_hash: String,
}

/// `GET /auth/twitch`: off to Twitch.
#[handler]
pub async fn begin(request: &Request, app: Data<&Arc<App>>) -> Response {
    let Some(twitch) = &app.twitch else { return pages::trouble("unset") };
    let line = line(request, &app);
    if line == Line::Unsafe {
        return pages::trouble("unsafe");
    }
    if let Some(busy) = too_often(&app, request).await {
        return busy;
    }
    let (state, cookie) = (secret(), secret());
    let login = Login { cookie_hash: hex::encode(hash(&cookie)) };
    if let Err(error) = app.live.begin_login(&hex::encode(hash(&state)), &login).await {
        tracing::warn!(%error, "a sign-in could not begin");
        return unavailable("nobody can be signed in now");
    }
    let Some(place) = twitch.authorize_url(&redirect(&app), &state) else {
        return pages::trouble("unset");
    };
    let cookie = cookie_of(line, LOGIN_COOKIE, cookie, LOGIN_LIFE);
    landing(&place).header(header::SET_COOKIE, cookie).finish()
}

#[derive(Deserialize)]
pub struct Answer {
    #[serde(default)]
    code: String,
    #[serde(default)]
    state: String,
    #[serde(default)]
    error: String,
}

/// `GET /auth/twitch/callback`: back from Twitch, with a code or a no.
#[handler]
pub async fn callback(
    request: &Request,
    answer: poem::Result<Query<Answer>>,
    app: Data<&Arc<App>>,
) -> Response {
    if app.twitch.is_some()
        && let Some(busy) = too_often(&app, request).await
    {
        counter!("downbeat_logins_total", "outcome" => "refused").increment(1);
        return busy;
    }
    let came = match answer {
        Ok(Query(answer)) => come_in(request, &app, &answer).await,
        Err(_) => Err("state"),
    };
    let outcome = if came.is_ok() { "accepted" } else { "refused" };
    counter!("downbeat_logins_total", "outcome" => outcome).increment(1);
    let line = line(request, &app);
    match came {
        Ok((cookie, claim)) => {
            let place = claim.lands_on();
            signed_in(landing(place.as_deref().unwrap_or(LANDS_ON)), line, cookie).finish()
        }
        Err(problem) => pages::trouble(problem),
    }
}

/// The new session's cookie and what it took over, or the problem's name on the page
/// of troubles.
async fn come_in(
    request: &Request,
    app: &App,
    answer: &Answer,
) -> Result<(String, Claim), &'static str> {
    let twitch = app.twitch.as_ref().ok_or("unset")?;
    // Taken before anything else is looked at: a state is good once.
    let login: Option<Login> =
        app.live.take_login(&hex::encode(hash(&answer.state))).await.map_err(|error| {
            tracing::warn!(%error, "a sign-in could not be looked up");
            "away"
        })?;
    let cookie = request.cookie().get(LOGIN_COOKIE).map(|cookie| cookie.value_str().to_owned());
    let is_bound = login
        .zip(cookie)
        .is_some_and(|(login, cookie)| login.cookie_hash == hex::encode(hash(&cookie)));
    if !is_bound {
        return Err("state");
    }
    if !answer.error.is_empty() || answer.code.is_empty() {
        return Err("refused");
    }
    let account = account(twitch, &answer.code, &redirect(app)).await?;
    sign_in(request, app, &account).await.map_err(|error| {
        tracing::warn!(error = format!("{error:#}"), "a sign-in failed");
        "away"
    })
}

async fn account(twitch: &Twitch, code: &str, redirect: &str) -> Result<Account, &'static str> {
    twitch.account_of(code, redirect).await.map_err(|error| {
        tracing::warn!(%error, "Twitch does not say who signs in");
        if error.is_passing() { "away" } else { "state" }
    })
}

/// The person and everything that a first sign-in makes, the session of this
/// browser, and what it made as a guest: one transaction.
async fn sign_in(
    request: &Request,
    app: &App,
    account: &Account,
) -> anyhow::Result<(String, Claim)> {
    let Account { id, login, display_name } = account;
    let identity = NewIdentity { provider: PROVIDER, provider_user_id: id, login, display_name };
    let cookie = secret();
    let address = address(request);
    let origin = Origin { address: address.as_deref(), agent: request.header("user-agent") };
    let transaction = app.store.begin().await?;
    let shards = app.live.shards();
    let (user, jobs) = arrive(&transaction, (&app.keys, shards), identity).await?;
    let person = Person { id: user.id, display_name: &user.display_name };
    transaction.sign_in(person, PROVIDER, hash(&cookie), &origin).await?;
    let enqueued = transaction.enqueue(&jobs).await?;
    let doer = Doer::person(user.id, &user.display_name, address.clone());
    let claim = Claim::of(&transaction, guest_hash(request), (user.id, &doer)).await?;
    transaction.commit().await.context("keeping a sign-in")?;
    app.queue.announce(&enqueued).await;
    claim.tell(app).await;
    Ok((cookie, claim))
}

fn redirect(app: &App) -> String {
    format!("{}/auth/twitch/callback", app.public_url)
}
