//! Messages and comments as those who look see them.

use std::{collections::HashSet, sync::Arc};

use downbeat_session::kinds::circle::{MessageKind, Rank, ReactionKind, Rights, markdown::to_html};
use downbeat_store::{AuthorKey, CommentRecord, MessageRecord, ScheduledMessage};
use poem_openapi::{Enum, Object};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

use super::{
    unseen::key_to_read,
    words::{CircleMessageKind, CircleReaction},
};
use crate::{app::App, refusal::Refusal};

/// No message has this state before it is said.
const SCHEDULED: &str = "scheduled";

/// Who wrote something.
#[derive(Debug, Clone, Object, Serialize, Deserialize)]
pub struct CircleAuthor {
    pub id: Uuid,
    pub name: String,
}

/// How things are with what was said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum, Serialize, Deserialize)]
#[oai(rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum SaidState {
    /// A moderator looks at it first.
    Held,
    Shown,
    /// Moderators and its author read it.
    Hidden,
    Removed,
    /// It is said when its time comes.
    Scheduled,
}

/// What is said in a circle.
#[derive(Debug, Clone, Object, Serialize, Deserialize)]
#[expect(clippy::struct_excessive_bools, reason = "each is a member of the answer")]
pub struct CircleMessage {
    pub id: Uuid,
    circle: Uuid,
    /// Its number; null while it is held.
    seq: Option<i64>,
    pub version: i64,
    kind: CircleMessageKind,
    /// Null once they are gone, of what is veiled, and of what is said without a name.
    author: Option<CircleAuthor>,
    /// Whether whoever said it did without their name.
    // Answers that are kept under a key may be from before it was there.
    #[serde(default)]
    anonymous: bool,
    mine: bool,
    /// Whether one of you blocks the other, or you mute them: what they said is not shown
    /// to you.
    // As above.
    #[serde(default)]
    veiled: bool,
    /// As it was typed, in a small part of Markdown; null of what you may not read.
    text: Option<String>,
    /// The same as HTML that is safe to show.
    html: Option<String>,
    /// Images or a recording, where you may read it.
    // As above.
    #[serde(default)]
    media: Vec<CircleMedium>,
    pub state: SaidState,
    pinned: bool,
    /// Whether it was the message of a day.
    #[serde(default)]
    daily: bool,
    comments: i32,
    counts: CircleCounts,
    /// Yours.
    reaction: Option<CircleReaction>,
    /// Whether you keep it.
    favourite: bool,
    at_ms: i64,
    edited_ms: Option<i64>,
}

impl CircleMessage {
    /// Whether whoever it is shown to reads it, as anybody may who reads the circle.
    pub fn is_read(&self) -> bool {
        self.state == SaidState::Shown && !self.veiled
    }
}

/// An image or a recording that a message has: `GET /media/{id}` gives it.
#[derive(Debug, Clone, Object, Serialize, Deserialize)]
pub struct CircleMedium {
    id: Uuid,
    kind: CircleMediumKind,
    /// Of an image, in pixels.
    width: Option<i32>,
    height: Option<i32>,
    /// Of a recording.
    duration_ms: Option<i32>,
    /// What an image shows, where its author said so.
    alt: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum, Serialize, Deserialize)]
#[oai(rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum CircleMediumKind {
    Image,
    Audio,
}

/// What is said to a message.
#[derive(Debug, Clone, Object, Serialize, Deserialize)]
pub struct CircleComment {
    pub id: Uuid,
    message: Uuid,
    /// The comment that it answers.
    parent: Option<Uuid>,
    pub version: i64,
    author: Option<CircleAuthor>,
    mine: bool,
    /// As of a message.
    #[serde(default)]
    veiled: bool,
    text: Option<String>,
    html: Option<String>,
    pub state: SaidState,
    counts: CircleCounts,
    reaction: Option<CircleReaction>,
    at_ms: i64,
    edited_ms: Option<i64>,
}

impl CircleComment {
    /// As of a message.
    pub fn is_read(&self) -> bool {
        self.state == SaidState::Shown && !self.veiled
    }
}

/// How many reacted how.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Object, Serialize, Deserialize)]
pub struct CircleCounts {
    like: u32,
    love: u32,
    pray: u32,
    grateful: u32,
    inspire: u32,
    support: u32,
}

impl CircleCounts {
    pub fn of(stored: &Value) -> Self {
        let count = |kind: ReactionKind| {
            stored[kind.as_str()].as_u64().and_then(|it| u32::try_from(it).ok()).unwrap_or(0)
        };
        Self {
            like: count(ReactionKind::Like),
            love: count(ReactionKind::Love),
            pray: count(ReactionKind::Pray),
            grateful: count(ReactionKind::Grateful),
            inspire: count(ReactionKind::Inspire),
            support: count(ReactionKind::Support),
        }
    }
}

/// Who looks, with what they may there.
#[derive(Debug, Clone)]
pub struct Reading {
    pub viewer: Option<Uuid>,
    rights: Rights,
    /// Of those who wrote what they look at, whose words are kept from them: this is the
    /// only place that does.
    veiled: HashSet<Uuid>,
    /// By which they find what they said without their name.
    key: Option<Arc<AuthorKey>>,
}

impl Reading {
    /// Of what was written by these.
    pub async fn of(
        app: &App,
        viewer: Option<Uuid>,
        rights: Rights,
        authors: impl IntoIterator<Item = Option<Uuid>>,
    ) -> Result<Self, Refusal> {
        let mut among: Vec<Uuid> = authors.into_iter().flatten().collect();
        among.sort_unstable();
        among.dedup();
        let veiled = match viewer {
            Some(user) => app.store.veiled(user, &among).await?,
            None => HashSet::new(),
        };
        let key = if viewer.is_some() { key_to_read(app).await } else { None };
        Ok(Self { viewer, rights, veiled, key })
    }

    /// From whom nothing is kept: a moderator who decides, and whoever reads their own.
    pub fn whole(viewer: Uuid, rights: Rights) -> Self {
        Self { viewer: Some(viewer), rights, veiled: HashSet::new(), key: None }
    }

    /// As anybody reads what is not theirs.
    pub fn of_anybody(rights: Rights) -> Self {
        Self { viewer: None, rights, veiled: HashSet::new(), key: None }
    }

    /// Of the house, which decides where a circle does not.
    pub fn of_house() -> Self {
        Self { viewer: None, rights: Rights::HOUSE, veiled: HashSet::new(), key: None }
    }

    /// Who finds their own by that, too.
    pub fn with(self, key: Option<Arc<AuthorKey>>) -> Self {
        Self { key, ..self }
    }

    fn is_veiled(&self, author: Option<Uuid>) -> bool {
        author.is_some_and(|author| self.veiled.contains(&author))
    }

    fn is_mine(&self, author: Option<Uuid>) -> bool {
        self.viewer.is_some() && self.viewer == author
    }

    /// Whether they said what somebody said in a circle without their name.
    pub fn has_mark(&self, circle: Uuid, mark: Option<&[u8]>) -> bool {
        let (Some(viewer), Some(key), Some(mark)) = (self.viewer, &self.key, mark) else {
            return false;
        };
        key.mark(circle, viewer) == mark
    }

    fn said(&self, record: &MessageRecord) -> bool {
        self.is_mine(record.author) || self.has_mark(record.circle_id, record.mark.as_deref())
    }

    fn reads(&self, state: SaidState, is_mine: bool) -> bool {
        match state {
            SaidState::Shown => true,
            SaidState::Held | SaidState::Hidden | SaidState::Scheduled => {
                is_mine || self.rights.has(Rank::Moderator)
            }
            SaidState::Removed => false,
        }
    }

    pub fn message(&self, record: MessageRecord) -> CircleMessage {
        let kind = MessageKind::named(&record.kind).unwrap_or(MessageKind::Positive);
        let (state, is_mine) = (read_state(&record.state), self.said(&record));
        let is_veiled = self.is_veiled(record.author);
        let is_read = !is_veiled && self.reads(state, is_mine);
        let text = record.text.filter(|_| is_read);
        let media = if is_read { media(record.media) } else { Vec::new() };
        CircleMessage {
            id: record.id,
            circle: record.circle_id,
            seq: record.seq,
            version: record.version,
            kind: kind.into(),
            author: CircleAuthor::of(record.author.filter(|_| !is_veiled), record.author_name),
            anonymous: record.is_anonymous,
            mine: is_mine,
            veiled: is_veiled,
            html: text.as_deref().map(to_html),
            text,
            media,
            state,
            pinned: record.is_pinned,
            daily: record.is_daily,
            comments: record.comments,
            counts: CircleCounts::of(&record.counts),
            reaction: reaction(record.reaction.as_deref()),
            favourite: record.is_favourite,
            at_ms: record.created_ms,
            edited_ms: record.edited_ms,
        }
    }

    /// What is said later: its time is when.
    pub fn scheduled(&self, record: ScheduledMessage) -> CircleMessage {
        let ScheduledMessage { id, circle_id, by, by_name, kind, text, at_ms } = record;
        let record = MessageRecord {
            id,
            circle_id,
            seq: None,
            version: 1,
            kind,
            author: Some(by),
            author_name: Some(by_name),
            is_anonymous: false,
            mark: None,
            text: Some(text),
            state: SCHEDULED.into(),
            is_pinned: false,
            is_daily: false,
            comments: 0,
            counts: Value::Null,
            created_ms: at_ms,
            edited_ms: None,
            reaction: None,
            is_favourite: false,
            media: Value::Null,
        };
        self.message(record)
    }

    /// Whether they see what a message has beside its words. Whoever decides about a
    /// message sees all of it, whomever they mute.
    pub fn sees_media(&self, record: &MessageRecord) -> bool {
        let is_veiled = self.is_veiled(record.author) && !self.rights.has(Rank::Moderator);
        !is_veiled && self.reads(read_state(&record.state), self.said(record))
    }

    pub fn messages(&self, records: Vec<MessageRecord>) -> Vec<CircleMessage> {
        records.into_iter().map(|record| self.message(record)).collect()
    }

    pub fn comment(&self, record: CommentRecord) -> CircleComment {
        let (state, is_mine) = (read_state(&record.state), self.is_mine(record.author));
        let is_veiled = self.is_veiled(record.author);
        let text = record.text.filter(|_| !is_veiled && self.reads(state, is_mine));
        CircleComment {
            id: record.id,
            message: record.message_id,
            parent: record.parent,
            version: record.version,
            author: CircleAuthor::of(record.author.filter(|_| !is_veiled), record.author_name),
            mine: is_mine,
            veiled: is_veiled,
            html: text.as_deref().map(to_html),
            text,
            state,
            counts: CircleCounts::of(&record.counts),
            reaction: reaction(record.reaction.as_deref()),
            at_ms: record.created_ms,
            edited_ms: record.edited_ms,
        }
    }
}

/// What this release does not know is shown to nobody.
pub fn read_state(name: &str) -> SaidState {
    match name {
        "held" => SaidState::Held,
        "shown" => SaidState::Shown,
        "hidden" => SaidState::Hidden,
        SCHEDULED => SaidState::Scheduled,
        _ => SaidState::Removed,
    }
}

impl CircleAuthor {
    pub fn of(id: Option<Uuid>, name: Option<String>) -> Option<Self> {
        id.zip(name).map(|(id, name)| Self { id, name })
    }
}

/// What this release does not know is left out.
fn media(stored: Value) -> Vec<CircleMedium> {
    let Value::Array(all) = stored else { return Vec::new() };
    all.into_iter().filter_map(|one| serde_json::from_value(one).ok()).collect()
}

fn reaction(name: Option<&str>) -> Option<CircleReaction> {
    name.and_then(ReactionKind::named).map(Into::into)
}
