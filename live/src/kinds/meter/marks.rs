//! What is remembered of votes, as fields of the hash `key::votes`.

use std::{array, iter};

use uuid::Uuid;

/// What stands before who a chatter is.
pub const CHATTER_FROM: usize = 9;
/// Whoever is called by more is known by a hash of it.
const CHATTER_BYTES_MAX: usize = 96;

/// A message. With what Redis puts around a field, it has 16 bytes.
pub type Message = [u8; 14];

/// A message that matched.
#[must_use]
pub fn message(session: Uuid, message_id: &str) -> Message {
    let hash = Uuid::new_v5(&session, message_id.as_bytes());
    let mut bytes = iter::once(b'm').chain(*hash.as_bytes());
    array::from_fn(|_| bytes.next().unwrap_or_default())
}

/// When a chatter was counted last. Behind the session is who it is, as rounds
/// count their voters.
pub fn put_chatter(field: &mut Vec<u8>, session: Uuid, chatter_id: &str) {
    field.push(b'c');
    field.extend(low_half(session));
    if chatter_id.len() <= CHATTER_BYTES_MAX {
        field.extend(chatter_id.as_bytes());
    } else {
        field.extend(Uuid::new_v5(&session, chatter_id.as_bytes()).as_bytes());
    }
}

/// How many votes a session has in the 5 s of now.
#[must_use]
pub fn pace(session: Uuid) -> [u8; 9] {
    let mut field = [b'p'; 9];
    field[1..].copy_from_slice(&low_half(session));
    field
}

/// Random enough that no two sessions share it.
fn low_half(session: Uuid) -> [u8; 8] {
    session.as_u64_pair().1.to_be_bytes()
}
