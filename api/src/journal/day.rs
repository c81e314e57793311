//! Days, as a person has them and as requests name them.

use downbeat_boot::clock;
use downbeat_session::journal::{Clock, Day, limits::OPEN_DAYS};
use downbeat_store::CalendarRecord;

use super::Writer;
use crate::refusal::{FieldError, Refusal};

const FALLBACK_ZONE: &str = "UTC";

impl Writer {
    pub(super) async fn calendar(&self) -> Result<CalendarRecord, Refusal> {
        let known = self.vault.store.calendar(self.user).await?;
        Ok(known.unwrap_or_else(|| CalendarRecord { zone: FALLBACK_ZONE.to_owned(), starts_h: 0 }))
    }

    pub(super) async fn clock(&self) -> Result<Clock, Refusal> {
        clock_of(&self.calendar().await?)
    }

    pub(super) async fn today(&self) -> Result<Day, Refusal> {
        Ok(self.clock().await?.day(clock::unix_ms()))
    }

    /// The day of an entry: one that is open, or the one that it has already.
    pub(super) async fn open_day(
        &self,
        given: Option<&str>,
        standing: Option<Day>,
    ) -> Result<Day, Refusal> {
        let given = day("day", given)?;
        if let Some(standing) = standing
            && given.is_none_or(|given| given == standing)
        {
            return Ok(standing);
        }
        let today = self.today().await?;
        let day = given.unwrap_or(today);
        if day <= today && day > today.plus(-OPEN_DAYS) {
            return Ok(day);
        }
        let detail = format!("{day} is not open: a day takes entries for 48 hours");
        Err(Refusal::conflict("day_closed", detail))
    }
}

/// A day that is stored with a zone that this release does not know is one of UTC.
fn clock_of(calendar: &CalendarRecord) -> Result<Clock, Refusal> {
    Clock::new(&calendar.zone, calendar.starts_h)
        .or_else(|| Clock::new(FALLBACK_ZONE, 0))
        .ok_or_else(|| Refusal::unavailable("there is no calendar"))
}

/// A day that a field may name.
pub fn day(field: &str, given: Option<&str>) -> Result<Option<Day>, Refusal> {
    let read = given.filter(|text| !text.is_empty()).map(str::parse::<Day>).transpose();
    read.map_err(|error| Refusal::invalid(vec![FieldError::new(field, error.to_string())]))
}

/// From one day to another, all of them where none is named.
pub fn range(from: Option<&str>, until: Option<&str>) -> Result<(Day, Day), Refusal> {
    let (first, last) = all();
    Ok((day("from", from)?.unwrap_or(first), day("until", until)?.unwrap_or(last)))
}

/// The first and the last of all days.
pub fn all() -> (Day, Day) {
    (Day::new(i32::MIN), Day::new(i32::MAX))
}
