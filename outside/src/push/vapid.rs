//! Who we are, to push services (RFC 8292): a key pair of P-256, and a JWT signed with it
//! for one service and some hours.

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use p256::{
    PublicKey, SecretKey,
    ecdsa::{Signature, SigningKey, signature::Signer},
    elliptic_curve::sec1::ToEncodedPoint,
};
use rand::RngCore;
use serde_json::json;

/// A service refuses one that is good for more than a day.
const GOOD_S: i64 = 12 * 3_600;

/// `{"typ":"JWT","alg":"ES256"}`
const HEADER: &str = "eyJ0eXAiOiJKV1QiLCJhbGciOiJFUzI1NiJ9";

#[derive(Clone)]
pub struct Vapid {
    key: SigningKey,
    /// As browsers subscribe with it.
    public: String,
    subject: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("it is no private key of P-256 in base64url")]
pub struct NoKey;

impl Vapid {
    pub fn read(private_key: &str, subject: &str) -> Result<Self, NoKey> {
        let bytes = BASE64_URL_SAFE_NO_PAD.decode(private_key).map_err(|_| NoKey)?;
        let secret = SecretKey::from_slice(&bytes).map_err(|_| NoKey)?;
        let public = BASE64_URL_SAFE_NO_PAD.encode(encoded(&secret.public_key()));
        Ok(Self { key: secret.into(), public, subject: subject.to_owned() })
    }

    /// A new private key, as settings have it.
    #[must_use]
    pub fn new_key() -> String {
        BASE64_URL_SAFE_NO_PAD.encode(new_secret().to_bytes())
    }

    /// What browsers subscribe with: 65 bytes in base64url.
    #[must_use]
    pub fn public(&self) -> &str {
        &self.public
    }

    /// The header `Authorization` of a request to a service.
    #[must_use]
    pub fn authorization(&self, origin: &str, now_s: i64) -> String {
        let claims = json!({ "aud": origin, "exp": now_s + GOOD_S, "sub": self.subject });
        let signed = format!("{HEADER}.{}", BASE64_URL_SAFE_NO_PAD.encode(claims.to_string()));
        let signature: Signature = self.key.sign(signed.as_bytes());
        let signature = BASE64_URL_SAFE_NO_PAD.encode(signature.to_bytes());
        format!("vapid t={signed}.{signature}, k={}", self.public)
    }
}

/// By the system's own chance; nearly every number of 256 bits is a key.
pub(super) fn new_secret() -> SecretKey {
    loop {
        let mut bytes = [0; 32];
        rand::rng().fill_bytes(&mut bytes);
        if let Ok(secret) = SecretKey::from_slice(&bytes) {
            return secret;
        }
    }
}

/// A point without compression: 65 bytes.
pub(super) fn encoded(key: &PublicKey) -> Vec<u8> {
    key.to_encoded_point(false).as_bytes().to_vec()
}

#[cfg(test)]
mod tests {
    use p256::ecdsa::{VerifyingKey, signature::Verifier};
    use serde_json::Value;

    use super::*;

    #[test]
    fn a_service_is_told_who_asks_in_what_it_can_verify() {
        let vapid = Vapid::read(&Vapid::new_key(), "mailto:house@example.org").unwrap();
        let told = vapid.authorization("https://push.example:8443", 1_000);
        let told = told.strip_prefix("vapid t=").unwrap();
        let (token, key) = told.split_once(", k=").unwrap();
        assert_eq!(key, vapid.public());
        let (signed, signature) = token.rsplit_once('.').unwrap();
        let (header, claims) = signed.split_once('.').unwrap();
        let open = |part: &str| -> Value {
            serde_json::from_slice(&BASE64_URL_SAFE_NO_PAD.decode(part).unwrap()).unwrap()
        };
        assert_eq!(open(header), json!({ "typ": "JWT", "alg": "ES256" }));
        let expected = json!({
            "aud": "https://push.example:8443", "exp": 44_200, "sub": "mailto:house@example.org",
        });
        assert_eq!(open(claims), expected);
        let key = BASE64_URL_SAFE_NO_PAD.decode(key).unwrap();
        let key = VerifyingKey::from_sec1_bytes(&key).unwrap();
        let signature = BASE64_URL_SAFE_NO_PAD.decode(signature).unwrap();
        let signature = Signature::from_slice(&signature).unwrap();
        key.verify(signed.as_bytes(), &signature).unwrap();
    }

    #[test]
    fn what_is_no_key_is_refused() {
        // Zero, and a number beyond the order of the curve, are none.
        let zero = BASE64_URL_SAFE_NO_PAD.encode([0; 32]);
        let beyond = BASE64_URL_SAFE_NO_PAD.encode([0xff; 32]);
        for wrong in ["", "nonsense!", "AAAA", &zero, &beyond] {
            assert_eq!(Vapid::read(wrong, "").err(), Some(NoKey), "{wrong}");
        }
    }
}
