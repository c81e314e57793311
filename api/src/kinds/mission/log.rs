//! What was told of a mission, as it is stored.

use std::sync::Arc;

use downbeat_session::kinds::mission::resolver::with_names;
use downbeat_store::{LogLine, PartyName};
use poem::web::Data;
use poem_openapi::{
    Object, OpenApi,
    param::{Path, Query},
    payload::Json,
};
use uuid::Uuid;

use super::shown::unknown;
use crate::{access::Player, app::App, refusal::Answer};

pub struct Logs;

#[derive(Debug, Object)]
#[oai(rename = "MissionLog")]
struct Log {
    status: String,
    /// Oldest first: all behind `after_tick`.
    items: Vec<StoredLine>,
}

/// A line as it is stored. Chances and rolls are in 1/10,000.
#[derive(Debug, Clone, Object)]
#[oai(rename = "StoredLine")]
pub struct StoredLine {
    tick: i32,
    /// When it was due.
    at_ms: i64,
    slot: i16,
    survivor: Uuid,
    name: String,
    encounter: String,
    outcome: String,
    chance: i32,
    roll: i32,
    harm: i32,
    harm_roll: i32,
    /// After it.
    marks: i64,
    find: i64,
    text: String,
}

#[OpenApi(prefix_path = "/api/v1")]
impl Logs {
    /// Log of a mission
    ///
    /// As far as it is stored: about a second behind. Lines of long ago are archived.
    /// Scope: `sessions:read`.
    #[oai(path = "/missions/:id/log", method = "get")]
    async fn log(
        &self,
        app: Data<&Arc<App>>,
        player: Player,
        id: Path<Uuid>,
        after_tick: Query<Option<u32>>,
    ) -> Answer<Log> {
        player.is_there(&app, id.0).await?;
        let told = app.store.mission_told(id.0).await?.ok_or_else(unknown)?;
        let after_tick = after_tick.0.unwrap_or(0);
        let lines = app.store.mission_log(id.0, after_tick).await?;
        let names = app.store.party_names(id.0).await?;
        Ok(Json(Log { status: told.status, items: shown(lines, &names) }))
    }
}

/// Lines with the names of a party.
pub fn shown(lines: Vec<LogLine>, names: &[PartyName]) -> Vec<StoredLine> {
    let by_slot = by_slot(names);
    let name = |slot: i16| {
        let known = usize::try_from(slot).ok().and_then(|slot| by_slot.get(slot));
        known.copied().unwrap_or_default().to_owned()
    };
    let line = |line: LogLine| StoredLine {
        tick: line.tick,
        at_ms: line.at_ms,
        slot: line.slot,
        survivor: line.survivor_id,
        name: name(line.slot),
        encounter: line.encounter,
        outcome: line.outcome,
        chance: line.chance,
        roll: line.roll,
        harm: line.harm,
        harm_roll: line.harm_roll,
        marks: line.marks,
        find: line.find,
        text: with_names(&line.text, &by_slot),
    };
    lines.into_iter().map(line).collect()
}

/// What a party is called, by slot.
pub fn by_slot(names: &[PartyName]) -> Vec<&str> {
    names.iter().map(|one| one.name.as_str()).collect()
}
