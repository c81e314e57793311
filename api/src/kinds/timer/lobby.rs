//! The lobby of a timer, as whoever made the timer has it.

use std::sync::Arc;

use downbeat_session::Role;
use downbeat_store::{Lobby as Stored, StoreError};
use poem::web::Data;
use poem_openapi::{ApiResponse, Object, OpenApi, param::Path, payload::Json};
use uuid::Uuid;

use super::seats::Seats;
use crate::{
    access::{Caller, Permissions},
    app::App,
    code,
    refusal::{Answer, Refusal},
    session::{
        end_link,
        found::{stored, unknown},
        to_grant,
    },
};

const KIND: &str = "timer";
/// The status of a timer that has not begun.
pub const PENDING: &str = "pending";
/// Codes that are tried until one is new.
const CODES_MAX: usize = 5;

pub struct Lobbies;

#[derive(Debug, Object)]
struct LobbyBody {
    /// Whether it closes when the timer starts; it does, where nothing is said.
    closes_at_start: Option<bool>,
}

#[derive(Debug, Object)]
#[oai(rename = "TimerLobby")]
struct Lobby {
    /// As it is typed, `BCDF-GHJK`. Null once it is closed, or the timer has started
    /// and it closes then.
    code: Option<String>,
    /// Where people pick their seat.
    url: Option<String>,
    closes_at_start: bool,
    opened_ms: i64,
    /// In the order of their turns.
    seats: Vec<LobbySeat>,
}

#[derive(Debug, Object)]
struct LobbySeat {
    /// The participant's id.
    id: String,
    name: String,
    /// When somebody took it; null while it is free.
    taken_ms: Option<i64>,
}

#[derive(ApiResponse)]
enum Closed {
    /// Its code opens nothing any more. Whoever has a seat keeps it.
    #[oai(status = 204)]
    Closed,
}

#[derive(ApiResponse)]
enum Released {
    /// It is free, and whoever had it is out.
    #[oai(status = 204)]
    Free,
}

#[OpenApi(prefix_path = "/api/v1")]
impl Lobbies {
    /// Get a lobby
    ///
    /// The code by which people pick their seat of a timer, and who sits where.
    /// Scope: `links:write`, and what a participant may.
    #[oai(path = "/sessions/:id/lobby", method = "get")]
    async fn read(&self, app: Data<&Arc<App>>, caller: Caller, id: Path<Uuid>) -> Answer<Lobby> {
        theirs(&app, &caller, id.0).await?;
        let lobby = app.store.lobby(id.0).await?.ok_or_else(|| Refusal::not_found("lobby"))?;
        Ok(Json(shown(&app, lobby).await?))
    }

    /// Open a lobby
    ///
    /// Whoever has its code picks a seat that is free, and is given a participant's
    /// link for it. An open one keeps its code; one that was closed is given another.
    /// Scope: `links:write`, and what a participant may.
    #[oai(path = "/sessions/:id/lobby", method = "put")]
    async fn open(
        &self,
        app: Data<&Arc<App>>,
        caller: Caller,
        id: Path<Uuid>,
        body: Json<LobbyBody>,
    ) -> Answer<Lobby> {
        theirs(&app, &caller, id.0).await?;
        let closes_at_start = body.closes_at_start.unwrap_or(true);
        let seats = Seats::of(&app, id.0).await?;
        if closes_at_start && seats.timer.status != PENDING {
            let detail = "the timer has started: open it with closes_at_start false";
            return Err(Refusal::conflict("started", detail));
        }
        for _ in 0..CODES_MAX {
            let transaction = app.store.begin().await?;
            if !transaction.hold_session(id.0).await? {
                return Err(unknown());
            }
            let new = (code::new(), closes_at_start);
            match transaction.open_lobby(id.0, (&new.0, new.1), &caller.doer).await {
                // Another lobby has that code.
                Err(StoreError::Conflict) => {}
                opened => {
                    opened?;
                    transaction.commit().await?;
                    let lobby = app.store.lobby(id.0).await?.ok_or_else(unknown)?;
                    return Ok(Json(shown(&app, lobby).await?));
                }
            }
        }
        Err(Refusal::unavailable("no code is free now"))
    }

    /// Close a lobby
    ///
    /// Nobody takes a seat any more; whoever has one keeps it. Scope: `links:write`.
    #[oai(path = "/sessions/:id/lobby", method = "delete")]
    async fn close(
        &self,
        app: Data<&Arc<App>>,
        caller: Caller,
        id: Path<Uuid>,
    ) -> Result<Closed, Refusal> {
        stored(&app, &caller, id.0, Permissions::LINKS).await?;
        let transaction = app.store.begin().await?;
        transaction.close_lobby(id.0, &caller.doer).await?;
        transaction.commit().await?;
        Ok(Closed::Closed)
    }

    /// Release a seat
    ///
    /// The link that was given for it opens nothing any more, and its sockets close.
    /// Scope: `links:write`.
    #[oai(path = "/sessions/:id/lobby/seats/:participant", method = "delete")]
    async fn release(
        &self,
        app: Data<&Arc<App>>,
        caller: Caller,
        id: Path<Uuid>,
        participant: Path<String>,
    ) -> Result<Released, Refusal> {
        stored(&app, &caller, id.0, Permissions::LINKS).await?;
        let taken = app.store.taken_seats(id.0).await?;
        let seat = taken.into_iter().find(|seat| seat.participant == participant.0);
        let seat = seat.ok_or_else(|| Refusal::not_found("seat"))?;
        let link = app.store.link_by_id(seat.link_id).await?;
        let link = link.ok_or_else(|| Refusal::not_found("seat"))?;
        end_link(&app, &link, &caller.doer).await?;
        Ok(Released::Free)
    }
}

/// Whether a timer is theirs to hand out seats of.
async fn theirs(app: &App, caller: &Caller, id: Uuid) -> Result<(), Refusal> {
    let (record, _) = stored(app, caller, id, to_grant(Role::Participant)).await?;
    // Nothing else has seats.
    if record.kind == KIND { Ok(()) } else { Err(Refusal::not_found("lobby")) }
}

async fn shown(app: &App, lobby: Stored) -> Result<Lobby, Refusal> {
    let seats = Seats::of(app, lobby.session_id).await?;
    let Stored { session_id: _, code, closes_at_start, opened_ms } = lobby;
    let is_over = closes_at_start && seats.timer.status != PENDING;
    let code = code.filter(|_| !is_over).map(|code| code::shown(&code));
    let url = code.as_ref().map(|code| format!("{}/join/{code}", app.public_url));
    let seat = |one: &super::seats::Participant| LobbySeat {
        id: one.id.clone(),
        name: one.name.clone(),
        taken_ms: seats.taken(&one.id).map(|seat| seat.taken_ms),
    };
    let seats = seats.timer.participants.iter().map(seat).collect();
    Ok(Lobby { code, url, closes_at_start, opened_ms, seats })
}
