//! The messages of the day of a circle, as its admins set them.

use std::sync::Arc;

use downbeat_boot::clock;
use downbeat_session::{
    kinds::circle::{
        MessageKind, Rank, WordAct,
        by_clock::{Daily, next_daily_ms},
        word_list::found,
    },
    notice::TimeOfDay,
};
use downbeat_store::{CircleDaily as Stored, NewCircleDaily, Transaction};
use poem::web::Data;
use poem_openapi::{
    ApiResponse, Object, OpenApi,
    param::{Header, Path},
    payload::Json,
};
use serde_json::json;
use uuid::Uuid;

use super::{
    circles::note,
    heeding::{refused, words_of},
    posting::may_say,
    said::CircleAuthor,
    visit::{KEEP_ORDER, LOOK, Visit, account},
    words::CircleMessageKind,
};
use crate::{
    access::Caller,
    app::App,
    refusal::{FieldError, Problems, Refusal},
    session::found::matched,
};

/// When it is said until somebody chooses.
const AT: &str = "08:00";

pub struct DailyMessages;

/// The messages of the day of a circle.
#[derive(Debug, Object)]
struct CircleDaily {
    kind: CircleMessageKind,
    /// They take turns, one a day; none where no message is said.
    texts: Vec<String>,
    /// Which of them is next: its place, from 0.
    next: i64,
    /// As `08:00`, by the clock of the circle's zone.
    at: String,
    zone: String,
    /// When the next one is said; null while they rest: there are none, or whoever set
    /// them may not say them any more.
    next_ms: Option<i64>,
    /// Who set them, and says them.
    by: Option<CircleAuthor>,
    /// 0 where there never were any.
    version: i64,
}

#[derive(Debug, Object)]
struct CircleDailyBody {
    kind: CircleMessageKind,
    /// 1 to 31, each of 1 to 2,000 characters.
    texts: Vec<String>,
    /// As `08:00`.
    at: String,
}

#[derive(ApiResponse)]
enum ReadDaily {
    /// The messages of the day. The `ETag` is their version.
    #[oai(status = 200)]
    Daily(Json<CircleDaily>, #[oai(header = "ETag")] String),
}

#[OpenApi(prefix_path = "/api/v1")]
impl DailyMessages {
    /// Get the messages of the day
    ///
    /// By admins. Scope: `sessions:read`.
    #[oai(path = "/circles/:id/daily", method = "get")]
    async fn read(
        &self,
        app: Data<&Arc<App>>,
        caller: Caller,
        id: Path<Uuid>,
    ) -> Result<ReadDaily, Refusal> {
        let user = account(&caller, LOOK)?;
        let visit = Visit::of(&app, Some(user), id.0, None).await?;
        visit.at_least(Rank::Admin)?;
        shown(&visit, app.store.circle_daily(id.0).await?)
    }

    /// Set the messages of the day
    ///
    /// By admins. One a day is said for you at that time of the circle's zone; they take
    /// turns, and none is said while the circle is frozen, or once you are no admin of it.
    /// `If-Match` is the `ETag` of what you read. Scope: `sessions:write`.
    #[oai(path = "/circles/:id/daily", method = "put")]
    async fn set(
        &self,
        app: Data<&Arc<App>>,
        caller: Caller,
        id: Path<Uuid>,
        #[oai(name = "If-Match")] if_match: Header<Option<String>>,
        body: Json<CircleDailyBody>,
    ) -> Result<ReadDaily, Refusal> {
        let user = account(&caller, KEEP_ORDER)?;
        let daily = daily_of(body.0)?;
        let transaction = app.store.begin().await?;
        let visit = Visit::held(&transaction, user, id.0).await?;
        visit.at_least(Rank::Admin)?;
        let before = transaction.circle_daily(id.0).await?;
        matched(if_match.0.as_deref(), before.as_ref().map_or(0, |it| it.version))?;
        sayable(&transaction, &visit, &daily).await?;
        let said_ms = before.and_then(|it| it.said_ms);
        let (texts, at) = (json!(daily.texts), daily.at.to_string());
        let next_ms = next_daily_ms(&visit.config.zone, daily.at, clock::unix_ms(), said_ms);
        let (circle, kind) = (id.0, daily.kind.as_str());
        let new = NewCircleDaily { circle, by: user, kind, texts: &texts, at: &at, next_ms };
        transaction.set_circle_daily(new).await?;
        let details = json!({ "count": daily.texts.len() });
        note(&transaction, &caller, "circle.daily", circle, details).await?;
        let now = transaction.circle_daily(circle).await?;
        transaction.commit().await?;
        shown(&visit, now)
    }

    /// End the messages of the day
    ///
    /// By admins. What was said stays. `If-Match` is the `ETag` of what you read.
    /// Scope: `sessions:write`.
    #[oai(path = "/circles/:id/daily", method = "delete")]
    async fn end(
        &self,
        app: Data<&Arc<App>>,
        caller: Caller,
        id: Path<Uuid>,
        #[oai(name = "If-Match")] if_match: Header<Option<String>>,
    ) -> Result<ReadDaily, Refusal> {
        let user = account(&caller, KEEP_ORDER)?;
        let transaction = app.store.begin().await?;
        let visit = Visit::held(&transaction, user, id.0).await?;
        visit.at_least(Rank::Admin)?;
        visit.open()?;
        let before = transaction.circle_daily(id.0).await?;
        matched(if_match.0.as_deref(), before.as_ref().map_or(0, |it| it.version))?;
        let Some(Stored { kind, at, .. }) = before else { return shown(&visit, None) };
        let (circle, texts, next_ms) = (id.0, json!([]), None);
        let none =
            NewCircleDaily { circle, by: user, kind: &kind, texts: &texts, at: &at, next_ms };
        transaction.set_circle_daily(none).await?;
        note(&transaction, &caller, "circle.daily", circle, json!({ "count": 0 })).await?;
        let now = transaction.circle_daily(circle).await?;
        transaction.commit().await?;
        shown(&visit, now)
    }
}

/// The clock of a held circle is another now.
pub async fn rezone(transaction: &Transaction, circle: Uuid, zone: &str) -> Result<(), Refusal> {
    let stored = transaction.circle_daily(circle).await?.filter(|it| it.next_ms.is_some());
    let Some(Stored { at, said_ms, .. }) = stored else { return Ok(()) };
    let at = at.parse().unwrap_or(TimeOfDay::hour(8));
    let next_ms = next_daily_ms(zone, at, clock::unix_ms(), said_ms);
    Ok(transaction.move_daily(circle, next_ms).await?)
}

fn daily_of(body: CircleDailyBody) -> Result<Daily, Refusal> {
    let CircleDailyBody { kind, texts, at } = body;
    let at = at
        .parse::<TimeOfDay>()
        .map_err(|error| Refusal::invalid(vec![FieldError::new("at", error.to_string())]))?;
    Ok(Daily { kind: kind.into(), texts, at }.checked().map_err(Problems)?)
}

/// Whether each of them may be said by whoever sets them, as things are now.
async fn sayable(transaction: &Transaction, visit: &Visit, daily: &Daily) -> Result<(), Refusal> {
    let words = words_of(transaction, visit.circle.id).await?;
    for (at, text) in daily.texts.iter().enumerate() {
        let rank = may_say(visit, daily.kind, text)?;
        if found(&words, text, rank) == Some(WordAct::Block) {
            return Err(refused(&format!("texts.{at}")));
        }
    }
    Ok(())
}

fn shown(visit: &Visit, stored: Option<Stored>) -> Result<ReadDaily, Refusal> {
    let zone = visit.config.zone.clone();
    let daily = match stored {
        None => CircleDaily {
            kind: MessageKind::Positive.into(),
            texts: Vec::new(),
            next: 0,
            at: AT.into(),
            zone,
            next_ms: None,
            by: None,
            version: 0,
        },
        Some(stored) => {
            let texts: Vec<String> = serde_json::from_value(stored.texts)?;
            let kind = MessageKind::named(&stored.kind).unwrap_or(MessageKind::Positive);
            let count = i64::try_from(texts.len()).unwrap_or(i64::MAX).max(1);
            CircleDaily {
                kind: kind.into(),
                next: stored.turn.rem_euclid(count),
                texts,
                at: stored.at,
                zone,
                next_ms: stored.next_ms,
                by: CircleAuthor::of(stored.by, stored.by_name),
                version: stored.version,
            }
        }
    };
    let tag = format!("\"{}\"", daily.version);
    Ok(ReadDaily::Daily(Json(daily), tag))
}
