//! What the house decides in circles: cases that it was asked to decide about, or that
//! waited for too long, and what people say against its own decisions.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use downbeat_session::kinds::circle::{Config, limits::APPEALS_SHOWN};
use downbeat_store::AuditEntry;
use poem::web::Data;
use poem_openapi::{
    Object, OpenApi,
    param::{Path, Query},
    payload::Json,
};
use serde_json::json;
use uuid::Uuid;

use super::{
    acts::{Bench, CircleDecision, DecisionAct, DecisionBody},
    cases::{self, CircleCase, read_cursor},
    deciding::decide,
    judging::{AppealDecisionBody, CircleAppeal, judge},
    messages,
    said::{CircleAuthor, Reading},
    unseen::key,
    visit::unknown,
};
use crate::{
    access::{Admin, Caller, Reader},
    admin::reason,
    app::App,
    paging::limit,
    refusal::{Answer, FieldError, Refusal},
};

pub struct House;

/// The circle that something is in.
#[derive(Debug, Clone, Object)]
struct HouseCircle {
    id: Uuid,
    name: String,
    rules: Vec<String>,
}

#[derive(Debug, Object)]
struct HouseCase {
    circle: HouseCircle,
    case: CircleCase,
}

#[derive(Debug, Object)]
struct HouseAppeal {
    circle: HouseCircle,
    appeal: CircleAppeal,
}

#[derive(Debug, Object)]
struct HouseQueue {
    items: Vec<HouseCase>,
    next: Option<String>,
    /// Against decisions of the house, oldest first; 50 at most. Of each `yours` is true.
    appeals: Vec<HouseAppeal>,
    /// What was decided just now, if something was.
    decided: Option<CircleDecision>,
}

#[derive(Debug, Object)]
struct UnsealBody {
    /// For the audit log, 1 to 200 characters.
    reason: String,
}

#[OpenApi(prefix_path = "/api/v1/admin")]
impl House {
    /// List cases of circles
    ///
    /// Those that a moderator gave to the house, and those that waited for three days;
    /// oldest first.
    #[oai(path = "/circle-cases", method = "get")]
    async fn list(
        &self,
        app: Data<&Arc<App>>,
        _reader: Reader,
        cursor: Query<Option<String>>,
        #[oai(name = "limit")] most: Query<Option<u32>>,
    ) -> Answer<HouseQueue> {
        let after = cursor.0.as_deref().map(read_cursor).transpose()?;
        waiting(&app, after, limit(most.0)?).await
    }

    /// Decide about a case of a circle
    ///
    /// As its moderators do, and whoever of them looks at it; but for `escalate`. Nothing
    /// is done to a circle's owner. 409 `wrong_state` where that is not possible now.
    #[oai(path = "/circle-cases/:case/decide", method = "post")]
    async fn decide(
        &self,
        app: Data<&Arc<App>>,
        admin: Admin,
        case: Path<Uuid>,
        body: Json<DecisionBody>,
    ) -> Answer<HouseQueue> {
        if body.0.act == DecisionAct::Escalate {
            let error = FieldError::new("act", "this is the house already");
            return Err(Refusal::invalid(vec![error]));
        }
        let caller = Caller::from(&admin.0);
        let decided = decide(&app, &caller, (Bench::House, case.0), body.0).await?;
        let Json(queue) = waiting(&app, None, limit(None)?).await?;
        Ok(Json(HouseQueue { decided: Some(decided), ..queue }))
    }

    /// Decide about an appeal against the house
    ///
    /// As of a circle's own. By an admin who did not decide, if there is one: 403
    /// `own_decision`.
    #[oai(path = "/circle-appeals/:appeal/decide", method = "post")]
    async fn judge(
        &self,
        app: Data<&Arc<App>>,
        admin: Admin,
        appeal: Path<Uuid>,
        body: Json<AppealDecisionBody>,
    ) -> Answer<HouseQueue> {
        let caller = Caller::from(&admin.0);
        judge(&app, &caller, (Bench::House, appeal.0), body.0).await?;
        waiting(&app, None, limit(None)?).await
    }

    /// Find out who said something without their name
    ///
    /// With a reason, which the audit log keeps beside whoever asked: it does not keep the
    /// answer. 409 `wrong_state` of what has its author's name, or whose author is gone.
    #[oai(path = "/circle-messages/:id/author", method = "post")]
    async fn author(
        &self,
        app: Data<&Arc<App>>,
        admin: Admin,
        id: Path<Uuid>,
        body: Json<UnsealBody>,
    ) -> Answer<CircleAuthor> {
        let reason = reason(Some(body.0.reason.as_str()))?.ok_or_else(|| {
            let error = FieldError::new("reason", "must say why");
            Refusal::invalid(vec![error])
        })?;
        let id = id.0;
        let record = app.store.message(id, None).await?.ok_or_else(messages::unknown)?;
        let unnamed = || {
            let detail = "its author is named, or gone";
            Refusal::conflict("wrong_state", detail)
        };
        if record.mark.is_none() {
            return Err(unnamed());
        }
        let key = key(&app).await?;
        let transaction = app.store.begin().await?;
        let found = transaction.unseal_author(id, &key).await?.ok_or_else(unnamed)?;
        // It is on record before it is answered.
        let entry = AuditEntry {
            doer: &admin.0.doer,
            action: "message.unseal",
            target_kind: "message",
            target_id: id.to_string(),
            reason: Some(reason),
            details: json!({ "circle": record.circle_id }),
        };
        transaction.note(&entry).await?;
        transaction.commit().await?;
        Ok(Json(CircleAuthor { id: found.id, name: found.name }))
    }
}

async fn waiting(app: &App, after: Option<(i64, Uuid)>, most: u32) -> Answer<HouseQueue> {
    let found = app.store.house_cases(after, most).await?;
    let next = cases::next(&found, most);
    let reading = Reading::of_house();
    let stored = app.store.house_appeals(APPEALS_SHOWN).await?;
    let in_case = found.iter().map(|it| it.circle_id).collect::<Vec<_>>();
    let in_appeal = stored.iter().map(|it| it.circle_id).collect::<Vec<_>>();
    let circles = circles(app, in_case.iter().chain(&in_appeal)).await?;
    let cases = CircleCase::page(app, &reading, found).await?;
    let appeals = CircleAppeal::page(app, &reading, stored).await?;
    let of = |id: &Uuid| circles.get(id).cloned().ok_or_else(unknown);
    let items = cases.into_iter().zip(&in_case);
    let items = items.map(|(case, id)| Ok(HouseCase { circle: of(id)?, case }));
    let items = items.collect::<Result<_, Refusal>>()?;
    let appeals = appeals.into_iter().zip(&in_appeal);
    let appeals = appeals.map(|(appeal, id)| Ok(HouseAppeal { circle: of(id)?, appeal }));
    let appeals = appeals.collect::<Result<_, Refusal>>()?;
    Ok(Json(HouseQueue { items, next, appeals, decided: None }))
}

/// The circles of a page, each once.
async fn circles<'a>(
    app: &App,
    ids: impl Iterator<Item = &'a Uuid>,
) -> Result<BTreeMap<Uuid, HouseCircle>, Refusal> {
    let ids: Vec<Uuid> = ids.copied().collect::<BTreeSet<_>>().into_iter().collect();
    let mut found = BTreeMap::new();
    for stored in app.store.circles_named(&ids).await? {
        let Config { name, rules, .. } = serde_json::from_value(stored.config)?;
        found.insert(stored.id, HouseCircle { id: stored.id, name, rules });
    }
    Ok(found)
}
