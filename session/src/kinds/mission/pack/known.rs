//! The packs that stories can be told from.

use std::sync::LazyLock;

use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize, de::Error};

use super::{Pack, shipped};

/// A start fails where one of them is refused, so here none is.
static KNOWN: LazyLock<Vec<Pack>> = LazyLock::new(|| shipped().unwrap_or_default());

/// Which pack, to the letter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Named {
    pub id: String,
    pub version: i64,
    /// SHA-256 of its RFC 8785 form, in hex.
    pub hash: String,
}

impl Pack {
    /// One of that version, or the newest.
    #[must_use]
    pub fn named(id: &str, version: Option<i64>) -> Option<&'static Self> {
        let of_id = KNOWN.iter().filter(|pack| pack.id == id);
        of_id
            .filter(|pack| version.is_none_or(|version| pack.version == version))
            .max_by_key(|pack| pack.version)
    }

    #[must_use]
    pub fn name(&self) -> Named {
        Named { id: self.id.clone(), version: self.version, hash: self.hash.clone() }
    }
}

impl Named {
    /// The very pack: another of its id and version tells other stories.
    #[must_use]
    pub fn pack(&self) -> Option<&'static Pack> {
        Pack::named(&self.id, Some(self.version)).filter(|pack| pack.hash == self.hash)
    }
}

/// For a field: a state whose pack is not known cannot be read, so its session is
/// parked until it is.
pub fn is_known<'de, D: Deserializer<'de>>(given: D) -> Result<Named, D::Error> {
    let named = Named::deserialize(given)?;
    if named.pack().is_some() {
        return Ok(named);
    }
    let Named { id, version, hash } = named;
    Err(D::Error::custom(format!("there is no pack {id}/{version} of the hash {hash}")))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[derive(Deserialize)]
    struct Told {
        #[serde(deserialize_with = "is_known")]
        pack: Named,
    }

    #[test]
    fn a_pack_is_known_by_its_hash() {
        let pack = Pack::named("long_ebb", None).unwrap();
        let mut told = json!({ "pack": pack.name() });
        assert_eq!(serde_json::from_value::<Told>(told.clone()).unwrap().pack.pack(), Some(pack));
        told["pack"]["hash"] = json!("00");
        assert!(serde_json::from_value::<Told>(told).is_err());
        assert_eq!(Pack::named("long_ebb", Some(99)), None);
        assert_eq!(Pack::named("long_flow", None), None);
    }
}
