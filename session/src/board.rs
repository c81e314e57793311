//! What the children of a session say of themselves, for their parent to show.
//!
//! A child is a session of an inner kind: it is in its parent's shard, and what
//! it says is written in its own commit. A board has lists. An **entry** stands
//! there as long as the child's state says so; a **line** stays until newer ones
//! take its place. Written again under the same key, neither comes twice, so a
//! child that is opened again says all of its entries again.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::Problem;

/// A list of a board, as the parent's kind has it.
#[derive(Debug, PartialEq, Eq)]
pub struct List {
    pub name: &'static str,
    /// The oldest beyond that many go.
    pub most: u32,
    /// So many of the newest are read with the parent; all are counted.
    pub shown: u32,
    /// Bytes of a note with its key.
    pub note_bytes_max: usize,
}

/// Something on a board.
#[derive(Debug, Clone, PartialEq)]
pub struct Note {
    pub list: &'static List,
    /// Tells it from the child's others of the same list.
    pub key: String,
    pub value: Value,
}

impl Note {
    /// Whether both are one place of one list.
    #[must_use]
    pub fn is_same(&self, other: &Self) -> bool {
        self.list == other.list && self.key == other.key
    }

    /// That it is larger than its list takes; `field` is what made it so large.
    #[must_use]
    pub fn too_large(&self, field: &str) -> Option<Problem> {
        let (bytes, max) =
            (self.key.len() + self.value.to_string().len(), self.list.note_bytes_max);
        (bytes > max).then(|| {
            let message =
                format!("{} would have {bytes} bytes, and {max} is the most", self.list.name);
            Problem::new(field, message)
        })
    }
}

/// A board as it was read.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Board {
    /// Grows with each change.
    pub seq: u64,
    pub lists: BTreeMap<&'static str, Listed>,
}

/// One list of it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Listed {
    pub count: u64,
    /// Newest first.
    pub newest: Vec<Value>,
}

impl Board {
    #[must_use]
    pub fn count(&self, list: &List) -> u64 {
        self.lists.get(list.name).map_or(0, |listed| listed.count)
    }

    #[must_use]
    pub fn newest(&self, list: &List) -> &[Value] {
        self.lists.get(list.name).map_or(&[], |listed| &listed.newest)
    }
}
