//! What happened to somebody's survivor since they were last here.

use std::sync::Arc;

use downbeat_store::{CameHome, OwnLine, Visit};
use poem::web::Data;
use poem_openapi::{Object, OpenApi, payload::Json};
use uuid::Uuid;

use super::{memorial::filled, survivor::Survivor};
use crate::{access::Player, app::App, refusal::Answer};

const LINES: u32 = 10;

pub struct SinceThen;

#[derive(Debug, Object)]
#[oai(rename = "Since")]
struct Meanwhile {
    /// When the visit before this one ended; null for whoever has no survivor.
    since_ms: Option<i64>,
    /// The survivor who lives, or who was lost last.
    survivor: Option<Survivor>,
    /// Missions that it came home from, or did not, newest first: 50 at most.
    missions: Vec<Homecoming>,
    /// What they brought.
    xp: i64,
    salvage: i64,
    /// Best first: 10 at most.
    lines: Vec<BestLine>,
}

/// A mission that is over.
#[derive(Debug, Object)]
#[oai(rename = "CameHome")]
struct Homecoming {
    mission: Uuid,
    camp: Uuid,
    difficulty: i16,
    status: String,
    home_ms: i64,
    xp: i64,
    salvage: i64,
    is_lost: bool,
}

/// A line that is worth reading.
#[derive(Debug, Object)]
struct BestLine {
    mission: Uuid,
    tick: i32,
    at_ms: i64,
    encounter: String,
    outcome: String,
    find: i64,
    text: String,
}

#[OpenApi(prefix_path = "/api/v1")]
impl SinceThen {
    /// Since you were here
    ///
    /// Looking is a visit, and visits less than ten minutes apart are one: your survivor
    /// may go out by itself 12 times more. Scope: `sessions:read`.
    #[oai(path = "/me/since", method = "get")]
    async fn since(&self, app: Data<&Arc<App>>, player: Player) -> Answer<Meanwhile> {
        let user = player.account()?;
        let Some(visit) = app.store.visit(user).await? else {
            return Ok(Json(Meanwhile::nothing()));
        };
        let Visit { survivor_id, since_ms, now_ms } = visit;
        let record = app.store.survivor(survivor_id).await?;
        let shown = |record| Survivor::of(record, (Some(user), now_ms), None);
        let survivor = record.map(shown).transpose()?;
        let home = app.store.came_home(survivor_id, since_ms).await?;
        let lines = app.store.best_lines(survivor_id, (since_ms, LINES)).await?;
        Ok(Json(Meanwhile {
            since_ms: Some(since_ms),
            survivor,
            xp: home.iter().map(|one| one.xp).sum(),
            salvage: home.iter().map(|one| one.salvage).sum(),
            missions: home.into_iter().map(Homecoming::from).collect(),
            lines: lines.into_iter().map(BestLine::from).collect(),
        }))
    }
}

impl Meanwhile {
    const fn nothing() -> Self {
        Self {
            since_ms: None,
            survivor: None,
            missions: Vec::new(),
            xp: 0,
            salvage: 0,
            lines: Vec::new(),
        }
    }
}

impl From<CameHome> for Homecoming {
    fn from(came: CameHome) -> Self {
        let CameHome { mission, camp_id, difficulty, status, home_ms, xp, salvage, is_lost } = came;
        Self { mission, camp: camp_id, difficulty, status, home_ms, xp, salvage, is_lost }
    }
}

impl From<OwnLine> for BestLine {
    fn from(line: OwnLine) -> Self {
        let OwnLine { mission, tick, slot: _, at_ms, encounter, outcome, find, text, names } = line;
        let text = filled(&text, &names);
        Self { mission, tick, at_ms, encounter, outcome, find, text }
    }
}
