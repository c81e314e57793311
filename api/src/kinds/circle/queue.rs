//! A circle's queue: what is held or reported, oldest first, for its moderators.

use std::sync::Arc;

use downbeat_session::kinds::circle::{Rank, limits::APPEALS_SHOWN};
use poem::web::Data;
use poem_openapi::{
    Object, OpenApi,
    param::{Path, Query},
    payload::Json,
};
use uuid::Uuid;

use super::{
    acts::{Bench, CircleDecision, DecisionBody},
    cases::{self, CircleCase, read_cursor},
    deciding::decide,
    judging::{AppealDecisionBody, CircleAppeal, judge},
    said::Reading,
    unseen::key_to_read,
    visit::{KEEP_ORDER, LOOK, Visit, account},
};
use crate::{
    access::Caller,
    app::App,
    paging::limit,
    refusal::{Answer, Refusal},
};

pub struct Queue;

#[derive(Debug, Object)]
struct CircleQueue {
    items: Vec<CircleCase>,
    /// How many wait.
    count: i64,
    next: Option<String>,
    /// What people say against decisions of the circle's moderators, oldest first; 50 at
    /// most.
    appeals: Vec<CircleAppeal>,
    /// What was decided just now, if something was.
    decided: Option<CircleDecision>,
}

#[OpenApi(prefix_path = "/api/v1")]
impl Queue {
    /// List what waits in a circle
    ///
    /// Held and reported items, and those with words that the circle looks out for, oldest
    /// first; and what people say against decisions. By moderators. Scope: `sessions:read`.
    #[oai(path = "/circles/:id/queue", method = "get")]
    async fn list(
        &self,
        app: Data<&Arc<App>>,
        caller: Caller,
        id: Path<Uuid>,
        cursor: Query<Option<String>>,
        #[oai(name = "limit")] most: Query<Option<u32>>,
    ) -> Answer<CircleQueue> {
        let user = account(&caller, LOOK)?;
        let visit = Visit::of(&app, Some(user), id.0, None).await?;
        visit.at_least(Rank::Moderator)?;
        let after = cursor.0.as_deref().map(read_cursor).transpose()?;
        waiting(&app, user, &visit, (after, limit(most.0)?)).await
    }

    /// Claim what waits in a circle
    ///
    /// For fifteen minutes nobody else decides about it; 409 `wrong_state` where somebody
    /// else looks at it. Scope: `sessions:write`.
    #[oai(path = "/circles/:id/queue/:case/claim", method = "post")]
    async fn claim(
        &self,
        app: Data<&Arc<App>>,
        caller: Caller,
        id: Path<Uuid>,
        case: Path<Uuid>,
    ) -> Answer<CircleQueue> {
        let user = account(&caller, KEEP_ORDER)?;
        let visit = Visit::of(&app, Some(user), id.0, None).await?;
        visit.at_least(Rank::Moderator)?;
        if !app.store.claim_case(id.0, case.0, user).await? {
            let detail = "somebody else looks at it, or it was decided";
            return Err(Refusal::conflict("wrong_state", detail));
        }
        waiting(&app, user, &visit, (None, limit(None)?)).await
    }

    /// Decide about what waits in a circle
    ///
    /// `keep` shows it whatever is said against this version; `dismiss` leaves it as it
    /// is; `hide` and `remove` take it away; `warn`, `restrict` (until) and `ban` (until)
    /// are about who said it and hide it, too; `escalate` has the house decide about it,
    /// which it may after three days by itself; `note` only adds a line. Of the warnings of
    /// 90 days the second lets somebody read only for a day, the third for a week, and the
    /// fourth is a ban. Scope: `sessions:write`.
    #[oai(path = "/circles/:id/queue/:case/decide", method = "post")]
    async fn decide(
        &self,
        app: Data<&Arc<App>>,
        caller: Caller,
        id: Path<Uuid>,
        case: Path<Uuid>,
        body: Json<DecisionBody>,
    ) -> Answer<CircleQueue> {
        let user = account(&caller, KEEP_ORDER)?;
        let decided = decide(&app, &caller, (Bench::Circle(id.0), case.0), body.0).await?;
        let visit = Visit::of(&app, Some(user), id.0, None).await?;
        let Json(queue) = waiting(&app, user, &visit, (None, limit(None)?)).await?;
        Ok(Json(CircleQueue { decided: Some(decided), ..queue }))
    }

    /// Decide about an appeal
    ///
    /// `uphold` leaves the decision as it is; `overturn` shows again what it hid, and ends
    /// the restriction or the ban: whoever was banned may come in as anybody may. What was
    /// removed stays removed. By a moderator who did not decide, if there is one: 403
    /// `own_decision`. Scope: `sessions:write`.
    #[oai(path = "/circles/:id/appeals/:appeal/decide", method = "post")]
    async fn judge(
        &self,
        app: Data<&Arc<App>>,
        caller: Caller,
        id: Path<Uuid>,
        appeal: Path<Uuid>,
        body: Json<AppealDecisionBody>,
    ) -> Answer<CircleQueue> {
        let user = account(&caller, KEEP_ORDER)?;
        judge(&app, &caller, (Bench::Circle(id.0), appeal.0), body.0).await?;
        let visit = Visit::of(&app, Some(user), id.0, None).await?;
        waiting(&app, user, &visit, (None, limit(None)?)).await
    }
}

/// What waits behind a case, oldest first.
async fn waiting(
    app: &App,
    user: Uuid,
    visit: &Visit,
    (after, most): (Option<(i64, Uuid)>, u32),
) -> Answer<CircleQueue> {
    let circle = visit.circle.id;
    let found = app.store.circle_cases(circle, after, most).await?;
    let next = cases::next(&found, most);
    // Who decides reads what there is, whomever they mute.
    let reading = Reading::whole(user, visit.rights).with(key_to_read(app).await);
    let items = CircleCase::page(app, &reading, found).await?;
    let appeals = app.store.circle_appeals(circle, APPEALS_SHOWN).await?;
    let appeals = CircleAppeal::page(app, &reading, appeals).await?;
    let count = app.store.count_cases(circle).await?;
    Ok(Json(CircleQueue { items, count, next, appeals, decided: None }))
}
