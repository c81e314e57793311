//! `/api/v1/journal/moods`: how somebody felt.

use std::sync::Arc;

use downbeat_boot::clock;
use downbeat_session::journal::Mood;
use downbeat_store::{Author, MoodRecord, PersonKey, StoreError};
use poem::web::Data;
use poem_openapi::{
    ApiResponse, Object, OpenApi,
    param::{Path, Query},
    payload::Json,
};
use uuid::Uuid;

use super::{DraftRef, Ending, Writer, cursor, day, sealed};
use crate::{
    access::Caller,
    app::App,
    paging::limit,
    refusal::{Answer, FieldError, Problems, Refusal},
};

/// A mood may be told that long after it was felt.
const LATE_MS: i64 = 48 * 3_600_000;
/// Clocks of devices are not ours.
const EARLY_MS: i64 = 60_000;

pub struct Moods;

#[derive(Debug, Clone, Object)]
pub struct JournalMood {
    id: Uuid,
    /// 1 to 10.
    value: u8,
    note: Option<String>,
    at_ms: i64,
    /// As `2026-11-30`.
    day: String,
}

#[derive(Debug, Object)]
struct JournalMoods {
    items: Vec<JournalMood>,
    next: Option<String>,
}

#[derive(Debug, Object)]
struct NewMood {
    /// Sent again with the same id, it is there once.
    id: Option<Uuid>,
    /// 1 to 10.
    value: u8,
    /// At most 500 characters.
    note: Option<String>,
    /// When it was felt, 48 hours ago at most; now if it is left out.
    at_ms: Option<i64>,
    /// The draft that it was written in, which ends with this.
    draft: Option<DraftRef>,
}

#[derive(ApiResponse)]
enum Noted {
    /// It is noted.
    #[oai(status = 201)]
    Mood(Json<JournalMood>),
}

#[derive(ApiResponse)]
enum Gone {
    /// It is gone.
    #[oai(status = 204)]
    Gone,
}

#[OpenApi(prefix_path = "/api/v1")]
impl Moods {
    /// List moods
    ///
    /// Your own, newest first.
    #[oai(path = "/journal/moods", method = "get")]
    async fn list(
        &self,
        app: Data<&Arc<App>>,
        caller: Caller,
        from: Query<Option<String>>,
        until: Query<Option<String>>,
        cursor: Query<Option<String>>,
        #[oai(name = "limit")] most: Query<Option<u32>>,
    ) -> Answer<JournalMoods> {
        let writer = Writer::of(&app, &caller)?;
        let range = day::range(from.0.as_deref(), until.0.as_deref())?;
        let most = limit(most.0)?;
        let after = cursor.0.as_deref().map(cursor::read).transpose()?;
        let rows = app.store.moods(writer.user, range, after, most).await?;
        let is_full = u32::try_from(rows.len()).is_ok_and(|count| count >= most);
        let next = rows.last().filter(|_| is_full).map(|last| cursor::write(last.cursor()));
        let Some(key) = writer.vault.known_key(writer.user).await? else {
            return Ok(Json(JournalMoods { items: Vec::new(), next: None }));
        };
        let items = rows.iter().map(|row| Ok(view(row, sealed::open_mood(&key, row)?)));
        Ok(Json(JournalMoods { items: items.collect::<Result<_, Refusal>>()?, next }))
    }

    /// Note a mood
    ///
    /// Twenty in 24 hours, then 409 `enough`. An id that another mood has is 409
    /// `exists`.
    #[oai(path = "/journal/moods", method = "post")]
    async fn note(
        &self,
        app: Data<&Arc<App>>,
        caller: Caller,
        new: Json<NewMood>,
    ) -> Result<Noted, Refusal> {
        let writer = Writer::of(&app, &caller)?;
        let NewMood { id, value, note, at_ms: felt_ms, draft } = new.0;
        let mood = Mood { value, note }.checked().map_err(Problems)?;
        let now_ms = clock::unix_ms();
        let at_ms = felt_ms.unwrap_or(now_ms);
        if !(now_ms - LATE_MS..=now_ms + EARLY_MS).contains(&at_ms) {
            let message = "must be within the last 48 hours";
            return Err(Refusal::invalid(vec![FieldError::new("at_ms", message)]));
        }
        let key = writer.vault.key(writer.user).await?;
        let id = id.unwrap_or_else(Uuid::now_v7);
        let ending = Ending::of(&app, &caller, draft).await?;
        if let Some(known) = app.store.mood(writer.user, id).await? {
            let noted = repeated(&key, &known, &mood, felt_ms)?;
            ending.alone().await?;
            return Ok(noted);
        }
        let day = writer.clock().await?.day(at_ms);
        let content = sealed::seal_mood(&key, id, &mood)?;
        let record = MoodRecord { id, day, at_ms, content };
        let shown = view(&record, mood.clone());
        let transaction = app.store.begin().await?;
        ending.within(&transaction).await?;
        let author = Author { user: writer.user, generation: key.generation() };
        let added = transaction.add_moods(author, vec![record], false).await?;
        if added == 0 {
            // The same was sent twice at once, and the other was first.
            drop(transaction);
            let known = app.store.mood(writer.user, id).await?.ok_or(StoreError::NotFound)?;
            let noted = repeated(&key, &known, &mood, felt_ms)?;
            ending.alone().await?;
            return Ok(noted);
        }
        transaction.commit().await?;
        ending.told().await;
        Ok(Noted::Mood(Json(shown)))
    }

    /// Delete a mood
    #[oai(path = "/journal/moods/:id", method = "delete")]
    async fn delete(
        &self,
        app: Data<&Arc<App>>,
        caller: Caller,
        id: Path<Uuid>,
    ) -> Result<Gone, Refusal> {
        let writer = Writer::of(&app, &caller)?;
        if app.store.delete_mood(writer.user, id.0).await? {
            return Ok(Gone::Gone);
        }
        Err(StoreError::NotFound.into())
    }
}

/// What was noted under an id that is sent again.
fn repeated(
    key: &PersonKey,
    known: &MoodRecord,
    mood: &Mood,
    felt_ms: Option<i64>,
) -> Result<Noted, Refusal> {
    let stored = sealed::open_mood(key, known)?;
    if stored != *mood || felt_ms.is_some_and(|felt_ms| felt_ms != known.at_ms) {
        return Err(Refusal::conflict("exists", "there is a mood of this id"));
    }
    Ok(Noted::Mood(Json(view(known, stored))))
}

fn view(record: &MoodRecord, mood: Mood) -> JournalMood {
    let Mood { value, note } = mood;
    JournalMood { id: record.id, value, note, at_ms: record.at_ms, day: record.day.to_string() }
}
