//! Messages of a circle as somebody lists them.

use downbeat_session::kinds::circle::Rank;
use downbeat_store::{CircleRecord, MessageRange, MessageRecord};
use poem_openapi::Object;
use uuid::Uuid;

use super::{
    feeds::READER,
    pages::Stale,
    said::{CircleMessage, Reading},
    unseen::key_to_read,
    visit::Visit,
};
use crate::{
    app::App,
    refusal::{FieldError, Refusal},
};

const LIMIT: u32 = 30;
const LIMIT_MAX: u32 = 50;

#[derive(Debug, Object)]
pub struct CircleMessages {
    /// In the order of their numbers.
    items: Vec<CircleMessage>,
    /// Those that are pinned, the last pinned first.
    pinned: Vec<CircleMessage>,
    /// Your own that a moderator looks at first, oldest first.
    held: Vec<CircleMessage>,
    /// The number of the newest message, and of the newest change: what changes goes on
    /// from there.
    head: i64,
    n: i64,
    /// Whether they are as they were at `as_of_ms`, as anybody reads them: what is true now
    /// cannot be said.
    stale: bool,
    /// Null unless they are stale.
    as_of_ms: Option<i64>,
}

/// Which messages are asked for.
#[derive(Debug, Clone, Copy)]
pub struct Asked {
    pub before: Option<i64>,
    pub after: Option<i64>,
    pub around: Option<i64>,
    pub most: Option<u32>,
}

impl Asked {
    const fn is_newest(self) -> bool {
        self.before.is_none() && self.after.is_none() && self.around.is_none()
    }

    fn most(self) -> Result<u32, Refusal> {
        let most = self.most.unwrap_or(LIMIT);
        if (1..=LIMIT_MAX).contains(&most) {
            return Ok(most);
        }
        let message = format!("must be between 1 and {LIMIT_MAX}");
        Err(Refusal::invalid(vec![FieldError::new("limit", message)]))
    }
}

/// The newest come from the cache, also while Postgres is away.
pub async fn list(
    app: &App,
    viewer: Option<Uuid>,
    circle: Uuid,
    asked: Asked,
) -> Result<CircleMessages, Refusal> {
    match listed(app, viewer, circle, asked).await {
        Err(away @ Refusal::Unavailable(..)) if asked.is_newest() => {
            stale(app, viewer, circle, asked.most()?).await.ok_or(away)
        }
        answer => answer,
    }
}

async fn listed(
    app: &App,
    viewer: Option<Uuid>,
    circle: Uuid,
    asked: Asked,
) -> Result<CircleMessages, Refusal> {
    let visit = Visit::of(app, viewer, circle, None).await?;
    visit.reading()?;
    let most = asked.most()?;
    let (found, pinned) = if asked.is_newest() && app.kinds.pages.are_there() {
        newest(app, viewer, &visit, most).await?
    } else {
        let found = ranged(app, viewer, &visit, (asked, most)).await?;
        (found, app.store.pinned_messages(circle, viewer, visit.floor()).await?)
    };
    let waiting = match viewer {
        Some(user) => {
            let mark = key_to_read(app).await.map(|key| key.mark(circle, user));
            app.store.held_messages((circle, user), mark, LIMIT_MAX).await?
        }
        None => Vec::new(),
    };
    let all = found.iter().chain(&pinned).chain(&waiting);
    let authors = all.map(|record| record.author);
    let reading = Reading::of(app, viewer, visit.rights, authors).await?;
    let [items, pinned, waiting] = [found, pinned, waiting].map(|all| reading.messages(all));
    let CircleRecord { head, n, .. } = visit.circle;
    let (stale, as_of_ms) = (false, None);
    Ok(CircleMessages { items, pinned, held: waiting, head, n, stale, as_of_ms })
}

async fn ranged(
    app: &App,
    viewer: Option<Uuid>,
    visit: &Visit,
    (asked, most): (Asked, u32),
) -> Result<Vec<MessageRecord>, Refusal> {
    let (whose, floor) = ((visit.circle.id, viewer), visit.floor());
    let range = async |range, most| app.store.messages(whose, range, floor, most).await;
    Ok(match (asked.before, asked.after, asked.around) {
        (None, None, None) => range(MessageRange::Before(i64::MAX), most).await?,
        (Some(seq), None, None) => range(MessageRange::Before(seq), most).await?,
        (None, Some(seq), None) => range(MessageRange::After(seq), most).await?,
        (None, None, Some(seq)) => {
            let mut found = range(MessageRange::Before(seq), most / 2).await?;
            let from = seq.saturating_sub(1);
            found.extend(range(MessageRange::After(from), most - most / 2).await?);
            found
        }
        _ => {
            let error = FieldError::new("before", "give one of before, after and around");
            return Err(Refusal::invalid(vec![error]));
        }
    })
}

/// The newest and the pinned ones of the page that all have, with what is the reader's own.
async fn newest(
    app: &App,
    viewer: Option<Uuid>,
    visit: &Visit,
    most: u32,
) -> Result<(Vec<MessageRecord>, Vec<MessageRecord>), Refusal> {
    let page = app.kinds.pages.page(&app.store, &visit.circle).await?;
    let page = &page.value.0;
    let messages = page_of(&page.messages, visit.floor(), most);
    let pinned = page_of(&page.pinned, visit.floor(), LIMIT_MAX);
    let both = || messages.iter().chain(&pinned);
    let ids: Vec<Uuid> = both().map(|record| record.id).collect();
    let marks = app.store.message_marks(&ids, viewer).await?;
    // What is hidden is not on the page: those who read it have it from its rows.
    let is_moderator = visit.rights.has(Rank::Moderator);
    let key = key_to_read(app).await;
    let is_own = |record: &MessageRecord| {
        let Some(user) = viewer else { return false };
        let mark = marks.get(&record.id).and_then(|mark| mark.mark.as_deref());
        let own = key.as_ref().map(|key| key.mark(record.circle_id, user));
        record.author == Some(user) || mark.is_some() && mark == own.as_deref()
    };
    let is_theirs =
        |record: &&MessageRecord| record.state == "hidden" && (is_moderator || is_own(record));
    let hidden: Vec<Uuid> = both().filter(is_theirs).map(|record| record.id).collect();
    let whole = match hidden.as_slice() {
        [] => Vec::new(),
        hidden => app.store.messages_named(hidden, viewer).await?,
    };
    let own = |mut record: MessageRecord| {
        if let Some(whole) = whole.iter().find(|whole| whole.id == record.id) {
            return Some(whole.clone());
        }
        let mark = marks.get(&record.id)?.clone();
        record.author_name = mark.author_name;
        record.mark = mark.mark;
        record.counts = mark.counts;
        record.reaction = mark.reaction;
        record.is_favourite = mark.is_favourite;
        Some(record)
    };
    let messages = messages.into_iter().filter_map(&own).collect();
    Ok((messages, pinned.into_iter().filter_map(&own).collect()))
}

/// The last of a page that are above a number.
fn page_of(records: &[MessageRecord], floor: i64, most: u32) -> Vec<MessageRecord> {
    let is_above = |record: &&MessageRecord| record.seq.is_some_and(|seq| seq > floor);
    let mut above: Vec<MessageRecord> = records.iter().filter(is_above).cloned().collect();
    let most = usize::try_from(most).unwrap_or(usize::MAX);
    above.split_off(above.len().saturating_sub(most))
}

/// As they were, for somebody of whom nothing is known now: as anybody reads them.
async fn stale(app: &App, viewer: Option<Uuid>, circle: Uuid, most: u32) -> Option<CircleMessages> {
    let Stale { value: (visit, page), as_of_ms } =
        app.kinds.pages.stale_page(circle, viewer).await?;
    let reading = Reading::of_anybody(READER);
    let items = reading.messages(page_of(&page.messages, visit.floor(), most));
    let pinned = reading.messages(page_of(&page.pinned, visit.floor(), LIMIT_MAX));
    let CircleRecord { head, n, .. } = visit.circle;
    let as_of_ms = Some(as_of_ms);
    Some(CircleMessages { items, pinned, held: Vec::new(), head, n, stale: true, as_of_ms })
}
