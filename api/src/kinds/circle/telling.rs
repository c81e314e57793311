//! What people are told of by what is done in a circle, in the transaction that does it.

use downbeat_job::notices::Telling;
use downbeat_session::notice::NoticeType;
use downbeat_store::{AppealRecord, Enqueued, Item, NewNotice, Transaction};
use serde_json::{Value, json};
use uuid::Uuid;

use super::unseen::Whom;
use crate::refusal::Refusal;

/// What a moderator decided about what somebody said.
#[derive(Debug, Clone, Copy)]
pub struct Decided<'a> {
    pub id: Uuid,
    pub item: Item,
    /// What it stands under.
    pub message: Uuid,
    /// What it came to.
    pub act: &'a str,
    pub rule: Option<i16>,
    pub reason: Option<&'a str>,
    pub until_ms: Option<i64>,
}

/// Tells whoever said it. A moderator who decides about themselves knows. Who said it
/// without their name finds the decision among those about them: their notice does not lead
/// to it.
pub async fn decided(
    telling: &mut Telling,
    transaction: &Transaction,
    (author, by): (&Whom, Uuid),
    decided: Decided<'_>,
) -> Result<(), Refusal> {
    let Decided { id, item, message, act, rule, reason, until_ms } = decided;
    let Some(person) = author.person.filter(|person| *person != by) else { return Ok(()) };
    let mut about = json!({ "what": act, "rule": rule, "reason": reason, "until_ms": until_ms });
    if author.key.is_some() {
        about["anonymous"] = json!(true);
    } else {
        about["decision"] = json!(id);
        about["item"] = json!(item.id);
        about["message"] = json!(message);
        about["is_comment"] = json!(item.is_comment);
    }
    let place = (item.circle, subject(author, "decision", id));
    system(telling, transaction, person, place, about).await
}

/// What a decision or an appeal is told as.
pub fn subject(whom: &Whom, what: &str, id: Uuid) -> String {
    match &whom.key {
        Some(key) => key.subject(what, id),
        None => format!("{what}:{id}"),
    }
}

/// Tells somebody what became of what they said against a decision.
pub async fn appealed(
    telling: &mut Telling,
    transaction: &Transaction,
    (appeal, whom): (&AppealRecord, &Whom),
    (what, reason): (&str, Option<&str>),
) -> Result<(), Refusal> {
    let Some(person) = whom.person else { return Ok(()) };
    let mut about = json!({ "what": what, "reason": reason });
    if whom.key.is_some() {
        about["anonymous"] = json!(true);
    } else {
        about["decision"] = json!(appeal.decision_id);
    }
    let place = (appeal.circle_id, subject(whom, "appeal", appeal.id));
    system(telling, transaction, person, place, about).await
}

/// Tells those who reported something that somebody looked.
pub async fn looked_at(
    telling: &mut Telling,
    transaction: &Transaction,
    item: Item,
    (reporters, by): (Vec<Uuid>, Uuid),
) -> Result<(), Refusal> {
    for reporter in reporters.into_iter().filter(|reporter| *reporter != by) {
        let about = json!({ "what": "report_closed" });
        let place = (item.circle, format!("report:{}", item.id));
        system(telling, transaction, reporter, place, about).await?;
    }
    Ok(())
}

/// Tells a member what became of them.
pub async fn became(
    telling: &mut Telling,
    transaction: &Transaction,
    (user, circle): (Uuid, Uuid),
    about: Value,
) -> Result<(), Refusal> {
    system(telling, transaction, user, (circle, format!("member:{circle}")), about).await
}

/// Tells somebody that a place is kept for them, unless who keeps it is veiled for them.
pub async fn invited(
    telling: &mut Telling,
    transaction: &Transaction,
    (user, circle): (Uuid, Uuid),
    by: Uuid,
) -> Result<(), Refusal> {
    if transaction.is_veiled(user, by).await? {
        return Ok(());
    }
    let (of, subject) = (NoticeType::CircleInvitation, invitation(circle));
    let (about, actor) = (json!({}), Some(by));
    let circle = Some(circle);
    let new = NewNotice { user, of, subject: &subject, circle, about, actor };
    Ok(telling.tell(transaction, new).await?)
}

/// What an invitation to a circle is told as.
pub fn invitation(circle: Uuid) -> String {
    format!("{}:{circle}", NoticeType::CircleInvitation.as_str())
}

/// Has it counted what was said to a message, and to a comment on it.
pub fn count_said(telling: &mut Telling, message: Item, comment: Option<Uuid>) {
    telling.count(message);
    if let Some(id) = comment {
        telling.count(Item { id, is_comment: true, ..message });
    }
}

/// Has it counted what waits for a moderator, where nothing else is told.
pub async fn count_waiting(
    transaction: &Transaction,
    circle: Uuid,
) -> Result<Vec<Enqueued>, Refusal> {
    let mut telling = Telling::default();
    telling.count_for_keepers(circle);
    enqueue(telling, transaction).await
}

pub async fn enqueue(
    telling: Telling,
    transaction: &Transaction,
) -> Result<Vec<Enqueued>, Refusal> {
    telling.enqueue(transaction).await.map_err(|error| Refusal::internal(error.as_ref()))
}

async fn system(
    telling: &mut Telling,
    transaction: &Transaction,
    user: Uuid,
    (circle, subject): (Uuid, String),
    about: Value,
) -> Result<(), Refusal> {
    let (of, circle, actor) = (NoticeType::System, Some(circle), None);
    let new = NewNotice { user, of, subject: &subject, circle, about, actor };
    Ok(telling.tell(transaction, new).await?)
}
