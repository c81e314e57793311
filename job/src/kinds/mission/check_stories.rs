//! Stored stories are resolved anew: one that is told otherwise was changed, or the
//! rules were.

use std::time::Duration;

use downbeat_session::kinds::mission::expedition::Stored;
use metrics::counter;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{Attempt, Durable, JobContext};

/// Stories of one night.
const STORIES: usize = 1_000;
const AT_ONCE: u32 = 100;

/// It is time to look at some.
#[derive(Debug, Serialize, Deserialize)]
pub struct CheckStories {}

impl Durable for CheckStories {
    type Context = JobContext;

    const NAME: &'static str = "check_stories";
    const QUEUE: &'static str = "missions";
    const CONCURRENCY: usize = 1;
    const TIMEOUT: Duration = Duration::from_mins(10);

    fn key(&self) -> Option<String> {
        Some(String::from("all"))
    }

    async fn run(self, context: &JobContext, _: &Attempt) -> anyhow::Result<()> {
        // Ids are drawn, so any of them is as good a place to begin.
        let first = Uuid::from_bytes(rand::random());
        let mut left = STORIES;
        for (behind, until) in [(first, Uuid::max()), (Uuid::nil(), first)] {
            left = check(context, (behind, until), left).await?;
        }
        counter!("downbeat_stories_checked_total").increment((STORIES - left) as u64);
        tracing::info!(stories = STORIES - left, "resolved stored stories anew");
        Ok(())
    }
}

/// Looks at those between two ids, so many at most; answers how many are left.
async fn check(
    context: &JobContext,
    (mut behind, until): (Uuid, Uuid),
    mut left: usize,
) -> anyhow::Result<usize> {
    while left > 0 {
        let stories = context.store.stories(behind, AT_ONCE).await?;
        let Some((last, _)) = stories.last() else { break };
        behind = *last;
        for (mission, story) in stories.into_iter().take(left) {
            if mission > until {
                return Ok(left);
            }
            left -= 1;
            if Stored::is_story_told_anew(story) == Some(false) {
                counter!("downbeat_story_mismatch_total").increment(1);
                tracing::error!(%mission, "a stored story is not what its seed says");
            }
        }
    }
    Ok(left)
}
