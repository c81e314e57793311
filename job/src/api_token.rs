//! Tokens of people's programs: what one may be, whoever makes it.

use std::time::Duration;

use downbeat_live::{Live, LiveError, key};
use downbeat_store::{Own, Store};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::arrival::token;

/// Good ones that a person may have.
pub const TOKENS_MAX: i64 = 20;
pub const NAME_CHARS_MAX: usize = 60;
pub const DAYS_MAX: u32 = 366;

/// All that a token may be made for.
pub const SCOPES: [&str; 4] =
    ["sessions:read", "sessions:write", "sessions:command", "links:write"];

/// Tells what it is, should it be found where it should not be.
const PREFIX: &str = "downbeat_";

/// For how long a credential is believed while Postgres is away.
pub const BELIEVED: Duration = Duration::from_hours(24);

/// A new one, which is shown once, and its hash, which is kept.
#[must_use]
pub fn api_token() -> (String, [u8; 32]) {
    let text = format!("{PREFIX}{}", token().0);
    let hash = Sha256::digest(text.as_bytes()).into();
    (text, hash)
}

/// Whether one may be called so.
#[must_use]
pub fn is_name(name: &str) -> bool {
    let length = name.trim().chars().count();
    (1..=NAME_CHARS_MAX).contains(&length) && !name.chars().any(char::is_control)
}

/// By what sockets know whoever came in by a credential.
#[must_use]
pub fn pass_of(hash: [u8; 32]) -> Uuid {
    let mut pass = [0; 16];
    pass.copy_from_slice(&hash[..16]);
    Uuid::from_bytes(pass)
}

/// An ended cookie or token opens nothing, and the sockets that it opened close.
pub async fn forget_passes(
    live: &Live,
    store: &Store,
    owner: Uuid,
    hashes: &[[u8; 32]],
) -> Result<(), LiveError> {
    bury_passes(live, hashes).await?;
    let mut behind = None;
    // Sockets of sessions that are not listed look again by themselves.
    while let Ok(page) = store.sessions_of(Own::all(owner), behind, 100).await {
        for session in &page {
            for hash in hashes {
                live.revoke(session.id, pass_of(*hash)).await?;
            }
        }
        let Some(last) = page.last() else { break };
        behind = Some(last.id);
    }
    Ok(())
}

/// The same where no session is left that a socket could watch.
pub async fn bury_passes(live: &Live, hashes: &[[u8; 32]]) -> Result<(), LiveError> {
    for hash in hashes {
        live.bury(&key::pass(&hex::encode(hash)), BELIEVED).await?;
    }
    Ok(())
}
