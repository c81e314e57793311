//! A browser that lets itself be told, as far as it takes to read that.

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use p256::SecretKey;
use rand::RngCore;

use crate::push::{
    AUTH_BYTES, Device,
    sealed::open,
    vapid::{encoded, new_secret},
};

pub struct Browser {
    secret: SecretKey,
    auth: [u8; AUTH_BYTES],
}

impl Browser {
    #[must_use]
    #[expect(clippy::new_without_default, reason = "no two are alike")]
    pub fn new() -> Self {
        let mut auth = [0; AUTH_BYTES];
        rand::rng().fill_bytes(&mut auth);
        Self { secret: new_secret(), auth }
    }

    /// `p256dh` and `auth`, as a page is given them.
    #[must_use]
    pub fn keys(&self) -> (String, String) {
        let key = encoded(&self.secret.public_key());
        (BASE64_URL_SAFE_NO_PAD.encode(key), BASE64_URL_SAFE_NO_PAD.encode(self.auth))
    }

    /// What it gives away of itself.
    #[must_use]
    #[expect(clippy::expect_used, reason = "its own keys are keys")]
    pub fn device(&self) -> Device {
        Device::of(&encoded(&self.secret.public_key()), &self.auth).expect("keys of a browser")
    }

    /// What a push says, from its body in base64url; `None` of one for another.
    #[must_use]
    pub fn opens(&self, body: &str) -> Option<Vec<u8>> {
        open(&self.secret, self.auth, &BASE64_URL_SAFE_NO_PAD.decode(body).ok()?)
    }
}
