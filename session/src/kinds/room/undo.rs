//! Taking back the last seek, jump, next, remove or clear.

use serde::{Deserialize, Serialize};

use super::{
    item::Item,
    limits::UNDO_MS,
    state::{Place, State},
};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Undo {
    pub at_ms: i64,
    pub what: Was,
}

/// As it was before.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Was {
    /// Before a seek.
    Sought(Place),
    /// Before another item was taken.
    Taken(Place),
    /// With their places in the queue.
    Removed(Vec<(usize, Item)>),
}

impl State {
    /// What may still be taken back.
    pub fn undoable(&self, now_ms: i64) -> Option<&Was> {
        let undo = self.undo.as_ref().filter(|undo| now_ms - undo.at_ms <= UNDO_MS)?;
        let is_there = match &undo.what {
            Was::Sought(place) | Was::Taken(place) => self.item(&place.item).is_some(),
            Was::Removed(_) => true,
        };
        is_there.then_some(&undo.what)
    }

    pub(super) fn put_back(&mut self, removed: &[(usize, Item)]) {
        for (at, item) in removed {
            let at = (*at).min(self.queue.len());
            self.queue.insert(at, item.clone());
        }
    }
}
