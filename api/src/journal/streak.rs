//! `/api/v1/journal/streak` and `…/calendar`: days that were written, and what a day is.

use std::sync::Arc;

use downbeat_session::journal::{Clock, Day, streak};
use downbeat_store::CalendarRecord;
use poem::web::Data;
use poem_openapi::{Object, OpenApi, param::Query, payload::Json};

use super::{Writer, day};
use crate::{
    access::Caller,
    app::App,
    refusal::{Answer, FieldError, Refusal},
};

/// Days that are told at once.
const SHOWN_DAYS: i32 = 371;

pub struct Streaks;

#[derive(Debug, Object)]
struct Streak {
    /// Days written in a row.
    days: u32,
    longest: u32,
    /// Days off that are held: one for seven written, two at most.
    freezes: u32,
    /// Days that one of them stood in for.
    frozen: Vec<String>,
    is_today_written: bool,
    /// As `2026-11-30`, in your zone.
    today: String,
    /// The days with an entry of the year up to `until`, oldest first.
    written: Vec<WrittenDay>,
}

#[derive(Debug, Object)]
struct WrittenDay {
    day: String,
    entries: i64,
}

/// What makes a time a day of yours.
#[derive(Debug, Object)]
struct Calendar {
    /// As `Europe/Berlin`. Days that were written stay what they were.
    zone: String,
    /// The hour at which a day begins, 0 to 6.
    starts_h: u8,
    /// False until you chose one: then it is UTC.
    is_chosen: bool,
}

#[derive(Debug, Object)]
struct NewCalendar {
    /// As `Europe/Berlin`.
    zone: String,
    /// The hour at which a day begins, 0 to 6.
    starts_h: u8,
}

#[OpenApi(prefix_path = "/api/v1")]
impl Streaks {
    /// Get your streak
    ///
    /// And the days that were written in the year up to `until`, or to today.
    #[oai(path = "/journal/streak", method = "get")]
    async fn streak(
        &self,
        app: Data<&Arc<App>>,
        caller: Caller,
        until: Query<Option<String>>,
    ) -> Answer<Streak> {
        let writer = Writer::of(&app, &caller)?;
        let until = day::day("until", until.0.as_deref())?;
        let today = writer.today().await?;
        let written = app.store.written_days(writer.user).await?;
        let days: Vec<Day> = written.iter().map(|(day, _)| *day).collect();
        let counted = streak(&days, today);
        let until = until.unwrap_or(today);
        let shown = until.plus(-SHOWN_DAYS)..=until;
        let written = written.into_iter().filter(|(day, _)| shown.contains(day));
        Ok(Json(Streak {
            days: counted.days,
            longest: counted.longest,
            freezes: counted.freezes,
            frozen: counted
                .frozen
                .iter()
                .filter(|day| shown.contains(day))
                .map(Day::to_string)
                .collect(),
            is_today_written: counted.is_today_written,
            today: today.to_string(),
            written: written
                .map(|(day, entries)| WrittenDay { day: day.to_string(), entries })
                .collect(),
        }))
    }

    /// Get your calendar
    #[oai(path = "/journal/calendar", method = "get")]
    async fn calendar(&self, app: Data<&Arc<App>>, caller: Caller) -> Answer<Calendar> {
        let writer = Writer::of(&app, &caller)?;
        let is_chosen = app.store.calendar(writer.user).await?.is_some();
        let CalendarRecord { zone, starts_h } = writer.calendar().await?;
        Ok(Json(Calendar { zone, starts_h, is_chosen }))
    }

    /// Set your calendar
    ///
    /// It counts for what is written from now on.
    #[oai(path = "/journal/calendar", method = "put")]
    async fn set(
        &self,
        app: Data<&Arc<App>>,
        caller: Caller,
        body: Json<NewCalendar>,
    ) -> Answer<Calendar> {
        let writer = Writer::of(&app, &caller)?;
        let NewCalendar { zone, starts_h } = body.0;
        let set = CalendarRecord { zone, starts_h };
        if Clock::new(&set.zone, set.starts_h).is_none() {
            let message = "must be a zone, as `Europe/Berlin`, and an hour from 0 to 6";
            return Err(Refusal::invalid(vec![FieldError::new("zone", message)]));
        }
        app.store.set_calendar(writer.user, &set).await?;
        let CalendarRecord { zone, starts_h } = set;
        Ok(Json(Calendar { zone, starts_h, is_chosen: true }))
    }
}
