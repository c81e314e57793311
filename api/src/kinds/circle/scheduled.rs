//! Messages that wait for their time.

use std::sync::Arc;

use downbeat_boot::clock;
use downbeat_session::kinds::circle::{
    MessageKind, Rank,
    limits::{SCHEDULED_DAYS_MAX, SCHEDULED_MAX},
};
use downbeat_store::{NewScheduled, ScheduledMessage, Transaction};
use poem::web::Data;
use poem_openapi::{ApiResponse, Object, OpenApi, param::Path, payload::Json};
use uuid::Uuid;

use super::{
    said::{CircleMessage, Reading},
    visit::{KEEP_ORDER, LOOK, Visit, account},
};
use crate::{
    access::Caller,
    app::App,
    refusal::{Answer, FieldError, Refusal},
};

const DAY_MS: i64 = 24 * 3_600_000;

pub struct Scheduled;

#[derive(Debug, Object)]
struct CircleScheduled {
    /// The one that comes first first; `at_ms` is when it is said.
    items: Vec<CircleMessage>,
}

#[derive(ApiResponse)]
enum TakenBack {
    /// It is not said.
    #[oai(status = 204)]
    TakenBack,
}

#[OpenApi(prefix_path = "/api/v1")]
impl Scheduled {
    /// List scheduled messages of a circle
    ///
    /// Twenty at most. By moderators. Scope: `sessions:read`.
    #[oai(path = "/circles/:id/scheduled", method = "get")]
    async fn list(
        &self,
        app: Data<&Arc<App>>,
        caller: Caller,
        id: Path<Uuid>,
    ) -> Answer<CircleScheduled> {
        let user = account(&caller, LOOK)?;
        let visit = Visit::of(&app, Some(user), id.0, None).await?;
        visit.at_least(Rank::Moderator)?;
        let found = app.store.scheduled_messages(id.0, SCHEDULED_MAX).await?;
        // Who decides what is said reads what there is, whomever they mute.
        let reading = Reading::whole(user, visit.rights);
        let items = found.into_iter().map(|record| reading.scheduled(record)).collect();
        Ok(Json(CircleScheduled { items }))
    }

    /// Take a scheduled message back
    ///
    /// By moderators, whoever scheduled it. Scope: `sessions:write`.
    #[oai(path = "/circles/:id/scheduled/:message", method = "delete")]
    async fn take_back(
        &self,
        app: Data<&Arc<App>>,
        caller: Caller,
        id: Path<Uuid>,
        message: Path<Uuid>,
    ) -> Result<TakenBack, Refusal> {
        let user = account(&caller, KEEP_ORDER)?;
        let transaction = app.store.begin().await?;
        let visit = Visit::held(&transaction, user, id.0).await?;
        visit.at_least(Rank::Moderator)?;
        if !transaction.unschedule_message(id.0, message.0).await? {
            return Err(Refusal::not_found("scheduled message"));
        }
        transaction.commit().await?;
        Ok(TakenBack::TakenBack)
    }
}

/// Keeps a message of a moderator for later; it may be said now.
pub async fn schedule(
    transaction: &Transaction,
    visit: &Visit,
    (user, at_ms): (Uuid, i64),
    (kind, text): (MessageKind, &str),
) -> Result<CircleMessage, Refusal> {
    visit.at_least(Rank::Moderator)?;
    if !(1..=SCHEDULED_DAYS_MAX * DAY_MS).contains(&at_ms.saturating_sub(clock::unix_ms())) {
        let message = format!("must be ahead, and within {SCHEDULED_DAYS_MAX} days");
        return Err(Refusal::invalid(vec![FieldError::new("at_ms", message)]));
    }
    let (id, circle) = (Uuid::now_v7(), visit.circle.id);
    let new = NewScheduled { id, circle, by: user, kind: kind.as_str(), text, at_ms };
    if !transaction.schedule_message(new, SCHEDULED_MAX).await? {
        let detail = format!("{SCHEDULED_MAX} messages are scheduled, which is all");
        return Err(Refusal::conflict("full", detail));
    }
    let by_name = visit.member.as_ref().map(|it| it.name.clone()).unwrap_or_default();
    let (kind, text) = (kind.as_str().to_owned(), text.to_owned());
    let record = ScheduledMessage { id, circle_id: circle, by: user, by_name, kind, text, at_ms };
    Ok(Reading::whole(user, visit.rights).scheduled(record))
}
