//! What happens by the clock.

use std::sync::Arc;

use downbeat_job::schedules::SCHEDULES;
use downbeat_store::ScheduleRecord;
use poem::web::Data;
use poem_openapi::{Object, OpenApi, param::Path, payload::Json};
use uuid::Uuid;

use super::why::Why;
use crate::{
    access::{Admin, Reader},
    app::App,
    refusal::{Answer, Refusal},
};

pub struct Schedules;

#[derive(Debug, Object)]
struct ScheduleView {
    name: String,
    job: String,
    cron: String,
    time_zone: String,
    next_ms: i64,
    last_ms: Option<i64>,
    last_job: Option<Uuid>,
}

#[derive(Debug, Object)]
struct ScheduleList {
    items: Vec<ScheduleView>,
}

#[OpenApi(prefix_path = "/api/v1/admin")]
impl Schedules {
    /// List schedules
    #[oai(path = "/schedules", method = "get")]
    async fn list(&self, app: Data<&Arc<App>>, _reader: Reader) -> Answer<ScheduleList> {
        let schedules = app.store.schedules().await?;
        Ok(Json(ScheduleList { items: schedules.into_iter().map(view).collect() }))
    }

    /// Run a schedule now
    #[oai(path = "/schedules/:name/run", method = "post")]
    async fn run(
        &self,
        app: Data<&Arc<App>>,
        admin: Admin,
        name: Path<String>,
        why: Json<Why>,
    ) -> Answer<ScheduleView> {
        let schedule = SCHEDULES.iter().find(|schedule| schedule.name == name.0);
        let schedule = schedule.ok_or_else(|| Refusal::not_found("schedule"))?;
        let (job, doer) = ((schedule.job)()?, &admin.0.doer);
        let enqueued = app.store.run_schedule(&name, job, doer, why.reason()?).await?;
        app.queue.announce(&enqueued).await;
        let schedules = app.store.schedules().await?;
        let schedule = schedules.into_iter().find(|schedule| schedule.name == name.0);
        Ok(Json(view(schedule.ok_or_else(|| Refusal::not_found("schedule"))?)))
    }
}

fn view(schedule: ScheduleRecord) -> ScheduleView {
    let ScheduleRecord { name, cron, time_zone, next_ms, last_ms, last_job } = schedule;
    ScheduleView { job: name.clone(), name, cron, time_zone, next_ms, last_ms, last_job }
}
