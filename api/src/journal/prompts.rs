//! `/api/v1/journal/prompts`: a question a day.

use std::sync::Arc;

use downbeat_session::journal::{
    Day, PROMPTS, Prompt, Streak,
    limits::{PROMPT_REST_DAYS, SWAPS_MAX},
    prompts::{Asked, first, next, numbered},
    streak,
};
use downbeat_store::PromptRecord;
use poem::web::Data;
use poem_openapi::{Object, OpenApi, payload::Json};
use uuid::Uuid;

use super::Writer;
use crate::{
    access::Caller,
    app::App,
    refusal::{Answer, FieldError, Refusal},
};

/// Whoever wrote on so many days in a row is asked for more.
const SECOND_LEVEL_DAYS: u32 = 3;
const THIRD_LEVEL_DAYS: u32 = 14;

pub struct Prompts;

#[derive(Debug, Object)]
struct JournalPrompt {
    id: Uuid,
    number: u16,
    category: String,
    /// 1 asks for a line, 3 for a while.
    level: u8,
    /// In English.
    text: String,
}

#[derive(Debug, Object)]
struct JournalPrompts {
    items: Vec<JournalPrompt>,
}

#[derive(Debug, Object)]
struct PromptOfDay {
    day: String,
    prompt: JournalPrompt,
    is_skipped: bool,
    /// How many others the day offers still.
    swaps_left: i16,
}

#[derive(Debug, Object)]
struct PromptAct {
    /// `skip` or `swap`.
    act: String,
    /// The number of the prompt that you saw. One that is not the day's any more is not
    /// swapped again, and not skipped.
    number: u16,
}

#[OpenApi(prefix_path = "/api/v1")]
impl Prompts {
    /// List prompts
    ///
    /// All of them, in English: ten categories, three levels.
    #[oai(path = "/journal/prompts", method = "get")]
    #[expect(clippy::unused_async, reason = "every operation is one")]
    async fn all(&self, app: Data<&Arc<App>>, caller: Caller) -> Answer<JournalPrompts> {
        Writer::of(&app, &caller)?;
        Ok(Json(JournalPrompts { items: PROMPTS.iter().map(view).collect() }))
    }

    /// Get the prompt of the day
    #[oai(path = "/journal/prompts/today", method = "get")]
    async fn today(&self, app: Data<&Arc<App>>, caller: Caller) -> Answer<PromptOfDay> {
        let writer = Writer::of(&app, &caller)?;
        Ok(Json(shown(writer.prompt().await?)?))
    }

    /// Skip or swap the prompt of the day
    ///
    /// Five others a day, each another, then 409 `enough`. What is not the day's any more is
    /// 409 `swapped` to skip; to swap, the one that took its place is the answer.
    #[oai(path = "/journal/prompts/today", method = "post")]
    async fn act(
        &self,
        app: Data<&Arc<App>>,
        caller: Caller,
        body: Json<PromptAct>,
    ) -> Answer<PromptOfDay> {
        let writer = Writer::of(&app, &caller)?;
        let standing = writer.prompt().await?;
        match body.act.as_str() {
            "skip" => {
                let (user, day) = (writer.user, standing.day);
                if !app.store.skip_prompt(user, day, body.number).await? {
                    return Err(Refusal::conflict("swapped", "the day has another prompt by now"));
                }
            }
            "swap" if body.number != standing.number => {}
            "swap" if standing.swaps >= SWAPS_MAX => {
                return Err(enough());
            }
            "swap" => {
                let other = writer.draw(standing.day, Some(standing.number)).await?;
                let numbers = (standing.number, other.ok_or_else(enough)?.number);
                app.store.swap_prompt(writer.user, standing.day, numbers).await?;
            }
            _ => {
                let message = "must be `skip` or `swap`";
                return Err(Refusal::invalid(vec![FieldError::new("act", message)]));
            }
        }
        Ok(Json(shown(writer.prompt().await?)?))
    }
}

impl Writer {
    /// The prompt of today, offered if none was.
    async fn prompt(&self) -> Result<PromptRecord, Refusal> {
        let (store, today) = (&self.vault.store, self.today().await?);
        if let Some(known) = store.offered_prompts(self.user, today, today).await?.pop() {
            return Ok(known);
        }
        if let Some(drawn) = self.draw(today, None).await? {
            store.offer_prompt(self.user, today, drawn.number).await?;
        }
        let offered = store.offered_prompts(self.user, today, today).await?.pop();
        offered.ok_or_else(|| Refusal::unavailable("there is no prompt now"))
    }

    /// The first prompt of a day, or the one behind another of it.
    async fn draw(&self, day: Day, shown: Option<u16>) -> Result<Option<&'static Prompt>, Refusal> {
        let store = &self.vault.store;
        let since = day.plus(-PROMPT_REST_DAYS);
        let before = store.offered_prompts(self.user, since, day.plus(-1)).await?;
        let before: Vec<_> = before.iter().map(|known| (known.day, known.number)).collect();
        let written = store.written_days(self.user).await?;
        let written: Vec<Day> = written.into_iter().map(|(day, _)| day).collect();
        let level_max = match streak(&written, day) {
            Streak { days, .. } if days >= THIRD_LEVEL_DAYS => 3,
            Streak { days, .. } if days >= SECOND_LEVEL_DAYS => 2,
            _ => 1,
        };
        let asked = Asked { seed: self.user.as_bytes(), day, level_max, before: &before };
        Ok(shown.map_or_else(|| Some(first(asked)), |shown| next(asked, shown)))
    }
}

fn enough() -> Refusal {
    Refusal::conflict("enough", "a day has six prompts")
}

fn view(prompt: &Prompt) -> JournalPrompt {
    let Prompt { number, category, level, text } = *prompt;
    let (id, category) = (prompt.id(), category.to_owned());
    JournalPrompt { id, number, category, level, text: text.to_owned() }
}

fn shown(record: PromptRecord) -> Result<PromptOfDay, Refusal> {
    let PromptRecord { day, number, swaps, is_skipped } = record;
    let prompt = numbered(number).ok_or_else(|| Refusal::not_found("prompt"))?;
    Ok(PromptOfDay {
        day: day.to_string(),
        prompt: view(prompt),
        is_skipped,
        swaps_left: (SWAPS_MAX - swaps).max(0),
    })
}
