//! `/api/v1/journal/insights`: what a month or a year tells its person.
//!
//! Nothing of it is kept, and nothing leaves this process: moods and entries are opened,
//! newest first, for as long as a call may take, and counted. Where time or room end
//! first, it is told of the days that were read whole.

use std::{sync::Arc, time::Duration};

use downbeat_boot::clock::{self, Instant};
use downbeat_session::journal::{
    Clock, Day,
    insights::{
        Felt, Figure, Insights, Reading, Span, TagMood, WordCount, first_line, other_years,
    },
};
use downbeat_store::{EntryFilter, PersonKey};
use poem::web::Data;
use poem_openapi::{Object, OpenApi, param::Query, payload::Json};
use uuid::Uuid;

use super::{Writer, sealed, search};
use crate::{
    access::Caller,
    app::App,
    refusal::{Answer, FieldError, Refusal},
};

const LONGEST: Duration = Duration::from_millis(400);
const MOODS_MAX: usize = 8_000;
const MOODS_AT_ONCE: u32 = 500;
const ENTRIES_MAX: usize = 4_000;
/// Entries of this day in other years.
const THIS_DAY_MAX: usize = 10;

pub struct InsightsDoor;

#[derive(Debug, Object)]
struct JournalInsights {
    /// Today, as `2026-11-30`: whose other years are told.
    as_of_day: String,
    /// The first day that is told of. With `is_whole` false it is later than the span's.
    from: String,
    /// The last day that is told of.
    until: String,
    /// False where reading ended before the span did.
    is_whole: bool,
    /// Of all moods, those of entries among them.
    moods: MoodFigure,
    /// Seven, from Monday on.
    by_weekday: Vec<MoodFigure>,
    /// 24, by the clock of your zone, of moods that were noted by themselves.
    by_hour: Vec<MoodFigure>,
    /// At most 50, the largest difference first: only those that chance alone sets as far
    /// apart in fewer than one of 20 tries.
    tags: Vec<TagMoods>,
    /// At most 20, the most used first.
    words: Vec<UsedWord>,
    /// Entries of the same day in other years, newest first: at most 10.
    this_day: Vec<ThisDayEntry>,
}

#[derive(Debug, Object)]
struct MoodFigure {
    count: u32,
    /// Their mean, 1 to 10 in tenths of it: 65 is 6.5.
    mean_tenths: Option<u32>,
    /// Their standard deviation, in tenths; null where they are fewer than two.
    spread_tenths: Option<u32>,
}

/// A tag, and the moods of days with it and without. What came of what it does not say.
#[derive(Debug, Object)]
struct TagMoods {
    /// As you wrote it last.
    tag: String,
    /// Days with a mood that have an entry with the tag: 5 at least.
    days_with: u32,
    /// The other days with a mood: 5 at least.
    days_without: u32,
    /// Of the days' mean moods, in tenths.
    mean_with_tenths: u32,
    mean_without_tenths: u32,
    /// How much higher days with it were, in tenths; negative where they were lower.
    difference_tenths: i32,
    /// How likely chance alone sets them as far apart, held to how many tags were tried,
    /// in thousandths: below 50.
    chance_thousandths: u32,
}

#[derive(Debug, Object)]
struct UsedWord {
    /// In small letters, as texts are compared.
    word: String,
    count: u32,
}

#[derive(Debug, Object)]
struct ThisDayEntry {
    id: Uuid,
    /// As `2025-11-30`.
    day: String,
    /// Its title, or the first that it says: 120 characters at most.
    line: String,
}

#[OpenApi(prefix_path = "/api/v1")]
impl InsightsDoor {
    /// Get insights
    ///
    /// What moods, tags and words of a span come to, counted here and nowhere else.
    /// `span` is `month` (thirty days) or `year` (365; so if it is left out), up to today.
    /// Each call opens moods and entries, newest first, for 400 ms at most; where that is
    /// too short `is_whole` is false and `from` says how far it got.
    #[oai(path = "/journal/insights", method = "get")]
    async fn insights(
        &self,
        app: Data<&Arc<App>>,
        caller: Caller,
        span: Query<Option<String>>,
    ) -> Answer<JournalInsights> {
        let writer = Writer::of(&app, &caller)?;
        let span = Span::named(span.0.as_deref().unwrap_or("year")).ok_or_else(|| {
            Refusal::invalid(vec![FieldError::new("span", "must be `month` or `year`")])
        })?;
        let wall = writer.clock().await?;
        let today = wall.day(clock::unix_ms());
        let first = span.first(today);
        let (mut reading, mut from, mut this_day) = (Reading::default(), first, Vec::new());
        if let Some(key) = writer.vault.known_key(writer.user).await? {
            let deadline = clock::monotonic() + LONGEST;
            let opening = Opening { writer: &writer, key: &key, deadline };
            from = opening.moods(&mut reading, (first, today), wall).await?;
            from = opening.entries(&mut reading, (from, today)).await?;
            this_day = opening.this_day(today).await?;
        }
        let seed = [writer.user.as_bytes().as_slice(), span.as_str().as_bytes()].concat();
        let Insights { moods, by_weekday, by_hour, tags, words } = reading.told(from, &seed);
        Ok(Json(JournalInsights {
            as_of_day: today.to_string(),
            // Not even today was read whole.
            from: from.min(today).to_string(),
            until: today.to_string(),
            is_whole: from == first,
            moods: figure(moods),
            by_weekday: by_weekday.map(figure).into(),
            by_hour: by_hour.map(figure).into(),
            tags: tags.into_iter().map(tag_moods).collect(),
            words: words.into_iter().map(used_word).collect(),
            this_day,
        }))
    }
}

/// Somebody's journal while it is opened.
struct Opening<'a> {
    writer: &'a Writer,
    key: &'a PersonKey,
    deadline: Instant,
}

impl Opening<'_> {
    /// Reads moods of a span, and answers the first day that was read whole.
    async fn moods(
        &self,
        reading: &mut Reading,
        (from, until): (Day, Day),
        wall: Clock,
    ) -> Result<Day, Refusal> {
        let (store, user) = (&self.writer.vault.store, self.writer.user);
        let (mut count, mut after) = (0, None);
        loop {
            let rows = store.moods(user, (from, until), after, MOODS_AT_ONCE).await?;
            let Some(last) = rows.last() else { return Ok(from) };
            after = Some(last.cursor());
            for row in &rows {
                if self.is_over(count, MOODS_MAX) {
                    return Ok(row.day.plus(1));
                }
                count += 1;
                let value = sealed::open_mood(self.key, row)?.value;
                reading.mood(Felt { day: row.day, hour: Some(wall.hour(row.at_ms)), value });
            }
        }
    }

    /// Reads entries of a span, and answers the first day that was read whole.
    async fn entries(
        &self,
        reading: &mut Reading,
        (from, until): (Day, Day),
    ) -> Result<Day, Refusal> {
        let filter = EntryFilter { from, until, is_trash: false };
        let (mut count, mut after) = (0, None);
        loop {
            let rows = search::batch(self.writer, filter, after).await?;
            let Some(last) = rows.last() else { return Ok(from) };
            after = Some(last.cursor());
            for row in &rows {
                if self.is_over(count, ENTRIES_MAX) {
                    return Ok(row.day.plus(1));
                }
                count += 1;
                reading.entry(row.day, &sealed::open_entry(self.key, row)?);
            }
        }
    }

    /// The same day in other years. They are few, and looked up by their days.
    async fn this_day(&self, today: Day) -> Result<Vec<ThisDayEntry>, Refusal> {
        let (store, user) = (&self.writer.vault.store, self.writer.user);
        let written = store.written_days(user).await?.into_iter().map(|(day, _)| day);
        let mut told = Vec::new();
        for day in other_years(today, written) {
            let left = u32::try_from(THIS_DAY_MAX.saturating_sub(told.len())).unwrap_or(0);
            if left == 0 {
                break;
            }
            let filter = EntryFilter { from: day, until: day, is_trash: false };
            for row in store.entries(user, filter, None, left).await? {
                let line = first_line(&sealed::open_entry(self.key, &row)?);
                told.push(ThisDayEntry { id: row.id, day: day.to_string(), line });
            }
        }
        Ok(told)
    }

    /// One is opened, however late it is.
    fn is_over(&self, count: usize, most: usize) -> bool {
        count >= most || (count > 0 && clock::monotonic() >= self.deadline)
    }
}

fn figure(Figure { count, mean_tenths, spread_tenths }: Figure) -> MoodFigure {
    MoodFigure { count, mean_tenths, spread_tenths }
}

fn tag_moods(tag: TagMood) -> TagMoods {
    let TagMood {
        tag,
        days_with,
        days_without,
        mean_with_tenths,
        mean_without_tenths,
        difference_tenths,
        chance_thousandths,
    } = tag;
    TagMoods {
        tag,
        days_with,
        days_without,
        mean_with_tenths,
        mean_without_tenths,
        difference_tenths,
        chance_thousandths,
    }
}

fn used_word(WordCount { word, count }: WordCount) -> UsedWord {
    UsedWord { word, count }
}
