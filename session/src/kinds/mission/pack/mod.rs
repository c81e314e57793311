//! A **content pack**: what a mission meets, by which numbers, and the words for
//! it. One that does not hold what [`Pack::read`] asks is refused with the place,
//! so whatever resolves or tells a story need not ask again.
//!
//! A pack is kept for ever and known by the SHA-256 of its RFC 8785 form: a
//! stored mission names that, and is told from exactly that text.

mod canonical;
mod check;
mod encounter;
mod knack;
mod known;
mod names;
mod rules;
mod shipped;
mod words;

pub use canonical::{NotCanonical, canonical};
pub use check::PackError;
pub use encounter::{Encounter, Texts};
pub use knack::{Knack, On, Op, Scope};
pub use known::{Named, is_known};
pub use rules::{Rules, Xp};
pub use shipped::{SHIPPED, shipped};
pub use words::Words;

use std::ops::Deref;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use serde_path_to_error::{Path, Segment};
use sha2::{Digest, Sha256};

/// Bytes of a pack as JSON.
pub const PACK_BYTES_MAX: usize = 1 << 20;

/// What a pack says, in the order of its pages. Every member is required, no other
/// is known, and every number is an integer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Content {
    pub id: String,
    pub version: i64,
    pub words: Words,
    pub names: Vec<String>,
    pub rules: Rules,
    pub encounters: Vec<Encounter>,
    pub knacks: Vec<Knack>,
}

/// Content that was checked, and its hash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pack {
    content: Content,
    hash: String,
}

impl Deref for Pack {
    type Target = Content;

    fn deref(&self) -> &Content {
        &self.content
    }
}

fn canonical_of(value: serde_json::Result<Value>) -> Result<Vec<u8>, PackError> {
    let value = value.map_err(|error| PackError::at("", error))?;
    canonical(&value).map_err(|error| PackError::at("", error))
}

/// As `encounters.3.texts`, where the reader says `encounters[3].texts`.
fn place(path: &Path) -> String {
    let segment = |segment: &Segment| match segment {
        Segment::Seq { index } => index.to_string(),
        segment => segment.to_string(),
    };
    path.iter().map(segment).collect::<Vec<_>>().join(".")
}

impl Pack {
    /// # Errors
    /// With every place that is wrong, or the first one that cannot be read.
    pub fn read(json: &str) -> Result<Self, PackError> {
        if json.len() > PACK_BYTES_MAX {
            return Err(PackError::at("", format!("more than {PACK_BYTES_MAX} bytes")));
        }
        let mut reader = serde_json::Deserializer::from_str(json);
        let content: Content = serde_path_to_error::deserialize(&mut reader)
            .map_err(|error| PackError::at(place(error.path()), error.inner()))?;
        reader.end().map_err(|error| PackError::at("", error))?;
        check::content(&content)?;
        let form = canonical_of(serde_json::from_str(json))?;
        // The reader takes a list for an object, in the order of its members.
        if form != canonical_of(serde_json::to_value(&content))? {
            return Err(PackError::at("", "objects and numbers are written in one way"));
        }
        Ok(Self { content, hash: hex::encode(Sha256::digest(form)) })
    }

    /// SHA-256 of the RFC 8785 form, in hex.
    #[must_use]
    pub fn hash(&self) -> &str {
        &self.hash
    }

    #[must_use]
    pub fn encounter(&self, id: &str) -> Option<&Encounter> {
        self.encounters.iter().find(|encounter| encounter.id == id)
    }

    #[must_use]
    pub fn knack(&self, id: &str) -> Option<&Knack> {
        self.knacks.iter().find(|knack| knack.id == id)
    }
}
