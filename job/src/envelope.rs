//! What a job looks like in the queue: JSON, with the payload inside.
//!
//! Reading is lenient: unknown members are passed over, so that a newer
//! release may add some. `v` grows only when an older reader would get it
//! wrong; such an envelope is refused as a whole.

use serde::{Deserialize, Serialize};
use serde_json::Value;

const VERSION: u32 = 1;

#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Envelope {
    v: u32,
    pub job: String,
    #[serde(default)]
    pub payload: Value,
}

#[derive(Debug, thiserror::Error)]
pub enum Unreadable {
    #[error("the envelope is not one of ours")]
    Envelope(#[source] serde_json::Error),
    #[error("the envelope has version {0}; this release reads up to {VERSION}")]
    Version(u32),
}

impl Envelope {
    pub fn encode(
        job: &'static str,
        payload: &impl Serialize,
    ) -> Result<Vec<u8>, serde_json::Error> {
        let payload = serde_json::to_value(payload)?;
        serde_json::to_vec(&Self { v: VERSION, job: job.to_owned(), payload })
    }

    pub fn decode(bytes: &[u8]) -> Result<Self, Unreadable> {
        let envelope: Self = serde_json::from_slice(bytes).map_err(Unreadable::Envelope)?;
        if envelope.v > VERSION { Err(Unreadable::Version(envelope.v)) } else { Ok(envelope) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unknown_members_are_passed_over() {
        let newer = br#"{"v":1,"job":"look","payload":{"x":7},"since":"later"}"#;
        let envelope = Envelope::decode(newer).unwrap();
        assert_eq!((envelope.job.as_str(), &envelope.payload["x"]), ("look", &Value::from(7)));
    }

    #[test]
    fn what_this_release_would_get_wrong_is_refused() {
        assert!(matches!(
            Envelope::decode(br#"{"v":2,"job":"look"}"#),
            Err(Unreadable::Version(2))
        ));
        assert!(matches!(Envelope::decode(b"\xff"), Err(Unreadable::Envelope(_))));
    }
}
