//! What somebody sees of their inbox.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

use super::DRAFTS;
use crate::{Beside, notice::NoticeType, reading};

/// Notices that are told; older ones are read.
pub const LATEST_MAX: usize = 10;

/// A person's notices as their rows are.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Reading {
    pub unread: i64,
    /// Newest first.
    pub latest: Vec<Notice>,
}

/// Something that somebody is told, as over HTTP.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Notice {
    pub id: Uuid,
    pub r#type: NoticeType,
    /// What it is about; what does not belong to its type is null.
    pub about: Value,
    /// Whoever caused it last, newest first; three at most.
    pub actors: Vec<NoticeActor>,
    /// How many people did.
    pub count: i32,
    pub at_ms: i64,
    pub read: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct NoticeActor {
    pub id: Uuid,
    pub name: String,
}

#[derive(Debug, Serialize, JsonSchema)]
pub struct View {
    /// Grows with each change of any of this.
    pub tally_seq: u64,
    /// How many are unread, of all.
    pub unread: i64,
    /// Newest first, up to 10.
    pub latest: Vec<Notice>,
    /// The newest rev of each draft that was saved while this is open.
    pub drafts: BTreeMap<Uuid, String>,
    /// Server time of this view.
    pub now_ms: i64,
}

#[derive(Deserialize)]
struct Saved {
    id: Uuid,
    rev: String,
}

impl View {
    pub(super) fn of(beside: &Beside, now_ms: i64) -> Self {
        let Reading { unread, latest } = reading::read(beside).unwrap_or_default();
        let saved = beside.board.newest(&DRAFTS).iter();
        let saved = saved.filter_map(|value| Saved::deserialize(value).ok());
        let drafts = saved.map(|Saved { id, rev }| (id, rev)).collect();
        Self { tally_seq: beside.seq(), unread, latest, drafts, now_ms }
    }
}
