//! Signing in by a login link.
//!
//! Its address is opened by more than whom it is for: previews of chats, scanners of
//! mail, an image in a page of somebody else's. So opening it uses nothing up and
//! signs nobody in. It shows a page, which says whom it signs in, and whose button
//! is **bound** to the browser by the cookie of a sign-in under way: no other site
//! presses it.

use std::sync::Arc;

use downbeat_store::{CameIn, Doer, LoginLink, Origin};
use metrics::counter;
use poem::{
    Body, Request, Response, handler,
    http::{Method, StatusCode, header},
    web::{Data, Path},
};

use super::{LOGIN_LIFE, claim::Claim, landing, line, signed_in, too_often};
use crate::{
    access::{LOGIN_COOKIE, Line, address, cookie_of, csrf, guest_hash, hash, secret},
    app::App,
    bodies, pages,
    problem::unavailable,
};

/// What the page's form sends, and nothing else.
const FIELD: &[u8] = b"bound=";
const FORM_BYTES_MAX: usize = 256;

/// `GET /auth/once/{token}`: the page whose button signs in.
#[handler]
pub async fn open(request: &Request, Path(token): Path<String>, app: Data<&Arc<App>>) -> Response {
    let link = match look(request, &app, &token).await {
        Ok(link) => link,
        Err(response) => return response,
    };
    let signs_in = app.sign_in_on_get && link.is_reusable && *request.method() == Method::GET;
    if signs_in { come_in(request, &app, &token).await } else { shown(request, &app, &link) }
}

/// `POST /auth/once/{token}`: signs in, under a new session id.
#[handler]
pub async fn enter(
    request: &Request,
    body: Body,
    Path(token): Path<String>,
    app: Data<&Arc<App>>,
) -> Response {
    let link = match look(request, &app, &token).await {
        Ok(link) => link,
        Err(response) => return response,
    };
    let sent = bodies::read(&app, body, FORM_BYTES_MAX).await.unwrap_or_default();
    if sent.strip_prefix(FIELD).is_some_and(|sent| is_bound(request, sent)) {
        return come_in(request, &app, &token).await;
    }
    let mut page = shown(request, &app, &link);
    page.set_status(StatusCode::FORBIDDEN);
    page
}

/// What the link opens, if it may be opened here and now.
async fn look(request: &Request, app: &App, token: &str) -> Result<LoginLink, Response> {
    if line(request, app) == Line::Unsafe {
        return Err(pages::trouble("unsafe"));
    }
    if let Some(busy) = too_often(app, request).await {
        return Err(busy);
    }
    let found = app.store.login_link(hash(token)).await.map_err(|error| {
        tracing::warn!(%error, "a login link could not be looked up");
        unavailable("nobody can be signed in now")
    })?;
    found.ok_or_else(|| used(request))
}

async fn come_in(request: &Request, app: &App, token: &str) -> Response {
    let line = line(request, app);
    let address = address(request);
    let origin = Origin { address: address.as_deref(), agent: request.header("user-agent") };
    let cookie = secret();
    match sign_in(app, (hash(token), hash(&cookie)), &origin, guest_hash(request)).await {
        Ok(Some((came, claim))) => {
            counter!("downbeat_logins_total", "outcome" => "accepted").increment(1);
            claim.tell(app).await;
            signed_in(landing(&came.lands_on), line, cookie).finish()
        }
        Ok(None) => used(request),
        Err(error) => {
            tracing::warn!("a sign-in failed: {error:#}");
            unavailable("nobody can be signed in now")
        }
    }
}

/// The session of this browser, and what it made as a guest: one transaction.
async fn sign_in(
    app: &App,
    (link, cookie): ([u8; 32], [u8; 32]),
    origin: &Origin<'_>,
    guest: Option<[u8; 32]>,
) -> anyhow::Result<Option<(CameIn, Claim)>> {
    let transaction = app.store.begin().await?;
    let Some(came) = transaction.come_in(link, cookie, origin).await? else { return Ok(None) };
    let address = origin.address.map(str::to_owned);
    let doer = Doer::person(came.user_id, &came.display_name, address);
    let claim = Claim::of(&transaction, guest, (came.user_id, &doer)).await?;
    transaction.commit().await?;
    Ok(Some((came, claim)))
}

fn used(request: &Request) -> Response {
    counter!("downbeat_logins_total", "outcome" => "refused").increment(1);
    pages::link_is_used(request)
}

fn shown(request: &Request, app: &App, link: &LoginLink) -> Response {
    bound_page(request, app, |bound| pages::login_link(&link.display_name, bound))
}

/// A page whose button this browser alone presses. One that is in the middle of another
/// sign-in keeps the cookie of it.
pub fn bound_page(request: &Request, app: &App, page: impl FnOnce(&str) -> Response) -> Response {
    let cookie = under_way(request).unwrap_or_else(secret);
    let mut page = page(&csrf(&cookie));
    let cookie = cookie_of(line(request, app), LOGIN_COOKIE, cookie, LOGIN_LIFE);
    if let Ok(cookie) = cookie.parse() {
        page.headers_mut().append(header::SET_COOKIE, cookie);
    }
    page
}

/// Whether what a page's form sent was shown to this browser.
pub fn is_bound(request: &Request, sent: &[u8]) -> bool {
    under_way(request).is_some_and(|cookie| csrf(&cookie).as_bytes() == sent)
}

fn under_way(request: &Request) -> Option<String> {
    request.cookie().get(LOGIN_COOKIE).map(|cookie| cookie.value_str().to_owned())
}
