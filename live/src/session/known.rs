//! Sessions as this process changed or read them last, so that a command needs
//! no reading before its commit.
//!
//! What is known may be old, and is never shown: it is what a commit is tried on,
//! and the function that commits holds its incarnation, rev and time against
//! those that are there. Whatever else a command is answered is answered from a
//! reading. Only sessions without anything beside their state are known: a tally
//! and a board move without a rev.

use std::sync::Arc;

use downbeat_boot::recent::Recent;
use downbeat_session::{Beside, Outlined};
use metrics::counter;
use uuid::Uuid;

use crate::{
    CommandError, Hot,
    session::{answers::Remembered, command::Tried, packed::Packed},
};

const SESSIONS_MAX: usize = 20_000;
/// What one takes besides its texts.
const OVERHEAD_BYTES: usize = 1_024;

/// A session, and its views as they were told with its last change, each as its
/// audiences come: what the next change differs from. None of one that was read.
pub struct Known {
    pub hot: Hot,
    pub views: Vec<Outlined>,
}

impl Known {
    /// What was packed, and changed at the time that it says.
    pub fn of(id: Uuid, packed: Packed, state_bytes: usize, views: Vec<Outlined>) -> Self {
        let Packed { rev, at_ms, owner, session, answers } = packed;
        let (beside, now_ms, state_at_ms) = (Beside::default(), at_ms, at_ms);
        let hot = Hot {
            id,
            owner,
            rev,
            at_ms,
            now_ms,
            session,
            beside,
            state_at_ms,
            state_bytes,
            answers,
        };
        Self { hot, views }
    }

    /// A state takes about twice its text.
    fn bytes(&self) -> usize {
        let views: usize = self.views.iter().map(Outlined::bytes).sum();
        OVERHEAD_BYTES + 2 * self.hot.state_bytes + views
    }
}

#[derive(Clone)]
pub struct KnownSessions(Arc<Recent<Uuid, Arc<Known>>>);

impl KnownSessions {
    pub fn new(bytes_max: usize) -> Self {
        Self(Arc::new(Recent::new(SESSIONS_MAX, bytes_max)))
    }

    pub fn get(&self, session: Uuid) -> Option<Arc<Known>> {
        self.0.get(&session)
    }

    pub fn has(&self, session: Uuid) -> bool {
        self.0.contains(&session)
    }

    pub fn keep(&self, known: Known) {
        self.put(Arc::new(known));
    }

    /// What was read, where nothing newer is known: what a change left has its views, too.
    pub fn keep_read(&self, read: Arc<Known>) {
        let order = |Known { hot, .. }: &Known| (hot.rev.incarnation, hot.rev.rev, hot.state_at_ms);
        if self.get(read.hot.id).is_none_or(|known| order(&known) < order(&read)) {
            self.put(read);
        }
    }

    fn put(&self, known: Arc<Known>) {
        if known.hot.stands_alone() {
            let bytes = known.bytes();
            self.0.put(known.hot.id, known, bytes);
        }
    }

    pub fn forget(&self, session: Uuid) {
        self.0.forget(&session);
    }
}

/// What a command is decided on.
pub struct Base {
    pub known: Arc<Known>,
    pub source: Source,
}

pub enum Source {
    /// This process had it.
    Known,
    /// It was read for this command, without the answer to its id.
    Begun,
    /// It was read for this command, with what its id was answered with.
    Read(Option<Remembered>),
}

impl Base {
    pub fn read(hot: Hot, source: Source) -> Self {
        let known = Known { hot, views: Vec::new() };
        Self { known: Arc::new(known), source }
    }

    /// Whether more than a commit may be answered from it.
    pub const fn is_certain(&self, has_id: bool) -> bool {
        match self.source {
            Source::Known => false,
            Source::Begun => !has_id,
            Source::Read(_) => true,
        }
    }

    /// Counts what came of it, where it can be known at all.
    pub fn count(&self, tried: &Result<Tried, CommandError>) {
        let outcome = match (&self.source, tried) {
            _ if !self.known.hot.stands_alone() => return,
            (Source::Begun | Source::Read(_), _) => "miss",
            (Source::Known, Ok(Tried::Moved(_)) | Err(CommandError::Cold)) => "moved",
            (Source::Known, Ok(Tried::Unsure)) => "doubted",
            (Source::Known, Ok(Tried::Accepted(_)) | Err(_)) => "hit",
        };
        counter!("downbeat_known_states_total", "outcome" => outcome).increment(1);
    }
}
