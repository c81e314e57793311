//! Tells people what is due, each of it once.

use std::{collections::HashSet, time::Duration};

use downbeat_boot::clock;
use downbeat_live::Present;
use downbeat_session::notice::{Mailing, NoticeType, when};
use metrics::counter;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    Attempt, Durable, JobContext, SendMail, SendPush, kinds,
    mail::{Content, Language},
};

/// People in one round, rounds of a run, and notices of each person; what is left goes
/// with the next run.
const PEOPLE: i64 = 500;
const ROUNDS: usize = 20;
const NOTICES: i64 = 50;
/// Of all in a round, where it is asked who looks. Beyond them people are told as if they
/// did not.
const PLACES: i64 = 5_000;
/// How long live Redis may take to say so.
const PATIENCE: Duration = Duration::from_millis(250);

/// Somebody's notices may be due, or anybody's.
#[derive(Debug, Serialize, Deserialize)]
pub struct Deliver {
    #[serde(default)]
    pub user: Option<Uuid>,
}

impl Durable for Deliver {
    type Context = JobContext;

    const NAME: &'static str = "deliver";
    const QUEUE: &'static str = "notices";
    const TIMEOUT: Duration = Duration::from_mins(5);
    const SHOWN: &'static [&'static str] = &["user"];

    fn key(&self) -> Option<String> {
        Some(self.user.map_or_else(|| String::from("all"), |user| user.to_string()))
    }

    async fn run(self, context: &JobContext, _: &Attempt) -> anyhow::Result<()> {
        if let Some(user) = self.user {
            let looking = looking(context, &[user]).await?;
            return tell(context, user, &looking).await;
        }
        let (mut passed_over, mut first) = (Vec::new(), None);
        for _ in 0..ROUNDS {
            let people = context.store.due_people(PEOPLE, &passed_over).await?;
            let is_last = i64::try_from(people.len()).is_ok_and(|count| count < PEOPLE);
            let looking = looking(context, &people).await?;
            for user in people {
                // Somebody who cannot be told holds up nobody else: the rounds to come are
                // without them, and the next run tries again.
                if let Err(error) = tell(context, user, &looking).await {
                    tracing::warn!(%user, "notices wait: {error:#}");
                    counter!("downbeat_notices_failed_total").increment(1);
                    passed_over.push(user);
                    first.get_or_insert(error);
                }
            }
            if is_last {
                break;
            }
        }
        let count = passed_over.len();
        first.map_or(Ok(()), |error| Err(error.context(format!("{count} people were not told"))))
    }
}

/// People, each with a circle that they look at now.
type Looking = HashSet<(Uuid, Uuid)>;

/// Of these people, in one call. While live Redis does not say so, nobody looks.
async fn looking(context: &JobContext, people: &[Uuid]) -> anyhow::Result<Looking> {
    let places = context.store.due_places(people, PLACES).await?;
    if places.is_empty() {
        return Ok(Looking::new());
    }
    let seat = |(user, circle): &(Uuid, Uuid)| kinds::looking(*circle, *user);
    let seats: Vec<Present> = places.iter().map(seat).collect();
    let here = match clock::timeout(PATIENCE, context.live.are_here(&seats)).await {
        Ok(Ok(here)) => here,
        Ok(Err(error)) => {
            tracing::warn!(%error, "who looks is not known: all are told");
            return Ok(Looking::new());
        }
        Err(_) => {
            tracing::warn!("live Redis does not say in time who looks: all are told");
            return Ok(Looking::new());
        }
    };
    let looks = places.into_iter().zip(here).filter(|(_, is_here)| *is_here);
    Ok(looks.map(|(place, _)| place).collect())
}

/// What is told, what is put off, and the mails and pushes of it are one transaction.
async fn tell(context: &JobContext, user: Uuid, looking: &Looking) -> anyhow::Result<()> {
    let transaction = context.store.begin().await?;
    transaction.hold_told(user).await?;
    let due = transaction.due_notices(user, NOTICES).await?;
    if due.is_empty() {
        return Ok(());
    }
    let settings = transaction.notice_settings(user).await?;
    let (mut told_ms, now_ms) = transaction.told_lately(user).await?;
    let is_mailed = settings.mail == Mailing::Instantly && context.mailer.is_some();
    let devices = match &context.pusher {
        Some(pusher) => transaction.devices_to_tell(user, pusher.public_key()).await?,
        None => Vec::new(),
    };
    let mut outside = Vec::new();
    for notice in due {
        // One of a release to come is told as those of the house are.
        let of = NoticeType::named(&notice.r#type).unwrap_or(NoticeType::System);
        let looks = |circle| looking.contains(&(user, circle));
        if of.is_seen_there() && notice.circle_id.is_some_and(looks) {
            transaction.deliver_inside(notice.id).await?;
            continue;
        }
        match when(&settings, of, &told_ms, now_ms) {
            Some(at_ms) if at_ms <= now_ms => {
                transaction.deliver_notice(user, notice.id, is_mailed).await?;
                told_ms.push(now_ms);
                if is_mailed {
                    let what = Content::Notice { notice: notice.id };
                    let language = Language::named(&settings.language);
                    let mail = Uuid::now_v7();
                    outside.push(SendMail { mail, user: Some(user), language, what }.job()?);
                }
                if settings.is_pushed(of) {
                    for device in &devices {
                        let push = SendPush { notice: notice.id, device: *device };
                        outside.push(push.job()?);
                    }
                }
            }
            // Later it would speak of another day: it only stands in the inbox.
            _ if of == NoticeType::DailyReminder => {
                transaction.put_notice_off(notice.id, None).await?;
            }
            later => transaction.put_notice_off(notice.id, later).await?,
        }
    }
    let enqueued = transaction.enqueue(&outside).await?;
    transaction.commit().await?;
    context.queue.announce(&enqueued).await;
    Ok(())
}
