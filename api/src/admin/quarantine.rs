//! Events that Postgres refused.

use std::sync::Arc;

use downbeat_job::quarantine::{Retried, retry};
use downbeat_session::kinds;
use downbeat_store::QuarantineRecord;
use poem::web::Data;
use poem_openapi::{
    Object, OpenApi,
    param::{Path, Query},
    payload::Json,
};
use serde_json::Value;
use uuid::Uuid;

use super::why::Why;
use crate::{
    access::{Admin, Reader},
    app::App,
    paging::Page,
    refusal::{Answer, FieldError, Refusal},
};

pub const STATES: [&str; 3] = ["waiting", "retried", "discarded"];
const BODY_CHARS_MAX: usize = 4_000;

pub struct Quarantine;

#[derive(Debug, Object)]
struct AsideView {
    id: Uuid,
    shard: u16,
    session_id: Option<Uuid>,
    at_ms: i64,
    error: String,
    /// As far as it can be read.
    body: String,
    /// `waiting`, `retried` or `discarded`.
    state: String,
    decided_by: Option<String>,
    decided_ms: Option<i64>,
}

#[derive(Debug, Object)]
struct AsideList {
    items: Vec<AsideView>,
    next: Option<String>,
}

#[OpenApi(prefix_path = "/api/v1/admin")]
impl Quarantine {
    /// List refused events
    #[oai(path = "/quarantine", method = "get")]
    async fn list(
        &self,
        app: Data<&Arc<App>>,
        _reader: Reader,
        state: Query<Option<String>>,
        cursor: Query<Option<String>>,
        limit: Query<Option<u32>>,
    ) -> Answer<AsideList> {
        let page = Page::read(cursor.0.as_deref(), limit.0)?;
        let state = state.0.filter(|state| !state.is_empty());
        if let Some(state) = &state
            && !STATES.contains(&state.as_str())
        {
            let message = format!("`{state}` is no state");
            return Err(Refusal::invalid(vec![FieldError::new("state", message)]));
        }
        let limit = page.limit.into();
        let events = app.store.quarantined(state.as_deref(), page.before, limit).await?;
        let next = page.next(&events, |event| event.id);
        Ok(Json(AsideList { items: events.into_iter().map(view).collect(), next }))
    }

    /// Retry a refused event
    #[oai(path = "/quarantine/:id/retry", method = "post")]
    async fn retry(
        &self,
        app: Data<&Arc<App>>,
        admin: Admin,
        id: Path<Uuid>,
        why: Json<Why>,
    ) -> Answer<AsideView> {
        let event = waiting(&app, id.0).await?;
        match retry(&app.store, &event, &admin.0.doer, why.reason()?).await? {
            Retried::Stored => found(&app, id.0).await.map(|event| Json(view(event))),
            Retried::DecidedBefore => Err(decided(&found(&app, id.0).await?)),
            Retried::Refused(reason) => Err(Refusal::refused("refused", reason)),
        }
    }

    /// Discard a refused event
    #[oai(path = "/quarantine/:id/discard", method = "post")]
    async fn discard(
        &self,
        app: Data<&Arc<App>>,
        admin: Admin,
        id: Path<Uuid>,
        why: Json<Why>,
    ) -> Answer<AsideView> {
        waiting(&app, id.0).await?;
        let (doer, reason) = (&admin.0.doer, why.reason()?);
        let is_ours = app.store.decide_quarantined(id.0, None, doer, reason).await?;
        let event = found(&app, id.0).await?;
        if is_ours { Ok(Json(view(event))) } else { Err(decided(&event)) }
    }
}

async fn found(app: &App, id: Uuid) -> Result<QuarantineRecord, Refusal> {
    app.store.quarantined_one(id).await?.ok_or_else(|| Refusal::not_found("event"))
}

async fn waiting(app: &App, id: Uuid) -> Result<QuarantineRecord, Refusal> {
    let event = found(app, id).await?;
    if event.state == "waiting" { Ok(event) } else { Err(decided(&event)) }
}

fn decided(event: &QuarantineRecord) -> Refusal {
    let by = event.decided_by.as_deref().unwrap_or("somebody");
    Refusal::conflict("wrong_state", format!("it was {} by {by}", event.state))
}

/// Its kind is not known here, so it stands without what any kind hides.
fn shown(body: &[u8]) -> String {
    let Ok(Value::Object(mut kept)) = serde_json::from_slice(body) else {
        return format!("{} bytes that are no JSON object", body.len());
    };
    if let Some(event) = kept.get_mut("body") {
        *event = kinds::shown_of_any(event.take());
    }
    Value::Object(kept).to_string()
}

fn view(event: QuarantineRecord) -> AsideView {
    let body = shown(&event.refused.body);
    AsideView {
        id: event.id,
        shard: event.refused.shard,
        session_id: event.refused.session_id,
        at_ms: event.at_ms,
        error: event.refused.error,
        body: body.chars().take(BODY_CHARS_MAX).collect(),
        state: event.state,
        decided_by: event.decided_by,
        decided_ms: event.decided_ms,
    }
}
