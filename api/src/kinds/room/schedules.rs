//! When a room begins by itself, or is to be thought of.

use std::sync::Arc;

use downbeat_job::rooms::{at_ms, next_weekly_ms};
use downbeat_store::{NewRoomSchedule, RoomSchedule};
use poem::{Request, web::Data};
use poem_openapi::{
    ApiResponse, Enum, Object, OpenApi,
    param::Path,
    payload::{Json, PlainText},
    types::MaybeUndefined,
};
use uuid::Uuid;

use super::{calendar, doors::theirs, found::found, shown::url};
use crate::{
    access::Caller,
    app::App,
    refusal::{Answer, FieldError, Refusal},
};

const SCHEDULES_MAX: i64 = 20;
const LISTED_MAX: u32 = 20;
const REMIND_MIN_MAX: u32 = 7 * 24 * 60;

pub struct Schedules;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[oai(rename_all = "snake_case")]
enum Repeat {
    Once,
    Weekly,
}

#[derive(Debug, Object)]
struct NewScheduleBody {
    /// By the clock of the zone: `2026-12-04T20:00`.
    at: String,
    /// As IANA calls it: `Europe/Berlin`.
    zone: String,
    /// Whether it is every week at that hour.
    #[oai(default = "once")]
    repeat: Repeat,
    /// So many minutes before, calendars and the room remind of it: 1 to 10,080.
    remind_min: Option<u32>,
    /// Whether it plays then by itself.
    #[oai(default)]
    start: bool,
}

/// What is left out stays as it is.
#[derive(Debug, Object)]
struct SchedulePatch {
    /// By the clock of the zone: `2026-12-04T20:00`.
    at: Option<String>,
    /// As IANA calls it: `Europe/Berlin`.
    zone: Option<String>,
    /// Whether it is every week at that hour.
    repeat: Option<Repeat>,
    /// So many minutes before, calendars and the room remind of it: 1 to 10,080; null
    /// for never.
    remind_min: MaybeUndefined<u32>,
    /// Whether it plays then by itself.
    start: Option<bool>,
}

#[derive(Debug, Object)]
struct Scheduled {
    id: Uuid,
    /// By the clock of the zone, the first time of those that are weekly.
    at: String,
    /// As IANA calls it.
    zone: String,
    /// `once` or `weekly`.
    repeat: String,
    /// So many minutes before, calendars and the room remind of it.
    remind_min: Option<i32>,
    /// Whether it plays then by itself.
    start: bool,
    /// When it is next; null once it is over.
    next_ms: Option<i64>,
}

#[derive(Debug, Object)]
struct ScheduledList {
    items: Vec<Scheduled>,
}

#[derive(Debug, Object)]
struct MadeSchedule {
    id: Uuid,
    next_ms: i64,
}

#[derive(ApiResponse)]
enum Made {
    /// It is kept.
    #[oai(status = 201)]
    Schedule(Json<MadeSchedule>),
}

#[derive(ApiResponse)]
enum Gone {
    /// It is not any more.
    #[oai(status = 204)]
    Gone,
}

#[derive(ApiResponse)]
enum Calendar {
    /// As iCalendar (RFC 5545).
    #[oai(status = 200, content_type = "text/calendar; charset=utf-8")]
    Ics(PlainText<String>),
}

fn once() -> Repeat {
    Repeat::Once
}

#[OpenApi(prefix_path = "/api/v1")]
impl Schedules {
    /// List a room's schedules
    ///
    /// For whoever has its code.
    #[oai(path = "/rooms/:code/schedules", method = "get")]
    async fn list(
        &self,
        app: Data<&Arc<App>>,
        request: &Request,
        code: Path<String>,
    ) -> Answer<ScheduledList> {
        let room = found(&app, request, &code.0).await?;
        let all = app.store.room_schedules(room.session_id, LISTED_MAX).await?;
        Ok(Json(ScheduledList { items: all.into_iter().map(Scheduled::from).collect() }))
    }

    /// Make a schedule
    ///
    /// By the clock of a zone, also when that is changed. A room has 20 at most (409
    /// `too_many`). By whoever may change its settings. Scope: `sessions:write`.
    #[oai(path = "/rooms/:code/schedules", method = "post")]
    async fn make(
        &self,
        app: Data<&Arc<App>>,
        request: &Request,
        caller: Caller,
        code: Path<String>,
        body: Json<NewScheduleBody>,
    ) -> Result<Made, Refusal> {
        let room = theirs(&app, request, &caller, &code.0).await?;
        let next_ms = coming_ms(&body, app.store.now_ms().await?)?;
        let new = stored((Uuid::now_v7(), room.session_id), &body, next_ms);
        let transaction = app.store.begin().await?;
        if !transaction.hold_session(room.session_id).await? {
            return Err(Refusal::not_found("room"));
        }
        if !transaction.make_room_schedule(new, SCHEDULES_MAX).await? {
            return Err(Refusal::conflict("too_many", "a room has 20 schedules at most"));
        }
        transaction.commit().await?;
        Ok(Made::Schedule(Json(MadeSchedule { id: new.id, next_ms })))
    }

    /// Change a schedule
    ///
    /// When it is next is told anew: 422 where that would be no time to come. By whoever
    /// may change the room's settings. Scope: `sessions:write`.
    #[oai(path = "/rooms/:code/schedules/:id", method = "patch")]
    async fn change(
        &self,
        app: Data<&Arc<App>>,
        request: &Request,
        caller: Caller,
        code: Path<String>,
        id: Path<Uuid>,
        patch: Json<SchedulePatch>,
    ) -> Answer<Scheduled> {
        let room = theirs(&app, request, &caller, &code.0).await?;
        let now_ms = app.store.now_ms().await?;
        let transaction = app.store.begin().await?;
        let known = transaction.hold_room_schedule(room.session_id, id.0).await?;
        let known = known.ok_or_else(|| Refusal::not_found("schedule"))?;
        let wanted = patched(known, patch.0);
        let next_ms = coming_ms(&wanted, now_ms)?;
        let new = stored((id.0, room.session_id), &wanted, next_ms);
        transaction.change_room_schedule(new).await?;
        transaction.commit().await?;
        Ok(Json(Scheduled {
            id: id.0,
            remind_min: new.remind_min,
            repeat: new.repeat.to_owned(),
            start: wanted.start,
            next_ms: Some(next_ms),
            at: wanted.at,
            zone: wanted.zone,
        }))
    }

    /// Delete a schedule
    ///
    /// By whoever may change the room's settings. Scope: `sessions:write`.
    #[oai(path = "/rooms/:code/schedules/:id", method = "delete")]
    async fn end(
        &self,
        app: Data<&Arc<App>>,
        request: &Request,
        caller: Caller,
        code: Path<String>,
        id: Path<Uuid>,
    ) -> Result<Gone, Refusal> {
        let room = theirs(&app, request, &caller, &code.0).await?;
        let transaction = app.store.begin().await?;
        if !transaction.end_room_schedule(room.session_id, id.0).await? {
            return Err(Refusal::not_found("schedule"));
        }
        transaction.commit().await?;
        Ok(Gone::Gone)
    }

    /// Get a room's calendar
    ///
    /// Its schedules, for calendars that subscribe to them. For whoever has its code.
    #[oai(path = "/rooms/:code/calendar.ics", method = "get")]
    async fn calendar(
        &self,
        app: Data<&Arc<App>>,
        request: &Request,
        code: Path<String>,
    ) -> Result<Calendar, Refusal> {
        let room = found(&app, request, &code.0).await?;
        let all = app.store.room_schedules(room.session_id, LISTED_MAX).await?;
        let now_ms = app.store.now_ms().await?;
        let text = calendar::written(&room, &url(&app, &room.code), &all, now_ms);
        Ok(Calendar::Ics(PlainText(text)))
    }
}

/// When it is next, if it may be so.
fn coming_ms(wanted: &NewScheduleBody, now_ms: i64) -> Result<i64, Refusal> {
    let NewScheduleBody { at, zone, repeat, remind_min, start: _ } = wanted;
    let wrong = |field, message| Refusal::invalid(vec![FieldError::new(field, message)]);
    if remind_min.is_some_and(|min| !(1..=REMIND_MIN_MAX).contains(&min)) {
        return Err(wrong("remind_min", "1 to 10,080"));
    }
    let Some(first_ms) = at_ms(at, zone) else {
        let message = "a time as `2026-12-04T20:00`, and a zone as `Europe/Berlin`";
        return Err(wrong("at", message));
    };
    let next_ms = match repeat {
        Repeat::Once => Some(first_ms).filter(|first_ms| *first_ms > now_ms),
        Repeat::Weekly => next_weekly_ms(at, zone, now_ms),
    };
    next_ms.ok_or_else(|| wrong("at", "a time that is to come"))
}

fn patched(known: RoomSchedule, patch: SchedulePatch) -> NewScheduleBody {
    let SchedulePatch { at, zone, repeat, remind_min, start } = patch;
    let is_weekly = known.repeat == word(Repeat::Weekly);
    let known_repeat = if is_weekly { Repeat::Weekly } else { Repeat::Once };
    NewScheduleBody {
        at: at.unwrap_or(known.local_at),
        zone: zone.unwrap_or(known.zone),
        repeat: repeat.unwrap_or(known_repeat),
        remind_min: match remind_min {
            MaybeUndefined::Undefined => known.remind_min.and_then(|min| u32::try_from(min).ok()),
            MaybeUndefined::Null => None,
            MaybeUndefined::Value(min) => Some(min),
        },
        start: start.unwrap_or(known.starts),
    }
}

/// As it is kept.
fn stored(
    (id, session): (Uuid, Uuid),
    wanted: &NewScheduleBody,
    next_ms: i64,
) -> NewRoomSchedule<'_> {
    let NewScheduleBody { at, zone, repeat, remind_min, start } = wanted;
    NewRoomSchedule {
        id,
        session,
        local_at: at,
        zone,
        repeat: word(*repeat),
        remind_min: remind_min.and_then(|min| i32::try_from(min).ok()),
        starts: *start,
        next_ms,
    }
}

const fn word(repeat: Repeat) -> &'static str {
    match repeat {
        Repeat::Once => "once",
        Repeat::Weekly => "weekly",
    }
}

impl From<RoomSchedule> for Scheduled {
    fn from(one: RoomSchedule) -> Self {
        let RoomSchedule { id, local_at, zone, repeat, remind_min, starts, next_ms, .. } = one;
        Self { id, at: local_at, zone, repeat, remind_min, start: starts, next_ms }
    }
}
