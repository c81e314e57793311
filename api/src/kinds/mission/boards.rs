//! Who brought home most: in a season, in all time, and around oneself.

use std::sync::Arc;

use downbeat_store::{Place, Season};
use poem::web::Data;
use poem_openapi::{
    Object, OpenApi,
    param::{Path, Query},
    payload::Json,
};
use uuid::Uuid;

use super::camp;
use crate::{
    access::Player,
    app::App,
    refusal::{Answer, FieldError, Refusal},
};

pub struct Boards;

const ALL_TIME: &str = "all";

#[derive(Debug, Object)]
struct Scores {
    /// Null for a board of all time, and where there was no season yet.
    season: Option<SeasonShown>,
    /// Most salvage first: 100 at most.
    top: Vec<Standing>,
    /// One's own place, with two before and two behind it; empty for whoever has none.
    around: Vec<Standing>,
}

#[derive(Debug, Object)]
struct SeasonShown {
    /// From 1.
    number: i32,
    title: String,
    begun_ms: i64,
    ends_ms: i64,
    closed_ms: Option<i64>,
}

#[derive(Debug, Object)]
#[oai(rename = "ScorePlace")]
struct Standing {
    /// From 1.
    place: i64,
    survivor: Uuid,
    name: String,
    salvage: i64,
    /// Whether it is whoever asks'.
    is_own: bool,
}

/// What is asked for.
enum Wanted {
    Newest,
    Season(i32),
    AllTime,
}

#[OpenApi(prefix_path = "/api/v1")]
impl Boards {
    /// Scores of a camp
    ///
    /// Of the newest season; of the one with that number, or of `all` time, if you say
    /// so. Scope: `sessions:read`.
    #[oai(path = "/camps/:channel/scores", method = "get")]
    async fn scores(
        &self,
        app: Data<&Arc<App>>,
        player: Player,
        channel: Path<String>,
        season: Query<Option<String>>,
    ) -> Answer<Scores> {
        let wanted = Wanted::read(season.0.as_deref())?;
        let (id, config) = camp::stored(&app, &player, &channel.0).await?;
        let (at, store) = ((id, &config), &app.store);
        let season = match wanted {
            Wanted::AllTime => None,
            Wanted::Newest => match store.season(id, None).await? {
                Some(season) => Some(season),
                None => return Ok(Json(Scores::none())),
            },
            Wanted::Season(number) => {
                let season = store.season(id, Some(number)).await?;
                Some(season.ok_or_else(|| Refusal::not_found("season"))?)
            }
        };
        let own = match player.known() {
            Some(user) => store.latest_survivor(user).await?.map(|survivor| survivor.id),
            None => None,
        };
        let top = store.top_places(at, season.as_ref()).await?;
        let around = match own {
            Some(own) => store.places_around(at, season.as_ref(), own).await?,
            None => Vec::new(),
        };
        let shown =
            |places: Vec<Place>| places.into_iter().map(|place| Standing::of(place, own)).collect();
        let season = season.map(SeasonShown::from);
        Ok(Json(Scores { season, top: shown(top), around: shown(around) }))
    }
}

impl Scores {
    const fn none() -> Self {
        Self { season: None, top: Vec::new(), around: Vec::new() }
    }
}

impl Standing {
    fn of(place: Place, own: Option<Uuid>) -> Self {
        let Place { place, survivor, name, salvage } = place;
        Self { place, survivor, name, salvage, is_own: own == Some(survivor) }
    }
}

impl From<Season> for SeasonShown {
    fn from(season: Season) -> Self {
        let Season { number, title, begun_ms, ends_ms, closed_ms, is_settled: _ } = season;
        Self { number, title, begun_ms, ends_ms, closed_ms }
    }
}

impl Wanted {
    fn read(given: Option<&str>) -> Result<Self, Refusal> {
        match given {
            None => Ok(Self::Newest),
            Some(ALL_TIME) => Ok(Self::AllTime),
            Some(number) => {
                let number = number.parse().ok().filter(|number| *number > 0);
                number.map(Self::Season).ok_or_else(|| {
                    let message = "the number of a season, or `all`";
                    Refusal::invalid(vec![FieldError::new("season", message)])
                })
            }
        }
    }
}
