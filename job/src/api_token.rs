//! Tokens of people's programs: what one may be, whoever makes it.

use downbeat_session::text;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::sign_up::token;

/// Good ones that a person may have.
pub const TOKENS_MAX: i64 = 20;
pub const NAME_CHARS_MAX: usize = 60;
pub const DAYS_MAX: u32 = 366;

/// All that a token may be made for.
pub const SCOPES: [&str; 4] =
    ["sessions:read", "sessions:write", "sessions:command", "links:write"];

/// Tells what it is, should it be found where it should not be.
const PREFIX: &str = "downbeat_";

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
    text::is_name(name.trim(), NAME_CHARS_MAX)
}

/// By what sockets know whoever came in by a credential.
#[must_use]
pub fn pass_of(hash: [u8; 32]) -> Uuid {
    let mut pass = [0; 16];
    pass.copy_from_slice(&hash[..16]);
    Uuid::from_bytes(pass)
}
