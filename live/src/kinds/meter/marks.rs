//! What is remembered of votes, as fields of the hash `key::votes`. Who voted is
//! remembered by a hash: a chatter's id is stored nowhere.

use std::{array, iter};

use uuid::Uuid;

/// With what Redis puts around a field, it has 16 bytes.
pub type Mark = [u8; 14];

/// A message that matched.
#[must_use]
pub fn message(session: Uuid, message_id: &str) -> Mark {
    mark(b'm', session, message_id)
}

/// When a chatter was counted last.
#[must_use]
pub fn chatter(session: Uuid, chatter_id: &str) -> Mark {
    mark(b'c', session, chatter_id)
}

/// How many votes a session has in the 5 s of now.
#[must_use]
pub fn pace(session: Uuid) -> Mark {
    mark(b'p', session, "")
}

fn mark(kind: u8, session: Uuid, name: &str) -> Mark {
    let hash = Uuid::new_v5(&session, name.as_bytes());
    let mut bytes = iter::once(kind).chain(*hash.as_bytes());
    array::from_fn(|_| bytes.next().unwrap_or_default())
}
