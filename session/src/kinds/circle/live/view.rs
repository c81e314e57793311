//! What is seen of a circle that is live.

use std::{borrow::Cow, collections::BTreeMap};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{
    presence::{HERE, TYPING},
    reading::{Counts, News, Reading, Status},
};
use crate::{Audience, Beside, List, reading};

#[derive(Debug, Serialize, JsonSchema)]
pub struct View<'a> {
    /// Grows with each change of any of this.
    pub tally_seq: u64,
    pub status: Status,
    /// The number of its newest message, and of its newest change.
    pub head: i64,
    pub n: i64,
    /// Active ones.
    pub members: i64,
    /// Seconds between two messages of a member.
    pub slow_s: u32,
    /// The last 16 changes, oldest first; whoever missed one asks for those after it.
    pub news: Vec<News>,
    /// How many reacted how: to the newest messages, and to what was reacted to last. Of an
    /// item that is not named nothing is said.
    pub counts: BTreeMap<Uuid, Counts>,
    /// Members with a page open.
    pub online: u64,
    /// For members: some of those, who came last first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub here: Option<Vec<Person<'a>>>,
    /// For members.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub typing: Option<Typing<'a>>,
    /// For moderators: what waits for one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub queue: Option<i64>,
    /// For moderators: since when the first of it waits; left out where nothing does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub oldest_ms: Option<i64>,
    /// For moderators: how many ask to come in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pending: Option<i64>,
    /// Server time of this view.
    pub now_ms: i64,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Person<'a> {
    pub id: Uuid,
    #[serde(borrow)]
    pub name: Cow<'a, str>,
}

/// Who writes something.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Typing<'a> {
    /// Three at most, who began last first.
    pub names: Vec<Cow<'a, str>>,
    /// How many more.
    pub more: u64,
}

impl<'a> View<'a> {
    pub(super) fn of(beside: &'a Beside, audience: Audience, now_ms: i64) -> Self {
        let Reading { status, head, n, members, slow_s, news, counts, queue, oldest_ms, pending } =
            reading::read(beside).unwrap_or_default();
        let (is_in, keeps_order) =
            (audience >= Audience::Participant, audience >= Audience::Moderator);
        Self {
            tally_seq: beside.seq(),
            status,
            head,
            n,
            members,
            slow_s,
            news,
            counts,
            online: beside.board.count(&HERE),
            here: is_in.then(|| people(beside, &HERE)),
            typing: is_in.then(|| Typing::of(beside)),
            queue: keeps_order.then_some(queue),
            oldest_ms: oldest_ms.filter(|_| keeps_order),
            pending: keeps_order.then_some(pending),
            now_ms,
        }
    }
}

impl<'a> Typing<'a> {
    fn of(beside: &'a Beside) -> Self {
        let names: Vec<Cow<'a, str>> =
            people(beside, &TYPING).into_iter().map(|person| person.name).collect();
        let more = beside.board.count(&TYPING).saturating_sub(names.len() as u64);
        Self { names, more }
    }
}

fn people<'a>(beside: &'a Beside, list: &List) -> Vec<Person<'a>> {
    let standing = beside.board.newest(list).iter();
    standing.filter_map(|value| Person::deserialize(value).ok()).collect()
}
