//! Counts of circles, held against the rows that they are of. None is ever wrong: one that
//! is, a release or a hand in the database made so, and it is told before it is forgotten.

use std::time::Duration;

use downbeat_store::{CountedRows, Miscounted, Store};
use metrics::counter;
use serde::{Deserialize, Serialize};

use crate::{Attempt, Durable, JobContext};

/// Rows in one look. Those of circles have members and messages to be gone through.
const CIRCLES: u32 = 20;
const ITEMS: u32 = 500;
/// Looks in one run at rows of each sort; the next run goes on from there.
const LOOKS: usize = 1_000;

/// It is time to look at some.
#[derive(Debug, Serialize, Deserialize)]
pub struct CheckCounts {}

impl Durable for CheckCounts {
    type Context = JobContext;

    const NAME: &'static str = "check_counts";
    const QUEUE: &'static str = "upkeep";
    const CONCURRENCY: usize = 1;
    const TIMEOUT: Duration = Duration::from_mins(30);

    fn key(&self) -> Option<String> {
        Some(String::from("all"))
    }

    async fn run(self, context: &JobContext, _: &Attempt) -> anyhow::Result<()> {
        let mut failed = None;
        for rows in CountedRows::ALL {
            if let Some(error) = check(&context.store, rows).await? {
                failed = Some(error);
            }
        }
        failed.map_or(Ok(()), Err)
    }
}

/// Looks on from where the last run ended. What cannot be repaired holds up nothing else:
/// answers the last error.
async fn check(store: &Store, rows: CountedRows) -> anyhow::Result<Option<anyhow::Error>> {
    let most = match rows {
        CountedRows::Circles => CIRCLES,
        CountedRows::Messages | CountedRows::Comments => ITEMS,
    };
    let mut behind = store.counts_behind(rows).await?;
    let mut failed = None;
    for _ in 0..LOOKS {
        let looked = store.look_at_counts(rows, behind, most).await?;
        for wrong in looked.wrong {
            if let Err(error) = repair(store, wrong).await {
                tracing::warn!(circle = %wrong.circle, item = %wrong.id, "a count waits: {error:#}");
                failed = Some(error);
            }
        }
        // Behind the last row the next run begins anew.
        behind = looked.last.unwrap_or_default();
        store.set_counts_behind(rows, behind).await?;
        if looked.last.is_none() {
            break;
        }
    }
    Ok(failed)
}

async fn repair(store: &Store, wrong: Miscounted) -> anyhow::Result<()> {
    let transaction = store.begin().await?;
    let repaired = transaction.repair_counts(wrong).await?;
    transaction.commit().await?;
    for (count, numbers) in repaired {
        let what = count.as_str();
        counter!("downbeat_count_repairs_total", "what" => what).increment(numbers);
        let Miscounted { id, circle, .. } = wrong;
        tracing::error!(%circle, item = %id, what, numbers, "a count was not what rows say");
    }
    Ok(())
}
