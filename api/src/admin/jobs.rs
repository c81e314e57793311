//! Durable jobs: found, read, acted on one by one.

use std::sync::Arc;

use downbeat_store::{Acted, Action, AuditEntry};
use poem::web::Data;
use poem_openapi::{
    ApiResponse, Object, OpenApi,
    param::{Path, Query},
    payload::Json,
};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    audit::{AuditView, audit_of},
    filter::FilterView,
    job_shown::{AttemptView, JobView, attempt_view, shown, view},
    redact::Veil,
    why::{Why, reason},
};
use crate::{
    access::{Admin, Reader},
    app::App,
    paging::Page,
    refusal::{Answer, FieldError, Refusal},
};

/// Attempts that are shown of a job.
const ATTEMPTS_SHOWN: u64 = 100;
/// Counts go up to here.
pub const COUNT_MAX: i64 = 1_000_000;

pub struct Jobs;

#[derive(Debug, Object)]
struct JobList {
    items: Vec<JobView>,
    next: Option<String>,
}

#[derive(Debug, Object)]
struct Count {
    count: i64,
    /// There are at least so many.
    capped: bool,
}

#[derive(Debug, Object)]
struct JobDetail {
    job: JobView,
    attempts: Vec<AttemptView>,
    deeds: Vec<AuditView>,
}

#[derive(Debug, Object)]
struct JobRequest {
    name: String,
    payload: Value,
    reason: Option<String>,
}

#[derive(Debug, Object)]
struct Edit {
    payload: Value,
    /// Run it again at once.
    #[oai(default)]
    requeue: bool,
    reason: Option<String>,
}

#[derive(Debug, Object)]
struct Revealed {
    payload: Value,
}

#[derive(ApiResponse)]
enum Made {
    #[oai(status = 201)]
    Created(Json<JobView>),
}

#[derive(Debug, Object)]
struct NameView {
    name: String,
    queue: String,
    /// `durable` or `signal`.
    kind: String,
    /// Whether this release can run it.
    known: bool,
    timeout_ms: u64,
    attempts: u32,
    concurrency: u32,
    /// Arguments that are never hidden.
    shown: Vec<String>,
}

#[derive(Debug, Object)]
struct Names {
    items: Vec<NameView>,
}

#[OpenApi(prefix_path = "/api/v1/admin")]
impl Jobs {
    /// List jobs
    #[oai(path = "/jobs", method = "get")]
    #[expect(clippy::too_many_arguments, reason = "each is a documented part of the address")]
    async fn list(
        &self,
        app: Data<&Arc<App>>,
        _reader: Reader,
        #[oai(default)] state: Query<Vec<String>>,
        name: Query<Option<String>>,
        queue: Query<Option<String>>,
        worker: Query<Option<String>>,
        text: Query<Option<String>>,
        since_ms: Query<Option<String>>,
        until_ms: Query<Option<String>>,
        like: Query<Option<String>>,
        cursor: Query<Option<String>>,
        limit: Query<Option<u32>>,
    ) -> Answer<JobList> {
        let page = Page::read(cursor.0.as_deref(), limit.0)?;
        let times = (text.0, since_ms.0, until_ms.0);
        let filter = FilterView::of_query(&state.0, name.0, queue.0, worker.0, times)?;
        let filter = filter.like(like.0)?.resolve(&app, Vec::new()).await?;
        let jobs = app.store.jobs(&filter, page.before, page.limit).await?;
        let next = page.next(&jobs, |job| job.id);
        let items = jobs.into_iter().map(|job| view(&app, job)).collect();
        Ok(Json(JobList { items, next }))
    }

    /// Count jobs
    #[oai(path = "/jobs/count", method = "get")]
    #[expect(clippy::too_many_arguments, reason = "each is a documented part of the address")]
    async fn count(
        &self,
        app: Data<&Arc<App>>,
        _reader: Reader,
        #[oai(default)] state: Query<Vec<String>>,
        name: Query<Option<String>>,
        queue: Query<Option<String>>,
        worker: Query<Option<String>>,
        text: Query<Option<String>>,
        since_ms: Query<Option<String>>,
        until_ms: Query<Option<String>>,
        like: Query<Option<String>>,
    ) -> Answer<Count> {
        let times = (text.0, since_ms.0, until_ms.0);
        let filter = FilterView::of_query(&state.0, name.0, queue.0, worker.0, times)?;
        let filter = filter.like(like.0)?.resolve(&app, Vec::new()).await?;
        let listed = app.store.count_jobs(&filter, COUNT_MAX).await?;
        Ok(Json(Count { count: listed.count, capped: listed.is_capped }))
    }

    /// List job names
    #[oai(path = "/job-names", method = "get")]
    #[expect(clippy::unused_async, reason = "every operation is one")]
    async fn names(&self, app: Data<&Arc<App>>, _reader: Reader) -> Answer<Names> {
        let items = app.jobs.described().map(|job| NameView {
            name: job.name.into(),
            queue: job.queue.into(),
            kind: if job.is_signal { "signal" } else { "durable" }.into(),
            known: true,
            timeout_ms: u64::try_from(job.timeout.as_millis()).unwrap_or(u64::MAX),
            attempts: job.attempts,
            concurrency: u32::try_from(job.slots).unwrap_or(u32::MAX),
            shown: job.shown.iter().map(|field| (*field).to_owned()).collect(),
        });
        Ok(Json(Names { items: items.collect() }))
    }

    /// Get a job
    #[oai(path = "/jobs/:id", method = "get")]
    async fn one(
        &self,
        app: Data<&Arc<App>>,
        _reader: Reader,
        id: Path<Uuid>,
    ) -> Answer<JobDetail> {
        let job = app.store.job(id.0).await?.ok_or_else(|| Refusal::not_found("job"))?;
        let attempts = app.store.attempts(id.0, ATTEMPTS_SHOWN).await?;
        let veil = Veil::over(&job.payload, shown(&app, &job));
        let attempts = attempts.into_iter().map(|attempt| attempt_view(attempt, &veil));
        let attempts = attempts.collect();
        let deeds = audit_of(&app, &id.0.to_string()).await?;
        Ok(Json(JobDetail { job: view(&app, job), attempts, deeds }))
    }

    /// Enqueue a job
    #[oai(path = "/jobs", method = "post")]
    async fn enqueue(
        &self,
        app: Data<&Arc<App>>,
        admin: Admin,
        request: Json<JobRequest>,
    ) -> Result<Made, Refusal> {
        let JobRequest { name, payload, reason: why } = request.0;
        let why = reason(why.as_deref())?;
        let new = new_job(&app, &name, &payload)?;
        let transaction = app.store.begin().await?;
        let enqueued = transaction.enqueue(&[new]).await?;
        let Some(first) = enqueued.first() else {
            return Err(Refusal::conflict("waits_already", "one like it waits already"));
        };
        let (id, doer) = (first.id, &admin.0.doer);
        let details = json!({ "name": name });
        let (action, target_kind, target_id) = ("job.enqueue", "job", id.to_string());
        let entry = AuditEntry { doer, action, target_kind, target_id, reason: why, details };
        transaction.note(&entry).await?;
        transaction.commit().await?;
        app.queue.announce(&enqueued).await;
        let job = app.store.job(id).await?.ok_or_else(|| Refusal::not_found("job"))?;
        Ok(Made::Created(Json(view(&app, job))))
    }

    /// Retry a job
    #[oai(path = "/jobs/:id/retry", method = "post")]
    async fn retry(
        &self,
        app: Data<&Arc<App>>,
        admin: Admin,
        id: Path<Uuid>,
        why: Json<Why>,
    ) -> Answer<JobView> {
        act(&app, &admin, id.0, Action::Retry, &why).await
    }

    /// Discard a job
    #[oai(path = "/jobs/:id/discard", method = "post")]
    async fn discard(
        &self,
        app: Data<&Arc<App>>,
        admin: Admin,
        id: Path<Uuid>,
        why: Json<Why>,
    ) -> Answer<JobView> {
        act(&app, &admin, id.0, Action::Discard, &why).await
    }

    /// Run a job now
    #[oai(path = "/jobs/:id/run", method = "post")]
    async fn run(
        &self,
        app: Data<&Arc<App>>,
        admin: Admin,
        id: Path<Uuid>,
        why: Json<Why>,
    ) -> Answer<JobView> {
        act(&app, &admin, id.0, Action::Run, &why).await
    }

    /// Reveal a job's arguments
    #[oai(path = "/jobs/:id/reveal", method = "post")]
    async fn reveal(
        &self,
        app: Data<&Arc<App>>,
        admin: Admin,
        id: Path<Uuid>,
        why: Json<Why>,
    ) -> Answer<Revealed> {
        let job = app.store.job(id.0).await?.ok_or_else(|| Refusal::not_found("job"))?;
        let (action, target_kind, target_id) = ("job.reveal", "job", id.0.to_string());
        let (doer, reason, details) = (&admin.0.doer, why.reason()?, json!({}));
        app.store
            .note(&AuditEntry { doer, action, target_kind, target_id, reason, details })
            .await?;
        Ok(Json(Revealed { payload: job.payload }))
    }

    /// Edit a job's arguments
    #[oai(path = "/jobs/:id/payload", method = "put")]
    async fn edit(
        &self,
        app: Data<&Arc<App>>,
        admin: Admin,
        id: Path<Uuid>,
        edit: Json<Edit>,
    ) -> Answer<JobView> {
        let Edit { payload, requeue, reason: why } = edit.0;
        let why = reason(why.as_deref())?;
        let job = app.store.job(id.0).await?.ok_or_else(|| Refusal::not_found("job"))?;
        new_job(&app, &job.name, &payload)?;
        let acted = app.store.edit_job(id.0, &payload, requeue, &admin.0.doer, why).await?;
        outcome(&app, acted, "edited").await
    }
}

/// The job with these arguments, if they are its arguments.
fn new_job(app: &App, name: &str, payload: &Value) -> Result<downbeat_store::NewJob, Refusal> {
    if payload.to_string().contains("\\u0000") {
        return Err(Refusal::invalid(vec![FieldError::new("payload", "must hold no NUL")]));
    }
    match app.jobs.want(name, payload) {
        Some(Ok(new)) => Ok(new),
        Some(Err(error)) => {
            Err(Refusal::invalid(vec![FieldError::new("payload", error.to_string())]))
        }
        None => Err(unknown(name)),
    }
}

fn unknown(name: &str) -> Refusal {
    Refusal::conflict("unknown_job", format!("this release knows no durable job `{name}`"))
}

async fn act(app: &App, admin: &Admin, id: Uuid, action: Action, why: &Why) -> Answer<JobView> {
    let reason = why.reason()?;
    let job = app.store.job(id).await?.ok_or_else(|| Refusal::not_found("job"))?;
    if action != Action::Discard && !app.jobs.shown().contains_key(job.name.as_str()) {
        return Err(unknown(&job.name));
    }
    let acted = app.store.act(id, action, &admin.0.doer, reason).await?;
    let past = match action {
        Action::Retry => "retried",
        Action::Discard => "discarded",
        Action::Run => "run now",
    };
    outcome(app, acted, past).await
}

/// Of two who act at once, the later one is told who was first.
async fn outcome(app: &App, acted: Acted, past: &str) -> Answer<JobView> {
    match acted {
        Acted::Done(job) => Ok(Json(view(app, job))),
        Acted::NotFound => Err(Refusal::not_found("job")),
        Acted::WrongState(job) => {
            let last = audit_of(app, &job.id.to_string()).await?;
            let by = last.first().map(AuditView::summary).unwrap_or_default();
            let detail = format!("it is {} and cannot be {past}{by}", job.state.as_str());
            Err(Refusal::conflict("wrong_state", detail))
        }
    }
}
