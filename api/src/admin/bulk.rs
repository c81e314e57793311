//! One action on many jobs.

use std::sync::Arc;

use downbeat_job::{BulkJobs, Durable};
use downbeat_store::{Action, Bulk, BulkState, JobState, NewBulk};
use poem::web::Data;
use poem_openapi::{
    ApiResponse, Object, OpenApi,
    param::{Path, Query},
    payload::Json,
};
use uuid::Uuid;

use super::{
    filter::FilterView,
    jobs::COUNT_MAX,
    why::{Why, reason},
};
use crate::{
    access::{Admin, Reader},
    app::App,
    paging::Page,
    refusal::{Answer, FieldError, Refusal},
};

pub struct BulkActions;

#[derive(Debug, Object)]
struct BulkView {
    id: Uuid,
    action: String,
    actor: String,
    reason: Option<String>,
    /// Null where jobs were chosen one by one, and where it cannot be read: then
    /// nothing is done, and `note` says why.
    filter: Option<FilterView>,
    total: i64,
    done: i64,
    /// Changed meanwhile, or of a name that this release does not know.
    skipped: i64,
    /// `running`, `stopped`, `done`, or `unknown` to this release.
    state: String,
    created_ms: i64,
    updated_ms: i64,
    note: Option<String>,
}

#[derive(Debug, Object)]
struct BulkList {
    items: Vec<BulkView>,
    next: Option<String>,
}

#[derive(Debug, Object)]
struct Begin {
    /// `retry`, `discard` or `run`.
    action: String,
    /// Which jobs; only those in a state that the action wants.
    filter: Option<FilterView>,
    /// Exactly these.
    ids: Option<Vec<Uuid>>,
    /// How many the person was told.
    expected: i64,
    reason: Option<String>,
}

#[derive(ApiResponse)]
enum Begun {
    #[oai(status = 201)]
    Created(Json<BulkView>),
}

#[OpenApi(prefix_path = "/api/v1/admin")]
impl BulkActions {
    /// List bulk actions
    #[oai(path = "/bulk", method = "get")]
    async fn list(
        &self,
        app: Data<&Arc<App>>,
        _reader: Reader,
        cursor: Query<Option<String>>,
        limit: Query<Option<u32>>,
    ) -> Answer<BulkList> {
        let page = Page::read(cursor.0.as_deref(), limit.0)?;
        let bulks = app.store.bulks(page.before, page.limit.into()).await?;
        let next = page.next(&bulks, |bulk| bulk.id);
        Ok(Json(BulkList { items: bulks.into_iter().map(view).collect(), next }))
    }

    /// Get a bulk action
    #[oai(path = "/bulk/:id", method = "get")]
    async fn one(&self, app: Data<&Arc<App>>, _reader: Reader, id: Path<Uuid>) -> Answer<BulkView> {
        found(&app, id.0).await
    }

    /// Start a bulk action
    #[oai(path = "/bulk", method = "post")]
    async fn begin(
        &self,
        app: Data<&Arc<App>>,
        admin: Admin,
        begin: Json<Begin>,
    ) -> Result<Begun, Refusal> {
        let Begin { action, filter, ids, expected, reason: why } = begin.0;
        let reason = reason(why.as_deref())?;
        let Some(action) = Action::ALL.into_iter().find(|known| known.as_str() == action) else {
            let error = FieldError::new("action", "must be retry, discard or run");
            return Err(Refusal::invalid(vec![error]));
        };
        if filter.is_none() && ids.as_ref().is_none_or(Vec::is_empty) {
            let error = FieldError::new("filter", "is required, or ids are");
            return Err(Refusal::invalid(vec![error]));
        }
        let mut filter = filter.unwrap_or_default().resolve(&app, ids.unwrap_or_default()).await?;
        let fits = |state: &JobState| filter.states.is_empty() || filter.states.contains(state);
        filter.states = action.wants().iter().copied().filter(fits).collect();
        if filter.states.is_empty() {
            let message = format!("no job in such a state can be {}ed", action.as_str());
            return Err(Refusal::invalid(vec![FieldError::new("state", message)]));
        }
        let count = app.store.count_jobs(&filter, COUNT_MAX).await?.count;
        if count > expected {
            return Err(Refusal::count_changed(count));
        }
        let id = Uuid::now_v7();
        let (doer, total) = (&admin.0.doer, count);
        let new = NewBulk { id, action, filter: &filter, total, doer, reason };
        let jobs = [BulkJobs { bulk: id }.job()?];
        let enqueued = app.store.begin_bulk(&new, &jobs).await?;
        app.queue.announce(&enqueued).await;
        Ok(Begun::Created(found(&app, id).await?))
    }

    /// Stop a bulk action
    #[oai(path = "/bulk/:id/stop", method = "post")]
    async fn stop(
        &self,
        app: Data<&Arc<App>>,
        admin: Admin,
        id: Path<Uuid>,
        why: Json<Why>,
    ) -> Answer<BulkView> {
        turn(&app, &admin, id.0, BulkState::Stopped, &why).await
    }

    /// Resume a bulk action
    #[oai(path = "/bulk/:id/resume", method = "post")]
    async fn resume(
        &self,
        app: Data<&Arc<App>>,
        admin: Admin,
        id: Path<Uuid>,
        why: Json<Why>,
    ) -> Answer<BulkView> {
        turn(&app, &admin, id.0, BulkState::Running, &why).await
    }
}

async fn turn(app: &App, admin: &Admin, id: Uuid, to: BulkState, why: &Why) -> Answer<BulkView> {
    let reason = why.reason()?;
    let jobs = match to {
        BulkState::Running => vec![BulkJobs { bulk: id }.job()?],
        BulkState::Stopped | BulkState::Done | BulkState::Unknown => Vec::new(),
    };
    let turned = app.store.turn_bulk(id, to, &admin.0.doer, reason, &jobs).await?;
    let now = found(app, id).await?;
    let Some(enqueued) = turned else {
        let note = now.0.note.map(|note| format!(", {note}")).unwrap_or_default();
        return Err(Refusal::conflict("wrong_state", format!("it is {}{note}", now.0.state)));
    };
    app.queue.announce(&enqueued).await;
    Ok(now)
}

async fn found(app: &App, id: Uuid) -> Answer<BulkView> {
    let bulk = app.store.bulk(id).await?;
    Ok(Json(view(bulk.ok_or_else(|| Refusal::not_found("bulk action"))?)))
}

fn view(bulk: Bulk) -> BulkView {
    let order = bulk.order.as_ref();
    BulkView {
        id: bulk.id,
        action: bulk.action,
        filter: order.filter(|order| order.filter.ids.is_empty()).map(|it| (&it.filter).into()),
        actor: bulk.actor,
        reason: bulk.reason,
        total: bulk.total,
        done: bulk.done,
        skipped: bulk.skipped,
        state: bulk.state.as_str().into(),
        created_ms: bulk.created_ms,
        updated_ms: bulk.updated_ms,
        note: bulk.note,
    }
}
