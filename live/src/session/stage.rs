//! A state on its way to Redis: in the call that commits it, or, where it is
//! long, at a key of its own in front of the call, which gives it its name. Lua
//! hashes and copies whatever a function is given.

use redis::{Cmd, cmd};
use uuid::Uuid;

use crate::{key, session::packed::HEADER_BYTES};

const BYTES_MIN: usize = 16 * 1024;
/// What waits for a call that never comes.
const TTL_MS: u64 = 10_000;

pub struct Staged {
    pub key: String,
    /// What the function is given: all of it, or its head.
    pub told: Vec<u8>,
    /// What goes before the call.
    pub first: Option<Cmd>,
}

impl Staged {
    pub fn of(shard: u16, session: Uuid, state: Vec<u8>) -> Self {
        if state.len() < BYTES_MIN {
            return Self { key: key::staged(shard, session, 0), told: state, first: None };
        }
        let key = key::staged(shard, session, rand::random());
        let mut first = cmd("SET");
        first.arg(&key).arg(&state).arg("PX").arg(TTL_MS);
        let told = state[..HEADER_BYTES].to_vec();
        Self { key, told, first: Some(first) }
    }
}
