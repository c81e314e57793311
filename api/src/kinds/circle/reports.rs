//! What members say against messages and comments.

use std::sync::Arc;

use downbeat_job::notices::Telling;
use downbeat_session::kinds::circle::{limits::REASON_CHARS_MAX, message::said};
use downbeat_store::{Item, NewCircleReport};
use poem::web::Data;
use poem_openapi::{ApiResponse, Enum, Object, OpenApi, param::Path, payload::Json};
use uuid::Uuid;

use super::{
    comments::found as comment_found,
    limits::{self, Act},
    messages::found as message_found,
    telling,
    unseen::is_own,
    visit::{SPEAK, Visit, account},
};
use crate::{
    access::Caller,
    app::App,
    refusal::{FieldError, Refusal},
};

pub struct Reports;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[oai(rename_all = "snake_case")]
enum CircleReportReason {
    Spam,
    Abuse,
    Harm,
    Illegal,
    Other,
}

impl CircleReportReason {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Spam => "spam",
            Self::Abuse => "abuse",
            Self::Harm => "harm",
            Self::Illegal => "illegal",
            Self::Other => "other",
        }
    }
}

#[derive(Debug, Object)]
struct CircleReportBody {
    reason: CircleReportReason,
    /// 500 characters at most.
    text: Option<String>,
}

#[derive(ApiResponse)]
enum Reported {
    /// It is in the circle's queue. Who reported is told to nobody.
    #[oai(status = 202)]
    Reported,
}

#[OpenApi(prefix_path = "/api/v1")]
impl Reports {
    /// Report a message
    ///
    /// By members. Three that count hide it: those by accounts of less than seven days and
    /// by members who are restricted do not; what a moderator kept stays until it is
    /// edited. Twenty in a day. Scope: `sessions:command`.
    #[oai(path = "/messages/:id/report", method = "post")]
    async fn message(
        &self,
        app: Data<&Arc<App>>,
        caller: Caller,
        id: Path<Uuid>,
        body: Json<CircleReportBody>,
    ) -> Result<Reported, Refusal> {
        let user = account(&caller, SPEAK)?;
        let (visit, record) = message_found(&app, Some(user), id.0).await?;
        let is_own = is_own(&app, Some(user), &record).await;
        may_report(&visit, &record.state, is_own)?;
        let item = Item { id: id.0, circle: visit.circle.id, is_comment: false };
        report(&app, user, (item, (item, None)), &body.0).await
    }

    /// Report a comment
    ///
    /// As a message. Scope: `sessions:command`.
    #[oai(path = "/comments/:id/report", method = "post")]
    async fn comment(
        &self,
        app: Data<&Arc<App>>,
        caller: Caller,
        id: Path<Uuid>,
        body: Json<CircleReportBody>,
    ) -> Result<Reported, Refusal> {
        let user = account(&caller, SPEAK)?;
        let (visit, record) = comment_found(&app, Some(user), id.0).await?;
        may_report(&visit, &record.state, record.author == Some(user))?;
        let item = Item { id: id.0, circle: visit.circle.id, is_comment: true };
        let message = Item { id: record.message_id, is_comment: false, ..item };
        report(&app, user, (item, (message, record.parent)), &body.0).await
    }
}

fn may_report(visit: &Visit, state: &str, is_own: bool) -> Result<(), Refusal> {
    visit.at_least(downbeat_session::kinds::circle::Rank::Member)?;
    visit.open()?;
    if is_own || state == "removed" {
        return Err(Refusal::conflict("wrong_state", "it is your own, or was removed"));
    }
    Ok(())
}

async fn report(
    app: &App,
    user: Uuid,
    (item, (message, parent)): (Item, (Item, Option<Uuid>)),
    body: &CircleReportBody,
) -> Result<Reported, Refusal> {
    let text = match body.text.as_deref().filter(|text| !text.trim().is_empty()) {
        None => None,
        Some(given) => Some(said(given, REASON_CHARS_MAX).ok_or_else(|| {
            let message = format!("1 to {REASON_CHARS_MAX} characters");
            Refusal::invalid(vec![FieldError::new("text", message)])
        })?),
    };
    limits::take(app, user, Act::Report).await?;
    let transaction = app.store.begin().await?;
    let visit = Visit::held(&transaction, user, item.circle).await?;
    let (reason, text) = (body.reason.as_str(), text.as_deref());
    let hides = transaction.report_item(NewCircleReport { item, by: user, reason, text }).await?;
    let mut telling = Telling::default();
    telling.count_for_keepers(item.circle);
    if hides {
        transaction.hide_item(item, true).await?;
        telling::count_said(&mut telling, message, parent);
    }
    let enqueued = telling::enqueue(telling, &transaction).await?;
    transaction.commit().await?;
    if hides {
        app.kinds.pages.changed(&visit.circle).await;
    }
    app.queue.announce(&enqueued).await;
    Ok(Reported::Reported)
}
