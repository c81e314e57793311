//! Coming in and going out.
//!
//! In by a link (`once`), or with Twitch (`twitch.rs`); each time under a new
//! session id.

mod twitch;

pub use twitch::{begin, callback};

use std::{sync::Arc, time::Duration};

use downbeat_job::forgetting;
use downbeat_store::{Doer, Origin};
use metrics::counter;
use poem::{
    IntoResponse, Request, Response, ResponseBuilder, handler,
    http::{StatusCode, header},
    web::{
        Data, Path,
        cookie::{Cookie, SameSite},
    },
};
use rand::Rng;
use uuid::Uuid;

use crate::{
    access::{COOKIE, Line, Person, address, forget, hash, take, visitor},
    app::App,
    pages,
    problem::unavailable,
};

/// 256 bits: a cookie is never guessed.
const COOKIE_BYTES: usize = 32;
/// The server ends a session sooner; this only tells browsers to keep it.
const COOKIE_LIFE: Duration = Duration::from_hours(7 * 24);

/// `GET /auth/once/{token}`: signs in by a link, under a new session id.
#[handler]
pub async fn once(request: &Request, Path(token): Path<String>, app: Data<&Arc<App>>) -> Response {
    let line = line(request, &app);
    if line == Line::Unsafe {
        return pages::trouble("unsafe");
    }
    let address = address(request);
    if is_busy(&app, address.as_deref()).await {
        return pages::trouble("busy");
    }
    let origin = Origin { address: address.as_deref(), agent: request.header("user-agent") };
    let cookie = hex::encode(rand::rng().random::<[u8; COOKIE_BYTES]>());
    let came = app.store.come_in(hash(&token), hash(&cookie), &origin).await;
    let outcome = if matches!(came, Ok(Some(_))) { "accepted" } else { "refused" };
    counter!("downbeat_logins_total", "outcome" => outcome).increment(1);
    match came {
        Ok(Some(came)) => landing(&came.lands_on)
            .header(header::SET_COOKIE, cookie_of(line, COOKIE, cookie, COOKIE_LIFE))
            .finish(),
        Ok(None) => pages::link_is_used(request),
        Err(error) => {
            tracing::warn!(%error, "a sign-in failed");
            unavailable("nobody can be signed in now")
        }
    }
}

/// `POST /auth/logout`: this browser.
#[handler]
pub async fn logout(request: &Request, app: Data<&Arc<App>>) -> Response {
    leave(request, &app, false).await
}

/// `POST /auth/logout-all`: every browser of this person.
#[handler]
pub async fn logout_all(request: &Request, app: Data<&Arc<App>>) -> Response {
    leave(request, &app, true).await
}

async fn leave(request: &Request, app: &App, is_everywhere: bool) -> Response {
    let Person { user, cookie_hash, doer, .. } = match visitor(request).await {
        Ok(person) => person,
        Err(refusal) => return refusal.into_response(),
    };
    let line = line(request, app);
    let cookie = (!is_everywhere).then_some(cookie_hash);
    match sign_out(app, user.user_id, cookie, &doer).await {
        Ok(()) => Response::builder()
            .status(StatusCode::NO_CONTENT)
            .header(header::SET_COOKIE, cookie_of(line, COOKIE, String::new(), Duration::ZERO))
            .finish(),
        Err(error) => {
            tracing::warn!("a sign-out failed: {error:#}");
            unavailable("nobody can be signed out now")
        }
    }
}

/// Ends one sign-in of a person, or all of them. The jobs that are born with it
/// tell whoever cannot be told at once.
async fn sign_out(
    app: &App,
    user: Uuid,
    cookie: Option<[u8; 32]>,
    doer: &Doer,
) -> anyhow::Result<()> {
    let transaction = app.store.begin().await?;
    let ended = match cookie {
        Some(cookie) => transaction.sign_out(cookie, doer).await?,
        None => transaction.sign_out_everywhere(user, doer).await?,
    };
    let enqueued = transaction.enqueue(&forgetting(user, &ended)?).await?;
    transaction.commit().await?;
    forget(app, user, &ended).await;
    app.queue.announce(&enqueued).await;
    Ok(())
}

/// Whether somebody at this address has come too often.
async fn is_busy(app: &App, address: Option<&str>) -> bool {
    let who = format!("login:{}", address.unwrap_or("somewhere"));
    let taken = take(app, &who, app.logins_per_min).await;
    taken.is_some_and(|taken| !taken.is_allowed)
}

/// A redirect that nobody keeps.
fn landing(place: &str) -> ResponseBuilder {
    Response::builder()
        .status(StatusCode::SEE_OTHER)
        .header(header::LOCATION, place)
        .header(header::CACHE_CONTROL, "no-store")
}

fn line(request: &Request, app: &App) -> Line {
    Line::of(request.headers(), &app.public_url, &app.origins)
}

fn cookie_of(line: Line, name: &str, value: String, lasts: Duration) -> String {
    let mut cookie = Cookie::new_with_str(line.cookie(name), value);
    cookie.set_http_only(true);
    cookie.set_secure(line != Line::Plain);
    cookie.set_same_site(SameSite::Lax);
    cookie.set_path("/");
    cookie.set_max_age(lasts);
    cookie.to_string()
}
