//! Those that a camp lost.

use std::sync::Arc;

use downbeat_session::kinds::mission::resolver::with_names;
use downbeat_store::{Fallen, LastLine, MemorialCursor};
use poem::web::Data;
use poem_openapi::{
    Object, OpenApi,
    param::{Path, Query},
    payload::Json,
};
use serde_json::Value;
use uuid::Uuid;

use super::camp;
use crate::{
    access::Player,
    app::App,
    paging::limit,
    refusal::{Answer, FieldError, Refusal},
};

pub struct Memorials;

#[derive(Debug, Object)]
struct MemorialPage {
    items: Vec<Stone>,
    next: Option<String>,
}

/// Somebody who did not come home.
#[derive(Debug, Object)]
#[oai(rename = "MemorialStone")]
struct Stone {
    survivor: Uuid,
    name: String,
    level: i16,
    mission: Uuid,
    lost_ms: i64,
    /// What it had brought home, and how often it was out, in all channels.
    salvage: i64,
    missions: i32,
    /// What it met last, by its id in the pack; null where lines of that time are
    /// stored no more.
    encounter: Option<String>,
    text: Option<String>,
}

#[OpenApi(prefix_path = "/api/v1")]
impl Memorials {
    /// Memorial of a camp
    ///
    /// Newest first. Scope: `sessions:read`.
    #[oai(path = "/camps/:channel/memorial", method = "get")]
    async fn list(
        &self,
        app: Data<&Arc<App>>,
        player: Player,
        channel: Path<String>,
        cursor: Query<Option<String>>,
        #[oai(name = "limit")] most: Query<Option<u32>>,
    ) -> Answer<MemorialPage> {
        let most = limit(most.0)?;
        let before = cursor.0.as_deref().map(read_cursor).transpose()?;
        let (id, config) = camp::stored(&app, &player, &channel.0).await?;
        let fallen = app.store.memorial((id, &config), before, most).await?;
        let is_full = u32::try_from(fallen.len()).is_ok_and(|count| count >= most);
        let last = fallen.last().filter(|_| is_full);
        let next = last.map(|last| format!("{}.{}", last.lost_ms, last.survivor));
        Ok(Json(MemorialPage { items: fallen.into_iter().map(Stone::from).collect(), next }))
    }
}

impl From<Fallen> for Stone {
    fn from(one: Fallen) -> Self {
        let Fallen { survivor, name, level, mission, lost_ms, salvage, missions, last } = one;
        let text = last.as_ref().map(|LastLine { text, names, .. }| filled(text, names));
        let encounter = last.map(|last| last.encounter);
        Self { survivor, name, level, mission, lost_ms, salvage, missions, encounter, text }
    }
}

/// A stored text with the names of a party, which are there by slot.
pub fn filled(text: &str, names: &Value) -> String {
    let by_slot: Vec<&str> =
        (0..4).map(|slot: u8| names[slot.to_string()].as_str().unwrap_or_default()).collect();
    with_names(text, &by_slot)
}

pub fn read_cursor(text: &str) -> Result<MemorialCursor, Refusal> {
    let read = text.split_once('.').and_then(|(lost_ms, id)| {
        Some(MemorialCursor { lost_ms: lost_ms.parse().ok()?, survivor: id.parse().ok()? })
    });
    // A time that Postgres can hold.
    read.filter(|cursor| (0..i64::MAX / 1_000_000).contains(&cursor.lost_ms)).ok_or_else(|| {
        Refusal::invalid(vec![FieldError::new("cursor", "is none that was given out")])
    })
}
