//! What stands on the board of a session that is nothing but what rows say: the rows as
//! they were read last, and what stands of seats.

use downbeat_session::{Note, READING, READING_KEY, Reading};
use serde_json::Value;
use uuid::Uuid;

use crate::{
    Live, LiveError, key,
    redis::{call::Call, library::SESSION},
};

/// What became of something that was to stand there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stood {
    Told,
    /// It stood there already.
    Same,
    /// It is of a time before what stands there.
    Older,
    /// Nobody looks.
    Cold,
}

impl Stood {
    fn of(word: &str) -> Result<Self, LiveError> {
        Ok(match word {
            "told" => Self::Told,
            "same" => Self::Same,
            "older" => Self::Older,
            "cold" => Self::Cold,
            word => return Err(LiveError::Unreadable(format!("a board said {word}"))),
        })
    }

    /// As metrics name it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Told => "told",
            Self::Same => "same",
            Self::Older => "older",
            Self::Cold => "cold",
        }
    }
}

impl Live {
    /// Tells a session what its rows say, unless something newer is known. More than a board
    /// has room for is told to nobody.
    pub async fn tell_reading(&self, session: Uuid, read: &Reading) -> Result<Stood, LiveError> {
        let call = self
            .of_board("tell_reading", session, READING.name)
            .number(read.as_of_us)
            .arg(reading_key())
            .arg(reading_text(&read.value)?)
            .arg(session.to_string());
        Stood::of(&self.call::<String>(&call).await?)
    }

    /// Puts a note on the board of its own session while that is hot.
    pub async fn stand(&self, session: Uuid, note: &Note) -> Result<Stood, LiveError> {
        self.set_standing(session, note, note.value.to_string()).await
    }

    /// Takes it away.
    pub async fn stand_no_more(&self, session: Uuid, note: &Note) -> Result<Stood, LiveError> {
        self.set_standing(session, note, String::new()).await
    }

    async fn set_standing(
        &self,
        session: Uuid,
        note: &Note,
        value: String,
    ) -> Result<Stood, LiveError> {
        let call = self
            .of_board("stand", session, note.list.name)
            .arg(format!("{}::{}", note.list.name, note.key.replace('\0', "")))
            .number(note.list.most)
            .arg(value)
            .arg(session.to_string());
        Stood::of(&self.call::<String>(&call).await?)
    }

    fn of_board(&self, function: &'static str, session: Uuid, list: &str) -> Call {
        let shard = self.shard(session);
        Call::new(&SESSION, function)
            .key(key::state(shard, session))
            .key(key::board(shard, session))
            .key(key::board_list(shard, session, list))
            .key(key::dirty(shard))
            .key(key::marks(shard))
    }
}

/// What rows say, as a board keeps it.
pub(crate) fn reading_text(value: &Value) -> Result<String, LiveError> {
    let text = value.to_string();
    let (bytes, most) = (READING_KEY.len() + text.len(), READING.note_bytes_max);
    if bytes > most { Err(LiveError::TooLarge { bytes, most }) } else { Ok(text) }
}

/// The field of the only note of its list.
pub(crate) fn reading_key() -> String {
    format!("{}::{READING_KEY}", READING.name)
}
