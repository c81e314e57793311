//! Parties that wait in a camp.

use std::sync::Arc;

use downbeat_session::kinds::mission::board;
use poem::web::Data;
use poem_openapi::{Object, OpenApi, param::Path, payload::Json};
use uuid::Uuid;

use super::camp;
use crate::{access::Player, app::App, refusal::Answer};

pub struct Lobbies;

#[derive(Debug, Object)]
struct LobbyList {
    /// All there are: 20 at most, newest first.
    items: Vec<Lobby>,
}

#[derive(Debug, Object)]
struct Lobby {
    mission: Uuid,
    host: Option<Named>,
    difficulty: u8,
    /// Whether it takes its code to join.
    code: bool,
    seats: u64,
    party_max: u8,
    expires_ms: i64,
}

/// A survivor, and what it is called there.
#[derive(Debug, Clone, Object)]
#[oai(rename = "NamedSurvivor")]
struct Named {
    survivor: Uuid,
    name: String,
}

#[OpenApi(prefix_path = "/api/v1")]
impl Lobbies {
    /// List parties
    ///
    /// Those of a camp that wait. Scope: `sessions:read`.
    #[oai(path = "/camps/:channel/lobbies", method = "get")]
    async fn list(
        &self,
        app: Data<&Arc<App>>,
        player: Player,
        channel: Path<String>,
    ) -> Answer<LobbyList> {
        let (camp, _) = camp::stored(&app, &player, &channel.0).await?;
        let items = app.store.lobbies(camp).await?.into_iter().map(Lobby::from).collect();
        Ok(Json(LobbyList { items }))
    }
}

impl From<board::Lobby> for Lobby {
    fn from(lobby: board::Lobby) -> Self {
        let board::Lobby { mission, host, difficulty, code, seats, party_max, expires_ms } = lobby;
        let host = host.map(|board::Person { survivor, name }| Named { survivor, name });
        let seats = u64::try_from(seats).unwrap_or(u64::MAX);
        Self { mission, host, difficulty, code, seats, party_max, expires_ms }
    }
}
