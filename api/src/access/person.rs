//! Somebody with a cookie.

use std::{sync::Arc, time::Duration};

use downbeat_store::{Doer, Keys, SignedIn, Stay, StayLimits};
use poem::{Request, http::Method};
use sha2::{Digest, Sha256};

use super::{Credential, Known, Limit, address};
use crate::{app::App, refusal::Refusal};

/// A host cookie: sent over a safe line only, to this host only.
pub const COOKIE: &str = "__Host-downbeat";
/// The cookie of a sign-in under way.
pub const LOGIN_COOKIE: &str = "__Host-downbeat-login";
/// The cookie of somebody without an account, who made something.
pub const GUEST_COOKIE: &str = "__Host-downbeat-guest";
/// All that we ever set.
pub const COOKIES: [&str; 3] = [COOKIE, LOGIN_COOKIE, GUEST_COOKIE];
pub const CSRF_HEADER: &str = "x-csrf-token";

/// How long a sign-in is good, whatever is done meanwhile.
pub const WHOLE: Duration = Duration::from_hours(30 * 24);

pub const STAY: StayLimits = StayLimits {
    staff: Stay { silent: Duration::from_mins(30), whole: Duration::from_hours(12) },
    others: Stay { silent: Duration::from_hours(7 * 24), whole: WHOLE },
};

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
        let (address, hash) = (address(request), hash(cookie));
        let key = Known::key(Credential::Cookie, hash);
        if app.guesses.is_nothing(&key) {
            return Err(Refusal::signed_out());
        }
        app.guesses.check(address.as_deref())?;
        let Some(user) = app.store.signed_in(hash, STAY).await? else {
            app.guesses.missed(address.as_deref(), &key);
            return Err(Refusal::signed_out());
        };
        if let Some(limit) = request.data::<Limit>() {
            limit.count(app, &user.user_id.to_string(), app.requests_per_min).await?;
        }
        Ok(Self::from(request, cookie, user))
    }

    pub(super) fn from(request: &Request, cookie: &str, user: SignedIn) -> Self {
        let doer = Doer::person(user.user_id, &user.display_name, address(request));
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

/// A guest's cookie, by its hash: whoever signs in takes over what it made.
pub fn guest_hash(request: &Request) -> Option<[u8; 32]> {
    request.cookie().get(GUEST_COOKIE).map(|cookie| hash(cookie.value_str()))
}

pub fn hash(secret: &str) -> [u8; 32] {
    Sha256::digest(secret.as_bytes()).into()
}

/// Derived from the cookie, which no script can read: nothing to store.
pub fn csrf(cookie: &str) -> String {
    hex::encode(Sha256::digest(format!("csrf:{cookie}").as_bytes()))
}
