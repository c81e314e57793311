//! What follows from what was written of missions and from what happened at camps.

pub mod check_stories;
pub mod count_camp;
pub mod dissolve_lobby;
pub mod forget_lines;
pub mod go_by_chat;
pub mod hide_name;
pub mod leave_when_ready;
pub mod rename_seated;
pub mod send_out;
pub mod settle_season;
pub mod tell_mission;

use downbeat_session::{
    Kind, Row,
    kinds::mission::{Camp, Expedition, Outcome},
};
use downbeat_store::{Followed, MissionError, NewJob, Transaction};
use metrics::counter;
use serde_json::Value;
use uuid::Uuid;

use crate::Durable;
use count_camp::CountCamp;
use dissolve_lobby::DissolveLobby;
use forget_lines::ForgetLines;
use hide_name::HideName;
use leave_when_ready::LeaveWhenReady;
use settle_season::SettleSeason;
use tell_mission::TellMission;

/// The table of what members meet.
const LINES: &str = "mission_logs";

type Wanted = Result<Option<NewJob>, serde_json::Error>;

/// The job that an event wants, if it is one of ours.
pub fn following(event: &Followed) -> Wanted {
    let Followed { key: (session_id, ..), kind, parent, at_ms, payload } = event;
    let name = payload["name"].as_str().unwrap_or_default();
    let id = |member: &str| payload[member].as_str().and_then(|id| Uuid::parse_str(id).ok());
    let camp = *session_id;
    let job = match (kind.as_str(), name) {
        (Camp::NAME, "name_hidden" | "name_shown") => id("survivor").map(|survivor| {
            let is_hidden = name == "name_hidden";
            HideName { camp, survivor, is_hidden, at_ms: *at_ms }.job()
        }),
        (Camp::NAME, "lobby_reset") => {
            id("mission").map(|mission| DissolveLobby { camp, mission }.job())
        }
        (Camp::NAME, "season_closed") => {
            let number = payload["number"].as_i64().and_then(|number| i32::try_from(number).ok());
            number.map(|number| SettleSeason { camp, number }.later())
        }
        (Expedition::NAME, "readied") if payload["on"] == Value::Bool(true) => {
            Some(LeaveWhenReady { mission: *session_id }.job())
        }
        (Expedition::NAME, "ended") => parent.map(|camp| CountCamp { camp }.later()),
        _ => None,
    };
    job.transpose()
}

/// What members met is counted, by outcome.
pub fn written(rows: &[Row]) {
    for outcome in Outcome::ALL.map(Outcome::name) {
        let of_outcome = |row: &&Row| {
            row.table.name == LINES && row.values.get("outcome").is_some_and(|one| one == outcome)
        };
        let count = rows.iter().filter(of_outcome).count();
        if count > 0 {
            counter!("downbeat_mission_lines_total", "outcome" => outcome).increment(count as u64);
        }
    }
}

/// A camp's board was lost with live Redis, or is older than what is kept.
pub fn opened(kind: &str, id: Uuid) -> Wanted {
    (kind == Camp::NAME).then(|| CountCamp { camp: id }.job()).transpose()
}

/// For a person who turns out to be another, too: their survivors are that one's, and
/// parties hear who sits there.
pub async fn merging(
    transaction: &Transaction,
    both: (Uuid, Uuid),
    kept: Option<Uuid>,
) -> Result<Vec<Result<NewJob, serde_json::Error>>, MissionError> {
    let missions = transaction.move_survivors(both, kept).await?;
    Ok(missions.into_iter().map(|mission| TellMission { mission }.job()).collect())
}

/// For a person who is being erased: parties that their survivor is in hear what it
/// is called from now on, and camps show no lines that have its name.
pub async fn erasing(transaction: &Transaction, user: Uuid) -> anyhow::Result<Vec<NewJob>> {
    let mut jobs = Vec::new();
    for mission in transaction.missions_of(user).await? {
        jobs.push(TellMission { mission }.job()?);
    }
    for (camp, missions) in transaction.camps_of(user).await? {
        jobs.push(ForgetLines { camp, missions }.job()?);
    }
    Ok(jobs)
}
