//! Somebody with a cookie.

use std::{sync::Arc, time::Duration};

use downbeat_store::{Doer, Idle, Keys, SignedIn};
use poem::{Request, http::Method};
use sha2::{Digest, Sha256};

use super::address;
use crate::{app::App, refusal::Refusal};

/// A host cookie: sent over a safe line only, to this host only.
pub const COOKIE: &str = "__Host-downbeat";
/// The cookie of a sign-in under way.
pub const LOGIN_COOKIE: &str = "__Host-downbeat-login";
/// All that we ever set.
pub const COOKIES: [&str; 2] = [COOKIE, LOGIN_COOKIE];
pub const CSRF_HEADER: &str = "x-csrf-token";

pub const IDLE: Idle =
    Idle { staff: Duration::from_mins(30), others: Duration::from_hours(7 * 24) };

/// Somebody who is signed in, on one request.
#[derive(Debug, Clone)]
pub struct Person {
    pub user: SignedIn,
    /// What an unsafe request must carry besides the cookie.
    pub csrf: String,
    pub cookie_hash: [u8; 32],
    /// As the audit log names them.
    pub doer: Doer,
    /// Keys that only this cookie leads to.
    pub own_keys: Keys,
}

impl Person {
    /// The person behind a cookie, as Postgres knows them now. An unsafe request
    /// must prove that it comes from a page of ours, which another site's cannot
    /// read the token of.
    pub async fn of(request: &Request, cookie: &str) -> Result<Self, Refusal> {
        check_csrf(request, cookie)?;
        let app = app(request)?;
        let address = address(request);
        app.guesses.check(address.as_deref())?;
        let found = app.store.signed_in(hash(cookie), IDLE).await?;
        if found.is_none() {
            app.guesses.missed(address.as_deref());
        }
        Ok(Self::from(request, cookie, found.ok_or_else(Refusal::signed_out)?))
    }

    pub(super) fn from(request: &Request, cookie: &str, user: SignedIn) -> Self {
        let doer = Doer {
            name: user.display_name.clone(),
            user_id: Some(user.user_id),
            address: address(request),
        };
        let own_keys = own_keys(cookie);
        Self { user, csrf: csrf(cookie), cookie_hash: hash(cookie), doer, own_keys }
    }
}

pub(super) fn app(request: &Request) -> Result<&Arc<App>, Refusal> {
    request.data::<Arc<App>>().ok_or_else(|| Refusal::unavailable("the API is starting"))
}

pub(super) fn check_csrf(request: &Request, cookie: &str) -> Result<(), Refusal> {
    let is_safe = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if is_safe || request.header(CSRF_HEADER) == Some(&csrf(cookie)) {
        return Ok(());
    }
    Err(Refusal::csrf())
}

/// The person behind a request that no document describes.
pub async fn visitor(request: &Request) -> Result<Person, Refusal> {
    let cookie = request.cookie().get(COOKIE).ok_or_else(Refusal::signed_out)?;
    Person::of(request, cookie.value_str()).await
}

/// What answers are kept under that only the bearer of a secret may read.
pub(super) fn own_keys(secret: &str) -> Keys {
    Keys::derived("idempotent_answer", secret.as_bytes())
}

pub fn hash(secret: &str) -> [u8; 32] {
    Sha256::digest(secret.as_bytes()).into()
}

/// Derived from the cookie, which no script can read: nothing to store.
pub fn csrf(cookie: &str) -> String {
    hex::encode(Sha256::digest(format!("csrf:{cookie}").as_bytes()))
}
