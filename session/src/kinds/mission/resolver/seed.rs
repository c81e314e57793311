//! The sixteen bytes that all chance of a mission comes from.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// Secret until the mission has ended: whoever has it knows what comes.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "String", into = "String")]
#[schemars(with = "String")]
pub struct Seed(pub [u8; 16]);

impl Seed {
    /// What is public from departure on: it shows in the end that the seed is
    /// still the same, and until then tells nothing of it.
    #[must_use]
    pub fn seal(&self) -> String {
        hex::encode(Sha256::digest(self.0))
    }
}

impl From<Seed> for String {
    fn from(seed: Seed) -> Self {
        hex::encode(seed.0)
    }
}

impl TryFrom<String> for Seed {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let mut bytes = [0; 16];
        let is_read = hex::decode_to_slice(&text, &mut bytes).is_ok();
        is_read.then_some(Self(bytes)).ok_or("a seed is 32 hexadecimal digits")
    }
}

/// A seed is in no log.
impl fmt::Debug for Seed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Seed(…)")
    }
}
