//! Secrets that must be read again: encrypted, never stored as they are.
//!
//! A sealed value is `format, key id, nonce, ciphertext` (XChaCha20-Poly1305,
//! RFC 8439 with the extended nonce). Its place (table, column, row) is
//! authenticated with it, so that it opens nowhere else. The first of the
//! [`Keys`] seals; the others still open what they sealed.

use std::{collections::BTreeSet, fmt};

use base64::{Engine, prelude::BASE64_STANDARD};
use chacha20poly1305::{
    AeadCore, KeyInit, XChaCha20Poly1305, XNonce,
    aead::{Aead, OsRng, Payload},
};
use sha2::{Digest, Sha256};

use crate::StoreError;

const FORMAT: u8 = 1;
const NONCE_BYTES: usize = 24;

/// Where a sealed value stands.
#[derive(Debug, Clone, Copy)]
pub struct Cell<'a> {
    pub table: &'a str,
    pub column: &'a str,
    pub row: &'a str,
}

#[derive(Clone)]
pub struct Keys(Vec<Key>);

#[derive(Clone)]
struct Key {
    id: String,
    cipher: XChaCha20Poly1305,
}

/// Why a sealed value does not open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unsealable {
    #[error("it was sealed with a key that is not among those of the settings")]
    UnknownKey,
    #[error("it is damaged, or stands in another place than it was made for")]
    Damaged,
}

impl Keys {
    /// From settings: `id:base64`, the one that seals first. `None` when one of
    /// them is no such thing, or two have one id: of these only one would open.
    #[must_use]
    pub fn read(keys: &[String]) -> Option<Self> {
        let key = |text: &String| {
            let (id, secret) = text.split_once(':')?;
            let cipher = XChaCha20Poly1305::new_from_slice(&BASE64_STANDARD.decode(secret).ok()?);
            u8::try_from(id.len()).ok()?;
            Some(Key { id: id.to_owned(), cipher: cipher.ok()? })
        };
        let keys = keys.iter().map(key).collect::<Option<Vec<_>>>()?;
        let ids: BTreeSet<&str> = keys.iter().map(|key| key.id.as_str()).collect();
        (!keys.is_empty() && ids.len() == keys.len()).then_some(Self(keys))
    }

    /// The ids, the one that seals first.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|key| key.id.as_str())
    }

    /// The id of the one that seals.
    #[must_use]
    pub fn newest(&self) -> &str {
        &self.0[0].id
    }

    /// Keys that only who knows the secret can have.
    #[must_use]
    pub fn derived(purpose: &str, secret: &[u8]) -> Self {
        let digest = Sha256::new().chain_update(purpose).chain_update([0]).chain_update(secret);
        let cipher = XChaCha20Poly1305::new(&digest.finalize());
        Self(vec![Key { id: String::new(), cipher }])
    }

    /// Fails for what no cipher takes, as a text of many gigabytes: then nothing
    /// is there that could be stored in its place.
    pub fn seal(&self, cell: Cell<'_>, secret: &[u8]) -> Result<Vec<u8>, StoreError> {
        let Key { id, cipher } = &self.0[0];
        let nonce = XChaCha20Poly1305::generate_nonce(&mut OsRng);
        let payload = Payload { msg: secret, aad: &cell.bytes() };
        let sealed = cipher.encrypt(&nonce, payload).map_err(StoreError::unwritable)?;
        let id_bytes = u8::try_from(id.len()).map_err(StoreError::unwritable)?;
        Ok([&[FORMAT, id_bytes], id.as_bytes(), nonce.as_slice(), &sealed].concat())
    }

    pub fn open(&self, cell: Cell<'_>, sealed: &[u8]) -> Result<Vec<u8>, Unsealable> {
        let (head, rest) = sealed.split_at_checked(2).ok_or(Unsealable::Damaged)?;
        let (id, rest) = rest.split_at_checked(head[1].into()).ok_or(Unsealable::Damaged)?;
        let (nonce, text) = rest.split_at_checked(NONCE_BYTES).ok_or(Unsealable::Damaged)?;
        if head[0] != FORMAT {
            return Err(Unsealable::Damaged);
        }
        let key = self.0.iter().find(|key| key.id.as_bytes() == id);
        let cipher = &key.ok_or(Unsealable::UnknownKey)?.cipher;
        let payload = Payload { msg: text, aad: &cell.bytes() };
        cipher.decrypt(XNonce::from_slice(nonce), payload).map_err(|_| Unsealable::Damaged)
    }
}

impl Cell<'_> {
    fn bytes(&self) -> Vec<u8> {
        [self.table, self.column, self.row].join("\0").into_bytes()
    }
}

impl fmt::Debug for Keys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} keys", self.0.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CELL: Cell<'_> = Cell { table: "link_tokens", column: "sealed", row: "7" };

    fn key(id: &str, byte: u8) -> String {
        format!("{id}:{}", BASE64_STANDARD.encode([byte; 32]))
    }

    #[test]
    fn it_opens_in_its_place_and_nowhere_else() {
        let keys = Keys::read(&[key("a", 1)]).unwrap();
        let sealed = keys.seal(CELL, b"secret").unwrap();
        assert!(!sealed.windows(6).any(|part| part == b"secret"));
        assert_eq!(keys.open(CELL, &sealed).unwrap(), b"secret");
        let elsewhere = Cell { row: "8", ..CELL };
        assert_eq!(keys.open(elsewhere, &sealed), Err(Unsealable::Damaged));
        assert_eq!(keys.open(CELL, &sealed[..9]), Err(Unsealable::Damaged));
    }

    #[test]
    fn an_older_key_still_opens_and_a_forgotten_one_is_named() {
        let old = Keys::read(&[key("a", 1)]).unwrap();
        let rotated = Keys::read(&[key("b", 2), key("a", 1)]).unwrap();
        let sealed = old.seal(CELL, b"secret").unwrap();
        assert_eq!(rotated.open(CELL, &sealed).unwrap(), b"secret");
        let newer = rotated.seal(CELL, b"secret").unwrap();
        assert_eq!(old.open(CELL, &newer), Err(Unsealable::UnknownKey));
    }

    #[test]
    fn what_is_no_key_is_refused() {
        for bad in ["", "a", "a:", "a:AAAA", ":"] {
            assert!(Keys::read(&[bad.to_owned()]).is_none(), "{bad}");
        }
        assert!(Keys::read(&[]).is_none());
        assert!(Keys::read(&[key(&"k".repeat(256), 1)]).is_none());
    }

    #[test]
    fn two_keys_of_one_id_are_no_keys() {
        assert!(Keys::read(&[key("a", 1), key("a", 2)]).is_none());
        assert!(Keys::read(&[key("a", 1), key("A", 2)]).is_some());
    }
}
