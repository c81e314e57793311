//! Signatures: HMAC-SHA256 over id, timestamp and body, as Twitch documents
//! them under "Verifying the event message".

use std::fmt;

use hmac::{Hmac, Mac};
use sha2::Sha256;

const PREFIX: &str = "sha256=";

/// The secrets of our subscriptions. While one is rotated, there are two.
#[derive(Clone)]
pub struct Secrets(Vec<Hmac<Sha256>>);

impl Secrets {
    /// Hashes each secret's key once, not for each message.
    #[must_use]
    pub fn new(secrets: impl IntoIterator<Item = impl AsRef<[u8]>>) -> Self {
        Self(secrets.into_iter().map(|secret| keyed(secret.as_ref())).collect())
    }

    /// Whether a signature is right under any secret. Takes the same time
    /// wherever the first difference is.
    pub(super) fn verify(&self, id: &str, timestamp: &str, body: &[u8], signature: &str) -> bool {
        let mut claimed = [0; 32];
        let hex_digits = signature.strip_prefix(PREFIX).unwrap_or_default();
        if hex::decode_to_slice(hex_digits, &mut claimed).is_err() {
            return false;
        }
        self.0
            .iter()
            .any(|secret| over(secret.clone(), id, timestamp, body).verify_slice(&claimed).is_ok())
    }
}

impl fmt::Debug for Secrets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} secrets", self.0.len())
    }
}

/// The signature of a message, as its header holds it.
#[must_use]
pub fn sign(secret: &str, id: &str, timestamp: &str, body: &[u8]) -> String {
    let code = over(keyed(secret.as_bytes()), id, timestamp, body).finalize().into_bytes();
    format!("{PREFIX}{}", hex::encode(code))
}

fn keyed(secret: &[u8]) -> Hmac<Sha256> {
    #[expect(clippy::expect_used, reason = "an HMAC takes a key of any length")]
    Hmac::new_from_slice(secret).expect("any length")
}

fn over(mut mac: Hmac<Sha256>, id: &str, timestamp: &str, body: &[u8]) -> Hmac<Sha256> {
    mac.update(id.as_bytes());
    mac.update(timestamp.as_bytes());
    mac.update(body);
    mac
}
