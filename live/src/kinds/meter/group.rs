//! Votes that are counted in one call.

use std::ops::Range;

use downbeat_boot::clock::{self, Instant};
use tokio::sync::watch;
use uuid::Uuid;

use crate::{
    LiveError,
    kinds::meter::{
        marks::{self, Mark},
        vote::{Outcome, Vote},
    },
};

pub const VOTES_MAX: usize = 64;
/// A vote of more goes alone.
const BYTES_MAX: usize = 64 * 1024;

/// Votes in the order in which they came.
pub struct Group {
    pub began: Instant,
    pub entries: Vec<Entry>,
    /// What the entries' ranges are of.
    bytes: Vec<u8>,
    told: watch::Sender<Option<Told>>,
}

pub struct Entry {
    pub session: Uuid,
    pub marks: Marks,
    pub text: Range<usize>,
    /// By what releases before this one know it.
    pub delivery_id: Range<usize>,
    pub chatter_id: Range<usize>,
    pub is_made_up: bool,
}

/// What is remembered of a vote.
pub struct Marks {
    pub message: Mark,
    pub delivery: Mark,
    pub chatter: Mark,
}

impl Marks {
    pub fn of(vote: &Vote<'_>) -> Self {
        Self {
            message: marks::message(vote.session, vote.message_id),
            delivery: marks::message(vote.session, vote.brought_by()),
            chatter: marks::chatter(vote.session, vote.chatter_id),
        }
    }
}

/// What became of each of them, or of all.
type Told = Result<Outcomes, LiveError>;

/// A byte a vote, and why a session's could not be counted.
struct Outcomes {
    codes: Vec<u8>,
    why: String,
}

/// A vote's place in its group.
pub struct Place {
    at: usize,
    told: watch::Receiver<Option<Told>>,
}

impl Group {
    pub fn new() -> Self {
        let (began, told) = (clock::monotonic(), watch::Sender::new(None));
        Self { began, entries: Vec::new(), bytes: Vec::new(), told }
    }

    pub fn has_room_for(&self, vote: &Vote<'_>) -> bool {
        let bytes = self.bytes.len() + vote.bytes_len();
        self.entries.is_empty() || (self.entries.len() < VOTES_MAX && bytes <= BYTES_MAX)
    }

    /// The marks are made beforehand, because others wait meanwhile.
    pub fn add(&mut self, vote: &Vote<'_>, marks: Marks, is_made_up: bool) -> Place {
        let Vote { session, chatter_id, text, .. } = *vote;
        let (text, delivery_id) = (self.put(text), self.put(vote.brought_by()));
        let chatter_id = self.put(chatter_id);
        let entry = Entry { session, marks, text, delivery_id, chatter_id, is_made_up };
        self.entries.push(entry);
        Place { at: self.entries.len() - 1, told: self.told.subscribe() }
    }

    fn put(&mut self, text: &str) -> Range<usize> {
        let from = self.bytes.len();
        self.bytes.extend(text.as_bytes());
        from..self.bytes.len()
    }

    pub const fn bytes_len(&self) -> usize {
        self.bytes.len()
    }

    pub fn bytes(&self, range: &Range<usize>) -> &[u8] {
        &self.bytes[range.clone()]
    }

    /// The places of the votes, those of each session one after another.
    pub fn by_session(&self) -> Vec<usize> {
        let mut places: Vec<usize> = (0..self.entries.len()).collect();
        places.sort_by_key(|place| self.entries[*place].session);
        places
    }

    /// Tells whoever waits what the function answered for votes in the order of
    /// these places.
    pub fn tell(self, places: &[usize], answer: Result<Vec<u8>, LiveError>) {
        let told = answer.and_then(|answer| {
            let (of_places, why) = answer
                .split_at_checked(places.len())
                .ok_or_else(|| LiveError::Unreadable("votes answered too little".into()))?;
            let mut codes = vec![0; places.len()];
            for (place, code) in places.iter().zip(of_places) {
                codes[*place] = *code;
            }
            Ok(Outcomes { codes, why: String::from_utf8_lossy(why).into_owned() })
        });
        self.told.send_replace(Some(told));
    }

    /// None of the votes was sent.
    pub fn refuse(self, error: LiveError) {
        self.told.send_replace(Some(Err(error)));
    }
}

impl Place {
    pub async fn outcome(mut self) -> Result<Outcome, LiveError> {
        // Whoever counts may be gone: then nobody knows.
        let told = self.told.wait_for(Option::is_some).await.map_err(|_| LiveError::Silent)?;
        let Outcomes { codes, why } =
            told.as_ref().ok_or(LiveError::Silent)?.as_ref().map_err(Clone::clone)?;
        let outcome = codes.get(self.at).and_then(|code| Outcome::ALL.get(usize::from(*code)));
        outcome.copied().ok_or_else(|| LiveError::Unreadable(format!("its rules: {why}")))
    }
}
