//! Members of a circle: listed, raised, let in, kept out.

use std::sync::Arc;

use downbeat_boot::clock;
use downbeat_job::notices::Telling;
use downbeat_session::kinds::circle::{
    Change, MemberState, Rank, limits::REASON_CHARS_MAX, message::said,
};
use downbeat_store::{
    CircleMember as Stored, CircleMemberChange, CircleMemberCursor, NewDecision, Transaction,
};
use poem::web::Data;
use poem_openapi::{
    Object, OpenApi,
    param::{Path, Query},
    payload::Json,
};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    circles::note,
    telling,
    visit::{KEEP_ORDER, LOOK, Visit, account, membership},
    words::{CircleMemberState, CircleRole},
};
use crate::{
    access::Caller,
    app::App,
    paging::limit,
    refusal::{Answer, FieldError, Refusal},
};

pub struct Members;

#[derive(Debug, Object)]
struct CircleMember {
    user: Uuid,
    name: String,
    role: CircleRole,
    state: CircleMemberState,
    joined_ms: i64,
    /// When a ban ends; for moderators, as the rest.
    until_ms: Option<i64>,
    restricted_ms: Option<i64>,
    reason: Option<String>,
    /// What they answered to the circle's question.
    answer: Option<String>,
}

#[derive(Debug, Object)]
struct CircleMemberPage {
    items: Vec<CircleMember>,
    next: Option<String>,
}

/// What is to become of a member: a role or a state, not both.
#[derive(Debug, Object)]
struct CircleMemberPatch {
    role: Option<CircleRole>,
    /// `active` lets in whoever asked, takes back a no and a ban; `rejected`; `banned`.
    state: Option<CircleMemberState>,
    /// 500 characters at most; they read it.
    reason: Option<String>,
    /// When a ban ends; left out for one that does not.
    until_ms: Option<i64>,
}

#[OpenApi(prefix_path = "/api/v1")]
impl Members {
    /// List members of a circle
    ///
    /// Those who are active, whoever came first first; in other states only for
    /// moderators. Scope: `sessions:read`.
    #[oai(path = "/circles/:id/members", method = "get")]
    async fn list(
        &self,
        app: Data<&Arc<App>>,
        caller: Caller,
        id: Path<Uuid>,
        state: Query<Option<CircleMemberState>>,
        cursor: Query<Option<String>>,
        #[oai(name = "limit")] most: Query<Option<u32>>,
    ) -> Answer<CircleMemberPage> {
        let visit = Visit::of(&app, Some(account(&caller, LOOK)?), id.0, None).await?;
        let state = MemberState::from(state.0.unwrap_or(CircleMemberState::Active));
        visit.at_least(if state == MemberState::Active {
            Rank::Member
        } else {
            Rank::Moderator
        })?;
        let most = limit(most.0)?;
        let after = cursor.0.as_deref().map(read_cursor).transpose()?;
        let found = app.store.circle_members(id.0, state.as_str(), after, most).await?;
        let is_full = u32::try_from(found.len()).is_ok_and(|count| count >= most);
        let next = found.last().filter(|_| is_full);
        let next = next.map(|last| format!("{}.{}", last.joined_ms, last.user_id));
        let items = found.into_iter().filter_map(|stored| shown(stored, &visit)).collect();
        Ok(Json(CircleMemberPage { items, next }))
    }

    /// Change a member of a circle
    ///
    /// Roles by admins, admins by the owner; states by moderators. Nobody changes whoever
    /// is as high as they are. Scope: `sessions:write`.
    #[oai(path = "/circles/:id/members/:user", method = "patch")]
    async fn change(
        &self,
        app: Data<&Arc<App>>,
        caller: Caller,
        id: Path<Uuid>,
        user: Path<Uuid>,
        body: Json<CircleMemberPatch>,
    ) -> Answer<CircleMember> {
        let own = account(&caller, KEEP_ORDER)?;
        let (change, until_ms) = wanted(&body.0)?;
        let reason = reason_of(body.0.reason.as_deref())?;
        let transaction = app.store.begin().await?;
        let visit = Visit::held(&transaction, own, id.0).await?;
        visit.at_least(Rank::Moderator)?;
        visit.open()?;
        let stored = transaction.circle_member(id.0, user.0).await?;
        let target = stored.and_then(|it| membership(&it, clock::unix_ms()));
        let target = target.ok_or_else(|| Refusal::not_found("member"))?;
        if !visit.rights.may(change, target) {
            return Err(refused(change, target.state));
        }
        let comes_in =
            change == Change::State(MemberState::Active) && target.state != MemberState::Active;
        let most = visit.config.members_max.map_or(i64::MAX, i64::from);
        if comes_in && visit.circle.members >= most {
            let detail = "this circle has all the members it may have";
            return Err(Refusal::conflict("full", detail));
        }
        let change = match change {
            Change::Role(role) => {
                CircleMemberChange { role: Some(role.as_str()), ..CircleMemberChange::default() }
            }
            // Whoever is kept out comes back as a member, if at all.
            Change::State(state) => CircleMemberChange {
                role: (state != MemberState::Active).then_some(Rank::Member.as_str()),
                state: Some(state.as_str()),
                until_ms: until_ms.filter(|_| state == MemberState::Banned),
                reason: reason.as_deref(),
            },
        };
        let details = json!({ "user": user.0, "role": change.role, "state": change.state });
        let is_lifted = comes_in && target.state == MemberState::Banned;
        let decision = decided(&transaction, (id.0, user.0), own, &change).await?;
        let about = about_change(&change, decision);
        transaction.change_circle_member(id.0, user.0, change).await?;
        if is_lifted {
            transaction.lift_bans(id.0, user.0).await?;
        }
        note(&transaction, &caller, "circle.member", id.0, details).await?;
        let mut telling = Telling::default();
        if let Some(about) = about {
            telling::became(&mut telling, &transaction, (user.0, id.0), about).await?;
        }
        if target.state == MemberState::Pending {
            telling.count_for_keepers(id.0);
        }
        let enqueued = telling::enqueue(telling, &transaction).await?;
        transaction.commit().await?;
        app.kinds.pages.changed_otherwise(id.0).await;
        app.queue.announce(&enqueued).await;
        let stored = app.store.circle_member(id.0, user.0).await?;
        let member = stored.and_then(|stored| shown(stored, &visit));
        member.map(Json).ok_or_else(|| Refusal::not_found("member"))
    }
}

/// Who is banned may say something against it, so it is a decision as any other: its id.
async fn decided(
    transaction: &Transaction,
    (circle, person): (Uuid, Uuid),
    by: Uuid,
    change: &CircleMemberChange<'_>,
) -> Result<Option<Uuid>, Refusal> {
    let CircleMemberChange { state, until_ms, reason, .. } = *change;
    if state != Some(MemberState::Banned.as_str()) {
        return Ok(None);
    }
    let decision = NewDecision {
        circle,
        item: None,
        person: Some(person),
        mark: None,
        by,
        is_by_house: false,
        act: "ban",
        came_to: None,
        rule: None,
        reason,
        until_ms,
    };
    Ok(Some(transaction.note_decision(decision).await?))
}

/// What whoever is changed is told.
fn about_change(change: &CircleMemberChange<'_>, decision: Option<Uuid>) -> Option<Value> {
    let CircleMemberChange { role, state, until_ms, reason } = *change;
    let what = match (state, role) {
        (Some("active"), _) => "let_in",
        (Some("rejected"), _) => "refused",
        (Some("banned"), _) => "ban",
        (None, Some(_)) => "role",
        _ => return None,
    };
    let role = role.filter(|_| state.is_none());
    Some(json!({
        "what": what, "role": role, "until_ms": until_ms, "reason": reason, "decision": decision,
    }))
}

fn refused(change: Change, state: MemberState) -> Refusal {
    let is_of_state = matches!(change, Change::State(MemberState::Rejected | MemberState::Active))
        || matches!(change, Change::Role(_)) && state != MemberState::Active;
    if is_of_state {
        let detail = format!("they are {} in this circle", state.as_str());
        return Refusal::conflict("wrong_state", detail);
    }
    Refusal::forbidden("they are as high as you are in this circle, or that goes too far")
}

fn wanted(body: &CircleMemberPatch) -> Result<(Change, Option<i64>), Refusal> {
    let change = match (body.role, body.state) {
        (Some(role), None) => Change::Role(role.into()),
        (None, Some(state)) => Change::State(state.into()),
        (Some(_), Some(_)) | (None, None) => {
            let error = FieldError::new("state", "give either a role or a state");
            return Err(Refusal::invalid(vec![error]));
        }
    };
    if body.until_ms.is_some_and(|until_ms| !is_ahead(until_ms)) {
        return Err(Refusal::invalid(vec![FieldError::new("until_ms", AHEAD)]));
    }
    Ok((change, body.until_ms))
}

pub const AHEAD: &str = "must be ahead, and within ten years";
const TEN_YEARS_MS: i64 = 10 * 366 * 24 * 3_600_000;

/// Whether something may be until then.
pub fn is_ahead(until_ms: i64) -> bool {
    let now_ms = clock::unix_ms();
    (now_ms..=now_ms + TEN_YEARS_MS).contains(&until_ms)
}

/// Why something is decided, as others read it.
pub fn reason_of(given: Option<&str>) -> Result<Option<String>, Refusal> {
    let Some(given) = given.filter(|text| !text.trim().is_empty()) else { return Ok(None) };
    said(given, REASON_CHARS_MAX).map(Some).ok_or_else(|| {
        let message = format!("1 to {REASON_CHARS_MAX} characters");
        Refusal::invalid(vec![FieldError::new("reason", message)])
    })
}

/// `None` of a role or a state that this release does not know.
fn shown(stored: Stored, visit: &Visit) -> Option<CircleMember> {
    let now = membership(&stored, clock::unix_ms())?;
    let is_for_all = !visit.rights.has(Rank::Moderator);
    let Stored { user_id, name, until_ms, restricted_ms, reason, answer, joined_ms, .. } = stored;
    let unless = |text: Option<String>| text.filter(|_| !is_for_all);
    Some(CircleMember {
        user: user_id,
        name,
        role: now.role.into(),
        state: now.state.into(),
        joined_ms,
        until_ms: until_ms.filter(|_| !is_for_all && now.state == MemberState::Banned),
        restricted_ms: restricted_ms.filter(|_| !is_for_all),
        reason: unless(reason),
        answer: unless(answer),
    })
}

fn read_cursor(text: &str) -> Result<CircleMemberCursor, Refusal> {
    let read = || {
        let (joined_ms, user) = text.split_once('.')?;
        Some(CircleMemberCursor { joined_ms: joined_ms.parse().ok()?, user: user.parse().ok()? })
    };
    read().ok_or_else(|| {
        Refusal::invalid(vec![FieldError::new("cursor", "is none that was given out")])
    })
}
