//! What becomes of an item that is held or reported, and of whoever said it.

use downbeat_boot::clock;
use downbeat_job::notices::Telling;
use downbeat_session::kinds::circle::{Change, MemberState, Rank, Step};
use downbeat_store::{CircleMember, CircleMemberChange, Item, NewDecision, Transaction};
use serde_json::json;
use uuid::Uuid;

use super::{
    acts::{Bench, CircleDecision, DecisionAct, DecisionBody, Deed, Matter},
    members::reason_of,
    telling::{self, Decided},
    unseen::{Author, Whom},
    visit::{KEEP_ORDER, Visit, account, membership},
};
use crate::{
    access::Caller,
    app::App,
    refusal::{FieldError, Refusal},
};

/// Who said something, and how things are with it.
pub struct About {
    pub item: Item,
    author: Author,
    is_held: bool,
    /// What it stands under.
    pub message: Uuid,
    /// The comment that it answers.
    pub parent: Option<Uuid>,
}

/// What a deed comes to.
#[derive(Clone, Copy)]
struct Outcome {
    deed: Deed,
    came_to: Deed,
}

pub async fn decide(
    app: &App,
    caller: &Caller,
    (bench, item): (Bench, Uuid),
    body: DecisionBody,
) -> Result<CircleDecision, Refusal> {
    let user = account(caller, KEEP_ORDER)?;
    let deed = body.deed()?;
    let DecisionBody { act, rule, reason, until_ms: _ } = body;
    let reason = reason_of(reason.as_deref())?;
    let circle = match bench {
        Bench::Circle(circle) => circle,
        Bench::House => app.store.circle_of_case(item).await?.ok_or_else(unknown)?,
    };
    let transaction = app.store.begin().await?;
    let visit = bench.seat(&transaction, user, circle).await?;
    if rule.is_some_and(|rule| usize::from(rule) >= visit.config.rules.len()) {
        let error = FieldError::new("rule", "must be the place of a rule of the circle");
        return Err(Refusal::invalid(vec![error]));
    }
    let is_comment = held(&transaction, bench, (circle, item), user).await?;
    let about = about(&transaction, Item { id: item, circle, is_comment }, user).await?;
    let reporters = transaction.reporters(about.item).await?;
    let whom = Whom::of(app, &transaction, (&about.author, item)).await?;
    let outcome = outcome(&transaction, &visit, &about, deed).await?;
    carry_out(&transaction, &visit, (&about, &whom), outcome).await?;
    let (rule, reason) = (rule.map(i16::from), reason.as_deref());
    let (came_to, until_ms) = (outcome.came_to.act(), outcome.came_to.until_ms());
    let decision = NewDecision {
        circle,
        item: Some(item),
        person: about.author.person,
        mark: about.author.mark.as_deref(),
        by: user,
        is_by_house: bench.is_house(),
        act: act.as_str(),
        came_to: (act == DecisionAct::Warn).then_some(came_to.as_str()),
        rule,
        reason,
        until_ms,
    };
    let id = transaction.note_decision(decision).await?;
    let mut telling = Telling::default();
    telling.count_for_keepers(circle);
    if !act.leaves_open() {
        transaction.close_case(item).await?;
        telling::looked_at(&mut telling, &transaction, about.item, (reporters, user)).await?;
        about.count_again(&mut telling);
    }
    if act.is_told() {
        let (item, message, act) = (about.item, about.message, came_to.as_str());
        let decided = Decided { id, item, message, act, rule, reason, until_ms };
        telling::decided(&mut telling, &transaction, (&whom, user), decided).await?;
    }
    let enqueued = telling::enqueue(telling, &transaction).await?;
    let details = json!({
        "circle": circle, "item": item, "act": act.as_str(), "came_to": came_to.as_str(),
        "person": about.author.person,
    });
    transaction.note(&bench.entry(&caller.doer, Matter::Case(item), reason, details)).await?;
    transaction.commit().await?;
    // Somebody may be banned by it, which no number tells.
    app.kinds.pages.changed_otherwise(circle).await;
    app.queue.announce(&enqueued).await;
    Ok(CircleDecision { id, act, came_to, until_ms })
}

fn unknown() -> Refusal {
    Refusal::not_found("case")
}

/// Whether a case is about a comment, where it may be decided here: whoever looks at it in
/// a circle has it to themselves there, and keeps it from no house.
async fn held(
    transaction: &Transaction,
    bench: Bench,
    (circle, item): (Uuid, Uuid),
    user: Uuid,
) -> Result<bool, Refusal> {
    let case = transaction.hold_case(circle, item, user).await?.ok_or_else(unknown)?;
    match bench {
        Bench::Circle(_) if case.is_others => {
            Err(Refusal::conflict("wrong_state", "somebody else looks at it"))
        }
        Bench::House if !case.is_escalated => Err(unknown()),
        Bench::Circle(_) | Bench::House => Ok(case.is_comment),
    }
}

impl About {
    /// What is hidden is counted no more, and what is kept again.
    pub fn count_again(&self, telling: &mut Telling) {
        let message = Item { id: self.message, is_comment: false, ..self.item };
        telling::count_said(telling, message, self.parent);
    }
}

pub async fn about(transaction: &Transaction, item: Item, user: Uuid) -> Result<About, Refusal> {
    if item.is_comment {
        let comment = transaction.comment(item.id, user).await?.ok_or_else(unknown)?;
        let author = Author::named(comment.author);
        let (message, parent) = (comment.message_id, comment.parent);
        return Ok(About { item, author, is_held: false, message, parent });
    }
    let message = transaction.message(item.id, user).await?.ok_or_else(unknown)?;
    let (is_held, author) = (message.state == "held", Author::of(&message));
    Ok(About { item, author, is_held, message: message.id, parent: None })
}

/// A warning comes to what those before it say; all else is what it is. Of whoever has no
/// name it stays a warning: what it came to would tell of those before.
async fn outcome(
    transaction: &Transaction,
    visit: &Visit,
    about: &About,
    deed: Deed,
) -> Result<Outcome, Refusal> {
    if deed != Deed::Warn || about.author.is_unseen() {
        return Ok(Outcome { deed, came_to: deed });
    }
    let (author, now_ms) = (author(transaction, visit, about).await?, clock::unix_ms());
    let warned_ms = transaction.warnings(visit.circle.id, author.user_id).await?;
    let penalty = Step::next(&warned_ms, now_ms).penalty(now_ms);
    Ok(Outcome { deed, came_to: penalty.into() })
}

async fn carry_out(
    transaction: &Transaction,
    visit: &Visit,
    (about, whom): (&About, &Whom),
    outcome: Outcome,
) -> Result<(), Refusal> {
    match outcome.came_to {
        Deed::Dismiss if about.is_held => {
            let detail = "it is held: keep it, or remove it";
            return Err(Refusal::conflict("wrong_state", detail));
        }
        Deed::Note | Deed::Dismiss => {}
        Deed::Escalate => {
            if !transaction.escalate_case(about.item.id).await? {
                let detail = "the house was asked to decide about it before";
                return Err(Refusal::conflict("wrong_state", detail));
            }
        }
        Deed::Keep => transaction.keep_item(about.item, whom.unseen()).await?,
        Deed::Hide | Deed::Warn => take_away(transaction, about).await?,
        Deed::Remove => remove(transaction, about.item).await?,
        // The decision itself restricts them, to nobody's knowledge: whatever they are.
        Deed::Restrict { .. } if about.author.is_unseen() => take_away(transaction, about).await?,
        Deed::Restrict { until_ms } => {
            let author = author(transaction, visit, about).await?;
            let is_warning = outcome.deed == Deed::Warn;
            restrict(transaction, &author, (until_ms, is_warning)).await?;
            take_away(transaction, about).await?;
        }
        Deed::Ban { until_ms } => {
            let author = author(transaction, visit, about).await?;
            ban(transaction, &author, until_ms).await?;
            take_away(transaction, about).await?;
        }
    }
    Ok(())
}

/// Keeps somebody from writing there.
async fn restrict(
    transaction: &Transaction,
    author: &CircleMember,
    (until_ms, is_warning): (i64, bool),
) -> Result<(), Refusal> {
    // A warning makes nothing shorter that a moderator set.
    let until_ms = match author.restricted_ms {
        Some(before_ms) if is_warning => until_ms.max(before_ms),
        _ => until_ms,
    };
    let (circle, user) = (author.circle_id, author.user_id);
    Ok(transaction.restrict_circle_member(circle, user, until_ms).await?)
}

/// Keeps somebody from the circle.
async fn ban(
    transaction: &Transaction,
    author: &CircleMember,
    until_ms: Option<i64>,
) -> Result<(), Refusal> {
    let change = CircleMemberChange {
        role: Some(Rank::Member.as_str()),
        state: Some(MemberState::Banned.as_str()),
        until_ms,
        reason: None,
    };
    let (circle, user) = (author.circle_id, author.user_id);
    Ok(transaction.change_circle_member(circle, user, change).await?)
}

/// Hides what was shown; what was never shown is removed.
async fn take_away(transaction: &Transaction, about: &About) -> Result<(), Refusal> {
    if about.is_held {
        return remove(transaction, about.item).await;
    }
    Ok(transaction.hide_item(about.item, true).await?)
}

async fn remove(transaction: &Transaction, item: Item) -> Result<(), Refusal> {
    if !item.is_comment {
        return Ok(transaction.remove_message(item.circle, item.id).await?);
    }
    let comment = transaction.comment(item.id, Uuid::nil()).await?;
    Ok(transaction.remove_comment(&comment.ok_or_else(unknown)?).await?)
}

/// Who said it, if whoever decides may do something to them.
async fn author(
    transaction: &Transaction,
    visit: &Visit,
    about: &About,
) -> Result<CircleMember, Refusal> {
    if about.author.is_unseen() {
        let detail = "whoever said it has no name here: restrict them, or ask the house";
        return Err(Refusal::conflict("wrong_state", detail));
    }
    let gone = || Refusal::conflict("wrong_state", "who said it is gone");
    let author = about.author.person.ok_or_else(gone)?;
    let author = transaction.circle_member(visit.circle.id, author).await?.ok_or_else(gone)?;
    let target = membership(&author, clock::unix_ms()).ok_or_else(gone)?;
    if visit.rights.may(Change::State(MemberState::Banned), target) {
        return Ok(author);
    }
    Err(Refusal::forbidden("they are as high as you are in this circle"))
}
