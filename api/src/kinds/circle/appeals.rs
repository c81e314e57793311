//! What was decided about somebody in circles, and what they say against it.
//!
//! Whoever is banned sees a private circle no more: what they may say something against,
//! they find here.

use std::sync::Arc;

use downbeat_boot::clock;
use downbeat_session::kinds::circle::{
    limits::{APPEAL_CHARS_MAX, APPEAL_DAYS},
    message::said,
};
use downbeat_store::{DecisionRecord, NewAppeal};
use poem::web::Data;
use poem_openapi::{ApiResponse, Enum, Object, OpenApi, param::Query, payload::Json};
use uuid::Uuid;

use super::{
    acts::DecisionAct,
    telling,
    unseen::marks,
    visit::{LOOK, SPEAK, account},
};
use crate::{
    access::Caller,
    app::App,
    paging::Page,
    refusal::{Answer, FieldError, Refusal},
};

const DAY_MS: i64 = 24 * 3_600_000;

pub struct Appeals;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[oai(rename_all = "snake_case")]
enum AppealState {
    Open,
    /// The decision stayed as it was.
    Upheld,
    /// It was taken back, as far as it could be.
    Overturned,
}

/// What you said against a decision, and what became of that.
#[derive(Debug, Object)]
struct OwnAppeal {
    id: Uuid,
    text: String,
    state: AppealState,
    /// What whoever decided about it said.
    reason: Option<String>,
    at_ms: i64,
    decided_ms: Option<i64>,
}

/// What was decided about you.
#[derive(Debug, Object)]
struct OwnDecision {
    id: Uuid,
    circle: Uuid,
    /// Null of a circle that you may not see.
    circle_name: Option<String>,
    act: DecisionAct,
    /// What a warning came to; else the act itself.
    came_to: DecisionAct,
    /// The circle's rule that it is about: its place in the list, from 0.
    rule: Option<i16>,
    reason: Option<String>,
    /// What you said that it is about; null once that is removed.
    text: Option<String>,
    until_ms: Option<i64>,
    at_ms: i64,
    /// Whether it is about what you said without your name: then you are restricted in that
    /// alone, and who decides about an appeal does not learn who you are.
    anonymous: bool,
    /// Whether it was taken back.
    lifted: bool,
    /// Until when you may say something against it, once.
    appeal_until_ms: i64,
    appeal: Option<OwnAppeal>,
}

#[derive(Debug, Object)]
struct OwnDecisions {
    items: Vec<OwnDecision>,
    next: Option<String>,
}

#[derive(Debug, Object)]
struct NewAppealBody {
    decision: Uuid,
    /// 1 to 1,000 characters.
    text: String,
}

#[derive(ApiResponse)]
enum Appealed {
    /// Somebody looks at it; the decision as it is until then.
    #[oai(status = 201)]
    Appealed(Json<OwnDecision>),
}

#[OpenApi(prefix_path = "/api/v1")]
impl Appeals {
    /// List decisions about you
    ///
    /// In all circles, newest first. Who decided is not told. Scope: `sessions:read`.
    #[oai(path = "/me/decisions", method = "get")]
    async fn list(
        &self,
        app: Data<&Arc<App>>,
        caller: Caller,
        cursor: Query<Option<String>>,
        limit: Query<Option<u32>>,
    ) -> Answer<OwnDecisions> {
        let user = account(&caller, LOOK)?;
        let page = Page::read(cursor.0.as_deref(), limit.0)?;
        let whose = (user, marks(&app, user).await?);
        let found = app.store.decisions_about(whose, page.before, page.limit).await?;
        let next = page.next(&found, |decision| decision.id);
        Ok(Json(OwnDecisions { items: found.into_iter().filter_map(shown).collect(), next }))
    }

    /// Appeal against a decision
    ///
    /// By whoever it is about, once, within 30 days: 409 `exists`, or `wrong_state` where
    /// it is too late. Another moderator looks at it, if there is one; where the house
    /// decided, the house does. Scope: `sessions:command`.
    #[oai(path = "/appeals", method = "post")]
    async fn make(
        &self,
        app: Data<&Arc<App>>,
        caller: Caller,
        body: Json<NewAppealBody>,
    ) -> Result<Appealed, Refusal> {
        let user = account(&caller, SPEAK)?;
        let NewAppealBody { decision, text } = body.0;
        let text = said(&text, APPEAL_CHARS_MAX).ok_or_else(|| {
            let message = "1 to 1,000 characters that show something";
            Refusal::invalid(vec![FieldError::new("text", message)])
        })?;
        let marks = marks(&app, user).await?;
        let about = app.store.decision_about((user, marks.clone()), decision).await?;
        let about = about.ok_or_else(unknown)?;
        if about.appeal.is_some() {
            return Err(exists());
        }
        if clock::unix_ms() > until_ms(&about) {
            let detail = "it is more than 30 days old";
            return Err(Refusal::conflict("wrong_state", detail));
        }
        let (id, circle) = (Uuid::now_v7(), about.circle_id);
        let transaction = app.store.begin().await?;
        transaction.hold_circle(circle).await?.ok_or_else(unknown)?;
        let person = (!about.is_unseen).then_some(user);
        let new = NewAppeal { id, decision, circle, person, text: &text };
        if !transaction.make_appeal(new).await? {
            return Err(exists());
        }
        let enqueued = telling::count_waiting(&transaction, circle).await?;
        transaction.commit().await?;
        app.queue.announce(&enqueued).await;
        let now = app.store.decision_about((user, marks), decision).await?;
        let now = now.and_then(shown).ok_or_else(unknown)?;
        Ok(Appealed::Appealed(Json(now)))
    }
}

fn unknown() -> Refusal {
    Refusal::not_found("decision")
}

fn exists() -> Refusal {
    Refusal::conflict("exists", "you appealed against it before, which is done once")
}

const fn until_ms(decision: &DecisionRecord) -> i64 {
    decision.made_ms + APPEAL_DAYS * DAY_MS
}

/// `None` of an act that this release does not know.
fn shown(stored: DecisionRecord) -> Option<OwnDecision> {
    let appeal_until_ms = until_ms(&stored);
    let appeal = stored.appeal.zip(stored.appeal_text).map(|(id, text)| OwnAppeal {
        id,
        text,
        state: match stored.appeal_state.as_deref() {
            Some("upheld") => AppealState::Upheld,
            Some("overturned") => AppealState::Overturned,
            _ => AppealState::Open,
        },
        reason: stored.appeal_reason,
        at_ms: stored.appeal_ms.unwrap_or(stored.made_ms),
        decided_ms: stored.appeal_decided_ms,
    });
    Some(OwnDecision {
        id: stored.id,
        circle: stored.circle_id,
        circle_name: stored.circle_name,
        act: DecisionAct::named(&stored.act)?,
        came_to: DecisionAct::named(&stored.came_to)?,
        rule: stored.rule,
        reason: stored.reason,
        text: stored.text,
        until_ms: stored.until_ms,
        at_ms: stored.made_ms,
        anonymous: stored.is_unseen,
        lifted: stored.is_lifted,
        appeal_until_ms,
        appeal,
    })
}
