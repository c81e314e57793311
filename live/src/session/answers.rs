//! What a command was answered with, beside the state: a command that comes
//! again gets the same answer, also when the session slept meanwhile.
//!
//! Each is one value of its actor's hash, written in the commit:
//!
//! | bytes | |
//! |---|---|
//! | 8 | hash of the command's name and arguments |
//! | 8 + 8 | incarnation and rev |
//! | rest | its events, JSON |

use downbeat_session::{Rev, hash};
use serde_json::Value;

use crate::{LiveError, cut::Cut};

#[derive(Debug, Clone, PartialEq)]
pub struct Remembered {
    pub payload: u64,
    pub rev: Rev,
    pub events: Vec<Value>,
}

impl Remembered {
    pub fn to_bytes(&self) -> Result<Vec<u8>, LiveError> {
        let mut bytes = Vec::new();
        bytes.extend(self.payload.to_be_bytes());
        bytes.extend(self.rev.incarnation.to_be_bytes());
        bytes.extend(self.rev.rev.to_be_bytes());
        serde_json::to_writer(&mut bytes, &self.events)?;
        Ok(bytes)
    }

    /// One that cannot be read is an error: without it the command would happen
    /// twice.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, LiveError> {
        let mut cut = Cut(bytes);
        let payload = cut.number().map(u64::from_be_bytes)?;
        let incarnation = cut.number().map(u64::from_be_bytes)?;
        let rev = cut.number().map(u64::from_be_bytes)?;
        let events = serde_json::from_slice(cut.0)?;
        Ok(Self { payload, rev: Rev { incarnation, rev }, events })
    }
}

/// Tells a repetition from another command under the same id, and is the same
/// in every release.
pub fn payload(name: &str, args: &Value) -> u64 {
    hash::stable(format!("{name}\0{args}").as_bytes())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn an_answer_is_read_as_it_was_written_and_a_damaged_one_is_no_answer() {
        let answer = Remembered {
            payload: payload("switch", &json!({ "to": "p2" })),
            rev: Rev { incarnation: 3, rev: 9 },
            events: vec![json!({ "name": "switched" })],
        };
        let mut bytes = answer.to_bytes().unwrap();
        assert_eq!(Remembered::from_bytes(&bytes).unwrap(), answer);
        bytes.pop();
        assert!(Remembered::from_bytes(&bytes).is_err());
    }

    #[test]
    fn the_hash_of_a_payload_never_changes() {
        assert_eq!(payload("switch", &json!({ "to": "p2" })), 0x2937_62f8_0ab5_ca9f);
    }
}
