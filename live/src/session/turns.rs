//! Commands of one session, one after the other within a process: side by side
//! they would only make one another read and decide again.

use std::{sync::Arc, time::Duration};

use downbeat_boot::clock;
use tokio::sync::{Mutex, MutexGuard};
use uuid::Uuid;

/// Sessions that share a turn wait for one another, which is rare and short.
const TURNS: usize = 1_024;
/// Whoever waits for longer goes ahead: Redis arbitrates anyway, and one call
/// that hangs must not hold up the others.
const WAIT_MAX: Duration = Duration::from_millis(50);

#[derive(Clone)]
pub struct Turns(Arc<[Mutex<()>]>);

pub struct Turn<'a> {
    /// What was read before may be old.
    pub has_waited: bool,
    _guard: Option<MutexGuard<'a, ()>>,
}

impl Default for Turns {
    fn default() -> Self {
        Self((0..TURNS).map(|_| Mutex::new(())).collect())
    }
}

impl Turns {
    pub async fn take(&self, session: Uuid) -> Turn<'_> {
        let (_, low) = session.as_u64_pair();
        let turn = &self.0[usize::try_from(low % TURNS as u64).unwrap_or_default()];
        if let Ok(guard) = turn.try_lock() {
            return Turn { has_waited: false, _guard: Some(guard) };
        }
        Turn { has_waited: true, _guard: clock::timeout(WAIT_MAX, turn.lock()).await.ok() }
    }
}
