//! Who asks, and what they may do: the one place where roles are checked.

use std::{sync::Arc, time::Duration};

use downbeat_store::{Doer, Idle, SignedIn, Staff};
use poem::{Request, http::Method};
use poem_openapi::{SecurityScheme, auth::ApiKey};
use sha2::{Digest, Sha256};

use crate::{refusal::Refusal, routes::Doors};

/// A host cookie: sent over a safe line only, to this host only.
pub const COOKIE: &str = "__Host-downbeat";
pub const CSRF_HEADER: &str = "X-CSRF-Token";

const IDLE: Idle = Idle { staff: Duration::from_mins(30), others: Duration::from_hours(7 * 24) };

/// Somebody who is signed in, on one request.
#[derive(Debug, Clone)]
pub struct Person {
    pub user: SignedIn,
    /// What an unsafe request must carry besides the cookie.
    pub csrf: String,
    pub cookie_hash: [u8; 32],
    /// As the audit log names them.
    pub doer: Doer,
}

/// Anybody who is signed in.
#[derive(SecurityScheme)]
#[oai(ty = "api_key", key_name = "__Host-downbeat", key_in = "cookie", checker = "signed_in")]
pub struct User(pub Person);

/// People of the house, who may look.
#[derive(SecurityScheme)]
#[oai(ty = "api_key", key_name = "__Host-downbeat", key_in = "cookie", checker = "reader")]
pub struct Reader(#[expect(dead_code, reason = "looking leaves no trace")] Person);

/// People of the house who may do everything.
#[derive(SecurityScheme)]
#[oai(ty = "api_key", key_name = "__Host-downbeat", key_in = "cookie", checker = "admin")]
pub struct Admin(pub Person);

async fn signed_in(request: &Request, key: ApiKey) -> poem::Result<Person> {
    Ok(person(request, &key.key).await?)
}

async fn reader(request: &Request, key: ApiKey) -> poem::Result<Person> {
    let person = person(request, &key.key).await?;
    match person.user.staff {
        Some(Staff::Reader | Staff::Admin) => Ok(person),
        None => Err(Refusal::forbidden("this is for people of the house").into()),
    }
}

async fn admin(request: &Request, key: ApiKey) -> poem::Result<Person> {
    let person = person(request, &key.key).await?;
    match person.user.staff {
        Some(Staff::Admin) => Ok(person),
        Some(Staff::Reader) => Err(Refusal::forbidden("you may look, and change nothing").into()),
        None => Err(Refusal::forbidden("this is for people of the house").into()),
    }
}

/// The person behind a cookie. An unsafe request must prove that it comes from
/// a page of ours, which another site's cannot read the token of.
async fn person(request: &Request, cookie: &str) -> Result<Person, Refusal> {
    let Some(doors) = request.data::<Arc<Doors>>() else {
        return Err(Refusal::unavailable("the API is starting"));
    };
    let csrf = csrf(cookie);
    let is_safe = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if !is_safe && request.header(CSRF_HEADER) != Some(&csrf) {
        return Err(Refusal::csrf());
    }
    let cookie_hash = hash(cookie);
    let user = doors.store.signed_in(cookie_hash, IDLE).await?.ok_or_else(Refusal::signed_out)?;
    let doer = Doer {
        name: user.display_name.clone(),
        user_id: Some(user.user_id),
        address: address(request),
    };
    Ok(Person { user, csrf, cookie_hash, doer })
}

/// The person behind a request that no document describes.
pub async fn visitor(request: &Request) -> Result<Person, Refusal> {
    let cookie = request.cookie().get(COOKIE).ok_or_else(Refusal::signed_out)?;
    person(request, cookie.value_str()).await
}

pub fn hash(secret: &str) -> [u8; 32] {
    Sha256::digest(secret.as_bytes()).into()
}

/// Derived from the cookie, which no script can read: nothing to store.
pub fn csrf(cookie: &str) -> String {
    hex::encode(Sha256::digest(format!("csrf:{cookie}").as_bytes()))
}

pub fn address(request: &Request) -> Option<String> {
    request.remote_addr().as_socket_addr().map(|address| address.ip().to_string())
}
