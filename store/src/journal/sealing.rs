//! What a person's key does: it seals what they wrote, and makes digests of it.
//!
//! A sealed text is `format, generation, nonce, ciphertext` (XChaCha20-Poly1305). Where
//! it stands, and as which version, is authenticated with it: it opens nowhere else,
//! and an older one not in the place of a newer. Its length is rounded up to 256
//! bytes, so that it tells little.

use std::fmt;

use chacha20poly1305::{
    AeadCore, KeyInit, XChaCha20Poly1305, XNonce,
    aead::{Aead, OsRng, Payload},
};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::StoreError;
use crate::sealed::{Cell, Keys, Unsealable};

const FORMAT: u8 = 1;
const GENERATION_BYTES: usize = 4;
const NONCE_BYTES: usize = 24;
const LENGTH_BYTES: usize = 4;
const ROUNDED_TO: usize = 256;
pub(super) const KEY_BYTES: usize = 32;

/// A person's key as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrappedKey {
    pub generation: i32,
    pub wrapped: Vec<u8>,
}

/// A person's key, opened.
#[derive(Clone)]
pub struct PersonKey {
    generation: i32,
    cipher: XChaCha20Poly1305,
    digests: [u8; 32],
}

impl WrappedKey {
    pub(super) fn cell(user: &str) -> Cell<'_> {
        Cell { table: "user_key", column: "wrapped", row: user }
    }

    /// Opens it with the one of `journal.keys` that wrapped it.
    pub fn open(&self, keys: &Keys, user: Uuid) -> Result<PersonKey, Unsealable> {
        let secret = keys.open(Self::cell(&user.to_string()), &self.wrapped)?;
        PersonKey::new(self.generation, &secret).ok_or(Unsealable::Damaged)
    }
}

impl PersonKey {
    fn new(generation: i32, secret: &[u8]) -> Option<Self> {
        let cipher = XChaCha20Poly1305::new_from_slice(secret).ok()?;
        let digests = Sha256::new().chain_update("digests\0").chain_update(secret).finalize();
        Some(Self { generation, cipher, digests: digests.into() })
    }

    #[must_use]
    pub const fn generation(&self) -> i32 {
        self.generation
    }

    /// Whether a text was sealed by this key, and not by one that is gone.
    #[must_use]
    pub fn sealed(&self, text: &[u8]) -> bool {
        generation_of(text) == Some(self.generation)
    }

    pub fn seal(&self, cell: Cell<'_>, version: &str, text: &[u8]) -> Result<Vec<u8>, StoreError> {
        let nonce = XChaCha20Poly1305::generate_nonce(&mut OsRng);
        let padded = padded(text).map_err(StoreError::unwritable)?;
        let payload = Payload { msg: &padded, aad: &place(cell, version) };
        let sealed = self.cipher.encrypt(&nonce, payload).map_err(StoreError::unwritable)?;
        let generation = self.generation.to_be_bytes();
        Ok([&[FORMAT], generation.as_slice(), nonce.as_slice(), &sealed].concat())
    }

    pub fn open(
        &self,
        cell: Cell<'_>,
        version: &str,
        sealed: &[u8],
    ) -> Result<Vec<u8>, Unsealable> {
        let (format, rest) = sealed.split_first().ok_or(Unsealable::Damaged)?;
        let (_, rest) = rest.split_at_checked(GENERATION_BYTES).ok_or(Unsealable::Damaged)?;
        let (nonce, text) = rest.split_at_checked(NONCE_BYTES).ok_or(Unsealable::Damaged)?;
        if *format != FORMAT {
            return Err(Unsealable::Damaged);
        }
        if !self.sealed(sealed) {
            return Err(Unsealable::UnknownKey);
        }
        let payload = Payload { msg: text, aad: &place(cell, version) };
        let opened = self.cipher.decrypt(XNonce::from_slice(nonce), payload);
        unpadded(opened.map_err(|_| Unsealable::Damaged)?).ok_or(Unsealable::Damaged)
    }

    /// Equal for equal texts of this person, and telling nothing without the key.
    #[must_use]
    pub fn digest(&self, text: &[u8]) -> [u8; 16] {
        let whole = Sha256::new().chain_update(self.digests).chain_update(text).finalize();
        let mut digest = [0; 16];
        digest.copy_from_slice(&whole[..16]);
        digest
    }
}

/// Of the key that sealed a text, which need not be there any more.
#[must_use]
pub fn generation_of(sealed: &[u8]) -> Option<i32> {
    let generation = sealed.get(1..=GENERATION_BYTES)?;
    Some(i32::from_be_bytes(generation.try_into().ok()?))
}

fn place(cell: Cell<'_>, version: &str) -> Vec<u8> {
    [cell.table, cell.column, cell.row, version].join("\0").into_bytes()
}

fn padded(text: &[u8]) -> Result<Vec<u8>, std::num::TryFromIntError> {
    let length = u32::try_from(text.len())?;
    let mut padded = [&length.to_be_bytes(), text].concat();
    padded.resize(padded.len().next_multiple_of(ROUNDED_TO), 0);
    Ok(padded)
}

fn unpadded(mut padded: Vec<u8>) -> Option<Vec<u8>> {
    let length = padded.get(..LENGTH_BYTES)?.try_into().ok().map(u32::from_be_bytes)?;
    let end = usize::try_from(length).ok()?.checked_add(LENGTH_BYTES)?;
    if end > padded.len() {
        return None;
    }
    padded.truncate(end);
    Some(padded.split_off(LENGTH_BYTES))
}

impl fmt::Debug for PersonKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PersonKey").field("generation", &self.generation).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CELL: Cell<'_> = Cell { table: "entry", column: "content", row: "7" };

    fn key(byte: u8) -> PersonKey {
        PersonKey::new(1, &[byte; KEY_BYTES]).unwrap()
    }

    #[test]
    fn a_text_opens_in_its_place_as_its_version_and_by_its_key_alone() {
        let key = key(7);
        let sealed = key.seal(CELL, "3", b"dear diary").unwrap();
        assert!(!sealed.windows(5).any(|part| part == b"diary"));
        assert_eq!(key.open(CELL, "3", &sealed).unwrap(), b"dear diary");
        assert_eq!(key.open(CELL, "2", &sealed), Err(Unsealable::Damaged));
        let elsewhere = Cell { row: "8", ..CELL };
        assert_eq!(key.open(elsewhere, "3", &sealed), Err(Unsealable::Damaged));
        assert_eq!(self::key(8).open(CELL, "3", &sealed), Err(Unsealable::Damaged));
        let newer = PersonKey { generation: 2, ..key.clone() };
        assert_eq!(newer.open(CELL, "3", &sealed), Err(Unsealable::UnknownKey));
        assert!(key.sealed(&sealed) && !newer.sealed(&sealed));
        assert_eq!((generation_of(&sealed), generation_of(&sealed[..4])), (Some(1), None));
        assert_eq!(key.open(CELL, "3", &sealed[..20]), Err(Unsealable::Damaged));
    }

    #[test]
    fn lengths_tell_little() {
        let length = |text: &[u8]| key(7).seal(CELL, "1", text).unwrap().len();
        assert_eq!(length(b""), length(&[b'a'; 252]));
        assert_eq!(length(&[b'a'; 253]) - length(b""), 256);
    }

    #[test]
    fn digests_are_a_persons_own() {
        assert_eq!(key(7).digest(b"a"), key(7).digest(b"a"));
        assert_ne!(key(7).digest(b"a"), key(7).digest(b"b"));
        assert_ne!(key(7).digest(b"a"), key(8).digest(b"a"));
    }
}
