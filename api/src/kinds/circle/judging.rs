//! What people say against decisions about them, as those see it who decide about that.

use downbeat_job::notices::Telling;
use downbeat_session::kinds::circle::Rights;
use downbeat_store::{AppealRecord, Item, Transaction};
use poem_openapi::{Enum, Object};
use serde_json::json;
use uuid::Uuid;

use super::{
    acts::{Bench, DecisionAct, Matter},
    cases::Said,
    deciding::about,
    members::reason_of,
    said::{CircleAuthor, CircleComment, CircleMessage, Reading},
    telling,
    unseen::{Author, Whom, key_to_read},
    visit::{KEEP_ORDER, account},
};
use crate::{access::Caller, app::App, refusal::Refusal};

/// What somebody says against a decision about them.
#[derive(Debug, Object)]
pub struct CircleAppeal {
    id: Uuid,
    /// Null of whoever said without their name what it is about.
    person: Option<CircleAuthor>,
    text: String,
    at_ms: i64,
    act: DecisionAct,
    /// What a warning came to; else the act itself.
    came_to: DecisionAct,
    rule: Option<i16>,
    reason: Option<String>,
    until_ms: Option<i64>,
    decided_ms: i64,
    /// Who decided; null once they are gone.
    decided_by: Option<CircleAuthor>,
    /// What it is about, where it is about something that was said.
    message: Option<CircleMessage>,
    comment: Option<CircleComment>,
    /// Whether you may decide about it: it is not your own, and either you did not decide
    /// what it is against, or nobody else is there who may.
    yours: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[oai(rename_all = "snake_case")]
enum AppealAct {
    /// The decision stays as it is.
    Uphold,
    /// It is taken back, as far as it can be.
    Overturn,
}

#[derive(Debug, Object)]
pub struct AppealDecisionBody {
    act: AppealAct,
    /// 500 characters at most; they read it.
    reason: Option<String>,
}

impl CircleAppeal {
    /// Several, in their order.
    pub async fn page(
        app: &App,
        reading: &Reading,
        found: Vec<AppealRecord>,
    ) -> Result<Vec<Self>, Refusal> {
        let items = found.iter().filter_map(|it| it.item_id.map(|id| (id, it.is_comment)));
        let said = Said::of(app, reading, &items.collect::<Vec<_>>()).await?;
        let mut shown = Vec::new();
        for stored in found {
            shown.push(Self::of(app, reading, &said, stored).await?);
        }
        Ok(shown)
    }

    async fn of(
        app: &App,
        reading: &Reading,
        said: &Said,
        stored: AppealRecord,
    ) -> Result<Self, Refusal> {
        let (message, comment) =
            stored.item_id.map_or((None, None), |item| said.read(reading, item));
        let viewer = reading.viewer;
        let decided = viewer.is_some() && viewer == stored.by;
        let yours =
            !(is_of(&stored, reading) || decided && app.store.has_another_judge(&stored).await?);
        // One of a release to come is shown as what adds nothing.
        let act = |name: &str| DecisionAct::named(name).unwrap_or(DecisionAct::Note);
        Ok(Self {
            id: stored.id,
            person: CircleAuthor::of(stored.person, stored.person_name),
            text: stored.text,
            at_ms: stored.made_ms,
            act: act(&stored.act),
            came_to: act(&stored.came_to),
            rule: stored.rule,
            reason: stored.reason,
            until_ms: stored.until_ms,
            decided_ms: stored.decided_ms,
            decided_by: CircleAuthor::of(stored.by, stored.by_name),
            message,
            comment,
            yours,
        })
    }
}

impl AppealAct {
    /// As its row says it, and its notice.
    const fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Uphold => ("upheld", "appeal_upheld"),
            Self::Overturn => ("overturned", "appeal_overturned"),
        }
    }
}

pub async fn judge(
    app: &App,
    caller: &Caller,
    (bench, id): (Bench, Uuid),
    body: AppealDecisionBody,
) -> Result<(), Refusal> {
    let user = account(caller, KEEP_ORDER)?;
    let AppealDecisionBody { act, reason } = body;
    let reason = reason_of(reason.as_deref())?;
    let reason = reason.as_deref();
    let circle = match bench {
        Bench::Circle(circle) => circle,
        Bench::House => app.store.circle_of_appeal(id).await?.ok_or_else(unknown)?,
    };
    let reading = Reading::whole(user, Rights::HOUSE).with(key_to_read(app).await);
    let transaction = app.store.begin().await?;
    bench.seat(&transaction, user, circle).await?;
    let appeal = transaction.appeal(id).await?;
    let is_here = |it: &AppealRecord| it.circle_id == circle && it.by_house == bench.is_house();
    let appeal = appeal.filter(is_here).ok_or_else(unknown)?;
    may_judge(&transaction, &appeal, (user, &reading)).await?;
    let whom = whom(app, &transaction, &appeal).await?;
    let (state, what) = act.words();
    transaction.end_appeal(id, state, user, reason).await?;
    let mut telling = Telling::default();
    telling.count_for_keepers(circle);
    if act == AppealAct::Overturn {
        overturn(&mut telling, &transaction, (&appeal, &whom), user).await?;
    }
    telling::appealed(&mut telling, &transaction, (&appeal, &whom), (what, reason)).await?;
    let enqueued = telling::enqueue(telling, &transaction).await?;
    let details = json!({
        "circle": circle, "decision": appeal.decision_id, "person": appeal.person, "state": state,
    });
    transaction.note(&bench.entry(&caller.doer, Matter::Appeal(id), reason, details)).await?;
    transaction.commit().await?;
    app.kinds.pages.changed_otherwise(circle).await;
    app.queue.announce(&enqueued).await;
    Ok(())
}

fn unknown() -> Refusal {
    Refusal::not_found("appeal")
}

/// Whether somebody's own decision is appealed against.
fn is_of(appeal: &AppealRecord, reading: &Reading) -> bool {
    let is_named = appeal.person.is_some() && appeal.person == reading.viewer;
    is_named || reading.has_mark(appeal.circle_id, appeal.mark.as_deref())
}

/// Who is told what became of it.
async fn whom(
    app: &App,
    transaction: &Transaction,
    appeal: &AppealRecord,
) -> Result<Whom, Refusal> {
    let author = Author { person: appeal.person, mark: appeal.mark.clone() };
    Whom::of(app, transaction, (&author, appeal.item_id.unwrap_or_default())).await
}

/// Nobody looks at their own, and whoever decided only where nobody else is there.
async fn may_judge(
    transaction: &Transaction,
    appeal: &AppealRecord,
    (user, reading): (Uuid, &Reading),
) -> Result<(), Refusal> {
    if is_of(appeal, reading) {
        return Err(Refusal::forbidden("it is your own appeal"));
    }
    if appeal.by == Some(user) && transaction.has_another_judge(appeal).await? {
        let detail = "you decided what it is against: somebody else looks at it";
        return Err(Refusal::forbidden_because("own_decision", detail));
    }
    Ok(())
}

/// Takes a decision back, and with it what its person has not read of it.
async fn overturn(
    telling: &mut Telling,
    transaction: &Transaction,
    (appeal, whom): (&AppealRecord, &Whom),
    user: Uuid,
) -> Result<(), Refusal> {
    let is_shown = transaction.take_back(appeal).await?;
    if let Some(person) = whom.person {
        let told = telling::subject(whom, "decision", appeal.decision_id);
        transaction.untell_notice(person, &told).await?;
    }
    if let Some(id) = appeal.item_id.filter(|_| is_shown) {
        let item = Item { id, circle: appeal.circle_id, is_comment: appeal.is_comment };
        about(transaction, item, user).await?.count_again(telling);
    }
    Ok(())
}
