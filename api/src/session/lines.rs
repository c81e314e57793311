//! What was said in a session: its lines, and where people reacted.
//!
//! The newest lines are live Redis', older ones Postgres', and both count as
//! whoever asks does: a seat that has lines which nobody else sees counts those.

use std::sync::Arc;

use downbeat_live::{LogLine, Newest, Own};
use downbeat_session::{Audience, Description, kinds};
use downbeat_store::{Bound, PagedLine, Reader};
use poem::web::Data;
use poem_openapi::{
    Object, OpenApi,
    param::{Path, Query},
    payload::Json,
    types::ToJSON,
};
use serde_json::Value;
use uuid::Uuid;

use super::{
    found::{allowed, stored},
    meanwhile::{Happening, Meanwhile},
};
use crate::{
    access::{Caller, Permissions, Standing},
    app::App,
    refusal::{Answer, FieldError, Refusal},
};

pub(super) const PAGE: usize = 100;

pub struct Lines;

/// A line of a session's log.
#[derive(Debug, Object)]
struct SaidLine {
    /// Its number, as whoever asks counts; of a line that others do not see, that of
    /// the line before it.
    n: i64,
    seat: String,
    at_ms: i64,
    /// What it says; `null` once it was taken back, or its time was over.
    body: Option<Value>,
    /// The line that it answers.
    #[oai(skip_serializing_if = "Option::is_none")]
    reply: Option<i64>,
    /// The mark of a line that others do not see, for those who keep order.
    #[oai(skip_serializing_if = "Option::is_none")]
    shadow: Option<i64>,
}

#[derive(Debug, Object)]
struct SaidLines {
    /// Oldest first, 100 at most.
    items: Vec<SaidLine>,
    /// What happened meanwhile, where that was asked for: oldest first, 100 at most.
    #[oai(skip_serializing_if = "Option::is_none")]
    events: Option<Vec<Happening>>,
    /// That more happened meanwhile than is told.
    #[oai(skip_serializing_if = "Option::is_none")]
    more_events: Option<bool>,
}

/// Reactions that came in the same five seconds of an item.
#[derive(Debug, Object)]
struct HeatPart {
    /// Where in the item these five seconds begin.
    media_ms: i64,
    count: i64,
}

#[derive(Debug, Object)]
struct HeatStrip {
    items: Vec<HeatPart>,
}

#[OpenApi(prefix_path = "/api/v1")]
impl Lines {
    /// List lines
    ///
    /// What was said in a session that is talked in: the newest 100, or those next to
    /// a number. With `events=true` also what happened meanwhile that everybody there
    /// saw, as far as it has reached Postgres: of the newest page from its first line on,
    /// with `before` from its first line up to that line, with `after` from that line up
    /// to the last of a full page. So pages that go on from each other have all of it, and
    /// nothing twice; what happened before the first line of all is with that. Of more
    /// than 100 the last are told, with `after` the first, and `more_events` says so.
    /// For those who take part. Scopes: `sessions:read` and `sessions:command`.
    #[oai(path = "/sessions/:id/lines", method = "get")]
    async fn lines(
        &self,
        app: Data<&Arc<App>>,
        caller: Caller,
        id: Path<Uuid>,
        before: Query<Option<i64>>,
        after: Query<Option<i64>>,
        events: Query<Option<bool>>,
    ) -> Answer<SaidLines> {
        let (kind, standing) = partaking(&app, &caller, id.0).await?;
        let bound = bound(before.0, after.0)?;
        let reader = reader(&app, id.0, &standing).await?;
        let items = page(&app, id.0, &reader, bound).await?;
        let mut said = SaidLines { items, events: None, more_events: None };
        if events.0.unwrap_or_default() {
            let bound_ms = said_ms(&app, id.0, &reader, bound).await?;
            let lines: Vec<_> = said.items.iter().map(|line| (line.n, line.at_ms)).collect();
            let (events, is_all) = match (kind, Meanwhile::of(bound, bound_ms, &lines)) {
                (Some(kind), Some(meanwhile)) => meanwhile.told(&app, id.0, kind).await?,
                _ => (Vec::new(), true),
            };
            said.events = Some(events);
            said.more_events = (!is_all).then_some(true);
        }
        Ok(Json(said))
    }

    /// Show a heat strip
    ///
    /// How many reactions an item got, by five seconds of it; some seconds behind.
    /// For those who take part. Scopes: `sessions:read` and
    /// `sessions:command`.
    #[oai(path = "/sessions/:id/heat/:item", method = "get")]
    async fn heat(
        &self,
        app: Data<&Arc<App>>,
        caller: Caller,
        id: Path<Uuid>,
        item: Path<String>,
    ) -> Answer<HeatStrip> {
        const FIVE_S: i64 = 5_000;
        partaking(&app, &caller, id.0).await?;
        let heat = app.store.heat(id.0, &item.0).await?;
        let items = heat.into_iter().map(|(at, count)| HeatPart { media_ms: at * FIVE_S, count });
        Ok(Json(HeatStrip { items: items.collect() }))
    }
}

/// The newest lines as somebody sees them, so many at most.
pub async fn latest(
    app: &App,
    id: Uuid,
    standing: &Standing,
    most: usize,
) -> Result<Value, Refusal> {
    let reader = reader(app, id, standing).await?;
    let items = page(app, id, &reader, Bound::Newest).await?;
    let last = items.iter().skip(items.len().saturating_sub(most));
    Ok(Value::Array(last.filter_map(ToJSON::to_json).collect()))
}

/// What kind it is of, and what somebody is there who takes part. A hot session needs no
/// Postgres.
async fn partaking(
    app: &App,
    caller: &Caller,
    id: Uuid,
) -> Result<(Option<&'static Description>, Standing), Refusal> {
    caller.may(Permissions::LOOK)?;
    let (kind, standing) = if let Some(hot) = app.live.read(id).await? {
        let standing = allowed(app, caller, &hot, Permissions::LOOK).await?;
        (kinds::named(hot.session.kind()), standing)
    } else {
        let (record, standing) = stored(app, caller, id, Permissions::LOOK).await?;
        (kinds::named(&record.kind), standing)
    };
    if standing.audience() < Audience::Participant {
        return Err(Refusal::forbidden("your role in this session does not go so far"));
    }
    Ok((kind, standing))
}

/// When the line was said that a page lies next to.
async fn said_ms(
    app: &App,
    id: Uuid,
    reader: &Reader,
    bound: Bound,
) -> Result<Option<i64>, Refusal> {
    let (Bound::Before(n @ 1..) | Bound::After(n @ 1..)) = bound else { return Ok(None) };
    // Lines that others do not see have the number of the line before them.
    let next = page(app, id, reader, Bound::After(n - 1)).await?;
    Ok(next.iter().find(|line| line.n >= n).map(|line| line.at_ms))
}

fn bound(before: Option<i64>, after: Option<i64>) -> Result<Bound, Refusal> {
    match (before, after) {
        (None, None) => Ok(Bound::Newest),
        (Some(n), None) if n >= 0 => Ok(Bound::Before(n)),
        (None, Some(n)) if n >= 0 => Ok(Bound::After(n)),
        (Some(_), Some(_)) => {
            Err(Refusal::invalid(vec![FieldError::new("after", "stands beside no `before`")]))
        }
        (Some(_), None) => Err(Refusal::invalid(vec![FieldError::new("before", "is a number")])),
        (None, Some(_)) => Err(Refusal::invalid(vec![FieldError::new("after", "is a number")])),
    }
}

/// As whom they read: of a session that sleeps nobody sees what is hidden.
async fn reader(app: &App, id: Uuid, standing: &Standing) -> Result<Reader, Refusal> {
    let hot = app.live.read(id).await?;
    if hot.is_some_and(|hot| hot.session.sees_hidden(&standing.actor)) {
        return Ok(Reader::Orderly(standing.actor.id.clone().unwrap_or_default()));
    }
    Ok(standing.actor.id.clone().map_or(Reader::Anybody, Reader::Seat))
}

async fn page(
    app: &App,
    id: Uuid,
    reader: &Reader,
    bound: Bound,
) -> Result<Vec<SaidLine>, Refusal> {
    let seat = match reader {
        Reader::Seat(seat) | Reader::Orderly(seat) => seat.as_str(),
        Reader::Anybody => "",
    };
    let newest = app.live.newest_lines(id, seat).await?;
    let newest = newest.unwrap_or_default();
    let shown: Vec<(u64, SaidLine)> = shown(&newest, reader);
    // All that is asked for may be here.
    if let Some(page) = within(&shown, bound, newest.lines.first().is_some_and(|line| line.q == 1))
    {
        return Ok(page);
    }
    let most = u32::try_from(PAGE).unwrap_or(u32::MAX);
    let older = app.store.lines(id, reader, bound, most).await?;
    let is_full = older.len() >= PAGE;
    let last = older.last().map(|paged| paged.line.q.unsigned_abs());
    let line = |paged| SaidLine::kept(paged, reader);
    let mut items: Vec<SaidLine> = older.into_iter().map(line).collect();
    // Behind a page that is full is the next one.
    if !(is_full && matches!(bound, Bound::After(_))) {
        // What Postgres does not have yet.
        let newer = shown
            .into_iter()
            .filter(|(q, line)| last.is_none_or(|last| *q > last) && is_within(line.n, bound));
        items.extend(newer.map(|(_, line)| line));
        let over = items.len().saturating_sub(PAGE);
        match bound {
            Bound::After(_) => items.truncate(PAGE),
            Bound::Newest | Bound::Before(_) => drop(items.drain(..over)),
        }
    }
    Ok(items)
}

const fn is_within(n: i64, bound: Bound) -> bool {
    match bound {
        Bound::After(after) => n > after,
        Bound::Before(before) => n < before,
        Bound::Newest => true,
    }
}

/// The page, where live Redis has all of it; `is_all` where it has every line.
fn within(shown: &[(u64, SaidLine)], bound: Bound, is_all: bool) -> Option<Vec<SaidLine>> {
    let first = shown.first().map(|(_, line)| line.n)?;
    let copy = |(_, line): &(u64, SaidLine)| line.copy();
    match bound {
        Bound::Newest if is_all || shown.len() >= PAGE => {
            Some(shown[shown.len().saturating_sub(PAGE)..].iter().map(copy).collect())
        }
        Bound::After(n) if is_all || first - 1 <= n => {
            let after = shown.iter().filter(|(_, line)| line.n > n);
            Some(after.take(PAGE).map(copy).collect())
        }
        Bound::Before(n) if is_all => {
            let before: Vec<SaidLine> =
                shown.iter().filter(|(_, line)| line.n < n).map(copy).collect();
            let over = before.len().saturating_sub(PAGE);
            Some(before.into_iter().skip(over).collect())
        }
        Bound::Newest | Bound::After(_) | Bound::Before(_) => None,
    }
}

/// The newest lines as whoever asks sees and counts them.
fn shown(newest: &Newest, reader: &Reader) -> Vec<(u64, SaidLine)> {
    let Newest { lines, own } = newest;
    let sees = |line: &&LogLine| match reader {
        Reader::Orderly(_) => true,
        Reader::Seat(seat) => !line.is_hidden() || line.seat == *seat,
        Reader::Anybody => !line.is_hidden(),
    };
    let mut before = 0;
    let shown = |line: &LogLine| {
        let mut shown = SaidLine::of(line, own, is_marked(reader, &line.seat));
        // A line with a mark stands behind the one before it, their own hidden ones too.
        if shown.shadow.is_some() {
            shown.n = shown.n.max(before);
        }
        before = shown.n;
        (line.q, shown)
    };
    lines.iter().filter(sees).map(shown).collect()
}

/// Whether a line that others do not see is marked as one: nobody learns so that they
/// are muted in the shadow.
fn is_marked(reader: &Reader, seat: &str) -> bool {
    matches!(reader, Reader::Orderly(own) if own != seat)
}

impl SaidLine {
    fn of(line: &LogLine, own: &Own, is_marked: bool) -> Self {
        let number = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
        let own_n = line.own.filter(|_| !is_marked);
        let own_reply = line.own_reply.filter(|_| !is_marked);
        Self {
            n: number(own_n.unwrap_or_else(|| own.as_seen(line.n))),
            seat: line.seat.clone(),
            at_ms: line.at_ms,
            body: line.body.clone().map(Value::Object),
            reply: own_reply.or_else(|| line.reply.map(|n| own.as_seen(n))).map(number),
            shadow: line.own.filter(|_| is_marked).map(|_| number(line.q)),
        }
    }

    fn kept(paged: PagedLine, reader: &Reader) -> Self {
        let PagedLine { line, n, reply } = paged;
        let shadow = line.own_n.filter(|_| is_marked(reader, &line.seat)).map(|_| line.q);
        let (seat, at_ms, body) = (line.seat, line.at_ms, line.body);
        Self { n, seat, at_ms, body, reply, shadow }
    }

    fn copy(&self) -> Self {
        let Self { n, seat, at_ms, body, reply, shadow } = self;
        let (seat, body) = (seat.clone(), body.clone());
        Self { n: *n, seat, at_ms: *at_ms, body, reply: *reply, shadow: *shadow }
    }
}
