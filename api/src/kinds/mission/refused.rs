//! Why something asked of missions does not happen, for whoever asked.

use downbeat_store::{MissionError, StoreError};

use crate::refusal::Refusal;

/// Codes of the product, each with a sentence.
const SAID: &[(&str, &str)] = &[
    ("busy", "the survivor is out, or waits in a party"),
    ("closed", "nobody goes out from here now"),
    ("ended", "the mission has ended"),
    ("full", "as many as may be are out from here, or wait in parties"),
    ("has_survivor", "you have a survivor who lives"),
    ("level_too_low", "the survivor's level is too low for it"),
    ("lost", "the survivor was lost, or goes out no more"),
    ("name_refused", "a moderator hid the survivor's name: it stays until it is shown again"),
    ("no_survivor", "you have no survivor who lives"),
    ("not_host", "only the host of the party may do that"),
    ("not_member", "nobody of that party"),
    ("not_ready", "a party leaves with two or more, all of them ready"),
    ("party_full", "there is no seat left"),
    ("resting", "the survivor rests"),
    ("slot_closed", "the survivor can carry fewer knacks at its level"),
    ("wrong_code", "the party has another code"),
    ("wrong_status", "it is too early or too late for that"),
];

pub fn refused(code: &str) -> Refusal {
    let said = SAID.iter().find(|(known, _)| *known == code).map_or("", |(_, said)| said);
    Refusal::conflict(code, said)
}

impl From<MissionError> for Refusal {
    fn from(error: MissionError) -> Self {
        match error {
            MissionError::Refused(code) => refused(code),
            MissionError::Store(StoreError::NotFound) => Self::not_found("mission"),
            MissionError::Store(error) => error.into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::SAID;

    #[test]
    fn each_code_has_its_sentence_once() {
        assert!(SAID.is_sorted_by_key(|(code, _)| *code));
        assert!(SAID.windows(2).all(|pair| pair[0].0 != pair[1].0));
    }
}
