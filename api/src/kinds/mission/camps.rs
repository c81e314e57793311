//! A camp as its audience sees it, and going out from there.

use std::sync::Arc;

use downbeat_session::{
    id,
    kinds::mission::{
        expedition::{AHEAD_MS, Party},
        resolver::Seed,
    },
};
use downbeat_store::{NewMission, Seat};
use poem::web::Data;
use poem_openapi::{ApiResponse, Enum, Object, OpenApi, param::Path, payload::Json};
use rand::Rng;
use serde_json::Value;
use uuid::Uuid;

use super::{
    camp::{self, Found},
    carrying_on::{carry_on, own_seat},
    me::Me,
    refused::refused,
    shown::Mission,
};
use crate::{
    access::Player,
    app::App,
    refusal::{Answer, FieldError, Refusal},
};

/// Letters that nobody takes for another when they hear or read them.
const LETTERS: &[u8] = b"ABCDEFGHJKLMNPQRSTUVWXYZ";
const CODE_LETTERS: usize = 6;

pub struct Camps;

/// All that a page about a camp needs.
#[derive(Debug, Object)]
struct CampShown {
    /// Its session's.
    camp: Uuid,
    rev: String,
    view: Value,
    me: Me,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[oai(rename_all = "snake_case")]
enum PartyWanted {
    /// Alone, at once.
    Solo,
    /// A party for whoever comes.
    Open,
    /// A party for those who have its code.
    Code,
}

#[derive(Debug, Object)]
struct NewMissionBody {
    /// One of those that the camp offers.
    difficulty: u8,
    party: PartyWanted,
}

#[derive(ApiResponse)]
enum Made {
    /// They are on their way, or a party waits.
    #[oai(status = 201)]
    Mission(Json<Mission>, #[oai(header = "Location")] String),
}

#[OpenApi(prefix_path = "/api/v1")]
impl Camps {
    /// Get a camp
    ///
    /// By the channel's id at Twitch: the camp, and what you are there. A cold one is
    /// brought back first; one that takes too long is 503 `activating`. Scope:
    /// `sessions:read`.
    #[oai(path = "/camps/:channel", method = "get")]
    async fn read(
        &self,
        app: Data<&Arc<App>>,
        player: Player,
        channel: Path<String>,
    ) -> Answer<CampShown> {
        let found = camp::find(&app, &player, &channel.0).await?;
        let me = Me::at(&app, &player, &found).await?;
        let view = serde_json::from_slice(&found.hot.view(found.standing.audience()))?;
        Ok(Json(CampShown { camp: found.hot.id, rev: found.hot.shown_rev().to_string(), view, me }))
    }

    /// Go out
    ///
    /// Alone, at once, or as the host of a party that waits for others: half an hour at
    /// most. Why not is 409 `no_survivor`, `busy`, `resting`, `closed`, `full`. You can
    /// gather five parties in an hour. Scope: `sessions:command`.
    #[oai(path = "/camps/:channel/missions", method = "post")]
    async fn go(
        &self,
        app: Data<&Arc<App>>,
        player: Player,
        channel: Path<String>,
        new: Json<NewMissionBody>,
    ) -> Result<Made, Refusal> {
        let found = camp::find(&app, &player, &channel.0).await?;
        let host = own_seat(&app, &player).await?;
        let NewMissionBody { difficulty, party } = new.0;
        if !found.config.difficulties.contains(&difficulty) {
            let message = "none that this camp offers";
            return Err(Refusal::invalid(vec![FieldError::new("difficulty", message)]));
        }
        if !found.is_open() {
            return Err(refused("closed"));
        }
        if party != PartyWanted::Solo {
            player.gathers(&app).await?;
        }
        let id = make(&app, &found, (host, difficulty, party)).await?;
        app.store.visit(host.user).await?;
        let place = format!("/api/v1/missions/{id}");
        Ok(Made::Mission(Json(Mission::shown(&app, &player, id).await?), place))
    }
}

async fn make(
    app: &App,
    found: &Found,
    (host, difficulty, party): (Seat, u8, PartyWanted),
) -> Result<Uuid, Refusal> {
    let (camp, shards) = (found.hot.id, app.live.shards());
    let now_ms = app.live.now_ms(app.live.shard(camp));
    let (party, code) = match party {
        PartyWanted::Solo => (Party::Solo, None),
        PartyWanted::Open => (Party::Open, None),
        PartyWanted::Code => (Party::Code, Some(code())),
    };
    let id = id::of_child(camp, shards, Uuid::new_v4);
    let new =
        NewMission { id, camp, shard: id::shard(camp, shards), difficulty, party, code, now_ms };
    let transaction = app.store.begin().await?;
    transaction.make_mission(&new, host).await?;
    if party == Party::Solo {
        let seed = Seed(rand::rng().random());
        transaction.depart(id, host.survivor, seed, now_ms + AHEAD_MS).await?;
    }
    carry_on(app, transaction, id).await?;
    Ok(id)
}

fn code() -> String {
    let mut rng = rand::rng();
    let letter = || char::from(LETTERS[rng.random_range(0..LETTERS.len())]);
    std::iter::repeat_with(letter).take(CODE_LETTERS).collect()
}
