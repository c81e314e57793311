//! Coming into a circle, leaving it, handing it over.

use std::sync::Arc;

use downbeat_job::notices::Telling;
use downbeat_session::kinds::circle::{
    MemberState, Privacy, Rank,
    limits::{ANSWER_CHARS_MAX, CHANGED_MIND_DAYS, MEMBERSHIPS_MAX},
    message::said,
};
use downbeat_store::{CircleMemberChange, Transaction};
use poem::web::Data;
use poem_openapi::{ApiResponse, Object, OpenApi, param::Path, payload::Json};
use serde_json::json;
use uuid::Uuid;

use super::{
    circles::{note, too_many},
    limits::{self, Act},
    shown::Circle,
    telling,
    visit::{KEEP_ORDER, SPEAK, Visit, account, unknown},
};
use crate::{
    access::{Caller, hash},
    app::App,
    refusal::{Answer, FieldError, Refusal},
};

pub struct Joining;

#[derive(Debug, Object)]
struct JoinCircleBody {
    /// The secret of an invitation.
    invitation: Option<String>,
    /// To the circle's question: 500 characters at most.
    answer: Option<String>,
}

#[derive(Debug, Object)]
struct TransferBody {
    /// An active member to offer the circle to; left out by whoever takes it.
    to: Option<Uuid>,
}

#[derive(ApiResponse)]
enum Left {
    /// You are not in it any more.
    #[oai(status = 204)]
    Left,
}

/// How somebody comes in.
enum Way {
    In,
    Asking,
}

#[OpenApi(prefix_path = "/api/v1")]
impl Joining {
    /// Join a circle
    ///
    /// A public one at once, any with an invitation; at one that is invite only you ask,
    /// and `you.state` is `pending` until somebody answers. Five in an hour; 409 `full`,
    /// `banned`, `too_many_circles`. Joining where you are changes nothing.
    /// Scope: `sessions:command`.
    #[oai(path = "/circles/:id/join", method = "post")]
    async fn join(
        &self,
        app: Data<&Arc<App>>,
        caller: Caller,
        id: Path<Uuid>,
        body: Json<JoinCircleBody>,
    ) -> Answer<Circle> {
        let user = account(&caller, SPEAK)?;
        let secret = body.0.invitation.as_deref();
        let seen = Visit::of(&app, Some(user), id.0, secret).await?;
        if seen.rights.rank.is_some() {
            return Ok(Json(Circle::of(&seen)));
        }
        let answer = answered(body.0.answer.as_deref())?;
        limits::take(&app, user, Act::Join).await?;
        let transaction = app.store.begin().await?;
        let visit = Visit::held_anyway(&transaction, user, id.0).await?;
        let way = way_in(&transaction, &visit, user, secret.map(hash)).await?;
        let state = match way {
            Way::In => MemberState::Active,
            Way::Asking => MemberState::Pending,
        };
        if visit.membership.is_none_or(|it| it.state != MemberState::Pending)
            && transaction.count_circles(user).await? >= MEMBERSHIPS_MAX
        {
            return Err(too_many());
        }
        transaction.join_circle(id.0, user, state.as_str(), answer.as_deref()).await?;
        transaction.untell_notice(user, &telling::invitation(id.0)).await?;
        let mut telling = Telling::default();
        telling.count_for_keepers(id.0);
        let enqueued = telling::enqueue(telling, &transaction).await?;
        transaction.commit().await?;
        app.queue.announce(&enqueued).await;
        Ok(Json(Circle::of(&Visit::of(&app, Some(user), id.0, secret).await?)))
    }

    /// Leave a circle
    ///
    /// Or take back that you asked to join. What you said stays. An owner hands it over
    /// first: 409 `last_owner`. Scope: `sessions:command`.
    #[oai(path = "/circles/:id/leave", method = "post")]
    async fn leave(
        &self,
        app: Data<&Arc<App>>,
        caller: Caller,
        id: Path<Uuid>,
    ) -> Result<Left, Refusal> {
        let user = account(&caller, SPEAK)?;
        let transaction = app.store.begin().await?;
        let visit = Visit::held_anyway(&transaction, user, id.0).await?;
        match visit.membership {
            Some(it) if it.state == MemberState::Active && it.role == Rank::Owner => {
                let detail = "hand the circle over first, or delete it";
                return Err(Refusal::conflict("last_owner", detail));
            }
            Some(it) if matches!(it.state, MemberState::Active | MemberState::Pending) => {}
            // A ban is not left, and nobody learns of a circle by leaving it.
            _ if visit.is_seen() => return Ok(Left::Left),
            _ => return Err(unknown()),
        }
        let left = MemberState::Left.as_str();
        let change = CircleMemberChange {
            role: Some(Rank::Member.as_str()),
            state: Some(left),
            ..CircleMemberChange::default()
        };
        transaction.change_circle_member(id.0, user, change).await?;
        let mut telling = Telling::default();
        telling.count_for_keepers(id.0);
        let enqueued = telling::enqueue(telling, &transaction).await?;
        transaction.commit().await?;
        app.queue.announce(&enqueued).await;
        Ok(Left::Left)
    }

    /// Hand a circle over
    ///
    /// The owner names a member, who takes it within seven days by asking the same without
    /// `to`; the owner is an admin then. Scope: `sessions:write`.
    #[oai(path = "/circles/:id/transfer", method = "post")]
    async fn transfer(
        &self,
        app: Data<&Arc<App>>,
        caller: Caller,
        id: Path<Uuid>,
        body: Json<TransferBody>,
    ) -> Answer<Circle> {
        let user = account(&caller, KEEP_ORDER)?;
        let transaction = app.store.begin().await?;
        let visit = Visit::held(&transaction, user, id.0).await?;
        visit.open()?;
        let mut telling = Telling::default();
        let action = if let Some(to) = body.0.to {
            visit.at_least(Rank::Owner)?;
            let other = transaction.circle_member(id.0, to).await?;
            let is_in = other.is_some_and(|it| it.state == MemberState::Active.as_str());
            if !is_in || to == user {
                let message = "must be another active member of the circle";
                return Err(Refusal::invalid(vec![FieldError::new("to", message)]));
            }
            transaction.offer_circle(id.0, to, CHANGED_MIND_DAYS).await?;
            let about = json!({ "what": "offered" });
            telling::became(&mut telling, &transaction, (to, id.0), about).await?;
            "circle.offer"
        } else {
            visit.at_least(Rank::Member)?;
            if !transaction.take_circle_over(id.0, user).await? {
                return Err(Refusal::conflict("wrong_state", "nobody offers you this circle now"));
            }
            "circle.take_over"
        };
        note(&transaction, &caller, action, id.0, json!({ "to": body.0.to.unwrap_or(user) }))
            .await?;
        let enqueued = telling::enqueue(telling, &transaction).await?;
        transaction.commit().await?;
        app.queue.announce(&enqueued).await;
        Ok(Json(Circle::of(&Visit::of(&app, Some(user), id.0, None).await?)))
    }
}

async fn way_in(
    transaction: &Transaction,
    visit: &Visit,
    user: Uuid,
    secret: Option<[u8; 32]>,
) -> Result<Way, Refusal> {
    let state = visit.membership.map(|it| it.state);
    if state == Some(MemberState::Banned) {
        return Err(Refusal::conflict("banned", "you are banned from this circle"));
    }
    visit.open()?;
    let most = visit.config.members_max.map_or(i64::MAX, i64::from);
    if visit.circle.members >= most {
        return Err(Refusal::conflict("full", "this circle has all the members it may have"));
    }
    if visit.config.kind == Privacy::Public {
        return Ok(Way::In);
    }
    if transaction.use_invitation(visit.circle.id, user, secret).await? {
        return Ok(Way::In);
    }
    if visit.is_private() {
        return Err(unknown());
    }
    if state == Some(MemberState::Rejected) {
        return Err(Refusal::conflict("wrong_state", "you asked before, and were told no"));
    }
    Ok(Way::Asking)
}

fn answered(given: Option<&str>) -> Result<Option<String>, Refusal> {
    let Some(given) = given.filter(|text| !text.trim().is_empty()) else { return Ok(None) };
    said(given, ANSWER_CHARS_MAX).map(Some).ok_or_else(|| {
        let message = format!("1 to {ANSWER_CHARS_MAX} characters");
        Refusal::invalid(vec![FieldError::new("answer", message)])
    })
}
