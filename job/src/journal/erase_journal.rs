//! A person's key is gone from Postgres: it goes from live Redis, with what it sealed
//! there, and from the file that live Redis writes.
//!
//! The job may run long after the erasure, and again, while its person has begun
//! another journal: what another key sealed is none of its business.

use std::time::Duration;

use downbeat_live::{Live, LiveError};
use downbeat_store::generation_of;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{Attempt, Backoff, Durable, JobContext};

#[derive(Debug, Serialize, Deserialize)]
pub struct EraseJournal {
    pub user: Uuid,
    /// Of the key that is gone; `None` where the person is gone, with whatever they had.
    #[serde(default)]
    pub generation: Option<i32>,
}

impl Durable for EraseJournal {
    type Context = JobContext;

    const NAME: &'static str = "erase_journal";
    const QUEUE: &'static str = "upkeep";
    const CONCURRENCY: usize = 1;
    /// A file that is being written is another's, and may take minutes.
    const ATTEMPTS: u32 = 12;
    const BACKOFF: Backoff =
        Backoff { first: Duration::from_secs(10), max: Duration::from_mins(10) };

    /// Two erasures of one person are two: each key sealed its own.
    fn key(&self) -> Option<String> {
        let Self { user, generation } = self;
        Some(generation.map_or_else(|| user.to_string(), |gone| format!("{user} {gone}")))
    }

    async fn run(self, context: &JobContext, _: &Attempt) -> anyhow::Result<()> {
        shred(&context.live, self.user, self.generation).await?;
        context.live.rewrite_files().await?;
        Ok(())
    }
}

/// Takes out of live Redis a person's key of that generation and the drafts that it
/// sealed; without one, all that there is of them.
pub async fn shred(live: &Live, user: Uuid, generation: Option<i32>) -> Result<(), LiveError> {
    live.forget_user_key(user, generation).await?;
    let is_gone = |sealed: &[u8]| generation.is_none_or(|gone| generation_of(sealed) == Some(gone));
    live.forget_drafts(user, is_gone).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_erasures_of_one_person_are_two_jobs() {
        let job = |generation| EraseJournal { user: Uuid::nil(), generation }.key();
        assert_ne!(job(Some(1)), job(Some(2)));
        assert_ne!(job(Some(1)), job(None));
    }
}
