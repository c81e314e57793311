//! Messages of the day of circles, and those that somebody scheduled. Each is said once:
//! its time is taken in the transaction that says it.

use std::time::Duration;

use downbeat_session::{
    kinds::circle::{Rank, by_clock::next_daily_ms},
    notice::TimeOfDay,
};
use downbeat_store::{CircleDaily, Transaction};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::speaking::{Place, Said};
use crate::{Attempt, Durable, JobContext};

/// In one run, of each; what is left goes with the next, within the minute.
const MOST: u32 = 500;
/// After an outage a message of the morning is none of the evening.
const LATE_MS: i64 = 6 * 60 * 60 * 1_000;

/// It is time to look whose time has come.
#[derive(Debug, Serialize, Deserialize)]
pub struct DailyMessage {}

impl Durable for DailyMessage {
    type Context = JobContext;

    const NAME: &'static str = "daily_message";
    const QUEUE: &'static str = "circles";
    const CONCURRENCY: usize = 1;
    const TIMEOUT: Duration = Duration::from_mins(5);

    fn key(&self) -> Option<String> {
        Some(String::from("all"))
    }

    async fn run(self, context: &JobContext, _: &Attempt) -> anyhow::Result<()> {
        let mut failed = None;
        // A circle that cannot be seen to holds up no other.
        for circle in context.store.due_dailies(MOST).await? {
            if let Err(error) = say_daily(context, circle).await {
                tracing::warn!(%circle, "a message of the day waits: {error:#}");
                failed = Some(error);
            }
        }
        for (circle, message) in context.store.due_scheduled(MOST).await? {
            if let Err(error) = say_scheduled(context, circle, message).await {
                tracing::warn!(%circle, item = %message, "a scheduled message waits: {error:#}");
                failed = Some(error);
            }
        }
        failed.map_or(Ok(()), Err)
    }
}

async fn say_daily(context: &JobContext, circle: Uuid) -> anyhow::Result<()> {
    let now_ms = context.store.now_ms().await?;
    let transaction = context.store.begin().await?;
    let Some(record) = transaction.hold_circle(circle).await? else { return Ok(()) };
    let Some(daily) = transaction.due_daily(circle).await? else { return Ok(()) };
    let place = Place::of(&transaction, &record).await?;
    take_turn(&transaction, &place, &daily, now_ms).await?;
    transaction.commit().await?;
    Ok(())
}

async fn take_turn(
    transaction: &Transaction,
    place: &Place,
    daily: &CircleDaily,
    now_ms: i64,
) -> anyhow::Result<()> {
    let Place { circle, config, is_closing, .. } = place;
    let texts: Vec<String> = serde_json::from_value(daily.texts.clone())?;
    let rank = match daily.by {
        Some(user) => place.rank(transaction, user, now_ms).await?,
        None => None,
    };
    let count = i64::try_from(texts.len())?.max(1);
    let text = texts.get(usize::try_from(daily.turn.rem_euclid(count))?);
    // They rest until an admin sets them again.
    let (Some(by), Some(text), Some(rank)) =
        (daily.by, text, rank.filter(|rank| *rank >= Rank::Admin))
    else {
        return Ok(transaction.move_daily(*circle, None).await?);
    };
    let at: TimeOfDay = daily.at.parse()?;
    let next = |said_ms| next_daily_ms(&config.zone, at, now_ms, said_ms);
    let is_late = daily.next_ms.is_some_and(|next_ms| now_ms - next_ms > LATE_MS);
    if *is_closing || config.frozen || is_late {
        return Ok(transaction.move_daily(*circle, next(daily.said_ms)).await?);
    }
    let said = Said { by, rank, kind: &daily.kind, text, is_daily: true };
    let is_said = place.say(transaction, said).await?;
    let said_ms = if is_said { Some(now_ms) } else { daily.said_ms };
    Ok(transaction.turn_daily(*circle, is_said, next(said_ms)).await?)
}

async fn say_scheduled(context: &JobContext, circle: Uuid, message: Uuid) -> anyhow::Result<()> {
    let now_ms = context.store.now_ms().await?;
    let transaction = context.store.begin().await?;
    let Some(record) = transaction.hold_circle(circle).await? else { return Ok(()) };
    let Some(due) = transaction.take_scheduled(circle, message).await? else { return Ok(()) };
    let place = Place::of(&transaction, &record).await?;
    if let Some(rank) = place.rank(&transaction, due.by, now_ms).await? {
        let (by, kind, text) = (due.by, due.kind.as_str(), due.text.as_str());
        place.say(&transaction, Said { by, rank, kind, text, is_daily: false }).await?;
    }
    transaction.commit().await?;
    Ok(())
}
