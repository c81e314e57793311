//! What goes by people's clocks: reminders to write, their weeks, mails of several
//! notices.

use std::time::Duration;

use downbeat_session::{
    journal::Clock,
    notice::{NoticeType, Settings, Times},
};
use downbeat_store::{ByClock, NewNotice, Transaction, Week};
use serde::{Deserialize, Serialize};
use serde_json::json;
use uuid::Uuid;

use crate::{
    Attempt, Deliver, Durable, JobContext, SendMail,
    mail::{Content, Language},
};

/// In one run, of each; what is left goes with the next.
const PEOPLE: i64 = 5_000;
const LISTED: i64 = 100;
const LATE_MS: i64 = 2 * 60 * 60 * 1_000;

/// It is time to look whose time has come.
#[derive(Debug, Serialize, Deserialize)]
pub struct Remind {}

impl Durable for Remind {
    type Context = JobContext;

    const NAME: &'static str = "remind";
    const QUEUE: &'static str = "notices";
    const CONCURRENCY: usize = 1;
    const TIMEOUT: Duration = Duration::from_mins(5);

    fn key(&self) -> Option<String> {
        Some(String::from("all"))
    }

    async fn run(self, context: &JobContext, _: &Attempt) -> anyhow::Result<()> {
        let mut failed = None;
        for what in [ByClock::Reminder, ByClock::Summary, ByClock::Digest] {
            for user in context.store.due_by_clock(what, PEOPLE).await? {
                // Somebody who cannot be seen to holds up nobody else.
                if let Err(error) = see_to(context, user, what).await {
                    tracing::warn!(%user, "a notice by the clock waits: {error:#}");
                    failed = Some(error);
                }
            }
        }
        failed.map_or(Ok(()), Err)
    }
}

async fn see_to(context: &JobContext, user: Uuid, what: ByClock) -> anyhow::Result<()> {
    let now_ms = context.store.now_ms().await?;
    let transaction = context.store.begin().await?;
    transaction.hold_told(user).await?;
    let settings = transaction.notice_settings(user).await?;
    let times = Times::of(&settings, now_ms);
    let Some(late_ms) = transaction.take_by_clock(user, what, times).await? else { return Ok(()) };
    let job = match what {
        // After an outage it would speak of another hour.
        ByClock::Reminder if late_ms > LATE_MS => None,
        ByClock::Reminder => remind(context, &transaction, (user, now_ms), &settings).await?,
        ByClock::Summary => sum_up(&transaction, user).await?,
        ByClock::Digest => list(context, &transaction, user, &settings).await?,
    };
    let enqueued = transaction.enqueue(&job.into_iter().collect::<Vec<_>>()).await?;
    transaction.commit().await?;
    context.queue.announce(&enqueued).await;
    Ok(())
}

type Wanted = anyhow::Result<Option<downbeat_store::NewJob>>;

/// Somebody who has written today is not told to.
async fn remind(
    context: &JobContext,
    transaction: &Transaction,
    (user, now_ms): (Uuid, i64),
    settings: &Settings,
) -> Wanted {
    if context.journal_keys.is_none() {
        return Ok(None);
    }
    let calendar = context.store.calendar(user).await?;
    let clock = match &calendar {
        Some(calendar) => Clock::new(&calendar.zone, calendar.starts_h),
        None => Clock::new(&settings.zone, 0),
    };
    let Some(clock) = clock else { return Ok(None) };
    if transaction.has_written(user, clock.day(now_ms)).await? {
        return Ok(None);
    }
    tell(transaction, user, NoticeType::DailyReminder, json!({})).await
}

/// A week without anything is none to tell of.
async fn sum_up(transaction: &Transaction, user: Uuid) -> Wanted {
    let week = transaction.week_of(user).await?;
    if week == Week::default() {
        return Ok(None);
    }
    let Week { entries, messages, comments, reactions } = week;
    let about = json!({
        "entries": entries, "messages": messages, "comments": comments, "reactions": reactions,
    });
    tell(transaction, user, NoticeType::WeeklySummary, about).await
}

async fn tell(
    transaction: &Transaction,
    user: Uuid,
    of: NoticeType,
    about: serde_json::Value,
) -> Wanted {
    let new = NewNotice { user, of, subject: of.as_str(), circle: None, about, actor: None };
    transaction.tell_notice(new).await?;
    Ok(Some(Deliver { user: Some(user) }.job()?))
}

async fn list(
    context: &JobContext,
    transaction: &Transaction,
    user: Uuid,
    settings: &Settings,
) -> Wanted {
    let login = context.store.local_login_of(user).await?;
    if context.mailer.is_none() || !login.is_some_and(|login| login.is_verified) {
        return Ok(None);
    }
    let notices = transaction.list_notices(user, LISTED).await?;
    if notices.is_empty() {
        return Ok(None);
    }
    let (mail, language) = (Uuid::now_v7(), Language::named(&settings.language));
    let what = Content::Notices { notices };
    Ok(Some(SendMail { mail, user: Some(user), language, what }.job()?))
}
