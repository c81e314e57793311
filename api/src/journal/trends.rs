//! `/api/v1/journal/trends`: what a week, a month or a year came to.

use std::sync::Arc;

use downbeat_session::journal::{
    Day,
    trends::{Period, trend},
};
use downbeat_store::EntryFilter;
use poem::web::Data;
use poem_openapi::{Object, OpenApi, param::Query, payload::Json};

use super::{Writer, day, sealed, search};
use crate::{
    access::Caller,
    app::App,
    refusal::{Answer, FieldError, Refusal},
};

/// Moods that are opened for a trend, and in one go. A year of twenty a day is less.
const MOODS_MAX: usize = 8_000;
const MOODS_AT_ONCE: u32 = 500;
const ENTRIES_MAX: usize = 4_000;

pub struct Trends;

#[derive(Debug, Object)]
struct Trend {
    /// As `2026-11-30`: the first day of what the point stands for.
    from: String,
    entries: u32,
    /// Moods that were noted, those of entries among them.
    moods: u32,
    /// Their mean, 1 to 10 in tenths of it: 65 is 6.5.
    mean_tenths: Option<u32>,
}

#[derive(Debug, Object)]
struct TrendList {
    items: Vec<Trend>,
}

#[OpenApi(prefix_path = "/api/v1")]
impl Trends {
    /// Get trends
    ///
    /// `period` is `week` (seven days; so if it is left out), `month` (thirty) or `year` (twelve months), up to
    /// `until`, or to today.
    #[oai(path = "/journal/trends", method = "get")]
    async fn trends(
        &self,
        app: Data<&Arc<App>>,
        caller: Caller,
        period: Query<Option<String>>,
        until: Query<Option<String>>,
    ) -> Answer<TrendList> {
        let writer = Writer::of(&app, &caller)?;
        let period = Period::named(period.0.as_deref().unwrap_or("week")).ok_or_else(|| {
            let message = "must be `week`, `month` or `year`";
            Refusal::invalid(vec![FieldError::new("period", message)])
        })?;
        let until = match day::day("until", until.0.as_deref())? {
            Some(until) => until,
            None => writer.today().await?,
        };
        let points = period.points(until);
        let from = points.first().copied().unwrap_or(until);
        let (entries, mut felt) = written(&writer, (from, until)).await?;
        felt.extend(noted(&writer, (from, until)).await?);
        let items = trend(&points, until, &entries, &felt).into_iter().map(|point| Trend {
            from: point.from.to_string(),
            entries: point.entries,
            moods: point.moods,
            mean_tenths: point.mean_tenths,
        });
        Ok(Json(TrendList { items: items.collect() }))
    }
}

type Felt = Vec<(Day, u8)>;

/// The days of entries, and the moods that stand in them.
async fn written(writer: &Writer, (from, until): (Day, Day)) -> Result<(Vec<Day>, Felt), Refusal> {
    let (mut days, mut felt, mut after) = (Vec::new(), Vec::new(), None);
    let Some(key) = writer.vault.known_key(writer.user).await? else { return Ok((days, felt)) };
    let filter = EntryFilter { from, until, is_trash: false };
    while days.len() < ENTRIES_MAX {
        let rows = search::batch(writer, filter, after).await?;
        let Some(last) = rows.last() else { break };
        after = Some(last.cursor());
        for row in &rows {
            days.push(row.day);
            felt.extend(sealed::open_entry(&key, row)?.mood.map(|mood| (row.day, mood)));
        }
    }
    Ok((days, felt))
}

async fn noted(writer: &Writer, range: (Day, Day)) -> Result<Felt, Refusal> {
    let (mut felt, mut after) = (Vec::new(), None);
    let Some(key) = writer.vault.known_key(writer.user).await? else { return Ok(felt) };
    while felt.len() < MOODS_MAX {
        let rows = writer.vault.store.moods(writer.user, range, after, MOODS_AT_ONCE).await?;
        let Some(last) = rows.last() else { break };
        after = Some(last.cursor());
        for row in &rows {
            felt.push((row.day, sealed::open_mood(&key, row)?.value));
        }
    }
    Ok(felt)
}
