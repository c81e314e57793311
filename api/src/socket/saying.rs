//! What is said on a socket that changes nothing, and how it is answered.

use downbeat_job::{logged_line, saved_log};
use downbeat_live::{LogLine, MeantLine, SayError, Utterance, Uttered};
use downbeat_session::{Unsaid, kinds};
use downbeat_store::{Bound, Reader};
use metrics::counter;
use serde_json::Value;

use super::{asking::Allowance, entry::Entry};
use crate::{access::Permissions, app::App, kinds as by_kind};

const ID_CHARS_MAX: usize = 100;
/// Sayings of one socket: so many at once, and so many a second.
pub const AT_ONCE: f64 = 100.0;
pub const A_SECOND: f64 = 40.0;

/// A saying, as a client says it.
pub struct Saying {
    pub id: String,
    pub name: String,
    pub args: Value,
}

/// Why it was not said.
pub struct Refused {
    pub code: &'static str,
    pub message: String,
    pub retry_ms: Option<u64>,
}

/// Says what is asked; the number of a line, as its seat counts.
pub async fn say(
    app: &App,
    entry: &Entry,
    allowance: &mut Allowance,
    saying: Saying,
) -> Result<Option<u64>, Refused> {
    let name = known(&saying.name);
    let said = said(app, entry, allowance, saying).await;
    let outcome = match &said {
        Ok(_) => "said",
        Err(Refused { code: "limited" | "slow" | "repeated", .. }) => "limited",
        Err(Refused { code: "unavailable" | "activating" | "audit_full", .. }) => "unavailable",
        Err(_) => "rejected",
    };
    counter!("downbeat_sayings_total", "name" => name, "outcome" => outcome).increment(1);
    said
}

async fn said(
    app: &App,
    entry: &Entry,
    allowance: &mut Allowance,
    saying: Saying,
) -> Result<Option<u64>, Refused> {
    let Saying { id, name, args } = saying;
    if !entry.standing.may.has(Permissions::COMMAND) {
        return Err(refused("forbidden", "your role here only looks"));
    }
    if !(1..=ID_CHARS_MAX).contains(&id.chars().count()) {
        return Err(refused("malformed", "an id has 1 to 100 characters"));
    }
    if !allowance.take() {
        return Err(refused("limited", "too many sayings at once"));
    }
    if entry.standing.is_of_rows {
        return by_kind::say(app, entry, (&name, &args)).await;
    }
    let (session, actor) = (entry.session, entry.standing.actor.clone());
    let limits = by_kind::say_limits(app);
    let mut said = Utterance { session, name, args, actor, limits, older: None };
    let uttered = utter(app, &mut said).await?;
    let Uttered { n, together, tune, is_kept } = uttered;
    if is_kept {
        app.ask_for_drain(session);
    }
    if let Some(together) = together {
        app.hub.tell_together(session, together);
    }
    if let Some(args) = tune {
        // What is not told now is told with a later report.
        if let Err(error) = app.live.tell_system(session, "tune", args).await {
            tracing::debug!(%session, %error, "a session was not tuned");
        }
    }
    Ok(n)
}

/// Brings what it needs of Postgres, each once.
async fn utter(app: &App, said: &mut Utterance) -> Result<Uttered, Refused> {
    let mut loads = 0;
    loop {
        match app.live.utter(said).await {
            Err(SayError::Unloaded { incarnation }) if loads < 2 => {
                loads += 1;
                let saved = saved_log(&app.store, said.session).await.map_err(away)?;
                app.live.open_log(said.session, incarnation, &saved).await.map_err(away)?;
            }
            Err(SayError::Older { counted }) if said.older.is_none() => {
                let older = older(app, said, counted).await?;
                said.older = Some(older.ok_or_else(unknown_line)?);
            }
            uttered => return Ok(uttered?),
        }
    }
}

async fn older(
    app: &App,
    said: &Utterance,
    counted: MeantLine,
) -> Result<Option<LogLine>, Refused> {
    let number = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
    let line = match counted {
        MeantLine::Marked(q) => app.store.line_at(said.session, number(q)).await.map_err(away)?,
        MeantLine::Counted(n) => {
            let seat = said.actor.id.clone().unwrap_or_default();
            let after = Bound::After(number(n) - 1);
            let page = app.store.lines(said.session, &Reader::Seat(seat), after, 1).await;
            let page = page.map_err(away)?;
            page.into_iter().find(|paged| paged.n == number(n)).map(|paged| paged.line)
        }
    };
    Ok(line.map(logged_line))
}

/// A name that metrics have.
fn known(name: &str) -> &'static str {
    let names = kinds::all().flat_map(|kind| kind.sayings);
    names.copied().find(|known| *known == name).unwrap_or("unknown")
}

pub fn refused(code: &'static str, message: &str) -> Refused {
    Refused { code, message: message.to_owned(), retry_ms: None }
}

fn unknown_line() -> Refused {
    refused("unknown_line", "there is no such line")
}

fn away(error: impl std::fmt::Display) -> Refused {
    tracing::warn!(%error, "a log cannot be read");
    refused("unavailable", "it cannot be said now")
}

impl From<SayError> for Refused {
    fn from(error: SayError) -> Self {
        let message = error.to_string();
        let code = match error {
            SayError::Cold => "activating",
            SayError::Unsaid(Unsaid::Refused(refusal)) => {
                let (rejection, retry_ms) = (refusal.rejection, refusal.retry_ms);
                let retry_ms = retry_ms.and_then(|ms| u64::try_from(ms).ok());
                return Self { code: rejection.code, message: rejection.message, retry_ms };
            }
            SayError::Unsaid(Unsaid::Invalid(problems)) => {
                let said = problems.iter().map(|one| format!("{}: {}", one.field, one.message));
                return refused("invalid", &said.collect::<Vec<_>>().join("; "));
            }
            SayError::Limited { code, retry_ms, .. } => {
                return Self { code, message, retry_ms: Some(retry_ms) };
            }
            SayError::UnknownLine | SayError::Older { .. } => return unknown_line(),
            SayError::Contended => "contended",
            SayError::Full => "audit_full",
            SayError::Unloaded { .. } | SayError::Live(_) => "unavailable",
        };
        Self { code, message, retry_ms: None }
    }
}
