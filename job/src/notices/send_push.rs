//! One notice to one device of its person, until its push service has it.

use std::time::Duration;

use anyhow::Context as _;
use downbeat_outside::{
    Outside,
    http::{Said, Turn, Unanswered},
    push::{Device, PUSH_BYTES_MAX, Push, PushError, Urgency},
};
use downbeat_session::notice::NoticeType;
use downbeat_store::{DeviceTarget, NoticeRecord};
use metrics::counter;
use reqwest::StatusCode;
use serde::{Deserialize, Serialize};
use serde_json::json;
use uuid::Uuid;

use super::{letters::place, words};
use crate::{
    Attempt, Backoff, Durable, Hopeless, JobContext, NotBefore, deliver_webhook::not_now,
    mail::Language,
};

/// How long a service keeps it for a device that is off.
const TTL_S: u32 = 24 * 3_600;
/// What reminds of today is of no use tomorrow.
const REMINDER_TTL_S: u32 = 4 * 3_600;

/// Between two attempts, also where the service names a longer wait.
const WAIT_MAX: Duration = Duration::from_hours(1);

/// How soon it is looked again whether quiet hours are over.
const QUIET: Duration = Duration::from_mins(15);

/// What it says is read when it is sent.
#[derive(Debug, Serialize, Deserialize)]
pub struct SendPush {
    pub notice: Uuid,
    pub device: Uuid,
}

impl Durable for SendPush {
    type Context = JobContext;

    const NAME: &'static str = "send_push";
    const QUEUE: &'static str = "push";
    const CONCURRENCY: usize = 8;
    const TIMEOUT: Duration = Duration::from_secs(30);
    /// Half a day at least, as of mails.
    const ATTEMPTS: u32 = 100;
    const BACKOFF: Backoff =
        Backoff { first: Duration::from_secs(2), max: Duration::from_mins(15) };
    const SHOWN: &'static [&'static str] = &["notice", "device"];

    fn key(&self) -> Option<String> {
        Some(format!("{}:{}", self.notice, self.device))
    }

    async fn run(self, context: &JobContext, _: &Attempt) -> anyhow::Result<()> {
        let Some(pusher) = &context.pusher else {
            // It was set up when this was asked for, and is not any more.
            let why = "push.private_key is not set: nothing can be pushed";
            return Err(Hopeless(why.into()).into());
        };
        let Some(target) = context.store.device(self.device).await? else { return Ok(()) };
        // Its service would refuse it; its page subscribes anew.
        if target.server_key != pusher.public_key() {
            return Ok(());
        }
        let Some((notice, language)) = self.notice(context, &target).await? else { return Ok(()) };
        let said = said(&context.public_url, &notice, language);
        let device = Device::of(&target.p256dh, &target.auth).context("reading a device's keys")?;
        let host = Outside::host(&target.endpoint);
        let turn = context.turns.take(self.device, target.user_id, host).map_err(not_now)?;
        let of = NoticeType::named(&notice.r#type).unwrap_or(NoticeType::System);
        let topic = self.notice.simple().to_string();
        let sent = pusher.send(Push {
            endpoint: &target.endpoint,
            device: &device,
            ttl_s: ttl_s(of),
            urgency: urgency(of),
            topic: &topic,
            said: said.as_bytes(),
        });
        let (outcome, end) = match heed(&turn, sent.await)? {
            Heard::Taken => {
                context.store.device_told(self.device, &target.endpoint).await?;
                ("sent", Ok(()))
            }
            Heard::Gone => {
                context.store.device_gone(self.device, &target.endpoint).await?;
                ("gone", Ok(()))
            }
            Heard::Refused(why) => {
                let is_gone = context.store.device_refused(self.device, &target.endpoint).await?;
                tracing::info!(device = %self.device, is_gone, "a push was refused: {why}");
                ("refused", Ok(()))
            }
            Heard::Later(error) => ("failed", Err(error)),
        };
        counter!("downbeat_pushes_total", "outcome" => outcome).increment(1);
        end
    }
}

impl SendPush {
    /// `None` where there is nothing to be told (any more); in quiet hours it waits.
    async fn notice(
        &self,
        context: &JobContext,
        target: &DeviceTarget,
    ) -> anyhow::Result<Option<(NoticeRecord, Language)>> {
        let unread = context.store.unread_of(&[self.notice]).await?;
        // A browser may have come to be somebody else's.
        let Some(notice) = unread.into_iter().find(|it| it.user_id == target.user_id) else {
            return Ok(None);
        };
        let settings = context.store.notice_settings(target.user_id).await?;
        let of = NoticeType::named(&notice.r#type).unwrap_or(NoticeType::System);
        if !settings.is_pushed(of) {
            return Ok(None);
        }
        if settings.is_quiet(context.store.now_ms().await?) {
            let why = String::from("its reader's hours are quiet");
            return Err(NotBefore { after: QUIET, why }.into());
        }
        Ok(Some((notice, Language::named(&settings.language))))
    }
}

/// What a service made of a push.
#[derive(Debug)]
enum Heard {
    Taken,
    /// It knows no such device any more.
    Gone,
    /// It would refuse the same again.
    Refused(String),
    Later(anyhow::Error),
}

fn heed(turn: &Turn, sent: Result<Said, PushError>) -> anyhow::Result<Heard> {
    let Said { status, retry_after } = match sent {
        Ok(said) => said,
        Err(error @ (PushError::NotOutside(_) | PushError::Unanswered(Unanswered::Refused))) => {
            return Ok(Heard::Refused(error.to_string()));
        }
        Err(PushError::Unanswered(unanswered)) => {
            turn.unanswered();
            return Ok(Heard::Later(unanswered.into()));
        }
        Err(error @ PushError::TooLong) => return Err(Hopeless(error.to_string()).into()),
    };
    turn.answered();
    if status.is_success() {
        return Ok(Heard::Taken);
    }
    if [StatusCode::NOT_FOUND, StatusCode::GONE].contains(&status) {
        return Ok(Heard::Gone);
    }
    let why = format!("the push service answered {status}");
    if status != StatusCode::TOO_MANY_REQUESTS && !status.is_server_error() {
        return Ok(Heard::Refused(why));
    }
    let Some(after) = retry_after.map(|after| after.min(WAIT_MAX)) else {
        return Ok(Heard::Later(anyhow::anyhow!(why)));
    };
    turn.rest(after);
    Ok(Heard::Later(NotBefore { after, why }.into()))
}

/// What the page's worker shows: who did what kind of thing, and where that is to be read.
/// Nothing that was written is in it: screens that are locked show it, too.
fn said(public_url: &str, notice: &NoticeRecord, language: Language) -> String {
    let mut text = words::line(language, notice);
    loop {
        let said = json!({
            "id": notice.id, "text": text, "url": place(public_url, notice),
            "lang": language.as_str(),
        })
        .to_string();
        // Names are short; whatever they come to be, a push is sent.
        if said.len() <= PUSH_BYTES_MAX || text.is_empty() {
            return said;
        }
        text = text.chars().take(text.chars().count() / 2).collect();
    }
}

const fn ttl_s(of: NoticeType) -> u32 {
    match of {
        NoticeType::DailyReminder => REMINDER_TTL_S,
        _ => TTL_S,
    }
}

/// What wakes no device that saves its battery.
const fn urgency(of: NoticeType) -> Urgency {
    match of {
        NoticeType::MessageReaction | NoticeType::WeeklySummary => Urgency::Low,
        _ => Urgency::Normal,
    }
}

#[cfg(test)]
mod tests {
    use downbeat_outside::Turns;
    use serde_json::Value;

    use super::*;

    fn notice(name: &str) -> NoticeRecord {
        NoticeRecord {
            id: Uuid::nil(),
            user_id: Uuid::nil(),
            r#type: "message_comment".to_owned(),
            circle_id: Some(Uuid::nil()),
            circle_name: Some("Harbour".to_owned()),
            is_private: true,
            about: json!({ "message": Uuid::nil(), "reason": "marigold" }),
            actors: json!([{ "id": Uuid::nil(), "name": name }]),
            count: 1,
            at_ms: 0,
            state: "delivered".to_owned(),
        }
    }

    #[test]
    fn a_push_says_who_did_what_and_never_more_than_fits() {
        let short = said("https://example.org", &notice("Ada"), Language::En);
        let read: Value = serde_json::from_str(&short).unwrap();
        assert!(read["text"].as_str().unwrap().contains("Ada"), "{short}");
        let nil = Uuid::nil();
        assert_eq!(read["url"], format!("https://example.org/circles/{nil}/m/{nil}"));
        for secret in ["Harbour", "marigold"] {
            assert!(!short.contains(secret), "{short}");
        }
        let long = said("https://example.org", &notice(&"ß".repeat(10_000)), Language::De);
        assert!(long.len() <= PUSH_BYTES_MAX && serde_json::from_str::<Value>(&long).is_ok());
    }

    #[test]
    fn a_service_is_heeded_within_bounds() {
        let turns = Turns::default();
        let heard = |status: u16, after_s: Option<u64>| {
            let id = Uuid::from_u128(status.into());
            let turn = turns.take(id, id, status.to_string()).unwrap();
            let status = StatusCode::from_u16(status).unwrap();
            let retry_after = after_s.map(Duration::from_secs);
            heed(&turn, Ok(Said { status, retry_after })).unwrap()
        };
        assert!(matches!(heard(201, None), Heard::Taken));
        for status in [404, 410] {
            assert!(matches!(heard(status, None), Heard::Gone), "{status}");
        }
        for status in [302, 400, 401, 403, 413] {
            assert!(matches!(heard(status, None), Heard::Refused(_)), "{status}");
        }
        for (status, told_s, heeded_s) in [(429, 120, 120), (503, 9_999_999, 3_600)] {
            let Heard::Later(error) = heard(status, Some(told_s)) else { panic!("{status}") };
            let NotBefore { after, .. } = error.downcast_ref().unwrap();
            assert_eq!(after.as_secs(), heeded_s);
        }
        assert!(matches!(heard(500, None), Heard::Later(_)));
    }
}
