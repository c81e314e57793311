//! What a circle's rows say to those who are there.

use downbeat_session::{
    Kind, Reading,
    kinds::circle::{
        Circle, Config, MessageKind,
        live::{News, NewsAuthor, NewsMessage, Op, Reading as CircleReading, Status, counts},
    },
};
use downbeat_store::{AsOf, CircleNews, CircleNow, Store, StoreError};
use uuid::Uuid;

pub async fn of(store: &Store, circle: Uuid) -> Result<Option<Reading>, StoreError> {
    let Some(AsOf { as_of_us, found }) = store.circle_now(circle).await? else { return Ok(None) };
    let read = read(circle, found)?;
    let value = serde_json::to_value(read).map_err(StoreError::unwritable)?;
    Ok(Some(Reading { kind: Circle::NAME, as_of_us, value }))
}

/// Whether a kind is this one.
pub fn is_its(kind: &str) -> bool {
    kind == Circle::NAME
}

fn read(circle: Uuid, now: CircleNow) -> Result<CircleReading, StoreError> {
    let config: Config = serde_json::from_value(now.config).map_err(StoreError::unreadable)?;
    let status = match (now.is_closing, config.frozen) {
        (true, _) => Status::Closing,
        (false, true) => Status::Frozen,
        (false, false) => Status::Open,
    };
    let floor = now.closed_until;
    let counted = now.counts.into_iter().map(|item| (item.id, counts(&item.counts)));
    Ok(CircleReading {
        status,
        head: now.head,
        n: now.n,
        members: now.members,
        slow_s: config.slow_s,
        news: now.news.into_iter().map(|one| news(circle, one).told(floor)).collect(),
        counts: counted.collect(),
        queue: now.queue,
        oldest_ms: now.oldest_ms,
        pending: now.pending,
    })
}

fn news(circle: Uuid, row: CircleNews) -> News {
    let (n, op, seq) = (row.n, Op::named(&row.op), row.seq);
    News { n, op, seq, message: message(circle, row) }
}

/// `None` of one without a number or a text, which nobody reads, and with a medium that this
/// release does not know.
fn message(circle: Uuid, row: CircleNews) -> Option<NewsMessage> {
    let message = NewsMessage {
        id: row.id,
        circle,
        seq: row.seq?,
        version: row.version,
        kind: MessageKind::named(&row.kind).unwrap_or(MessageKind::Positive),
        author: row.author.zip(row.author_name).map(|(id, name)| NewsAuthor { id, name }),
        anonymous: row.is_anonymous,
        text: row.text?,
        html: String::new(),
        media: serde_json::from_value(row.media).ok()?,
        state: row.state,
        pinned: row.is_pinned,
        daily: row.is_daily,
        comments: row.comments,
        counts: counts(&row.counts),
        at_ms: row.at_ms,
        edited_ms: row.edited_ms,
    };
    Some(message.rendered())
}
