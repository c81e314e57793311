//! What only a device's browser can read (RFC 8291): `aes128gcm` of RFC 8188 in one
//! record, under a key that both sides make of the browser's and one of ours that is
//! used once.

use std::fmt;

use aes_gcm::{Aes128Gcm, KeyInit, Nonce, aead::Aead};
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use hkdf::Hkdf;
use p256::{PublicKey, SecretKey, ecdh::diffie_hellman};
use rand::RngCore;
use sha2::Sha256;

use super::vapid::{encoded, new_secret};

/// A point of P-256 without compression.
pub const KEY_BYTES: usize = 65;
pub const AUTH_BYTES: usize = 16;
const SALT_BYTES: usize = 16;
const NONCE_BYTES: usize = 12;
/// The size of a record: ours are one, and shorter.
const RECORD_BYTES: u32 = 4_096;
/// What ends the last record.
const LAST: u8 = 2;

/// The keys of a browser that lets itself be told.
#[derive(Clone, PartialEq, Eq)]
pub struct Device {
    key: PublicKey,
    auth: [u8; AUTH_BYTES],
}

/// What is wrong with the keys that a browser gave.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoDevice {
    #[error("must be a point of P-256 without compression, 65 bytes in base64url")]
    Key,
    #[error("must be 16 bytes in base64url")]
    Auth,
}

impl NoDevice {
    /// As browsers call what is wrong.
    #[must_use]
    pub const fn field(self) -> &'static str {
        match self {
            Self::Key => "p256dh",
            Self::Auth => "auth",
        }
    }
}

impl fmt::Debug for Device {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Device").finish_non_exhaustive()
    }
}

impl Device {
    /// As a browser writes them: `p256dh` and `auth`, in base64url.
    pub fn read(p256dh: &str, auth: &str) -> Result<Self, NoDevice> {
        let key = BASE64_URL_SAFE_NO_PAD.decode(p256dh).map_err(|_| NoDevice::Key)?;
        let auth = BASE64_URL_SAFE_NO_PAD.decode(auth).map_err(|_| NoDevice::Auth)?;
        Self::of(&key, &auth)
    }

    pub fn of(key: &[u8], auth: &[u8]) -> Result<Self, NoDevice> {
        if key.len() != KEY_BYTES {
            return Err(NoDevice::Key);
        }
        let key = PublicKey::from_sec1_bytes(key).map_err(|_| NoDevice::Key)?;
        Ok(Self { key, auth: auth.try_into().map_err(|_| NoDevice::Auth)? })
    }

    /// Its key and its secret, as they are stored.
    #[must_use]
    pub fn bytes(&self) -> (Vec<u8>, Vec<u8>) {
        (encoded(&self.key), self.auth.to_vec())
    }
}

/// The body of a request that says something to a device; `None` where the cipher
/// refuses, which it does of gigabytes alone.
pub(super) fn seal(device: &Device, said: &[u8]) -> Option<Vec<u8>> {
    let mut salt = [0; SALT_BYTES];
    rand::rng().fill_bytes(&mut salt);
    seal_with(device, said, (&new_secret(), salt))
}

fn seal_with(
    device: &Device,
    said: &[u8],
    (own, salt): (&SecretKey, [u8; SALT_BYTES]),
) -> Option<Vec<u8>> {
    let public = encoded(&own.public_key());
    let sides = Sides { browser: &encoded(&device.key), server: &public, auth: &device.auth };
    let (cipher, nonce) = sides.cipher((own, &device.key), &salt)?;
    let record = [said, &[LAST]].concat();
    let record = cipher.encrypt(Nonce::from_slice(&nonce), &record[..]).ok()?;
    let mut body = salt.to_vec();
    body.extend(RECORD_BYTES.to_be_bytes());
    body.push(u8::try_from(public.len()).ok()?);
    body.extend(public);
    body.extend(record);
    Some(body)
}

/// What a body says, for whoever has a browser's keys; `None` of one that is not for it.
pub(super) fn open(secret: &SecretKey, auth: [u8; AUTH_BYTES], body: &[u8]) -> Option<Vec<u8>> {
    let (salt, rest) = body.split_at_checked(SALT_BYTES)?;
    let (head, rest) = rest.split_at_checked(5)?;
    let (server, record) = rest.split_at_checked(usize::from(*head.last()?))?;
    let key = PublicKey::from_sec1_bytes(server).ok()?;
    let sides = Sides { browser: &encoded(&secret.public_key()), server, auth: &auth };
    let (cipher, nonce) = sides.cipher((secret, &key), salt)?;
    let mut said = cipher.decrypt(Nonce::from_slice(&nonce), record).ok()?;
    // Zeros may follow the end.
    while said.last() == Some(&0) {
        said.pop();
    }
    (said.pop() == Some(LAST)).then_some(said)
}

/// What both sides know of each other.
struct Sides<'a> {
    browser: &'a [u8],
    server: &'a [u8],
    auth: &'a [u8],
}

impl Sides<'_> {
    /// RFC 8291, 3.4, and RFC 8188, 2.2 and 2.3.
    fn cipher(
        &self,
        (own, other): (&SecretKey, &PublicKey),
        salt: &[u8],
    ) -> Option<(Aes128Gcm, [u8; NONCE_BYTES])> {
        let shared = diffie_hellman(own.to_nonzero_scalar(), other.as_affine());
        let info = [b"WebPush: info\0", self.browser, self.server].concat();
        let mut material = [0; 32];
        let prk = Hkdf::<Sha256>::new(Some(self.auth), shared.raw_secret_bytes());
        prk.expand(&info, &mut material).ok()?;
        let prk = Hkdf::<Sha256>::new(Some(salt), &material);
        let (mut key, mut nonce) = ([0; 16], [0; NONCE_BYTES]);
        prk.expand(b"Content-Encoding: aes128gcm\0", &mut key).ok()?;
        prk.expand(b"Content-Encoding: nonce\0", &mut nonce).ok()?;
        Some((Aes128Gcm::new_from_slice(&key).ok()?, nonce))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 8291, section 5 and appendix A.
    const SAID: &[u8] = b"When I grow up, I want to be a watermelon";
    const SERVER_SECRET: &str = "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw";
    const BROWSER_SECRET: &str = "q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94";
    const BROWSER: &str = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8\
        pZGH6SRpkNtoIAiw4";
    const SALT: &str = "DGv6ra1nlYgDCS1FRnbzlw";
    const AUTH: &str = "BTBZMqHH6r4Tts7J_aSIgg";
    const BODY: &str = "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIg\
        Dll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWy\
        ouBWLVWGNWQexSgSxsj_Qulcy4a-fN";

    fn bytes(text: &str) -> Vec<u8> {
        BASE64_URL_SAFE_NO_PAD.decode(text).unwrap()
    }

    fn secret(text: &str) -> SecretKey {
        SecretKey::from_slice(&bytes(text)).unwrap()
    }

    #[test]
    fn a_body_is_the_one_of_the_standards_example() {
        let device = Device::read(BROWSER, AUTH).unwrap();
        let salt = bytes(SALT).try_into().unwrap();
        let body = seal_with(&device, SAID, (&secret(SERVER_SECRET), salt)).unwrap();
        assert_eq!(BASE64_URL_SAFE_NO_PAD.encode(&body), BODY);
        let auth = bytes(AUTH).try_into().unwrap();
        assert_eq!(open(&secret(BROWSER_SECRET), auth, &body).unwrap(), SAID);
    }

    #[test]
    fn only_the_device_opens_what_is_for_it_and_no_two_bodies_are_alike() {
        let (own, auth) = (new_secret(), [7; AUTH_BYTES]);
        let device = Device::of(&encoded(&own.public_key()), &auth).unwrap();
        let (one, other) = (seal(&device, b"hello").unwrap(), seal(&device, b"hello").unwrap());
        assert_ne!(one, other);
        assert_eq!(open(&own, auth, &one).unwrap(), b"hello");
        assert_eq!(open(&own, [8; AUTH_BYTES], &one), None);
        assert_eq!(open(&new_secret(), auth, &one), None);
        for cut in [0, 16, 21, 86, one.len() - 1] {
            assert_eq!(open(&own, auth, &one[..cut]), None, "{cut}");
        }
    }

    #[test]
    fn what_is_no_key_of_a_browser_is_refused() {
        assert_eq!(Device::read("AAAA", AUTH), Err(NoDevice::Key));
        assert_eq!(Device::read("no base64!", AUTH), Err(NoDevice::Key));
        // On no curve.
        let beside = BASE64_URL_SAFE_NO_PAD.encode([4; KEY_BYTES]);
        assert_eq!(Device::read(&beside, AUTH), Err(NoDevice::Key));
        assert_eq!(Device::read(BROWSER, "AAAA"), Err(NoDevice::Auth));
        let device = Device::read(BROWSER, AUTH).unwrap();
        let (key, auth) = device.bytes();
        assert_eq!(Device::of(&key, &auth), Ok(device));
    }
}
